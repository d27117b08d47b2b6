"""A row of the record's files, or a snapshot of the history, put back into the database: `record_files` backwards."""

from datetime import date

from django.utils import timezone

from timeline import models
from timeline.codebook import Status


def fill_texts(thing, row, *fields):
    for name in fields:
        for language in models.LANGUAGES:
            empty = [] if name == "aliases" else ""
            setattr(thing, f"{name}_{language}", row.get(name, {}).get(language, empty))


class Shelf:
    """The rows of one model by slug, asked for once; also how closely rows are looked at before they are saved.

    The database refuses what breaks a constraint, but names the first fault only. `careful` asks it about every row and
    constraint beforehand, which takes longer and gives every fault its words.
    """

    def __init__(self, careful=True):
        self.shelves = {}
        self.careful = careful

    def check(self, thing):
        """Raise a ValidationError for a row that can't be; what it refers to was found on this shelf."""
        if self.careful:
            thing.full_clean()
        else:
            found = [field.name for field in thing._meta.concrete_fields if field.is_relation]
            thing.full_clean(exclude=found, validate_unique=False, validate_constraints=False)

    def find(self, model, slug):
        if slug is None:
            return None
        rows = self.shelves.setdefault(model, {})
        if slug not in rows:
            rows[slug] = model.objects.get(slug=slug)
        return rows[slug]


def fill_actor(actor, row, shelf):
    actor.kind, actor.iso = row["kind"], row.get("iso", "")
    actor.country = shelf.find(models.Actor, row.get("country"))
    fill_texts(actor, row, "name", "family_name", "aliases")


def fill_publisher(publisher, row, shelf):
    publisher.language = row["language"]
    publisher.country = shelf.find(models.Actor, row.get("country"))
    fill_texts(publisher, row, "name")


def fill_place(place, row, shelf):
    place.lat, place.lon = row.get("lat"), row.get("lon")
    place.country = shelf.find(models.Actor, row.get("country"))
    fill_texts(place, row, "name")


def fill_theme(theme, row, shelf):
    fill_texts(theme, row, "name")


def fill_office(office, row, shelf):
    office.country = shelf.find(models.Actor, row["country"])
    fill_texts(office, row, "name", "title")


def fill_tenure(tenure, row, shelf):
    tenure.office = shelf.find(models.Office, row["office"])
    tenure.actor = shelf.find(models.Actor, row["actor"])
    tenure.source = shelf.find(models.Source, row["source"])
    tenure.date, tenure.as_of, tenure.acting = row["date"], row.get("as_of", ""), row.get("acting", False)
    fill_texts(tenure, row, "note")


def fill_era(era, row, shelf):
    era.date = row["date"]
    era.source = shelf.find(models.Source, row.get("source"))
    fill_texts(era, row, "name")


def fill_source(source, row, shelf):
    for name in ("kind", "title", "language"):
        setattr(source, name, row[name])
    for name in ("original_title", "archive_url", "published", "licence_note", "text_file", "text_hash"):
        setattr(source, name, row.get(name, ""))
    source.url = row.get("url")
    source.authors = row.get("authors", [])
    source.accessed = date.fromisoformat(row["accessed"]) if "accessed" in row else None
    source.publisher = shelf.find(models.Publisher, row.get("publisher"))
    source.syndication_of = shelf.find(models.Source, row.get("syndication_of"))
    fill_texts(source, row, "note")


def fill_event(event, row, shelf):
    for name in ("date", "kind", "significance"):
        setattr(event, name, row[name])
    for name in ("phase", "plover", "plover_mode", "internal_note", "withdrawn_reason"):
        setattr(event, name, row.get(name, ""))
    event.score_override = row.get("score")
    event.place = shelf.find(models.Place, row.get("place"))
    event.status = row["status"]
    if event.status in (Status.PUBLISHED, Status.WITHDRAWN):
        event.published_at = event.published_at or timezone.now()
    event.withdrawn_at = (event.withdrawn_at or timezone.now()) if event.status == Status.WITHDRAWN else None
    fill_texts(event, row, "title", "short_title", "summary", "note")


def fill_parts(event, row, shelf):
    """Participants, citations and themes of a saved event, written anew."""
    event.participations.all().delete()
    for position, part in enumerate(row.get("participants", [])):
        add_part(
            models.Participation(
                event=event, actor=shelf.find(models.Actor, part["actor"]), role=part["role"], position=position
            ),
            shelf,
        )
    event.citations.all().delete()
    for position, part in enumerate(row.get("citations", [])):
        locator = part.get("locator", {})
        citation = models.Citation(
            event=event,
            source=shelf.find(models.Source, part["source"]),
            role=part["role"],
            claimed_date=part.get("claimed_date", ""),
            date_words=part.get("date_words", ""),
            page=part.get("page", ""),
            paragraph=part.get("paragraph"),
            checked=date.fromisoformat(part["checked"]) if "checked" in part else None,
            text_hash=part.get("text_hash", ""),
            prefix=locator.get("prefix", ""),
            exact=locator.get("exact", ""),
            suffix=locator.get("suffix", ""),
            position=position,
        )
        fill_texts(citation, part, "note")
        add_part(citation, shelf)
    event.themes.set([shelf.find(models.Theme, theme) for theme in row.get("themes", [])])


def fill_links(event, row, shelf):
    event.links.all().delete()
    for position, part in enumerate(row.get("links", [])):
        other = shelf.find(models.Event, part["event"])
        add_part(models.EventLink(event=event, other=other, kind=part["kind"], position=position), shelf)


def fill_story(story, row, shelf):
    story.published = row.get("published", False)
    fill_texts(story, row, "title", "summary")


def fill_steps(story, row, shelf):
    """The steps of a saved story, written anew."""
    story.steps.all().delete()
    for position, part in enumerate(row.get("steps", []), 1):
        step = models.StoryStep(story=story, position=position, window=part.get("window", ""))
        fill_texts(step, part, "headline", "words")
        add_part(step, shelf)
        step.events.set([shelf.find(models.Event, slug) for slug in part["events"]])


def add_part(part, shelf):
    shelf.check(part)
    part.save()
