"""What says that things happened."""

from django.db.models import Count, Q
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.codebook import Status
from timeline.models import Citation, Noun, Source
from timeline.views.event_pages import find


@require_safe
def source_list(request):
    """Originals, newest first, with the number of published events that each supports; copies are counted below."""
    sources = (
        Source.objects.filter(syndication_of=None)
        .select_related("publisher")
        .annotate(
            events=Count("citations__event", filter=Q(citations__event__status=Status.PUBLISHED), distinct=True),
            copies_counted=Count("copies", distinct=True),
            held=Count("tenures", distinct=True),
        )
    )
    cited = [source for source in sources if source.events]
    others = [source for source in sources if not source.events]
    return render(request, "sources/list.html", {"cited": cited, "others": others})


@require_safe
def source_detail(request, slug):
    sources = Source.objects.select_related(
        "publisher", "publisher__country", "syndication_of", "syndication_of__publisher"
    )
    source, moved = find(Noun.SOURCE, sources, slug)
    if moved:
        return HttpResponsePermanentRedirect(reverse("source_detail", args=[moved]))
    citations = (
        Citation.objects.filter(source=source.syndication_of or source, event__status=Status.PUBLISHED)
        .select_related("event")
        .order_by("-event__earliest", "event__latest", "-event__public_id", "position")
    )
    context = {
        "source": source,
        "copies": source.copies.select_related("publisher"),
        "citations": citations,
        "tenures": source.tenures.select_related("actor", "office"),
    }
    return render(request, "sources/detail.html", context)
