"""Dates in English: phrases found as patterns over one letter a token (english_words), and what each says."""

import re
from functools import cache, partial

from . import english_calendar, english_periods, english_relative
from .english_phrase import phrase
from .english_words import tokens_of
from .said import MOST, Parts

# Pieces of patterns; every repetition is bounded.
PRE = "~?e?(?:[Erl]-?(?:ie?)?|Bve?)?"
PRE_FIRST = "~eErlB"
WD = "(?:[tx]?[Ww],?[(]?e?)?"
YR = "(?:,?v?[YK])"
DM = "e?(?:[do]|q(?=v))v?[MAj]"
MD = "e?[MAj],?e?(?:[do](?!U)|q(?![khcuUq]))"
DAY = f"(?:{DM}|{MD}){YR}?"
U_OF = "(?:v|ie?)?(?:[tpxPX]|e[PXpx]|ea|a)a?u"
N = "[dnN]"


# Each kind of phrase: the letters that it may begin with, and its pattern. What stands first here is tried first.
PATTERNS = {
    "bc": ("~eYdnoq", "(?:~?e?)(?:(?:[Ydn]|[oq]-?c)[-=&/]){0,2}(?:[Ydn]|[oq]-?c),?Z"),
    "iso_span": ("I", "I[-=~/]I"),
    "iso": ("txWwI", f"{WD}I"),
    "ambiguous": ("txWwJ", f"{WD}J"),
    "fixed_shift": ("ednNu", f"e?{N}U[fbm](?:T|{WD}{DAY}|I)|[eN]?u[fbm](?:T|{WD}{DAY}|I)"),
    "week_of": ("eu", f"e?uve?(?:{WD}{DAY}|o|I)"),
    "weekday_of": ("WepxPXt", "Wv?i?e?[tpxPX]u|(?:e?[pxPX]|t)uv?i?,?[Ww]"),
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
    "day_of": ("~txWwedoqMAj", f"~?{WD}(?:{DM}|{MD}),?{U_OF}"),
    "day": ("~txWwedoqMAjY", f"~?{WD}{DAY}|YMd(?![dn])"),
    "months": (PRE_FIRST + "MA", f"{PRE}[MA](?:[-=&]|,&){PRE}[MA]{YR}"),
    "month_of": (PRE_FIRST + "MAj", f"{PRE}[MAj],?{U_OF}"),
    "month": (PRE_FIRST + "MAjY", f"{PRE}(?:[MAj]{YR}|Y,?[MA])(?![do])"),
    "bare_month": (PRE_FIRST + "tpxPXaMA", f"{PRE}e?[tpxPXa]?[MA]"),
    "quarter": (
        PRE_FIRST + "qopQY",
        f"{PRE}e?(?:[qop]-?k(?:v?e?(?:yu?)?Y|(?:v|ie?)?e?a?[tpxPX]u|veu)?|Q(?:-Y|,?v?Y|v?[tpxP]u)?|[qpl]-?h(?:v?Y|(?:v|ie?)?e?a?[tpxPX]u|veu)|Y-?Q)",
    ),
    "season": (PRE_FIRST + "SFY", f"{PRE}(?:e?[SF](?:,?v?Y(?:-[dY])?|-Y)|Y[SF])"),
    "seasons": (PRE_FIRST + "SF", f"{PRE}[SF]&[SF]v?Y"),
    "season_of": (PRE_FIRST + "SF", f"{PRE}e?[SF],?v?(?:ea|[tpxPX]|a|e[pxPX])u"),
    "near_season": (PRE_FIRST + "tpxPXa", f"{PRE}(?:[tpxPX]|e[xXPa]|a)[SF]"),
    "bare_season": (PRE_FIRST + "SF", f"{PRE}e?[SF]"),
    "centuries": (PRE_FIRST + "oq", f"{PRE}e?[oq][-=&]e?[oq]-?cV?"),
    "century": (PRE_FIRST + "oq", f"{PRE}e?[oq]-?cV?"),
    "decades": (PRE_FIRST + "D", f"{PRE}e?D-{PRE}e?D"),
    "decade": (PRE_FIRST + "D", f"{PRE}e?D"),
    "fiscal": (PRE_FIRST + "y", f"{PRE}y(?:u)?,?[Yd]"),
    "ago": ("~dnN", f"~?{N}-?[uU]g"),
    "later": ("dnN", f"{N}-?[uU](?:[lr]|b(?!.?[zeMAWdovN]))"),
    "part_of_day": ("tpaPXe", "(?:[tpaPX]|e[xXPa])a?O"),
    "around_today": ("eu", "e?u[fb]T"),
    "today": ("T", "T"),
    "end_of_unit": ("eBlutpxPE", "e?[Bl]v(?:e|t|a|e?[pxPX]|ea)?uY?|(?:e|[tpxP])?u-?B(?!v)Y?|(?:e|[tpxP])?E-u"),
    "earlier_in": ("erlE", "e?(?:[rl](?:[ti]|ie|ia|a)|E-?(?:ie|t|p|x|i[tpx]))u"),
    "unit": ("etpPxXau", "e?(?:[tpP]p?|[xX]|aa?)u|e?t?[pPxXt][kcW](?![oq])|eu[fb](?=[,.;)¶])"),
    "weekend": ("e", "(?<=[i=])eu(?!v)"),
    "that_quarter": ("e", "ea[kS]"),
    "holiday": ("G", "G(?:,?Y)?"),
    "years": (PRE_FIRST + "Y", f"{PRE}e?Y[-=~]{PRE}(?:Y|d|n)"),
    "dated_year": ("eV~Ydn", "eu[,]?Y|~?(?:V[Ydn]|[Ydn]V)|~(?:Y)"),
    "year": (PRE_FIRST + "Y", f"{PRE}Y[?]?"),
    "short_year": ("K", "(?<=[ve]|i)K"),
    "weekday": ("rlE-W", "[rlE]?-?W"),
    "day_number": ("e", "(?<=[i=bfm])eo(?![A-UW-Yuckhv-])"),
}
BY_FIRST = {
    letter: [name for name, (first, _) in PATTERNS.items() if letter in first]
    for letter in {letter for first, _ in PATTERNS.values() for letter in first}
}
READERS = {
    name: getattr(module, name)
    for module in (english_calendar, english_periods, english_relative)
    for name in PATTERNS
    if hasattr(module, name)
}
# Where a phrase may begin at all; a phrase of one token does so whatever follows.
BEGINNING = re.compile(r"[ednNoqptaxPXBu~-](?![zi.¶()])|[Erl](?![z.¶()])|[MAYIJSFQDKGTWwVy]|j(?=[,./-]?e?[doqYKv])")


