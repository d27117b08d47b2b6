"""What says that things happened."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.codebook import Status
from timeline.known import known_sources
from timeline.models import Citation, Noun, Source
from timeline.views.moved import moved
from timeline.vocabulary import vocabulary

PAGE = 100


@require_safe
def source_list(request):
    """Originals by publisher, each with its copies and the number of published events that it supports."""
    originals = (
        known_sources()
        .filter(syndication_of=None)
        .select_related("publisher", "publisher__country")
        .annotate(
            events=Count("citations__event", filter=Q(citations__event__status=Status.PUBLISHED), distinct=True),
            copies_counted=Count("copies", distinct=True),
        )
        .order_by("-published_earliest", "title")
    )
    cited, others = {}, {}
    for source in originals:
        (cited if source.events else others).setdefault(source.publisher, []).append(source)
    context = {
        "cited": by_publisher(cited),
        "others": by_publisher(others),
        "cited_count": sum(map(len, cited.values())),
        "others_count": sum(map(len, others.values())),
        "record": vocabulary().record,
    }
    return render(request, "sources/list.html", context)


def by_publisher(groups):
    return sorted(groups.items(), key=lambda item: item[0].name.casefold())


@require_safe
def source_detail(request, slug):
    """A source with its copies and what rests on it; never its private text."""
    source = (
        known_sources()
        .filter(slug=slug)
        .select_related("publisher", "publisher__country", "syndication_of", "syndication_of__publisher")
        .defer("text", "syndication_of__text")
        .prefetch_related(Prefetch("copies", Source.objects.select_related("publisher").defer("text")))
        .first()
    )
    if source is None:
        return moved(Noun.SOURCE, slug, known_sources())
    citations = (
        Citation.objects.filter(source=source, event__status=Status.PUBLISHED)
        .select_related("event")
        .order_by("-event__earliest", "event__latest", "-event__public_id", "position")
    )
    context = {
        "source": source,
        "page": page_or_404(citations, request.GET.get("page", "1"), PAGE),
        "tenures": source.tenures.select_related("actor", "office"),
        "record": vocabulary().record,
    }
    return render(request, "sources/detail.html", context)


def page_or_404(things, number, size):
    """A numbered page of a list; one that does not exist is no page."""
    try:
        return Paginator(things, size).page(number)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
