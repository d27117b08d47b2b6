"""Events and rings as SVG, each drawn about its place on the axis, so that like ones are the same bytes."""

from html import escape

from timeline.drawing import ICONS, shape_path

from .paint import PAGE, n, text
from .place import DATE_SIZE, SIZE


def mark(placed, colours, selected=False, lane=0):
    """One event: a link with an accessible name, its span, its shape and its label."""
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
