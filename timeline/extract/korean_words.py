"""The words of which Korean dates are made: those that begin with a figure, and those that begin with a letter."""

from .korean_names import (
    DAYS,
    HOLIDAYS,
    MONTHS,
    NATIVE,
    NATIVE_DAYS,
    ORDINALS,
    SAID_DAYS,
    SAID_MONTHS,
    SAID_WEEKS,
    SAID_YEARS,
    SEASONS,
    SINO,
    SINO_DIGITS,
    TENS,
    UNITS,
    UNSURE,
    WEEKDAYS,
    WEEKS,
    YEARS,
    any_of,
    number,
)
from .readers import (
    both,
    counted,
    decade,
    first_letters,
    fixed,
    in_figures,
    neighbours,
    nth,
    part_of,
    relative,
    said_day,
    short_year,
    within,
    years,
)
from .yearfirst import Word


def _year(match):
    tangun = match.groupdict().get("tangun")
    value = int(tangun) - 2333 if tangun else number(match[match.lastindex])
    return {"year": f"{value:04}"} if 1 <= value <= 9999 else None


def _century(match):
    value = int(match[1])
    return {"year": f"{value - 1:02}XX"} if value else None


def _fiscal(match):
    return {"year": match["y"], "fiscal": 1 if match["us"] is match["jp"] else 4 if match["us"] is None else 10}


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


def _quarters(match):
    return {"sub": 32 + int(match[1]), "to": {"sub": 32 + int(match[2])}}


def _quarter(match):
    return {"sub": 32 + int(match[1])}


def _weekday(match):
    return {"weekday": WEEKDAYS.index(match[1])}


WHOLE = r"(?<![가-힣])"  # not inside a word
FREE = r"(?<![\d.,])"  # not inside a number
BARE = r"(?<![\d./-])"  # nor inside a row of numbers
END = (
    r"(?=$|[\s,.?!)\]'\"”’~·\-]|부터|까지|에|의|께|쯤|경|으?로|인|이|엔|만|보다|무렵|와|과|은|는|도|면|처럼"
    r"|[가를](?=\s))"
)
ORDINAL = r"(첫|두|둘|세|셋|네|넷|다섯|마지막)(?:째|\s?번째)?\s?"
THIS_YEAR, THIS_MONTH = {"unit": "year", "count": 0}, {"unit": "month", "count": 0}
# After a number of years, months or days: a length, an age, an ordinal.
LENGTH = (
    r"\s?(?:반\s?)?(?:여\s?|정도\s?|가까이\s?|가량\s?|넘게\s?|남짓\s?)?(?:간(?!담|부|첩|사|격|의)|동안|째|만에|연속|내내"
    r"|이내|짜리|이상|이하|치\b|장\b|마다|당\b|차\b|생\b|산\b|물\b|물가|주기|분의|안에|씩)"
)
NO_LENGTH = rf"(?!{LENGTH})"
# After two numbers, 6·25 or 5·18: the name of an event.
EVENTS = (
    "민주|민중|학생|운동|전쟁|사변|사태|혁명|항쟁|의거|쿠데타|군사|공동|선언|남북|합의|정상|대책|테러|참사|총선|대선|지방|재보"
    "|부동산|비상|내란|계엄|독립|만세|경축|기념|동란|전당|위안부|한일|판문점|평양"
)
AGO = (
    rf"(?!\d\d\d{{1,3}}\s?년\s?이)(?:{FREE}(?P<n>\d{{1,5}}|{WHOLE}(?:열한|열두|다섯|여섯|일곱|여덟|아홉|스무|서른|[한두세석서네넉열]"
    rf"|{SINO_DIGITS}{{1,4}}))\s?(?P<unit>주일|주|개월|달|년|해|분기|(?<!월\d)(?<!월 \d)(?<!월\d\d)(?<!월 \d\d)일)"
    rf"|{WHOLE}(?P<days>{any_of(NATIVE_DAYS)})|{WHOLE}(?P<one>일주일|반년))"
    rf"(?:여|쯤|가량|정도)?\s?(?P<way>전|뒤|후|(?<!일)(?<!일 )이[전후]){END}"
)
TOWARD = r"\d|[월화수목금토일]요일|봄|여름|가을|겨울|[가-힣·]{1,6}[절날]|[상하]반기|[삼사오유칠팔구시]월"

