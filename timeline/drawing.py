"""Icons and glyphs as small inline SVGs: shape is tone, size significance, hollow or dashed a date not exact."""

from functools import lru_cache

from django.utils.html import format_html

from timeline.dates import Precision

ICONS = {
    "summit": "M5.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM10.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM2 13c0-2 1.5-3 3.5-3 1 0 1.9.3"
    " 2.5 1 .6-.7 1.5-1 2.5-1 2 0 3.5 1 3.5 3",
    "meeting": "M2.5 3h8v6h-5l-3 2.5zM6 11.5h5l2.5 2v-7h-1",
    "treaty": "M4 2h5.5L12 4.5V14H4zM6 7h4M6 9.5h4M6 12h2.5",
    "statement": "M3 11V8.5C3 6.5 4 5 6 4.5M3 8h3v3H3zM9.5 11V8.5c0-2 1-3.5 3-4M9.5 8h3v3h-3z",
    "history": "M8 2.5v11M5 13.5h6M3 5h10M3 5 1.5 9h3zM13 5l-1.5 4h3z",
    "trade": "M2.5 5.5h10L10 3M13.5 10.5h-10L6 13",
    "security": "m8 2 5 1.8v4c0 3-2 5-5 6.2-3-1.2-5-3.2-5-6.2v-4z",
    "leadership": "M2.5 9.5h11v4h-11zM4.5 9.5v-6h7v6M6.5 6.5l1.2 1.2 2-2.4",
    "commemoration": "m8 2.2 1.7 3.6 3.9.5-2.9 2.7.8 3.9L8 11l-3.5 1.9.8-3.9-2.9-2.7 3.9-.5z",
    "society": "M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 14c.4-3 2.3-4.5 5-4.5s4.6 1.5 5 4.5",
    "search": "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.6 14 14",
    "calendar": "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3",
    "close": "m4 4 8 8M12 4l-8 8",
    "down": "m4 6 4 4 4-4",
    "theme": "M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z",
    "filter": "M2 4h12M4.5 8h7M6.5 12h3",
    "export": "M8 2v8.5M5 7.5l3 3 3-3M3 13.5h10",
    "embed": "m5.5 4.5-4 3.5 4 3.5M10.5 4.5l4 3.5-4 3.5",
    "copy": "M5.5 5.5h8v8h-8zM5.5 10.5h-3v-8h8v3",
    "quote": "M3 11V8.5C3 6.5 4 5 6 4.5M3 8h3v3H3zM9.5 11V8.5c0-2 1-3.5 3-4M9.5 8h3v3h-3z",
    "plus": "M8 3v10M3 8h10",
    "minus": "M3 8h10",
    "left": "M10 3 5 8l5 5",
    "right": "m6 3 5 5-5 5",
    "clock": "M8 4.5V8l2.5 1.5M2.5 8a5.5 5.5 0 1 0 1.8-4M2.5 2v3h3",
    "link": "M6.5 9.5 9.5 6.5M7 4.5 8.5 3A3 3 0 0 1 13 7.5L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7",
}
RADIUS = {1: 4.2, 2: 4.2, 3: 5.6, 4: 8.6, 5: 8.6}
EXACT = (Precision.DAY, Precision.DAYS)


@lru_cache(maxsize=64)
def icon(name):
    """An icon on a 16 grid, hidden from screen readers: a word always stands beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor"'
        ' stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        ICONS[name],
    )


@lru_cache(maxsize=64)
def shape_path(tone, r):
    """The outline of a mark about (0, 0): circle for cooperation, rounded square for neutral, diamond for friction."""
    if tone == "cooperation":
        return f"M{-r} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
    if tone == "friction":
        d = round(r * 1.18, 2)
        return f"M0 {-d}L{d} 0 0 {d} {-d} 0z"
    s, c = round(r * 0.9, 2), round(r * 0.25, 2)
    side = round(2 * (s - c), 2)
    return (
        f"M{round(-s + c, 2)} {-s}h{side}q{c} 0 {c} {c}v{side}q0 {c} {-c} {c}h{-side}q{-c} 0 {-c} {-c}v{-side}q0 {-c}"
        f" {c} {-c}z"
    )


def glyph(event):
    """The mark of an event, as in the timeline's picture. It says nothing that words beside it don't."""
    state = "doubtful" if event.edtf.is_doubtful else "exact" if event.precision in EXACT else "coarse"
    return glyph_of(event.kind, event.tone, event.significance, state)


@lru_cache(maxsize=1024)
def glyph_of(kind, tone, significance, state):
    r = RADIUS[significance]
    inner = ""
    if state == "doubtful":
        inner = format_html('<text y="{}" text-anchor="middle" font-size="{}">?</text>', 3.6, 10)
        r = max(r, 6.4)
    elif r > 8:
        inner = format_html('<path class="kind" transform="translate(-5 -5) scale(.625)" d="{}"/>', ICONS[kind])
    return format_html(
        '<svg class="glyph" data-tone="{}" data-state="{}" viewBox="-12 -12 24 24" width="24" height="24"'
        ' aria-hidden="true"><path class="mark" d="{}"/>{}</svg>',
        tone,
        state,
        shape_path(tone, r),
        inner,
    )


@lru_cache(maxsize=8)
def tone_shape(tone):
    """The shape that stands for a tone, small."""
    return format_html(
        '<svg class="glyph small" data-tone="{}" data-state="exact" viewBox="-8 -8 16 16" width="14" height="14"'
        ' aria-hidden="true"><path class="mark" d="{}"/></svg>',
        tone,
        shape_path(tone, 5.4),
    )


def date_mark(edtf):
    """A date by itself as the picture draws it: solid to the day, hollow in its span else, dashed where in doubt."""
    if edtf.precision in EXACT and not edtf.is_doubtful:
        state, span = "exact", ""
    else:
        state, span = ("doubtful" if edtf.is_doubtful else "coarse"), "M2 8V16M2 12H22M38 12H58M58 8V16"
    return format_html(
        '<svg class="date-mark" data-state="{}" viewBox="0 0 60 24" width="60" height="24" aria-hidden="true">'
        '<path class="span" d="{}"/><circle class="mark" cx="30" cy="12" r="6.5"/></svg>',
        state,
        span,
    )
