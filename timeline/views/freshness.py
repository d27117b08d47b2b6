"""Cheap answers to those who ask again: what they have is still as the record is."""

import gzip
import hashlib
from functools import cache, wraps

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import condition

from timeline.kept import Kept
from timeline.vocabulary import revision_now, vocabulary


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
            str(vocabulary().today),
        )
    )
    return f'W/"{revision}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"'


SQUEEZED, WORTH_IT, LEVEL = ("text/", "image/svg", "application/json"), 1000, 5
POLICIES = ("_csp_config", "_csp_ro_config")  # what `csp_override` leaves on a response for its middleware
_kept = Kept(200)


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
        if kept := _kept.get(key):
            return answer(request, *kept)
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or response.streaming or response.cookies:
            return response
        packed = response.headers.get("Content-Type", "").startswith(SQUEEZED) and len(response.content) > WORTH_IT
        patch_vary_headers(response, ["Accept-Encoding"])
        content = gzip.compress(response.content, LEVEL, mtime=0) if packed else response.content
        policy = {name: getattr(response, name) for name in POLICIES if hasattr(response, name)}
        return answer(request, *_kept.put(key, (content, packed, dict(response.headers), policy)))

    return inner


def answer(request, content, packed, headers, policy):
    """A kept answer, compressed for those who say that they can read it: it holds nothing secret (BREACH)."""
    if packed and takes_gzip(request):
        headers = headers | {"Content-Encoding": "gzip", "Content-Length": str(len(content))}
    elif packed:
        content = gzip.decompress(content)
    response = HttpResponse(content, headers=headers)
    response.__dict__.update(policy)
    return response


def takes_gzip(request):
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0")
    return False


def forget():
    """Keep no answer: for tests, whose transactions end without a new revision."""
    _kept.clear()
