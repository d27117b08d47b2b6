"""On this day, and the anniversaries ahead, as a page and as a calendar."""

import re
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from timeline import dates
from timeline.anniversaries import ahead, on_day
from timeline.api.asked import Asked
from timeline.api.problems import problem
from timeline.api.shapes import with_everything
from timeline.exports.calendars import as_anniversaries
from timeline.filters import EventFilter
from timeline.models import Event, as_language
from timeline.views.files import about_file, in_language_of

LEAP = 2000  # a year that has every day
LISTED = 30  # anniversaries on the page; the calendar has all


def day_asked(asked, text):
    """The month and day of "MM-DD", today's where nothing is said; a fault of the filter where it is no day."""
    if not text:
        return asked.today.month, asked.today.day
    if re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
        month, day = int(text[:2]), int(text[3:])
        try:
            date(LEAP, month, day)
        except ValueError:
            pass
        else:
            return month, day
    asked.fault(
        "day", _("“%(typed)s” is no day of the year. Write month and day, such as 08-23.") % {"typed": text[:40]}
    )
    return asked.today.month, asked.today.day


@require_safe
def on_this_day(request):
    """The filter's events of today in the record's time zone, or of `?day=MM-DD`, and what returns within 60 days."""
    asked = EventFilter(request.GET)
    typed = request.GET.get("day", "").strip()
    month, day = day_asked(asked, typed)
    here = date(LEAP, month, day)
    before, after = here - timedelta(days=1), here + timedelta(days=1)
    query = asked.query()
    request.canonical_query = "&".join(part for part in (query, f"day={month:02}-{day:02}" if typed else "") if part)
    events = on_day(asked, month, day) if asked.is_valid() else []
    returns = ahead(asked, asked.today) if asked.is_valid() else []
    context = {
        "asked": asked,
        "errors": [message for messages in asked.errors.values() for message in messages],
        "day": day_in_words(here),
        "typed": typed,
        "is_today": (month, day) == (asked.today.month, asked.today.day),
        "events": [(event, asked.today.year - event.earliest.year) for event in events],
        "ahead": returns[:LISTED],
        "more": max(0, len(returns) - LISTED),
        "around": [(f"{d:%m-%d}", day_in_words(d)) for d in (before, after)],
        "query": query,
    }
    return render(request, "days/on_this_day.html", context, status=200 if asked.is_valid() else 400)


def day_in_words(day):
    """A day without its year."""
    return dates.in_words(day.isoformat(), as_language(translation.get_language()), "full", within_year=day.year)


@require_safe
def on_this_day_calendar(request):
    """The anniversaries of the next 60 days as iCalendar, of any filter, in `?lang=`."""
    asked = Asked(request.GET)
    if not asked.is_valid():
        return problem(request, asked.errors)
    with translation.override(asked.lang):
        about = about_file(request, asked, None)
        found = ahead(asked, asked.today)
        rows = Event.objects.filter(pk__in={one.event.pk for one in found})
        whole = {event.pk: event for event in with_everything(rows)}
        entries = [(whole[one.event.pk], one.day, years_ago(one.years)) for one in found]
        body = b"".join(in_language_of(as_anniversaries(entries, about), asked.lang))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="on-this-day.ics"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def years_ago(n):
    return ngettext("%(n)s year ago", "%(n)s years ago", n) % {"n": n}
