"""Two versions of a noun, field by field."""

import difflib
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

PRIVATE = ("internal_note", "text", "text_file", "text_hash")
WORD = re.compile(r"\w+|\W")
LABELS = {
    "slug": _("Address"), "date": _("Date"), "kind": _("Kind"), "plover": _("PLOVER category"),
    "plover_mode": _("PLOVER mode"), "score": _("Score"), "significance": _("Significance"), "place": _("Place"),
    "themes": _("Themes"), "status": _("Status"), "title": _("Title"), "short_title": _("Short title"),
    "summary": _("Summary"), "note": _("Note"), "participants": _("Participants"), "links": _("Links"),
    "citations": _("Citations"), "withdrawn_reason": _("Reason of withdrawal"), "name": _("Name"),
    "aliases": _("Other names"), "country": _("Country"), "publisher": _("Publisher"), "authors": _("Authors"),
    "url": _("Address"), "published": _("Published"), "language": _("Language"),
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One field that two versions differ in, as runs of text: ("same" | "old" | "new", text)."""

    label: str
    runs: list


def flat(value, key=""):
    """A value of a snapshot as lines of "name: text"."""
    if isinstance(value, dict):
        return "\n".join(f"{name}: {flat(inner)}" for name, inner in value.items() if name not in PRIVATE)
    if isinstance(value, list):
        return "\n".join(
            " · ".join(f"{flat(inner)}".split("\n")) if isinstance(inner, dict) else str(inner) for inner in value
        )
    return str(value)


def runs_between(old, new):
    """The words of two texts, marked as same, old or new."""
    left, right = WORD.findall(old)[:4000], WORD.findall(new)[:4000]
    runs = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", "".join(left[i1:i2])))
            continue
        if i2 > i1:
            runs.append(("old", "".join(left[i1:i2])))
        if j2 > j1:
            runs.append(("new", "".join(right[j1:j2])))
    return runs


def differences(old, new):
    """What a reader may see of the differences between two snapshots."""
    found = []
    for key in {**old, **new}:
        before, after = flat(old.get(key, "")), flat(new.get(key, ""))
        if key not in PRIVATE and key != "id" and before != after:
            found.append(Difference(str(LABELS.get(key, key)), runs_between(before, after)))
    return found


def with_differences(lines):
    """Lines of history, newest first, each with what changed since the public line before it."""
    lines = list(lines)
    for line, before in zip(lines, [*lines[1:], None], strict=True):
        line.differences = differences(before.snapshot, line.snapshot) if before else []
    return lines
