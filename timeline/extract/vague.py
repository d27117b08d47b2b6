"""Words that place a happening without dating it: "recently", "after the summit", 최근, 会談後.

No date stands there, so none is found by `find_dates`. What can be said is about when: near the day of publication, or
near the day that the text reports on. Such a date is always approximate, and never finer than what it comes from.
"""

import re
from bisect import bisect_left
from datetime import timedelta

from timeline.dates import Precision, parse

from .mention import Mention

REPORTED = 45  # days before publication to which news still reports rather than recalls
MEETING = "summit|talks|meeting|visit|trip|conference|ceremony|call|session"
RECENT = f"{MEETING}|announcement|decision|agreement|proposal"
NOW = re.compile(
    rf"\b(?:recently|currently|recent (?:{RECENT}))\b|최근|얼마 전|最近|先ごろ|先頃",
    re.IGNORECASE,
)
AROUND = re.compile(
    rf"\b(?:after|before|following|ahead of|during|at the start of)\s(?:[^\s.,;:]+\s){{1,6}}?(?:{MEETING})\b"
    r"|\b(?:an?|one|two|three|several|a few) (?:days?|weeks?) (?:later|earlier)\b"
    r"|(?:정상)?회담\s?(?:직후|직전|뒤|후|에 앞서)|(?:首脳)?会談(?:後|前|に先立ち)",
    re.IGNORECASE,
)
NEAR = (Precision.DAY, Precision.DAYS, Precision.MONTH)


def find_vague(text, published, mentions):
    """A Mention for each such phrase that overlaps none of the dates (`mentions`) found in the text, in order."""
    taken, found = bytearray(len(text)), []
    for mention in mentions:
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    reported = [mention for mention in mentions if is_reported(parse(str(mention.date)), published)]
    starts = [mention.start for mention in reported]
    for pattern in (NOW, AROUND):
        for match in pattern.finditer(text):
            start, end = match.span()
            before = bisect_left(starts, start)
            if taken.find(1, start, end) >= 0 or (pattern is AROUND and not before):
                continue
            taken[start:end] = b"\x01" * (end - start)
            known = reported[before - 1] if pattern is AROUND else None
            date = str(known.date).rstrip("~?%") if known else f"{published:%Y-%m}"
            found.append(as_mention(match, f"{date}~", known))
    return sorted(found, key=lambda mention: mention.start)


def is_reported(date, published):
    """Whether a date is a day or month that a text reports on: come, and not long past."""
    return date.precision in NEAR and published - timedelta(REPORTED) <= date.latest <= published


def as_mention(match, date, known):
    source, start = (known.text, known.start) if known else ("published", None)
    return Mention(match.start(), match.end(), match[0], parse(date), source, start, "around", "")
