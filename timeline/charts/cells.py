"""Numbers in cells. The basic bundle of Plotly has bars and points only, so that cells are bars that float."""

from timeline.charts.frame import FOOT, figure, folded, names_axis, plain


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
    slanted = not columns[-1][1].isdigit()
    across = [name if slanted or (len(columns) - place) % 2 else "" for place, (_key, name) in enumerate(columns)]
    return figure(
        [bars, dashes] if dash else [bars],
        height,
        left=left,
        right=8,
        foot=72 if slanted else FOOT,
        barmode="overlay",
        xaxis=names_axis(across) | {"tickangle": -40 if slanted else 0},
        yaxis=names_axis([folded(row[1]) for row in reversed(rows)]) | {"ticksuffix": " "},
        meta={"phone": phone or {}},
    )


def step(n, most):
    """The step of the ink ramp, from 1; 0 is an empty cell with its number."""
    return 0 if not n else min(5, 1 + int(4.999 * (n / most) ** 0.75))
