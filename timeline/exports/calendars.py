"""Events as iCalendar (RFC 5545). None is left out: a coarse date is a stretch of days, its words in the summary."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from timeline import dates
from timeline.api.shapes import absolute
from timeline.models import in_language


def as_icalendar(events, about):
    """The calendar; DTEND is the day after the last, as the standard has it."""
    yield from calendar_of((entry(event, about) for event in events), about)


def as_anniversaries(found, about):
    """A calendar of days that return: `found` is (event, day, "60 years ago") each."""
    yield from calendar_of((anniversary(*one, about) for one in found), about)


def calendar_of(entries, about):
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
    for made in entries:
        yield made.to_ical()
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


def anniversary(event, day, ago, about):
    """An entry of one day in this year, apart from the event's own: its id has the year."""
    made = entry(event, about)
    for name in ("uid", "dtstart", "dtend", "summary", "status", "created"):
        made.pop(name, None)
    made.add("uid", f"{event.public_id}-{day.year}@{absolute('/').split('//')[1].rstrip('/')}")
    made.add("dtstart", day)
    made.add("dtend", day + timedelta(days=1))
    made.add("summary", f"{ago}: {in_language(event, 'title', about.language)[0]}")
    made.add("status", "CONFIRMED")
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
