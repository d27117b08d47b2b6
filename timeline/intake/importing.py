"""Events of a file into the record: rehearsed or done, whole or not at all, with a line for every row.

A whole row (our own CSV or JSON) says what its event is to be; a row of another program's file only adds a draft, and
what bears an id of ours there is left as it is. Nothing is published by an import.
"""

import csv
import io
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, transaction

from timeline import dates
from timeline.codebook import Status
from timeline.exports.cells import guarded
from timeline.models import Event, Verb
from timeline.record_files import event_as_dict
from timeline.record_rows import Shelf, fill_event, fill_links, fill_parts
from timeline.review import ReviewError, record_change, write_version
from timeline.review.slugs import slug_for

from .event_tables import MOST_ROWS, read_events

KEPT = ("internal_note", "withdrawn_reason", "status")  # what a file does not decide
REASON = "Imported from a file"


@dataclass(frozen=True)
class Line:
    """What becomes of a row. Signs: + added as a draft, ~ changed, = nothing to do, ! wrong.

    Where it changes an event, what that says `before` and `after`, as the record's files hold it.
    """

    number: int
    sign: str
    slug: str
    words: str
    before: dict | None = None
    after: dict | None = None


class Rehearsal(Exception):
    """Raised to take everything back."""


def import_events(data, *, by, name="", reason=REASON, dry_run=False, most=MOST_ROWS):
    """Lines of what was done, or would be; where one is wrong nothing is done at all. `most`: rows, else Unreadable."""
    rows = read_events(data, name, most)
    lines = []
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = '60s'")
            lines = [*carried_out(rows, by, reason)]
            if dry_run or any(line.sign == "!" for line in lines):
                raise Rehearsal
            connection.check_constraints()
    except Rehearsal:
        pass
    return sorted(lines, key=lambda line: line.number)


def carried_out(rows, by, reason):
    shelf, made = Shelf(), []
    known = {event.public_id: event for event in Event.objects.filter(public_id__in=[id_of(row) for row in rows])}
    seen = set()
    for row in rows:
        if row.says is None:
            yield Line(row.number, "!", "", row.fault)
        elif (public_id := row.says.get("id")) and public_id in seen:
            yield Line(row.number, "!", row.says.get("slug", ""), f"{public_id} stands twice in this file")
        else:
            seen.add(public_id)
            event = known.get(public_id)
            try:
                with transaction.atomic():
                    yield change(row, event, by, reason) if event else add(row, shelf, made)
            except ValidationError as error:
                yield Line(row.number, "!", row.says.get("slug", ""), in_words(error))
            except (ReviewError, ObjectDoesNotExist, KeyError, TypeError, ValueError, dates.DateError) as error:
                yield Line(row.number, "!", row.says.get("slug", ""), str(error) or type(error).__name__)
    for number, event, says in made:
        try:
            with transaction.atomic():
                fill_links(event, says, shelf)
                record_change(event, by=by, verb=Verb.CREATED, reason=reason)
        except (ValidationError, ObjectDoesNotExist, KeyError) as error:
            yield Line(number, "!", event.slug, str(error))


def id_of(row):
    return (row.says or {}).get("id", "")


def change(row, event, by, reason):
    """Let an event that we have say what its row says, what the file does not decide kept."""
    now = event_as_dict(event)
    if not row.whole:
        return Line(row.number, "=", event.slug, "already in the record")
    says = row.says | {name: now[name] for name in KEPT if name in now}
    differ = [name for name in {**now, **says} if now.get(name) != says.get(name)]
    if not differ:
        return Line(row.number, "=", event.slug, "")
    write_version(event, says, by=by, reason=reason)
    return Line(row.number, "~", event.slug, ", ".join(differ), now, says)


def add(row, shelf, made):
    says = row.says | {"status": Status.DRAFT}
    event = Event(**({"public_id": says["id"]} if "id" in says else {}))
    fill_event(event, says, shelf)
    event.slug = says.get("slug") or slug_for(event)
    event.full_clean()
    event.save()
    fill_parts(event, says, shelf)
    made.append((row.number, event, says))
    return Line(row.number, "+", event.slug, event.title)


def in_words(error):
    if hasattr(error, "message_dict"):
        return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
    return " ".join(error.messages)


def faults_as_csv(lines):
    """The rows that are wrong, as a file to work through."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(("row", "event", "what is wrong"))
    writer.writerows((line.number, guarded(line.slug), guarded(line.words)) for line in lines if line.sign == "!")
    return made.getvalue()
