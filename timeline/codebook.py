"""The vocabularies of the record: kinds, roles, PLOVER categories and what they score.

PLOVER 0.8 (Open Event Data Alliance, CC BY-SA 4.0) gives the categories, modes and scores. Two readings are ours and
stated on the About page: ACCUSE is printed as 3 and read as -3, as all its modes are negative; SANCTION counts as
material conflict.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Lane(models.TextChoices):
    """The topics of the timeline, from top to bottom."""

    LEADERS = "leaders", _("Leaders & diplomacy")
    TREATIES = "treaties", _("Treaties & history")
    SECURITY = "security", _("Security & trade")
    DOMESTIC = "domestic", _("Domestic politics")
    SOCIETY = "society", _("Society & memory")


class Kind(models.TextChoices):
    """What sort of happening an event is."""

    SUMMIT = "summit", _("Summit")
    MEETING = "meeting", _("Meeting")
    TREATY = "treaty", _("Treaty")
    STATEMENT = "statement", _("Statement")
    HISTORY = "history", pgettext_lazy("kind of event", "History")
    TRADE = "trade", _("Trade")
    SECURITY = "security", pgettext_lazy("kind of event", "Security")
    LEADERSHIP = "leadership", _("Leadership")
    COMMEMORATION = "commemoration", _("Commemoration")
    SOCIETY = "society", _("Society")


LANE_OF_KIND = {
    Kind.SUMMIT: Lane.LEADERS,
    Kind.MEETING: Lane.LEADERS,
    Kind.TREATY: Lane.TREATIES,
    Kind.STATEMENT: Lane.TREATIES,
    Kind.HISTORY: Lane.TREATIES,
    Kind.TRADE: Lane.SECURITY,
    Kind.SECURITY: Lane.SECURITY,
    Kind.LEADERSHIP: Lane.DOMESTIC,
    Kind.COMMEMORATION: Lane.SOCIETY,
    Kind.SOCIETY: Lane.SOCIETY,
}


class Tone(models.TextChoices):
    """Cooperation, friction or neither; never told by colour alone."""

    COOPERATION = "cooperation", _("Cooperation")
    NEUTRAL = "neutral", _("Neutral or domestic")
    FRICTION = "friction", _("Friction")


class Significance(models.IntegerChoices):
    """How much an event matters to the relations that the record is about."""

    MINOR = 1, _("Minor")
    ROUTINE = 2, _("Routine")
    NOTABLE = 3, _("Notable")
    MAJOR = 4, _("Major")
    LANDMARK = 5, _("Landmark")


# What each degree asks for, so that two people would agree; docs/codebook.md has examples.
SIGNIFICANCE_MEANS = {
    Significance.LANDMARK: _(
        "changes the legal or political basis of the relations, and later documents refer back to it"
    ),
    Significance.MAJOR: _(
        "an agreement, visit or meeting of leaders with a result that lasted; a ruling of a top court; a first; a"
        " recall, a sanction or its lifting"
    ),
    Significance.NOTABLE: _(
        "leaders meet beside another event; ministers’ talks with a result; a protest with a measure; a change of"
        " government"
    ),
    Significance.ROUTINE: _("what recurs: visits, protests, calls, yearly rituals, talks of officials"),
    Significance.MINOR: _("a detail of a larger event"),
}


class Status(models.TextChoices):
    """Where an event stands between a first draft and a withdrawal."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", pgettext_lazy("status of an event", "Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Phase(models.TextChoices):
    """The stage of one matter that an event is; a meeting, a visit or a protest has none."""

    ANNOUNCED = "announced", pgettext_lazy("phase of an event", "Announced")
    DECIDED = "decided", pgettext_lazy("phase of an event", "Decided")
    SIGNED = "signed", pgettext_lazy("phase of an event", "Signed")
    RATIFIED = "ratified", pgettext_lazy("phase of an event", "Ratified")
    EFFECTIVE = "effective", pgettext_lazy("phase of an event", "In force")
    ENDED = "ended", pgettext_lazy("phase of an event", "Ended")


class ActorKind(models.TextChoices):
    PERSON = "person", _("Person")
    STATE = "state", _("State")
    BODY = "body", _("Government body")
    PARTY = "party", _("Party")
    ORGANISATION = "organisation", _("Organisation")


class Role(models.TextChoices):
    """What an actor did in an event."""

    INITIATOR = "initiator", _("Initiator")
    COUNTERPART = "counterpart", _("Counterpart")
    HOST = "host", _("Host")
    GUEST = "guest", _("Guest")
    SIGNATORY = "signatory", _("Signatory")
    MEDIATOR = "mediator", _("Mediator")
    SUBJECT = "subject", pgettext_lazy("role of an actor", "Subject")


class CitationRole(models.TextChoices):
    """How a source supports an event."""

    ANNOUNCES = "announces", _("Announces")
    REPORTS = "reports", _("Reports")
    RECALLS = "recalls", _("Recalls")
    ANALYSES = "analyses", _("Analyses")
    DISPUTES = "disputes", _("Disputes")


class LinkKind(models.TextChoices):
    """What one event is to another, read from the later statement: this event … that event."""

    RESPONDS_TO = "responds-to", _("Responds to")
    FOLLOWS_UP = "follows-up", _("Follows up")
    IMPLEMENTS = "implements", _("Implements")
    CANCELS = "cancels", _("Cancels")
    ANNOUNCES = "announces", pgettext_lazy("link between events", "Announces")
    COMMEMORATES = "commemorates", _("Commemorates")
    PART_OF = "part-of", _("Part of")


INVERSE_OF_LINK = {
    LinkKind.RESPONDS_TO: _("Answered by"),
    LinkKind.FOLLOWS_UP: _("Followed up by"),
    LinkKind.IMPLEMENTS: _("Implemented by"),
    LinkKind.CANCELS: _("Cancelled by"),
    LinkKind.ANNOUNCES: _("Announced by"),
    LinkKind.COMMEMORATES: _("Commemorated by"),
    LinkKind.PART_OF: _("Includes"),
}


class SourceKind(models.TextChoices):
    ARTICLE = "article", _("Article")
    COMMENTARY = "commentary", _("Commentary")
    PRESS_RELEASE = "press-release", _("Press release")
    TREATY = "treaty", _("Treaty text")
    REPORT = "report", _("Report")
    PAGE = "page", _("Web page")


@dataclass(frozen=True)
class Plover:
    """A PLOVER category: its base score, its quad class and the scores of its modes."""

    score: float
    quad: str
    modes: dict[str, float]


QUADS = {
    "verbal-cooperation": _("Verbal cooperation"),
    "material-cooperation": _("Material cooperation"),
    "verbal-conflict": _("Verbal conflict"),
    "material-conflict": _("Material conflict"),
}

PLOVER = {
    "AGREE": Plover(2.5, "verbal-cooperation", {}),
    "CONSULT": Plover(2.5, "verbal-cooperation", {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}),
    "SUPPORT": Plover(5, "verbal-cooperation", {}),
    "CONCEDE": Plover(4.5, "verbal-cooperation", {}),
    "COOPERATE": Plover(9.5, "material-cooperation", {}),
    "AID": Plover(10, "material-cooperation", {}),
    "RETREAT": Plover(
        6.5,
        "material-cooperation",
        {"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    ),
    "REQUEST": Plover(0, "verbal-conflict", {"assist": 0.5, "change": -1, "yield": -1, "meet": 0}),
    "ACCUSE": Plover(-3, "verbal-conflict", {"disapprove": -2, "investigate": -3.5, "allege": -3.5}),
    "REJECT": Plover(-2, "verbal-conflict", {"assist": -1.5, "change": -2, "yield": -2, "meet": -2}),
    "THREATEN": Plover(
        -3.5,
        "verbal-conflict",
        {"restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5},
    ),
    "PROTEST": Plover(
        -5,
        "material-conflict",
        {"demo": -5, "riot": -7, "strike": -5, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5},
    ),
    "SANCTION": Plover(-6, "material-conflict", {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6}),
    "MOBILIZE": Plover(-5.5, "material-conflict", {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6}),
    "COERCE": Plover(
        -7,
        "material-conflict",
        {
            "seize": -7,
            "restrict": -7,
            "censor": -6.5,
            "curfew": -6.5,
            "martial-law": -7.5,
            "arrest": -7,
            "deport": -7,
            "withhold": -7,
            "misinformation": -6.5,
            "cyber": -7,
        },
    ),
    "ASSAULT": Plover(
        -9,
        "material-conflict",
        {
            "abduct": -8.5,
            "beat": -7.5,
            "torture": -8.5,
            "sexual": -8.5,
            "targeted": -9.5,
            "destroy": -8.5,
            "primitive": -8,
            "firearms": -9,
            "explosives": -9,
            "suicide-attack": -9.5,
            "aerial": -9.5,
            "drone": -9.5,
            "heavy-weapons": -9.5,
            "crowd-control": -7.5,
            "unconventional": -10,
        },
    ),
}

PLOVER_CHOICES = [(name, name) for name in PLOVER]


def score_of(category, mode, override=None):
    """The curator's score, else the mode's, else the category's, else None. Scores run from -10 to 10."""
    if override is not None:
        return float(override)
    if not category:
        return None
    plover = PLOVER[category]
    return float(plover.modes[mode] if mode else plover.score)


def tone_of(score):
    """Cooperation from 1 upward, friction from -1 downward, neutral between and for what is not coded."""
    if score is None or -1 < score < 1:
        return Tone.NEUTRAL
    return Tone.COOPERATION if score >= 1 else Tone.FRICTION
