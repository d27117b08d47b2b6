"""The frame of every figure. Colours are named, not given: the page fills in its tokens (`meta.token`).

Text is escaped, as Plotly reads a little HTML in it. Heights are those that the style sheet keeps free.
"""

HEIGHTS = {"low": 260, "middle": 300, "high": 380, "field": 430}
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


def folded(name, most=20):
    """A long name on two lines."""
    spaces = [place for place, character in enumerate(name) if character == " "]
    if len(name) <= most or not spaces:
        return name
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"
