"""Dates in English: phrases found as patterns over one letter a token (english_words), and what each says."""

import re
from dataclasses import replace

from .english_context import counts, direction_at, is_doubted, is_year, names_a_month
from .english_words import tokens_of
from .said import Expression, Nearest, Nth, Parts, Shift, Stretch

# Pieces of patterns; every repetition is bounded.
PRE = "~?e?(?:[Erl]-?(?:ie?)?|Bve?)?"
PRE_FIRST = "~eErlB"
WD = "(?:[tx]?[Ww],?[(]?e?)?"
YR = "(?:,?v?Y|,?vK|,K)"
DM = "e?(?:[do]|q(?=v))v?[MAj]"
MD = "e?[MAj],?e?(?:[do](?!U)|q(?![khcuUq]))"
DAY = f"(?:{DM}|{MD}){YR}?"
U_OF = "(?:v|ie?)?(?:[tpxPX]|e[PXpx]|ea|a)a?u"
N = "[dnN]"

NOTHING_MORE = Parts()
FUNCTION_WORDS = frozenset(
    "was were is are had has have would will he she it they we when where who which that as with while but because"
    " there his her their our its a an at".split()
)

# Each kind of phrase: the letters that it may begin with, and its pattern. What stands first here is tried first.
PATTERNS = {
    "bc": ("~eYdnoq", "(?:~?e?)(?:(?:[Ydn]|[oq]-?c)[-=&/]){0,2}(?:[Ydn]|[oq]-?c),?Z"),
    "iso_span": ("I", "I[-=~/]I"),
    "iso": ("txWwI", f"{WD}I"),
    "ambiguous": ("txWwJ", f"{WD}J"),
    "fixed_shift": ("ednNu", f"e?{N}U[fbm](?:T|{WD}{DAY}|I)|e?u[fb](?:T|{WD}{DAY}|I)"),
    "week_of": ("eu", f"e?uve?(?:{WD}{DAY}|o|I)"),
    "weekday_of": ("WepxPXt", "Wv?i?e?[tpxPX]u|(?:e?[pxPX]|t)uv?i?,?W"),
    "weekday_day": ("Ww", "[Ww],?eo|[Ww]o(?![A-Za-z])"),
    "in_so_long": ("dnN", f"(?<=i){N}[uU](?![vlrgmfb])"),
    "joined": ("doMAjY", "[do][-/][MAj][-/]Y|[MAj][-/]Y|Y[-/][MAj][-/][do]|[MAj][-/][do][-/]Y"),
    "nth": ("eqop", f"e?[qop]-?[Wwu][vi]e?(?:(?:[tpxPX]|a)?[uM]{YR}?|[MA]{YR}?|Y)"),
    "days": (
        "txWwedoqMAj",
        f"{WD}e?[doq][-=~]e?[doq]v?[MAj]{YR}?|{WD}[MAj],?e?[doq][-=~]e?[doq](?![A-Za-z]?[MAj]){YR}?",
    ),
    "dates": ("txWwedoqMAj", f"{WD}{DAY}-{WD}{DAY}"),
    "listed_days": (
        "edoMAj",
        f"e?[do](?:,e?[do]){{0,5}},?&e?[do]v?[MAj]{YR}?|[MAj]e?[do](?:,[do]){{0,5}},?&e?[do](?![MAjvU]){YR}?",
    ),
    "two_dates": ("edoqMAj", f"(?:{DM}|{MD})(?:[=&-]|,&)(?:{DM}|{MD}){YR}"),
    "day_of": ("txWwedoqMAj", f"{WD}(?:{DM}|{MD}),?{U_OF}"),
    "day": ("txWwedoqMAjY", f"{WD}{DAY}|YMd(?![dn])"),
    "months": (PRE_FIRST + "MA", f"{PRE}[MA](?:[-=&]|,&){PRE}[MA]{YR}"),
    "month_of": (PRE_FIRST + "MAj", f"{PRE}[MAj],?{U_OF}"),
    "month": (PRE_FIRST + "MAjY", f"{PRE}(?:[MAj]{YR}|Y,?[MA])(?![do])"),
    "bare_month": (PRE_FIRST + "tpxPaMA", f"{PRE}e?[tpxPa]?[MA]"),
    "quarter": (
        PRE_FIRST + "qopQY",
        f"{PRE}e?(?:[qop]-?k(?:v?e?(?:yu?)?Y|ve?a?[tpxPX]?u)?|Q(?:,?v?Y)?|[qpl]-?h(?:v?Y|ve?a?[tpxPX]?u)|YQ)",
    ),
    "season": (PRE_FIRST + "SFY", f"{PRE}(?:e?[SF](?:,?v?Y(?:-[dY])?|-Y)|Y[SF])"),
    "seasons": (PRE_FIRST + "SF", f"{PRE}[SF]&[SF]v?Y"),
    "season_of": (PRE_FIRST + "SF", f"{PRE}e?[SF],?v?(?:ea|[tpxPX]|a|e[pxPX])u"),
    "near_season": (PRE_FIRST + "tpxPXa", f"{PRE}(?:[tpxPX]|e[xXPa]|a)[SF]"),
    "bare_season": (PRE_FIRST + "SF", f"{PRE}e?[SF]"),
    "centuries": (PRE_FIRST + "oq", f"{PRE}e?[oq][-=&]e?[oq]-?cV?"),
    "century": (PRE_FIRST + "oq", f"{PRE}e?[oq]-?cV?"),
    "decades": (PRE_FIRST + "D", f"{PRE}e?D[-=]{PRE}e?D"),
    "decade": (PRE_FIRST + "D", f"{PRE}e?D"),
    "fiscal": (PRE_FIRST + "y", f"{PRE}y(?:u)?,?[Yd]"),
    "ago": ("~dnN", f"~?{N}-?[uU]g"),
    "later": ("dnN", f"{N}-?[uU](?:[lr]|b(?!.?[zeMAWdovN]))"),
    "around_today": ("eu", "e?u[fb]T"),
    "today": ("T", "T"),
    "end_of_unit": ("eBlu", "e?[Bl]v(?:e|t|a|e?[pxPX]|ea)?u|u-BY?"),
    "earlier_in": ("erlE", "e?(?:[rl](?:[ti]|ie|ia|a)|E-?(?:ie|t|p|x|i[tpx]))u"),
    "unit": ("etpPxXau", "e?(?:[tpP]p?|[xX]|aa?)u|e?t?[pPxXt][kcW](?![oq])|eu[fb](?=[,.;)¶])"),
    "that_quarter": ("e", "ea[kS]"),
    "holiday": ("G", "G(?:,?Y)?"),
    "years": (PRE_FIRST + "Y", f"{PRE}e?Y[-=~]{PRE}(?:Y|d|n)"),
    "dated_year": ("eV~Ydn", "eu[,]?Y|(?:V[Ydn]|[Ydn]V)|~(?:Y)"),
    "year": (PRE_FIRST + "Y", f"{PRE}Y[?]?"),
    "short_year": ("K", "(?<=[ve]|i)K"),
    "weekday": ("rlE-W", "[rlE]?-?W"),
    "day_number": ("e", "(?<=[i=bfm])eo(?![A-UW-Yuckhv-])"),
}
BY_FIRST = {
    letter: re.compile(
        "|".join(f"(?P<{name}>{pattern})" for name, (first, pattern) in PATTERNS.items() if letter in first)
    )
    for letter in {letter for first, _ in PATTERNS.values() for letter in first}
}
# Where a phrase may begin at all; a phrase of one token does so whatever follows.
BEGINNING = re.compile(r"[ednNoqptaxPXBu~-](?![zi.¶()])|[Erl](?![z.¶()])|[MAjYIJSFQDKGTWwVy]")


