"""What the parts of the picture are written with: colours, lengths, words; everything from the record is escaped.

Colours are presentation attributes: `var(--ink)` in a page, plain values in a picture that stands alone.
"""

from html import escape

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
