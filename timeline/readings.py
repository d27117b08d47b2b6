"""The dates that an event's sources give, side by side: who says which, and how each stands to the record's own."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from timeline import dates


class Stance(StrEnum):
    """How a source's date stands to the date that the record keeps."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    OVERLAPS = "overlaps"
    APART = "apart"


@dataclass(frozen=True)
class Reading:
    """A date that sources give, and their citations. A date with no citations is the record's own reading."""

    date: str
    earliest: date
    latest: date
    stance: Stance
    citations: tuple

    @property
    def is_apart(self):
        return self.stance == Stance.APART

    @property
    def is_kept(self):
        return self.stance == Stance.SAME


def stance_of(edtf, event):
    """How a date stands to an event's: equal but for marks of doubt counts as the same."""
    if (edtf.earliest, edtf.latest) == (event.earliest, event.latest):
        return Stance.SAME
    if edtf.latest < event.earliest or edtf.earliest > event.latest:
        return Stance.APART
    if edtf.earliest >= event.earliest and edtf.latest <= event.latest:
        return Stance.NARROWER
    if edtf.earliest <= event.earliest and edtf.latest >= event.latest:
        return Stance.WIDER
    return Stance.OVERLAPS


def readings(event):
    """Every date that is given for the event, the record's own first, then as in time. Prefetch the citations.

    Citations that give no date of their own stand with no reading.
    """
    by_date = {event.date: []}
    for citation in event.citations.all():
        if citation.claimed_date:
            by_date.setdefault(citation.claimed_date, []).append(citation)
    found = []
    for text, citations in by_date.items():
        edtf = dates.parse(text)
        stance = Stance.SAME if text == event.date else stance_of(edtf, event)
        found.append(Reading(text, edtf.earliest, edtf.latest, stance, tuple(citations)))
    return sorted(found, key=lambda r: (r.date != event.date, r.earliest, r.latest, r.date))


def worth_saying(event, found):
    """Whether the page should speak of the date: it is in doubt, or a source gives another one."""
    return event.edtf.is_doubtful or len(found) > 1
