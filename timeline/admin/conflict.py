"""Two people's edits of one event, side by side: which unit each of them changed, and the version they make together.

A unit is a field in one language, or a whole row (a citation, a participant, a link). All three versions are the
record's own dictionaries (`record_files`). Plain Python.
"""

from dataclasses import dataclass

ROWS = {"citations": ("source", "role"), "participants": ("actor", "role"), "links": ("kind", "event")}
UNTOUCHED = {"id", "status", "withdrawn_reason"}


@dataclass(frozen=True)
class Unit:
    """One thing that both versions say differently. `key` is its path; `changed_by` is "you", "them" or "both"."""

    key: tuple
    base: object
    mine: object
    theirs: object
    changed_by: str

    @property
    def preset(self):
        """The side that changed it; where both did, the one already in the record."""
        return "mine" if self.changed_by == "you" else "theirs"

    @property
    def name(self):
        """A name for a form's field."""
        return "/".join(self.key)


def parts(version):
    """A version taken into its units: {path: value}."""
    found = {}
    for field, value in version.items():
        if field in UNTOUCHED:
            continue
        if field in ROWS:
            for row in value:
                found[field, *(row.get(part, "") for part in ROWS[field])] = row
        elif isinstance(value, dict):
            for language, text in value.items():
                found[field, language] = text
        else:
            found[field,] = value
    return found


def units(base, mine, theirs):
    """What the two versions say differently, in the order of the record's files."""
    of_base, of_mine, of_theirs = parts(base), parts(mine), parts(theirs)
    found = []
    for key in {**of_theirs, **of_mine}:
        said, other, before = of_mine.get(key), of_theirs.get(key), of_base.get(key)
        if said == other:
            continue
        changed_by = "them" if said == before else "you" if other == before else "both"
        found.append(Unit(key, before, said, other, changed_by))
    return found


def same_in_both(mine, theirs):
    """How many units both versions say alike."""
    of_mine, of_theirs = parts(mine), parts(theirs)
    return sum(1 for key, value in of_mine.items() if of_theirs.get(key) == value)


def joined(theirs, chosen):
    """Their version, with the units of `chosen` as I have them."""
    version = {key: (dict(value) if isinstance(value, dict) else value) for key, value in theirs.items()}
    for unit in chosen:
        field, *rest = unit.key
        if field in ROWS:
            rows = list(version.get(field, []))
            at = next((i for i, r in enumerate(rows) if [r.get(p, "") for p in ROWS[field]] == rest), None)
            if unit.mine is None:
                rows = [row for i, row in enumerate(rows) if i != at]
            elif at is None:
                rows.append(unit.mine)
            else:
                rows[at] = unit.mine
            version[field] = rows
        elif rest:
            texts = dict(version.get(field, {}))
            if unit.mine is None:
                texts.pop(rest[0], None)
            else:
                texts[rest[0]] = unit.mine
            version[field] = texts
        elif unit.mine is None:
            version.pop(field, None)
        else:
            version[field] = unit.mine
    return version
