"""The filtered record as files."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from timeline.api.asked import Asked
from timeline.api.problems import problem
from timeline.api.shapes import absolute, with_everything
from timeline.exports import FORMATS, About
from timeline.exports.dataset import as_zip
from timeline.exports.edition import as_edition
from timeline.exports.offered import event_as_work, view_as_work
from timeline.models import Event, Record
from timeline.paging import ordered
from timeline.picturing import Drawing
from timeline.pixels import NoFace, as_png
from timeline.stories import words_of
from timeline.summaries import summarise


@require_safe
def events_file(request, extension):
    """What the query string asks for, as a file of the format that the address ends in; 400 names what is wrong.

    A feed holds the last changed events, every other format all of them, streamed.
    """
    if extension not in FORMATS:
        raise Http404(extension)
    asked = Asked(request.GET)
    if not asked.is_valid():
        return problem(request, asked.errors)
    events = asked.apply(Event.objects.published())
    if FORMATS[extension].newest_change_first:
        events = events.order_by("-updated_at", "public_id")
    else:
        events = ordered(events, asked.sort, asked.asked.get("q", ""))
    return written(request, events, extension, asked)


@require_safe
def event_file(request, slug, extension):
    """One event as a file."""
    if extension not in FORMATS:
        raise Http404(extension)
    event = get_object_or_404(Event.objects.published(), slug=slug)
    asked = Asked(request.GET, only=("lang",))
    if not asked.is_valid():
        return problem(request, asked.errors)
    return written(request, Event.objects.filter(pk=event.pk), extension, asked, event)


def written(request, events, extension, asked, event=None):
    """A set of events in a format: the answer streams, in the language of `?lang=`."""
    form = FORMATS[extension]
    with translation.override(asked.lang):
        about = about_file(request, asked, event)
    events = with_everything(events)
    rows = events[: form.most] if form.most else events.iterator(chunk_size=500)
    response = StreamingHttpResponse(
        in_language_of(form.write(rows, about), asked.lang), content_type=form.content_type
    )
    name = f"{event.slug if event else 'events'}.{extension}"
    response["Content-Disposition"] = f'{"attachment" if form.download else "inline"}; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def in_language_of(pieces, language):
    """The pieces of a file, each made in its language: a streamed answer outlives the request's own."""
    while True:
        with translation.override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def about_file(request, asked, event):
    record = Record.objects.first()
    prefix = "" if asked.lang == "en" else f"/{asked.lang}"
    if event:
        title, page, count = event.title, f"{prefix}/events/{event.slug}/", 1
    elif asked.story and list(asked.asked) == ["story"]:
        title, page, count = asked.story.title, f"{prefix}/stories/{asked.story.slug}/", summarise(asked).count
    else:
        words = "; ".join(chip.label for chip in asked.chips)
        title = " · ".join(part for part in (record.name if record else "Shuttle", words) if part)
        page = f"{prefix}/{asked.url().removesuffix('?')}"
        count = summarise(asked).count
    return About(
        title=title,
        language=asked.lang,
        site=absolute("/"),
        page=absolute(page),
        address=absolute(request.get_full_path()),
        changed_at=record.changed_at if record else None,
        licence=record.licence if record else "",
        count=count,
        story=words_of(asked.story) if asked.story and not event else None,
        work=event_as_work(event, record) if event else view_as_work(asked, record),
    )


@require_safe
def dataset(request):
    """The whole record as a Data Package, with the timeline as one HTML file in it."""
    asked = Asked(request.GET, only=("lang",))
    if not asked.is_valid():
        return problem(request, asked.errors)
    with translation.override(asked.lang):
        about = about_file(request, asked, None)
        picture = Drawing(Asked(QueryDict()), width=1200).standalone()
        edition = b"".join(as_edition(dataset_events(), about, picture))
        package = as_zip(about, [("timeline.html", edition)])
    response = FileResponse(package, as_attachment=True, filename="dataset.zip", content_type="application/zip")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def dataset_events():
    return ordered(with_everything(Event.objects.published()), "date").iterator(chunk_size=500)


# A picture that stands alone can load and run nothing, also when the answer is one that was kept.
SEALED: dict = {"default-src": [CSP.NONE], "sandbox": True}
sealed = csp_override(SEALED)


@require_safe
def timeline_svg(request):
    """The timeline's picture of any filter, for a slide or a paper; in `?lang=`."""
    drawn = standalone_picture(request)
    if not isinstance(drawn, str):
        return drawn
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


@require_safe
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
    asked = Asked(request.GET)
    width = request.GET.get("width", "1200")
    if not (width.isascii() and width.isdigit() and len(width) < 5 and 320 <= int(width) <= 2000):
        asked.fault("width", "The width is a whole number of px from 320 to 2000.")
    if not asked.is_valid():
        return problem(request, asked.errors)
    with translation.override(asked.lang):
        return Drawing(asked, width=int(width), selected=request.GET.get("selected", "")[:80]).standalone()


@require_safe
def robots(request):
    """What search engines may visit: everything but the admin."""
    lines = ["User-agent: *", f"Disallow: /{settings.ADMIN_PATH}", f"Sitemap: {absolute('/sitemap.xml')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


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
