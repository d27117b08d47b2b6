"""People, states, bodies, parties, organisations."""

from itertools import groupby

from django.core.exceptions import BadRequest
from django.db.models import Count, Q
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from timeline.codebook import ActorKind, Status
from timeline.event_detail import NOT_SHOWN
from timeline.known import known_actors
from timeline.models import LANGUAGES, Event, Noun, Tenure
from timeline.paging import WrongCursor, page_of
from timeline.views.moved import moved
from timeline.vocabulary import vocabulary

KINDS = {
    ActorKind.STATE: _("States"),
    ActorKind.PERSON: _("People"),
    ActorKind.BODY: _("Government bodies"),
    ActorKind.PARTY: _("Parties"),
    ActorKind.ORGANISATION: _("Organisations"),
}


@require_safe
def actor_list(request):
    """Every actor that readers may know of, by kind and country, with the number of published events."""
    published = Count("participations__event", filter=Q(participations__event__status=Status.PUBLISHED), distinct=True)
    actors = known_actors().select_related("country").annotate(events=published)
    ranked = sorted(actors, key=lambda a: (list(KINDS).index(a.kind), country_of(a), a.name.casefold()))
    kinds = [
        (KINDS[kind], kind, [(state, list(some)) for state, some in groupby(of_kind, key=country_of)])
        for kind, of_kind in groupby(ranked, key=lambda a: a.kind)
    ]
    context = {"kinds": kinds, "count": len(ranked), "record": vocabulary().record}
    return render(request, "actors/list.html", context)


def country_of(actor):
    return actor.country.name if actor.country else ""


@require_safe
def actor_detail(request, slug):
    """An actor with names, offices and a page of its events, newest first."""
    actor = known_actors().filter(slug=slug).select_related("country").first()
    if actor is None:
        return moved(Noun.ACTOR, slug, known_actors())
    events = Event.objects.published().involving(actor)
    try:
        page = page_of(events.defer(*NOT_SHOWN), "-date", request.GET.get("after", ""))
    except WrongCursor as error:
        raise BadRequest(_("This place in the list is not known.")) from error
    context = {
        "actor": actor,
        "names": [(code, getattr(actor, f"name_{code}"), getattr(actor, f"aliases_{code}")) for code in LANGUAGES],
        "tenures": Tenure.objects.filter(actor=actor)
        .select_related("office", "source", "source__publisher")
        .defer("source__text"),
        "count": events.count(),
        "page": page,
        "record": vocabulary().record,
    }
    return render(request, "actors/detail.html", context)
