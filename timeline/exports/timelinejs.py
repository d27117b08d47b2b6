"""Events for TimelineJS: its JSON, and the spreadsheet of nineteen columns that its proxy accepts, no more and no less.

TimelineJS knows year, month and day but no doubt: the date in words goes into `display_date`. Sources have no field
there: they stand as links below the text, the first also as the credit. Our ids and EDTF dates stand under keys that
TimelineJS does not read.
"""

import csv
import io

import orjson
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _

from timeline import dates
from timeline.api.shapes import absolute
from timeline.codebook import LANE_OF_KIND, Kind
from timeline.models import in_language

from .cells import guarded

COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
)  # fmt: skip


def as_timelinejs(events, about):
    where = format_html('<a href="{}">{}</a>', about.page, about.page)
    if about.story and about.story.summary:
        where = format_html("<p>{}</p><p>{}</p>", about.story.summary, where)
    title = {"text": {"headline": escape(about.title), "text": where}}
    yield b'{"scale":"human","title":' + orjson.dumps(title, default=str) + b',"events":['
    between = b""
    for event in events:
        yield between + orjson.dumps(slide_of(event, about.language, steps_about(event, about)), default=str)
        between = b","
    yield b"]}\n"


def steps_about(event, about):
    """What a story says where this event is the main one of a step: (headline, HTML)s."""
    return about.story.steps.get(event.pk, ()) if about.story else ()


def slide_of(event, language, steps=()):
    start, end = ends_of(event.edtf)
    words = dates.in_words(event.date, language)
    slide = {
        "unique_id": event.public_id,
        "start_date": start,
        "display_date": words,
        "group": str(LANE_OF_KIND[Kind(event.kind)].label),
        "text": {"headline": escape(in_language(event, "title", language)[0]), "text": text_of(event, language, steps)},
        "_edtf": event.date,
        "_url": absolute(f"/events/{event.slug}/"),
    }
    return slide | ({"end_date": end} if end else {})


def ends_of(edtf):
    """(start, end) as TimelineJS's date objects; the end is None where the date is a single one."""
    depth = {"day": 3, "days": 3, "month": 2, "span": 3, "season": 2, "quarter": 2, "half": 2}.get(edtf.precision, 1)
    start, end = (dict(zip(("year", "month", "day"), parts(day)[:depth], strict=False)) for day in edtf_days(edtf))
    return start, None if edtf.precision in ("day", "month", "year") else end


def edtf_days(edtf):
    """First and last day; an open end is the other one, as TimelineJS has none."""
    first = edtf.latest if edtf.is_open_start else edtf.earliest
    last = edtf.earliest if edtf.is_open_end else edtf.latest
    return first, last


def parts(day):
    return [day.year, day.month, day.day]


def text_of(event, language, steps=()):
    """A story's words, the summary, the note and the sources as HTML, everything of the record escaped."""
    narration = format_html_join("", "<h3>{}</h3>{}", steps)
    said = [in_language(event, name, language)[0] for name in ("summary", "note")]
    paragraphs = format_html_join("", "<p>{}</p>", ((text,) for text in said if text))
    sources = format_html_join(
        "; ",
        '<a href="{}">{}</a>',
        (
            (citation.source.url or absolute(f"/sources/{citation.source.slug}/"), named(citation.source))
            for citation in event.citations.all()
        ),
    )
    return format_html("{}{}<p>{}: {}</p>", narration, paragraphs, _("Sources"), sources)


def named(source):
    return f"{source.publisher}: {source.title}" if source.publisher else source.title


def as_timelinejs_sheet(events, about):
    yield line(COLUMNS)
    for event in events:
        yield line(cells_of(event, about.language, steps_about(event, about)))


def cells_of(event, language, steps=()):
    start, end = ends_of(event.edtf)
    end = end or {}
    first = next((named(citation.source) for citation in event.citations.all()), "")
    made = {
        "Year": start["year"], "Month": start.get("month", ""), "Day": start.get("day", ""),
        "End Year": end.get("year", ""), "End Month": end.get("month", ""), "End Day": end.get("day", ""),
        "Display Date": dates.in_words(event.date, language), "Headline": in_language(event, "title", language)[0],
        "Text": text_of(event, language, steps), "Media Credit": first,
        "Group": str(LANE_OF_KIND[Kind(event.kind)].label),
    }  # fmt: skip
    return [str(made.get(name, "")) for name in COLUMNS]


def line(cells):
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerow([guarded(cell) for cell in cells])
    return made.getvalue().encode()
