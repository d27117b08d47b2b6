"""The timeline inside other people's pages: the framed page, and the script that they may load."""

import hashlib
from functools import cache, wraps

from django.conf import settings
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import condition, require_safe

from timeline.embedding import Embed
from timeline.views.freshness import fresh

FRAMED: dict = settings.SECURE_CSP | {"frame-ancestors": settings.EMBED_ANCESTORS}
BUSY = 30  # seconds


def framed(view):
    """The one kind of page that other sites may show; when the database is away it says so in the same frame."""

    @xframe_options_exempt
    @csp_override(FRAMED)
    @wraps(view)
    def inner(request):
        try:
            response = view(request)
        except OperationalError:
            words = _("The record can't be reached just now. Try again in half a minute.")
            response = render(request, "embed/timeline.html", {"sentence": words}, status=503)
            response["Retry-After"] = str(BUSY)
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return inner


@framed
@fresh
@require_safe
def embed_timeline(request):
    """The filter's events as a picture or a list; where there is none, one sentence and a way to the record."""
    embed = Embed(request.GET)
    context = {"embed": embed, "site_url": settings.SITE_URL}
    if embed.is_gone:
        return render(request, "embed/timeline.html", context | {"gone": embed.withdrawn}, status=410)
    if not embed.asked.is_valid():
        sentence = next(iter(embed.asked.errors.values()))[0]
        return render(request, "embed/timeline.html", context | {"sentence": sentence}, status=400)
    if not embed.shown:
        words = _("No event in this record matches the filter of this timeline.")
        return render(request, "embed/timeline.html", context | {"sentence": words})
    return render(request, "embed/timeline.html", context | {"events": embed.listed})


@cache
def script():
    return (settings.BASE_DIR / "static" / "js" / "embed" / "embed.js").read_bytes()


@require_safe
@condition(etag_func=lambda request: f'"{hashlib.sha256(script()).hexdigest()[:16]}"')
def embed_script(request):
    """The script that pages of others load, at an address that never moves: kept for ten minutes, for any site."""
    response = HttpResponse(script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "max-age=600"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
