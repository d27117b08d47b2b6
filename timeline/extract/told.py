"""What a text has told so far: the dates that later phrases count from, and where its story stands."""

import re

from timeline.dates import Precision

from .counting import UP_TO_YEAR
from .said import Parts, Shift, Stretch

OPENS = re.compile(r"(?:^|[.!?。\n])[\s\W]*(?:\w{1,8}\s)?(?:early |late |mid-)?$")
ATTRIBUTE = re.compile(r"(?:\b[Tt]he|\b[Aa]n?|[’']s)\s$")
ASIDE = 10  # years that a bare year inside a sentence lies back to be an aside
CLAUSE = 60  # characters between two dates of which the second leaves out the year of the first


class Told:
    """Mentions as they come. Those that are read later count from these."""

    def __init__(self, text, history):
        self.text, self.history = text, history
        self.paragraph_speaks = False  # whether this paragraph has had a date
        self.next_year = None  # the next year that the text states
        self.forget()

    def forget(self):
        """After a date that can't be written nothing may be counted from the ones before it."""
        self.said = None  # the date said last, unless it was no single date
        self.said_day = None  # the last one that is known to the day
        self.said_full = None  # the last one that states its own year
        self.story = None  # where a story stands: what a bare day or month goes on from

    def new_paragraph(self):
        """In news a bare date counts from publication again; a history's goes on."""
        self.paragraph_speaks = False
        if not self.history:
            self.said_full = None

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

    def is_aside(self, mention):
        """Whether news names a date without telling of it: "the first since 2009", "the June 22, 1965, treaty"."""
        if mention.date.precision is Precision.YEAR:
            return not self.opens(mention)
        return bool(ATTRIBUTE.search(self.text, max(0, mention.start - 5), mention.start))

    def in_same_breath(self, expression):
        """Whether a date follows another within its sentence: 「2018년 4월 27일 판문점에서, 5월 26일 …」."""
        if not self.said or expression.start - self.said.end > CLAUSE:
            return False
        return not any(mark in self.text[self.said.end : expression.start] for mark in ".。\n")

    def beside_day(self, day):
        """The date of this paragraph whose month a lone day belongs to: "from April 9 until the 23rd"."""
        known = self.said if self.paragraph_speaks else None
        if known and known.date.precision in (Precision.DAY, Precision.MONTH) and day >= known.date.earliest.day:
            return known
        return None
