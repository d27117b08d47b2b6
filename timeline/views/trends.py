"""Trends: what the query string asks for, counted; the same filter and addresses as the timeline."""

import csv
import io

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from timeline import dates
from timeline.api.asked import Asked
from timeline.api.problems import problem
from timeline.charts import MADE, chart, charts
from timeline.charts.chart import LEAST, too_few
from timeline.exports.cells import guarded
from timeline.filters import EventFilter
from timeline.models import Event
from timeline.selection import Selection
from timeline.summaries import summarise
from timeline.trends import Trends
from timeline.views.events import office_holders, selected_slug
from timeline.views.parts import page_or_part

OFFERED = 8  # events to choose from for before and after


@require_safe
def trends(request):
    """The charts. A wrong filter answers 400 with the form and no chart; a window is no filter here."""
    asked = EventFilter(request.GET)
    asked.window, asked.lanes, asked.scale = None, "", ""
    selected = selected_slug(request)
    chosen = chosen_event(selected)
    query = asked.query(selected=chosen.slug if chosen else None)
    request.canonical_query = query
    if asked.is_valid() and "dates" in request.GET and not request.headers.get("HX-Request"):
        return HttpResponseRedirect(f"{request.path}?{query}".rstrip("?"))
    found = Selection(asked)
    numbers = Trends(asked, found, chosen)
    timeline = reverse("event_list")
    context = {
        "asked": asked,
        "summary": summarise(asked, found),
        "total": found.index.size,
        "charts": charts(numbers) if asked.is_valid() and found.count >= LEAST else [],
        "too_few": too_few(found.count) if asked.is_valid() and found.count < LEAST else "",
        "undated": numbers.undated,
        "chosen": chosen,
        "offered": offered(found),
        "timeline": f"{timeline}?{asked.canonical}".rstrip("?"),
        "file_query": asked.query(selected=selected if chosen else None, lang=request.LANGUAGE_CODE),
        "office_holders": office_holders(asked),
        "credit": credit(found, request),
    }
    response = page_or_part(request, "trends.html", ("explore",), context, status=200 if asked.is_valid() else 400)
    if request.headers.get("HX-Target") == "explore" and asked.is_valid():
        response["HX-Push-Url"] = f"{request.path}?{query}".rstrip("?")
    return response


def credit(found, request):
    """What a saved picture says of itself: how much it counts, of which day, from where."""
    record, n = found.asked.vocabulary.record, found.count
    counted = ngettext("%(n)s event", "%(n)s events", n) % {"n": n}
    if record is None or record.changed_at is None:
        return counted
    return _("%(events)s; record as of %(day)s; %(address)s; %(licence)s") % {
        "events": counted,
        "day": dates.in_words(timezone.localtime(record.changed_at).date().isoformat(), request.LANGUAGE_CODE),
        "address": f"{settings.SITE_URL}{request.path}?{found.asked.canonical}".rstrip("?"),
        "licence": record.licence,
    }


def chosen_event(slug):
    return Event.objects.published().filter(slug=slug).first() if slug else None


def offered(found):
    """The most significant events of the selection, to see what came before and after them."""
    keys = found.index.pk[found.heaviest(found.rows, OFFERED)].tolist()
    return Event.objects.published().keyed(keys).order_by("-earliest", "public_id") if keys else []


def cell_of(value):
    return f"{float(value):g}" if isinstance(value, int | float) else guarded(str(value))


@require_safe
def trends_file(request, name):
    """The table of one chart as CSV, in the language of `?lang=`."""
    if name not in MADE:
        raise Http404(name)
    asked = Asked(request.GET)
    if not asked.is_valid():
        return problem(request, asked.errors)
    with translation.override(asked.lang):
        made = chart(Trends(asked, chosen=chosen_event(asked.one("selected"))), name)
        lines = io.StringIO()
        rows = [made.columns, *made.rows] if made.columns else []
        csv.writer(lines, lineterminator="\r\n").writerows([cell_of(cell) for cell in row] for row in rows)
    response = HttpResponse(lines.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="trends-{name}.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
