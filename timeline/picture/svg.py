"""A placed picture as SVG, by plain functions; everything that comes from the record is escaped.

Colours are presentation attributes: `var(--ink)` in a page, plain values in a picture that stands alone.
"""

from datetime import date
from html import escape
from types import SimpleNamespace

from timeline.drawing import ICONS, shape_path

from .draw import BAND, NAMES, STRIP, THREADS, TICKS
from .place import DATE_SIZE, SIZE
from .text import text_width

PAGE = {
    name: f"var(--{name})"
    for name in ("page", "surface", "sunken", "ink", "ink-2", "ink-3", "line", "control", "cooperation", "friction",
                 "neutral", "cooperation-tint", "friction-tint", "neutral-tint")
}  # fmt: skip
LIGHT = {
    "page": "#f8f7f3", "surface": "#fffefb", "sunken": "#f1efe9", "ink": "#1c2025", "ink-2": "#4a525b",
    "ink-3": "#626a73", "line": "#dfddd6", "control": "#858b93", "cooperation": "#1b68a6", "friction": "#b34a07",
    "neutral": "#626b75", "cooperation-tint": "#e2edf6", "friction-tint": "#f8e6d8", "neutral-tint": "#eaebec",
}  # fmt: skip


class Svg(str):
    """Markup that these functions wrote: what came from the record is escaped, so a template may take it as it is."""

    def __html__(self):
        return self


FACES = "'Source Sans 3', 'Noto Sans', Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans CJK KR', 'Noto Sans CJK JP', sans-serif"


def n(value):
    """A length in the fewest characters that keep a tenth of a px."""
    return f"{value:.1f}".removesuffix(".0")


def text(x, y, said, size, fill, *, anchor="", bold=False, halo="", extra=""):
    parts = [f'<text x="{n(x)}" y="{n(y)}" font-size="{size}" fill="{fill}"']
    if anchor:
        parts.append(f' text-anchor="{anchor}"')
    if bold:
        parts.append(' font-weight="600"')
    if halo:
        parts.append(f' stroke="{halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"')
    return "".join(parts) + f"{extra}>{escape(said)}</text>"


def mark(placed, colours, selected=False, lane=0):
    """One event: a link with an accessible name, its span, its shape and its label, drawn about its place on the axis."""
    item, tone = placed.item, colours[placed.item.tone]
    x, r = placed.x, placed.r
    parts = [
        f'<a class="mark{" kin" if item.related else ""}" href="{escape(item.href)}" id="mark-{escape(item.key)}"'
        f' aria-label="{escape(f"{item.label}, {item.when}, {item.kind_name}, {item.tone_name}")}" data-when="{escape(item.when)}"'
        f' data-lane="{lane}"{' aria-current="true"' if selected else ""} transform="translate({x:.0f} {n(placed.y)})">'
    ]
    low, high = min(placed.left - x, -r) - 2, max(placed.right - x, r) + 2
    if placed.label:
        low, high = min(low, placed.label.left - x - 3), max(high, placed.label.right - x + 3)
    parts.append(
        f'<rect class="reach" y="-12" height="24" x="{low:.0f}" width="{max(24, high - low):.0f}" rx="4" fill="none"'
        ' pointer-events="all"/>'
    )
    if selected and placed.label:
        parts.append(plate(placed, colours))
    parts.append(span(placed, tone, colours))
    if placed.shape != "bar":
        parts.append(shape(placed, tone, colours))
    if selected and placed.shape != "bar":
        parts.append(f'<circle class="chosen" r="{n(r + 3)}" fill="none" stroke="{colours["ink"]}" stroke-width="2"/>')
    if placed.label:
        parts.append(label(placed, colours, selected))
    parts.append("</a>")
    return "".join(parts)


