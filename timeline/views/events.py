"""The timeline: events that the query string asks for, as a list, with one of them opened beside it."""

from urllib.parse import urlsplit

from django.http import HttpResponseRedirect, QueryDict
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline.event_detail import NOT_SHOWN, detail_of
from timeline.exports.linked_data import dataset_as_json_ld
from timeline.exports.offered import card_of_view, cited, feeds_of_view, files_of_view, view_as_work
from timeline.filters import EventFilter
from timeline.models import Event
from timeline.paging import WrongCursor, page_of, read_cursor
from timeline.picturing import Drawing
from timeline.selection import Selection
from timeline.summaries import nearest, summarise
from timeline.views.parts import page_or_part, width_asked

GAP = 5  # years without an event that the list says in words
ROWS, MOST = 15, 200  # events of one page: usually, at most
PARTS = ("explore", "more", "detail", "picture")


@require_safe
def event_list(request):
    """The list. A wrong filter answers 400 with the form, what was typed, and no events."""
    asked = EventFilter(request.GET)
    request.canonical_query = asked.canonical
    if asked.is_valid() and "dates" in request.GET and not request.headers.get("HX-Request"):
        return HttpResponseRedirect(f"{request.path}?{asked.query(selected=selected_slug(request))}".rstrip("?"))
    found = Selection(asked)
    page = rows = None
    try:
        if asked.is_valid():
            page = page_of_list(asked, found)
    except WrongCursor:
        asked.fault("after", _("This place in the list is not known. Start again from the first page."))
    summary = summarise(asked, found)
    selected = selected_slug(request)
    chosen = next((event for event in page.events if event.slug == selected), None) if page else None
    if selected and chosen is None:
        chosen = Event.objects.published().select_related("place").filter(slug=selected).first()
    if page:
        rows = list(
            in_years(
                page.events,
                asked.sort,
                after_more=request.headers.get("HX-Target") == "more",
                first=request.GET.get("year"),
                leaders=leaders(asked),
            )
        )
    # Only the page and what replaces it show the picture; of a wrong filter it is the overview alone.
    pictured = request.headers.get("HX-Target") not in ("more", "detail")
    detail = detail_of(chosen, asked.vocabulary, whole=False) if chosen else None
    width, kin = width_asked(request), detail.kin if detail else frozenset()
    context = {
        "asked": asked,
        "summary": summary,
        "total": found.index.size,
        "page": page,
        "rows": rows,
        "offered": nearest(asked, found) if page and not page.events else None,
        "select_base": f"?{asked.canonical}&" if asked.canonical else "?",
        "close_url": f"?{asked.canonical}",
        "chosen": chosen,
        "drawing": Drawing(asked, found=found, width=width, selected=selected, kin=kin) if pictured else None,
        "detail": detail,
        "office_holders": office_holders(asked),
        **to_take_away(asked),
    }
    response = page_or_part(request, "events/list.html", PARTS, context, status=200 if asked.is_valid() else 400)
    patch_vary_headers(response, ["X-Width"])
    if request.headers.get("HX-Target") in ("explore", "detail") and asked.is_valid():
        query = asked.query(selected=chosen.slug if chosen else None)
        header = "HX-Replace-Url" if only_the_window_moved(request, asked, chosen) else "HX-Push-Url"
        response[header] = f"{request.path}?{query}".rstrip("?")
    return response


def page_of_list(asked, found):
    """The page of the list that is asked for. Its keys come from the index; only an order by relevance is SQL's."""
    limit, after = min(asked.limit or ROWS, MOST), asked.one("after")
    if asked.sort == "relevance":
        events = asked.in_window(asked.apply(Event.objects.published()))
    else:
        direction, values = read_cursor(after, asked.sort) if after else ("next", None)
        keys = found.first_keys(found.in_window, asked.sort, limit + 1, values, direction == "previous")
        events = Event.objects.published().keyed(keys)
    return page_of(events.with_line().defer(*NOT_SHOWN), asked.sort, after, limit, asked.asked.get("q", ""))


def to_take_away(asked):
    """The view as files, feeds, a card, and as something to cite; nothing of a filter that is not understood."""
    if not asked.is_valid():
        return {}
    files, work = files_of_view(asked), view_as_work(asked, asked.vocabulary.record)
    return {
        "files": files,
        "feeds": feeds_of_view(asked),
        "cite": cited(work, files),
        "work": work,
        "linked": dataset_as_json_ld(work, asked),
        "card": card_of_view(asked),
    }


def only_the_window_moved(request, asked, chosen):
    """Whether the page that asks shows the same question and event: panning and zooming leave no step to go Back to."""
    before = QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    if before.get("selected", "") != (chosen.slug if chosen else ""):
        return False
    old = EventFilter(before)
    return old.is_valid() and old.asked == asked.asked and old.lanes == asked.lanes and old.window != asked.window


def selected_slug(request):
    return request.GET.get("selected", "")[:80]


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
