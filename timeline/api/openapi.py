"""The API described as OpenAPI 3.1, from the same lists that the code reads parameters and vocabularies by."""

from functools import cache

from django.conf import settings

from timeline.codebook import Kind, Tone
from timeline.filters import MAX_LENGTH, MAX_LIMIT, SORTS

from .schemas import SCHEMAS, listed, of, text

__all__ = ["description"]

WORDS = {
    "q": "Words, in any script; quotes make a phrase, “-” leaves a word out.",
    "dates": "Days as a person types them, “from March 2023”; answered by `from` and `to`.",
    "from": "First day that an event may have: EDTF, or words such as “March 2023”.",
    "to": "Last day that an event may have.",
    "kind": "Kinds of event; any of those given.",
    "actor": "Slugs of people or bodies; any of those given.",
    "with": "Slugs of people or bodies; all of those given.",
    "country": "Slugs of states; any of those given.",
    "theme": "Slugs of themes; any of those given.",
    "publisher": "Slugs of publishers that report the event; any of those given.",
    "source": "Slugs of sources that are cited on the event; any of those given.",
    "during": "Slug of a tenure or era: events inside it.",
    "tone": "Cooperation, neutral or friction; any of those given.",
    "significance": "The least significance, 1 to 5.",
    "story": "Slug of a story: its events.",
    "language": "Languages of a source that is cited on the event; any of those given.",
    "event": "Slugs of events; any of those given.",
    "sort": "Order of the list.",
    "selected": "Slug of an event: what came before and after it.",
    "limit": f"Events a page, 1 to {MAX_LIMIT}.",
    "after": "Cursor of a page, as `next` and `previous` give it.",
    "lang": "Language of the flat texts and of the words; the maps hold all three.",
}
VALUES: dict[str, list] = {"kind": list(Kind.values), "tone": list(Tone.values), "sort": list(SORTS)}
MANY = ("kind", "actor", "with", "country", "theme", "publisher", "source", "tone", "language", "event")
SLUG = {"type": "string", "pattern": "^[a-z0-9-]{3,80}$"}


def parameter(name):
    schema: dict = {"type": "string", "maxLength": MAX_LENGTH}
    if name in VALUES:
        schema = {"type": "string", "enum": VALUES[name]}
    elif name in ("actor", "with", "country", "theme", "publisher", "source", "event", "during", "story", "selected"):
        schema = SLUG
    elif name == "significance":
        schema = {"type": "integer", "minimum": 1, "maximum": 5}
    elif name == "limit":
        schema = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": 50}
    elif name == "lang":
        schema = {"type": "string", "enum": ["en", "ko", "ja"], "default": "en"}
    elif name == "language":
        schema = {"type": "string", "pattern": "^[a-z]{2,3}(-[a-zA-Z0-9]{2,6})?$"}
    if name in MANY:
        schema = {"type": "array", "items": schema, "maxItems": 50}
    return {"name": name, "in": "query", "description": WORDS[name], "required": False, "schema": schema} | (
        {"style": "form", "explode": True} if name in MANY else {}
    )


def referred(*names):
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def answers(schema, *, found=False):
    """What an address may answer with."""
    made = {
        "200": {
            "description": "What was asked for.",
            "headers": {"ETag": {"description": "Send it back as If-None-Match.", "schema": text()}},
            "content": {"application/json": {"schema": schema}},
        },
        "304": {"description": "Nothing has changed since the ETag that was sent."},
        "400": failure("A parameter was not understood; `errors` names it."),
        "405": failure("The API only reads."),
    }
    if found:
        made |= {
            "301": {"description": "It has another slug now; Location says which."},
            "404": failure("There is nothing at this address."),
            "410": failure("The event was withdrawn; `detail` says why."),
        }
    return made


def failure(words):
    return {"description": words, "content": {"application/problem+json": {"schema": of("Problem")}}}


def get(summary, operation, schema, parameters, *, path_parameters=(), found=False):
    inside = [
        {"name": name, "in": "path", "required": True, "schema": SLUG, "description": "Slug."}
        for name in path_parameters
    ]
    return {
        "get": {
            "summary": summary,
            "operationId": operation,
            "parameters": inside + referred(*parameters),
            "responses": answers(schema, found=found),
        }
    }


FILTER = [name for name in WORDS if name not in ("limit", "after", "lang", "sort", "selected")]


@cache
def description():
    """The whole description; it changes only with the code and with SITE_URL."""
    one = {"path_parameters": ("slug",), "found": True}
    paging = ("limit", "after", "lang")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Shuttle",
            "version": "1",
            "summary": "A sourced timeline of diplomacy, for reading.",
            "license": {"name": "CC BY 4.0 (data)", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {
            "/api/v1/events": get(
                "Events that a filter asks for", "events", listed("Event"), (*FILTER, "sort", *paging)
            ),
            "/api/v1/events/{slug}": get("One event", "event", of("Event"), ("lang",), **one),
            "/api/v1/actors": get("People, states and bodies", "actors", listed("Actor"), paging),
            "/api/v1/actors/{slug}": get("One actor", "actor", of("Actor"), ("lang",), **one),
            "/api/v1/sources": get("What is cited", "sources", listed("Source"), paging),
            "/api/v1/sources/{slug}": get("One source", "source", of("Source"), ("lang",), **one),
            "/api/v1/stories": get("Narrated selections", "stories", listed("Story"), paging),
            "/api/v1/stories/{slug}": get("One story", "story", of("Story"), ("lang",), **one),
            "/api/v1/facets": get(
                "Counts of a filter by facet and year", "facets", of("Facets"), (*FILTER, "sort", "lang")
            ),
            "/api/v1/trends": get(
                "Counts of a filter by year: kinds, tones, scores, actors, pairs of leaders, citations",
                "trends",
                of("Trends"),
                (*FILTER, "selected"),
            ),
        },
        "components": {
            "parameters": {name: parameter(name) for name in WORDS},
            "schemas": SCHEMAS,
        },
    }
