"""The whole record as a Data Package (v2) in a ZIP: tables with their schemas, licence, checksums and changes.

The same record gives the same bytes: members are in one order and bear the day of the record's last change.
"""

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable

from timeline.api.shapes import absolute, with_everything
from timeline.codebook import Status
from timeline.known import known_actors, known_sources
from timeline.models import LANGUAGES, Event, Publisher, StoryStep, Tenure
from timeline.public_history import latest_changes

from .cells import guarded
from .spreadsheet import COLUMNS as EVENT_COLUMNS
from .spreadsheet import cells_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    "significance": "integer", "score": "number", "earliest": "date", "latest": "date", "accessed": "date",
    "acting": "boolean", "paragraph": "integer", "lat": "number", "lon": "number", "step": "integer",
}  # fmt: skip
README = """{title}

{count} events, as of {day}. {licence}. {page}

events.csv        an event a row; dates are EDTF (ISO 8601-2), with the first and last day that each may mean
citations.csv     which source supports which event, how, and the date that it gives
participants.csv  who took part in which event, in which role
links.csv         what one event is to another
sources.csv       articles, treaty texts, press releases
actors.csv        people, states and bodies
tenures.csv       who held which office from when to when
publishers.csv    who published the sources
stories.csv       stories: a step a row with its words and events, in order
changes.csv       every change of what is public: when, by whom, why
timeline.html     the timeline by itself, for reading without a network
datapackage.json  the schemas of the tables; checksums.txt their SHA-256

Cells that a spreadsheet would take for a formula begin with an apostrophe; take one off when reading.
Event categories and scores follow PLOVER (Open Event Data Alliance, CC BY-SA 4.0).
"""


def as_zip(about, extra: Iterable[tuple[str, bytes]] = ()):
    """A temporary file, at its start, with the package; `extra` are further members as (name, bytes)."""
    file = tempfile.TemporaryFile()
    moment = about.changed_at.timetuple()[:6] if about.changed_at else (1980, 1, 1, 0, 0, 0)
    sums, resources = {}, []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:

        def put(name, pieces):
            info = zipfile.ZipInfo(name, moment)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            summed, size = hashlib.sha256(), 0
            with package.open(info, "w") as member:
                for piece in pieces:
                    summed.update(piece)
                    size += len(piece)
                    member.write(piece)
            sums[name] = summed.hexdigest()
            return size

        for name, columns, rows in tables(about.language):
            size = put(f"{name}.csv", lines(columns, rows))
            resources.append(resource(name, columns, size, sums[f"{name}.csv"]))
        for name, content in extra:
            put(name, [content])
        day = f"{about.changed_at:%Y-%m-%d}" if about.changed_at else ""
        put("README.txt", [README.format(**vars(about), day=day).encode()])
        described = json.dumps(package_of(about, resources), ensure_ascii=False, indent=2) + "\n"
        put("datapackage.json", [described.encode()])
        put("checksums.txt", ["".join(f"{value}  {name}\n" for name, value in sums.items()).encode()])
    file.seek(0)
    return file


def lines(columns, rows):
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded("" if cell is None else str(cell)) for cell in row])
        if made.tell() > 65536:
            yield made.getvalue().encode()
            made.seek(0)
            made.truncate()
    yield made.getvalue().encode()


