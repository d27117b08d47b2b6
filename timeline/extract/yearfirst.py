"""Dates written from the year down, as Korean and Japanese write them: words in a row, each smaller than the one before.

A language gives `Word`s: a pattern, the kind of thing that it names, and what it says. Here they are found, chained
(지난해 + 12월 + 3일), joined to stretches and lists, and written as `Expression`s.

What a word says is a dict: the components of `Parts`; `unit`, `count` and `anchor` of a `Shift`; `toward` (오는, 次の) of
a `Nearest`; `nth` of an `Nth`; `part` (early, mid, late); `to`, the other end of a stretch within one word (23~24일);
`kind`, where it depends on the match; `alone`, what it says besides when nothing stands before it; `later`, where it
counts on from the date said before once the sentence tells a story; `sameday` (작년 같은 날).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .said import Expression, Nearest, Nth, Parts, Shift, Stretch

WIDE = str.maketrans("０１２３４５６７８９／．，－（）：～∼〜˜　’‘＇", "0123456789/.,-():~~~~ '''")
# Which kind of word may come straight after which.
FOLLOWS = {
    "toward": {"year", "sub", "season", "month", "day", "holiday", "weekday"},
    "year": {"sub", "season", "month", "holiday", "part", "nthday", "nthweek", "nthmonth", "sameday"},
    "sub": {"part", "nthday", "nthmonth"},
    "season": {"part"},
    "month": {"day", "part", "nthday", "nthweek", "sameday"},
    "nthmonth": {"day", "part", "nthday"},
    "week": {"weekday", "weekend", "part", "nthday"},
    "weekend": {"nthday"},
    "nthweek": {"weekday", "nthday"},
    "day": {"weekday", "sameday"},
    "holiday": {"weekday", "step"},
    "nthday": {"step"},
}
SIZE = {
    "year": 1,
    "sub": 2,
    "season": 2,
    "nthmonth": 3,
    "month": 3,
    "holiday": 3,
    "week": 4,
    "nthweek": 4,
    "weekend": 5,
}
SIZE |= {"day": 6, "nthday": 6, "weekday": 7}
PARTS = ("year", "month", "day", "weekday", "sub", "fiscal")
STOP = re.compile(r"[.!?](?=[\s\"'”’」』]|$)|[。\n]")
MAX_GAP = 12
MAX_SENTENCE = 300


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


@dataclass(frozen=True)
class Point:
    """One date, put together from its words."""

    start: int
    end: int
    kinds: tuple = ()
    says: dict = field(default_factory=dict)
    nths: tuple = ()
    steps: tuple = ()

    @property
    def size(self):
        """The largest thing that it names: 1 for a year … 7 for a weekday."""
        return min((SIZE[kind] for kind in self.kinds if kind in SIZE), default=9)

    def and_then(self, word):
        says = dict(word.says)
        kinds = (*self.kinds, word.kind)
        nths = (*self.nths, says.pop("nth")) if "nth" in says else self.nths
        if word.kind == "step":
            steps = (*self.steps, (says["unit"], says["count"]))
            return replace(self, end=word.end, kinds=kinds, nths=nths, steps=steps)
        if word.kind == "weekday" and "nthweek" in self.kinds:
            return replace(self, end=word.end, kinds=kinds, nths=(*nths, (says["weekday"], 1)))
        alone = says.pop("alone", {})
        says = self.says | says | ({} if self.kinds else alone)
        return replace(self, end=word.end, kinds=kinds, says=says, nths=nths)

    def said(self, **changes):
        """What it says, as the shared values."""
        says = self.says | changes
        parts = Parts(**{name: says[name] for name in PARTS if says.get(name) is not None})
        if says.get("unit") == "week" and says.get("step") and parts.weekday is None:
            value = Shift("day", 7 * says["count"], says.get("anchor", "published"))
        elif "unit" in says:
            value = Shift(says["unit"], says["count"], says.get("anchor", "published"), parts, says.get("exact", False))
        elif says.get("toward") and parts.year is None:
            value = Nearest(parts, says["toward"])
        else:
            value = parts
        if self.steps and not self.nths and says.get("unit") == "week" and not says["count"]:
            value = Shift("day", 0)  # 이번 주를 기준으로 사흘 뒤: this week is now
        for unit, count in self.nths:
            value = Nth(unit, count, value)
        for unit, count in self.steps:
            value = Shift(unit, count, value)
        return value


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
        text = text.translate(WIDE)
        points = self._points(text, list(self._found(text)))
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
        if kind == "day" and (before == "year" or "day" in point.says):
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
                    yield point, _completed(point, other)
                    i += 1
                    continue
                if self.listed.fullmatch(gap):
                    points[i] = _completed(point, other)
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
        weeks = isinstance(said, Shift) and point.says.get("step") and point.says["unit"] == "week" and said.unit == "day"
        nearly = self.nearly.search(text, max(0, point.start - 4), point.start) or self.about.match(text, end)
        return Expression(point.start, end, said, bool(nearly or part or weeks), False, part, direction)


class Tenses:
    """Where the tense of each sentence of a text points, as far as its words tell."""

    def __init__(self, language, text):
        self.stops = [match.start() for match in STOP.finditer(text)]
        self.quotes = [match.span() for match in language.quoted.finditer(text)]
        marks = [(m.start(), -1 if m["past"] else 1, self.quote(m.start())) for m in language.tense.finditer(text)]
        self.places = [place for place, _, _ in marks]
        self.marks = marks
        self.told = [match.start() for match in language.told.finditer(text)]

    def quote(self, place):
        """The quotation in which a place lies, by its number, or None."""
        at = bisect_right(self.quotes, place, key=lambda span: span[0]) - 1
        return at if at >= 0 and place < self.quotes[at][1] else None

    def direction(self, place):
        """−1 where the sentence goes on in the past tense, 1 where it speaks of what is to come, 0 where it is both.

        「23일 …할 계획이라고 밝혔다」 is both: the day may be that of the plan or of the saying.
        """
        at = bisect_left(self.stops, place)
        stop = min(self.stops[at] if at < len(self.stops) else place + MAX_SENTENCE, place + MAX_SENTENCE)
        inside = self.quote(place)
        first = bisect_left(self.places, place)
        for start, direction, quote in self.marks[first : first + 12]:
            if start >= stop:
                break
            if quote is None or quote == inside:
                told = direction > 0 and bisect_left(self.told, start) < bisect_left(self.told, stop)
                return 0 if told else direction
        return 0


def _completed(first, second):
    """The second of two dates with what the first says of anything larger: 8월 23일부터 25일까지."""
    size, own = second.size, second.says
    if first.size >= size or "unit" in own or own.get("toward") or second.steps or first.steps or first.nths:
        return second
    larger = [name for name, level in (("year", 1), ("fiscal", 1), ("sub", 2), ("month", 3)) if level < size]
    says = {key: first.says[key] for key in ("toward", "unit", "count", "anchor", *larger) if key in first.says}
    if "month" in own and "month" in first.says and own["month"] < first.says["month"]:
        if says.get("unit") == "year":
            says["count"] += 1
        elif says.get("year", "X").isdigit():
            says["year"] = f"{int(says['year']) + 1:04}"
    return replace(second, says=says | own)
