"""Two filters, or two windows, one above the other on a shared scale."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.codebook import Kind, Tone
from timeline.filters import EventFilter
from timeline.framed import FramedPicture
from timeline.index import TONES
from timeline.models import Event
from timeline.picture.paint import Svg
from timeline.selection import Selection

FORM = ("q", "dates", "kind", "country", "theme", "during", "tone")  # what the form of a side asks
LISTED = 100  # events of a side's list
LONGEST = 2000  # characters of a side's filter


@dataclass
class Side:
    """One of the two: its name in the address, and what it asks."""

    name: str
    asked: EventFilter
    typed: dict
    window: tuple | None = None
    width: int = 1040

    @cached_property
    def found(self):
        return Selection(self.asked)

    @property
    def words(self):
        """What is asked for, in words."""
        return "; ".join(chip.label for chip in self.asked.chips) or _("All events")

    @property
    def errors(self):
        return [message for messages in self.asked.errors.values() for message in messages]

    @property
    def tones(self):
        """How many events of each tone."""
        counts = np.bincount(self.found.index.tone[self.found.rows], minlength=len(TONES)).tolist()
        return [(tone.value, tone.label, counts[TONES.index(tone.value)]) for tone in Tone]

    @property
    def days(self):
        """The first and last day of the time asked for, of the events found where it has no end; None without any."""
        asked, index, rows = self.asked, self.found.index, self.found.rows
        during = asked.vocabulary.stretches.get(asked.asked.get("during"))
        first, last = asked.first, asked.last
        if during:
            first, last = max(first, during.earliest), min(last, during.latest)
        first = first.toordinal() if first > date.min else None
        last = last.toordinal() if last < date.max else None
        if (first is None or last is None) and not self.found.count:
            return None
        if first is None:
            first = int(index.earliest[rows].min())
        if last is None:
            last = int(index.latest[rows].max())
        return (first, last) if first <= last else None

    @property
    def picture(self):
        """The picture on the shared scale; its marks' ids differ from the other side's."""
        drawn = FramedPicture(self.asked, found=self.found, width=self.width, window=self.window).svg
        return Svg(drawn.replace(' id="mark-', f' id="{self.name}-mark-'))

    @property
    def events(self):
        keys = self.found.first_keys(self.found.rows, "-date", LISTED)
        return Event.objects.published().keyed(keys).newest_first().only(*LINE)

    @property
    def rest(self):
        """What the form does not ask and keeps, as a query string."""
        kept = {name: value for name, value in self.asked.asked.items() if name not in ("from", "to")}
        for name in FORM:
            if not isinstance(kept.get(name), list) or len(kept[name]) == 1:
                kept.pop(name, None)
        return urlencode(kept, doseq=True)

    @property
    def boxes(self):
        """What stands in the form: {name: value}."""
        said = {name: (values or [""])[-1] for name, values in self.typed.items()}
        for name in FORM:
            value = self.asked.asked.get(name, "" if isinstance(said.get(name), list) else said.get(name, ""))
            said[name] = value if isinstance(value, str) else value[0] if len(value) == 1 else ""
        return said | {"dates": self.asked.dates_text}


LINE = ("slug", "title_en", "title_ko", "title_ja", "date", "earliest", "latest", "precision", "kind", "tone",
        "significance", "public_id")  # fmt: skip


def side_of(name, text):
    """The side that a query string asks for. A window is dates like others here, as each side is a whole."""
    data = QueryDict(text[:LONGEST])
    if any("\x00" in part for name, values in data.lists() for part in (name, *values)):
        data = QueryDict()  # as of a page's own address: no text has this character
    asked = EventFilter(data)
    if len(text) > LONGEST:
        asked.fault("q", _("This is longer than %(n)s characters; shorten it.") % {"n": LONGEST})
    if asked.window and asked.is_valid():
        first, last = max(asked.first, asked.window.earliest), min(asked.last, asked.window.latest)
        days = {"from": first.isoformat() if first > date.min else None,
                "to": last.isoformat() if last < date.max else None}  # fmt: skip
        asked = EventFilter(QueryDict(asked.query(window=None, **days)))
    return Side(name, asked, asked.data)


def compared(a, b, width):
    """The two sides with windows on one scale. Returns (sides, aligned): aligned where each has dates of its own.

    Windows that touch are shown as one; others begin side by side and are as long as the longer one.
    """
    sides = [side_of("a", a), side_of("b", b)]
    for side in sides:
        side.width = width
    spans = [side.days if side.asked.is_valid() else None for side in sides]
    known = [span for span in spans if span]
    if not known:
        return sides, False
    (a_first, a_last), (b_first, b_last) = known[0], known[-1]
    if a_first <= b_last and b_first <= a_last:
        for side in sides:
            side.window = (min(a_first, b_first), max(a_last, b_last))
        return sides, False
    length = max(a_last - a_first, b_last - b_first)
    for side, (first, _last) in zip(sides, known, strict=True):
        side.window = (first, min(date.max.toordinal(), first + length))
    return sides, True


def choices(known):
    """What the selects of a form offer: {name: [(value, label)]}."""
    offices = [office for office in (known.office_above, known.office_below) if office]
    return {
        "kind": [(kind.value, kind.label) for kind in Kind],
        "country": [(slug, term.name) for slug, term in known.countries.items()],
        "theme": [(slug, term.name) for slug, term in known.themes.items()],
        "during": [(s.slug, s.name) for office in offices for s in reversed(known.tenures_of(office))],
        "tone": [(tone.value, tone.label) for tone in Tone],
    }
