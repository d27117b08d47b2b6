"""How an event, or a view of the record, is cited: as three style guides write it, each a plain function.

A work of ours has no author: its title comes first. Its day is that of the record's last change to it, so that the same
record is cited the same; the day of reading is the reader's to add.
"""

from dataclasses import dataclass
from datetime import date

from timeline import dates

QUOTES = {"en": "“{}”", "ko": "「{}」", "ja": "「{}」"}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
MLA_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True)
class Work:
    """What is cited: an event of the record, or a view of it. The address is whole and stays."""

    key: str  # an id of letters, digits and dashes
    title: str
    record: str
    address: str
    changed: date | None
    language: str = "en"
    site: str = "Shuttle"


@dataclass(frozen=True)
class Reference:
    """A line of a bibliography: the name of the work that holds it, set in italics, and what stands about it."""

    before: str
    name: str
    after: str

    def __str__(self):
        return f"{self.before}{self.name}{self.after}"


def chicago(work):
    """As the Chicago Manual of Style cites an entry of a database."""
    day = in_words(work, lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}")
    changed = {"en": "Last modified {}. ", "ko": "최종 수정 {}. ", "ja": "最終更新 {}. "}[work.language]
    return Reference(
        f"{quoted(work, '.')} ", work.record, f". {work.site}. {changed.format(day) if day else ''}{work.address}."
    )


def apa(work):
    """As the Publication Manual of the APA cites an entry without an author."""
    day = in_words(work, lambda day: f"{day.year}, {MONTHS[day.month - 1]} {day.day}") or "n.d."
    held = "In " if work.language == "en" else ""
    return Reference(f"{work.title}. ({day}). {held}", work.record, f". {work.site}. {work.address}")


def mla(work):
    """As the MLA Handbook cites a page of a site."""
    day = in_words(work, lambda day: f"{day.day} {MLA_MONTHS[day.month - 1]} {day.year}")
    parts = [work.site, day, work.address.removeprefix("https://")]
    return Reference(f"{quoted(work, '.')} ", work.record, f", {', '.join(part for part in parts if part)}.")


STYLES = (("Chicago", chicago), ("APA", apa), ("MLA", mla))


def quoted(work, stop):
    """The title in quotation marks; English sets the stop inside of them."""
    marks = QUOTES[work.language]
    return marks.format(work.title + stop) if work.language == "en" else marks.format(work.title) + stop


def in_words(work, english):
    """The work's day as an English style guide has it, or as the other languages write every day."""
    if work.changed is None:
        return ""
    return english(work.changed) if work.language == "en" else dates.in_words(work.changed.isoformat(), work.language)