def expressions(text):
    """The dates that an English text speaks of, in order, none overlapping."""
    tokens = tokens_of(text)
    day_first = _order(tokens)
    found, at, letters = [], 0, tokens.letters
    while beginning := BEGINNING.search(letters, at):
        i = beginning.start()
        at = i + 1
        match = BY_FIRST[letters[i]].match(letters, i)
        if not match:
            continue
        j = match.end()
        if match.lastgroup == "ambiguous":
            phrases = _ambiguous(tokens, i, j, day_first)
        else:
            phrases = READERS[match.lastgroup](tokens, i, j)
        if not phrases:
            continue
        found += phrases
        while at < j and tokens.starts[at] < phrases[-1].end:
            at += 1
    return found


def _order(tokens):
    """Whether 3/4/2025 has its day first here, from other dates of the text: None where nothing tells."""
    texts = re.findall(r"\b(\d\d?)/(\d\d?)/\d{4}\b", tokens.text)
    day_first = any(12 < int(a) <= 31 for a, b in texts)
    month_first = any(12 < int(b) <= 31 for a, b in texts)
    return day_first if day_first != month_first else None


def _ambiguous(tokens, i, j, day_first):
    if day_first is None:
        return None
    first, second, year = tokens.values[j - 1]
    day, month = (first, second) if day_first else (second, first)
    return [_phrase(tokens, i, j, Parts(f"{year:04}", month, day))]


