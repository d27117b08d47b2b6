"""The date that a page or a text prints for itself, as EDTF: no component that isn't written, no order guessed."""

import re
from datetime import date, timedelta

from timeline import dates

MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january,feb february,mar march,apr april,may,jun june,jul july,aug august,sep sept september,oct october,"
        "nov november,dec december".split(","),
        start=1,
    )
    for name in names.split()
}
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?"
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
SHAPES = [
    re.compile(rf"(?<!\d){YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?=\D|$)"),
    re.compile(rf"(?<!\d){YEAR}\s?(?P<mark>[./-])\s?(?P<m>\d\d?)\s?(?P=mark)\s?(?P<d>\d\d?)(?!\d)"),
    re.compile(rf"(?<!\d){YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?:T?\d{{4}}(?:\d\d)?)?(?!\d)"),
    re.compile(rf"(?<!\d){YEAR}\s*[年년]\s*(?P<m>\d\d?)\s*[月월]\s*(?P<d>\d\d?)\s*[日일]"),
    re.compile(r"(?P<era>令和|平成|昭和|大正|明治)(?P<of_era>\d\d?|元)年\s*(?P<m>\d\d?)月\s*(?P<d>\d\d?)日"),
    re.compile(rf"\b{MONTH}\s*(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s+{YEAR}\b", re.I),
    re.compile(rf"(?<!\d)(?P<d>\d\d?)(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{MONTH},?[\s-]+{YEAR}\b", re.I),
    re.compile(rf"\b{YEAR}[\s,-]+{MONTH}[\s-]+(?P<d>\d\d?)\b", re.I),
    re.compile(rf"(?<!\d)(?P<a>\d\d?)(?P<mark>[./-])(?P<b>\d\d?)(?P=mark){YEAR}(?!\d)"),
    re.compile(rf"(?<!\d){YEAR}\s*[年년]\s*(?P<m>\d\d?)\s*[月월]"),
    re.compile(rf"\b{MONTH},?\s+{YEAR}\b", re.I),
    re.compile(rf"^\s*{YEAR}[-/.](?P<m>\d\d?)\s*$"),
    re.compile(rf"^\s*{YEAR}\s*$"),
]
ALONE = re.compile(  # what may stand beside a date on its line: a time, a zone, a weekday
    r"(?:at|on|[APap]\.?m\.?|(?:오전|오후|午前|午後)|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|[월화수목금토일월月火水木金土日](?:요일|曜日?)?|KST|JST|GMT|UTC|E[SD]T|\d{1,2}[:시時]\s?\d{0,2}(?::\d\d)?\s?[분分]?"
    r"|[+-]\d\d:?\d\d|[Tt](?=\d)|[Zz]|[\s,.|/·:()（）\[\]–—-])+",
    re.I,
)
UNITS = {
    "second": 0, "minute": 0, "hour": 0, "day": 1, "week": 7, "month": 30, "year": 365,
    "초": 0, "분": 0, "시간": 0, "일": 1, "주": 7, "개월": 30, "달": 30, "년": 365,
    "秒": 0, "分": 0, "時間": 0, "日": 1, "週間": 7, "か月": 30, "ヶ月": 30, "ヵ月": 30, "カ月": 30, "年": 365,
}  # fmt: skip
AGE = re.compile(
    r"(?:time)?\s*(?:(?P<n>\d{1,3}|an?|one)\s*(?P<unit>second|minute|hour|day|week|month|year)s?\s+ago"
    r"|(?P<cjk>\d{1,3})\s*(?P<cjk_unit>초|분|시간|일|주|개월|달|년|秒|分|時間|日|週間|[かヶヵカ]月|年)\s*(?:전|前)"
    r"|(?P<named>just now|today|yesterday|방금|오늘|어제|昨日|今日))\s*",
    re.I,
)
NAMED = {"yesterday": 1, "어제": 1, "昨日": 1}


def edtf_of(text, latest=None):
    """The first date in a short text, as EDTF, or None. One that is after `latest` by two days is none.

    05/06/2025 is one of two days; 24-07-2025 and 05-06-2025 are written day first, as hyphens are nowhere else.
    """
    for shape in SHAPES:
        for match in shape.finditer(text[:400]):
            found = value_of(match)
            if found and (latest is None or dates.parse(found).earliest <= latest + timedelta(days=2)):
                return found
    return None


