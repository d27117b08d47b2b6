"""The record for programs: the same filter as the pages, keyset cursors, problem details, reading only."""

from functools import wraps
from urllib.parse import urlencode

import orjson
from django.core import signing
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from timeline.api import nouns
from timeline.api.asked import Asked
from timeline.api.openapi import description
from timeline.api.problems import problem
from timeline.api.shapes import absolute, event_shape, with_everything
from timeline.codebook import Status
from timeline.exports import FORMATS
from timeline.known import known_actors, known_events, known_sources
from timeline.models import Event, Noun, OldSlug, StoryStep
from timeline.paging import PAGE, WrongCursor, page_of
from timeline.stories import told_stories
from timeline.summaries import summarise
from timeline.trends import Trends
from timeline.views.freshness import fresh
from timeline.views.limits import limited

SIGNER = signing.Signer(salt="timeline.api")
MOST = 500
SEALED: dict = {"default-src": [CSP.NONE], "sandbox": True}
ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Expose-Headers": "ETag, Link, RateLimit, RateLimit-Policy, Retry-After",
    "Access-Control-Allow-Headers": "Authorization",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def for_programs(view):
    """Any site may read the answer; it can run nothing; every error is a problem detail."""

    made = fresh(limited("search")(view))

    @csrf_exempt  # it only reads: a method that would write is answered with 405, not asked for a token
    @csp_override(SEALED)
    @wraps(view)
    def inner(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
        elif request.method not in ("GET", "HEAD"):
            response = problem(request, {}, 405, _("The API only reads: use GET."))
            response["Allow"] = "GET, HEAD, OPTIONS"
        else:
            try:
                response = made(request, *args, **kwargs)
            except Http404:
                response = problem(request, {}, 404, _("There is nothing at this address."))
        for name, value in ALLOWED.items():
            response.headers[name] = value
        return response

    return inner


def answer(data, status=200):
    return HttpResponse(orjson.dumps(data), status=status, content_type="application/json; charset=utf-8")


@for_programs
def events(request):
    """A page of events; `next` and `previous` are whole addresses."""
    asked = Asked(request.GET)
    page = None
    if asked.is_valid():
        found = with_everything(asked.apply(Event.objects.published()))
        try:
            page = page_of(found, asked.sort, asked.one("after"), asked.limit or PAGE, asked.asked.get("q", ""))
        except WrongCursor:
            asked.fault("after", _("This place in the list is not known. Start again from the first page."))
    if not asked.is_valid() or page is None:
        return problem(request, asked.errors)
    with translation.override(asked.lang):
        count = summarise(asked).count
    return answer(
        {
            "count": count,
            "next": beside(request, page.next),
            "previous": beside(request, page.previous),
            "results": [event_shape(event, asked.lang) for event in page.events],
        }
    )


def beside(request, cursor):
    """The address of the page that a cursor leads to."""
    if cursor is None:
        return None
    query = request.GET.copy()
    query["after"] = cursor
    return absolute(f"{request.path}?{query.urlencode()}")


@for_programs
def event(request, slug):
    """One event; 410 with the reason where it was withdrawn, 301 from a slug that it had before."""
    asked = Asked(request.GET, only=("lang",))
    if not asked.is_valid():
        return problem(request, asked.errors)
    found = known_events().filter(slug=slug).first()
    if found is None:
        return moved(request, Noun.EVENT, slug, known_events())
    if found.status == Status.WITHDRAWN:
        gone = problem(request, {}, 410, _("This event was withdrawn."))
        body = orjson.loads(gone.content) | {"detail": found.withdrawn_reason, "id": found.public_id}
        gone.content = orjson.dumps(body)
        return gone
    return answer(event_shape(with_everything(Event.objects.filter(pk=found.pk)).get(), asked.lang))


def moved(request, noun, slug, things):
    ids = OldSlug.objects.filter(noun=noun, slug=slug).values("public_id")
    now = things.filter(public_id__in=ids).values_list("slug", flat=True).first()
    if now is None:
        raise Http404
    return redirect(request.path.replace(slug, now), permanent=True)


def listing(request, rows, shape):
    """A page of rows by slug: `limit` at most 500, `after` a cursor that we gave out."""
    asked = Asked(request.GET, only=("limit", "after", "lang"))
    after = asked.one("after")
    start = ""
    if after:
        try:
            start = SIGNER.unsign_object(after)
        except (signing.BadSignature, ValueError):
            asked.fault("after", _("This place in the list is not known. Start again from the first page."))
    if not asked.is_valid():
        return problem(request, asked.errors)
    limit = asked.limit or PAGE
    count = rows.count()
    rows = rows.order_by("slug")
    found = list((rows.filter(slug__gt=start) if start else rows)[: limit + 1])
    more = SIGNER.sign_object(found[limit - 1].slug) if len(found) > limit else None
    return answer(
        {
            "count": count,
            "next": beside(request, more),
            "previous": None,
            "results": [shape(row, asked.lang) for row in found[:limit]],
        }
    )


def single(request, rows, slug, shape, noun, known):
    asked = Asked(request.GET, only=("lang",))
    if not asked.is_valid():
        return problem(request, asked.errors)
    row = rows.filter(slug=slug).first()
    return answer(shape(row, asked.lang)) if row else moved(request, noun, slug, known)


@for_programs
def actors(request):
    return listing(request, nouns.actors(), nouns.actor_shape)


@for_programs
def actor(request, slug):
    return single(request, nouns.actors(), slug, nouns.actor_shape, Noun.ACTOR, known_actors())


@for_programs
def sources(request):
    return listing(request, nouns.sources(), nouns.source_shape)


@for_programs
def source(request, slug):
    return single(request, nouns.sources(), slug, nouns.source_shape, Noun.SOURCE, known_sources())


def with_steps():
    return told_stories().prefetch_related(Prefetch("steps", StoryStep.objects.prefetch_related("events")))


@for_programs
def stories(request):
    return listing(request, with_steps(), nouns.story_shape)


@for_programs
def story(request, slug):
    asked = Asked(request.GET, only=("lang",))
    if not asked.is_valid():
        return problem(request, asked.errors)
    row = with_steps().filter(slug=slug).first()
    if row is None:
        raise Http404
    return answer(nouns.story_shape(row, asked.lang))


@for_programs
def facets(request):
    """Counts of the filter's events by every facet, and by year."""
    asked = Asked(request.GET)
    if not asked.is_valid():
        return problem(request, asked.errors)
    with translation.override(asked.lang):
        return answer(nouns.facets_shape(summarise(asked)))


@for_programs
def trends(request):
    """The numbers of the charts: by year, actor, pair of leaders, source; and around the event of `selected`."""
    asked = Asked(request.GET)
    selected = asked.one("selected")
    if not asked.is_valid():
        return problem(request, asked.errors)
    chosen = Event.objects.published().filter(slug=selected).first() if selected else None
    if selected and chosen is None:
        asked.fault("selected", _("There is no event “%(slug)s” in this record.") % {"slug": selected[:80]})
        return problem(request, asked.errors)
    return answer(Trends(asked, chosen=chosen).as_data())


@for_programs
def openapi(request):
    return answer(description())


@require_safe
def docs(request):
    """How to use the API, with examples that are links; made from the same description as openapi.json."""
    whole = description()
    examples = [
        (words, f"/api/v1/events?{urlencode(query)}")
        for words, query in (
            (_("Summits since March 2023"), {"kind": "summit", "from": "2023-03"}),
            (_("Friction, in Korean"), {"tone": "friction", "lang": "ko"}),
            (_("Events of 2025 with the word “treaty”"), {"q": "treaty", "from": "2025", "to": "2025"}),
        )
    ]
    context = {
        "paths": [{"path": path, "words": methods["get"]["summary"]} for path, methods in whole["paths"].items()],
        "parameters": whole["components"]["parameters"].values(),
        "examples": examples,
        "formats": [(extension, form.name) for extension, form in FORMATS.items()],
    }
    return render(request, "pages/api.html", context)