def _phrase(tokens, i, j, said, **more):
    """An expression over tokens i to j, with what early, late, about and a tense say."""
    if tokens.letters[i] == "e" and tokens.letters[i + 1] in "MAjYQ":
        i += 1
    letters = tokens.letters[i:j]
    for k, letter in enumerate(letters):
        if letter in "EB" and "part" not in more:
            more["part"] = tokens.values[i + k]
        elif letter == "~" and k < 2:
            more["approximate"] = True
    if letters.endswith("?"):
        if tokens.letters[j : j + 1] in (")", "-", ",") or j - i == len(tokens.letters):
            more["uncertain"] = True
        else:
            j -= 1
    elif is_doubted(tokens, i):
        more["uncertain"] = True
    if "direction" not in more and (isinstance(said, Parts) and not said.year or isinstance(said, Stretch | Nth)):
        more["direction"] = direction_at(tokens, i, j)
    return Expression(tokens.starts[i], tokens.ends[j - 1], said, **more)


def _parts(tokens, i, j, year=None):
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


def _begin(tokens, i, j, letters):
    """The first of tokens i to j with one of these letters."""
    return next(k for k in range(i, j) if tokens.letters[k] in letters)


def _is_day(parts):
    return parts.month and (
        not parts.day or 1 <= parts.day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[parts.month - 1]
    )


def day(tokens, i, j):
    parts = _parts(tokens, i, j)
    if not _is_day(parts):
        return None
    if parts.year and tokens.letters[j - 1] == "Y" and tokens.letters[j - 2] in ",doq" and counts(tokens, j):
        parts, j = replace(parts, year=None), j - (2 if tokens.letters[j - 2] == "," else 1)
    return [_phrase(tokens, i, j, parts)]


def days(tokens, i, j):
    """A stretch of days within a month: "Aug. 23–24, 2025"."""
    whole = _parts(tokens, i, j)
    numbers = [tokens.values[k] for k in range(i, j) if tokens.letters[k] in "doq"]
    first, last = (Parts(whole.year, whole.month, n) for n in numbers[:2])
    if not (_is_day(first) and _is_day(last)) or first.day >= last.day:
        return None
    return [_phrase(tokens, i, j, Stretch(first, last))]


def _split(tokens, i, j, letters):
    """Where the connective of two dates stands: the last of these letters with a day, month or year on both sides."""
    return next(k for k in range(i + 1, j) if tokens.letters[k] in letters and k > i)


def dates(tokens, i, j):
    k = _split(tokens, i, j, "-")
    first, last = _parts(tokens, i, k), _parts(tokens, k, j)
    if not (_is_day(first) and _is_day(last)):
        return None
    return [_phrase(tokens, i, j, Stretch(first, last))]


def two_dates(tokens, i, j):
    """Two dates of which the second has the year for both."""
    k = _split(tokens, i, j, "=&-")
    first, last = _parts(tokens, i, k), _parts(tokens, k, j)
    if not (_is_day(first) and _is_day(last)):
        return None
    first = _with_year_of(first, last)
    end = k - 1 if tokens.letters[k - 1] == "," else k
    return [_phrase(tokens, i, end, first), _phrase(tokens, k + 1, j, last)]