def span(placed, tone, colours):
    """What a mark spans: a bar for what lasted, a pill for several days, a whisker for a date not known to the day."""
    r, item = placed.r, placed.item
    left, right = placed.left - placed.x, placed.right - placed.x
    if placed.shape == "bar":
        tint = colours[f"{item.tone}-tint"]
        end = right - (18 if item.fades and right - left > 36 else 0)
        bar = f'<rect class="period" x="{n(left)}" y="-9" width="{n(max(4, end - left))}" height="18" fill="{tint}"/>'
        if end < right:
            bar += "".join(
                f'<rect x="{n(end + 6 * i)}" y="-9" width="6" height="18" fill="{tint}" opacity="{o}"/>'
                for i, o in enumerate((0.7, 0.45, 0.2))
            )
        return bar + f'<rect x="{n(left)}" y="-9" width="3" height="18" fill="{tone}"/>'
    if placed.shape == "pill":
        h = min(r, 5)
        return (
            f'<rect x="{n(left)}" y="{n(-h)}" width="{n(right - left)}" height="{n(2 * h)}" rx="{n(h)}" fill="{tone}"/>'
        )
    found = ""
    dash = ' stroke-dasharray="3 2"' if item.doubtful else ""
    if placed.shape == "coarse" and right - left > 2 * r + 3:
        said = placed.label  # a label over the whisker interrupts it
        over = said and placed.x < said.left < placed.right
        gap = f"H{n(said.left - placed.x - 3)}M{n(said.right - placed.x)} 0" if over else ""
        found = (
            f'<path d="M{n(left)} -4v8M{n(left)} 0H{n(-r)}M{n(r)} 0{gap}H{n(right)}M{n(right)} -4v8" stroke="{tone}"'
            f' stroke-width="1.3" fill="none"{dash}/>'
        )
    if placed.ghost is not None:
        away = placed.ghost - placed.x
        found += (
            f'<path d="M{n(away)} 0H{n(-r - 2 if away < 0 else r + 2)}" stroke="{tone}" stroke-width="1.3" stroke-dasharray="1 3"/>'
            f'<circle cx="{n(away)}" r="4" fill="{colours["surface"]}" stroke="{tone}" stroke-width="1.2"'
            ' stroke-dasharray="2 2"/>'
        )
    return found


def shape(placed, tone, colours):
    """The mark itself: shape is tone, size significance, hollow or dashed a date not known to the day."""
    item, r = placed.item, placed.r
    path = f'<path d="{shape_path(item.tone, r)}"'
    if item.doubtful:
        path += f' fill="{colours["surface"]}" stroke="{tone}" stroke-width="1.5" stroke-dasharray="2.6 1.8"/>'
        path += text(0, 3.8, "?", 11, tone, anchor="middle", bold=True)
    elif placed.shape == "coarse":
        path += f' fill="{colours["surface"]}" stroke="{tone}" stroke-width="1.8"/>'
        path += icon(item, r, tone)
    else:
        path += f' fill="{tone}" stroke="{tone}" stroke-width="1"/>' + icon(item, r, colours["surface"])
    return f"<g>{path}</g>"


def icon(item, r, colour):
    if r < 8:
        return ""
    return (
        f'<path d="{ICONS[item.kind]}" transform="translate(-5 -5) scale(.625)" fill="none" stroke="{colour}"'
        ' stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>'
    )


def plate(placed, colours):
    """The ground of the selected event's label."""
    said = placed.label
    return (
        f'<rect class="chosen" x="{n(said.left - placed.x - 4)}" y="-11" width="{n(said.right - said.left + 8)}" height="22"'
        f' rx="4" fill="{colours["ink"]}"/>'
    )


def label(placed, colours, selected):
    """The title, and its date after it; the selected event's stands in the middle of its plate, in the ground's colour.

    In a page the selected label's colours come from the style sheet, as another event may be selected there.
    """
    said, item = placed.label, placed.item
    inverted = selected and colours is not PAGE
    ink, grey, halo = colours["ink"], colours["ink-3"], colours["surface"]
    if inverted:
        ink, grey, halo = colours["page"], colours["page"], ""
    under = ' text-decoration="underline"' if item.related else ""
    x, anchor = (said.right, "end") if said.end else (said.left, "")
    if selected:
        x, anchor = (said.left + said.right) / 2, "middle"
    x -= placed.x
    written = text(x, 4.4, said.text, SIZE, ink, bold=said.bold, halo=halo, anchor=anchor, extra=under)
    if not said.date:
        return written
    date_ = f'<tspan dx="6" font-size="{DATE_SIZE}" font-weight="400" fill="{grey}">{escape(said.date)}</tspan></text>'
    return written.removesuffix("</text>") + date_


