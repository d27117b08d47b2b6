"""What the readers of English phrases share: an expression over some tokens, and the parts, counts and shifts in it."""

from dataclasses import replace

from .english_context import direction_at, is_doubted
from .said import Expression, Nth, Parts, Shift, Stretch

NOTHING_MORE = Parts()


def phrase(tokens, i, j, said, **more):
    """An expression over tokens i to j, with what early, late, about and a tense say."""
    if tokens.letters[i] == "e" and tokens.letters[i + 1] in "MAjYQ":
        i += 1
    letters = tokens.letters[i:j]
    for k, letter in enumerate(letters):
        if letter in "EB" and "part" not in more:
            more["part"] = tokens.values[i + k]
        elif letter == "~" and k < 2:
            more["approximate"] = True
    if tokens.word(j).lower() in ("approx", "approx.", "approximately") and tokens.letters[j + 1 : j + 2] not in (
        "n",
        "d",
    ):
        more["approximate"], j = True, j + 1
    elif letters.endswith("?"):
        if tokens.letters[j : j + 1] in (")", "-", ",") or j - i == len(tokens.letters):
            more["uncertain"] = True
        else:
            j -= 1
    elif is_doubted(tokens, i):
        more["uncertain"] = True
    bare = isinstance(said, Stretch | Nth) or (isinstance(said, Parts) and not said.year)
    if bare or (isinstance(said, Shift) and said.unit == "weekend"):
        more["direction"] = direction_at(tokens, i, j)
    return Expression(tokens.starts[i], tokens.ends[j - 1], said, **more)


def parts_of(tokens, i, j, year=None):
    """The year, month, day and weekday that tokens i to j name."""
    month = day = weekday = None
    for k in range(i, j):
        letter, value = tokens.letters[k], tokens.values[k]
        if letter in "MAj":
            month = value
        elif letter in "doq" and value and day is None:
            day = value
        elif letter in "Ww":
            weekday = value
        elif letter == "Y":
            year = f"{value:04}"
        elif letter == "K":
            year = value
        elif letter == "I":
            return replace(value, weekday=weekday)
    return Parts(year, month, day, weekday)


def first_of(tokens, i, j, letters):
    """The first of tokens i to j with one of these letters."""
    return next(k for k in range(i, j) if tokens.letters[k] in letters)


def is_day(parts):
    return parts.month and (
        not parts.day or 1 <= parts.day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[parts.month - 1]
    )


def shift_of(tokens, k, j, unit, parts=NOTHING_MORE):
    """A shift named by this, that, last, next, previous, following or a bare "the" between k and j."""
    letters = tokens.letters[k:j]
    if "a" in letters:
        return Shift(unit, 0, "said", parts)
    if "P" in letters:
        return Shift(unit, -1, "said", parts)
    if "X" in letters:
        return Shift(unit, 1, "said", parts)
    if "p" in letters:
        return Shift(unit, -1, "published", parts)
    if "x" in letters:
        word = tokens.word(k + letters.index("x")).lower()
        return Shift(unit, 1, "said" if "ex" in letters and word == "next" else "published", parts)
    return Shift(unit, 0, "published" if "t" in letters else "context", parts)


def count_of(tokens, i, j):
    """How many of which unit, as (number, unit, approximate): weeks are counted in days, and only nearly."""
    k = first_of(tokens, i, j, "uU")
    n = next((tokens.values[m] for m in range(i, k) if tokens.letters[m] in "dnN"), 1)
    unit = tokens.values[k]
    if not isinstance(n, int) or n > 5000 or unit == "weekend":
        return None
    if unit in ("week", "fortnight"):
        return n * (7 if unit == "week" else 14), "day", True
    return n, unit, False


def number_at(tokens, k):
    value = tokens.values[k]
    return value if isinstance(value, int) and value < 5000 else None


def is_vague(tokens, i):
    """Whether a number is only a part of one: "more than a year", "every two years", "few"."""
    before = tokens.word(i - 1).lower()
    return before in ("few", "several", "every", "per", "of", "half", "and")


def with_year_of(first, last):
    if not last.year or not last.year.isdigit() or first.year:
        return first
    return replace(first, year=f"{int(last.year) - (first.month > last.month):04}")


def split_at(tokens, i, j, letters):
    """Where the connective of two dates stands: the last of these letters with a day, month or year on both sides."""
    return next(k for k in range(i + 1, j) if tokens.letters[k] in letters and k > i)
