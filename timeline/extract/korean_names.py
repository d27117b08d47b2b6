"""Names and numbers of which Korean dates are made."""

NATIVE_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15,
}  # fmt: skip
NATIVE = {
    "한": 1, "두": 2, "세": 3, "석": 3, "서": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8,
    "아홉": 9, "열": 10, "열한": 11, "열두": 12, "스무": 20, "서른": 30,
}  # fmt: skip
SINO = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "유": 6, "칠": 7, "팔": 8, "구": 9}
TENS = {"십": 10, "시": 10, "백": 100, "천": 1000}
SINO_DIGITS = "[영공일이삼사오육칠팔구십백천]"
WEEKDAYS = "월화수목금토일"
SEASONS = {"봄": 21, "여름": 22, "가을": 23, "겨울": 24}
UNITS = {
    "일": "day", "주": "week", "주일": "week", "개월": "month", "달": "month", "년": "year", "해": "year",
    "분기": "quarter",
}  # fmt: skip
ORDINALS = {"첫": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "마지막": -1}
YEARS = {
    "올해": 0, "금년": 0, "지난해": -1, "작년": -1, "재작년": -2, "지지난해": -2, "내년": 1, "후년": 2, "내후년": 2,
    "이번해": 0,
}  # fmt: skip
SAID_YEARS = {"같은해": 0, "그해": 0, "동년": 0, "이듬해": 1, "다음해": 1, "전년": -1, "그다음해": 1}
MONTHS = {
    "이번달": 0, "이달": 0, "금월": 0, "지난달": -1, "저번달": -1, "지지난달": -2, "다음달": 1, "내달": 1,
    "다다음달": 2,
}  # fmt: skip
SAID_MONTHS = {"같은달": 0, "그달": 0, "그다음달": 1, "동월": 0, "이듬달": 1, "전월": -1}
WEEKS = {
    "이번주": 0, "금주": 0, "지난주": -1, "저번주": -1, "지지난주": -2, "다음주": 1, "오는주": 1, "내주": 1,
    "차주": 1,
    "다다음주": 2,
}  # fmt: skip
UNSURE = {"금주", "내주", "차주"}  # also abstinence, "give up", a borrower
SAID_WEEKS = {"같은주": 0, "그주": 0, "그다음주": 1}
DAYS = {
    "오늘": 0, "금일": 0, "어제": -1, "작일": -1, "그제": -2, "그저께": -2, "엊그제": -2, "엊그저께": -2,
    "그끄제": -3,
    "그끄저께": -3, "어젯밤": -1, "간밤": -1, "내일": 1, "명일": 1, "모레": 2, "내일모레": 2, "글피": 3, "그글피": 4,
}  # fmt: skip
SAID_DAYS = {
    "이날": 0, "그날": 0, "같은날": 0, "당일": 0, "다음날": 1, "그다음날": 1, "이튿날": 1, "익일": 1, "전날": -1,
    "그전날": -1, "전일": -1,
}  # fmt: skip
HOLIDAYS = {
    "신정": (1, 1), "삼일절": (3, 1), "3·1절": (3, 1), "3.1절": (3, 1), "식목일": (4, 5), "근로자의 날": (5, 1),
    "노동절": (5, 1), "어린이날": (5, 5), "어버이날": (5, 8), "스승의 날": (5, 15), "현충일": (6, 6),
    "제헌절": (7, 17),
    "8·15 광복절": (8, 15), "광복절": (8, 15), "국군의 날": (10, 1), "개천절": (10, 3), "한글날": (10, 9),
    "핼러윈": (10, 31), "성탄절": (12, 25), "크리스마스 이브": (12, 24), "크리스마스이브": (12, 24),
    "크리스마스": (12, 25), "밸런타인데이": (2, 14), "만우절": (4, 1),
}  # fmt: skip


def number(text):
    """Digits, Sino-Korean (이천이십오) or native (열두) as a whole number."""
    if text.isdigit() or text in NATIVE:
        return NATIVE.get(text) or int(text)
    if not any(letter in TENS for letter in text):
        return int("".join(str(SINO[letter]) for letter in text))
    total, digit = 0, 0
    for letter in text:
        if letter in TENS:
            total, digit = total + (digit or 1) * TENS[letter], 0
        else:
            digit = SINO[letter]
    return total + digit


def any_of(names):
    """The names, longest first; 같은해 may be written 같은 해."""
    return "|".join(name.replace("*", " ?") for name in sorted(map(_spaced, names), key=len, reverse=True))


def _spaced(name):
    for first in ("지지난", "다다음", "그다음", "그", "같은", "다음", "이번", "지난", "저번", "내일", "오는"):
        if name.startswith(first) and name != first:
            return f"{first}*{name.removeprefix(first)}"
    return name
