"""Numbers as Plotly figures, plain dicts. Colours are named, not given: the page fills in its tokens (`meta.token`).

The basic bundle has bars and points only, so cells of a table are bars that float. Text is escaped, as Plotly reads a
little HTML in it. Heights are those that the style sheet keeps free.
"""

from timeline.codebook import Tone

HEIGHTS = {"low": 260, "middle": 300, "high": 380, "field": 430}
SHAPES = {Tone.COOPERATION: "circle", Tone.NEUTRAL: "square", Tone.FRICTION: "diamond"}
TOP, FOOT = 12, 34


def plain(text):
    """Words as Plotly shows them unchanged."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def figure(traces, height, *, right=16, left=40, foot=FOOT, **layout):
    return {
        "data": traces,
        "layout": {
            "height": HEIGHTS[height],
            "margin": {"l": left, "r": right, "t": TOP, "b": foot, "pad": 0},
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "bargap": 0.16,
            "legend": {
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "y": -0.14,
                "yanchor": "top",
                "traceorder": "normal",
            },
        }
        | layout,
    }


def years_axis(span):
    first, last = span
    return {
        "range": [first - 0.7, last + 0.7],
        "tickformat": "d",
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "nticks": 12,
        "dtick": 1 if last - first < 9 else None,
    }


def counts_axis(**more):
    return {"fixedrange": True, "showgrid": True, "zeroline": True, "nticks": 5, "rangemode": "tozero"} | more


def stacked(series, span, unit, height="middle", **more):
    """Bars of years, a part upon the other. `series` are dicts of label, token, years and, for a click, `asks`."""
    traces = [
        {
            "type": "bar",
            "name": plain(one["label"]),
            "x": list(one["years"]),
            "y": [n * one.get("sign", 1) for n in one["years"].values()],
            "customdata": list(one["years"].values()),
            "hovertemplate": f"%{{x}} · {plain(one['label'])}: %{{customdata}}<extra></extra>",
            "meta": {"token": one["token"], "asks": one.get("asks", {}), "opens": bool(one.get("opens", True))},
        }
        for one in series
    ]
    top = max(sums(series, 1).values(), default=0)
    low = min(sums(series, -1).values(), default=0)
    drawn = figure(
        traces,
        height,
        right=172,
        barmode="relative",
        xaxis=years_axis(span),
        yaxis=counts_axis(title={"text": plain(unit)}, tickformat="d", dtick=1 if top - low < 6 else None),
        **more,
    )
    drawn["layout"]["annotations"] = beside(series, span[1], top, low, HEIGHTS[height] - TOP - FOOT)
    return drawn


def sums(series, sign):
    found: dict = {}
    for one in series:
        if one.get("sign", 1) == sign:
            for year, n in one["years"].items():
                found[year] = found.get(year, 0) + n * sign
    return found


def beside(series, last, top, low, room, lines=()):
    """Labels right of the last bar, pushed apart, each with a thin line to its part; they stand for a legend."""
    scale = room / ((top - low) or 1) * 0.95
    base, wanted = {1: 0.0, -1: 0.0}, []
    for one in series:
        sign = one.get("sign", 1)
        n = one["years"].get(last, 0)
        wanted.append([(base[sign] + sign * n / 2) * scale, one, base[sign] + sign * n / 2, n])
        base[sign] += sign * n
    wanted += [[y * scale, {"label": label, "counts": False}, y, 0] for label, y in lines]
    wanted.sort(key=lambda label: label[0])
    for below, above in zip(wanted, wanted[1:], strict=False):
        above[0] = max(above[0], below[0] + 17)
    over = wanted[-1][0] - (top * scale) if wanted else 0
    shift = max(0, over) if len(wanted) * 17 < room else 0
    return [
        {
            "name": "beside",
            "x": last + 0.45,
            "y": y,
            "text": f"{plain(one['label'])} {n}" if one.get("counts", True) else plain(one["label"]),
            "xanchor": "left",
            "ax": 18,
            "ay": -(place - shift - y * scale),
            "arrowhead": 0,
            "arrowwidth": 1,
            "showarrow": True,
        }
        for place, one, y, n in wanted
    ]


def balance(years, span, labels):
    """Cooperation upward, friction downward, their sum as a line."""
    cooperation, friction, net = (plain(label) for label in labels)
    scored = {year: told for year, told in years.items() if told["scored"]}
    names = list(scored)
    values = {key: [told[key] for told in scored.values()] for key in ("cooperation", "friction", "net")}

    def bars(key, label):
        return {
            "type": "bar", "name": label, "x": names, "y": values[key],
            "hovertemplate": f"%{{x}} · {label}: %{{y:+}}<extra></extra>",
            "meta": {"token": key, "asks": {"tone": [key]}, "opens": True},
        }  # fmt: skip

    line = {
        "type": "scatter", "mode": "lines", "x": names, "y": values["net"], "hoverinfo": "skip",
        "showlegend": False, "line": {"width": 5}, "meta": {"token": "page"},
    }  # fmt: skip
    ink = line | {
        "mode": "lines+markers", "name": net, "line": {"width": 2}, "marker": {"size": 5}, "meta": {"token": "ink"},
        "showlegend": True, "hoverinfo": "all", "hovertemplate": f"%{{x}} · {net}: %{{y:+}}<extra></extra>",
    }  # fmt: skip
    drawn = figure(
        [bars("cooperation", cooperation), bars("friction", friction), line, ink],
        "middle",
        right=124,
        barmode="relative",
        xaxis=years_axis(span),
        yaxis=counts_axis(tickformat="d"),
    )
    top, low = max(values["cooperation"], default=0), min(values["friction"], default=0)
    ends = [
        {"label": label, "years": {span[1]: abs(n)}, "sign": 1 if n >= 0 else -1, "counts": False}
        for label, n in ((cooperation, values["cooperation"][-1]), (friction, values["friction"][-1]))
    ]
    drawn["layout"]["annotations"] = beside(
        ends, span[1], top, low, HEIGHTS["middle"] - TOP - FOOT, [(net, values["net"][-1])]
    )
    return drawn


def cells(rows, columns, numbers, *, height, left, dash=(), phone=None):
    """Numbers in cells on the ink ramp; `numbers` is {(row, column): n}, `dash` the cells that get a short dash."""
    most = max(numbers.values(), default=0) or 1
    found = sorted(numbers, key=lambda cell: (rows.index(cell[0]), columns.index(cell[1])))
    bars = {
        "type": "bar",
        "x": [columns.index(column) for _row, column in found],
        "base": [len(rows) - 1 - rows.index(row) - 0.46 for row, _column in found],
        "y": [0.92] * len(found),
        "width": [0.92] * len(found),
        "text": [str(numbers[cell]) for cell in found],
        "textposition": "inside",
        "textangle": 0,
        "insidetextanchor": "middle",
        "constraintext": "none",
        "hovertext": [f"{plain(row[1])} · {plain(column[1])}: {numbers[row, column]}" for row, column in found],
        "hoverinfo": "text",
        "marker": {"color": [step(numbers[cell], most) for cell in found], "cmin": 0, "cmax": 5},
        "customdata": [[row[0], column[0]] for row, column in found],
        "meta": {"ramp": True, "cells": True},
    }
    dashes = {
        "type": "scatter",
        "mode": "text",
        "x": [columns.index(column) for _row, column in dash],
        "y": [len(rows) - 1 - rows.index(row) for row, _column in dash],
        "text": ["–"] * len(dash),
        "hoverinfo": "skip",
        "meta": {"token": "ink-3"},
    }
    return figure(
        [bars, dashes] if dash else [bars],
        height,
        left=left,
        right=8,
        foot=64,
        barmode="overlay",
        xaxis=names_axis([column[1] for column in columns]),
        yaxis=names_axis([folded(row[1]) for row in reversed(rows)]) | {"ticksuffix": " "},
        meta={"phone": phone or {}},
    )


def folded(name, most=20):
    """A long name on two lines."""
    spaces = [place for place, character in enumerate(name) if character == " "]
    if len(name) <= most or not spaces:
        return name
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def step(n, most):
    """The step of the ink ramp, from 1; 0 is an empty cell with its number."""
    return 0 if not n else min(5, 1 + int(4.999 * (n / most) ** 0.75))


def names_axis(names):
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [plain(name).replace("\n", "<br>") for name in names],
        "range": [-0.55, len(names) - 0.45],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "automargin": False,
    }


def points(found, lanes, tones, kinds):
    """A mark an event, by date and topic; shapes as in the timeline, hollow where the day is not known."""
    order = [slug for slug, _label in lanes][::-1]
    traces = []
    for tone, label in tones:
        mine = [point for point in found if point["tone"] == tone]
        if not mine:
            continue
        shape = SHAPES[tone]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": plain(label),
                "x": [point["day"] for point in mine],
                "y": [round(order.index(point["lane"]) + point["jitter"], 3) for point in mine],
                "marker": {
                    "symbol": [shape if point["exact"] else f"{shape}-open" for point in mine],
                    "size": [round(point["size"], 1) for point in mine],
                    "line": {"width": 1.5},
                },
                "unselected": {"marker": {"opacity": 0.42}},
                "hoverinfo": "text",
                "hovertext": [said(point, label) for point in mine],
                "customdata": [[point.get(key) for key in ("n", "lane", "slug", "title", "when")] for point in mine],
                "meta": {"token": tone, "points": True},
            }
        )
    return figure(
        traces,
        "field",
        left=128,
        right=12,
        dragmode="select",
        selectdirection="any",
        xaxis={"type": "date", "fixedrange": True, "showgrid": True, "zeroline": False, "hoverformat": "%Y"},
        yaxis={
            "tickmode": "array",
            "tickvals": list(range(len(lanes))),
            "ticktext": [plain(label) for _slug, label in reversed(lanes)],
            "range": [-0.5, len(lanes) - 0.5],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        meta={"lanes": order, "kinds": kinds},
    )


def said(point, label):
    return (
        f"{plain(label)}: {point['n']}"
        if "title" not in point
        else f"{plain(point['title'])}<br>{plain(point['when'])}"
    )


def sides(names, series):
    """Two bars beside each other, before and after, in parts by tone."""
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": plain(label),
            "y": [0, 1],
            "x": list(numbers),
            "text": [str(n) if n else "" for n in numbers],
            "textposition": "inside",
            "textangle": 0,
            "insidetextanchor": "middle",
            "hovertemplate": f"{plain(label)}: %{{x}}<extra></extra>",
            "meta": {"token": tone, "inside": True},
        }
        for tone, label, numbers in series
    ]
    return figure(
        traces,
        "low",
        left=96,
        foot=64,
        barmode="stack",
        showlegend=True,
        xaxis=counts_axis(tickformat="d"),
        yaxis=names_axis(names) | {"autorange": "reversed", "range": None, "ticksuffix": " "},
    )


def with_nothing(drawn, runs, label):
    """The bars with dotted dashes under the axis for the years of which nothing is recorded."""
    tops: dict = {}
    for trace in drawn["data"]:
        for year, n in zip(trace["x"], trace["y"], strict=True):
            tops[year] = tops.get(year, 0) + n
    top = max(tops.values(), default=1)
    drawn["data"].append(nothing(runs, label, -top * 0.045))
    drawn["layout"]["yaxis"] |= {"range": [-top * 0.09, top * 1.06], "rangemode": "normal"}
    return drawn


def nothing(runs, label, y):
    x: list = []
    for first, last in runs:
        x += [first - 0.4, last + 0.4, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plain(label),
        "x": x,
        "y": [None if value is None else y for value in x],
        "line": {"width": 2, "dash": "dot"},
        "hoverinfo": "name",
        "meta": {"token": "control", "under": True},
    }
