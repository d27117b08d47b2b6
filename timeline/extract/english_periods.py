"""English quarters, halves, seasons, decades and centuries."""

from .english_phrase import first_of, phrase, shift_of
from .said import Nearest, Parts, Shift, Stretch


def quarter(tokens, i, j):
    letters = tokens.letters[i:j]
    at = next(k for k in range(i, j) if tokens.letters[k] in "qoplQ")
    letter = tokens.letters[at]
    half = "h" in letters
    if letters[-1] == "k" and tokens.letters[j : j + 2] == "-z":
        return None  # a quarter-final
    if letter == "Q":
        sub = tokens.values[at]
        if sub >= 40 and "Y" not in letters:
            return None
    elif letter in "pl":
        if not half and letters[-1] == "k":
            return [phrase(tokens, i, j, Shift("quarter", -1, "published"))] if letters[0] != "e" else None
        sub = 41 if half else 36
    else:
        n = tokens.values[at]
        if n > (2 if half else 4):
            return None
        sub = (39 if half else 32) + n
    year = next((f"{tokens.values[k]:04}" for k in range(i, j) if tokens.letters[k] == "Y"), None)
    if "y" in letters:
        return [phrase(tokens, i, j, Parts(year), approximate=True)]
    if letters[-1] == "u":
        if tokens.values[j - 1] != "year":
            return None
        k = max(k for k in range(i, j) if tokens.letters[k] in "khQ") + 1
        return [phrase(tokens, i, j, shift_of(tokens, k, j, "year", Parts(sub=sub)))]
    return [phrase(tokens, i, j, Parts(year, sub=sub))]


def season(tokens, i, j):
    at = first_of(tokens, i, j, "SF")
    k = first_of(tokens, i, j, "Y")
    year = f"{tokens.values[k]:04}"
    if tokens.letters[j - 1] in "dY" and j - 1 != k and tokens.values[at] != 24:
        j = k + 1
    return [phrase(tokens, i, j, Parts(year, sub=tokens.values[at]))]


def seasons(tokens, i, j):
    at = [k for k in range(i, j) if tokens.letters[k] in "SF"]
    year = f"{tokens.values[j - 1]:04}"
    return [
        phrase(tokens, i, at[0] + 1, Parts(year, sub=tokens.values[at[0]])),
        phrase(tokens, at[1], j, Parts(year, sub=tokens.values[at[1]])),
    ]


def season_of(tokens, i, j):
    if tokens.values[j - 1] != "year":
        return None
    at = first_of(tokens, i, j, "SF")
    return [phrase(tokens, i, j, shift_of(tokens, at + 1, j, "year", Parts(sub=tokens.values[at])))]


def near_season(tokens, i, j):
    at = j - 1
    letters = tokens.letters[i:at]
    parts = Parts(sub=tokens.values[at])
    if tokens.letters[at + 1 : at + 2] == "v" and tokens.letters[at] == "F":
        return None
    if "a" in letters or "t" in letters:
        if tokens.letters[at] == "F" and "a" in letters:
            return None
        return [phrase(tokens, i, j, Shift("year", 0, "said" if "a" in letters else "published", parts))]
    ahead = -1 if ("p" in letters or "P" in letters) else 1
    said = "P" in letters or "X" in letters or "ex" in letters
    return [phrase(tokens, i, j, Nearest(parts, ahead, "said" if said else "published"))]


def bare_season(tokens, i, j):
    at = first_of(tokens, i, j, "SF")
    before = tokens.letters[at - 1 : at]
    if tokens.letters[at] == "F" and (
        tokens.letters[at + 1 : at + 2] == "v" or "i" not in tokens.letters[max(at - 2, 0) : at]
    ):
        return None
    if (
        tokens.letters[at + 1 : at + 2] == "z"
        and tokens.word(at).istitle()
        and i == at
        and at
        and tokens.letters[at - 1] != "."
    ):
        return None
    if before not in ("e", "i", "E", "v", "&", "b", "f", "m", "=", "-"):
        return None
    if tokens.letters[at] == "S" and tokens.word(at + 1).lower() in (
        "water",
        "sports",
        "quarters",
        "olympics",
        "games",
        "break",
    ):
        return None
    return [phrase(tokens, i, j, Parts(sub=tokens.values[at]))]


def century(tokens, i, j):
    n = next(tokens.values[k] for k in range(i, j) if tokens.letters[k] in "oq")
    return [phrase(tokens, i, j, Parts(f"{n - 1:02}XX"))] if 1 <= n <= 22 else None


def centuries(tokens, i, j):
    at = [k for k in range(i, j) if tokens.letters[k] in "oq"]
    first, last = (f"{tokens.values[k] - 1:02}XX" for k in at)
    if not "00XX" < first < last:
        return None
    if "&" in tokens.letters[i:j]:
        return [phrase(tokens, i, at[0] + 1, Parts(first)), phrase(tokens, at[1], j, Parts(last))]
    return [phrase(tokens, i, j, Stretch(Parts(first), Parts(last)))]


def decade(tokens, i, j):
    value = tokens.values[j - 1]
    if (
        value.startswith("XX")
        and "e" not in tokens.letters[i:j]
        and tokens.word(j - 1)[0] not in "'’‘"
        and tokens.letters[i - 1 : i] != "i"
    ):
        return None
    return [phrase(tokens, i, j, Parts(value))]


def decades(tokens, i, j):
    at = [k for k in range(i, j) if tokens.letters[k] == "D"]
    return [phrase(tokens, i, j, Stretch(Parts(tokens.values[at[0]]), Parts(tokens.values[at[1]])))]


def fiscal(tokens, i, j):
    value = tokens.values[j - 1]
    year = value if tokens.letters[j - 1] == "Y" else 2000 + value
    return [phrase(tokens, i, j, Parts(f"{year:04}"), approximate=True)]