FIGURES = (
    # Names, lengths and counts that only look like dates.
    Word("none", rf"\d\d?[·.]\d\d?\s?(?:{EVENTS})"),
    Word("none", rf"{FREE}\d\d?(?:월생|박\s?\d\d?일)"),
    Word("none", rf"{FREE}\d{{1,4}}(?:\.\d{{1,2}})?\s?(?:년|달|주일?|일|개월){LENGTH}"),
    Word("none", rf"{FREE}\d\d?\s?분기\s?(?:연속|째|만에)"),
    Word("none", r"1\s?(?:년|달|주|일|주일)에\s?(?:한|두|세|네|\d)\s?(?:번|차례|회|명|개)"),
    # Whole dates in figures.
    Word("day", rf"{BARE}(?P<y>(?:1\d|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", in_figures),
    Word("day", rf"{BARE}(?P<y>[12]\d{{3}}|\d\d)\.\s?(?P<m>\d\d?)\.\s?(?P<d>\d\d?)\.?(?![\d/-]|\.\d)", in_figures),
    Word("day", rf"{BARE}(?P<y>[12]\d{{3}}|\d\d)[/-](?P<m>\d\d?)[/-](?P<d>\d\d?)(?![./-]?\d)", in_figures),
    Word("month", rf"{BARE}(?P<y>(?:19|20)\d\d)\.\s?(?P<m>1[0-2]|0?[1-9])(?:\.(?!\s?\d)|(?=\s?[)~]))", in_figures),
    Word(
        "day", rf"{BARE}(?P<m>1[0-2]|0?[1-9])[./](?P<d>[12]\d|3[01]|0?[1-9])\.?(?=\s?\([월화수목금토일]\))", in_figures
    ),
    Word("day", rf"{BARE}(?P<m>1[0-2]|0?[1-9])/(?P<d>[12]\d|3[01]|0?[1-9])(?=에(?:\s|는)|부터|까지|\s?$)", in_figures),
    Word("day", AGO, _ago),
    # Years and their parts.
    Word("year", rf"(?P<us>(?<=미국 ))?(?P<jp>(?<=일본 ))?{FREE}(?P<y>\d{{4}})\s?(?:년\s?)?회계\s?[연년]도", _fiscal),
    Word("year", rf"{FREE}(\d{{4}})\s?학년도", lambda match: {"year": match[1], "fiscal": 3}),
    Word("year", rf"{FREE}(\d{{4}})\s?년(?!대|형\b|식\b)", _year),
    Word("year", rf"{FREE}(?P<y1>(?:1\d|20)\d\d)\s?년?\s?[~-]\s?(?P<y2>(?:1\d|20)?\d\d)\s?년(?!대|간)", years),
    Word("year", r"(?<![\d.,~-])(?P<y1>(?:1[5-9]|20)\d\d)\s?[~-]\s?(?P<y2>(?:1[5-9]|20)\d\d)(?=\s?[)\]])", years),
    Word("year", rf"{FREE}(?P<y>\d\d)\s?년(?=\s?(?:\d\d?월|[1-4]\s?분기|[상하]반기))", short_year),
    Word("year", rf"{FREE}(?P<y>[12]\d\d0|\d0)\s?년대", decade),
    Word("year", rf"{FREE}(\d\d?)\s?세기(?!\s?(?:[전후](?!반)|뒤|만에|동안))", _century),
    Word("sub", rf"{FREE}([1-3])\s?[~-]\s?([2-4])\s?분기", _quarters),
    Word("sub", rf"{FREE}([1-4])(?:/4)?\s?분기", _quarter),
    # Months and days.
    Word("month", rf"{FREE}(\d\d?)\s?월?\s?[~-]\s?(\d\d?)\s?월(?!\s?\d\d?\s?일)", both("month", 12)),
    Word("month", rf"{FREE}(\d\d?)\s?월(?![드호])", within("month", 12, number)),
    Word("holiday", rf"(?:{any_of(name for name in HOLIDAYS if name[0].isdigit())})", fixed(HOLIDAYS)),
    Word("day", rf"{FREE}(\d\d?)\s?일?\s?[~-]\s?(\d\d?)\s?일{NO_LENGTH}", both("day", 31)),
    Word("day", rf"{FREE}(\d\d?)일?[·,]\s?(\d\d?)일{NO_LENGTH}", neighbours),
    Word(
        "day",
        rf"{FREE}(\d\d?)\s?일(?!\s?\d\d?시간|본[^회인격선심래]|부로|\s\d\d?(?:식|회|번|잔)){NO_LENGTH}",
        within("day", 31, number),
    ),
)

