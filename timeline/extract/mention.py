"""A date found in a text."""

from dataclasses import dataclass

from timeline.dates import Edtf


@dataclass(frozen=True)
class Mention:
    """A phrase at `start`–`end` of a text, the date that it means, and what that was counted from.

    `counted_from` is None for a date that stands in full, "published" for one counted from the day of publication, and
    otherwise the words of the date before it, at `counted_from_start`. `how` says in a word what was done: "written",
    "shifted" (two days later), "nearest" (last Friday), "completed" (a year or month added from the context).
    """

    start: int
    end: int
    text: str
    date: Edtf
    counted_from: str | None = None
    counted_from_start: int | None = None
    how: str = "written"
    language: str = "en"
