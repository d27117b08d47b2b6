"""Cheap answers to those who ask again: what they have is still as the record is."""

import hashlib
from collections import OrderedDict
from functools import cache, wraps

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import condition

from timeline.vocabulary import revision_now


@cache
def edition():
    """What of the code shows in a page: the names of its static files, which change with what they hold."""
    hashed = getattr(staticfiles_storage, "hashed_files", {})
    said = "".join(f"{name}{hashed[name]}" for name in sorted(hashed)) + settings.SITE_URL + templates()
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def templates():
    """A digest of the templates, as a page is made of them too."""
    made = hashlib.sha256()
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        made.update(path.read_bytes())
    return made.hexdigest()


def tag_of(request, *args, **kwargs):
    """An ETag by the record's revision and everything else that an answer depends on; none where the record is away."""
    revision = revision_now()
    if revision < 0:
        return None
    asked = "\n".join(
        (
            request.get_full_path(),
            request.headers.get("HX-Target", ""),
            request.headers.get("X-Width", ""),
            request.LANGUAGE_CODE,
            edition(),
            str(timezone.localdate()),
        )
    )
    return f'W/"{revision}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"'


KEPT_AT_MOST = 200  # answers a process keeps, the least lately asked goes first
_kept: OrderedDict = OrderedDict()


def fresh(view):
    """Answer 304 where the record has not changed since the reader's copy was made; keep whole answers until it does.

    Every answer of these views is the same for everybody: they read no cookie and no session.
    """

    @wraps(view)
    @condition(etag_func=tag_of)
    def inner(request, *args, **kwargs):
        key = (tag_of(request), request.method, request.headers.get("HX-Current-URL", ""))
        if request.method != "GET" or key[0] is None:
            return view(request, *args, **kwargs)
        if key in _kept:
            _kept.move_to_end(key)
            content, headers = _kept[key]
            return HttpResponse(content, headers=headers)
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.streaming and not response.cookies:
            _kept[key] = (response.content, dict(response.headers))
            while len(_kept) > KEPT_AT_MOST:
                _kept.popitem(last=False)
        return response

    return inner


def forget():
    """Keep no answer: for tests, whose transactions end without a new revision."""
    _kept.clear()
