"""One line of history for every change: the whole noun as it now is, who, when, why."""

from timeline import record_files
from timeline.models import Actor, Change, Event, Noun, Source, Story, Verb
from timeline.models.searching import index_for_search

SNAPSHOTS = {
    Event: (Noun.EVENT, record_files.event_as_dict),
    Actor: (Noun.ACTOR, record_files.actor_as_dict),
    Source: (Noun.SOURCE, record_files.source_as_dict),
    Story: (Noun.STORY, record_files.story_as_dict),
}


def is_public(thing):
    """Whether readers may see this version: of an event once it was published, of a story while it is."""
    if isinstance(thing, Event):
        return thing.published_at is not None
    return thing.published if isinstance(thing, Story) else True


def lock(thing):
    """The row as it is now, locked until the transaction ends; raises its DoesNotExist."""
    return type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)


def fresh(thing):
    """The row with all that belongs to it, read anew: what was prefetched may be stale."""
    return record_files.whole(type(thing)._default_manager.all()).get(pk=thing.pk)


def last_change(noun, public_id):
    return Change.objects.filter(noun=noun, public_id=public_id).order_by("-version").first()


def history_of(noun, public_id):
    """All versions, newest first, with the people who made them."""
    return Change.objects.filter(noun=noun, public_id=public_id).select_related("by").order_by("-version")


def record_change(thing, *, by, verb=Verb.EDITED, reason="", index=True):
    """Add a line of history if the saved row or anything that belongs to it differs from the last line.

    Moves `thing.version`. Returns the Change, or None when nothing changed. Call it inside the transaction that made
    the change, after everything is saved. `index=False` leaves the search index to the caller.
    """
    noun, snapshot_of = SNAPSHOTS[type(thing)]
    snapshot = snapshot_of(fresh(thing))
    last = last_change(noun, thing.public_id)
    if last and last.snapshot == snapshot:
        return None
    thing.version = (last.version if last else 0) + 1
    thing.save(update_fields=["version", "updated_at"])
    change = Change.objects.create(
        noun=noun,
        public_id=thing.public_id,
        version=thing.version,
        verb=verb,
        by=by,
        reason=reason,
        public=is_public(thing),
        snapshot=snapshot,
    )
    if index:
        index_for_search(events_found_by(thing))
    return change


def events_found_by(thing):
    """The events that a search finds by this noun's words."""
    if isinstance(thing, Event):
        return [thing]
    if isinstance(thing, Story):
        return []
    if isinstance(thing, Actor):
        return Event.objects.filter(participations__actor=thing).distinct()
    return Event.objects.filter(citations__source=thing).distinct()
