"""Sentences in which each date phrase stands with the date that it means: <23일|2025-08-23>."""

import re
from datetime import date
from pathlib import Path

MARK = re.compile(r"<([^<>|]+)\|([^<>|]+)>")


def sentences(name):
    """(published, text, [(phrase, date), …]) of each line; a line 「# published 2025-08-24」 holds for those after it."""
    published = None
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# published"):
            published = date.fromisoformat(line.split()[2])
        elif line and not line.startswith("#"):
            yield published, MARK.sub(r"\1", line), MARK.findall(line)
