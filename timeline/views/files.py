"""The filtered record as files."""

import orjson
from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from timeline.api.problems import problem
from timeline.api.shapes import event_shape, with_everything
from timeline.filters import EventFilter
from timeline.models import LANGUAGES, Event
from timeline.paging import ordered
from timeline.picturing import Drawing
from timeline.pixels import NoFace, as_png
from timeline.summaries import summarise


@require_safe
def events_json(request):
    """Every event that the query string asks for, whole, as one JSON object; 400 names what was not understood."""
    asked = EventFilter(request.GET, strict=True)
    language = request.GET.get("lang", "en")
    if language not in LANGUAGES:
        asked.fault("lang", f"“{language[:20]}” is not one of the languages {', '.join(LANGUAGES)}.")
    if not asked.is_valid():
        return problem(request, asked.errors)
    events = ordered(asked.apply(Event.objects.published()), asked.sort, asked.asked.get("q", ""))
    count = summarise(asked).count
    response = StreamingHttpResponse(
        json_list(with_everything(events), count, language), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = 'inline; filename="events.json"'
    return response


def json_list(events, count, language):
    """The list object in pieces, so that a long one needs little memory."""
    yield b'{"count":%d,"next":null,"previous":null,"results":[' % count
    between = b""
    for event in events.iterator(chunk_size=500):
        yield between + orjson.dumps(event_shape(event, language))
        between = b","
    yield b"]}\n"


SEALED: dict = {"default-src": [CSP.NONE], "sandbox": True}  # a picture that stands alone can load and run nothing


@require_safe
@csp_override(SEALED)
def timeline_svg(request):
    """The timeline's picture of any filter, for a slide or a paper; in `?lang=`."""
    drawn = standalone_picture(request)
    if not isinstance(drawn, str):
        return drawn
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


@require_safe
@csp_override(SEALED)
def timeline_png(request):
    """The same as pixels, twice as dense; 501 where the machine has no face for the language's script."""
    drawn = standalone_picture(request)
    if not isinstance(drawn, str):
        return drawn
    try:
        return HttpResponse(as_png(drawn, request.GET.get("lang", "en")), content_type="image/png")
    except NoFace as error:
        return HttpResponse(f"{error}\n", status=501, content_type="text/plain; charset=utf-8")


def standalone_picture(request):
    asked = EventFilter(request.GET, strict=True)
    language = request.GET.get("lang", "en")
    if language not in LANGUAGES:
        asked.fault("lang", f"“{language[:20]}” is not one of the languages {', '.join(LANGUAGES)}.")
    width = request.GET.get("width", "1200")
    if not (width.isascii() and width.isdigit() and len(width) < 5 and 320 <= int(width) <= 2000):
        asked.fault("width", "The width is a whole number of px from 320 to 2000.")
    if not asked.is_valid():
        return problem(request, asked.errors)
    with translation.override(language):
        return Drawing(asked, width=int(width), selected=request.GET.get("selected", "")[:80]).standalone()


@require_safe
def robots(request):
    """What search engines may visit: everything but the admin."""
    return HttpResponse(f"User-agent: *\nDisallow: /{settings.ADMIN_PATH}\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request):
    """Where to report a weakness (RFC 9116); good for a year from the first of the month."""
    if not settings.CONTACT:
        raise Http404("No CONTACT is set.")
    contact = settings.CONTACT if ":" in settings.CONTACT else f"mailto:{settings.CONTACT}"
    first = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    until = first.replace(year=first.year + 1)
    lines = [f"Contact: {contact}", f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: en, ko, ja",
             f"Canonical: {settings.SITE_URL}/.well-known/security.txt"]  # fmt: skip
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
