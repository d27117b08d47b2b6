"""Charts of people: who takes part in what, and which leaders meet."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline.charts import cells, sentences
from timeline.charts.chart import finished
from timeline.models import as_language
from timeline.trends import MEETINGS, overlap

YEARS_OF_CELLS, PHONE_YEARS = 16, 10
ROWS_ABOVE, COLUMNS_BELOW = 9, 16


def actors(trends):
    known = trends.asked.vocabulary.actors
    states = [actor for actor in trends.actors if actor["state"]][:3]
    others = [actor for actor in trends.actors if not actor["state"]]
    every = sorted({year for actor in (*states, *others) for year in actor["years"]})
    last = every[-1] if every else 0
    columns = [(year, str(year)) for year in range(max(every[0], last - YEARS_OF_CELLS + 1), last + 1)] if every else []
    most = (others or states)[:1]
    others = sorted(others, key=lambda actor: -sum(actor["years"].get(year, 0) for year, _year in columns))
    others = sorted(others[: 9 - len(states)], key=lambda actor: (min(actor["years"], default=9999), actor["slug"]))
    shown = [*states, *others]

    def title():
        years = most[0]["years"]
        fullest = max(years, key=lambda year: (years[year], year))
        name, n = known[most[0]["slug"]].name, most[0]["count"]
        return sentences.most_active(name, n, fullest, years[fullest], state=most[0]["state"])

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
        drawn = cells.cells(rows, columns, numbers, height="high", left=132, phone=phone)
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
    rows, columns = leaders_shown(trends, latest_last(above), latest_last(below), met)

    def title():
        best = max(met, key=lambda pair: (pair["count"], pair["above"], pair["below"]))
        return sentences.most_met(known[best["above"]].name, known[best["below"]].name, best["count"])

    def figure():
        named = [(slug, known[slug].name) for slug in rows]
        across = [(slug, family_name(below[slug][0])) for slug in columns]
        every = {(row, column): counts.get((row[0], column[0])) for row in named for column in across}
        drawn = cells.cells(
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
        asked_for = trends.asked.asked.get("kind")
        kinds = [kind.value for kind in MEETINGS if asked_for is None or kind in asked_for]
        drawn["data"][0]["meta"] |= {"opens": "with", "asks": {"kind": kinds}}
        return drawn

    office = {name: known_office(trends, name) for name in ("above", "below")}
    return finished(
        "pairs",
        _("Who meets whom"),
        _("Rows: %(above)s; columns: %(below)s. A short dash: never in office together.") % office,
        _(
            "Summits and meetings of this selection in which both take part, alone or with others; what is recorded as several events, such as a summit and the dinner after it, counts as several. The leaders drawn are the last who held the office within its years; the table has all pairs."
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
    names = tenure.family_names
    return names[("en", "ko", "ja").index(as_language(get_language()))] or names[0] or tenure.name


def latest_last(holders):
    """Holders of an office in the order in which they last took it."""
    return dict(sorted(holders.items(), key=lambda held: max(tenure.earliest for tenure in held[1])))


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
    told = {(pair["above"], pair["below"]) for pair in trends.pairs}
    return [row for row in rows if any((row, column) in told for column in columns)], columns
