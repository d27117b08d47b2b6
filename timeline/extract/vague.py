"""Words that place a happening without dating it: "recently", "after the summit", 최근, 会談後.

No date stands there, so none is found by `find_dates`. What can be said is about when: near the day of publication, or
near the day that the text reports on. Such a date is always approximate, and never finer than what it comes from.
"""

import re
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
    taken = [(mention.start, mention.end) for mention in mentions]
    found = []
    for pattern in (NOW, AROUND):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if pattern is NOW:
                found.append(as_mention(match, f"{published:%Y-%m}~", None))
            elif known := reported_before(match.start(), published, mentions):
                found.append(as_mention(match, f"{str(known.date).rstrip('~?%')}~", known))
        taken += [(mention.start, mention.end) for mention in found]
    return sorted(found, key=lambda mention: mention.start)


def reported_before(at, published, mentions):
    """The mention before a place of a day or month that the text reports on: come, and not long past."""
    for mention in reversed(mentions):
        date = parse(str(mention.date))
        if mention.start < at and date.precision in NEAR and date.latest <= published:
            if date.latest >= published - timedelta(REPORTED):
                return mention
    return None


def as_mention(match, date, known):
    source, start = (known.text, known.start) if known else ("published", None)
    return Mention(match.start(), match.end(), match[0], parse(date), source, start, "around", "")
