"""What a page offers to take away: its event or view as files, as a picture, and as something to cite."""

import hashlib
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline import dates
from timeline.api.shapes import absolute
from timeline.models import as_language, in_language

from . import FORMATS
from .citing import STYLES, Work

FEEDS = ("atom", "jsonfeed", "ics")
REFERENCES = ("bib", "ris", "csl.json")


def groups():
    """The formats as a reader looks for them."""
    return (
        (_("Data"), ("csv", "json", "jsonld")),
        (_("Follow"), FEEDS),
        (_("References"), REFERENCES),
        ("TimelineJS", ("timelinejs.json", "timelinejs.csv")),
    )


def now():
    return as_language(get_language())


def query_of_files(asked, **more):
    """The filter as files and feeds take it: the window's days have become its dates, what only views know is gone."""
    changes: dict = {"window": None, "lanes": None, "scale": None}
    if asked.window and asked.is_valid():
        first, last = max(asked.first, asked.window.earliest), min(asked.last, asked.window.latest)
        changes["from"] = first.isoformat() if first != date.min else None
        changes["to"] = last.isoformat() if last != date.max else None
    return asked.query(**changes | in_our_language() | more)


def in_our_language():
    return {} if now() == "en" else {"lang": now()}


def address_of(path, query):
    return f"{path}?{query}" if query else path


def files_of_view(asked):
    """The timeline's formats with the filter and the language of the page: [(heading, [(name, address)])]."""
    query = query_of_files(asked)
    found = [
        (heading, [(FORMATS[end].name, address_of(reverse("events_file", args=[end]), query)) for end in ends])
        for heading, ends in groups()
    ]
    drawn = asked.query(**in_our_language())
    pictures = [(name, address_of(reverse(f"timeline_{name.lower()}"), drawn)) for name in ("SVG", "PNG")]
    return [*found, (_("Picture"), pictures)]


def feeds_of_view(asked):
    """What the head of the timeline's page names for programs that subscribe: (type, name, address)."""
    query = query_of_files(asked)
    return [
        (FORMATS[end].content_type.partition(";")[0], FORMATS[end].name, absolute(address_of(f"/events.{end}", query)))
        for end in FEEDS
    ]


def files_of_event(event):
    query = urlencode(in_our_language())

    def file(end):
        return address_of(reverse("event_file", kwargs={"slug": event.slug, "extension": end}), query)

    return [(heading, [(FORMATS[end].name, file(end)) for end in ends]) for heading, ends in groups()]


def card_of_view(asked):
    """The whole address of the picture by which services show a link to this view."""
    return absolute(address_of(reverse("card_view", args=["png"]), query_of_files(asked)))


def card_of_event(event):
    path = reverse("card_event", kwargs={"slug": event.slug, "extension": "png"})
    return absolute(address_of(path, urlencode(in_our_language())))


def event_as_work(event, record):
    """An event as it is cited: by its permanent address, its date in the title, as of its last change."""
    language = now()
    when = dates.in_words(event.date, language, "full")
    return Work(
        key=f"shuttle-{event.public_id}",
        title=f"{in_language(event, 'title', language)[0]}, {when}",
        record=record.name if record else "Shuttle",
        address=absolute(f"/e/{event.public_id}"),
        changed=timezone.localdate(event.updated_at),
        language=language,
    )


def view_as_work(asked, record):
    """What a filter shows as it is cited: by its canonical address, as of the record's last change."""
    language = now()
    query = query_of_files(asked, lang=None)
    words = "; ".join(chip.label for chip in asked.chips)
    if asked.window:
        days = dates.in_words(asked.window, language, "full")
        words = f"{words}; {days}" if words else days
    return Work(
        key=f"shuttle-view-{hashlib.sha256(query.encode()).hexdigest()[:8]}",
        title=_("Timeline: %(n)s") % {"n": words} if words else _("Timeline"),
        record=record.name if record else "Shuttle",
        address=absolute(address_of("/" if language == "en" else f"/{language}/", query)),
        changed=timezone.localdate(record.changed_at) if record and record.changed_at else None,
        language=language,
    )


def cited(work, files):
    """A work in each style, and the files of references that begin with it: what the menu 'Cite' shows."""
    references = next(links for heading, links in files if heading == _("References"))
    return {"styles": [(name, style(work)) for name, style in STYLES], "files": references}
