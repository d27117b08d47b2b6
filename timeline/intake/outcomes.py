"""How taking something in can fail: an exception for each outcome, in words that are stored with the file."""

from timeline.models import Outcome


class IntakeError(Exception):
    """Nothing was taken from a file; the words say why, the outcome stays on its row."""

    outcome = Outcome.REFUSED


class NoArticle(IntakeError):
    outcome = Outcome.NO_ARTICLE


class NotText(IntakeError):
    outcome = Outcome.NOT_TEXT


class TooLarge(IntakeError):
    outcome = Outcome.TOO_LARGE


class Broken(IntakeError):
    outcome = Outcome.BROKEN
