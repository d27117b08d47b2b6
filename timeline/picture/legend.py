"""The samples of the legend, drawn by what draws the marks."""

from types import SimpleNamespace

from .marks import ring, shape, span
from .paint import PAGE, Svg, n
from .place import RADIUS
from .values import TONES, Mark, Ring

HEIGHT = 26


def sample(drawn, width):
    size = f'viewBox="0 0 {n(width)} {HEIGHT}" width="{n(width)}" height="{HEIGHT}"'
    return Svg(f'<svg class="sample" {size} aria-hidden="true">{drawn}</svg>')


def mark(x, r, tone, *, reach=0, doubtful=False, exact=True):
    """A mark of no event, in the middle of the line; `reach` is how far its span goes to each side."""
    item = SimpleNamespace(tone=tone, doubtful=doubtful, exact=exact, kind="", significance=2, fades=False)
    end = max(r, reach)
    placed = Mark(item, x, HEIGHT / 2, r, x - end, x + end, "exact" if exact else "coarse", None)
    return at(x, span(placed, PAGE[tone], PAGE) + shape(placed, PAGE[tone], PAGE))


def at(x, drawn):
    return f'<g transform="translate({x} {HEIGHT // 2})">{drawn}</g>'


def tone(name):
    return sample(mark(9, 6, name), 18)


def sizes():
    """The three sizes, without an icon."""
    small, middle, large = RADIUS[2], RADIUS[3], 7.9
    return sample(mark(5, small, "neutral") + mark(18, middle, "neutral") + mark(35, large, "neutral"), 44)


def coarse():
    return sample(mark(18, RADIUS[3], "neutral", reach=17, exact=False), 36)


def doubtful():
    return sample(mark(10, 8, "neutral", doubtful=True, exact=False), 20)


def several():
    """A ring of four."""
    found = Ring(14, HEIGHT / 2, 11, 4, dict(zip(TONES, (2, 1, 1), strict=True)), 0, 0)
    words = SimpleNamespace(ring=lambda *said: "")
    drawn = ring(found, SimpleNamespace(words=words), PAGE, "")
    return sample(at(14, drawn[drawn.index("<circle") : drawn.rindex("</a>")]), 28)
