"""Publish and withdraw: the two decisions that readers see."""

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.codebook import Status
from timeline.models import Decision, Verb

from .history import lock, record_change


class ReviewError(Exception):
    """A decision that can't be carried out; its text says why and what would help."""


def need_reason(reason):
    if not reason.strip():
        raise ReviewError(_("Give a reason: it is shown in the event's history."))
    return reason.strip()


@transaction.atomic
def publish(event, *, by, reason, verb=Verb.PUBLISHED):
    """Make an event public, or public again. Refuses one without a citation or a title; nothing is then changed."""
    reason = need_reason(reason)
    event = lock(event)
    if event.status == Status.PUBLISHED:
        raise ReviewError(_("“%(title)s” is already published.") % {"title": event.title})
    if not event.citations.exists():
        raise ReviewError(_("“%(title)s” has no citation: cite a source first.") % {"title": event.title})
    if not event.title:
        raise ReviewError(_("The event has no title: write one first."))
    need_another_person(event, by)
    event.status = Status.PUBLISHED
    event.published_at = event.published_at or timezone.now()
    event.withdrawn_at, event.withdrawn_reason = None, ""
    return _decide(event, by=by, reason=reason, verb=verb)


def need_another_person(event, by):
    """Where REVIEW_TWO_PEOPLE is set, who accepted a candidate does not publish the event made of it."""
    if settings.REVIEW_TWO_PEOPLE and event.candidates.filter(decision=Decision.ACCEPTED, decided_by=by).exists():
        raise ReviewError(
            _("You accepted “%(title)s” yourself: a second person has to publish it.") % {"title": event.title}
        )


@transaction.atomic
def withdraw(event, *, by, reason):
    """Take a published event out of every list, count and file. Its page then tells the reason and the history."""
    reason = need_reason(reason)
    event = lock(event)
    if event.status != Status.PUBLISHED:
        raise ReviewError(_("“%(title)s” is not published: there is nothing to withdraw.") % {"title": event.title})
    event.status = Status.WITHDRAWN
    event.withdrawn_at, event.withdrawn_reason = timezone.now(), reason
    return _decide(event, by=by, reason=reason, verb=Verb.WITHDRAWN)


@transaction.atomic
def submit(event, *, by, reason=""):
    """Send a draft to review."""
    event = lock(event)
    if event.status != Status.DRAFT:
        raise ReviewError(_("“%(title)s” is no draft.") % {"title": event.title})
    event.status = Status.REVIEW
    return _decide(event, by=by, reason=reason, verb=Verb.SUBMITTED)


def _decide(event, *, by, reason, verb):
    event.save()
    record_change(event, by=by, verb=verb, reason=reason)
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise ReviewError(_("The database refused this: %(why)s") % {"why": str(error).splitlines()[0]}) from error
    return event
