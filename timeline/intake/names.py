"""The record's names as the gazetteer that texts are read with; kept until the record changes."""

from functools import lru_cache

from timeline.extract.gazetteer import Gazetteer, Held, Known
from timeline.models import Actor, Place, Tenure
from timeline.vocabulary import revision_now

LANGUAGES = ("en", "ko", "ja")


def gazetteer():
    """Actors, places and holders of offices of the record as it is now."""
    return of_revision(revision_now())


def forget():
    """Keep no gazetteer: for tests, whose rows come without a new revision."""
    of_revision.cache_clear()


@lru_cache(maxsize=2)
def of_revision(revision):
    actors = {actor.pk: actor for actor in Actor.objects.all()}
    known = [known_actor(actor) for actor in actors.values()]
    known += [Known(place.slug, "place", in_languages(place, "name")) for place in Place.objects.all()]
    held = [
        Held(
            office=tenure.office.slug,
            country=actors[tenure.office.country_id].slug,
            titles=in_languages(tenure.office, "title"),
            actor=actors[tenure.actor_id].slug,
            family=in_languages(actors[tenure.actor_id], "family_name"),
            earliest=tenure.earliest,
            latest=tenure.latest,
        )
        for tenure in Tenure.objects.select_related("office")
    ]
    return Gazetteer(known, held)


def known_actor(actor):
    return Known(actor.slug, actor.kind, tuple(actor.all_names), in_languages(actor, "family_name"))


def in_languages(row, name):
    """What a row says in each of the three languages, once each."""
    return tuple(dict.fromkeys(text for language in LANGUAGES if (text := getattr(row, f"{name}_{language}"))))
