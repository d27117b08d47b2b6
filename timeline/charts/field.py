"""The chart of every event as a point."""

from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.charts import marks, sentences
from timeline.charts.chart import asked_kinds, finished
from timeline.charts.points import points_of
from timeline.codebook import Lane, Tone
from timeline.trends import FRICTION, TOPICS, tone_total

ROWS_LISTED = 200


def events(trends):
    found, binned = points_of(trends) if trends.dated.any() else ([], False)
    lanes = [(lane.value, str(lane.label)) for lane in Lane]
    labels = dict(lanes) | {tone.value: str(tone.label) for tone in Tone}
    n = sum(point["n"] for point in found)
    span = trends.span or (0, 0)
    listed = [] if binned else sorted(found, key=lambda point: point["day"], reverse=True)[:ROWS_LISTED]
    if binned:
        rows = [[p["day"], p["n"], labels[p["lane"]], labels[p["tone"]]] for p in found]
        columns = (_("Around"), _("Events"), _("Topic"), _("Tone"))
        counts = _("Events by date and topic, in stretches of time, as there are too many to draw each.")
        ways = _("Draw a box to open it on the timeline.")
    else:
        rows = [[p["when"], p["title"], labels[p["lane"]], labels[p["tone"]]] for p in listed]
        columns = (_("Date"), _("Event"), _("Topic"), _("Tone"))
        counts = _("Every event by date and topic.")
        ways = _("Draw a box to list what is inside, or type dates above.")
    return finished(
        "events",
        _("Every event"),
        counts,
        _(
            "A mark stands in the middle of an event’s possible days; it is hollow where the day is not known. Its height within the topic says nothing. The table shows the last 200 events; the CSV has all."
        ),
        n,
        title=lambda: sentences.friction_between(*span, tone_total(trends.years, FRICTION), n),
        figure=lambda: marks.points(
            found,
            lanes,
            [(tone.value, str(tone.label)) for tone in Tone],
            {lane: asked_kinds(trends, lane)["kind"] for lane in TOPICS},
        ),
        columns=columns,
        rows=rows,
        links=tuple(reverse("event_detail", args=[point["slug"]]) for point in listed),
        height="field",
        ways=ways,
        wide=True,
    )
