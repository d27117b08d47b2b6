"""The nouns of the record, a file each."""

from .actor import Actor, Office, Tenure
from .base import LANGUAGES, as_language, in_language, new_public_id
from .candidate import Candidate, CountedFrom, Decision
from .change import Change, Noun, Verb
from .citation import Citation, locator_length
from .event import Event, EventLink, EventQuerySet, Participation
from .feed import Feed, FeedEntry
from .gazetteer import Era, Place, Publisher, Theme
from .intake import Fingerprint, IntakeFile, Outcome, WaitingImport
from .person import User
from .record import OldSlug, Record
from .source import Source
from .story import Story, StoryStep
from .upload import Upload

__all__ = [
    "LANGUAGES",
    "Actor",
    "Candidate",
    "Change",
    "Citation",
    "CountedFrom",
    "Decision",
    "Era",
    "Event",
    "EventLink",
    "EventQuerySet",
    "Feed",
    "FeedEntry",
    "Fingerprint",
    "IntakeFile",
    "Noun",
    "Office",
    "OldSlug",
    "Outcome",
    "Participation",
    "Place",
    "Publisher",
    "Record",
    "Source",
    "Story",
    "StoryStep",
    "Tenure",
    "Theme",
    "Upload",
    "User",
    "Verb",
    "WaitingImport",
    "as_language",
    "in_language",
    "locator_length",
    "new_public_id",
]
