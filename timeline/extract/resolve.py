"""The one place that counts days: from what phrases say to dates, in the order of the text.

What a phrase leaves out comes from the day of publication (news) or from the dates said before (a history); it is never
more than the phrase's own precision asks for.
"""

import re
from dataclasses import dataclass, replace

from timeline.dates import Edtf, Precision

from .counting import Unread, customary, days, edtf, nearest, nth, occurrences, step, written
from .mention import Mention
from .said import Nearest, Nth, Parts, Shift, Stretch
from .told import Told

NEWS = 10  # days from publication within which a day is the one that news reports on
LOOKS_AHEAD = re.compile("앞두|앞서|を前に|に先立|に向け")
CLOSE = 31  # days between two dates of one story
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
        self.reported = None  # the last day that news reports on
        self.close = False  # whether a date stands before this phrase in its sentence
        self.in_breath = False  # whether a date stands before this one in its sentence
        self.draws = True  # whether a date said before may draw it away
        self.told = Told(text, history)

    def read(self, expression, language="en"):
        """The mention that an expression is, or None where it means no date that can be written."""
        self.customs = language in ("ko", "ja") and not self.history
        said = expression.said.start if isinstance(expression.said, Stretch) else expression.said
        self.close = self.told.in_same_breath(expression)
        self.in_breath = isinstance(said, Parts) and self.close
        if self.close and LOOKS_AHEAD.search(self.text, self.told.said.end, expression.start):
            self.in_breath = False  # 「6월 3일 선거를 앞두고 11일 …」: the second is no day of the first's month
        self.draws = not self.customs or bool(self.in_breath and said.month)
        try:
            reached = self.reach(expression.said, expression.direction)
            date = edtf(_marked(reached.text, expression))
        except Unread:
            if isinstance(expression.said, Parts) and expression.said.year == "BC":
                self.told.forget()
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
        self.told.remember(mention, expression.said)
        if mention is self.told.said_day and self.is_news(date):
            self.reported = mention
        return mention

    def is_news(self, date):
        return abs((date.earliest - self.published.earliest).days) <= NEWS

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
            day = self.told.said_day
            if day and self.reported and said.count <= 0 and not self.close and not self.is_news(day.date):
                day = self.reported  # 이날 after an aside on another day is still the day of the news
            if day and (self.told.said is day or self.is_news(day.date)):
                return day.date, day
            named = "said" if self.history else "published"
        if named == "published" and self.history:
            named = "said"  # a history's "this year" is the story's
            if said.unit in ("day", "week", "weekend"):
                raise Unread(said)
        if named == "published":
            return self.published, "published"
        if named != "said":
            reached = self.reach(named)
            return edtf(reached.text), reached.source
        known = self.told.said
        if said.unit in ("day", "week", "weekend") and known is not self.told.said_day:
            known = self.told.said_day if self.told.said_day and _within(self.told.said_day.date, known) else known
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
            source = self.told.story if self.history and self.told.story else "published"
            return Reached(written(replace(parts, year=self.century(year[2:]) + year[2:])), source, "completed")
        if year:
            return Reached(written(replace(parts, weekday=None)))
        on_a_weekday = parts.weekday is not None and not parts.month and not parts.day
        known = self.drawn_to_said(direction) if self.history or not on_a_weekday else None
        if parts == Parts(day=parts.day) and not known:
            known = self.month_beside(parts.day)
        if not known and not self.history:
            known = self.goes_on(parts, direction)
        if known:
            return Reached(self.after_said(parts, known), known, "completed")
        if self.history:
            raise Unread(parts)
        base = self.published.earliest
        if self.customs and (parts.month or parts.day or parts.sub):
            return Reached(customary(parts, base, direction).text, "published", "completed")
        how = "nearest" if on_a_weekday else "completed"
        return Reached(nearest(occurrences(parts, base), base, direction).text, "published", how)

    def month_beside(self, day):
        """The date of this paragraph whose month a lone day belongs to; in Korean and Japanese news, of this sentence
        and to come.
        """
        known = self.told.beside_day(day)
        if known and self.customs and (not self.in_breath or known.date.earliest <= self.published.earliest):
            return None
        return known

    def drawn_to_said(self, direction):
        """The date said before that a bare one belongs to, or None where publication is nearer."""
        if self.history:
            return self.told.story or self.told.said
        if not self.draws:
            return None
        full = self.told.said_full
        if not full or direction > 0 or self.told.is_aside(full):
            return None
        return self.told.said if (self.published.earliest - full.date.latest).days > FAR else None

    def goes_on(self, parts, direction):
        """The full date of this paragraph that a bare day follows within a month: "on Dec. 3, 2024, and on Dec. 4"."""
        full = self.told.said_full
        if not full or direction > 0 or self.customs or not (parts.month and parts.day):
            return None
        after = edtf(self.after_said(parts, full)).earliest
        return full if after <= self.published.earliest and 0 <= (after - full.date.latest).days <= CLOSE else None

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
        if parts.month and has_month and parts.month - first.month <= -6 and self.told.next_year != year:
            year += 1
        if parts.sub == 24 and has_month and first.month <= 3:
            year -= 1
        return written(replace(parts, year=f"{year:04}", weekday=None))

    def century(self, rest):
        """The first two figures of a year of which the last two are known: nearest to where a story stands; in news,
        the last such year that has come.
        """
        now = self.published.earliest.year
        near = self.told.story.date.earliest.year if self.history and self.told.story else now - 45
        last = int(rest.replace("X", "0"))
        centuries = [c for c in range(now // 100 + 1) if 0 < c * 100 + last <= now + 5]
        if not centuries:
            raise Unread(rest)
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
