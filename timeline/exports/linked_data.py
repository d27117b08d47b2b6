"""Events as JSON-LD in the words of schema.org.

schema.org has no uncertainty: dates go out reduced to what is known ("2023-03") and without their marks; the EDTF text
stands beside them as a PropertyValue. A place is left out where the record has none.
"""

import re
from datetime import date

import orjson
from django.utils.translation import get_language

from timeline.api.shapes import absolute
from timeline.dates import Precision
from timeline.dates.edtf import Interval, Single
from timeline.models import as_language, in_language

ROLE = {"host": "organizer"}


def as_json_ld(events, about):
    """A Dataset and its events as one graph, in pieces."""
    dataset = dataset_of(about.page, about.title, about.language, about.changed_at)
    yield b'{"@context":"https://schema.org","@graph":[' + orjson.dumps(dataset)
    for event in events:
        yield b"," + orjson.dumps(event_as_json_ld(event, about.language))
    yield b"]}\n"


LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DOWNLOADS = ("csv", "json", "jsonld")


def dataset_of(page, title, language, changed_at):
    made = {
        "@type": "Dataset",
        "@id": page,
        "name": title,
        "url": page,
        "inLanguage": language,
        "license": LICENCE,
        "dateModified": changed_at.isoformat() if changed_at else None,
        "isAccessibleForFree": True,
    }
    return {key: value for key, value in made.items() if value}


def dataset_as_json_ld(work, asked):
    """What the timeline's page says of itself: a Dataset with its files and the time that it covers."""
    from . import FORMATS
    from .offered import address_of, query_of_files

    record, query = asked.vocabulary.record, query_of_files(asked)
    name = " · ".join(dict.fromkeys((work.record, work.title)))
    made = dataset_of(work.address, name, work.language, record.changed_at if record else None)
    made["description"] = record.subtitle if record and record.subtitle else name
    made["creator"] = {"@type": "Organization", "name": work.site, "url": absolute("/")}
    made["distribution"] = [
        {
            "@type": "DataDownload",
            "name": FORMATS[end].name,
            "encodingFormat": FORMATS[end].content_type.partition(";")[0],
            "contentUrl": absolute(address_of(f"/events.{end}", query)),
        }
        for end in DOWNLOADS
    ]
    if covered := days_covered(asked):
        made["temporalCoverage"] = covered
    return {"@context": "https://schema.org"} | made


def days_covered(asked):
    """The days that a filter asks for as schema.org has them: "1965-01-01/..", or nothing where it asks for no days."""
    window = asked.window
    first = max(asked.first, window.earliest if window else date.min)
    last = min(asked.last, window.latest if window else date.max)
    ends = ["" if day in (date.min, date.max) else day.isoformat() for day in (first, last)]
    return f"{ends[0] or '..'}/{ends[1] or '..'}" if any(ends) else ""


def event_page_as_json_ld(event):
    """What an event's page says of itself, in the page's language."""
    return {"@context": "https://schema.org"} | event_as_json_ld(event, as_language(get_language()))


def event_as_json_ld(event, language):
    """One event as a schema.org Event, with the articles that report it as its `subjectOf`."""
    start, end = reduced_days(event.edtf)
    made = {
        "@type": "Event",
        "@id": absolute(f"/e/{event.public_id}"),
        "url": absolute(f"/events/{event.slug}/"),
        "name": in_language(event, "title", language)[0],
        "description": in_language(event, "summary", language)[0],
        "startDate": start,
        "endDate": end,
        "inLanguage": language,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "EDTF", "value": event.date},
            {"@type": "PropertyValue", "propertyID": "Shuttle", "value": event.public_id},
        ],
        "about": [agent(part.actor, language) for part in event.participations.all()],
        "organizer": [agent(part.actor, language) for part in event.participations.all() if part.role == "host"],
        "location": place(event.place, language) if event.place else None,
        "subjectOf": [article(citation.source) for citation in event.citations.all()],
        "dateModified": event.updated_at.isoformat(),
    }
    return {key: value for key, value in made.items() if value}


def reduced_days(edtf):
    """(startDate, endDate) as ISO 8601 of reduced precision, or None: "2023-03", "1965"."""
    if isinstance(edtf.shape, Interval):
        return reduced(edtf.shape.start), reduced(edtf.shape.end)
    if isinstance(edtf.shape, Single) and not (edtf.shape.month or 0) > 12 and "X" not in edtf.shape.year:
        return reduced(edtf.shape), None
    if edtf.precision in (Precision.SEASON, Precision.QUARTER, Precision.HALF):
        return f"{edtf.earliest:%Y-%m}", f"{edtf.latest:%Y-%m}"
    return f"{edtf.earliest.year:04}", f"{edtf.latest.year:04}"


def reduced(single):
    if not isinstance(single, Single) or not re.fullmatch(r"\d{4}", single.year):
        return None
    month = single.month if single.month and single.month <= 12 else None
    day = single.day if month else None
    return "-".join([single.year, *(f"{part:02}" for part in (month, day) if part)])


def agent(actor, language):
    kind = {"person": "Person", "state": "Country"}.get(actor.kind, "Organization")
    return {
        "@type": kind,
        "@id": absolute(f"/actors/{actor.slug}/"),
        "name": in_language(actor, "name", language)[0],
    }


def place(where, language):
    made = {"@type": "Place", "name": in_language(where, "name", language)[0]}
    if where.lat is not None and where.lon is not None:
        made["geo"] = {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon}
    return made


def article(source):
    publisher = source.publisher
    made = {
        "@type": "NewsArticle" if source.kind == "article" else "CreativeWork",
        "@id": absolute(f"/sources/{source.slug}/"),
        "headline": source.title,
        "url": source.url,
        "archivedAt": source.archive_url,
        "inLanguage": source.language,
        "datePublished": source.published if re.fullmatch(r"[\d-]+", source.published) else None,
        "publisher": {"@type": "Organization", "name": publisher.name_en or publisher.name} if publisher else None,
        "author": [{"@type": "Person", "name": name} for name in source.authors],
    }
    return {key: value for key, value in made.items() if value}
