"""A filtered set of events as files: a file here per family of formats, each a function from events to bytes in pieces.

`FORMATS` names them by the end of their address: `/events.csv`, `/events.ics`. A new format is a new entry.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .calendars import as_icalendar
from .citing import Work
from .feeds import as_atom, as_json_feed
from .json_list import as_json
from .linked_data import as_json_ld
from .references import as_bibtex, as_csl_json, as_ris
from .spreadsheet import as_csv
from .timelinejs import as_timelinejs, as_timelinejs_sheet

__all__ = ["FORMATS", "About", "Format", "Narrated"]


@dataclass(frozen=True)
class Narrated:
    """The words of a story in the file's language: `steps` are, by key of a step's main event, (headline, HTML)s."""

    summary: str
    steps: dict


@dataclass(frozen=True)
class About:
    """What a file says of itself: whose it is, what was asked for, and as of when. Addresses are whole."""

    title: str
    language: str
    site: str
    page: str  # of the same filter, for people
    address: str  # of this file
    changed_at: datetime  # when the record last changed; never "now", so that the same record gives the same bytes
    licence: str
    count: int
    work: Work | None = None  # the same as something that can be cited
    story: Narrated | None = None  # where the filter is a story's events: its words


@dataclass(frozen=True)
class Format:
    """How a set of events is written, and how many of them at most (None: all)."""

    write: Callable[..., Iterator[bytes]]
    content_type: str
    most: int | None = None
    name: str = ""
    newest_change_first: bool = False
    download: bool = True


FEED = 100  # events that a feed holds, the last changed first

FORMATS = {
    "json": Format(as_json, "application/json; charset=utf-8", name="JSON", download=False),
    "csv": Format(as_csv, "text/csv; charset=utf-8", name="CSV"),
    "ics": Format(as_icalendar, "text/calendar; charset=utf-8", name="iCalendar"),
    "atom": Format(
        as_atom, "application/atom+xml; charset=utf-8", FEED, "Atom", newest_change_first=True, download=False
    ),
    "jsonfeed": Format(
        as_json_feed,
        "application/feed+json; charset=utf-8",
        FEED,
        "JSON Feed",
        newest_change_first=True,
        download=False,
    ),
    "jsonld": Format(as_json_ld, "application/ld+json; charset=utf-8", name="JSON-LD"),
    "bib": Format(as_bibtex, "application/x-bibtex; charset=utf-8", name="BibTeX"),
    "ris": Format(as_ris, "application/x-research-info-systems; charset=utf-8", name="RIS"),
    "csl.json": Format(as_csl_json, "application/vnd.citationstyles.csl+json; charset=utf-8", name="CSL-JSON"),
    "timelinejs.json": Format(as_timelinejs, "application/json; charset=utf-8", name="TimelineJS"),
    "timelinejs.csv": Format(as_timelinejs_sheet, "text/csv; charset=utf-8", name="TimelineJS sheet"),
}
