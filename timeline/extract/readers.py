"""What a word's match says, for the languages that write dates from the year down: readers, and makers of readers."""


def full_date(year, month, day=None):
    """A date in figures, or None where no calendar has it. Of a year of two figures only those are known."""
    month, day = int(month), day and int(day)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31) or year == "0000":
        return None
    says = {"month": month} | ({"day": day} if day else {})
    return says | {"year": f"XX{year}" if len(year) == 2 else year} if year else says


def in_figures(match):
    found = match.groupdict()
    return full_date(found.get("y"), found["m"], found.get("d"))


def years(match):
    """2011~13년: the second year has the first figures of the first."""
    first = match["y1"]
    last = first[: 4 - len(match["y2"])] + match["y2"]
    return {"year": first, "to": {"year": last}} if first < last else None


def short_year(match):
    return {"year": "XX" + match["y"]}


def decade(match):
    figures = match["y"]
    return {"year": (figures if len(figures) == 4 else "XX" + figures)[:3] + "X"}


def within(name, most, number):
    """A reader of one number, the component `name`, where it is no larger than it can be."""

    def reads(match):
        value = number(next(filter(None, match.groups())))
        return {name: value} if 1 <= value <= most else None

    return reads


def both(name, most):
    """A reader of two numbers, the ends of a stretch."""

    def reads(match):
        first, last = int(match[1]), int(match[2])
        return {name: first, "to": {name: last}} if 1 <= first < last <= most else None

    return reads


def neighbours(match):
    """23·24일 are two days in a row; others stand each for itself."""
    return both("day", 31)(match) if int(match[2]) == int(match[1]) + 1 else None


def counted(unit, count, way):
    """So many units back or on."""
    if not 0 < count < (1000 if unit == "year" else 20000):
        return None
    says = {"kind": unit if unit != "quarter" else "sub", "unit": unit, "count": way * count, "step": True}
    return says | ({"later": True} if way > 0 else {})


def relative(names, unit, anchor="published", **parts):
    """A reader of the names' shifts; the words of a name may be written apart."""

    def reads(match):
        return {"unit": unit, "count": names[match[0].replace(" ", "")], "anchor": anchor} | parts

    return reads


def said_day(names):
    """A reader of days counted from the one said before: 이튿날, 翌日; one on or back may follow a day named."""

    def reads(match):
        count = names[match[0].replace(" ", "")]
        says = {"unit": "day", "count": count, "anchor": "reported"}
        return says | ({"step": True} if count else {"sameday": match[0][0] in "같同"})

    return reads


def nth(unit, ordinals, weekdays=""):
    """A reader of ordinals, of a unit or, where the match has a weekday, of that."""

    def reads(match):
        return {"nth": (weekdays.index(match[2]) if weekdays else unit, ordinals[match[1]])}

    return reads


def fixed(days):
    """A reader of feasts with a month and day."""
    return lambda match: dict(zip(("month", "day"), days[match[0]], strict=True))


def part_of(early, mid, unit=None):
    """A reader of early, mid or late by the first letter; alone it is of the unit of now, as 연말 is."""

    def reads(match):
        letter = match[1][0]
        says = {"part": "early" if letter in early else "mid" if letter in mid else "late"}
        return says | {"alone": unit} if unit else says

    return reads


def first_letters(*tables, also):
    """The letters with which the names of some tables begin, and others."""
    return "".join(sorted({name[0] for names in tables for name in names if not name[0].isdigit()} | set(also)))
