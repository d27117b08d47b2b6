"""The one place that counts days: from what phrases say to dates, in the order of the text.

What a phrase leaves out comes from the day of publication (news) or from the dates said before (a history); it is never
more than the phrase's own precision asks for.
"""

import re
from dataclasses import dataclass, replace

from timeline.dates import Edtf, Precision

from .counting import UP_TO_YEAR, Unread, customary, days, edtf, nearest, nth, occurrences, step, written
from .mention import Mention
from .said import Nearest, Nth, Parts, Shift, Stretch

OPENS = re.compile(r"(?:^|[.!?。\n])[\s\W]*(?:\w{1,8}\s)?(?:early |late |mid-)?$")
ASIDE = 10  # years that a bare year inside a sentence lies back to be an aside
CLAUSE = 60  # characters between two dates of which the second leaves out the year of the first
FAR = 300  # days from publication after which a date said in a paragraph draws the next bare ones to itself


@dataclass(frozen=True)
class Reached:
    """A date counted out: its EDTF text, the mention that it was counted from (or "published"), and how."""

    text: str
    source: object = None
    how: str = "written"


class Resolver:
    """Reads a text's expressions one after another and keeps what was said before."""

    def __init__(self, text, published, history):
        self.text, self.published, self.history = text, edtf(published.isoformat()), history
        self.customs = False  # whether a date without its year or month is of the running one
        self.in_breath = False  # whether a date stands before this one in its sentence
        self.draws = True  # whether a date said before may draw it away
        self.said = None  # the date said last, unless it was no single date
        self.said_day = None  # the last one that is known to the day
        self.said_full = None  # the last one that states its own year
        self.paragraph_speaks = False
        self.next_year = None  # the next year that the text states
        self.story = None  # where a story stands: what a bare day or month goes on from

    def new_paragraph(self):
        """In news a bare date counts from publication again; a history's goes on."""
        self.paragraph_speaks = False
        if not self.history:
            self.said_full = None

    def read(self, expression, language="en"):
        """The mention that an expression is, or None where it means no date that can be written."""
        self.customs = language in ("ko", "ja") and not self.history
        said = expression.said.start if isinstance(expression.said, Stretch) else expression.said
        self.in_breath = isinstance(said, Parts) and self.in_same_breath(expression)
        self.draws = not self.customs or bool(self.in_breath and said.month)
        try:
            reached = self.reach(expression.said, expression.direction)
            date = edtf(_marked(reached.text, expression))
        except Unread:
            if isinstance(expression.said, Parts) and expression.said.year == "BC":
                self.said = self.said_day = self.said_full = self.story = None
            return None
        source = reached.source
        mention = Mention(
            expression.start,
            expression.end,
            self.text[expression.start : expression.end],
            date,
            source.text if isinstance(source, Mention) else source,
            source.start if isinstance(source, Mention) else None,
            reached.how,
            language,
        )
        self.remember(mention, expression.said)
        return mention

    def remember(self, mention, said):
        self.paragraph_speaks = True
        if isinstance(said, Shift) and said.anchor == "reported" and said.count < 0:
            return  # after 전날 and 前日 the day that they look back from is still 이날, この日
        precision = mention.date.precision
        if precision in UP_TO_YEAR or (precision is Precision.SPAN and not mention.date.is_open_end):
            self.said = mention
            if precision in (Precision.DAY, Precision.DAYS):
                self.said_day = mention
            if isinstance(said, Parts | Stretch) and mention.counted_from is None:
                self.said_full = mention
            if self.moves_story(mention, said):
                self.story = mention

    def moves_story(self, mention, said):
        """Whether a story goes on from a date. An aside does not move it: a date inside a sentence whose year is not
        that of the dates before and after it, which agree; a bare year that lies far back or only repeats the story's
        own; a look back ("the previous year").
        """
        if isinstance(said, Shift) and said.unit == "year" and said.count < 0:
            return False
        if not self.story:
            return True
        if mention.date.earliest.year != self.story.date.earliest.year == self.next_year and not self.opens(mention):
            return False
        if mention.date.precision is not Precision.YEAR:
            return True
        ahead = mention.date.earliest.year - self.story.date.earliest.year
        if ahead == 0 and self.story.date.precision is not Precision.YEAR:
            return False
        return ahead > -ASIDE or self.opens(mention)

    def opens(self, mention):
        """Whether a mention opens its sentence: "In 1914, …"."""
        return bool(OPENS.search(self.text, max(0, mention.start - 14), mention.start))

    def in_same_breath(self, expression):
        """Whether a date follows another within its sentence: 「2018년 4월 27일 판문점에서, 5월 26일 …」."""
        between = self.text[self.said.end : expression.start] if self.said else "."
        return len(between) <= CLAUSE and not any(mark in between for mark in ".。\n")

    # What each kind of thing said means.

    def reach(self, said, direction=0):
        match said:
            case Parts():
                return self.complete(said, direction)
            case Shift():
                return self.shift(said, direction)
            case Nearest():
                return self.near(said, direction)
            case Nth():
                whole = self.reach(said.of, direction)
                return Reached(nth(edtf(whole.text), said.unit, said.count), whole.source, whole.how)
            case Stretch():
                return self.stretch(said, direction)
        raise Unread(said)

    def shift(self, said, direction=0):
        anchor, source = self.anchor(said)
        count = said.count
        if said.unit == "weekend" and count == 0 and direction < 0 and anchor.earliest.weekday() < 5:
            count = -1  # "over the weekend", said on a Monday, of what happened
        return Reached(step(anchor, said.unit, count, said.parts, said.exact), source, "shifted")

    def anchor(self, said):
        """The date that a shift counts from, and what stands for it."""
        named = said.anchor
        if named == "context":
            named = "said" if self.drawn_to_said(0) else "published"
        if named == "reported":
            named = "said" if self.history or self.said_day else "published"
        if named == "published" and self.history:
            named = "said"  # a history's "this year" is the story's
            if said.unit in ("day", "week", "weekend"):
                raise Unread(said)
        if named == "published":
            return self.published, "published"
        if named != "said":
            reached = self.reach(named)
            return edtf(reached.text), reached.source
        known = self.said
        if said.unit in ("day", "week", "weekend") and known is not self.said_day:
            known = self.said_day if self.said_day and _within(self.said_day.date, known) else known
        if known:
            return known.date, known
        if not self.history and said.count and said.unit in ("month", "quarter", "year"):
            return self.published, "published"
        raise Unread(said)

    def near(self, said, direction):
        if said.direction == 0 and said.anchor == "published":
            return self.complete(said.parts, direction)
        anchor, source = self.anchor(Shift("day", 0, said.anchor))
        base = anchor.earliest
        return Reached(
            nearest(occurrences(said.parts, base), base, said.direction, strict=True).text, source, "nearest"
        )

    def complete(self, parts, direction):
        """Parts with their year, month or day filled in from around them."""
        year = parts.year
        if year == "BC":
            raise Unread(parts)
        if year and year.startswith("XX"):
            source = self.story if self.history and self.story else "published"
            return Reached(written(replace(parts, year=self.century(year[2:]) + year[2:])), source, "completed")
        if year:
            return Reached(written(replace(parts, weekday=None)))
        known = self.drawn_to_said(direction)
        if parts == Parts(day=parts.day) and not known:
            known = self.beside_day(parts.day)
        if known:
            return Reached(self.after_said(parts, known), known, "completed")
        if self.history:
            raise Unread(parts)
        base = self.published.earliest
        if self.customs and (parts.month or parts.day or parts.sub):
            return Reached(customary(parts, base, direction).text, "published", "completed")
        how = "nearest" if parts.weekday is not None and not parts.month else "completed"
        return Reached(nearest(occurrences(parts, base), base, direction).text, "published", how)

    def beside_day(self, day):
        """The date of this paragraph whose month a lone day belongs to: "from April 9 until the 23rd"."""
        known = self.said if self.paragraph_speaks else None
        if known and self.customs and (not self.in_breath or known.date.earliest <= self.published.earliest):
            return None
        if known and known.date.precision in (Precision.DAY, Precision.MONTH) and day >= known.date.earliest.day:
            return known
        return None

    def drawn_to_said(self, direction):
        """The date said before that a bare one belongs to, or None where publication is nearer."""
        if self.history:
            return self.story or self.said
        if not self.draws:
            return None
        full = self.said_full
        if full and full.date.precision is Precision.YEAR and not self.opens(full):
            return None  # "since 2009" is no story
        if full and direction <= 0 and (self.published.earliest - full.date.latest).days > FAR:
            return self.said
        return None

    def after_said(self, parts, known):
        """A bare date after another in a story: the same year, unless it lies far before; the story goes on."""
        first = known.date.earliest
        has_month = known.date.precision in (Precision.DAY, Precision.DAYS, Precision.MONTH)
        if parts.weekday is not None and not parts.month:
            if known.date.precision is not Precision.DAY:
                raise Unread(parts)
            return nearest(occurrences(parts, first), first, 1).text
        if parts.day and not parts.month:
            if not has_month:
                raise Unread(parts)
            return f"{first.year:04}-{first.month:02}-{parts.day:02}"
        year = first.year
        if parts.month and has_month and parts.month - first.month <= -6 and self.next_year != year:
            year += 1
        if parts.sub == 24 and has_month and first.month <= 3:
            year -= 1
        return written(replace(parts, year=f"{year:04}", weekday=None))

    def century(self, rest):
        """The first two figures of a year of which the last two are known: nearest to where a story stands; in news,
        the last such year that has come.
        """
        now = self.published.earliest.year
        near = self.story.date.earliest.year if self.history and self.story else now - 45
        last = int(rest.replace("X", "0"))
        centuries = [c for c in range(now // 100 + 1) if c * 100 + last <= now + 5]
        return f"{min(centuries, key=lambda c: abs(c * 100 + last - near)):02}"

    def stretch(self, said, direction):
        start, end = said.start, said.end
        if start is None or end is None:
            known = self.reach(start or end, direction)
            return replace(known, text=f"{known.text}/.." if start else f"../{known.text}")
        if isinstance(start, Parts) and isinstance(end, Parts):
            start, end = self.years_of_both(start, end, direction)
        first, last = self.reach(start, direction), self.reach(end, direction)
        if "/" in first.text or "/" in last.text:
            text = days(edtf(first.text).earliest, edtf(last.text).latest)
        else:
            text = first.text if first.text == last.text else f"{first.text}/{last.text}"
        return Reached(text, first.source or last.source, first.how if first.source else last.how)

    def years_of_both(self, start, end, direction):
        """What one side of a stretch leaves out and the other says: the year of "April 30 – May 2, 2018"."""
        if start.year and not end.year:
            turn = bool(start.month and end.month and end.month < start.month)
            end = replace(end, year=f"{int(start.year) + turn:04}" if start.year.isdigit() else start.year)
        elif end.year and not start.year and (start.month or start.sub):
            turn = bool(start.month and end.month and start.month > end.month)
            start = replace(start, year=f"{int(end.year) - turn:04}" if end.year.isdigit() else end.year)
        return start, end


def _marked(text, expression):
    """A date with the qualifiers that its phrase asks for; a stretch has them at neither end."""
    mark = {(True, False): "~", (False, True): "?", (True, True): "%"}.get(
        (expression.approximate or bool(expression.part), expression.uncertain), ""
    )
    return text + mark if mark and "/" not in text else text


def _within(inner: Edtf, outer):
    return outer is None or (outer.date.earliest <= inner.earliest <= outer.date.latest)
