"""Load a record's files into the database: whole or not at all, again and again, saying what it changed.

A row that somebody edited in the database since it was last loaded stays as it is, unless `overwrite`. What is in the
database alone is named and left alone.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction

from timeline import models, record_files
from timeline.models import Verb
from timeline.models.searching import index_for_search
from timeline.record_rows import (
    Shelf,
    fill_actor,
    fill_era,
    fill_event,
    fill_links,
    fill_office,
    fill_parts,
    fill_place,
    fill_publisher,
    fill_source,
    fill_steps,
    fill_story,
    fill_tenure,
    fill_texts,
    fill_theme,
)
from timeline.review import record_change

from .locators import check_locators
from .record_folder import HAVE_ID, read_folder

REASON = "Loaded from the record's files"
MANY = 200  # rows


class LoadError(Exception):
    """What is wrong with the files, a line each; nothing was written."""


class DryRun(Exception):
    """Raised to roll a rehearsal back."""


@dataclass
class Report:
    """What a load did: a `(sign, noun, slug, words)` each.

    Signs: + added, ~ changed, = kept as edited in the database, − in the database only.
    """

    rows: list = field(default_factory=list)
    unchanged: int = 0

    def add(self, sign, noun, slug, words=""):
        self.rows.append((sign, noun, slug, words))


NOUNS = [
    # noun, model, fill, as_dict
    ("actors", models.Actor, fill_actor, record_files.actor_as_dict),
    ("publishers", models.Publisher, fill_publisher, record_files.publisher_as_dict),
    ("places", models.Place, fill_place, record_files.place_as_dict),
    ("themes", models.Theme, fill_theme, record_files.theme_as_dict),
    ("sources", models.Source, fill_source, record_files.source_as_dict),
    ("offices", models.Office, fill_office, record_files.office_as_dict),
    ("tenures", models.Tenure, fill_tenure, record_files.tenure_as_dict),
    ("eras", models.Era, fill_era, record_files.era_as_dict),
    ("events", models.Event, fill_event, record_files.event_as_dict),
    ("stories", models.Story, fill_story, record_files.story_as_dict),
]
PARTS = {"events": fill_parts, "stories": fill_steps}
HAVE_HISTORY = (models.Actor, models.Source, models.Event, models.Story)


def digest(row):
    return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def first_states_and_originals(item):
    """States before those who belong to them, originals before their copies."""
    row = item[1]
    return ("country" in row and row.get("kind") != "state", "syndication_of" in row)


class Loader:
    """One load of one folder."""

    def __init__(self, folder, *, by, overwrite, careful=False):
        self.folder, self.by, self.overwrite = folder, by, overwrite
        self.report, self.shelf, self.faults, self.touched = Report(), Shelf(careful), [], []

    def run(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
        self.record = models.Record.objects.first() or models.Record()
        self.loaded = dict(self.record.loaded)
        for noun, model, fill, as_dict in NOUNS:
            self.load(noun, model, fill, as_dict)
        self.load_record()
        if self.faults:
            raise LoadError("\n".join(self.faults))
        index_for_search([event for event in self.touched if isinstance(event, models.Event)])
        connection.check_constraints()
        if len(self.report.rows) > MANY:
            count_anew()
        return self.report

    def load(self, noun, model, fill, as_dict):
        rows = self.folder.rows.get(noun, {})
        key_field = "public_id" if noun in HAVE_ID else "slug"
        existing = {getattr(thing, key_field): thing for thing in record_files.whole(model.objects.all())}
        changed = []
        for key, row in sorted(rows.items(), key=first_states_and_originals):
            thing = existing.get(key)
            if thing is None:
                thing = model(**{key_field: key})
                sign = "+"
            else:
                now = as_dict(thing)
                if now == row:
                    self.loaded[f"{noun}/{key}"] = digest(now)
                    self.report.unchanged += 1
                    continue
                if digest(now) != self.loaded.get(f"{noun}/{key}") and not self.overwrite:
                    self.report.add(
                        "=", noun, row["slug"], "edited in the database; kept (--overwrite takes the file's)"
                    )
                    continue
                sign = "~"
            if self.write(noun, thing, row, fill):
                changed.append((thing, row))
                self.report.add(sign, noun, row["slug"], "" if sign == "+" else difference(now, row))
        if model is models.Event and not self.faults:
            self.attempt_links(changed)
        for thing, _row in changed:
            self.finish(noun, key_field, thing, as_dict)
        for key, thing in existing.items():
            if key not in rows:
                self.report.add("−", noun, thing.slug, "in the database only; left as it is")

    def write(self, noun, thing, row, fill):
        try:
            thing.slug = row["slug"]
            fill(thing, row, self.shelf)
            self.shelf.check(thing)
            thing.save()
            if noun in PARTS:
                PARTS[noun](thing, row, self.shelf)
            self.shelf.shelves.setdefault(type(thing), {})[thing.slug] = thing
            return True
        except ValidationError as error:
            self.faults += faults_of(f"{noun}, {row['slug']}", error)
        except (ValueError, KeyError, ObjectDoesNotExist) as error:
            self.faults.append(f"{noun}, {row['slug']}: {error}")
        return False

    def attempt_links(self, changed):
        for event, row in changed:
            try:
                fill_links(event, row, self.shelf)
            except ValidationError as error:
                self.faults += faults_of(f"events, {row['slug']}, links", error)

    def finish(self, noun, key_field, thing, as_dict):
        change = None
        if type(thing) in HAVE_HISTORY and not self.faults:
            change = record_change(thing, by=self.by, verb=Verb.LOADED, reason=REASON, index=False)
        if change is None:
            thing.refresh_from_db()
        self.loaded[f"{noun}/{getattr(thing, key_field)}"] = digest(change.snapshot if change else as_dict(thing))
        self.touched.append(thing)

    def load_record(self):
        row, record = self.folder.record, self.record
        before = record_files.record_as_dict(record) if record.pk else {}
        if before and before != row and digest(before) != self.loaded.get("record") and not self.overwrite:
            self.report.add("=", "record", record.slug, "edited in the database; kept (--overwrite takes the file's)")
        elif before != row:
            self.fill_record(record, row)
            self.report.add("~" if before else "+", "record", row["slug"], difference(before, row) if before else "")
        if self.faults:
            return
        self.loaded["record"] = digest(record_files.record_as_dict(record))
        record.loaded = self.loaded
        record.save(update_fields=["loaded"])

    def fill_record(self, record, row):
        try:
            record.slug = row["slug"]
            record.office_above = self.shelf.find(models.Office, row.get("office_above"))
            record.office_below = self.shelf.find(models.Office, row.get("office_below"))
            record.section_edges, record.presets = row.get("section_edges", []), row.get("presets", [])
            record.time_zone, record.licence = row["time_zone"], row["licence"]
            record.contact = row.get("contact", "")
            fill_texts(record, row, "name", "subtitle", "inclusion", "searched")
            record.full_clean()
            record.save()
            record.home.set([self.shelf.find(models.Actor, slug) for slug in row.get("home", [])])
        except ValidationError as error:
            self.faults += faults_of("record.toml", error)


def count_anew():
    """Let the database count what its tables now hold; until it has, it may answer in slow ways.

    Where its own cleaning is at a table just then, that counts it too, and this waits for nothing.
    """
    tables = (model._meta.db_table for model in apps.get_app_config("timeline").get_models(include_auto_created=True))
    with suppress(OperationalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(map(connection.ops.quote_name, tables)))


def difference(before, after):
    """Which keys of a row differ, in words."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return ", ".join(keys)