def ring(found, picture, colours, href, lane=0):
    """Several events: a ring split by tone, the number inside; it opens its days."""
    name = picture.words.ring(found.count, found.first, found.last)
    r = n(found.r)
    parts = [
        f'<a class="ring" href="{escape(href)}" aria-label="{escape(name)}" data-lane="{lane}" transform="translate({found.x:.0f} {n(found.y)})">'
        '<rect x="-13.5" y="-12" width="27" height="24" fill="none" pointer-events="all"/>'
        f'<circle r="{r}" fill="{colours["surface"]}"/><g fill="none" stroke-width="2" transform="rotate(-90)">'
    ]
    around, start = 2 * 3.14159265 * found.r, 0.0
    for tone, count in found.tones.items():
        if count:
            part = around * count / found.count
            dash = f' stroke-dasharray="{max(1.0, part - 1.5):.0f} 99" stroke-dashoffset="{-start:.0f}"'
            parts.append(f'<circle r="{r}" stroke="{colours[tone]}"{dash if count < found.count else ""}/>')
            start += part
    said = str(found.count) if found.count < 1000 else f"{found.count / 1000:.0f}k" if found.count < 10**6 else "1M"
    parts.append(f"</g>{text(0, 3.9, said, 11, colours['ink'], anchor='middle')}</a>")
    return "".join(parts)


