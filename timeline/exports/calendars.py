"""Events as iCalendar (RFC 5545). None is left out: a coarse date is a stretch of days, its words in the summary."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from timeline import dates
from timeline.api.shapes import absolute
from timeline.models import in_language


def as_icalendar(events, about):
    """The calendar; DTEND is the day after the last, as the standard has it."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Shuttle//Sourced timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", about.title)
    calendar.add("x-wr-calname", about.title)
    calendar.add("source", about.address, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    head, end = calendar.to_ical().split(b"END:VCALENDAR")
    yield head
    for event in events:
        yield entry(event, about).to_ical()
    yield b"END:VCALENDAR" + end


def entry(event, about):
    from icalendar import Event

    language = about.language
    title = in_language(event, "title", language)[0]
    exact = event.precision in ("day", "days") and not event.edtf.is_doubtful
    summary = title if exact else f"{title} ({dates.in_words(event.date, language)})"
    made = Event()
    made.add("uid", f"{event.public_id}@{absolute('/').split('//')[1].rstrip('/')}")
    made.add("dtstamp", event.updated_at)
    made.add("dtstart", bounded(event.earliest))
    made.add("dtend", bounded(event.latest) + timedelta(days=1))
    made.add("summary", summary)
    made.add("description", described(event, language))
    made.add("url", absolute(f"/events/{event.slug}/"))
    made.add("categories", [event.kind, *sorted(theme.slug for theme in event.themes.all())])
    made.add("last-modified", event.updated_at)
    made.add("created", event.published_at)
    made.add("sequence", event.version)
    made.add("status", "CONFIRMED" if exact else "TENTATIVE")
    made.add("transp", "TRANSPARENT")
    if event.place:
        made.add("location", in_language(event.place, "name", language)[0])
    made.add("x-shuttle-edtf", event.date)
    return made


def bounded(day):
    """A day that calendar programs can count from: open ends are not written."""
    return min(max(day, date(1600, 1, 1)), date(9998, 12, 31))


def described(event, language):
    """The summary, the note of doubt and the sources, as plain text."""
    parts = [in_language(event, "summary", language)[0], in_language(event, "note", language)[0]]
    sources = [f"{citation.source.publisher or ''}: {citation.source.title}" for citation in event.citations.all()]
    if sources:
        parts.append(_("Sources") + ": " + "; ".join(sources))
    return "\n\n".join(part for part in parts if part)