def value_of(match):
    said = match.groupdict()
    year = int(said["year"]) if said.get("year") else ERAS[said["era"]] + int(said["of_era"].replace("元", "1"))
    if said.get("a"):
        return numeric(year, int(said["a"]), int(said["b"]), said["mark"])
    month = MONTHS[said["month"].lower()] if said.get("month") else int(said["m"]) if said.get("m") else None
    return written(year, month, int(said["d"]) if said.get("d") else None)


def numeric(year, a, b, mark):
    if mark in "-." or a > 12:
        return written(year, b, a)
    if b > 12 or a == b:
        return written(year, a, b)
    days = sorted(day for day in (written(year, a, b), written(year, b, a)) if day)
    return f"[{','.join(days)}]" if days else None


def written(year, month=None, day=None):
    """Components as EDTF, or None where there is no such day."""
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return None if (year, month, day) == (1970, 1, 1) else found.isoformat()


def date_alone(line, latest=None):
    """The date of a line that holds a date and nothing else but its time, zone or weekday; else None."""
    if len(line) > 80 or (found := edtf_of(line, latest)) is None:
        return None
    for shape in SHAPES:
        if match := shape.search(line):
            rest = line[: match.start()] + line[match.end() :]
            return found if not rest.strip() or ALONE.fullmatch(rest) else None
    return None


def age_of(line):
    """How many days ago a line says that something was published: `(days, days)`, the least and the most; or None."""
    match = AGE.fullmatch(line.strip())
    return None if match is None else days_of(match)


def days_of(match):
    if match["named"]:
        n = NAMED.get(match["named"].lower(), 0)
        return n, n
    count = match["n"] or match["cjk"]
    count = 1 if count.lower() in ("a", "an", "one") else int(count)
    unit = (match["unit"] or match["cjk_unit"]).lower()
    size = UNITS[unit]
    if not size:
        return 0, 1 if unit in ("hour", "시간", "時間") else 0
    return count * size, count * size + (1 if size == 1 else size)


def glued_age(line):
    """`(name, days)` of a line such as "The Courier2 days ago", where a page's parts ran together; or None."""
    for match in re.finditer(AGE, line):
        if match.end() == len(line.rstrip()) and match.start() and (name := line[: match.start()].strip(" ·|•-–—")):
            return (name, days_of(match)) if len(name) <= 60 else None
    return None


PUBLISHED = re.compile(
    r"\b(?:first\s+)?(?:published|posted|issued|released|publication date)(?:\s+(?:on|at|online))?\b|\bdate(?=\s*:)|"
    r"(?:기사\s?)?(?:입력|등록|작성|게재|송고|발행|승인)(?:\s?(?:일시?|시간))?|(?:初公開|公開|配信|掲載|投稿|発行|発表)(?:日時?)?",
    re.I,
)
UPDATED = re.compile(r"(?:last\s+)?(?:updated|modified|edited)|(?:최종\s?)?(?:수정|업데이트)|更新|最終更新", re.I)


def printed_date(lines, latest=None):
    """The date of the line that says when a text was published, as `(EDTF, line)`, or None.

    A labelled line wins ("Published April 6, 2023", 입력 2025.08.23, 8月23日配信), then a line that is only a date;
    a line that says when it was updated is passed over.
    """
    alone = None
    for line in lines:
        line = " ".join(line.split())
        if not line or len(line) > 200:
            continue
        found = edtf_of(line, latest)
        if found is None:
            continue
        if labelled := labelled_date(line, latest):
            return labelled, line
        if alone is None and date_alone(line, latest):
            alone = found, line
    return alone


def labelled_date(line, latest=None):
    """The date that follows, or in Japanese precedes, the word for publishing in a line."""
    for label in PUBLISHED.finditer(line):
        after = line[label.end() : label.end() + 60]
        later = UPDATED.search(after)
        if later:
            after = after[: later.start()]
        if re.match(r"[\s:：|·.,()\[\]–-]*(?:\w{3,9}day,?\s*)?[\w令平昭大明]", after) and (
            found := edtf_of(after, latest)
        ):
            first = min((m.start() for shape in SHAPES if (m := shape.search(after))), default=99)
            if first <= 16:
                return found
        before = line[max(0, label.start() - 30) : label.start()]
        if re.search(r"[日分]\s*(?:に)?\s*$", before) and (found := edtf_of(before, latest)):
            return found
    return None
