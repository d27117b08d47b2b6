"""Placing the events of one lane: marks with labels in rows, and one row of rings for what had no room."""

from dataclasses import replace
from datetime import date

from .text import text_width
from .values import TONES, Label, Mark, Ring

ROW, FOOT = 24, 26
RADIUS = {1: 4.2, 2: 4.2, 3: 5.6, 4: 8.6, 5: 8.6}
WEIGHT = {1: 1, 2: 3, 3: 10, 4: 50, 5: 400}
AIR = 11.0
GAP = 6.0
SIZE, DATE_SIZE = 12.5, 11
JOIN, APART, MERGE = 30.0, 27.0, 25.0
NO_DATE, NO_DATE_LARGE, LEFT_SIDE, BEYOND_SEAM, ON_WHISKER = 0.7, 1.4, 1.6, 0.8, 2.4


def geometry(item, scale):
    """A mark without a place: its middle, size and the ends of its span."""
    r = max(RADIUS[item.significance], 6.4 if item.doubtful else 0)
    a, b = scale.x(item.first), scale.x(item.last + 1)
    low, high = scale.left + r, scale.right - r
    if item.lasting and b - a > 2 * r + 10:
        return Mark(item, a, 0, r, a, b, "bar", None)
    middle = min(high, max(low, (a + b) / 2)) if high > low else (low + high) / 2
    if item.exact and not item.doubtful:
        if b - a > 2 * r and item.last > item.first:
            return Mark(item, middle, 0, r, a, b, "pill", None)
        return Mark(item, middle, 0, r, middle - r, middle + r, "exact", None)
    whisker = b - a > 2 * r + 3
    left, right = (min(a, middle - r), max(b, middle + r)) if whisker else (middle - r, middle + r)
    ghost = None
    if item.ghost is not None and scale.sections[0].first <= item.ghost < scale.sections[-1].last:
        ghost = scale.x(item.ghost + 0.5)
    return Mark(item, middle, 0, r, left, right, "coarse", None, ghost)


def priority(mark, selected):
    item = mark.item
    return (item.key != selected, -item.significance, -item.sources, -item.last, item.key)


def ranked(items, scale, selected=""):
    """The marks of a lane, without places, in the order in which they are placed."""
    return sorted((geometry(item, scale) for item in items), key=lambda mark: priority(mark, selected))


def place(marks, scale, width, rows, selected="", labels=66, known=None):
    """Marks with row and label, what they take of each row, those held back, and the weight of these.

    At most `labels` have a label. Where there are no more major events (4 and 5) than that, none is folded away:
    without room for its label it stands alone. Where there are more only landmarks do. `known` keeps the labels that
    a mark could have from one attempt to the next.
    """
    known = {} if known is None else known
    taken = [[] for _ in range(rows)]
    placed, held, labelled = [], [], 0
    alone = 4 if sum(mark.item.significance >= 4 for mark in marks) <= labels else 5
    for tried, mark in enumerate(marks):
        best = None
        if labelled < labels and tried < 6 * labels:
            if mark.item.key not in known:
                known[mark.item.key] = places_of(mark, scale, width, selected)
            best = cheapest(known[mark.item.key], taken)
        labelled += best is not None
        if best is None and mark.item.significance >= alone:
            best = free_place(mark, taken)
        if best is None:
            held.append(mark)
            continue
        row, label, low, high = best
        taken[row].append((low, high))
        placed.append((mark, row, label))
    weight = sum(WEIGHT[mark.item.significance] for mark in held)
    weight += sum(WEIGHT[mark.item.significance] / 2 for mark, _row, label in placed if label is None)
    return placed, taken, held, weight


def settled_in_rows(placed, taken, scale, width):
    """The marks of `place` as they are drawn: y in rows from 0, dates where there is room."""
    return with_dates([replace(mark, y=row, label=label) for mark, row, label in placed], taken, scale, width)


def free_place(mark, taken):
    """The first row where a mark without a label is free: (row, None, low, high); None where there is none."""
    low, high = ends(mark)
    low, high = low - AIR / 2, high + AIR / 2
    for row, intervals in enumerate(taken):
        if is_free(intervals, low, high):
            return row, None, low, high
    return None


def is_free(intervals, low, high):
    for a, b in intervals:  # noqa: SIM110 twice as fast as all(), and asked ten thousand times a picture
        if low < b and high > a:
            return False
    return True


