"""Dates as people type them, in English, Korean and Japanese: one date, or a stretch "from … to …".

Our own patterns only: a library of all the world's dates would read "2008" as a day of 2008 and a bare 1965년 as "1965
years ago". A component that was not typed is never invented.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from .edtf import DateError, Edtf, Interval, Several, Single, parse, write
from .words import MONTHS

MAX_TYPED = 200
EXAMPLES = "Try “March 2023”, “from 2018 to June 2020” or 2025-08-23."

MONTH_NUMBERS = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name.lower()[:3]: n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
MONTH = "(?P<month>" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
SEASON_GROUPS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON_GROUPS |= {"봄": 21, "여름": 22, "가을": 23, "겨울": 24, "春": 21, "夏": 22, "秋": 23, "冬": 24}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4}
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "단기": -2333, "단군기원": -2333}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEARS_OFF = {
    "this year": 0, "last year": -1, "next year": 1,
    "올해": 0, "금년": 0, "작년": -1, "지난해": -1, "재작년": -2, "내년": 1,
    "今年": 0, "昨年": -1, "去年": -1, "一昨年": -2, "おととし": -2, "来年": 1,
}  # fmt: skip
MONTHS_OFF = {
    "this month": 0, "last month": -1, "next month": 1, "이번달": 0, "이번 달": 0, "이달": 0,
    "지난달": -1, "지난 달": -1, "다음달": 1, "다음 달": 1, "今月": 0, "先月": -1, "来月": 1,
}  # fmt: skip
DAYS_OFF = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "오늘": 0, "어제": -1, "내일": 1,
    "今日": 0, "本日": 0, "昨日": -1, "明日": 1,
}  # fmt: skip
UNITS = {
    "day": "day", "week": "week", "month": "month", "year": "year",
    "일": "day", "주": "week", "개월": "month", "달": "month", "년": "year",
    "日": "day", "週間": "week", "か月": "month", "ヶ月": "month", "カ月": "month", "年": "year",
}  # fmt: skip
WITHIN = {"early": 1, "mid": 2, "late": 3}


@dataclass(frozen=True)
class Range:
    """Days asked for, both inclusive; None is open. The EDTF texts are what was typed on each side."""

    first: date | None
    last: date | None
    edtf_from: Edtf | None
    edtf_to: Edtf | None


def tidy(text):
    """One form for what looks alike: NFKC, single spaces, plain dashes and waves."""
    if not isinstance(text, str):
        raise DateError(f"Type a date. {EXAMPLES}")
    if len(text) > MAX_TYPED:
        raise DateError(f"A date has at most {MAX_TYPED} characters. {EXAMPLES}")
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("–—―−〜～∼", "----~~~"))
    return " ".join(text.split())


def read_typed(text, today, language=None):
    """One date as an Edtf. Raises DateError, with a `guess` where one is near. `language` settles nothing yet."""
    tidied = tidy(text)
    if not tidied:
        raise DateError(f"Type a date. {EXAMPLES}")
    try:
        return parse(tidied)
    except DateError:
        pass
    found = _read(tidied.lower().strip(" ,"), today)
    if found is None:
        raise DateError(f"“{text.strip()[:60]}” is not read as a date. {EXAMPLES}", guess=_guess(tidied.lower(), today))
    try:
        return parse(found)
    except DateError as error:
        raise DateError(f"“{text.strip()[:60]}”: {error}", guess=_guess(tidied.lower(), today)) from error


def read_range(text, today, language=None):
    """What a date box holds, as a Range: "from March 2023", "2018-2022", 「2023年3月から6月まで」, or a single date."""
    tidied = tidy(text)
    for pattern, sides in STRETCHES:
        if match := pattern.fullmatch(tidied):
            try:
                return _stretch(match, sides, today)
            except DateError:
                continue
    single = read_typed(text, today, language)
    if isinstance(single.shape, Interval):
        first = parse(write(single.shape.start)) if isinstance(single.shape.start, Single) else None
        last = parse(write(single.shape.end)) if isinstance(single.shape.end, Single) else None
        return Range(first and first.earliest, last and last.latest, first, last)
    if isinstance(single.shape, Several) and (single.is_open_start or single.is_open_end):
        first = None if single.is_open_start else parse(single.earliest.isoformat())
        last = None if single.is_open_end else parse(single.latest.isoformat())
        return Range(first and first.earliest, last and last.latest, first, last)
    return Range(single.earliest, single.latest, single, single)


STRETCHES = [
    (re.compile(pattern, re.IGNORECASE), sides)
    for pattern, sides in (
        (r"(?:from|since|starting(?: in)?|beginning(?: in)?) (.+?) (?:to|until|till|through|-) (.+)", "both"),
        (r"(?:between) (.+?) and (.+)", "both"),
        (r"(.+?)\s*(?:부터|에서)\s*(.+?)\s*까지", "both"),
        (r"(.+?)\s*から\s*(.+?)\s*(?:まで|にかけて)", "both"),
        (r"(.+?)\s*(?:와|과)\s*(.+?)\s*사이", "both"),
        (r"(?:from|since|starting(?: in)?|beginning(?: in)?) (.+)", "from"),
        (r"(.+?) (?:onwards?|on|or later)", "from"),
        (r"after (.+)", "after"),
        (r"(?:until|till|through|up to|to|by) (.+)", "to"),
        (r"(.+?) or earlier", "to"),
        (r"before (.+)", "before"),
        (r"(.+?)\s*(?:부터|이후|이래)", "from"),
        (r"(.+?)\s*(?:から|以降|以来|より)", "from"),
        (r"(.+?)\s*(?:까지|이하)", "to"),
        (r"(.+?)\s*(?:まで)", "to"),
        (r"(.+?)\s*(?:이전|以前)", "to"),
        (r"(\d{4})\s*(?:-|~|/)\s*(\d{4})\s*[년年]?", "both"),
        (r"(.+?) (?:to|until|till|through|-) (.+)", "both"),
        (r"(.+?)\s*~\s*(.+)", "both"),
        (r"(.+?)\s*~", "from"),
        (r"~\s*(.+)", "to"),
        (r"(.+?) -", "from"),
        (r"- (.+)", "to"),
    )
]


def _stretch(match, sides, today):
    if sides == "both":
        first, last = _both(match[1], match[2], today)
        if first.earliest > last.latest:
            raise DateError("This begins after it ends. Put the earlier date first.")
        return Range(first.earliest, last.latest, first, last)
    typed = read_typed(match[1], today)
    if sides == "after":
        if typed.latest == date.max:
            raise DateError("There is nothing after a date that goes on.")
        typed = parse((typed.latest + timedelta(days=1)).isoformat())
    if sides == "before":
        if typed.earliest == date.min:
            raise DateError("There is nothing before a date that has no beginning.")
        typed = parse((typed.earliest - timedelta(days=1)).isoformat())
    if sides in ("from", "after"):
        return Range(typed.earliest, None, typed, None)
    return Range(None, typed.latest, None, typed)


def _both(left, right, today):
    """Both sides of a stretch; the year, or unit, that one side leaves out is taken from the other."""
    left, right = left.strip(), right.strip()
    try:
        last = read_typed(right, today)
    except DateError:
        first = read_typed(left, today)
        return first, _completed_after(right, first, today)
    try:
        return read_typed(left, today), last
    except DateError:
        return _completed_before(left, last, today), last


def _completed_after(text, first, today):
    """「6月」 after 2023年3月 is 2023年6月."""
    year, month = f"{first.earliest:%Y}", first.earliest.month
    for typed in (
        f"{year}년 {text}",
        f"{year}年{text}",
        f"{text} {year}",
        f"{year}年{month}月{text}",
        f"{year}년 {month}월 {text}",
    ):
        try:
            return read_typed(typed, today)
        except DateError:
            continue
    raise DateError(f"“{text}” is not read as a date. {EXAMPLES}")


def _completed_before(text, last, today):
    """ "March" before June 2023 is March 2023; "16" before 17 March 2023 is 16 March 2023."""
    year, month = f"{last.earliest:%Y}", MONTHS[last.earliest.month - 1]
    for typed in (
        f"{text} {year}",
        f"{text}, {year}",
        f"{text} {month} {year}",
        f"{year}년 {text}",
        f"{year}年{text}",
        f"{text}년",
        f"{text}年",
    ):
        try:
            return read_typed(typed, today)
        except DateError:
            continue
    raise DateError(f"“{text}” is not read as a date. {EXAMPLES}")


# One date. Each reader takes lower-case tidied text and returns an EDTF text or None.


def _read(text, today):
    for reader in (_doubted, _relative, _numbers, _english, _cjk, _named_spans):
        if found := reader(text, today):
            return found
    return None


def _guess(text, today):
    """The nearest date in a text that is not read whole: the longest run of words that is."""
    words = text.split()
    for size in range(min(len(words) - 1, 6), 0, -1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size]).strip(" ,.;:!?")
            try:
                return parse(part).text
            except DateError:
                pass
            if found := part and _read(part, today):
                try:
                    return parse(found).text
                except DateError:
                    continue
    return None


def _doubted(text, today):
    match = re.fullmatch(r"(?:about|around|circa|ca?\.?|approximately) (.+)", text)
    match = match or re.fullmatch(r"(.+?)\s*(?:경|쯤|무렵|頃|ごろ|ころ)", text)
    if match:
        return _marked(match[1], "~", today)
    match = re.fullmatch(r"(.+?)\s*(?:\?|\(uncertain\)|\(불확실\)|\(不確実\))", text)
    if match:
        return _marked(match[1], "?", today)
    match = re.fullmatch(r"(?:the )?(?:early|mid|middle of|late|beginning of|start of|end of)[- ](?:the )?(.+)", text)
    match = (
        match
        or re.fullmatch(r"(.+?)\s*(?:초|초순|중순|하순|말)", text)
        or re.fullmatch(r"(.+?)\s*(?:初め|上旬|中旬|下旬|末)", text)
    )
    if match:
        return _marked(match[1], "~", today)
    return None


def _marked(text, mark, today):
    try:
        known = parse(text)
    except DateError:
        found = _read(text.strip(), today)
        if not found:
            return None
        try:
            known = parse(found)
        except DateError:
            return None
    if not isinstance(known.shape, Single):
        return None
    already = known.shape.mark
    if already and already != mark:
        mark = "%"
    return known.text.rstrip("?~%") + mark


def _relative(text, today):
    text = text.removeprefix("in ").removeprefix("the ")
    if text in DAYS_OFF:
        return (today + timedelta(days=DAYS_OFF[text])).isoformat()
    if text in MONTHS_OFF:
        return _months_from(today, MONTHS_OFF[text])
    if text in YEARS_OFF:
        return f"{today.year + YEARS_OFF[text]:04}"
    match = re.fullmatch(r"(\d{1,4}) (day|week|month|year)s? ago", text)
    match = match or re.fullmatch(r"(\d{1,4})\s*(일|주|개월|달|년)\s*전", text)
    match = match or re.fullmatch(r"(\d{1,4})(日|週間|か月|ヶ月|カ月|年)前", text)
    if match:
        return _ago(int(match[1]), UNITS[match[2]], today)
    match = re.fullmatch(r"(this|last|past|next) (week|quarter|decade|century)", text)
    if match:
        return _this_or_last(match[1], match[2], today)
    match = re.fullmatch(r"(this|last|past|next) (spring|summer|autumn|fall|winter)", text)
    if match:
        return _season_near(SEASON_GROUPS[match[2]], match[1], today)
    match = re.fullmatch(r"(이번|올|지난|작년|지난해|올해|다음)\s*(봄|여름|가을|겨울)", text)
    if match:
        which = {"이번": "this", "올": "this", "올해": "this", "다음": "next", "지난": "last"}.get(match[1])
        return (
            _season_near(SEASON_GROUPS[match[2]], which, today)
            if which
            else f"{today.year - 1}-{SEASON_GROUPS[match[2]]}"
        )
    match = re.fullmatch(r"(今年の?|この|昨年の?|去年の?|来年の?)(春|夏|秋|冬)", text)
    if match:
        off = {"今": 0, "こ": 0, "昨": -1, "去": -1, "来": 1}[match[1][0]]
        return f"{today.year + off:04}-{SEASON_GROUPS[match[2]]}"
    match = re.fullmatch(r"(?:last|this past|on) (" + "|".join(WEEKDAYS) + ")", text)
    if match:
        back = (today.weekday() - WEEKDAYS.index(match[1]) - 1) % 7 + 1
        return (today - timedelta(days=back)).isoformat()
    match = re.fullmatch(r"(" + "|".join(YEARS_OFF) + r")(?:의|の)?\s*(\d{1,2})[월月](?:\s*(\d{1,2})[일日])?", text)
    if match:
        return _ymd(today.year + YEARS_OFF[match[1]], match[2], match[3])
    match = re.fullmatch(MONTH + r"(?: of)? (this|last|next) year", text)
    if match:
        return _ymd(today.year + {"this": 0, "last": -1, "next": 1}[match[2]], MONTH_NUMBERS[match["month"]])
    return None


def _months_from(day, months):
    count = day.year * 12 + day.month - 1 + months
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _ago(count, unit, today):
    """So long ago, to the precision of the unit; a week ago is a day, more or less."""
    if unit in ("day", "week"):
        back = count * (7 if unit == "week" else 1)
        if back > today.toordinal() - 1:
            return None
        day = today - timedelta(days=back)
        return day.isoformat() + ("~" if unit == "week" else "")
    if unit == "month":
        return _months_from(today, -count) if count < today.year * 12 - 12 else None
    return f"{today.year - count:04}" if count < today.year else None


def _this_or_last(which, unit, today):
    off = {"this": 0, "last": -1, "past": -1, "next": 1}[which]
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * off)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "quarter":
        count = today.year * 4 + (today.month - 1) // 3 + off
        return f"{count // 4:04}-{33 + count % 4}"
    if unit == "decade":
        return f"{today.year // 10 + off:03}X"
    return f"{today.year // 100 + off:02}XX"


def _season_near(group, which, today):
    """The season of this name that is now or was, or will be, nearest."""
    years = [today.year + off for off in (-2, -1, 0, 1)]
    seasons = [parse(f"{year:04}-{group}") for year in years]
    if which == "next":
        return next(s.text for s in seasons if s.earliest > today)
    past = [s for s in seasons if s.earliest <= today]
    if which == "this":
        return f"{today.year:04}-{group}"
    ended = [s for s in past if s.latest < today]
    return (ended or past)[-1].text


def _numbers(text, today):
    match = re.fullmatch(r"(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?\.?", text)
    if match:
        return _ymd(*match.groups())
    match = re.fullmatch(r"(\d{4})\. ?(\d{1,2})\.(?: ?(\d{1,2})\.?)?", text)
    if match:
        return _ymd(*match.groups())
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text)
    if match and 1 <= int(match[2]) <= 12:
        return _ymd(*match.groups())
    match = re.fullmatch(r"(?:the )?(?:year )?(\d{4})", text)
    return match[1] if match else None


def _ymd(year, month, day=None):
    return f"{int(year):04}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _english(text, today):
    text = re.sub(r"^(?:in|on|during) ", "", text)
    weekday = r"(?:(?:" + "|".join(WEEKDAYS) + r"|mon|tue|wed|thu|fri|sat|sun)\.?,? )?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<year>\d{4})"
    for pattern in (
        rf"{weekday}(?:the )?{day}(?: of)? {MONTH},? {year}",
        rf"{weekday}{MONTH} {day},? {year}",
        rf"{MONTH}(?: of)?,? {year}",
        rf"{year},? {MONTH}(?: {day})?",
    ):
        if match := re.fullmatch(pattern, text):
            found = match.groupdict()
            return _ymd(found["year"], MONTH_NUMBERS[found["month"]], found.get("day"))
    for pattern in (
        rf"{day} ?- ?(?P<other>\d{{1,2}}) {MONTH},? {year}",
        rf"{MONTH} {day} ?- ?(?P<other>\d{{1,2}}),? {year}",
    ):
        if match := re.fullmatch(pattern, text):
            month = MONTH_NUMBERS[match["month"]]
            return f"{_ymd(match['year'], month, match['day'])}/{_ymd(match['year'], month, match['other'])}"
    return None


def _cjk(text, today):
    match = re.fullmatch(
        r"(?P<era>令和|平成|昭和|大正|明治|단기|단군기원)\s*(?P<n>元|\d{1,4})\s*[년年](?P<rest>.*)", text
    )
    if match:
        n = 1 if match["n"] == "元" else int(match["n"])
        year = ERAS[match["era"]] + n
        text = f"{year:04}년{match['rest']}" if 1 <= year <= 9999 else text
    text = text.removeprefix("서기").removeprefix("西暦").strip()
    match = re.fullmatch(
        r"(\d{4})\s*[년年](?:도|度)?(?:\s*의|の)?(?:\s*(\d{1,2})\s*[월月](?:\s*(\d{1,2})\s*[일日])?)?"
        r"(?:에|に)?(?:\s*\(?[월화수목금토일月火水木金土日](?:요일|曜日?)?\)?)?",
        text,
    )
    if match:
        return _ymd(*match.groups()) if match[2] else match[1]
    match = re.fullmatch(r"(\d{4})\s*[년年](?:\s*의|の)?\s*(봄|여름|가을|겨울|春|夏|秋|冬)", text)
    if match:
        return f"{match[1]}-{SEASON_GROUPS[match[2]]}"
    match = re.fullmatch(r"(\d{4})\s*-\s*\d{2,4}\s*[년年]\s*(겨울|冬)", text) or re.fullmatch(
        r"(\d{4})~\d{4}[년年]\s*(겨울|冬)", text
    )
    if match:
        return f"{match[1]}-24"
    match = re.fullmatch(r"(\d{4})\s*[년年]\s*(?:제|第)?([1-4])\s*(?:사분기|분기|四半期)", text)
    if match:
        return f"{match[1]}-{32 + int(match[2])}"
    match = re.fullmatch(r"(\d{4})\s*[년年]\s*(상|하|上|下)\s*(?:반기|半期)", text)
    if match:
        return f"{match[1]}-{40 if match[2] in '상上' else 41}"
    match = re.fullmatch(r"(\d{3})0\s*(?:년대|年代)", text)
    if match:
        return f"{match[1]}X"
    match = re.fullmatch(r"(\d{1,2})\s*(?:세기|世紀)", text)
    return f"{int(match[1]) - 1:02}XX" if match and int(match[1]) > 1 else None


def _named_spans(text, today):
    match = re.fullmatch(r"(?:the )?(spring|summer|autumn|fall|winter)(?: of)?,? (\d{4})(?:[-/]\d{2,4})?", text)
    if match:
        return f"{match[2]}-{SEASON_GROUPS[match[1]]}"
    match = re.fullmatch(r"q([1-4]),? (\d{4})", text) or None
    if match:
        return f"{match[2]}-{32 + int(match[1])}"
    match = re.fullmatch(r"(\d{4}) ?q([1-4])", text)
    if match:
        return f"{match[1]}-{32 + int(match[2])}"
    match = re.fullmatch(r"(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) quarter(?: of)?,? (\d{4})", text)
    if match:
        return f"{match[2]}-{32 + ORDINALS[match[1]]}"
    match = re.fullmatch(r"(?:the )?(first|second|1st|2nd) half(?: of)?,? (\d{4})", text)
    if match:
        return f"{match[2]}-{39 + ORDINALS[match[1]]}"
    match = re.fullmatch(r"h([12]) (\d{4})", text)
    if match:
        return f"{match[2]}-{39 + int(match[1])}"
    match = re.fullmatch(r"(?:the )?(\d{3})0'?s", text)
    if match:
        return f"{match[1]}X"
    match = re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th) century(?: \(.*\))?", text)
    return f"{int(match[1]) - 1:02}XX" if match and int(match[1]) > 1 else None
