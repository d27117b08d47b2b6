"""The dates that an event's sources give, side by side: who says which, and how each stands to the record's own."""

import datetime
from dataclasses import dataclass
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
    """A date as sources give it, and their citations; the record's own date has none where no source puts it so."""

    date: str
    earliest: datetime.date
    latest: datetime.date
    stance: Stance
    citations: tuple

    @property
    def is_apart(self):
        return self.stance == Stance.APART

    def contains(self, other):
        """Whether this date says no more than the other does."""
        return self.earliest <= other.earliest and self.latest >= other.latest


def stance_of(edtf, event):
    """How a date stands to an event's, by the days that each may mean; marks of doubt do not count."""
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
    """Every date that is given for the event: what the record follows, what agrees with it, what can't be true with it.

    Dates of the same days are one reading. Citations that give no date of their own stand with none. Prefetch the
    citations.
    """
    by_days = {(event.earliest, event.latest): []}
    for citation in event.citations.all():
        if citation.claimed_date:
            by_days.setdefault((citation.claimed_earliest, citation.claimed_latest), []).append(citation)
    found = []
    for citations in by_days.values():
        text = citations[0].claimed_date if citations else event.date
        edtf = dates.parse(text)
        found.append(Reading(text, edtf.earliest, edtf.latest, stance_of(edtf, event), tuple(citations)))
    return sorted(found, key=lambda r: (r.stance != Stance.SAME, r.is_apart, r.earliest, r.latest))


def worth_saying(event, found):
    """Whether the page should speak of the date: it is in doubt, or a source gives another one."""
    return event.edtf.is_doubtful or len(found) > 1