def overview(picture, colours):
    """The strip: one bar a year in true time, cooperation and neutral up, friction down, square-root heights."""
    request, left, right = picture.request, picture.left, strip_right(picture.width)
    first, last = request.record_first, request.record_last
    if last <= first:
        return ""
    per_day = (right - left) / (last + 1 - first)

    def x_of(day):
        return left + (min(max(day, first), last + 1) - first) * per_day

    parts = [f'<rect x="{n(left)}" y="0" width="{n(right - left)}" height="{STRIP}" fill="{colours["sunken"]}"/>']
    y0, y1 = date.fromordinal(first).year, date.fromordinal(last).year
    decade = next((step for step in (10, 20, 50, 100, 200) if (right - left) * step / max(1, y1 - y0 + 1) >= 44), 500)
    for year in range(-(-y0 // decade) * decade, y1 + 1, decade):
        x = x_of(date(max(1, year), 1, 1).toordinal())
        if x + 30 < right:
            parts.append(f'<path d="M{n(x)} 0V{STRIP}" stroke="{colours["line"]}"/>')
            parts.append(text(x + 3, 11, str(year), 11, colours["ink-3"]))
    # One scale for both directions: the fullest year fits.
    highest_up = max((v["cooperation"] + v["neutral"] for v in request.strip_all.values()), default=1) or 1
    highest_down = max((v["friction"] for v in request.strip_all.values()), default=1) or 1
    unit = min(21 / highest_up**0.5, 13 / highest_down**0.5)
    base = 34.0
    for first_, last_, tone in request.periods:
        parts.append(
            f'<path d="M{n(x_of(first_))} {base + 1.5}H{n(x_of(last_ + 1))}" stroke="{colours[tone]}" stroke-width="2.5" opacity=".7"/>'
        )
    wide = per_day * 365.2425
    ground = f'<g transform="translate({n(x_of(date(y0, 1, 1).toordinal()))} {base}) scale({wide:.4f} 1)"'
    for counts, opacity in ((request.strip_all, 0.4), (request.strip, 1)):
        if opacity == 1 or counts != request.strip:
            drawn = bars(
                {year - y0: tones for year, tones in counts.items() if y0 <= year <= y1}, unit, max(0.88, 1.5 / wide)
            )
            paths = (
                f'<path{' class="down"' if tone == "friction" else ""} d="{d}" fill="{colours[tone]}"/>'
                for tone, d in drawn.items()
                if d
            )
            parts.append(f'{ground} opacity="{opacity}">{"".join(paths)}</g>')
    parts.append(f'<path d="M{n(left)} {base + 0.5}H{n(right)}" stroke="{colours["control"]}" stroke-width=".8"/>')
    a, b = x_of(request.first), x_of(request.last + 1)
    parts.append(
        f'<rect class="window" x="{n(a)}" y="1" width="{n(max(6, b - a))}" height="{STRIP - 2}" rx="3" fill="none"'
        f' stroke="{colours["ink"]}" stroke-width="1.6"/>'
    )
    # A grip is taken outside the window; at the picture's edge a little inside.
    reaches = (max(0, a - 22), min(picture.width - 24, max(a + 6, b) - 2))
    for number, (side, x) in enumerate((("first", a - 4), ("last", max(a + 6, b) + 4))):
        named = ""
        if hasattr(picture, "words"):
            day = request.first if side == "first" else request.last
            named = f' data-label="{escape(picture.words.grips[number])}" data-text="{escape(picture.words.day(day))}" data-day="{day}"'
        parts.append(
            f'<g class="grip" data-grip="{side}"{named}><rect x="{n(reaches[number])}" y="1" width="24" height="48" fill="none" pointer-events="all"/>'
            f'<rect x="{n(x - 4)}" y="14" width="8" height="22" rx="3" fill="{colours["ink"]}"/>'
            f'<path d="M{n(x - 1.2)} 20v10M{n(x + 1.2)} 20v10" stroke="{colours["page"]}" stroke-width="1"/></g>'
        )
    return f'<g class="strip" data-first="{first}" data-last="{last}" data-left="{n(left)}" data-right="{n(right)}">{"".join(parts)}</g>'


def bars(counts, unit, wide):
    """The years' bars by tone, as path data: x in years since the first, y in px from the line, `wide` a part of a year."""
    found, said = {"cooperation": "", "neutral": "", "friction": ""}, f"{wide:.3g}".removeprefix("0")
    for year, tones in sorted(counts.items()):
        up = tones["cooperation"] + tones["neutral"]
        tall = max(2.5, unit * up**0.5)
        first = tall * tones["cooperation"] / up if up else 0
        for tone, start, high in (
            ("cooperation", 0, -first),
            ("neutral", -first, first - tall),
            ("friction", 1, max(2.5, unit * tones["friction"] ** 0.5)),
        ):
            if tones[tone]:
                found[tone] += f"M{year} {n(start)}v{n(high)}h{said}v{n(-high)}z"
    return found


def strip_right(width):
    """Where the overview ends: its right handle has room beside it."""
    return width - 10


def overview_alone(request, width, name, decade_href, colours=PAGE):
    """The strip by itself, for phones: each decade is a link to its window."""
    made = SimpleNamespace(request=request, left=10, width=width)
    per_day = (strip_right(width) - made.left) / max(1, request.record_last + 1 - request.record_first)
    y0, y1 = date.fromordinal(request.record_first).year, date.fromordinal(request.record_last).year
    links, starts = [], [request.record_first]
    for year in range(y0 // 10 * 10 + 10, y1 + 1, 10):
        day = date(year, 1, 1).toordinal()
        if min(day - starts[-1], request.record_last - day) * per_day >= 28.5:
            starts.append(day)
    for first, after in zip(starts, [*starts[1:], request.record_last + 1], strict=True):
        last = after - 1
        x = made.left + (first - request.record_first) * per_day
        label = f"{date.fromordinal(first).year}–{date.fromordinal(last).year}"
        links.append(
            f'<a href="{escape(decade_href(first, last))}" aria-label="{label}"><rect x="{n(x)}" y="0" width="{n((last + 1 - first) * per_day)}"'
            f' height="{STRIP}" fill="none" pointer-events="all"/></a>'
        )
    return Svg(
        f'<svg class="overview" viewBox="0 0 {n(width)} {STRIP}" width="{n(width)}" height="{STRIP}" role="group" aria-label="{escape(name)}">'
        f"{overview(made, colours)}{''.join(links)}</svg>"
    )


def threads(picture, colours):
    """One hairline a year, in a long record every second one and so on (or 48 a window) from its place in the strip to its place in the field; sections' names."""
    request, scale = picture.request, picture.scale
    left, right = picture.left, strip_right(picture.width)
    first, last = request.record_first, request.record_last
    if last <= first:
        return ""
    per_day = (right - left) / (last + 1 - first)
    y0, y1 = date.fromordinal(request.first).year, date.fromordinal(request.last).year
    if y1 - y0 > 12:
        step = max(1, (y1 - y0) // 40)
        days = [date(year, 1, 1).toordinal() for year in range(y0, y1 + 1, step)]
        days = [day for day in days if request.first <= day <= request.last]
    else:
        days = [request.first + (request.last + 1 - request.first) * i / 48 for i in range(49)]
    top, bottom = STRIP, STRIP + THREADS - NAMES
    edges = [section.first for section in scale.sections[1:]]

    def thread(day):
        a, b = left + (min(max(day, first), last + 1) - first) * per_day, scale.x(day)
        over = n(b - a) if day in edges else f"{b - a:.0f}"  # a seam goes on below
        return f"M{n(a) if day in edges else f'{a:.0f}'} {top}c0 13 {over} {bottom - top - 20} {over} {bottom - top}"

    parts = [
        f'<path d="{"".join(thread(day) for day in days if day not in edges)}" stroke="{colours["control"]}"'
        ' stroke-width=".7" opacity=".42" fill="none"/>'
    ]
    if edges:
        drawn = "".join(f"{thread(day)}V{STRIP + THREADS}" for day in edges)
        parts.append(f'<path d="{drawn}" stroke="{colours["control"]}" stroke-width="1.2" fill="none"/>')
    y = STRIP + THREADS - 5
    today, said = picture.today, picture.words.today
    spans = [(today + 4, today + 6 + text_width(said, 11))] if today is not None else []
    if scale.stretched:
        placed = [(section.name, name_place(section, spans)) for section in scale.sections]
        parts += [text(x, y, name, 11, colours["ink"], anchor="middle", bold=True) for name, x in placed if x]
    if today is not None:
        parts.append(text(today + 4, y, said, 11, colours["ink-2"], halo=colours["page"]))
    return f'<g aria-hidden="true">{"".join(parts)}</g>'


def name_place(section, spans):
    """Where a section's name is centred: in its middle, or at a side where another word stands; None without room."""
    wide = text_width(section.name, 11, True)
    if wide > section.right - section.left + 2:
        return None
    for middle in ((section.left + section.right) / 2, section.left + wide / 2 + 3, section.right - wide / 2 - 3):
        if all(middle + wide / 2 + 3 < a or middle - wide / 2 - 3 > b for a, b in spans):
            return middle
    return None


def field(picture, colours):
    """The ground of the field: sections in two close grounds, seams, tick lines, lanes' hairlines, today."""
    top, bottom, width = picture.field_top, picture.field_bottom, picture.width
    stretched, parts = picture.scale.stretched, []
    for i, section in enumerate(picture.scale.sections):
        last = i == len(picture.scale.sections) - 1
        x, end = n(section.left), width if last else section.right
        fill = colours["sunken" if i % 2 and stretched else "surface"]
        if picture.strip_height and stretched:  # it begins with the row of names, rounded as a folder's tab is
            head = top - NAMES + 2
            ground = f"M{x} {n(bottom)}V{n(head + 5)}q0 -5 5 -5H{n(section.right - 5)}q5 0 5 5V{n(top)}H{n(end)}V{n(bottom)}z"
        else:
            ground = f"M{x} {n(top)}H{n(end)}V{n(bottom)}H{x}z"
        parts.append(
            f'<path class="ground" d="{ground}" fill="{fill}"{' opacity=".7"' if i % 2 and stretched else ""}/>'
        )
    lines = "".join(f"M{n(t.x)} {n(top)}V{n(bottom)}" for t in picture.ticks)
    parts.append(f'<path class="grid" d="{lines}" stroke="{colours["line"]}" stroke-width=".7"/>')
    if picture.seams:
        lines = "".join(f"M{n(x)} {n(top)}V{n(bottom)}" for x in picture.seams)
        parts.append(f'<path d="{lines}" stroke="{colours["control"]}" stroke-dasharray="1.5 2.5"/>')
    start = n(picture.left if picture.request.compact else 0)
    lines = "".join(f"M{start} {n(lane.top)}H{n(width)}" for lane in picture.lanes[0 if picture.strip_height else 1 :])
    if lines:
        parts.append(f'<path d="{lines}" stroke="{colours["line"]}"/>')
    if picture.today is not None:
        parts.append(
            f'<path d="M{n(picture.today)} {n(top - (NAMES if picture.strip_height else 4))}V{n(bottom)}" stroke="{colours["ink-2"]}" stroke-dasharray="1.5 3"/>'
        )
    return f'<g aria-hidden="true">{"".join(parts)}</g>'


def gutter(picture, colours):
    """The lanes' names and counts."""
    parts = []
    for lane in picture.lanes:
        y = lane.top + 18
        for line in broken(lane.name, picture.left - 14, 12.5):
            parts.append(text(0, y, line, 12.5, colours["ink"], bold=True))
            y += 15
        parts.append(text(0, y, picture.words.events(lane.count), 11, colours["ink-3"]))
    words = picture.words
    if picture.strip_height:
        for i, line in enumerate(broken(words.overview, picture.left - 10, 11)[:3]):
            parts.append(text(0, 18 + 13 * i, line, 11, colours["ink-2"]))
        if picture.scale.stretched:
            for i, line in enumerate(broken(words.threads, picture.left - 10, 11)[:3]):
                parts.append(text(0, STRIP + 13 + 13 * i, line, 11, colours["ink-3"]))
    return f'<g aria-hidden="true">{"".join(parts)}</g>'


def broken(said, width, size):
    """A text in lines that fit; words stay whole, Korean words too; Japanese breaks anywhere."""
    lines, line = [], ""
    units = said.split(" ") if " " in said else list(said)
    joint = " " if " " in said else ""
    for unit in units:
        longer = f"{line}{joint}{unit}" if line else unit
        if line and text_width(longer, size, True) > width:
            lines.append(line)
            line = unit
        else:
            line = longer
    return [*lines, line]


def leaders(picture, colours):
    """Tenures above and below the ticks, in two close greys; a name where it fits."""
    parts, words = [], picture.words
    rows = {"above": picture.field_bottom + 3, "below": picture.field_bottom + 3 + BAND + TICKS}
    for side, said in (("above", words.above), ("below", words.below)):
        if not picture.request.compact and any(band.side == side for band, _a, _b in picture.bands):
            parts.append(text(0, rows[side] + 12.5, said, 11, colours["ink-3"]))
    shade = {"above": 0, "below": 0}
    for band, a, b in picture.bands:
        shade[band.side] += 1
        y = rows[band.side]
        fill, opacity = (colours["sunken"], 1) if shade[band.side] % 2 else (colours["line"], 0.6)
        name = next((s for s in (band.name, band.family_name) if text_width(s, 11) + 8 <= b - a), "")
        parts.append(
            f'<g><title>{escape(band.name)}</title><rect class="band" x="{a:.0f}" y="{n(y)}" width="{max(1, b - a - 1):.0f}" height="{BAND}" fill="{fill}" opacity="{opacity}"/>'
            + (text(a + 4, y + 12.5, name, 11, colours["ink-2"]) if name else "")
            + "</g>"
        )
    return f'<g class="leaders" aria-hidden="true">{"".join(parts)}</g>'


def axis_top(picture):
    return picture.field_bottom + (3 + BAND if picture.request.leaders else 0)


def axis(picture, colours, flag=None):
    """The tick row; under the flag of the selected event ticks are left out."""
    y = axis_top(picture)
    parts = [f'<path d="M{n(picture.left)} {n(picture.field_bottom)}H{n(picture.right)}" stroke="{colours["ink-2"]}"/>']
    away = (0, 0)
    if flag:
        wide = text_width(flag[1], 11, True) + 12
        x = min(max(flag[0], picture.left + wide / 2), picture.width - wide / 2)
        away = (x - wide / 2 - 4, x + wide / 2 + 4)
    for tick in picture.ticks:
        reach = tick.x + 4 + text_width(tick.label, 11, tick.strong)
        if flag and tick.x < away[1] and reach > away[0]:
            continue
        fill = colours["ink" if tick.strong else "ink-3"]
        parts.append(f'<path d="M{n(tick.x)} {n(y)}v{TICKS}" stroke="{colours["line"]}"/>')
        parts.append(text(tick.x + 4, y + 14, tick.label, 11, fill, bold=tick.strong))
    if flag:
        parts.append(
            f'<rect class="chosen flag" x="{n(away[0] + 4)}" y="{n(y + 1)}" width="{n(away[1] - away[0] - 8)}" height="{TICKS - 2}" rx="3" fill="{colours["ink"]}"/>'
        )
        parts.append(
            text((away[0] + away[1]) / 2, y + 14, flag[1], 11, colours["page"], anchor="middle", bold=True,
                 extra=' class="chosen on-flag"')
        )  # fmt: skip
    return f'<g class="axis" aria-hidden="true">{"".join(parts)}</g>'


def standalone(picture, *, ring_href, name, source):
    """A picture for a slide or a paper: title above, source line below, plain colours, no fonts assumed."""
    width, height = picture.width + 48, picture.height + 104
    colours = LIGHT
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{n(width)}" height="{n(height)}" viewBox="0 0 {n(width)} {n(height)}"'
        f' font-family="{FACES}"><title>{escape(name)}</title>'
        f'<rect width="{n(width)}" height="{n(height)}" fill="{colours["page"]}"/>'
        + text(24, 40, name, 22, colours["ink"], bold=True)
        + write(picture, colours=colours, ring_href=ring_href, name=name, place='x="24" y="60" ')
        + text(24, height - 16, source, 12, colours["ink-2"])
        + "</svg>"
    )


def write(picture, *, colours=PAGE, ring_href=lambda ring: "#", name="", place=""):
    """The whole SVG. `ring_href` gives the address of a ring's days; `name` is the picture's accessible name."""
    selected = picture.request.selected
    chosen = (
        next((m for lane in picture.lanes for m in lane.marks if m.item.key == selected), None) if selected else None
    )
    flag = (chosen.x, chosen.item.when) if chosen else None
    marks, rings = [], []
    row = 0
    for number, lane in enumerate(picture.lanes):
        marks += [mark(m, colours, lane=number) for m in lane.marks if m is not chosen]
        rings += [ring(r, picture, colours, ring_href(r), number) for r in lane.rings]
        row = number if chosen in lane.marks else row
    drop = ""
    if chosen:
        drop = f'<path class="chosen drop" d="M{n(chosen.x)} {n(chosen.y)}V{n(axis_top(picture))}" stroke="{colours["ink"]}" stroke-dasharray="1 3"/>'
    body = "".join(
        [
            overview(picture, colours) if picture.strip_height else "",
            field(picture, colours),
            threads(picture, colours) if picture.strip_height else "",
            gutter(picture, colours) if not picture.request.compact else "",
            drop,
            leaders(picture, colours) if picture.request.leaders else "",
            '<g class="events">',
            *rings,
            *marks,
            mark(chosen, colours, selected=True, lane=row) if chosen else "",
            "</g>",
            axis(picture, colours, flag),
        ]
    )
    sections = escape(" ".join(f"{s.first:g},{s.last:g},{n(s.left)},{n(s.right)}" for s in picture.scale.sections))
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" {place}class="picture" viewBox="0 0 {n(picture.width)} {n(picture.height)}" width="{n(picture.width)}"'
        f' height="{n(picture.height)}" role="group" aria-label="{escape(name)}" data-left="{n(picture.left)}" data-sections="{sections}"'
        f' data-right="{n(picture.right)}" data-top="{n(picture.field_top)}" data-bottom="{n(picture.field_bottom)}" data-axis="{n(axis_top(picture))}">{body}</svg>'
    )
