"""People, states, bodies, parties, organisations."""

from itertools import groupby

from django.db.models import Count, Q
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.codebook import ActorKind, Status
from timeline.models import Actor, Event, Noun, Tenure
from timeline.views.event_pages import find

KINDS = list(ActorKind.values)


@require_safe
def actor_list(request):
    """Every actor, by kind, with the number of published events."""
    published = Count("participations__event", filter=Q(participations__event__status=Status.PUBLISHED), distinct=True)
    actors = Actor.objects.select_related("country").annotate(events=published)
    ranked = sorted(actors, key=lambda a: (KINDS.index(a.kind), -a.events, a.name))
    groups = [(ActorKind(kind).label, list(of_kind)) for kind, of_kind in groupby(ranked, key=lambda a: a.kind)]
    return render(request, "actors/list.html", {"groups": groups})


@require_safe
def actor_detail(request, slug):
    actor, moved = find(Noun.ACTOR, Actor.objects.select_related("country"), slug)
    if moved:
        return HttpResponsePermanentRedirect(reverse("actor_detail", args=[moved]))
    events = Event.objects.published().involving(actor).newest_first()
    context = {
        "actor": actor,
        "tenures": Tenure.objects.filter(actor=actor).select_related("office", "source", "source__publisher"),
        "count": events.count(),
        "events": events[:50],
    }
    return render(request, "actors/detail.html", context)
