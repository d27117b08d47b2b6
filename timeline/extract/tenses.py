"""Where the tense of each sentence of a text points, as far as a language's words tell."""

import re
from bisect import bisect_left, bisect_right

STOP = re.compile(r"[.!?](?=[\s\"'”’」』]|$)|[。\n]")
MAX_SENTENCE = 300


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
