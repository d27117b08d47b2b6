"""A placed picture as SVG, by plain functions: its ground, its axis, and the whole."""

from html import escape

from .draw import BAND, NAMES, STRIP, TICKS
from .marks import mark, ring
from .paint import FACES, LIGHT, PAGE, Svg, n, text
from .strip import overview, threads
from .text import text_width


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
