"""Events out of files that others, or we, wrote: our CSV and JSON, TimelineJS's JSON and sheet, SIMILE's JSON and XML.

Each reader gives rows as the record's files hold them. Ours say everything; the others only what they know: a title, a
date, words. A row that can't be read says why, with its number as the file counts it.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from html import unescape

import nh3

from timeline import dates
from timeline.exports.cells import unguarded
from timeline.exports.spreadsheet import row_of
from timeline.exports.timelinejs import COLUMNS as SHEET
from timeline.extract.coding import code

MOST_BYTES, MOST_ROWS, LONGEST = 10_000_000, 100_000, 20_000
WHEN = re.compile(
    r"^(\d{4}-\d\d-\d\d)T|^([A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})\b|^[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2} \d{4})\b"
)


class Unreadable(Exception):
    """Why a file as a whole is none of ours, in words."""


@dataclass(frozen=True)
class Row:
    """A row of a file: its number there, what it says (None where it can't be read), and why not."""

    number: int
    says: dict | None
    fault: str = ""
    whole: bool = False  # whether it says everything about its event, as our own files do


def read_events(data, name="", most=MOST_ROWS):
    """The rows of a file's bytes. Raises Unreadable for what is no table of events."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"The file has {len(data):,} bytes; at most {MOST_BYTES:,} are read. Split it.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("The file is not in UTF-8. Save it as CSV UTF-8 or as JSON.") from None
    if "\x00" in text:
        raise Unreadable("The file holds NUL characters: it is no text.")
    start = text.lstrip()[:1]
    rows = from_json(text) if start in ("{", "[") else from_xml(data) if start == "<" else from_csv(text)
    if len(rows) > most:
        raise Unreadable(f"The file has {len(rows):,} rows; at most {most:,} are read here. Split it.")
    return rows


def attempt(number, read, given, whole=False):
    try:
        return Row(number, read(given), whole=whole)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        missing = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
        return Row(number, None, missing)


def from_csv(text):
    try:
        table = csv.DictReader(io.StringIO(text, newline=""))
        columns = [column or "" for column in table.fieldnames or []]
        lines = list(table)
    except csv.Error as error:
        raise Unreadable(f"This is no CSV: {error}.") from None
    if len(columns) > 60:
        raise Unreadable(f"The file has {len(columns)} columns; at most 60 are read.")
    if {"slug", "date", "kind"} <= set(columns):
        read, whole = row_of, True
    elif {"Year", "Headline"} <= set(columns):
        read, whole = from_sheet, False
    else:
        known = "slug, date, kind … (ours) or " + ", ".join(SHEET[:3]) + " … (TimelineJS)"
        raise Unreadable(f"The columns are not known: {', '.join(columns)[:200]}. Known are {known}.")
    return [
        attempt(number, lambda line: read(measured(line)), line, whole) for number, line in enumerate(lines, start=2)
    ]


def measured(line):
    """The line, unless it has cells without a column or a cell is too long."""
    if None in line:
        raise ValueError(f"this row has {len(line[None])} cells more than the header")
    if wrong := next((name for name, cell in line.items() if len(cell or "") > LONGEST), None):
        raise ValueError(f"{wrong}: this is longer than {LONGEST:,} characters")
    return line


def from_json(text):
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"This is no JSON: {error.msg}, line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise Unreadable("This JSON is nested too deeply.") from None
    if isinstance(given, list):
        given = {"results": given}
    if isinstance(given.get("results"), list):
        return [attempt(n, from_api, one, whole=True) for n, one in enumerate(given["results"], start=1)]
    if isinstance(given.get("events"), list):
        slides = given["events"]
        read = from_simile if any(isinstance(one, dict) and "start" in one for one in slides) else from_slide
        return [attempt(n, read, one) for n, one in enumerate(slides, start=1)]
    raise Unreadable("This JSON has neither “results” (ours) nor “events” (TimelineJS, SIMILE).")


def from_xml(data):
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"This is no XML: {error.msg}.") from None
    events = root.findall(".//event")
    if not events:
        raise Unreadable("This XML has no <event> as SIMILE writes it.")
    return [
        attempt(n, from_simile, dict(one.attrib) | {"description": "".join(one.itertext())})
        for n, one in enumerate(events, start=1)
    ]


# Ours


def from_api(one):
    """An event as the API gives it, back as the record's files hold it."""
    row = {name: one[name] for name in ("id", "slug", "date", "kind", "significance", "status") if one.get(name)}
    row |= {name: one[name] for name in ("phase", "plover", "plover_mode") if one.get(name)}
    if one.get("score_override") is not None:
        row["score"] = float(one["score_override"])
    if one.get("place"):
        row["place"] = one["place"]["slug"]
    for name, plural in (
        ("title", "titles"),
        ("short_title", "short_titles"),
        ("summary", "summaries"),
        ("note", "notes"),
    ):
        if one.get(plural):
            row[name] = one[plural]
    lists = {
        "themes": one.get("themes"),
        "participants": [{"actor": part["slug"], "role": part["role"]} for part in one.get("participants", [])],
        "links": [{"kind": link["kind"], "event": link["slug"]} for link in one.get("links", [])],
        "citations": [citation_from_api(source) for source in one.get("sources", [])],
    }
    return row | {name: value for name, value in lists.items() if value}


def citation_from_api(source):
    plain = ("role", "claimed_date", "date_words", "page", "paragraph", "checked", "text_hash", "locator")
    made = {"source": source["slug"]} | {name: source[name] for name in plain if source.get(name)}
    return made | ({"note": source["notes"]} if source.get("notes") else {})


# Others'


def told(title, words, date, language="en", public_id=""):
    """A row of what other programs' files know."""
    title, words = plain(title)[:200], plain(words)[:3000]
    if not title:
        raise ValueError("it has no title")
    row = {
        "date": date,
        "kind": code(f"{title}. {words}").kind or "statement",
        "significance": 2,
        "title": {language: title},
    }
    if words:
        row["summary"] = {language: words}
    return row | ({"id": public_id} if re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", public_id) else {})


def plain(html):
    """Text without its tags."""
    return " ".join(unescape(nh3.clean(str(html or "")[:LONGEST], tags=set())).split())


def from_slide(slide):
    start, end = slide["start_date"], slide.get("end_date")
    date = slide.get("_edtf") or joined(edtf_of(start), edtf_of(end) if end else "")
    said = slide.get("text") or {}
    return told(said.get("headline"), said.get("text"), date, public_id=str(slide.get("unique_id", "")))


def from_sheet(line):
    cells = {name: unguarded((cell or "").strip()) for name, cell in line.items()}
    if cells.get("Type") in ("title", "era"):
        raise ValueError(f"a row of type {cells['Type']} is no event")
    ends = [{part: cells.get(f"{end}{part.title()}", "") for part in ("year", "month", "day")} for end in ("", "End ")]
    return told(cells["Headline"], cells.get("Text"), joined(*(edtf_of(end) for end in ends)))


def edtf_of(parts):
    """EDTF of TimelineJS's year, month and day; what is empty stays unknown."""
    found = [str(parts.get(name) or "").strip().replace(",", "") for name in ("year", "month", "day")]
    if not found[0]:
        return ""
    known = [part for part in found if part]
    if not all(part.isascii() and part.isdigit() for part in known) or (found[2] and not found[1]):
        raise ValueError(f"“{' '.join(found).strip()}” is no year, month and day")
    return "-".join([f"{int(known[0]):04}", *(f"{int(part):02}" for part in known[1:])])


def joined(start, end):
    if not start:
        raise ValueError("it has no date")
    return f"{start}/{end}" if end and end != start else start


def from_simile(one):
    start, end = day_of(one["start"]), day_of(one["end"]) if one.get("end") else ""
    return told(one.get("title") or one.get("caption"), one.get("description"), joined(start, end))


def day_of(text):
    """EDTF of SIMILE's dates: ISO, "May 20 1961 00:00:00 GMT", a year."""
    text = str(text).strip()
    found = WHEN.match(text)
    wanted = next((group for group in found.groups() if group), text) if found else text
    try:
        return str(dates.parse(wanted))
    except dates.DateError:
        return str(dates.read_typed(wanted, dates.parse("2000-01-01").earliest, "en"))
