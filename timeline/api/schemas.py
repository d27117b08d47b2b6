"""JSON Schemas of what the API answers with. Every key stands in every answer; what is not known is null."""

from timeline.codebook import PLOVER, ActorKind, CitationRole, Kind, Lane, LinkKind, Phase, Role, SourceKind, Tone
from timeline.dates import Precision


def text(**more):
    return {"type": "string"} | more


def nullable(schema):
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(values):
    return {"type": "string", "enum": [str(value) for value in values]}


def many(schema):
    return {"type": "array", "items": schema}


def thing(**properties):
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def of(name):
    return {"$ref": f"#/components/schemas/{name}"}


def by_name(schema):
    """An object whose names are years, slugs or codes."""
    return {"type": "object", "additionalProperties": schema}


def exactly(values):
    """A number for each of these."""
    return thing(**{str(value): WHOLE for value in values})


def listed(name):
    """A page of a list of these."""
    return thing(count=WHOLE, next=nullable(ADDRESS), previous=nullable(ADDRESS), results=many(of(name)))


WHOLE = {"type": "integer", "minimum": 0}
NUMBER = {"type": "number"}
ID = text(pattern="^[0-9A-HJKMNP-TV-Z]{8}$", description="Permanent.")
SLUG = text(pattern="^[a-z0-9-]{3,80}$")
ADDRESS = text(format="uri")
DAY = text(format="date")
MOMENT = text(format="date-time")
EDTF = text(description="EDTF (ISO 8601-2): level 1, sets and sub-year groups.", examples=["2023-03", "2008?"])
TEXTS = {
    "type": "object",
    "properties": {code: text() for code in ("en", "ko", "ja")},
    "additionalProperties": False,
    "description": "A text by language; a language that the record lacks is left out.",
}
LISTS_OF_TEXTS = TEXTS | {"properties": {code: many(text()) for code in ("en", "ko", "ja")}}
LOCATOR = {
    "type": "object",
    "properties": {"prefix": text(), "exact": text(), "suffix": text()},
    "required": ["exact"],
    "additionalProperties": False,
    "description": "A W3C TextQuoteSelector of at most eight words.",
}

SCHEMAS = {
    "Event": thing(
        id=ID, slug=SLUG, url=ADDRESS, title=text(), titles=TEXTS, short_title=text(), short_titles=TEXTS,
        summary=text(), summaries=TEXTS, note=nullable(text()), notes=TEXTS, date=EDTF, earliest=nullable(DAY),
        latest=nullable(DAY), precision=one_of(p.value for p in Precision), date_text=text(), date_texts=TEXTS,
        kind=one_of(Kind.values), phase=nullable(one_of(Phase.values)), plover=nullable(one_of(PLOVER)),
        plover_mode=nullable(text()), score=nullable(NUMBER | {"minimum": -10, "maximum": 10}),
        score_override=nullable(NUMBER), tone=one_of(Tone.values),
        significance={"type": "integer", "minimum": 1, "maximum": 5}, place=nullable(of("Place")),
        participants=many(thing(slug=SLUG, name=text(), names=TEXTS, role=one_of(Role.values))), themes=many(SLUG),
        links=many(thing(kind=one_of(LinkKind.values), slug=SLUG, title=text())), sources=many(of("Citation")),
        status=one_of(["published"]), version=WHOLE, published_at=MOMENT, updated_at=MOMENT,
    ),
    "Place": thing(slug=SLUG, name=text(), names=TEXTS, lat=nullable(NUMBER), lon=nullable(NUMBER)),
    "Citation": thing(
        slug=SLUG, id=ID, title=text(), publisher=nullable(text()), language=text(), authors=many(text()),
        url=nullable(ADDRESS), archive_url=nullable(ADDRESS), published=nullable(EDTF),
        role=one_of(CitationRole.values), claimed_date=nullable(EDTF), date_words=nullable(text()),
        locator=nullable(LOCATOR), page=nullable(text()), checked=nullable(DAY), paragraph=nullable(WHOLE),
        text_hash=nullable(text()), notes=TEXTS, copies=many(SLUG),
    ),
    "Actor": thing(
        id=ID, slug=SLUG, url=ADDRESS, name=text(), names=TEXTS, aliases=LISTS_OF_TEXTS,
        kind=one_of(ActorKind.values), country=nullable(SLUG), iso=nullable(text(pattern="^[A-Z]{2}$")),
        tenures=many(
            thing(slug=SLUG, office=SLUG, office_name=text(), date=EDTF, earliest=nullable(DAY), latest=nullable(DAY),
                  acting={"type": "boolean"}, source=SLUG)
        ),
        events=WHOLE,
    ),
    "Source": thing(
        id=ID, slug=SLUG, page=ADDRESS, kind=one_of(SourceKind.values), title=text(), original_title=nullable(text()),
        language=text(), publisher=nullable(text()), publisher_slug=nullable(SLUG), authors=many(text()),
        url=nullable(ADDRESS), archive_url=nullable(ADDRESS), published=nullable(EDTF), accessed=nullable(DAY),
        licence_note=nullable(text()), syndication_of=nullable(SLUG), copies=many(SLUG), link_state=nullable(text()),
        link_checked_at=nullable(MOMENT), events=WHOLE,
    ),
    "Story": thing(
        id=ID, slug=SLUG, url=ADDRESS, title=text(), titles=TEXTS, summary=text(), summaries=TEXTS,
        steps=many(
            thing(position=WHOLE, headline=text(), headlines=TEXTS, narration=text(), narrations=TEXTS,
                  events=many(SLUG))
        ),
    ),
    "Facets": thing(
        count=WHOLE, years={"type": "object", "additionalProperties": WHOLE},
        facets={
            "type": "object",
            "additionalProperties": many(
                thing(value=text(), label=text(), count=WHOLE, selected={"type": "boolean"}, toggle=ADDRESS)
            ),
        },
    ),
    "Trends": thing(
        count=WHOLE, undated=WHOLE,
        years=by_name(
            thing(count=WHOLE, kinds=exactly(Kind.values), topics=exactly(Lane.values), tones=exactly(Tone.values),
                  scored=WHOLE, cooperation=NUMBER, friction=NUMBER, net=NUMBER)
        ),
        actors=many(thing(slug=SLUG, state={"type": "boolean"}, count=WHOLE, years=by_name(WHOLE))),
        pairs=many(thing(above=SLUG, below=SLUG, together={"type": "boolean"}, count=WHOLE)),
        coverage=thing(
            citations=WHOLE, countries=by_name(by_name(WHOLE)), languages=by_name(by_name(WHOLE)),
            publishers=by_name(by_name(WHOLE)), single=WHOLE,
            unrecorded=many(many({"type": "integer"}) | {"description": "First and last year without any event."}),
        ),
        change=nullable(thing(event=SLUG, days=WHOLE, before=of("Side"), after=of("Side"))),
    ),
    "Side": thing(count=WHOLE, tones=exactly(Tone.values), net=NUMBER),
    "Problem": {
        "type": "object",
        "description": "RFC 9457 problem details.",
        "properties": {
            "type": text(), "title": text(), "status": {"type": "integer"}, "detail": text(), "instance": text(),
            "id": ID, "errors": many(thing(parameter=text(), messages=many(text()))),
        },
        "required": ["type", "title", "status"],
    },
}  # fmt: skip
