"""English words as letters: each token of a text becomes one letter, so that a date's grammar is a short pattern.

M month   A month that is also a word, or short (May, Mar)   W weekday   w short weekday
d number 1–31    o 23rd     q third     Y 1000–2199     n other number     K '99     D 1990s, nineties
I 2025-08-23, 23/8/2025 …   Q Q3        u unit   U units   c century   k quarter   h half   S season   F fall
N two, a, several           T today     t this   a that, same   p last   P previous   x next   X following
E early, mid, late   B beginning, end   r earlier   l later   g ago   b before   f after   m from
i in, on …   v of   e the   & and   = to, until   - dash   , comma   . stop   ( )   ~ circa   ? ?   y year, fiscal …
J 3/4/2025, in either order     G holiday   O morning   V AD   Z BC   j may, mar   ¶ paragraph   z anything else
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .said import Nth, Parts

TOKEN = re.compile(
    r"""
    (?P<numeric>[0-9]{4}(?P<s1>[-/.])[0-9]{1,2}(?P=s1)[0-9]{1,2}(?![0-9])(?:T[0-9]{2}:[0-9:.]{2,12}(?:Z|[+-][0-9:]{4,5})?)?
        |[0-9]{1,2}(?P<s2>[-/.])[0-9]{1,2}(?P=s2)(?:[0-9]{4}|[0-9]{2})(?![0-9]|[/.-][0-9]))
    |(?P<amount>[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,20})?|[0-9]{1,20}\.[0-9]{1,20}(?![.]?[0-9]))
    |(?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th)(?![A-Za-z]))
    |(?P<decade>[0-9]{3}0\ ?['’]?s(?![A-Za-z])|['‘’]?[0-9]0['’]?s(?![A-Za-z]))
    |(?P<short>['‘’][0-9]{2}(?![0-9A-Za-z]))
    |(?P<compact>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))
    |(?P<number>[0-9]+)
    |(?P<quarter>(?:[Qq][1-4]|H[12])(?![A-Za-z0-9]))
    |(?P<circa>ca?\.?\ ?(?=[0-9]{3,4}(?![0-9])|[0-9]{1,2}\ (?:AD|CE)))
    |(?P<fiscal>FY(?=\ ?[0-9]))
    |(?P<tens>(?i:twenty|thirty)[-\ ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)(?![A-Za-z]))
    |(?P<era>(?:[Bb]\.?[Cc]\.?(?:[Ee]\.?)?|A\.D\.|AD|C\.E\.|CE)(?![A-Za-z]))
    |(?P<holiday>(?i:(?:New\ Year['’]s|Christmas)\ (?:Day|Eve)|Christmas|Boxing\ Day|Valentine['’]s\ Day|Halloween
        |Thanksgiving(?:\ Day)?|Labor\ Day)(?![A-Za-z]))
    |(?P<word>[A-Za-zÀ-ÿĀ-ſ]+(?:['’][sS](?![A-Za-z]))?)
    |(?P<break>\n\s*\n)
    |(?P<mark>[^\sA-Za-z0-9À-ÿĀ-ſ])
    """,
    re.VERBOSE,
)

MONTHS = "january february march april may june july august september october november december".split()
MONTH_NUMBERS = {name: n for n, name in enumerate(MONTHS, 1)}
SHORT_MONTHS = {name[:3]: n for name, n in MONTH_NUMBERS.items()} | {"sept": 9}
WEEKDAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
SHORT_WEEKDAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
ORDINAL_WORDS = {
    name: n
    for n, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        1,
    )
} | {"thirtieth": 30}
NUMBER_WORDS = {
    name: n
    for n, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split(),
        1,
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "couple": 2}
UNITS = {
    "day": "day", "week": "week", "weekend": "weekend", "month": "month", "year": "year", "decade": "decade",
    "fortnight": "fortnight",
}  # fmt: skip
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24, "springtime": 21, "summertime": 22, "wintertime": 24}
DECADE_WORDS = {
    "twenties": "2", "thirties": "3", "forties": "4", "fifties": "5", "sixties": "6", "seventies": "7",
    "eighties": "8", "nineties": "9",
}  # fmt: skip
PREPOSITIONS = (
    "in on at by since during throughout within over between near for through into toward towards till until"
).split()

LETTERS = (
    {word: ("M", n) for word, n in MONTH_NUMBERS.items() if word not in ("may", "march")}
    | {word: ("W", n) for word, n in WEEKDAYS.items()}
    | {word: ("q", n) for word, n in ORDINAL_WORDS.items()}
    | {word: ("N", n) for word, n in NUMBER_WORDS.items()}
    | {word: ("u", unit) for word, unit in UNITS.items()}
    | {f"{word}s": ("U", unit) for word, unit in UNITS.items()}
    | {word: ("S", n) for word, n in SEASONS.items()}
    | {word: ("D", "XX" + n + "X") for word, n in DECADE_WORDS.items()}
    | dict.fromkeys(("century", "centuries"), ("c", "century"))
    | dict.fromkeys(("quarter", "quarters"), ("k", "quarter"))
    | {"half": ("h", "half"), "fall": ("F", 23)}
    | {"today": ("T", 0), "yesterday": ("T", -1), "tomorrow": ("T", 1), "tonight": ("T", 0)}
    | {"this": ("t", 0), "current": ("t", 0), "that": ("a", 0), "same": ("a", 0), "last": ("p", -1), "past": ("p", -1)}
    | dict.fromkeys(("previous", "preceding", "prior"), ("P", -1))
    | dict.fromkeys(("next", "coming", "upcoming"), ("x", 1))
    | {"following": ("X", 1)}
    | {"early": ("E", "early"), "mid": ("E", "mid"), "late": ("E", "late"), "earliest": ("E", "early")}
    | dict.fromkeys(("beginning", "start", "onset", "outset", "opening"), ("B", "early"))
    | {"middle": ("B", "mid"), "midst": ("B", "mid")}
    | dict.fromkeys(("end", "close"), ("B", "late"))
    | {"earlier": ("r", -1), "previously": ("r", -1), "later": ("l", 1), "latter": ("l", 1)}
    | dict.fromkeys(("afterwards", "afterward"), ("l", 1))
    | dict.fromkeys(("morning", "afternoon", "evening", "night"), ("O", None))
    | {"ago": ("g", -1), "before": ("b", -1), "after": ("f", 1), "from": ("m", 1)}
    | dict.fromkeys(PREPOSITIONS, ("i", None))
    | {"of": ("v", None), "the": ("e", None), "and": ("&", None), "or": ("&", None), "to": ("=", None)}
    | dict.fromkeys(("until", "till", "through", "thru"), ("=", None))
    | dict.fromkeys(("circa", "ca", "approximately", "approx", "roughly", "around", "about"), ("~", None))
    | {"year's": ("u", "year"), "month's": ("u", "month"), "week's": ("u", "week"), "day's": ("u", "day")}
    | {"fiscal": ("y", None)}
)  # fmt: skip
AMBIGUOUS = {name: MONTH_NUMBERS[name] for name in ("may", "march")} | {
    name: n for name, n in SHORT_MONTHS.items() if name != "may"
}
SHORT_FORMS = {*SHORT_MONTHS, *SHORT_WEEKDAYS, "ca", "approx"} - {"may"}
MARKS = {
    "-": "-", "–": "-", "‑": "-", "‐": "-", "−": "-", "~": "~", ",": ",", ".": ".", "(": "(", ")": ")", "?": "?",
    "’": "’", "'": "’", "&": "&", "/": "/",
}  # fmt: skip


@dataclass(frozen=True)
class Tokens:
    """A text as one letter a token, with where each token stands and what it is worth."""

    text: str
    letters: str
    starts: list
    ends: list
    values: list

    def word(self, i):
        """A token as written, "" outside the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""


def tokens_of(text):
    letters, starts, ends, values = [], [], [], []
    short = False
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        word = match[0]
        if kind == "word":
            letter, value = _word(word)
        elif kind == "mark":
            if word == "." and short:
                short = False
                ends[-1] = match.end()
                continue
            letter, value = MARKS.get(word, "z"), None
        elif kind == "number":
            letter, value = _number(word, text, match.start(), match.end())
        else:
            letter, value = OTHERS[kind](word)
        short = letter in "AMw~j" and len(word) <= 6 and word.lower() in SHORT_FORMS
        letters.append(letter)
        starts.append(match.start())
        ends.append(match.end())
        values.append(value)
    return Tokens(text, "".join(letters), starts, ends, values)


@lru_cache(maxsize=30_000)
def _word(word):
    lower = word.lower()
    found = LETTERS.get(lower)
    if found:
        return found
    if lower in AMBIGUOUS:
        return ("A" if word[0].isupper() else "j"), AMBIGUOUS[lower]
    if lower in SHORT_WEEKDAYS and word[0].isupper():
        return "w", SHORT_WEEKDAYS[lower]
    if lower.endswith(("'s", "’s")):
        found = LETTERS.get(lower[:-2])
        if found and found[0] in "MWTu":
            return found
    return "z", None


def _number(word, text, start, end):
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == ":" and not text[start - 2 : start - 1].isdigit():
        before = ""
    if (
        len(word) > 4
        or before in _NOT_BEFORE
        or after in (_NOT_AFTER if len(word) < 4 else _NOT_AFTER_YEAR)
        or (after > "⺀")
        or (before > "⺀")
    ):
        return "n", int(word) if len(word) < 7 else None
    value = int(word)
    if len(word) == 4 and 1000 <= value < 2200:
        return "Y", value
    if len(word) <= 2 and 1 <= value <= 31:
        return "d", value
    return "n", value


_NOT_BEFORE = set("$€£¥₩#:@*+_\\")
_NOT_AFTER = set("%:°_")
_NOT_AFTER_YEAR = set("%°_")


def _numeric(word):
    """2025-08-23, 23.8.2025: the parts where the order is plain, else what may be told later from other dates."""
    date_part = word.split("T")[0]
    figures = [int(n) for n in re.split(r"[-/.]", date_part)]
    separator = next(c for c in date_part if not c.isdigit())
    if figures[0] > 31 or re.match(r"\d{4}", date_part):
        year, month, day = figures
    else:
        first, second, year = figures
        if not re.search(r"\d{4}$", date_part):
            if separator != "/":
                return "n", None
            year += 2000 if year < 60 else 1900
        if separator == "." or first > 12:
            day, month = first, second
        elif second > 12 or first == second:
            month, day = first, second
        else:
            return "J", (first, second, year)
    if 1 <= month <= 12 and 1 <= day <= 31 and year:
        return "I", Parts(f"{year:04}", month, day)
    return "n", None


def _decade(word):
    figures = "".join(c for c in word if c.isdigit())
    if len(figures) == 4:
        whole = figures.endswith("00") and figures < "2000"
        return "D", figures[:2] + "XX" if whole else figures[:3] + "X"
    return "D", "XX" + figures[0] + "X"


HOLIDAYS = {
    "new year’s day": Parts(month=1, day=1), "new year’s eve": Parts(month=12, day=31),
    "christmas eve": Parts(month=12, day=24), "christmas day": Parts(month=12, day=25),
    "christmas": Parts(month=12, day=25), "boxing day": Parts(month=12, day=26),
    "valentine’s day": Parts(month=2, day=14), "halloween": Parts(month=10, day=31),
    "thanksgiving": Nth(3, 4, Parts(month=11)), "thanksgiving day": Nth(3, 4, Parts(month=11)),
    "labor day": Nth(0, 1, Parts(month=9)),
}  # fmt: skip
OTHERS = {
    "numeric": _numeric,
    "amount": lambda word: ("n", None),
    "ordinal": lambda word: ("o", int(word[:-2])) if 1 <= int(word[:-2]) <= 31 else ("z", None),
    "decade": _decade,
    "short": lambda word: ("K", "XX" + word[1:]),
    "compact": lambda word: ("I", Parts(word[:4], int(word[4:6]), int(word[6:]))),
    "circa": lambda word: ("~", None),
    "tens": lambda word: (
        "q",
        {"t": 20, "h": 30}["h" if word[:2].lower() == "th" else "t"] + ORDINAL_WORDS[word[7:].lower()],
    ),
    "quarter": lambda word: ("Q", (32 if word[0] in "Qq" else 39) + int(word[1])),
    "fiscal": lambda word: ("y", None),
    "era": lambda word: ("Z" if word[0] in "Bb" else "V", None),
    "holiday": lambda word: ("G", HOLIDAYS[word.lower().replace("'", "’")]),
    "break": lambda word: ("¶", None),
}