def with_dates(placed, taken, scale, width):
    """Dates come back where packing left room for them; to the left only within their section."""
    done = []
    for mark in placed:
        label, item = mark.label, mark.item
        if label is not None and not label.date and label.text == item.label:
            longer = text_width(item.dated, DATE_SIZE) + 7
            least = max([scale.left + 2, *(seam for seam in scale.seams if seam <= mark.x)])
            left, right = (label.left - longer, label.right) if label.end else (label.left, label.right + longer)
            own = reach_of(mark, label.left, label.right)
            wanted = reach_of(mark, left, right)
            others = [interval for interval in taken[mark.y] if interval != own]
            over = mark.shape == "coarse" and mark.x < label.left < mark.right  # over its own whisker
            inside = left >= least if label.end else right <= (mark.right - 8 if over else width - 2)
            if inside and is_free(others, *wanted):
                taken[mark.y][taken[mark.y].index(own)] = wanted
                mark = replace(mark, label=replace(label, date=item.dated, left=left, right=right))
        done.append(mark)
    return done


def reach_of(mark, left, right):
    """What a mark with a label from `left` to `right` takes of its row, with air."""
    low, high = ends(mark)
    return min(low, left) - AIR / 2, max(high, right) + AIR / 2


def ends(mark):
    """The ends of a mark with its whisker and ghost."""
    low = min(mark.left, mark.x - mark.r) - (3 if mark.shape == "coarse" else 0)
    high = max(mark.right, mark.x + mark.r) + (3 if mark.shape == "coarse" else 0)
    if mark.ghost is not None:
        low, high = min(low, mark.ghost - 6), max(high, mark.ghost + 6)
    return low, high


def labels_of(mark, scale, width, selected):
    """Every label that a mark could have, as (cost, label).

    A landmark's and the selected event's is its date where its title fits nowhere, or else its year.
    """
    whole = list(whole_labels(mark, scale, width, selected))
    if whole or (mark.item.key != selected and mark.item.significance < 5):
        return whole
    low, high = ends(mark)
    bold = mark.item.significance >= 4
    start, end = mark.left + 10 if mark.shape == "bar" else high + GAP, low - GAP
    for said in (mark.item.dated, str(date.fromordinal(mark.item.first).year)):
        length = text_width(said, SIZE, bold)
        if start + length <= width - 2:
            return [(0, Label(said, "", start, False, bold, start, start + length))]
        if end - length >= scale.left + 2:
            return [(0, Label(said, "", end, True, bold, end - length, end))]
    return []


def whole_labels(mark, scale, width, selected):
    item, bold = mark.item, mark.item.significance >= 4
    low, high = ends(mark)
    title = text_width(item.label, SIZE, bold)
    longer = text_width(item.dated, DATE_SIZE) + 7
    large = NO_DATE_LARGE if bold else NO_DATE
    start = mark.left + 10 if mark.shape == "bar" else high + GAP
    for dated in (True, False):
        if not dated and item.doubtful:
            continue
        length = title + (longer if dated else 0)
        cost = 0 if dated else large
        if start + length <= width - 2:
            beyond = next((start + length - seam for seam in scale.seams if seam > mark.x), 0)
            extra = BEYOND_SEAM if beyond > 0.45 * length else 0
            label = Label(item.label, item.dated if dated else "", start, False, bold, start, start + length)
            yield cost + extra, label
        within = mark.x + mark.r + GAP  # over its own whisker, where there is no room beside it
        if mark.shape == "coarse" and start + length > width - 2 and within + length + 8 <= mark.right:
            label = Label(item.label, item.dated if dated else "", within, False, bold, within, within + length)
            yield cost + ON_WHISKER, label
        end = low - GAP
        if mark.shape == "bar" or end - length < scale.left + 2:
            continue
        crosses = any(end - length < seam < mark.x for seam in scale.seams)
        if crosses and not (item.key == selected or (item.significance == 5 and dated)):
            continue
        label = Label(item.label, item.dated if dated else "", end, True, bold, end - length, end)
        yield cost + LEFT_SIDE + (4 if crosses else 0), label


def places_of(mark, scale, width, selected):
    """Every label that a mark could have with what both take of a row, as (cost, label, low, high)."""
    return [
        (cost, label, *reach_of(mark, label.left, label.right))
        for cost, label in labels_of(mark, scale, width, selected)
    ]