def _with_year_of(first, last):
    if not last.year or not last.year.isdigit() or first.year:
        return first
    return replace(first, year=f"{int(last.year) - (first.month > last.month):04}")


def listed_days(tokens, i, j):
    """ "4, 5 and 6 May": every day is one date; the one beside the month has its words."""
    whole = _parts(tokens, i, j)
    at = [k for k in range(i, j) if tokens.letters[k] in "do"]
    month_first = tokens.letters[i] in "MAj"
    found = []
    for k in at:
        parts = Parts(whole.year, whole.month, tokens.values[k])
        if not _is_day(parts):
            return None
        start = i if month_first and k == at[0] else k - (tokens.letters[k - 1] == "e" and k > i)
        end = j if k == at[-1] else k + 1
        found.append(_phrase(tokens, start, end, parts))
    return found


def months(tokens, i, j):
    """ "January and February 1942", "March–May 2023"."""
    k = _split(tokens, _begin(tokens, i, j, "MA"), j, "-=&")
    first, last = _parts(tokens, i, k), _parts(tokens, k, j)
    first = _with_year_of(first, last)
    if tokens.letters[k] == "-" and first.year:
        return [_phrase(tokens, i, j, Stretch(first, last))]
    end = k - 1 if tokens.letters[k - 1] == "," else k
    if tokens.letters[i] in "A" and not names_a_month(tokens, i, end):
        return None
    return [_phrase(tokens, i, end, first), _phrase(tokens, k + 1, j, last)]


def month(tokens, i, j):
    k = _begin(tokens, i, j, "Y") if "Y" in tokens.letters[i:j] else j - 1
    if tokens.letters[k] == "Y" and not is_year(tokens, k, _parts(tokens, i, j)):
        return bare_month(tokens, i, k) if tokens.letters[i:k] and tokens.letters[k - 1] in "MA" else None
    return [_phrase(tokens, i, j, _parts(tokens, i, j))]


def bare_month(tokens, i, j):
    at = _begin(tokens, i, j, "MA")
    if not names_a_month(tokens, at, j):
        return None
    parts = _parts(tokens, i, j)
    before = tokens.letters[at - 1] if at > i else ""
    if before in ("p", "P", "x"):
        ahead = 1 if before == "x" else -1
        return [_phrase(tokens, i, j, Nearest(parts, ahead, "said" if before == "P" else "published"))]
    if before == "t":
        return [_phrase(tokens, i, j, Shift("year", 0, "published", parts))]
    if before == "a":
        if tokens.letters[max(at - 2, 0)] != "e" and tokens.letters[max(at - 2, 0)] not in "i":
            return None
        return [_phrase(tokens, i, j, Shift("year", 0, "said", parts))]
    if tokens.letters[i] == "e" and i == at - 1:
        i = at
    return [_phrase(tokens, i, j, parts)]


def _shift_of(tokens, k, j, unit, parts=NOTHING_MORE):
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


def day_of(tokens, i, j):
    """ "4 May of that year", "June 3 last year"."""
    unit = tokens.values[j - 1]
    if unit not in ("year", "month") or (unit == "month"):
        return None
    k = max(k for k in range(i, j) if tokens.letters[k] in "MAjdoq")
    parts = _parts(tokens, i, k + 1)
    if not _is_day(parts):
        return None
    return [_phrase(tokens, i, j, _shift_of(tokens, k + 1, j, "year", replace(parts, weekday=None)))]


def month_of(tokens, i, j):
    k = _begin(tokens, i, j, "MAj")
    if tokens.values[j - 1] != "year":
        return bare_month(tokens, i, k + 1) if tokens.letters[k] != "j" else None
    return [_phrase(tokens, i, j, _shift_of(tokens, k + 1, j, "year", Parts(month=tokens.values[k])))]


def iso(tokens, i, j):
    parts = tokens.values[j - 1]
    return [_phrase(tokens, i, j, parts)] if _is_day(parts) else None