def faults_of(where, error):
    if hasattr(error, "message_dict"):
        return [f"{where}, {name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return [f"{where}: {' '.join(error.messages)}"]


def loader_user():
    """The person whom changes by the loader are signed with: nobody can sign in as them."""
    user, new = models.User.objects.get_or_create(
        username="record-files", defaults={"display_name": "Record files", "is_active": False}
    )
    if new:
        user.set_unusable_password()
        user.save()
    return user


def load_folder(path, *, by=None, dry_run=False, overwrite=False, texts=None):
    """Load the record in a folder; returns a Report. Raises LoadError, with every fault, and then changes nothing.

    `texts` is a folder with the articles as they were read: locators are then checked against them, and the texts are
    kept, private, for later checks.
    """
    folder = read_folder(path)
    if texts and not folder.faults:
        folder.faults += check_locators(folder, texts)
    if folder.faults:
        raise LoadError("\n".join(folder.faults))
    options = {"by": by or loader_user(), "overwrite": overwrite}
    try:
        return attempt(folder, texts, dry_run, options)
    except IntegrityError:  # the database named one fault; look again, and name them all
        try:
            return attempt(folder, texts, dry_run, options | {"careful": True})
        except IntegrityError as error:
            raise LoadError(str(error).splitlines()[0]) from error


def attempt(folder, texts, dry_run, options):
    """One load in one transaction, which a rehearsal rolls back."""
    report = None
    try:
        with transaction.atomic():
            report = Loader(folder, **options).run()
            if texts:
                keep_texts(texts)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return report


def keep_texts(texts):
    """Store the texts that were read beside their sources; they are private and never leave the server."""
    for source in models.Source.objects.exclude(text_file=""):
        file = texts / source.text_file
        if file.exists() and source.text != (text := file.read_text(encoding="utf-8")):
            source.text = text
            source.save(update_fields=["text"])
