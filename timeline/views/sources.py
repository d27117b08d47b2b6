"""What says that things happened."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.codebook import Status
from timeline.known import known_sources
from timeline.models import Citation, Noun, Publisher, Source
from timeline.views.moved import moved
from timeline.vocabulary import vocabulary

PAGE = 100
PUBLISHERS = 50


@require_safe
def source_list(request):
    """Originals by publisher, some publishers a page, each with its copies and how many published events it supports.

    The last page also has the sources on which only offices and eras rest.
    """
    known = known_sources().filter(syndication_of=None)
    supports = Citation.objects.filter(source=OuterRef("pk"), event__status=Status.PUBLISHED)
    cited, others = known.filter(Exists(supports)), known.filter(~Exists(supports))
    page = page_or_404(publishers_of(cited), request.GET.get("page", "1"), PUBLISHERS)
    context = {
        "page": page,
        "cited": by_publisher(cited.filter(publisher__in=page.object_list)),
        "others": [] if page.has_next() else by_publisher(others),
        "cited_count": cited.count(),
        "others_count": others.count(),
        "record": vocabulary().record,
    }
    return render(request, "sources/list.html", context)


def publishers_of(sources):
    """The publishers of sources, in the order of their names in the reader's language."""
    publishers = Publisher.objects.filter(Exists(sources.filter(publisher=OuterRef("pk"))))
    return sorted(publishers, key=lambda publisher: publisher.name.casefold())


def by_publisher(sources):
    """`(publisher, sources)`s in the order of the publishers' names, the newest source first."""
    sources = (
        sources.select_related("publisher", "publisher__country")
        .annotate(
            events=Count("citations__event", filter=Q(citations__event__status=Status.PUBLISHED), distinct=True),
            copies_counted=Count("copies", distinct=True),
        )
        .order_by("-published_earliest", "title")
    )
    groups: dict = {}
    for source in sources:
        groups.setdefault(source.publisher, []).append(source)
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