def iso_span(tokens, i, j):
    return [_phrase(tokens, i, j, Stretch(tokens.values[i], tokens.values[j - 1]))]


def _number(tokens, k):
    value = tokens.values[k]
    return value if isinstance(value, int) and value < 5000 else None


def _count(tokens, i, j):
    """How many of which unit, as (number, unit, approximate): weeks are counted in days, and only nearly."""
    k = _begin(tokens, i, j, "uU")
    n = next((tokens.values[m] for m in range(i, k) if tokens.letters[m] in "dnN"), 1)
    unit = tokens.values[k]
    if not isinstance(n, int) or n > 5000 or unit == "weekend":
        return None
    if unit in ("week", "fortnight"):
        return n * (7 if unit == "week" else 14), "day", True
    return n, unit, False


def _vague(tokens, i):
    """Whether a number is only a part of one: "more than a year", "every two years", "few"."""
    before = tokens.word(i - 1).lower()
    return before in ("few", "several", "every", "per", "of", "half", "and")


def ago(tokens, i, j):
    counted = _count(tokens, i, j)
    if not counted or tokens.word(i - 1).lower() in ("few", "several", "half", "many", "some"):
        return None
    n, unit, nearly = counted
    if unit == "decade":
        n, unit, nearly = n * 10, "year", True
    return [_phrase(tokens, i, j, Shift(unit, -n), approximate=nearly or tokens.letters[i] == "~")]


def later(tokens, i, j):
    counted = _count(tokens, i, j)
    if not counted or _vague(tokens, i):
        return None
    n, unit, nearly = counted
    if unit == "decade":
        n, unit, nearly = n * 10, "year", True
    ahead = n if tokens.letters[j - 1] == "l" else -n
    return [_phrase(tokens, i, j, Shift(unit, ahead, "said"), approximate=nearly)]


def fixed_shift(tokens, i, j):
    """ "two days after 15 May", "the day before yesterday"."""
    k = next(k for k in range(i, j) if tokens.letters[k] in "uU") + 1
    counted = _count(tokens, i, k)
    if not counted or not tokens.letters[k:j]:
        return None
    n, unit, nearly = counted
    if tokens.letters[j - 1] == "T":
        anchor = Shift("day", tokens.values[j - 1])
    else:
        anchor = _parts(tokens, k + 1, j)
        if not _is_day(anchor):
            return None
    ahead = -n if tokens.letters[k] == "b" else n
    return [_phrase(tokens, i, j, Shift(unit, ahead, anchor), approximate=nearly)]


def week_of(tokens, i, j):
    unit = next(tokens.values[k] for k in range(i, j) if tokens.letters[k] == "u")
    if unit not in ("week", "weekend"):
        return None
    k = next(k for k in range(i, j) if tokens.letters[k] == "v") + 1
    parts = _parts(tokens, k, j)
    if parts.month and not _is_day(parts):
        return None
    return [_phrase(tokens, i, j, Shift(unit, 0, parts))]


def nth(tokens, i, j):
    """ "the first Monday of May 2016", "the last week of next month"."""
    k = _begin(tokens, i, j, "qop")
    count = -1 if tokens.letters[k] == "p" else tokens.values[k]
    unit_at = k + 1 + (tokens.letters[k + 1] == "-")
    unit = tokens.values[unit_at]
    if unit in ("year", "decade", "fortnight"):
        return None
    rest = unit_at + 2
    letters = tokens.letters[rest:j]
    if "M" in letters or "A" in letters:
        of = _parts(tokens, rest, j)
    elif "Y" in letters:
        of = Parts(year=f"{tokens.values[j - 1]:04}")
    else:
        outer = tokens.values[j - 1]
        if outer not in ("month", "year", "week"):
            return None
        of = _shift_of(tokens, rest, j, outer)
    if tokens.letters[k] == "p" and tokens.word(k).lower() != "last":
        return None
    return [_phrase(tokens, i, j, Nth(unit, count, of))]


def today(tokens, i, j):
    return [_phrase(tokens, i, j, Shift("day", tokens.values[j - 1]))]


