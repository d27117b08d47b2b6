"""The whole picture: scale, lanes with their rows, ticks, bands, strip. Deterministic: same request, same picture."""

from dataclasses import replace

from . import place, scale
from .text import text_width
from .ticks import ticks
from .values import Lane, Picture

GUTTER, MARGIN = 118, 130
STRIP, THREADS, NAMES, BAND, TICKS = 50, 42, 18, 17, 20
TALLEST, TALLEST_FIELD = 660, 560
WIDE = 1100
LANE_PAD, LANE_LEAST, BARE = 8, 54, 30
LABEL_EVERY, MOST_LABELS = 22, 66


def draw(items, crowd, bands, request, words):
    """Place everything. `items` and `crowd` together are the window's events, each once."""
    left, right, width = sides(request)
    scaled = make_scale(items, crowd, request, left, right)
    items = [briefly(item, scaled) for item in items]
    lanes = lanes_of(items, crowd, scaled, width, request, words)
    top = 0 if request.compact else STRIP + THREADS
    y, done = top, []
    for lane in lanes:
        done.append(settled(lane, y))
        y += lane.height
    bottom = max(y, top + BARE)
    height = bottom + TICKS + (2 * BAND + 4 if request.leaders else 0)
    today = scaled.x(request.today) if request.first <= request.today <= request.last else None
    return Picture(
        request=request,
        words=words,
        scale=scaled,
        width=width,
        height=height,
        left=left,
        right=right,
        strip_height=0 if request.compact else STRIP,
        field_top=top,
        field_bottom=bottom,
        lanes=tuple(done),
        ticks=ticks(scaled, words),
        bands=bands_of(bands, scaled),
        seams=scaled.seams,
        today=today,
    )


def briefly(item, scaled):
    """The event with its date without a year only where it lies in a section of one year."""
    if not item.brief:
        return item
    section = scaled.section(item.first)
    return item if section.is_one_year and item.last < section.last else replace(item, brief="")


def sides(request):
    """The left and right ends of the axis, and the width of the picture."""
    width = max(300, request.width)
    if request.compact:
        return 12, width - 60, width
    gutter = GUTTER if width >= WIDE else 100
    margin = MARGIN if width >= WIDE and request.last - request.first >= scale.STRETCH_FROM else 60
    return gutter, width - margin, width


def make_scale(items, crowd, request, left, right):
    if not request.stretched:
        return scale.linear(request.first, request.last, left, right)
    wants = [
        (item.middle, (text_width(item.label, bold=item.significance >= 4) + 60) * scale.WEIGHTS[item.significance])
        for item in items
    ]
    wants += [(group.day, group.count * 90.0) for group in crowd]

    def demand(first, last):
        return sum(want for middle, want in wants if first <= middle < last)

    return scale.stretched(request.first, request.last, left, right, request.edges, demand)


def lanes_of(items, crowd, scaled, width, request, words):
    """Every lane with its marks placed; rows go, while they fit, to the lane where they free most weight."""
    wide = TALLEST - STRIP - THREADS - TICKS - 2 * BAND - 4
    tallest = request.height or (wide if width >= WIDE else TALLEST_FIELD)
    most = min(MOST_LABELS, int(width / LABEL_EVERY))
    total, parts = len(items) or 1, {}
    least = max(6, 2 * most // (3 * len(words.lanes)))
    for key, name in words.lanes:
        mine = [item for item in items if item.lane == key]
        counted = [group for group in crowd if group.lane == key]
        count = len(mine) + sum(group.count for group in counted)
        if not count and (request.filtered or not (items or crowd)):
            continue
        labels = max(least, round(most * len(mine) / total))
        ranked = place.ranked(mine, scaled, request.selected)
        foot = bool([group for group in counted if group.count])
        parts[key] = {"name": name, "ranked": ranked, "crowd": counted, "count": count, "labels": labels, "rows": 2,
                      "known": {}, "foot": foot}  # fmt: skip
    for part in parts.values():
        arrange(part, scaled, width, request)
    while True:
        room = tallest - sum(part["height"] for part in parts.values())
        tried = []
        for key, part in parts.items():
            if part["weight"] and "next" not in part:
                more = dict(part, rows=part["rows"] + 1)
                arrange(more, scaled, width, request)
                part["next"] = more
            if part["weight"]:
                more = part["next"]
                gain, cost = part["weight"] - more["weight"], more["height"] - part["height"]
                if gain > 0 and cost <= room:
                    tried.append((gain, key))
        if not tried:
            break
        best = max(tried)[1]
        parts[best] = parts[best]["next"]
        parts[best].pop("next", None)
    lanes = []
    for key, part in parts.items():
        rings, single = place.foot_row(part["held"], part["crowd"], scaled, width)
        marks = (*place.settled_in_rows(part["placed"], part["taken"], scaled, width), *single)
        lanes.append(Lane(key, part["name"], part["count"], 0, part["height"], marks, tuple(rings)))
    return lanes


def arrange(part, scaled, width, request):
    """Place a lane's events in its rows; says its height and the weight of what was held back."""
    part.pop("next", None)
    placed, taken, held, weight = place.place(
        part["ranked"], scaled, width, part["rows"], request.selected, part["labels"], part["known"]
    )
    used = max((row for _mark, row, _label in placed), default=-1) + 1
    part.update(placed=placed, taken=taken, held=held, weight=weight)
    part["height"] = max(LANE_LEAST, LANE_PAD + used * place.ROW + (place.FOOT if held or part["foot"] else 0))


def settled(lane, top):
    """The lane at its place: rows become heights."""
    used = max((mark.y for mark in lane.marks), default=-1) + 1
    start = top + LANE_PAD / 2

    def y_of(row):
        return start + (used * place.ROW + place.FOOT / 2 if row == -1 else row * place.ROW + place.ROW / 2)

    marks = tuple(replace(mark, y=y_of(mark.y)) for mark in sorted(lane.marks, key=lambda m: (m.x, m.item.key)))
    rings = tuple(replace(ring, y=y_of(-1)) for ring in lane.rings)
    return replace(lane, top=top, marks=marks, rings=rings)


def bands_of(bands, scaled):
    """The tenures within the window, as (band, left, right); who came later covers who is still in office."""
    first, last = scaled.sections[0].first, scaled.sections[-1].last
    found, after = [], {}
    for band in sorted(bands, key=lambda band: (band.first, band.last), reverse=True):
        end = min(band.last + 1, after.get(band.side, band.last + 1))
        after[band.side] = band.first
        if end > max(first, band.first) and band.first < last:
            found.append((band, scaled.x(band.first), scaled.x(end)))
    return tuple(reversed(found))
