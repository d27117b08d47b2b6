"""The overview as SVG: one bar a year in true time, the window with its handles, and the threads down to the field."""

from datetime import date
from html import escape
from types import SimpleNamespace

from .draw import NAMES, STRIP, THREADS
from .paint import PAGE, Svg, n, text
from .text import text_width


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
    """The years' bars by tone, as path data: x in years since the first, y in px from the line, `wide` in years."""
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
    """Hairlines from years' places in the strip to those in the field, some forty to eighty; sections' names."""
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