@cache
def after(letter, name=""):
    """The patterns of phrases that begin with a letter as one, or those of them that follow a named one."""
    names = BY_FIRST[letter]
    names = names[names.index(name) + 1 :] if name else names
    return re.compile("|".join(f"(?P<{name}>{PATTERNS[name][1]})" for name in names)) if names else None


def expressions(text):
    """The dates that an English text speaks of, in order, none overlapping."""
    tokens = tokens_of(text)
    readers = READERS | {"ambiguous": partial(_ambiguous, day_first=_order(tokens))}
    found, at, letters = [], 0, tokens.letters
    while len(found) < MOST and (beginning := BEGINNING.search(letters, at)):
        i = beginning.start()
        at = i + 1
        phrases, end = _phrases_at(tokens, i, readers)
        if phrases:
            found += phrases
            while at < end and tokens.starts[at] < phrases[-1].end:
                at += 1
    return found


def _phrases_at(tokens, i, readers):
    """What the first pattern says whose reader takes it, and where it ends."""
    name = ""
    while (patterns := after(tokens.letters[i], name)) and (match := patterns.match(tokens.letters, i)):
        name = match.lastgroup
        if phrases := readers[name](tokens, i, match.end()):
            return phrases, match.end()
    return None, i + 1


def _order(tokens):
    """Whether 3/4/2025 has its day first here, from the other dates of the text: None where nothing tells.

    Tells: a figure over 12 in another such date, else one order alone of "3 April" and "April 3, 2025".
    """
    if "J" not in tokens.letters:
        return None
    texts = re.findall(r"\b(\d\d?)([-/])(\d\d?)\2\d{4}\b", tokens.text)
    day_first = any(12 < int(a) <= 31 for a, _, _ in texts)
    month_first = any(12 < int(b) <= 31 for _, _, b in texts)
    if not day_first and not month_first:
        day_first, month_first = re.search("[do]v?[MA]", tokens.letters), re.search("[MA][do],?Y", tokens.letters)
    return bool(day_first) if bool(day_first) != bool(month_first) else None


def _ambiguous(tokens, i, j, *, day_first):
    if day_first is None:
        return None
    first, second, year = tokens.values[j - 1]
    day, month = (first, second) if day_first else (second, first)
    return [phrase(tokens, i, j, Parts(f"{year:04}", month, day))]
