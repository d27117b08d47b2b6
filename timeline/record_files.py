"""The record's nouns as plain dictionaries, in the order and form of the record's TOML files.

The same form is a file of `fixtures/`, a snapshot of the history, and what two versions are compared by. Empty values
are left out; references are slugs; texts are maps by language.
"""

import tomllib

import tomli_w
from django.db.models import Prefetch

from timeline.models import LANGUAGES, Citation, EventLink, Participation, Source, StoryStep

ONE = {  # what a row's dictionary names by slug, read with it
    "actor": ("country",), "publisher": ("country",), "place": ("country",), "office": ("country",), "era": ("source",),
    "tenure": ("office", "actor", "source"), "source": ("publisher", "syndication_of"), "event": ("place",),
}  # fmt: skip


def whole(rows):
    """Rows of a noun with all that their dictionaries hold: a handful of queries, however many rows."""
    noun = rows.model._meta.model_name
    rows = rows.select_related(*ONE[noun]) if noun in ONE else rows
    if noun == "event":
        cited = Citation.objects.select_related("source").defer("source__text")
        rows = rows.prefetch_related(
            "themes",
            Prefetch("participations", Participation.objects.select_related("actor")),
            Prefetch("links", EventLink.objects.select_related("other")),
            Prefetch("citations", cited),
        )
    if noun == "story":
        rows = rows.prefetch_related(Prefetch("steps", StoryStep.objects.prefetch_related("events")))
    return rows.defer("text", "syndication_of__text") if rows.model is Source else rows


def texts(thing, field):
    """A text in the languages that have it: `{"en": …, "ko": …, "ja": …}`."""
    return {code: text for code in LANGUAGES if (text := getattr(thing, f"{field}_{code}"))}


def slug_of(thing):
    return thing.slug if thing else None


def without_empty(fields):
    """The fields that say something; a number stays, be it 0."""
    return {
        key: value
        for key, value in fields.items()
        if value is not None and value is not False and value not in ("", [], {})
    }


def number(value):
    """A float as the files write it: 4.0 stays 4.0, so that a round trip changes no byte."""
    return None if value is None else float(value)


def preset_as_dict(preset):
    """A preset window with its keys in the files' order: PostgreSQL's jsonb keeps none."""
    name = preset.get("name", {})
    return without_empty(
        {
            "slug": preset.get("slug"),
            "window": preset.get("window"),
            "name": {code: name[code] for code in LANGUAGES if name.get(code)},
        }
    )


def record_as_dict(record):
    return without_empty(
        {
            "slug": record.slug,
            "home": [actor.slug for actor in record.home.order_by("slug")],
            "office_above": slug_of(record.office_above),
            "office_below": slug_of(record.office_below),
            "section_edges": list(record.section_edges),
            "time_zone": record.time_zone,
            "licence": record.licence,
            "contact": record.contact,
            "name": texts(record, "name"),
            "subtitle": texts(record, "subtitle"),
            "inclusion": texts(record, "inclusion"),
            "searched": texts(record, "searched"),
            "presets": [preset_as_dict(preset) for preset in record.presets],
        }
    )


def actor_as_dict(actor):
    return without_empty(
        {
            "id": actor.public_id,
            "slug": actor.slug,
            "kind": actor.kind,
            "country": slug_of(actor.country),
            "iso": actor.iso,
            "name": texts(actor, "name"),
            "family_name": texts(actor, "family_name"),
            "aliases": texts(actor, "aliases"),
        }
    )


def office_as_dict(office):
    return without_empty(
        {
            "slug": office.slug,
            "country": slug_of(office.country),
            "name": texts(office, "name"),
            "title": texts(office, "title"),
        }
    )


def tenure_as_dict(tenure):
    return without_empty(
        {
            "slug": tenure.slug,
            "office": slug_of(tenure.office),
            "actor": slug_of(tenure.actor),
            "date": tenure.date,
            "acting": tenure.acting,
            "source": slug_of(tenure.source),
            "as_of": tenure.as_of,
            "note": texts(tenure, "note"),
        }
    )


