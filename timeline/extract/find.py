"""Dates in an article's text: every phrase that means one, with the date that it means."""

import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from .language import languages_of
from .mention import Mention
from .resolve import Resolver
from .said import MOST, Nearest, Parts, Shift, Stretch

MODULES = {"en": "english", "ko": "korean", "ja": "japanese"}
YEAR = re.compile(r"\D*\d+")
READ = 150_000  # characters; what lies beyond is not read


def find_dates(text, published, language=None) -> list[Mention]:
    """The dates that a text speaks of, in order. `published` is the day that "yesterday" is counted from."""
    text = text[:READ]
    phrases = _phrases(text, language)
    resolver = Resolver(text, published, tells_history([said for said, _ in phrases], published))
    found, at = [], 0
    phrases = list(_apart(phrases, text)) if resolver.history else phrases
    ahead = years_ahead([p for p, _ in phrases])
    for (phrase, spoken), resolver.told.next_year in zip(phrases, ahead, strict=True):
        if text.find("\n", at, phrase.start) >= 0:
            resolver.told.new_paragraph()
        at = phrase.end
        if mention := resolver.read(phrase, spoken):
            found.append(mention)
            if len(found) == MOST:
                break
    return found


def _phrases(text, language):
    """Each language's expressions with the language, in order; where two overlap, the earlier or longer one stays."""
    phrases = []
    for rank, spoken in enumerate(languages_of(text, language)):
        if finder := _finder(spoken):
            phrases += [(phrase.start, -phrase.end, rank, phrase, spoken) for phrase in finder.expressions(text)]
    phrases.sort(key=lambda row: row[:3])
    kept, end = [], 0
    for start, _, _, phrase, spoken in phrases:
        if start >= end:
            kept.append((phrase, spoken))
            end = phrase.end
    return kept


@cache
def _finder(language):
    """The module that finds a language's phrases, or None where there is none yet."""
    name = f"{__package__}.{MODULES[language]}"
    return import_module(name) if find_spec(name) else None


def _apart(phrases, text):
    """In a history "1914–1918" heads a period: each of its years is a date. In news it stays one stretch."""
    for phrase, spoken in phrases:
        said = phrase.said
        if isinstance(said, Stretch) and _is_year(said.start) and _is_year(said.end):
            last = re.search(r"\d+\D*$", text[phrase.start : phrase.end])
            if last and last.start():
                middle = phrase.start + last.start()
                yield (
                    replace(phrase, end=phrase.start + YEAR.match(text[phrase.start : middle]).end(), said=said.start),
                    spoken,
                )
                yield replace(phrase, start=middle, said=said.end, part=""), spoken
                continue
        yield phrase, spoken


def years_ahead(phrases):
    """For each phrase, the next year that is stated after it."""
    ahead, year = [], None
    for phrase in reversed(phrases):
        ahead.append(year)
        said = phrase.said.start or phrase.said.end if isinstance(phrase.said, Stretch) else phrase.said
        if isinstance(said, Parts) and said.year and said.year.isdigit():
            year = int(said.year)
    return ahead[::-1]


def _is_year(said):
    return isinstance(said, Parts) and bool(said.year) and said == Parts(said.year)


def tells_history(phrases, published):
    """Whether a text tells of times long before it was published, rather than news: most of its years are far, and
    few of its dates are counted from today.
    """
    far = near = now = 0
    for phrase in phrases:
        said = phrase.said
        if isinstance(said, Stretch):
            said = said.start or said.end
        if isinstance(said, Parts) and said.year:
            stated = int(said.year.replace("X", "0")) if said.year[:1].isdigit() else 0
            far += published.year - stated > 1
            near += abs(published.year - stated) <= 1
            now += (stated, said.month, said.day) == (published.year, published.month, published.day)
        elif (isinstance(said, Shift | Nearest) and said.anchor == "published") or (
            isinstance(said, Parts) and said.weekday is not None and not said.month
        ):
            now += 1
    return far >= 3 and far > 8 * now and far > near
