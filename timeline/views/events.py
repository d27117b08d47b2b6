"""The timeline: events that the query string asks for, as a list, with one of them opened beside it."""

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline.event_detail import detail_of
from timeline.filters import EventFilter
from timeline.models import Citation, Event, Participation
from timeline.paging import PAGE, WrongCursor, page_of
from timeline.summaries import nearest, summarise
from timeline.views.parts import page_or_part

GAP = 5  # years without an event that the list says in words
PARTS = ["explore", "more", "detail"]


@require_safe
def event_list(request):
    """The list. A wrong filter answers 400 with the form, what was typed, and no events."""
    asked = EventFilter(request.GET)
    request.canonical_query = asked.canonical
    if asked.is_valid() and "dates" in request.GET and not request.headers.get("HX-Request"):
        return HttpResponseRedirect(f"{request.path}?{asked.query(selected=selected_slug(request))}".rstrip("?"))
    events = asked.in_window(asked.apply(Event.objects.published()))
    page = rows = None
    try:
        if asked.is_valid():
            limit = min(asked.limit or PAGE, 200)
            page = page_of(events, asked.sort, asked.one("after"), limit, asked.asked.get("q", ""))
    except WrongCursor:
        asked.fault("after", _("This place in the list is not known. Start again from the first page."))
    summary = summarise(asked)
    chosen = (
        Event.objects.published().select_related("place").filter(slug=selected_slug(request)).first()
        if selected_slug(request)
        else None
    )
    if page:
        load_rows([*page.events, *([chosen] if chosen else [])])
        rows = list(
            in_years(
                page.events,
                asked.sort,
                after_more=request.headers.get("HX-Target") == "more",
                first=request.GET.get("year"),
                leaders=leaders(asked),
            )
        )
    context = {
        "asked": asked,
        "summary": summary,
        "total": Event.objects.published().count() if asked.chips else summary.count,
        "page": page,
        "rows": rows,
        "offered": nearest(asked) if page and not page.events else None,
        "select_base": f"?{asked.canonical}&" if asked.canonical else "?",
        "close_url": f"?{asked.canonical}",
        "chosen": chosen,
        "detail": detail_of(chosen, asked.vocabulary, whole=False) if chosen else None,
        "office_holders": office_holders(asked),
    }
    response = page_or_part(request, "events/list.html", PARTS, context, status=200 if asked.is_valid() else 400)
    if request.headers.get("HX-Request") and "after" not in request.GET and asked.is_valid():
        query = asked.query(selected=chosen.slug if chosen else None)
        response["HX-Push-Url"] = f"{request.path}?{query}".rstrip("?")
    return response


def selected_slug(request):
    return request.GET.get("selected", "")[:80]


def load_rows(events):
    """Load what rows and the panel show, for all of them at once."""
    prefetch_related_objects(
        events,
        Prefetch("participations", Participation.objects.select_related("actor", "actor__country")),
        Prefetch("citations", Citation.objects.select_related("source", "source__publisher", "event")),
    )


def in_years(events, sort, *, after_more, first, leaders=()):
    """Events with what stands before them: a dict each of `year`, `gap`, `leaders` who took office, and `event`."""
    year = int(first) if after_more and first and first.isdigit() else None
    before = None
    for event in events:
        row = {"event": event, "year": None, "gap": 0, "leaders": []}
        if before is not None and sort in ("-date", "date"):
            first_day, last_day = sorted((before.earliest, event.earliest))
            between = [pair for pair in leaders if first_day < pair[0].earliest <= last_day]
            row["leaders"] = between if sort == "date" else between[::-1]
        before = event
        if sort in ("-date", "date") and event.earliest.year != year:
            if year is not None and abs(event.earliest.year - year) > GAP:
                row["gap"] = abs(event.earliest.year - year) - 1
            year = row["year"] = event.earliest.year
        yield row


def leaders(asked):
    """Who took one of the record's two offices, oldest first, as (tenure, office): on phones the list says it."""
    held = [(tenure, office) for office, tenures in office_holders(asked) for tenure in tenures]
    return sorted(held, key=lambda pair: pair[0].earliest)


def office_holders(asked):
    """The tenures to choose from, newest first, under their offices."""
    known = asked.vocabulary
    record = known.record
    offices = [o for o in (record.office_above, record.office_below) if o] if record else []
    return [(office, list(reversed(known.tenures_of(office.slug)))) for office in offices]