def publisher_as_dict(publisher):
    return without_empty(
        {
            "slug": publisher.slug,
            "country": slug_of(publisher.country),
            "language": publisher.language,
            "name": texts(publisher, "name"),
        }
    )


def place_as_dict(place):
    return without_empty(
        {
            "slug": place.slug,
            "country": slug_of(place.country),
            "lat": number(place.lat),
            "lon": number(place.lon),
            "name": texts(place, "name"),
        }
    )


def theme_as_dict(theme):
    return {"slug": theme.slug, "name": texts(theme, "name")}


def era_as_dict(era):
    return without_empty(
        {"slug": era.slug, "date": era.date, "source": slug_of(era.source), "name": texts(era, "name")}
    )


def source_as_dict(source):
    return without_empty(
        {
            "id": source.public_id,
            "slug": source.slug,
            "kind": source.kind,
            "title": source.title,
            "original_title": source.original_title,
            "language": source.language,
            "publisher": slug_of(source.publisher),
            "authors": list(source.authors),
            "url": source.url,
            "archive_url": source.archive_url,
            "published": source.published,
            "accessed": source.accessed.isoformat() if source.accessed else None,
            "licence_note": source.licence_note,
            "syndication_of": slug_of(source.syndication_of),
            "text_file": source.text_file,
            "text_hash": source.text_hash,
            "note": texts(source, "note"),
        }
    )


def citation_as_dict(citation):
    return without_empty(
        {
            "source": slug_of(citation.source),
            "role": citation.role,
            "claimed_date": citation.claimed_date,
            "date_words": citation.date_words,
            "page": citation.page,
            "paragraph": citation.paragraph,
            "checked": citation.checked.isoformat() if citation.checked else None,
            "text_hash": citation.text_hash,
            "locator": without_empty({"prefix": citation.prefix, "exact": citation.exact, "suffix": citation.suffix}),
            "note": texts(citation, "note"),
        }
    )


def event_as_dict(event, *, themes=None, participations=None, links=None, citations=None):
    """The whole event with its themes, participants, links and citations: the stored ones, or the rows given."""
    themes = event.themes.all() if themes is None else themes
    participations = event.participations.all() if participations is None else participations
    links = event.links.all() if links is None else links
    citations = event.citations.all() if citations is None else citations
    return without_empty(
        {
            "id": event.public_id,
            "slug": event.slug,
            "date": event.date,
            "kind": event.kind,
            "phase": event.phase,
            "plover": event.plover,
            "plover_mode": event.plover_mode,
            "score": number(event.score_override),
            "significance": event.significance,
            "place": slug_of(event.place),
            "themes": sorted(theme.slug for theme in themes),
            "status": event.status,
            "withdrawn_reason": event.withdrawn_reason,
            "internal_note": event.internal_note,
            "title": texts(event, "title"),
            "short_title": texts(event, "short_title"),
            "summary": texts(event, "summary"),
            "note": texts(event, "note"),
            "participants": [{"actor": p.actor.slug, "role": p.role} for p in participations],
            "links": [{"kind": link.kind, "event": link.other.slug} for link in links],
            "citations": [citation_as_dict(citation) for citation in citations],
        }
    )


def story_as_dict(story):
    """The whole story with its steps; the events of a step stand in the order of their slugs."""
    return without_empty(
        {
            "id": story.public_id,
            "slug": story.slug,
            "published": story.published,
            "title": texts(story, "title"),
            "summary": texts(story, "summary"),
            "steps": [step_as_dict(step) for step in story.steps.all()],
        }
    )


def step_as_dict(step):
    return without_empty(
        {
            "events": sorted(event.slug for event in step.events.all()),
            "window": step.window,
            "headline": texts(step, "headline"),
            "words": texts(step, "words"),
        }
    )


def read(path):
    """A TOML file as a dictionary; a file that is no TOML is a ValueError naming the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}") from error


def write(path, data):
    """Write a TOML file in its one canonical form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomli_w.dumps(data), encoding="utf-8")
