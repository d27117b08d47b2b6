"""A folder of TOML files as checked dictionaries: every fault of every file is found before anything is written."""

from dataclasses import dataclass, field
from pathlib import Path

from timeline import dates, record_files

LISTS = ("actors", "publishers", "places", "themes", "offices", "tenures", "eras")
FOLDERS = ("sources", "events", "stories")

TEXTS = set("name title family_name aliases subtitle inclusion searched short_title summary note".split())
KEYS = {
    "record": "slug home office_above office_below section_edges time_zone licence contact name subtitle inclusion"
    " searched presets",
    "actors": "id slug kind country iso name family_name aliases",
    "publishers": "slug country language name",
    "places": "slug country lat lon name",
    "themes": "slug name",
    "offices": "slug country name title",
    "tenures": "slug office actor date acting source as_of note",
    "eras": "slug date source name",
    "sources": "id slug kind title original_title language publisher authors url archive_url published accessed"
    " licence_note syndication_of text_file text_hash note",
    "events": "id slug date kind phase plover plover_mode score significance place themes status withdrawn_reason"
    " internal_note title short_title summary note participants links citations",
    "stories": "id slug published title summary steps",
}
REQUIRED = {
    "record": "slug name time_zone licence",
    "actors": "id slug kind name",
    "publishers": "slug language name",
    "places": "slug name",
    "themes": "slug name",
    "offices": "slug country name title",
    "tenures": "slug office actor date source",
    "eras": "slug date name",
    "sources": "id slug kind title language",
    "events": "id slug date kind significance status title",
    "stories": "id slug title steps",
}
PARTS = {
    "participants": ("actor role", "actor role"),
    "links": ("kind event", "kind event"),
    "citations": (
        "source role claimed_date date_words page paragraph checked text_hash locator note",
        "source role",
    ),
    "steps": ("events window headline words", "events headline words"),
}
# Which rows a key names: "country" of anything is one of the actors.
REFERENCES = {
    "country": "actors",
    "office": "offices",
    "actor": "actors",
    "source": "sources",
    "publisher": "publishers",
    "place": "places",
    "syndication_of": "sources",
    "event": "events",
    "office_above": "offices",
    "office_below": "offices",
}
DATES = ("date", "published", "as_of", "claimed_date", "window")
HAVE_ID = ("actors", "sources", "events", "stories")


@dataclass
class Folder:
    """The rows of a record folder, by noun and key (id where there is one, else slug), and what is wrong with them."""

    path: Path
    rows: dict = field(default_factory=dict)
    record: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)


def read_folder(path):
    """Read and check a folder of a record's files. Look at `faults` before using `rows`."""
    folder = Folder(Path(path))
    found = []
    try:
        folder.record = tidy(record_files.read(folder.path / "record.toml"))
        check_keys(folder, "record", folder.record, "record.toml")
        for noun in LISTS:
            file = folder.path / f"{noun}.toml"
            rows = record_files.read(file).get(noun, []) if file.exists() else []
            found += [(noun, row, f"{noun}.toml") for row in rows]
        for noun in FOLDERS:
            files = sorted((folder.path / noun).glob("*.toml"))
            found += [(noun, record_files.read(file), f"{noun}/{file.name}") for file in files]
    except (ValueError, OSError) as error:
        folder.faults.append(str(error))
        return folder
    for noun, raw, where in found:
        add(folder, noun, tidy(raw), where)
    check_references(folder)
    return folder


def tidy(value):
    """Without empty values, themes and events in order, all the way down."""
    if isinstance(value, dict):
        tidied = record_files.without_empty({key: tidy(inner) for key, inner in value.items()})
        return tidied | {name: sorted(tidied[name]) for name in ("themes", "events") if name in tidied}
    if isinstance(value, list):
        return [tidy(inner) for inner in value]
    return value


def add(folder, noun, row, where):
    check_keys(folder, noun, row, where)
    name = row.get("slug", "?")
    for part, (known, required) in PARTS.items():
        for inner in row.get(part, []):
            check_keys_of(folder, inner, known, required, f"{where}, {name}, {part}")
            check_dates(folder, inner, f"{where}, {name}, {part}")
            if "locator" in inner:
                check_keys_of(folder, inner["locator"], "prefix exact suffix", "exact", f"{where}, {name}, locator")
    check_dates(folder, row, f"{where}, {name}")
    if noun in FOLDERS and where != f"{noun}/{name}.toml":
        folder.faults.append(f"{where}: the file's name and its slug, {name}, differ")
    rows = folder.rows.setdefault(noun, {})
    key = row.get("id") if noun in HAVE_ID else row.get("slug")
    if key in rows:
        folder.faults.append(f"{where}: {key} stands twice, also as {rows[key].get('slug')}")
    if any(other.get("slug") == name for other in rows.values()):
        folder.faults.append(f"{where}: the slug {name} stands twice")
    rows[key] = row


def check_keys(folder, noun, row, where):
    check_keys_of(folder, row, KEYS[noun], REQUIRED[noun], f"{where}, {row.get('slug', '?')}")


def check_keys_of(folder, row, known, required, where):
    for key in row:
        if key not in known.split():
            folder.faults.append(f"{where}: “{key}” is no key here; known are {known}")
    for key in required.split():
        if key not in row:
            folder.faults.append(f"{where}: “{key}” is missing")


def check_dates(folder, row, where):
    for key in DATES:
        if key in row and not isinstance(row[key], bool):
            try:
                row[key] = dates.parse(str(row[key])).text
            except dates.DateError as error:
                folder.faults.append(f"{where}, {key}: {error}")


def check_references(folder):
    """Every slug that a row names is a row's slug."""
    known = {noun: {row.get("slug") for row in rows.values()} for noun, rows in folder.rows.items()}

    def check(row, where):
        for key, noun in REFERENCES.items():
            if isinstance(row.get(key), str) and row[key] not in known.get(noun, set()):
                folder.faults.append(f"{where}: {key} “{row[key]}” is not among the {noun}")

    check(folder.record, "record.toml")
    for actor in folder.record.get("home", []):
        check({"actor": actor}, "record.toml, home")
    for noun, rows in folder.rows.items():
        for row in rows.values():
            where = f"{noun}, {row.get('slug')}"
            check(row, where)
            for theme in row.get("themes", []):
                if theme not in known.get("themes", set()):
                    folder.faults.append(f"{where}: theme “{theme}” is not among the themes")
            for part in PARTS:
                for inner in row.get(part, []):
                    check(inner, f"{where}, {part}")
                    for event in inner.get("events", []):
                        check({"event": event}, f"{where}, {part}")