def tables(language):
    """(name, columns, rows) of every table, the rows one by one."""
    yield "events", EVENT_COLUMNS, (cells_of(event, language) for event in every_event())
    yield (
        "citations",
        ("event", "source", "role", "claimed_date", "date_words", "prefix", "exact", "suffix", "page", "paragraph"),
        (
            (event.slug, c.source.slug, c.role, c.claimed_date, c.date_words, c.prefix, c.exact, c.suffix, c.page,
             c.paragraph)
            for event in every_event()
            for c in event.citations.all()
        ),
    )  # fmt: skip
    yield (
        "participants",
        ("event", "actor", "role"),
        ((event.slug, part.actor.slug, part.role) for event in every_event() for part in event.participations.all()),
    )
    yield (
        "links",
        ("event", "kind", "other"),
        (
            (event.slug, link.kind, link.other.slug)
            for event in every_event()
            for link in event.links.all()
            if link.other.status == "published"
        ),
    )
    yield (
        "sources",
        ("id", "slug", "kind", "title", "original_title", "language", "publisher", "authors", "url", "archive_url",
         "published", "accessed", "syndication_of"),
        (
            (s.public_id, s.slug, s.kind, s.title, s.original_title, s.language, slug(s.publisher),
             "; ".join(s.authors), s.url, s.archive_url, s.published, s.accessed, slug(s.syndication_of))
            for s in every_source()
        ),
    )  # fmt: skip
    yield (
        "actors",
        ("id", "slug", "kind", "country", "iso", *(f"name_{code}" for code in LANGUAGES)),
        (
            (a.public_id, a.slug, a.kind, slug(a.country), a.iso, *(getattr(a, f"name_{code}") for code in LANGUAGES))
            for a in known_actors().select_related("country").order_by("slug").iterator(chunk_size=500)
        ),
    )
    tenures = Tenure.objects.select_related("office", "actor").order_by("slug")
    yield (
        "tenures",
        ("slug", "office", "actor", "date", "acting", "as_of"),
        ((t.slug, t.office.slug, t.actor.slug, t.date, str(t.acting).lower(), t.as_of) for t in tenures),
    )
    yield (
        "stories",
        ("story", *(f"title_{code}" for code in LANGUAGES), "step",
         *(f"{name}_{code}" for name in ("headline", "words") for code in LANGUAGES), "events"),
        (
            (step.story.slug, *(getattr(step.story, f"title_{code}") for code in LANGUAGES), step.position,
             *(getattr(step, f"{name}_{code}") for name in ("headline", "words") for code in LANGUAGES),
             "; ".join(sorted(e.slug for e in step.events.all() if e.status == Status.PUBLISHED)))
            for step in every_step()
        ),
    )  # fmt: skip
    publishers = Publisher.objects.select_related("country").order_by("slug")
    yield (
        "publishers",
        ("slug", "country", "language", *(f"name_{code}" for code in LANGUAGES)),
        (
            (p.slug, slug(p.country), p.language, *(getattr(p, f"name_{code}") for code in LANGUAGES))
            for p in publishers
        ),
    )
    yield (
        "changes",
        ("at", "noun", "id", "version", "verb", "by", "reason"),
        (
            (c.at.isoformat(timespec="seconds"), c.noun, c.public_id, c.version, c.verb, c.by.display_name, c.reason)
            for c in latest_changes().select_related("by").iterator(chunk_size=500)
        ),
    )


def every_event():
    return with_everything(Event.objects.published()).order_by("slug").iterator(chunk_size=500)


def every_source():
    sources = known_sources().select_related("publisher", "syndication_of").defer("text", "syndication_of__text")
    return sources.order_by("slug").iterator(chunk_size=500)


def every_step():
    steps = StoryStep.objects.filter(story__published=True).select_related("story").prefetch_related("events")
    return steps.order_by("story__slug", "position")


def slug(thing):
    return thing.slug if thing else None


def resource(name, columns, size, digest):
    """A table as a Data Resource with its Table Schema."""
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [{"name": column, "type": TYPES.get(column, "string")} for column in columns],
            "missingValues": [""],
        },
    }


def package_of(about, resources):
    return {
        "$schema": PROFILE,
        "name": "shuttle-record",
        "id": absolute("/dataset.zip"),
        "title": about.title,
        "homepage": about.page,
        "version": f"{about.changed_at:%Y.%m.%d}" if about.changed_at else "0",
        "created": about.changed_at.isoformat() if about.changed_at else None,
        "licenses": [
            {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": about.licence}
        ],
        "sources": [{"title": "PLOVER (Open Event Data Alliance)", "path": "https://github.com/openeventdata/PLOVER"}],
        "resources": resources,
    }