def unit(tokens, i, j):
    """ "last week", "the following year", "that day", "this quarter", "last Friday"."""
    letter, value = tokens.letters[j - 1], tokens.values[j - 1]
    letters = tokens.letters[i:j]
    if letter in "fb":  # "the day before."
        counted = _count(tokens, i, j)
        if not counted:
            return None
        return [
            _phrase(tokens, i, j, Shift(counted[1], counted[0] * tokens.values[j - 1], "said"), approximate=counted[2])
        ]
    word = tokens.word(j - 2).lower()
    if letter == "W":
        if letters[-2] == "t":
            return [_phrase(tokens, i, j, Shift("week", 0, "published", Parts(weekday=value)))]
        ahead = 1 if letters[-2] in "xX" else -1
        return [
            _phrase(tokens, i, j, Nearest(Parts(weekday=value), ahead, "said" if letters[-2] in "PX" else "published"))
        ]
    if value == "fortnight":
        return None
    if letters[0] == "e" and "p" in letters and letter != "k":
        return None  # "the last year", "over the past week": so long, not when
    if word == "past" and "t" not in letters:
        return None
    if value == "day" and ("p" in letters or "t" in letters or letters == "xu"):
        return None
    if word in ("coming", "prior", "preceding") and value == "day":
        return None
    if letters == "au" and word == "same" and value not in ("year", "month", "day"):
        return None
    following = tokens.letters[j : j + 2]
    if following[:1] == "v" or (
        letters[-2] == "a" and re.match("[tpxPX]u|Nu", following + tokens.letters[j + 2 : j + 3])
    ):
        return None  # "last week of August", "the same month last year"
    return [_phrase(tokens, i, j, _shift_of(tokens, i, j, value))]


def that_quarter(tokens, i, j):
    value = tokens.values[j - 1]
    if tokens.letters[j - 1] == "S":
        return [_phrase(tokens, i, j, Shift("year", 0, "said", Parts(sub=value)))]
    return [_phrase(tokens, i, j, Shift("quarter", 0, "said"))]


def around_today(tokens, i, j):
    n = tokens.values[j - 1]
    return [_phrase(tokens, i, j, Shift("day", n + (1 if tokens.letters[j - 2] == "f" else -1)))]


def end_of_unit(tokens, i, j):
    """ "the end of the year", "the beginning of last month", "year-end"."""
    letters = tokens.letters[i:j]
    if letters[0] == "u":
        if tokens.values[i] not in ("year", "month"):
            return None
        if letters[-1] == "Y":
            return [_phrase(tokens, i, j, Parts(f"{tokens.values[j - 1]:04}"))]
        return [_phrase(tokens, i, j, Shift(tokens.values[i], 0, "context"))]
    value = tokens.values[j - 1]
    if value in ("day", "fortnight", "weekend") or (letters[-2] == "v" and value not in ("year", "month")):
        return None
    return [_phrase(tokens, i, j, _shift_of(tokens, i + 1, j, value))]


def earlier_in(tokens, i, j):
    """ "earlier this year", "later in the month", "late last week"."""
    value = tokens.values[j - 1]
    if value == "fortnight":
        return None
    if value == "day":
        return [_phrase(tokens, i, j, Shift("day", 0, "said"), part="")]
    return [_phrase(tokens, i, j, _shift_of(tokens, i + 1, j, value))]


def quarter(tokens, i, j):
    letters = tokens.letters[i:j]
    at = next(k for k in range(i, j) if tokens.letters[k] in "qoplQ")
    letter = tokens.letters[at]
    half = "h" in letters
    if letter == "Q":
        sub = tokens.values[at]
    elif letter in "pl":
        if not half and letters[-1] == "k":
            return [_phrase(tokens, i, j, Shift("quarter", -1, "published"))] if letters[0] != "e" else None
        sub = 41 if half else 36
    else:
        n = tokens.values[at]
        if n > (2 if half else 4):
            return None
        sub = (39 if half else 32) + n
    year = next((f"{tokens.values[k]:04}" for k in range(i, j) if tokens.letters[k] == "Y"), None)
    if "y" in letters:
        return [_phrase(tokens, i, j, Parts(year), approximate=True)]
    if letters[-1] == "u":
        if tokens.values[j - 1] != "year":
            return None
        k = max(k for k in range(i, j) if tokens.letters[k] in "kh") + 1
        return [_phrase(tokens, i, j, _shift_of(tokens, k, j, "year", Parts(sub=sub)))]
    return [_phrase(tokens, i, j, Parts(year, sub=sub))]


