"""The words of which Korean dates are made."""

from .readers import (
    both, counted, decade, fixed, in_figures, neighbours, nth, part_of, relative, said_day, short_year, within, years,
)  # fmt: skip
from .yearfirst import Word

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
SAID_YEARS = {"같은해": 0, "그해": 0, "동년": 0, "이듬해": 1, "다음해": 1, "전년": -1, "전해": -1, "그다음해": 1}
MONTHS = {
    "이번달": 0, "이달": 0, "금월": 0, "지난달": -1, "저번달": -1, "지지난달": -2, "다음달": 1, "내달": 1, "다다음달": 2,
}  # fmt: skip
SAID_MONTHS = {"같은달": 0, "그달": 0, "그다음달": 1, "동월": 0, "이듬달": 1, "전월": -1}
WEEKS = {
    "이번주": 0, "금주": 0, "지난주": -1, "저번주": -1, "지지난주": -2, "다음주": 1, "오는주": 1, "내주": 1, "차주": 1,
    "다다음주": 2,
}  # fmt: skip
SAID_WEEKS = {"같은주": 0, "그주": 0, "그다음주": 1}
DAYS = {
    "오늘": 0, "금일": 0, "어제": -1, "작일": -1, "그제": -2, "그저께": -2, "엊그제": -2, "엊그저께": -2, "그끄제": -3,
    "그끄저께": -3, "내일": 1, "명일": 1, "모레": 2, "내일모레": 2, "글피": 3, "그글피": 4,
}  # fmt: skip
SAID_DAYS = {
    "이날": 0, "그날": 0, "같은날": 0, "당일": 0, "다음날": 1, "그다음날": 1, "이튿날": 1, "익일": 1, "전날": -1,
    "그전날": -1, "전일": -1,
}  # fmt: skip
HOLIDAYS = {
    "신정": (1, 1), "삼일절": (3, 1), "3·1절": (3, 1), "3.1절": (3, 1), "식목일": (4, 5), "근로자의 날": (5, 1),
    "노동절": (5, 1), "어린이날": (5, 5), "어버이날": (5, 8), "스승의 날": (5, 15), "현충일": (6, 6), "제헌절": (7, 17),
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


def _year(match):
    value = number(match["y"]) - (2333 if match["tangun"] else 0)
    return {"year": f"{value:04}"} if 1 <= value <= 9999 else None


def _century(match):
    value = int(match["c"])
    return {"year": f"{value - 1:02}XX"} if value else None


def _fiscal(match):
    return {"year": match["y"], "fiscal": 10 if match["us"] else 4 if match["jp"] else 1}


def _ago(match):
    if match["days"]:
        unit, count = "day", NATIVE_DAYS[match["days"]]
    elif match["unit"]:
        unit, count = UNITS[match["unit"]], number(match["n"])
    else:
        unit, count = {"일주일": ("week", 1), "반년": ("month", 6)}[match["one"]]
    return counted(unit, count, -1 if match["way"] in ("전", "이전") else 1)


def _today(match):
    name = match[0].replace(" ", "")
    return {"unit": "day", "count": DAYS[name], "sameday": name == "오늘"}


def _weekend(match):
    return {
        "unit": "weekend",
        "count": WEEKS.get((match["of"] or "이번").replace(" ", "").removesuffix("주") + "주", 0),
    }


def _quarter_from_now(match):
    return {"unit": "quarter", "count": {"이": 0, "금": 0, "지": -1, "저": -1, "전": -1}.get(match[0][0], 1)}


def _toward(match):
    return {"toward": {"지난": -1, "저번": -1, "이번": 0}.get(match[0], 1)}


def any_of(names):
    """The names, longest first; 같은해 may be written 같은 해."""
    return "|".join(name.replace("*", " ?") for name in sorted(map(_spaced, names), key=len, reverse=True))


def _spaced(name):
    for first in ("지지난", "다다음", "그다음", "그", "같은", "다음", "이번", "지난", "저번", "내일", "오는"):
        if name.startswith(first) and name != first:
            return f"{first}*{name.removeprefix(first)}"
    return name


WHOLE = r"(?<![가-힣])"  # not inside a word
FREE = r"(?<![\d.,])"  # not inside a number
END = r"(?=$|[\s,.)\]'\"~·\-]|부터|까지|에|의|께|쯤|경|로|인|이|엔|만|보다|무렵|와|과|은|는)"
ORDINAL = r"(첫|두|둘|세|셋|네|넷|다섯|마지막)(?:째|\s?번째)?\s?"
# After a number of years, months or days: a length, an age, an ordinal.
LENGTH = r"\s?(?:반\s?)?(?:여\s?|정도\s?|가까이\s?|가량\s?|넘게\s?|남짓\s?)?(?:간(?!담|부|첩|사|격|의)|동안|째|만에|연속|내내|이내|짜리|이상|이하|치\b|마다|당\b|차\b|생\b|산\b|물\b|물가|주기|분의|안에|씩)"
NO_LENGTH = rf"(?!{LENGTH})"
EVENTS = "민주|민중|학생|운동|전쟁|사변|사태|혁명|항쟁|의거|쿠데타|군사|공동|선언|남북|합의|정상|대책|테러|참사|총선|대선|지방|재보|부동산|비상|내란|계엄|독립|만세|경축|기념|동란|전당|위안부|한일|판문점|평양"  # fmt: skip
OTHER_WORDS = "체|반|기|쟁|문|자|보|속|임|원|퇴|계|진|대|달|화|선|국|역|혀|환|망|략|년|날|월|담|용|통|형|세|두|격|방|설|력|술|례|각|권"
AGO = (
    rf"(?:{FREE}(?P<n>\d{{1,5}}|(?<![가-힣])(?:열한|열두|다섯|여섯|일곱|여덟|아홉|스무|서른|[한두세석서네넉열]|{SINO_DIGITS}{{1,4}}))"
    r"\s?(?P<unit>주일|주|개월|달|년|해|분기|(?<!월\d)(?<!월 \d)(?<!월\d\d)(?<!월 \d\d)일)"
    rf"|{WHOLE}(?P<days>{any_of(NATIVE_DAYS)})|{WHOLE}(?P<one>일주일|반년))(?:여|쯤|가량|정도)?\s?(?P<way>전|뒤|후|(?<!일)(?<!일 )이[전후])(?!{OTHER_WORDS})"
)

WORDS = (
    # Names, lengths and ordinals that only look like dates.
    Word("none", rf"\d{{1,2}}[·.]\d{{1,2}}\s?(?:{EVENTS})"),
    Word("none", r"\d+(?:월생|박\s?\d+일)"),
    Word("none", r"제\s?\d+\s?(?:년|월|일|차|회|주년|세기)"),
    Word("none", rf"{FREE}\d+(?:\.\d+)?\s?(?:년|달|주일?|일|개월){LENGTH}"),
    Word("none", r"(?:1|한|하루|매)\s?(?:년|달|주|일|주일|해|월)?에\s?(?:한|두|세|네|\d)\s?(?:번|차례|회|명|개)"),
    # Whole dates in figures.
    Word("day", r"(?<![\d./-])(?P<y>(?:1\d|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", in_figures),
    Word(
        "day",
        r"(?<![\d./-])(?P<y>[12]\d{3}|\d\d)\s?(?:[.]\s?(?P<m>\d\d?)\s?[.]\s?(?P<d>\d\d?)\.?)(?![\d/-]|\.\d)",
        in_figures,
    ),
    Word("day", r"(?<![\d./-])(?P<y>[12]\d{3}|\d\d)[/-](?P<m>\d\d?)[/-](?P<d>\d\d?)(?![\d./-]\d|\d)", in_figures),
    Word(
        "month",
        r"(?<![\d./-])(?P<y>(?:19|20)\d\d)\.\s?(?P<m>1[0-2]|0?[1-9])(?!\d)(?:\.(?!\s?\d)|(?=\s?[)~]))",
        in_figures,
    ),
    Word(
        "day",
        r"(?<![\d./-])(?P<m>1[0-2]|0?[1-9])[./](?P<d>3[01]|[12]\d|0?[1-9])\.?(?=\s?\([월화수목금토일]\))",
        in_figures,
    ),
    Word(
        "day",
        r"(?<![\d./-])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?=에(?:\s|는)|부터|까지|\s?$)",
        in_figures,
    ),
    # So long ago or later.
    Word("day", AGO, _ago),
    # Years.
    Word("year", rf"(?P<us>미국?\s)?(?P<jp>일본?\s)?{FREE}(?P<y>\d{{4}})\s?(?:년\s?)?회계\s?[연년]도", _fiscal),
    Word("year", rf"(?:(?P<tangun>단기|단군기원)\s?|서기\s?)?{FREE}(?P<y>\d{{4}})\s?년(?!대|형\b|식\b)", _year),
    Word("year", rf"(?P<tangun>){WHOLE}(?P<y>(?:이천|천구백){SINO_DIGITS}{{0,5}})\s?년(?!대)", _year),
    Word("year", rf"{FREE}(?P<y1>(?:1\d|20)\d\d)\s?년?\s?[~-]\s?(?P<y2>(?:1\d|20)?\d\d)\s?년(?!대|간)", years),
    Word("year", r"(?<![\d.,~-])(?P<y1>(?:1[5-9]|20)\d\d)\s?[~-]\s?(?P<y2>(?:1[5-9]|20)\d\d)(?=\s*[)\]])", years),
    Word("year", r"'(?P<y>\d\d)\s?년(?!대)", short_year),
    Word("year", rf"{FREE}(?P<y>\d\d)\s?년(?=\s?(?:\d\d?월|[1-4]\s?분기|[상하]반기))", short_year),
    Word("year", rf"(?:{FREE}|(?<='))(?P<y>[12]\d\d0|\d0)\s?년대", decade),
    Word("year", rf"{FREE}(?P<c>\d\d?)\s?세기(?!\s?(?:전|뒤|후|만에|동안))", _century),
    Word("year", any_of(YEARS), relative(YEARS, "year")),
    Word("year", rf"{WHOLE}(?:{any_of(SAID_YEARS)})(?!설|[가-힣]*양)", relative(SAID_YEARS, "year", "said")),
    Word(
        "year",
        rf"{WHOLE}올(?=\s?(?:[상하]반기|초|봄|여름|가을|겨울|연말|연초|들어|\d\d?월|[1-4]\s?(?:/4)?분기|해))",
        lambda match: {"unit": "year", "count": 0},
    ),
    # Parts of years.
    Word("sub", r"(?:이번|금|지난|저번|전|다음)\s?분기(?!별|점)", _quarter_from_now),
    Word(
        "sub",
        rf"{FREE}([1-3])\s?[~-]\s?([2-4])\s?분기",
        lambda match: {"sub": 32 + int(match[1]), "to": {"sub": 32 + int(match[2])}},
    ),
    Word("sub", rf"{FREE}제?([1-4])(?:/4)?\s?분기", lambda match: {"sub": 32 + int(match[1])}),
    Word("sub", r"([상하])반기", lambda match: {"sub": 40 if match[1] == "상" else 41}),
    Word("season", r"(봄|여름|가을|겨울)철?" + END, lambda match: {"sub": SEASONS[match[1]]}, chained=True),
    # Months.
    Word("month", rf"{FREE}(\d\d?)\s?월?\s?[~-]\s?(\d\d?)\s?월(?!\s?\d\d?\s?일)", both("month", 12)),
    Word("month", rf"{FREE}(\d\d?)\s?월(?!드)", within("month", 12, number)),
    Word(
        "month",
        rf"{WHOLE}(십일|십이|[일이삼사오유칠팔구시])월(?=$|[\s,.에의은초말중]|부터|까지|{SINO_DIGITS}{{1,3}}일)",
        within("month", 12, number),
    ),
    Word("month", any_of(MONTHS), relative(MONTHS, "month")),
    Word("month", rf"{WHOLE}(?:{any_of(SAID_MONTHS)})" + END, relative(SAID_MONTHS, "month", "said")),
    # Weeks.
    Word(
        "weekend",
        r"(?P<of>(?:이번|지난|다음|다다음|지지난)\s?주?\s?)?주말(?!극|드라마|농장|마다|이면|에는\s?주로)",
        _weekend,
    ),
    Word("week", rf"(?:{any_of(WEEKS)})(?!년|간|말|기|자)", relative(WEEKS, "week")),
    Word("week", rf"{WHOLE}(?:{any_of(SAID_WEEKS)})(?=[에의 ]|$)", relative(SAID_WEEKS, "week", "reported")),
    Word("week", r"전주(?= ?(?:[월화수목금토일]요일|대비|보다)|\s*$)", lambda match: {"unit": "week", "count": -1}),
    Word("nthweek", rf"{ORDINAL}주(?=[\s에의부까는,.]|$)", nth("week", ORDINALS), chained=True),
    Word("nthday", rf"{ORDINAL}주말", nth("weekend", ORDINALS), chained=True),
    Word("nthday", rf"{ORDINAL}([월화수목금토일])요일", nth("weekday", ORDINALS, WEEKDAYS), chained=True),
    Word("nthday", r"(말)일" + END, lambda match: {"nth": ("day", -1)}, chained=True),
    Word("nthday", r"시작일|초하루", lambda match: {"nth": ("day", 1)}, chained=True),
    Word("nthday", rf"{ORDINAL}날(?:짜)?(?!씨)", nth("day", ORDINALS), chained=True),
    Word("nthmonth", rf"{ORDINAL}달" + END, nth("month", ORDINALS), chained=True),
    # Parts of what came before.
    Word("part", r"(?<![가-힣])연(초|말)" + END, part_of("초", "중", {"unit": "year", "count": 0})),
    Word("part", r"(?<![가-힣])월(초|말)" + END, part_of("초", "중", {"unit": "month", "count": 0})),
    Word(
        "part",
        r"(초순|상순|중순|하순|초반|중반|후반|하반|초엽|중엽|말엽|말기|초기|초|말)" + END,
        part_of("초상", "중"),
        chained=True,
    ),
    # Days.
    Word("holiday", rf"{WHOLE}(?:{any_of(HOLIDAYS)})", fixed(HOLIDAYS)),
    Word("day", rf"{WHOLE}(?:{any_of(DAYS)})(?!날)", _today),
    Word("day", rf"{WHOLE}(?:{any_of(SAID_DAYS)})(?!개|치기)", said_day(SAID_DAYS)),
    Word("day", rf"{FREE}(\d\d?)\s?일?\s?[~-]\s?(\d\d?)\s?일{NO_LENGTH}", both("day", 31)),
    Word("day", rf"{FREE}(\d\d?)일?[·,]\s?(\d\d?)일{NO_LENGTH}", neighbours),
    Word("day", rf"{FREE}(\d\d?)\s?일(?!\s?\d+시간|\s?본)(?!부로){NO_LENGTH}", within("day", 31, number)),
    Word(
        "day",
        rf"(?<=월)({SINO_DIGITS}{{1,3}})일|(?<=월 )({SINO_DIGITS}{{1,3}})일(?!요일)",
        within("day", 31, number),
        chained=True,
    ),
    # Weekdays, and what points to one side.
    Word(
        "weekday",
        r"\(([월화수목금토일])(?:요일)?\)|([월화수목금토일])요일",
        lambda match: {"weekday": WEEKDAYS.index(match[1] or match[2])},
    ),
    Word(
        "toward",
        rf"{WHOLE}(?:지난|저번|다가오는|돌아오는|오는|다음|이번)(?= ?(?:\d|[월화수목금토일]요일|봄|여름|가을|겨울|[가-힣·]{{1,6}}[절날]|[상하]반기|[삼사오유칠팔구시]월))",
        _toward,
    ),
)
