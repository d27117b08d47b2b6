"""The dates that an article gives, as they are proposed: read from every day on which it may have been published."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from timeline import dates
from timeline.extract.vague import find_vague
from timeline.models import CountedFrom, as_language

FEW = 45  # days of publication up to which "Wednesday" is one of few days
FROM = re.compile(r"(?:\b[Ff]rom (?:the )?|\b[Bb]etween (?:the )?)$")
TO = re.compile(r"\s?(?:to|until|till|through|[-–—])\s?(?:the )?$|\s?(?:부터|에서)\s?$|\s?から$")
AND = re.compile(r"\s?and (?:the )?$")


@dataclass(frozen=True)
class Said:
    """A date in a text: its words, what they mean, and what they were counted from. `vague` words only place it."""

    start: int
    end: int
    date: str
    counted_from: str = CountedFrom.ITSELF
    counted_words: str = ""
    counted_start: int | None = None
    vague: bool = False


def dates_in(source):
    """The dates of an article, by `timeline.extract`, as Said; those that could not be resolved are left out.

    Where the day of publication is one of several, what would be another day on another of them is "one of these
    days"; where it is not known, it is left out.
    """
    first, last = days_of_publication(source)
    found = readings(source, last)
    if first == last:
        return found
    others = {(one.start, one.end): one for one in readings(source, first)}
    return [one for said in found if (one := either(said, others.get((said.start, said.end)), last - first))]


def days_of_publication(source):
    """The first and last day on which an article may have been published: the last alone where the first is open."""
    first, last = source.published_earliest, source.published_latest
    if last is None or last == date.max:
        today = timezone.localdate()
        return today - timedelta(500), today
    return (last, last) if first is None or first == date.min else (first, last)


def either(said, other, apart):
    """What stays of a date that was read from the last day of publication and, as `other`, from the first."""
    if other is not None and other.date == said.date:
        return said
    if other is None or apart.days > FEW:
        return None
    one, two = dates.parse(other.date), dates.parse(said.date)
    first, last = min(one.earliest, two.earliest), max(one.latest, two.latest)
    if first == date.min or last == date.max:
        return None
    return replace(said, date=f"[{first.isoformat()}..{last.isoformat()}]")


def readings(source, published):
    """What is said of dates where an article was published on a day, in order."""
    from timeline import extract

    text = source.text
    mentions = [m for m in extract.find_dates(text, published, as_language(source.language)) if str(m.date or "")]
    told = joined(text, [said(mention) for mention in mentions])
    vague = [replace(said(mention), vague=True) for mention in find_vague(text, published, mentions)]
    return sorted(told + vague, key=lambda one: (one.start, one.end))


def said(mention):
    """A mention of `timeline.extract` as Said."""
    anchor, plain = mention.counted_from, {"start": mention.start, "end": mention.end}
    date = dates.parse(str(mention.date)).text
    if not anchor:
        return Said(**plain, date=date)
    if anchor == CountedFrom.PUBLISHED:
        return Said(**plain, date=date, counted_from=CountedFrom.PUBLISHED)
    at = mention.counted_from_start
    return Said(**plain, date=date, counted_from=CountedFrom.SAID, counted_words=str(anchor)[:200], counted_start=at)


def joined(text, found):
    """The same, with "from 1910 to 1945" one stretch: it dates one thing, which began and ended."""
    kept = []
    for one in found:
        if kept and (stretch := stretch_of(text, kept[-1], one)):
            kept[-1] = stretch
        else:
            kept.append(one)
    return kept


def stretch_of(text, first, last):
    """Two dates as one from the first to the last, where the words between them say so; else None."""
    before, between = text[max(0, first.start - 12) : first.start], text[first.end : last.start]
    opened = FROM.search(before)
    if len(between) > 12 or "\n" in between:
        return None
    if not (TO.match(between) and (opened or "부터" in between or "から" in between)) and not (
        AND.match(between) and opened and "etween" in opened[0]
    ):
        return None
    one, two = first.date.rstrip("~?%"), last.date.rstrip("~?%")
    if any(mark in one + two for mark in "/[{") or dates.parse(one).earliest >= dates.parse(two).earliest:
        return None
    counted = first if first.counted_from != CountedFrom.ITSELF else last
    return replace(counted, start=first.start, end=last.end, date=f"{one}/{two}")
