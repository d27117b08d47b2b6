"""The sentences of a text in three languages, as spans."""

import re

SENTENCE_END = re.compile(r"(?<=[。！？])[」』”’)]*|(?<=[.!?])[”’\"')\]]*(?=\s+[\"“‘'(\[]?[A-Z가-힣぀-鿿\d])|\n+")
ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|St|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]|\b[AaPp]\.[Mm])\.$"
)


def sentences(text, kept=()):
    """The sentences of a text as `(start, end)`: none ends inside a span of `kept`, each before its line does."""
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        at = end.end()
        inside = any(first < at < last for first, last in kept)
        if at <= start or inside or ("\n" not in end[0] and ABBREVIATED.search(text, max(start, at - 12), at)):
            continue
        found.append((start, at))
        start = at
    found.append((start, len(text)))
    return [span for first, last in found if (span := trimmed(text, first, last))]


def trimmed(text, first, last):
    """A span without the white space around it, or None where nothing is left."""
    inner = text[first:last]
    first += len(inner) - len(inner.lstrip())
    last -= len(inner) - len(inner.rstrip())
    return (first, last) if first < last else None
