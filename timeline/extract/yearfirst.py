"""Dates written from the year down, as Korean and Japanese write them: words in a row, each smaller than the last.

A language gives `Word`s: a pattern, the kind of thing that it names, and what it says. Here they are found, chained
(지난해 + 12월 + 3일), joined to stretches and lists, and written as `Expression`s.

What a word says is a dict: the components of `Parts`; `unit`, `count` and `anchor` of a `Shift`; `toward` (오는, 次の)
of a `Nearest`; `nth` of an `Nth`; `part` (early, mid, late); `to`, the other end of a stretch in one word (23~24일);
`kind`, where it depends on the match; `alone`, what it says besides when nothing stands before it; `later`, where it
counts on from the date said before once the sentence tells a story; `sameday` (작년 같은 날).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from .point import Point, completed
from .said import MOST, Expression, Shift, Stretch
from .tenses import Tenses

WIDE = str.maketrans("０１２３４５６７８９／．，－（）：～∼〜˜　’‘＇", "0123456789/.,-():~~~~ '''")
# Which kind of word may come straight after which.
FOLLOWS = {
    "toward": {"year", "sub", "season", "month", "day", "holiday", "weekday"},
    "year": {"sub", "season", "month", "holiday", "part", "nthday", "nthweek", "nthmonth", "sameday"},
    "sub": {"part", "nthday", "nthmonth"},
    "season": {"part"},
    "month": {"day", "part", "nthday", "nthweek", "sameday"},
    "nthmonth": {"day", "part", "nthday"},
    "week": {"weekday", "weekend", "day", "part", "nthday"},
    "weekend": {"nthday"},
    "nthweek": {"weekday", "nthday"},
    "day": {"weekday", "sameday"},
    "holiday": {"weekday", "step"},
    "nthday": {"step"},
}
MAX_GAP = 12
READ = 100_000  # characters, which say as much as 300,000 of English; what lies beyond is not read


@dataclass(frozen=True)
class Word:
    """One word of a date. `reads` turns its match into what it says; None where it is no date after all.

    A `chained` word means nothing alone (봄, 초순).
    """

    kind: str
    pattern: str
    reads: Callable = lambda match: None
    chained: bool = False


@dataclass(frozen=True)
class Found:
    """A word in its place."""

    start: int
    end: int
    kind: str
    says: dict
    chained: bool = False


class Language:
    """A language's words, and how it writes what stands between and around them.

    `figures` are the words that begin with one, `letters` the others, which begin with one of `starts`: most letters
    of a text begin no date.
    `glue` may stand between two words of one date (its group "from" counts on from the first), `to` between the ends
    of a stretch (where one of its groups matched, `until` of that name must follow the second end), `listed` between
    dates that share a year or month. `about` after a date or `nearly` before it make it approximate. `asked` follows
    where the very day is asked for: there, and where nothing but the phrase was written, three years ago is a day; in
    prose it is a year. `tense` finds what tells the tense of a sentence, its group "past" the past; `told` finds "…,
    he said" after it; what is `quoted` has a tense of its own.
    """

    def __init__(self, figures, letters, *, starts, glue, to, until, listed, about, nearly, asked, tense, told, quoted):
        self.words = (*figures, *letters)
        self.glue, self.to, self.listed = map(re.compile, (glue, to, listed))
        self.until = {kind: re.compile(pattern) for kind, pattern in until.items()}
        self.about, self.nearly, self.asked = map(re.compile, (about, nearly, asked))
        self.tense, self.told, self.quoted = map(re.compile, (tense, told, quoted))
        patterns = [re.sub(r"\(\?P<\w+>", "(?:", word.pattern) for word in self.words]
        named = [f"(?P<w{i}>{pattern})" for i, pattern in enumerate(patterns)]
        figures, letters = "|".join(named[: len(figures)]), "|".join(named[len(figures) :])
        self.lexer = re.compile(f"(?=[0-9])(?:{figures})|(?=[{starts}])(?:{letters})")
        self.readers = [re.compile(word.pattern) for word in self.words]

    def find(self, text):
        """Every expression of a text, by start, none overlapping another."""
        text = text[:READ].translate(WIDE)
        points = self._points(text, list(self._found(text)))[: MOST + 1]
        tenses = Tenses(self, text) if points else None
        return [self._expression(text, point, other, tenses) for point, other in self._joined(text, points)]

    def _found(self, text):
        for match in self.lexer.finditer(text):
            i = int(match.lastgroup[1:])
            word = self.words[i]
            if (says := word.reads(self.readers[i].match(text, match.start()))) is not None:
                yield Found(*match.span(), says.get("kind", word.kind), says, word.chained)

    def _points(self, text, found):
        points, i = [], 0
        while i < len(found):
            word = found[i]
            i += 1
            if word.chained:
                continue
            point = Point(word.start, word.end).and_then(word)
            while i < len(found) and (following := self._following(text, point, found[i])):
                point = point.and_then(following)
                i += 1
            if point.kinds[-1] != "toward":
                points.append(point)
        return points

    def _following(self, text, point, word):
        """The word as it continues the point, or None where another date begins."""
        glue = self.glue.fullmatch(text[point.end : word.start]) if word.start - point.end <= MAX_GAP else None
        if not glue:
            return None
        kind, says, before = word.kind, word.says, point.kinds[-1]
        follows = FOLLOWS.get(before, ())
        if says.get("step") and (glue["from"] or "step" in follows):
            if before == "part" and point.says["part"] == "late":
                word = replace(word, says=says | {"nth": ("day", -1)})  # 이달 말로부터 하루 전
            return replace(word, kind="step") if before not in ("toward", "year", "month") else None
        if glue["from"]:
            return None
        if says.get("sameday") and "sameday" in follows and "unit" in point.says:
            return replace(word, kind="sameday", says={"exact": True})
        if kind not in follows:
            return None
        if kind in ("month", "day", "sub", "season", "year") and "unit" in says:
            return None  # 오늘, 다음 달 begin a date of their own
        if kind == "day" and (before == "year" or "day" in point.says or (before == "week" and point.says.get("step"))):
            return None
        if kind == "weekday" and before == "day" and "day" not in point.says and point.says.get("unit") != "day":
            return None
        return word

    def _joined(self, text, points):
        """Each point, with the other end where it begins a stretch; dates in a list share what is said once."""
        i = 0
        while i < len(points):
            point, other = points[i], points[i + 1] if i + 1 < len(points) else None
            i += 1
            if other and "to" not in point.says and other.start - point.end <= MAX_GAP:
                gap = text[point.end : other.start]
                match = self.to.fullmatch(gap)
                if match and (not (kind := match.lastgroup) or self.until[kind].match(text, other.end)):
                    yield point, completed(point, other)
                    i += 1
                    continue
                if self.listed.fullmatch(gap):
                    points[i] = completed(point, other)
            yield point, None

    def _expression(self, text, point, other, tenses):
        end = other.end if other else point.end
        direction = tenses.direction(end)
        part = "" if other else point.says.get("part", "")
        if other:
            said = Stretch(point.said(), other.said())
        elif "to" in point.says:
            said = Stretch(point.said(), point.said(**point.says["to"]))
        elif point.says.get("later") and direction < 0 and not point.steps:
            said = point.said(anchor="said")
        else:
            if point.says.get("step") and (text.strip() == text[point.start : end] or self.asked.match(text, end)):
                point = replace(point, says=point.says | {"exact": True})
            said = point.said()
        weeks = (
            isinstance(said, Shift) and point.says.get("step") and point.says["unit"] == "week" and said.unit == "day"
        )
        nearly = self.nearly.search(text, max(0, point.start - 4), point.start) or self.about.match(text, end)
        return Expression(point.start, end, said, bool(nearly or part or weeks), False, part, direction)
