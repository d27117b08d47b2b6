"""Who held which office when something happened, as far as its date tells."""

from dataclasses import dataclass

from timeline.vocabulary import Stretch, Term


@dataclass(frozen=True)
class Held:
    """A tenure that may cover a time. `partly` where it covers only some of the days that the time may mean."""

    tenure: Stretch
    office: Term
    partly: bool


def held(tenures, known, earliest, latest):
    """Those of `tenures` that overlap the days from `earliest` to `latest`, oldest first."""
    return [
        Held(tenure, known.offices[tenure.office], tenure.earliest > earliest or tenure.latest < latest)
        for tenure in tenures
        if tenure.earliest <= latest and tenure.latest >= earliest
    ]


def holders(office, known, earliest, latest):
    """Who held an office in these days: several where it changed hands."""
    return held(known.tenures_of(office), known, earliest, latest)


def offices_of(actor, known, earliest, latest):
    """The offices that an actor held in these days."""
    return held([s for s in known.stretches.values() if s.office and s.actor == actor], known, earliest, latest)
