"""What changed between two versions of something, field by field and word by word. Plain Python.

The versions are the record's own form (`record_files`), so what a file would show the history shows. What is not for
readers is left out here and nowhere else.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

PRIVATE = {"internal_note", "text", "text_file"}
OF_NO_USE_TO_READERS = {"id", "text_hash"}
WORDS = re.compile(r"[぀-ヿ㐀-鿿가-힣]|[^\W぀-ヿ㐀-鿿가-힣]+|\s+|[^\w\s]")
# What tells one row of a list from another; rows without keys are told apart by their place, counted from one.
KEYS = {"citations": ("source", "role"), "participants": ("actor", "role"), "links": ("kind", "event"), "steps": ()}


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, was put in or was taken out."""

    text: str
    change: str = ""  # "", "added", "removed"


@dataclass(frozen=True)
class Difference:
    """One field of one version against the version before; `of` names the row of a list, `language` a text's."""

    field: str
    pieces: tuple
    language: str = ""
    of: tuple = ()  # ("citations", "source-slug", "role")


def differences(before, after):
    """What `after` says otherwise than `before`, in the order of the record's files."""
    found = []
    for name in [*after, *(name for name in before if name not in after)]:
        if name in PRIVATE or name in OF_NO_USE_TO_READERS:
            continue
        old, new = before.get(name), after.get(name)
        if old != new:
            found += field_differences(name, old, new)
    return found


def field_differences(name, old, new, of=()):
    if name in KEYS:
        return row_differences(name, old or [], new or [])
    if isinstance(old or new, dict):
        old, new = old or {}, new or {}
        return [
            Difference(name, pieces(said(old.get(key)), said(new.get(key))), key, of)
            for key in [*new, *(key for key in old if key not in new)]
            if old.get(key) != new.get(key)
        ]
    if isinstance(old or new, list):
        return [Difference(name, list_pieces(old or [], new or []), "", of)]
    return [Difference(name, replaced(said(old), said(new)), "", of)]


def row_differences(name, old, new):
    """A row that came or went is told whole by its keys; one that stayed, field by field."""
    old, new = by_key(name, old), by_key(name, new)
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        if key not in old:
            found.append(Difference(name, (Piece("", "added"),), "", (name, *key)))
        elif key not in new:
            found.append(Difference(name, (Piece("", "removed"),), "", (name, *key)))
        else:
            before, after = old[key], new[key]
            for part in [*after, *(part for part in before if part not in after)]:
                if part not in OF_NO_USE_TO_READERS and before.get(part) != after.get(part):
                    found += field_differences(part, before.get(part), after.get(part), (name, *key))
    return found


def by_key(name, rows):
    if not KEYS[name]:
        return {(place,): row for place, row in enumerate(rows, 1)}
    return {tuple(row.get(part, "") for part in KEYS[name]): row for row in rows}


def said(value):
    return "" if value is None else str(value)


def list_pieces(old, new):
    gone = [Piece(said(value), "removed") for value in old if value not in new]
    return (*gone, *(Piece(said(value), "added") for value in new if value not in old))


def replaced(old, new):
    return tuple(piece for piece in (Piece(old, "removed"), Piece(new, "added")) if piece.text)


def pieces(old, new):
    """Two texts as one, word by word (character by character in Korean and Japanese)."""
    if not old or not new or len(old) + len(new) > 8000:
        return replaced(old, new)
    left, right = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < 0.3:
        return replaced(old, new)
    found = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece("".join(left[a:b])))
            continue
        if b > a:
            found.append(Piece("".join(left[a:b]), "removed"))
        if d > c:
            found.append(Piece("".join(right[c:d]), "added"))
    return tuple(found)