def cheapest(places, taken):
    """The cheapest free place of a mark with its label: (row, label, low, high); None where there is none."""
    best = None
    for cost, label, left, right in places:
        for row, intervals in enumerate(taken):
            if best is not None and cost + row >= best[0]:
                break
            if is_free(intervals, left, right):
                best = (cost + row, row, label, left, right)
                break
    return best and best[1:]


def foot_row(held, crowd, scale, width):
    """Rings for what was held back, pushed apart; a single event keeps its mark, and its label where there is room."""
    points = [(mark.x if mark.shape != "bar" else (mark.left + mark.right) / 2, mark, None) for mark in held]
    points += [(scale.x(group.day), None, group) for group in crowd if group.count]
    points.sort(key=lambda point: (point[0], point[1].item.key if point[1] else "", point[2].tone if point[2] else ""))
    groups = []
    for x, mark, group in points:
        if groups and x - groups[-1]["end"] < JOIN and x - groups[-1]["start"] < 2 * JOIN:
            groups[-1]["end"] = x
        else:
            groups.append({"start": x, "end": x, "marks": [], "crowd": []})
        groups[-1]["marks" if mark else "crowd"].append(mark or group)
    for group in groups:
        group["x"] = (group["start"] + group["end"]) / 2
    groups = without_lone(pushed_apart(groups, scale.left + 13, min(scale.right, width - 14)))
    rings, single = [], []
    for group in groups:
        if len(group["marks"]) == 1 and not group["crowd"]:
            single.append((group, group["marks"][0]))
        else:
            rings.append(ring_of(group))
    return rings, [alone(group, mark, groups, width) for group, mark in single]


def pushed_apart(groups, low, high):
    """No two groups nearer than their rings are wide; those that would be are joined."""
    done = []
    for group in groups:
        group["x"] = max(low, min(high, group["x"]))
        if done and group["x"] - done[-1]["x"] < MERGE:
            join(done[-1], group)
        elif done and group["x"] - done[-1]["x"] < APART:
            group["x"] = done[-1]["x"] + APART
            done.append(group)
        else:
            done.append(group)
    while len(done) > 1 and done[-1]["x"] > high:
        last = done.pop()
        join(done[-1], last)
    return done


def without_lone(groups):
    """An event that is counted only, and alone, is counted with its nearest neighbours: no ring says 1."""
    done = list(groups)
    for group in groups:
        alone_ = not group["marks"] and sum(some.count for some in group["crowd"]) == 1
        if alone_ and len(done) > 1:
            done.remove(group)
            join(min(done, key=lambda other: abs(other["x"] - group["x"])), group)
    return done


def join(group, other):
    group["marks"] += other["marks"]
    group["crowd"] += other["crowd"]
    group["start"], group["end"] = min(group["start"], other["start"]), max(group["end"], other["end"])


def ring_of(group):
    tones = dict.fromkeys(TONES, 0)
    for mark in group["marks"]:
        tones[mark.item.tone] += 1
    for some in group["crowd"]:
        tones[some.tone] += some.count
    count = sum(tones.values())
    first = min([m.item.first for m in group["marks"]] + [c.first for c in group["crowd"]])
    last = max([m.item.last for m in group["marks"]] + [c.last for c in group["crowd"]])
    r = min(12.5, 10 + 2.5 * max(0.0, (count**0.5 - 2**0.5) / 3))
    return Ring(group["x"], -1, r, count, tones, first, last)


def alone(group, mark, groups, width):
    """One event in the foot row: its mark without a span, and its label where it is free beside it."""
    item, bold = mark.item, mark.item.significance >= 4
    x, r = group["x"], mark.r
    shape = mark.shape if mark.shape == "bar" else "exact" if item.exact and not item.doubtful else "coarse"
    mark = replace(mark, x=x - r if shape == "bar" else x, y=-1, left=x - r, right=x + r, ghost=None, shape=shape)
    start, title = x + r + 3 + GAP, text_width(item.label, SIZE, bold)
    after = min((other["x"] - 14 for other in groups if other["x"] > x), default=width - 2)
    for dated in (True, False):
        length = title + (text_width(item.dated, DATE_SIZE) + 7 if dated else 0)
        if (dated or not item.doubtful) and start + length + AIR <= after and not group.get("labelled"):
            return replace(
                mark, label=Label(item.label, item.dated if dated else "", start, False, bold, start, start + length)
            )
    return mark