def season(tokens, i, j):
    at = _begin(tokens, i, j, "SF")
    k = _begin(tokens, i, j, "Y")
    year = f"{tokens.values[k]:04}"
    if tokens.letters[j - 1] in "dY" and j - 1 != k and tokens.values[at] != 24:
        j = k + 1
    return [_phrase(tokens, i, j, Parts(year, sub=tokens.values[at]))]


def seasons(tokens, i, j):
    at = [k for k in range(i, j) if tokens.letters[k] in "SF"]
    year = f"{tokens.values[j - 1]:04}"
    return [
        _phrase(tokens, i, at[0] + 1, Parts(year, sub=tokens.values[at[0]])),
        _phrase(tokens, at[1], j, Parts(year, sub=tokens.values[at[1]])),
    ]


def season_of(tokens, i, j):
    if tokens.values[j - 1] != "year":
        return None
    at = _begin(tokens, i, j, "SF")
    return [_phrase(tokens, i, j, _shift_of(tokens, at + 1, j, "year", Parts(sub=tokens.values[at])))]


def near_season(tokens, i, j):
    at = j - 1
    letters = tokens.letters[i:at]
    parts = Parts(sub=tokens.values[at])
    if tokens.letters[at + 1 : at + 2] == "v" and tokens.letters[at] == "F":
        return None
    if "a" in letters or "t" in letters:
        if tokens.letters[at] == "F" and "a" in letters:
            return None
        return [_phrase(tokens, i, j, Shift("year", 0, "said" if "a" in letters else "published", parts))]
    ahead = -1 if ("p" in letters or "P" in letters) else 1
    said = "P" in letters or "X" in letters or "ex" in letters
    return [_phrase(tokens, i, j, Nearest(parts, ahead, "said" if said else "published"))]


def bare_season(tokens, i, j):
    at = _begin(tokens, i, j, "SF")
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
    return [_phrase(tokens, i, j, Parts(sub=tokens.values[at]))]


def century(tokens, i, j):
    n = next(tokens.values[k] for k in range(i, j) if tokens.letters[k] in "oq")
    return [_phrase(tokens, i, j, Parts(f"{n - 1:02}XX"))] if 1 < n <= 22 else None


def centuries(tokens, i, j):
    at = [k for k in range(i, j) if tokens.letters[k] in "oq"]
    first, last = (f"{tokens.values[k] - 1:02}XX" for k in at)
    if not "00XX" < first < last:
        return None
    if "&" in tokens.letters[i:j]:
        return [_phrase(tokens, i, at[0] + 1, Parts(first)), _phrase(tokens, at[1], j, Parts(last))]
    return [_phrase(tokens, i, j, Stretch(Parts(first), Parts(last)))]


def decade(tokens, i, j):
    value = tokens.values[j - 1]
    if (
        value.startswith("XX")
        and "e" not in tokens.letters[i:j]
        and tokens.word(j - 1)[0] not in "'’‘"
        and tokens.letters[i - 1 : i] != "i"
    ):
        return None
    return [_phrase(tokens, i, j, Parts(value))]


def decades(tokens, i, j):
    at = [k for k in range(i, j) if tokens.letters[k] == "D"]
    return [_phrase(tokens, i, j, Stretch(Parts(tokens.values[at[0]]), Parts(tokens.values[at[1]])))]


def fiscal(tokens, i, j):
    value = tokens.values[j - 1]
    year = value if tokens.letters[j - 1] == "Y" else 2000 + value
    return [_phrase(tokens, i, j, Parts(f"{year:04}"), approximate=True)]


