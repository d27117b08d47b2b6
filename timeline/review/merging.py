"""Two rows that are one happening, or one actor, become one; the loser's addresses lead to the winner."""

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from timeline.models import Actor, Candidate, Event, EventLink, Noun, OldSlug, Participation, Tenure, Verb

from .history import record_change
from .publishing import ReviewError, need_reason


def lock_both(model, one, other):
    """Both rows locked in the order of their keys, so that two merges at once can't block each other."""
    if one.pk == other.pk:
        raise ReviewError(_("Choose two different rows to merge."))
    rows = {
        row.pk: row
        for row in model.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk, other.pk]).order_by("pk")
    }
    if len(rows) < 2:
        raise ReviewError(_("One of the two no longer exists: somebody else may have merged them."))
    return rows[one.pk], rows[other.pk]


def lead_to(noun, loser, winner):
    """Let every address that led to the loser lead to the winner."""
    OldSlug.objects.filter(noun=noun, public_id=loser.public_id).update(public_id=winner.public_id)
    OldSlug.objects.bulk_create(
        OldSlug(noun=noun, slug=slug, public_id=winner.public_id) for slug in (loser.slug, loser.public_id)
    )


@transaction.atomic
def merge_events(loser, *, into, by, reason):
    """Move citations, participants, themes and links of one event to another, which keeps its own words and date."""
    reason = need_reason(reason)
    reviewed_of(loser, into)  # candidates before events, as every decision takes them
    loser, winner = lock_both(Event, loser, into)
    reviewed = reviewed_of(loser, into, nowait=True)  # with those that were decided while we waited
    for citation in loser.citations.all():
        if not winner.citations.filter(source=citation.source, role=citation.role).exists():
            citation.event, citation.position = winner, citation.position + 1000
            citation.save()
    for participation in loser.participations.all():
        if not winner.participations.filter(actor=participation.actor, role=participation.role).exists():
            participation.event, participation.position = winner, participation.position + 1000
            participation.save()
    winner.themes.add(*loser.themes.all())
    touched = _move_links(loser, winner)
    for candidate in reviewed:
        if candidate.event_id == loser.pk:
            candidate.event, candidate.event_version = winner, None
            candidate.save(update_fields=["event", "event_version"])
    record_change(winner, by=by, verb=Verb.MERGED, reason=reason)
    _delete(loser)
    lead_to(Noun.EVENT, loser, winner)
    for event in touched:
        record_change(event, by=by, verb=Verb.MERGED, reason=reason)
    connection.check_constraints()
    return winner


def reviewed_of(*events, nowait=False):
    """The candidates that were decided to be these events, locked."""
    decided = Candidate.objects.select_for_update(nowait=nowait).filter(event__in=events).order_by("pk")
    try:
        return list(decided)
    except OperationalError as error:
        raise ReviewError(_("Somebody is just deciding about one of the two in review: try again.")) from error


def _move_links(loser, winner):
    """Point the loser's links at the winner; returns the other events whose own links changed."""
    touched = []
    for link in EventLink.objects.filter(event=loser).exclude(other=winner):
        if not EventLink.objects.filter(event=winner, other=link.other, kind=link.kind).exists():
            link.event = winner
            link.save()
    for link in EventLink.objects.filter(other=loser).exclude(event=winner).select_related("event"):
        touched.append(link.event)
        if EventLink.objects.filter(event=link.event, other=winner, kind=link.kind).exists():
            link.delete()
        else:
            link.other = winner
            link.save()
    EventLink.objects.filter(event=winner, other=loser).delete()
    return touched


def _delete(event):
    """Delete a merged event: the one way for a published event to go, as its history and addresses stay."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('shuttle.merging', 'on', true)")
        Event.objects.filter(pk=event.pk).delete()
        cursor.execute("SELECT set_config('shuttle.merging', 'off', true)")


@transaction.atomic
def merge_actors(loser, *, into, by, reason):
    """Give one actor's events, tenures and names to another; names that the winner lacks become its aliases."""
    reason = need_reason(reason)
    loser, winner = lock_both(Actor, loser, into)
    if Actor.objects.filter(country=loser).exists():
        raise ReviewError(_("“%(name)s” is the country of other actors: change theirs first.") % {"name": loser.name})
    events = []
    for participation in Participation.objects.filter(actor=loser).select_related("event"):
        events.append(participation.event)
        if Participation.objects.filter(event=participation.event, actor=winner, role=participation.role).exists():
            participation.delete()
        else:
            participation.actor = winner
            participation.save()
    for tenure in Tenure.objects.filter(actor=loser):
        tenure.actor = winner
        tenure.save()
    for language in ("en", "ko", "ja"):
        names = [getattr(loser, f"name_{language}"), *getattr(loser, f"aliases_{language}")]
        known = getattr(winner, f"aliases_{language}")
        known += [name for name in names if name and name not in known and name != getattr(winner, f"name_{language}")]
    winner.save()
    record_change(winner, by=by, verb=Verb.MERGED, reason=reason)
    loser.delete()
    lead_to(Noun.ACTOR, loser, winner)
    for event in events:
        record_change(event, by=by, verb=Verb.MERGED, reason=reason)
    connection.check_constraints()
    return winner
