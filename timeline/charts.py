"""The charts of Trends: each a sentence, what it counts, a figure as a plain dict, and the table that says the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from timeline import figures
from timeline import trend_sentences as sentences
from timeline.codebook import LANE_OF_KIND, Kind, Lane, Tone
from timeline.summaries import language_name
from timeline.trend_points import points_of
from timeline.trends import COOPERATION, FRICTION, TOPICS, tone_total

LEAST = 5  # events of a chart; fewer are said in words
YEARS_OF_CELLS, PHONE_YEARS = 16, 10
ROWS_ABOVE, COLUMNS_BELOW = 9, 16
ROWS_LISTED = 200
NO_VALUE = "–"


class Signed(float):
    """A sum of scores, read with its sign."""

    def __str__(self):
        return sentences.signed(self)


@dataclass(frozen=True)
class Chart:
    """One chart. `figure` is None where there is too little to draw; `instead` then says so."""

    name: str
    heading: str  # short, for the list of charts
    title: str
    counts: str  # what is counted, in a line
    method: str
    columns: tuple = ()
    rows: list = field(default_factory=list)
    figure: dict | None = None
    instead: str = ""
    height: str = "middle"
    wide: bool = False
    links: tuple = ()  # of each row, the address of what it counts, or ""


def year_links(trends, years):
    """The timeline of each year, as far as it is asked for."""
    asked, path = trends.asked, reverse("event_list")
    rest = asked.query(**{"from": None, "to": None})
    first = asked.first if "from" in asked.asked else date.min
    last = asked.last if "to" in asked.asked else date.max
    return tuple(
        f"{path}?{f'{rest}&' if rest else ''}"
        f"from={asked.asked['from'] if first > date(year, 1, 1) else f'{year:04}'}"
        f"&to={asked.asked['to'] if last < date(year, 12, 31) else f'{year:04}'}"
        for year in years
    )


def charts(trends):
    """All of them, in the order of the page."""
    return [make(trends) for make in MADE.values()]


def chart(trends, name):
    return MADE[name](trends)


def too_few(n):
    return ngettext(
        "A chart needs five events or more; this selection has %(n)s that can be counted here. The list on the timeline shows it whole.",
        "A chart needs five events or more; this selection has %(n)s that can be counted here. The list on the timeline shows them whole.",
        n,
    ) % {"n": n}


def finished(name, heading, counts, method, n, *, title: Callable, figure: Callable, **more):
    """A chart with its figure, or words where it counts fewer than five."""
    if n < LEAST:
        return Chart(name, heading, heading, counts, method, instead=too_few(n), **more)
    return Chart(name, heading, title(), counts, method, figure=figure(), **more)


def topics(trends):
    years, labels = trends.years, {lane.value: str(lane.label) for lane in Lane}
    series = [
        {
            "label": labels[lane],
            "token": f"topic-{place}",
            "years": part(years, "topics", lane),
            "asks": asked_kinds(trends, lane),
        }
        for place, lane in enumerate(TOPICS, 1)
    ]
    rows = [
        [year, told["count"], *told["topics"].values(), *told["kinds"].values()]
        for year, told in reversed(years.items())
    ]
    return finished(
        "topics",
        _("By topic"),
        _("Events a year, by topic. Select a part of a bar to open it on the timeline."),
        _(
            "An event counts once, in the year of its first possible day; a period counts in the year in which it begins. The timeline of a year also shows longer events that reach into it."
        ),
        sum(told["count"] for told in years.values()),
        title=lambda: sentences.fullest_year(years, labels),
        figure=lambda: figures.stacked(series, trends.span, ""),
        columns=(_("Year"), _("Events"), *labels.values(), *(str(kind.label) for kind in Kind)),
        rows=rows,
        links=year_links(trends, reversed(years)),
        wide=True,
    )


def asked_kinds(trends, lane):
    """The kinds of a topic, of those asked for."""
    kinds = [kind.value for kind, topic in LANE_OF_KIND.items() if topic == lane]
    asked = trends.asked.asked.get("kind")
    return {"kind": [kind for kind in kinds if asked is None or kind in asked]}


def part(years, group, name):
    return {year: told[group][name] for year, told in years.items()}


def tones(trends):
    years = trends.years
    order = (Tone.COOPERATION, Tone.NEUTRAL, Tone.FRICTION)
    series = [
        {
            "label": str(tone.label),
            "token": tone.value,
            "years": part(years, "tones", tone.value),
            "sign": -1 if tone == Tone.FRICTION else 1,
            "asks": {"tone": [tone.value]},
        }
        for tone in order
    ]
    count = sum(told["count"] for told in years.values())
    return finished(
        "tones",
        _("By tone"),
        _("Events a year: cooperation and neutral upward, friction downward."),
        _(
            "The tone follows the PLOVER score: 1 or more is cooperation, −1 or less friction, everything else neutral or domestic, and so is what is not coded."
        ),
        count,
        title=lambda: sentences.tones(tone_total(years, COOPERATION), tone_total(years, FRICTION), count),
        figure=lambda: figures.stacked(series, trends.span, ""),
        columns=(_("Year"), *(str(tone.label) for tone in order)),
        rows=[[year, *(told["tones"][tone.value] for tone in order)] for year, told in reversed(years.items())],
        links=year_links(trends, reversed(years)),
    )


def balance(trends):
    years = trends.years
    return finished(
        "balance",
        _("Balance"),
        _(
            "Sum of the PLOVER scores of each year’s events, cooperation above the line and friction below; the line is their sum."
        ),
        _(
            "Every event that is coded has a score from −10 to 10: the curator’s, else that of its PLOVER mode, else of its category. Positive scores are added to cooperation, negative ones to friction; events without a score are not counted. The CSV of the events has the score of each, so that anybody can count again. A sum grows with the number of events that are recorded: read it beside “Coverage”."
        ),
        trends.scored,
        title=lambda: sentences.balance(years),
        figure=lambda: figures.balance(
            years, trends.span, (Tone.COOPERATION.label, Tone.FRICTION.label, _("Net score"))
        ),
        columns=(_("Year"), _("Scored events"), str(Tone.COOPERATION.label), str(Tone.FRICTION.label), _("Net score")),
        rows=[
            [year, told["scored"], *(Signed(told[name]) for name in ("cooperation", "friction", "net"))]
            for year, told in reversed(years.items())
            if told["scored"]
        ],
        links=year_links(trends, [year for year, told in reversed(years.items()) if told["scored"]]),
    )


def coverage(trends):
    return covered(
        trends,
        "countries",
        "coverage",
        _("Coverage"),
        _(
            "Citations a year by the country of the publisher; copies are not counted. A dotted dash under the axis: nothing is recorded for these years."
        ),
        _(
            "A source counts once for each event that cites it, in the year of the event. A year without a bar and without a dash has events in the record, but none of this selection. A dash says that the record has no event of that year, which does not say that nothing happened."
        ),
        lambda slug: trends.asked.vocabulary.countries[slug].name if slug else _("Country not given"),
    )


def languages(trends):
    return covered(
        trends,
        "languages",
        "languages",
        _("Languages"),
        _("Citations a year by the language of the source; copies are not counted."),
        _("A source counts once for each event that cites it, in the year of the event."),
        language_name,
    )


def covered(trends, group, name, heading, counts, method, label_of):
    found, total = trends.coverage[group], trends.coverage["citations"]
    top = list(found)[: 4 if len(found) > 5 else 5]
    rest: dict = {}
    for value in list(found)[len(top) :]:
        for year, n in found[value].items():
            rest[year] = rest.get(year, 0) + n
    asks = "language" if group == "languages" else None
    series = [
        {
            "label": label_of(value),
            "token": f"topic-{place}",
            "years": found[value],
            "asks": {asks: [value]} if asks else {},
        }
        for place, value in enumerate(top, 1)
    ]
    if rest:
        series.append({"label": pgettext("countries or languages", "Others"), "token": "topic-5", "years": rest})
    missing = sum(last - first + 1 for first, last in trends.unrecorded)

    def title():
        first = next(iter(found))
        n = sum(found[first].values())
        if asks:
            return sentences.languages(label_of(first), n, total)
        return sentences.publishers(label_of(first), n, total, missing)

    def figure():
        drawn = figures.stacked(series, trends.span, "")
        if not asks and trends.unrecorded:
            figures.with_nothing(drawn, trends.unrecorded, _("Nothing recorded"))
        return drawn

    years = sorted({year for counted in found.values() for year in counted}, reverse=True)
    rows = [[year, *(found[value].get(year, 0) for value in found)] for year in years]
    if not asks:
        rows += [
            [f"{a}–{b}" if a != b else a, _("nothing recorded"), *[""] * (len(found) - 1)] for a, b in trends.unrecorded
        ]
        rows.sort(key=lambda row: -int(str(row[0]).split("–")[0]))
    return finished(
        name, heading, counts, method, total if found else 0, title=title, figure=figure,
        columns=(_("Year"), *(label_of(value) for value in found)), rows=rows if found else [],
    )  # fmt: skip


def actors(trends):
    known = trends.asked.vocabulary.actors
    states = [actor for actor in trends.actors if actor["state"]][:3]
    others = [actor for actor in trends.actors if not actor["state"]][: 9 - len(states)]
    others.sort(key=lambda actor: (min(actor["years"], default=9999), actor["slug"]))
    shown = [*states, *others]
    every = sorted({year for actor in shown for year in actor["years"]})
    last = every[-1] if every else 0
    columns = [(year, str(year)) for year in range(max(every[0], last - YEARS_OF_CELLS + 1), last + 1)] if every else []

    def title():
        latest = [actor for actor in (others or states) if actor["years"].get(last)] or states
        best = max(latest, key=lambda actor: (actor["years"].get(last, 0), actor["slug"]))
        return sentences.most_active(known[best["slug"]].name, last, best["years"].get(last, 0))

    def figure():
        rows = [(actor["slug"], known[actor["slug"]].name) for actor in shown]
        numbers = {
            (row, column): actor["years"][column[0]]
            for row, actor in zip(rows, shown, strict=True)
            for column in columns
            if actor["years"].get(column[0])
        }
        phone = (
            {"xaxis": [len(columns) - PHONE_YEARS - 0.55, len(columns) - 0.45]} if len(columns) > PHONE_YEARS else {}
        )
        drawn = figures.cells(rows, columns, numbers, height="high", left=132, phone=phone)
        drawn["data"][0]["meta"]["opens"] = "actor"
        return drawn

    years = [column[0] for column in columns]
    return finished(
        "actors",
        _("Actors"),
        _("Events in which each takes part, by year; the stronger the shade, the more."),
        _(
            "The three states and the people and bodies that take part in most events of this selection, over the last sixteen years that have any. An actor counts once an event, whatever its part in it."
        ),
        max((actor["count"] for actor in shown), default=0),
        title=title,
        figure=figure,
        columns=(_("Actor"), _("All years"), *(str(year) for year in years)),
        rows=[
            [known[actor["slug"]].name, actor["count"], *(actor["years"].get(year, 0) for year in years)]
            for actor in trends.actors
        ],
        height="high",
    )


def pairs(trends):
    known = trends.asked.vocabulary.actors
    above, below = trends.offices
    counts = {(pair["above"], pair["below"]): pair for pair in trends.pairs}
    met = [pair for pair in trends.pairs if pair["count"]]
    rows, columns = leaders_shown(trends, above, below, met)

    def title():
        best = max(met, key=lambda pair: (pair["count"], pair["above"], pair["below"]))
        return sentences.most_met(known[best["above"]].name, known[best["below"]].name, best["count"])

    def figure():
        named = [(slug, known[slug].name) for slug in rows]
        across = [(slug, family_name(below[slug][0])) for slug in columns]
        every = {(row, column): counts.get((row[0], column[0])) for row in named for column in across}
        drawn = figures.cells(
            named,
            across,
            {cell: pair["count"] for cell, pair in every.items() if pair},
            height="high",
            left=132,
            dash=[cell for cell, pair in every.items() if pair is None],
            phone={"xaxis": [len(across) - 6.55, len(across) - 0.45], "yaxis": [-0.55, 4.55]}
            if len(across) > 6 and len(named) > 5
            else {},
        )
        drawn["data"][0]["meta"]["opens"] = "with"
        return drawn

    office = {name: known_office(trends, name) for name in ("above", "below")}
    return finished(
        "pairs",
        _("Who meets whom"),
        _("Meetings of %(above)s (rows) and %(below)s (columns). A short dash: never in office together.") % office,
        _(
            "Summits and meetings of this selection in which both take part. The leaders drawn are the last who held the office within its years; the table has all pairs."
        ),
        sum(pair["count"] for pair in met) and trends.count,
        title=title,
        figure=figure,
        columns=(office["above"], office["below"], _("Meetings"), _("In office together")),
        rows=[
            [
                known[pair["above"]].name,
                known[pair["below"]].name,
                pair["count"],
                _("yes") if pair["together"] else _("no"),
            ]
            for pair in sorted(trends.pairs, key=lambda pair: -pair["count"])
        ],
        height="high",
    )


def known_office(trends, side):
    offices = trends.asked.vocabulary
    slug = offices.office_above if side == "above" else offices.office_below
    return offices.offices[slug].name if slug else "—"


def family_name(tenure):
    from django.utils.translation import get_language

    from timeline.models import as_language

    names = tenure.family_names
    return names[("en", "ko", "ja").index(as_language(get_language()))] or names[0] or tenure.name


def leaders_shown(trends, above, below, met):
    """The last holders of both offices within the years shown; who only acted is left out, unless they met."""
    if trends.span is None:
        return [], []
    first, last = trends.span
    busy = {pair[side] for pair in met for side in ("above", "below")}

    def within(tenures):
        return any(t.earliest.year <= last and t.latest.year >= first for t in tenures)

    def acted_only(tenures):
        return all(tenure.acting for tenure in tenures)

    rows = [s for s, t in above.items() if s in busy or within(t) and not acted_only(t)][-ROWS_ABOVE:]
    theirs = [tenure for slug in rows for tenure in above[slug]]
    columns = [
        slug
        for slug, tenures in below.items()
        if slug in busy or not acted_only(tenures) and any(overlap(a, b) for a in theirs for b in tenures)
    ]
    columns = columns[-COLUMNS_BELOW:]
    shown = [tenure for slug in columns for tenure in below[slug]]
    rows = [slug for slug in rows if slug in busy or any(overlap(a, b) for a in above[slug] for b in shown)]
    return rows, columns


def overlap(one, other):
    return one.earliest <= other.latest and other.earliest <= one.latest


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
        counts = _(
            "Events by date and topic, in stretches of time, as there are too many to draw each. Draw a box to open it on the timeline."
        )
    else:
        rows = [[p["when"], p["title"], labels[p["lane"]], labels[p["tone"]]] for p in listed]
        columns = (_("Date"), _("Event"), _("Topic"), _("Tone"))
        counts = _("Every event by date and topic. Draw a box to list what is inside, or type dates above.")
    return finished(
        "events",
        _("Every event"),
        counts,
        _(
            "A mark stands in the middle of an event’s possible days; it is hollow where the day is not known. Its height within the topic says nothing. The table shows the last 200 events; the CSV has all."
        ),
        n,
        title=lambda: sentences.friction_between(*span, tone_total(trends.years, FRICTION), n),
        figure=lambda: figures.points(
            found,
            lanes,
            [(tone.value, str(tone.label)) for tone in Tone],
            {lane: asked_kinds(trends, lane)["kind"] for lane in TOPICS},
        ),
        columns=columns,
        rows=rows,
        links=tuple(reverse("event_detail", args=[point["slug"]]) for point in listed),
        height="field",
        wide=True,
    )


def change(trends):
    told, heading = trends.change, pgettext("chart", "Before and after")
    counts = _("Events that begin in the 365 days before an event and in the 365 days after it, by tone.")
    method = _(
        "The event itself is left out, and so are events that begin while it lasts. What follows an event need not follow from it."
    )
    if told is None:
        words = _("Choose an event to see the year before it and the year after it.")
        if trends.chosen is not None:
            words = _("One end of this event is not known, so that there is no before and after to count.")
        return Chart("change", heading, heading, counts, method, instead=words, height="low")
    before, after = told["before"], told["after"]
    names = (pgettext("time", "Before"), pgettext("time", "After"))
    return finished(
        "change",
        heading,
        counts,
        method,
        before["count"] + after["count"],
        title=lambda: sentences.before_and_after(trends.chosen.title, before["count"], after["count"]),
        figure=lambda: figures.sides(
            names, [(t.value, str(t.label), (before["tones"][t.value], after["tones"][t.value])) for t in Tone]
        ),
        columns=("", _("Events"), *(str(tone.label) for tone in Tone), _("Net score")),
        rows=[
            [name, side["count"], *(side["tones"][tone.value] for tone in Tone), Signed(side["net"])]
            for name, side in zip(names, (before, after), strict=True)
        ],
        height="low",
    )


MADE: dict[str, Callable] = {
    "topics": topics, "balance": balance, "tones": tones, "coverage": coverage, "languages": languages,
    "actors": actors, "pairs": pairs, "events": events, "change": change,
}  # fmt: skip