def holiday(tokens, i, j):
    said = tokens.values[i]
    year = f"{tokens.values[j - 1]:04}" if tokens.letters[j - 1] == "Y" else None
    said = replace(said, of=replace(said.of, year=year)) if isinstance(said, Nth) else replace(said, year=year)
    return [_phrase(tokens, i, j, said)]


def years(tokens, i, j):
    """ "1914–1918", "1915-17"; with "to" they are two."""
    at = _begin(tokens, i, j, "Y")
    first, last = tokens.values[at], tokens.values[j - 1]
    k = next(k for k in range(at, j) if tokens.letters[k] in "-=~")
    if tokens.letters[j - 1] != "Y":
        digits = tokens.word(j - 1)
        apart = tokens.starts[j - 1] - tokens.ends[at] > 1
        if tokens.letters[k] != "-" or len(digits) != 2 or apart:
            return year(tokens, i, at + 1)
        last = first // 100 * 100 + int(digits)
    if tokens.letters[k] == "=" or first >= last or not is_year(tokens, at, None):
        return year(tokens, i, at + 1)
    said = Stretch(Parts(f"{first:04}"), Parts(f"{last:04}"))
    return [_phrase(tokens, i, j, said)]


def dated_year(tokens, i, j):
    """ "the year 1800", "AD 79", "c. 1860"."""
    if tokens.letters[i] == "e" and tokens.values[i + 1] != "year":
        return year(tokens, j - 1, j) if tokens.letters[j - 1] == "Y" else None
    k = next(k for k in range(i, j) if tokens.letters[k] in "Ydn")
    value = _number(tokens, k)
    if tokens.letters[i] == "~" and not is_year(tokens, k, None):
        return None
    return [_phrase(tokens, i, j, Parts(f"{value:04}"))] if value else None


def year(tokens, i, j):
    at = _begin(tokens, i, j, "Y")
    if not is_year(tokens, at, None):
        return None
    if tokens.letters[i] == "B" and "v" not in tokens.letters[i:j]:
        return None
    return [_phrase(tokens, i, j, Parts(f"{tokens.values[at]:04}"))]


def short_year(tokens, i, j):
    return [_phrase(tokens, i, j, Parts(tokens.values[j - 1]))]


def weekday(tokens, i, j):
    return [_phrase(tokens, i, j, Parts(weekday=tokens.values[j - 1]), part="")]


def weekday_of(tokens, i, j):
    """ "Tuesday of last week", "next week on Monday"."""
    at = i if tokens.letters[i] == "W" else j - 1
    k = next(k for k in range(i, j) if tokens.letters[k] == "u")
    if tokens.values[k] != "week":
        return None
    first, last = (i + 1, j) if at == i else (i, k + 1)
    return [_phrase(tokens, i, j, _shift_of(tokens, first, last, "week", Parts(weekday=tokens.values[at])))]


def weekday_day(tokens, i, j):
    return [_phrase(tokens, i, j, Parts(weekday=tokens.values[i], day=tokens.values[j - 1]))]


def in_so_long(tokens, i, j):
    """ "will meet in two weeks": only where the sentence looks ahead."""
    counted = _count(tokens, i, j)
    if not counted or tokens.word(i - 1).lower() != "in" or direction_at(tokens, i - 1, j) <= 0:
        return None
    n, unit, nearly = counted
    if unit == "decade":
        return None
    return [_phrase(tokens, i, j, Shift(unit, n), approximate=nearly)]


def joined(tokens, i, j):
    """ "05-Aug-2016", "Dec/2018"."""
    parts = _parts(tokens, i, j)
    return [_phrase(tokens, i, j, parts)] if _is_day(parts) else None


def day_number(tokens, i, j):
    if tokens.letters[j : j + 1] == "z" and tokens.word(j).lower() not in FUNCTION_WORDS and tokens.word(j).isalpha():
        return None
    return [_phrase(tokens, i, j, Parts(day=tokens.values[j - 1]))]


def bc(tokens, i, j):
    return [_phrase(tokens, i, j, Parts("BC"))]


READERS = {name: globals()[name] for name in PATTERNS if name != "ambiguous"}
