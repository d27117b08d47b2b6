"""Events as CSV (RFC 4180, UTF-8): a row each with all that the record's file of it holds, so that it can be read back.

Participants and links are written short ("actor:role; …"); citations, which have many parts, as JSON.
"""

import csv
import io
import json

from timeline import dates
from timeline.models import LANGUAGES
from timeline.record_files import event_as_dict

from .cells import guarded, unguarded

TEXTS = ("title", "short_title", "summary", "note")
PLAIN = ("id", "slug", "date", "kind", "phase", "plover", "plover_mode", "score", "significance", "place", "status")
DERIVED = ("earliest", "latest", "date_text", "tone")  # for reading; ignored when read back
LISTS = ("themes", "participants", "links", "citations")
COLUMNS = (*PLAIN, *DERIVED, *(f"{name}_{code}" for name in TEXTS for code in LANGUAGES), *LISTS)


def as_csv(events, about):
    """The header, then a line for each event."""
    yield from lines([COLUMNS])
    for event in events:
        yield from lines([cells_of(event, about.language)])


def lines(rows):
    made = io.StringIO()
    csv.writer(made, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    yield made.getvalue().encode()


def cells_of(event, language):
    row = event_as_dict(event)
    derived = {
        "earliest": event.earliest.isoformat(),
        "latest": event.latest.isoformat(),
        "date_text": dates.in_words(event.date, language),
        "tone": event.tone,
    }
    texts = {f"{name}_{code}": row.get(name, {}).get(code, "") for name in TEXTS for code in LANGUAGES}
    lists = {
        "themes": "; ".join(row.get("themes", [])),
        "participants": "; ".join(f"{part['actor']}:{part['role']}" for part in row.get("participants", [])),
        "links": "; ".join(f"{part['kind']}:{part['event']}" for part in row.get("links", [])),
        "citations": json.dumps(row["citations"], ensure_ascii=False) if "citations" in row else "",
    }
    cells = row | derived | texts | lists
    return [str(cells.get(name, "")) for name in COLUMNS]


def row_of(cells):
    """The record's dictionary of a line, from `{column: cell}`. A wrong cell is a ValueError that names its column."""
    cells = {name: unguarded(cell or "") for name, cell in cells.items() if name}
    row: dict = {name: cells[name] for name in PLAIN if cells.get(name)}
    for name, kind in (("significance", int), ("score", float)):
        if name in row:
            try:
                row[name] = kind(row[name])
            except ValueError:
                raise ValueError(f"{name}: “{row[name]}” is no number") from None
    for name in TEXTS:
        if texts := {code: cells[f"{name}_{code}"] for code in LANGUAGES if cells.get(f"{name}_{code}")}:
            row[name] = texts
    for name, keys in (("participants", ("actor", "role")), ("links", ("kind", "event"))):
        parts = [part.strip() for part in cells.get(name, "").split(";") if part.strip()]
        if wrong := next((part for part in parts if part.count(":") != 1), None):
            raise ValueError(f"{name}: “{wrong}” is not of the form {keys[0]}:{keys[1]}")
        if parts:
            row[name] = [dict(zip(keys, (half.strip() for half in part.split(":")), strict=True)) for part in parts]
    if themes := [theme.strip() for theme in cells.get("themes", "").split(";") if theme.strip()]:
        row["themes"] = sorted(themes)
    if cells.get("citations"):
        try:
            row["citations"] = json.loads(cells["citations"])
        except json.JSONDecodeError as error:
            raise ValueError(f"citations: this is no JSON ({error.msg} at character {error.pos + 1})") from None
    return row