LETTERS = (
    # Ordinals and counts that only look like dates.
    Word("none", r"기원전\s?\d{1,5}\s?(?:년|세기)"),
    Word("none", r"제\s?\d{1,4}\s?(?:년|월|일|차|회|주년|세기)"),
    Word("none", r"매(?:주|월|달|년|해)\s?(?:[월화수목금토일]요일|\d\d?\s?[월일](?:\s?\d\d?일)?)"),
    Word(
        "none",
        r"[월화수목금토일]요일마다|(?:한|하루|매)\s?(?:달|주|해|월|년)?에\s?(?:한|두|세|네|\d)\s?(?:번|차례|회|명|개)",
    ),
    Word("day", AGO, _ago),
    # Years and their parts.
    Word("year", r"(?:단기|단군기원)\s?(?P<tangun>\d{4})\s?년|서기\s?(\d{4})\s?년", _year),
    Word("year", rf"{WHOLE}((?:이천|천구백){SINO_DIGITS}{{0,5}})\s?년(?!대)", _year),
    Word("year", r"'(?P<y>\d\d)\s?년(?!대)", short_year),
    Word("year", r"'(?P<y>[12]\d\d0|\d0)\s?년대", decade),
    Word("year", rf"{WHOLE}(?:{any_of(YEARS)})", relative(YEARS, "year")),
    Word("year", rf"{WHOLE}(?:{any_of(SAID_YEARS)})(?!설)", relative(SAID_YEARS, "year", "said")),
    Word("year", rf"{WHOLE}전해(?= \d|보다|에 )", lambda match: {"unit": "year", "count": -1, "anchor": "said"}),
    Word(
        "year",
        rf"{WHOLE}올(?=\s?(?:[상하]반기|초|봄|여름|가을|겨울|연[말초]|들어|\d\d?월|[1-4]\s?(?:/4)?분기|해))",
        lambda match: THIS_YEAR,
    ),
    Word("year", rf"{WHOLE}연내" + END, lambda match: THIS_YEAR),
    Word("year", r"금세기", lambda match: {"unit": "century", "count": 0}),
    Word("sub", r"(?:이번|금|지난|저번|전|다음)\s?분기(?!별|점)", _quarter_from_now),
    Word("sub", r"제\s?([1-4])\s?분기", _quarter),
    Word("sub", r"([상하])반기", lambda match: {"sub": 40 if match[1] == "상" else 41}),
    Word("season", r"(봄|여름|가을|겨울)철?" + END, lambda match: {"sub": SEASONS[match[1]]}, chained=True),
    # Months and their days.
    Word(
        "month",
        rf"{WHOLE}(십일|십이|[삼사오유칠팔구시])월(?=$|[\s,.에의은초말중]|부터|까지|{SINO_DIGITS}{{1,3}}일)",
        within("month", 12, number),
    ),
    Word("month", rf"(?:{WHOLE}|(?<=년))([일이])월(?=\s?{SINO_DIGITS}{{1,3}}일)", within("month", 12, number)),
    Word("month", rf"{WHOLE}(?:{any_of(MONTHS)})(?![리려렸])", relative(MONTHS, "month")),
    Word("month", rf"{WHOLE}(?:{any_of(SAID_MONTHS)})" + END, relative(SAID_MONTHS, "month", "said")),
    Word("day", rf"(?:(?<=월)|(?<=월 ))({SINO_DIGITS}{{1,3}})일(?!요일)", within("day", 31, number), chained=True),
    # Weeks.
    Word("weekend", r"(?P<of>(?:이번|지난|다음|다다음|지지난)\s?주?\s?)?주말(?!극|드라마|농장|마다|이면)", _weekend),
    Word("week", rf"{WHOLE}(?:{any_of(WEEKS.keys() - UNSURE)})(?!년|간|말|기|자)", relative(WEEKS, "week")),
    Word("week", rf"{WHOLE}(?:{any_of(UNSURE)})(?=\s|에\b|에는|중\b|초\b|말\b|부터|까지|$)", relative(WEEKS, "week")),
    Word("week", rf"{WHOLE}(?:{any_of(SAID_WEEKS)})(?=[에의 ]|$)", relative(SAID_WEEKS, "week", "reported")),
    Word(
        "week",
        rf"{WHOLE}전주(?= ?(?:[월화수목금토일]요일|대비|보다)|\s?$)",
        lambda match: {"unit": "week", "count": -1},
    ),
    # One of several.
    Word("nthweek", rf"{ORDINAL}주(?=[\s에의부까는,.]|$)", nth("week", ORDINALS), chained=True),
    Word("nthday", rf"{ORDINAL}주말", nth("weekend", ORDINALS), chained=True),
    Word("nthday", rf"{ORDINAL}([월화수목금토일])요일", nth("weekday", ORDINALS, WEEKDAYS), chained=True),
    Word("nthday", r"말일" + END, lambda match: {"nth": ("day", -1)}, chained=True),
    Word("nthday", r"시작일|초하루", lambda match: {"nth": ("day", 1)}, chained=True),
    Word("nthday", rf"{ORDINAL}날(?:짜)?(?!씨)", nth("day", ORDINALS), chained=True),
    Word("nthmonth", rf"{ORDINAL}달" + END, nth("month", ORDINALS), chained=True),
    # Parts of what came before.
    Word("part", rf"{WHOLE}연(초|말)" + END, part_of("초", "", THIS_YEAR)),
    Word("part", rf"{WHOLE}월(초|말)" + END, part_of("초", "", THIS_MONTH)),
    Word(
        "part",
        r"(초순|상순|중순|하순|초반|중반|후반|하반|초엽|중엽|말엽|말기|초기|초|말)" + END,
        part_of("초상", "중"),
        chained=True,
    ),
    # Days and weekdays, and what points to one side.
    Word("holiday", rf"{WHOLE}(?:{any_of(HOLIDAYS)})", fixed(HOLIDAYS)),
    Word("day", rf"{WHOLE}(?:{any_of(DAYS)})(?!날|야|서야)", _today),
    Word("day", rf"{WHOLE}(?:{any_of(SAID_DAYS)})(?!개|치기)", said_day(SAID_DAYS)),
    Word("weekday", r"\(([월화수목금토])(?:요일)?\)", _weekday),
    Word("weekday", r"\((일)(?:요일)?\)", _weekday, chained=True),
    Word("weekday", r"([월화수목금토일])요일", _weekday),
    Word("toward", rf"{WHOLE}(?:지난|저번|다가오는|돌아오는|오는|다음|이번)(?= ?(?:{TOWARD}))", _toward),
)
# The letters with which the second kind may begin.
STARTS = first_letters(
    NATIVE,
    NATIVE_DAYS,
    SINO,
    TENS,
    YEARS,
    SAID_YEARS,
    MONTHS,
    SAID_MONTHS,
    WEEKS,
    SAID_WEEKS,
    DAYS,
    SAID_DAYS,
    HOLIDAYS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    also="'(제기매단올상하반전연월말시초중후주오돌",
)
