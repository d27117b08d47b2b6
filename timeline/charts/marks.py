"""Events as marks, by date and topic."""

from timeline.charts.frame import figure, plain
from timeline.codebook import Tone

SHAPES = {Tone.COOPERATION: "circle", Tone.NEUTRAL: "square", Tone.FRICTION: "diamond"}


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
