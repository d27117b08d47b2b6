"""Numbers of years as bars, and of two sides beside each other."""

from timeline.charts.frame import FOOT, HEIGHTS, TOP, counts_axis, figure, folded, names_axis, plain, years_axis


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
    """Labels right of the last bar, each with its sum and a thin line to its part; they stand for a legend."""
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
            "text": f"{plain(one['label'])} {sum(one['years'].values())}"
            if one.get("counts", True)
            else plain(one["label"]),
            "xanchor": "left",
            "ax": 18,
            "ay": -(place - shift - y * scale),
            "arrowhead": 0,
            "arrowwidth": 1,
            "showarrow": True,
        }
        for place, one, y, _n in wanted
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

    at, net_at = broken(names, values["net"])
    line = {
        "type": "scatter", "mode": "lines", "x": at, "y": net_at, "hoverinfo": "skip",
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


def broken(years, numbers):
    """Years and numbers of a line that does not run over years without one."""
    at: list = []
    said: list = []
    for year, n in zip(years, numbers, strict=True):
        if at and year > at[-1] + 1:
            at.append(at[-1] + 1)
            said.append(None)
        at.append(year)
        said.append(n)
    return at, said


def ranked(names, numbers, values, opens):
    """A bar each, the longest on top; a click asks for its value."""
    places = list(range(len(names) - 1, -1, -1))
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": list(numbers),
        "y": places,
        "text": [str(n) for n in numbers],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": list(values),
        "hovertext": [f"{plain(name)}: {n}" for name, n in zip(names, numbers, strict=True)],
        "hoverinfo": "text",
        "meta": {"token": "topic-1", "opens": opens},
    }
    return figure(
        [bars],
        "high",
        left=132,
        right=40,
        xaxis=counts_axis(tickformat="d"),
        yaxis=names_axis([folded(name) for name in reversed(names)]) | {"ticksuffix": " "},
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
