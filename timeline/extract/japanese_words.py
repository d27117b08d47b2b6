"""The words of which Japanese dates are made: those that begin with a figure, and those that begin with a letter."""

from .japanese_names import (
    DAYS,
    ERA_LETTERS,
    ERAS,
    FISCAL_YEARS,
    HOLIDAYS,
    KANA_MONTHS,
    KANA_WEEKDAYS,
    KANJI,
    MONDAYS,
    MONTHS,
    ORDINALS,
    SAID_DAYS,
    SAID_MONTHS,
    SAID_WEEKS,
    SAID_YEARS,
    SEASONS,
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
    full_date,
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
    value = number(match[1])
    return {"year": f"{value:04}"} if 1 <= value <= 9999 else None


def _era(match):
    found = match.groupdict()
    before, most = ERAS[ERA_LETTERS.get(found["era"], found["era"])]
    count = number(found["n"])
    if not 1 <= count <= most:
        return None
    says = {"year": f"{before + count}"}
    if found.get("m"):
        return full_date(says["year"], found["m"], found["d"])
    return says | ({"fiscal": 4} if found.get("fiscal") else {})


def _fiscal(match):
    year = match["y"]
    return {"year": year if len(year) == 4 else "XX" + year, "fiscal": 4}


def _decades(match):
    first, last = match["y1"], match["y2"]
    last = first[: 4 - len(last)] + last
    return {"year": first[:3] + "X", "to": {"year": last[:3] + "X"}} if first < last else None


def _century(match):
    value = number(match[1])
    return {"year": f"{value - 1:02}XX"} if 1 <= value <= 99 else None


def _ago(match):
    way = -1 if match["way"] in ("前", "まえ") else 1
    if match["half"]:
        return counted("month", 6, way)
    unit = match["unit"]
    unit = "week" if unit.startswith("週") else "month" if unit.endswith("月") else UNITS[unit]
    count = {"ひと": 1, "ふた": 2}.get(match["kana"]) or number(match["n"] or match["kanji"])
    return counted(unit, count, way)


def _weekday(match):
    name = match[1]
    return {"weekday": WEEKDAYS.index(name) if name in WEEKDAYS else KANA_WEEKDAYS.index(name)}


def _monday(match):
    month, count = MONDAYS[match[0]]
    return {"month": month, "nth": (0, count)}


def _half(match):
    return {"sub": 40 if match[1] in "上前" else 41}


def _quarter(match):
    return {"sub": 32 + number(match[1])}


def _century_from_now(match):
    return {"unit": "century", "count": "前今来".index(match[1]) - 1}


def _quarter_from_now(match):
    return {"unit": "quarter", "count": "前今来".index(match[1]) - 1}


def _season_from_now(match):
    return {
        "unit": "year",
        "count": "昨今来".find(match[1][0]) - 1 if match[1] != "この" else 0,
        "sub": SEASONS[match[2]],
    }


def _weekend(match):
    return {"unit": "weekend", "count": {"先": -1, "来": 1}.get(match[1], 0)}


def _toward(match):
    return {
        "toward": 0 if match[1] == "この" else -1 if match[1] in ("去る", "さる", "この前の", "前の", "先の") else 1
    }


FREE = r"(?<![\d.,])"  # not inside a number
BARE = r"(?<![\d./-])"  # nor inside a row of numbers
NUMERAL = "[〇零一二三四五六七八九十百千]"
WHOLE = rf"(?<!{NUMERAL})"
NOW = r"(?:(?<![ぁ-んァ-ヶ])|(?<=[はがもで]))"  # where a word in kana may begin
MONTH_UNIT = "[かカヶケヵ箇]月"
ORDINAL = "第?([1-5一二三四五]|最初|最後|最終)の?"
THIS_YEAR, THIS_MONTH = {"unit": "year", "count": 0}, {"unit": "month", "count": 0}
OTHER_MONTHS = "(?!面|光|刊|給|額|間|球|食|曜|雨|晴|病|例|号)"
# After a number of years, months or days: a length, an ordinal, an age.
LENGTH = (
    r"(?:半(?!ば))?(?:余り|あまり|余|近く|ほど|程度|くらい|ぐらい)?(?:間(?!に合)|以上|以内|未満|以下|ぶり|連続|目|分の|分(?=[、。のをは])"
    r"|越し|がかり|おき|ごと|毎|当たり|あたり|生|産|物|式|版|債|余|ローン|計画|契約|数|程|もの|にわた|かけて|続い)"
)
NO_LENGTH = rf"(?!{LENGTH}|本(?!日)|常|時間|\d|平均)"
# After 前 or 後 these letters make another word: 前半, 後者.
OTHERWISE = "半期者後述掲回例提線身項進方続退継世"
AGO = (
    rf"(?:(?:(?<![\d.,月])(?P<n>\d{{1,5}})|{WHOLE}(?<![月数])(?P<kanji>{NUMERAL}{{1,5}})|(?P<kana>ひと|ふた(?=月)))"
    rf"(?P<unit>四半期|世紀|{MONTH_UNIT}|(?<=ひと)月|(?<=ふた)月|週間?|年|日)|(?P<half>半年))"
    rf"(?:間|ほど|余り|あまり)?(?:以上)?(?P<way>前|後|まえ|経ってから|経過後|たったら|過ぎ(?=に|た))(?![{OTHERWISE}])"
)
COUNTS = rf"(?:年|{MONTH_UNIT}|週間?|日)(?!間?前|間?後){LENGTH}"

FIGURES = (
    # Lengths and counts that only look like dates.
    Word("none", rf"(?<![\d.,月])\d{{1,4}}(?:\.\d{{1,2}})?{COUNTS}"),
    Word("none", r"(?<![\d.,月])1日(?=(?:に|約|最大|平均)?\d)(?!に\d\d?日)"),
    Word(
        "none", rf"{FREE}\d{{1,3}}(?:{MONTH_UNIT}|週間)(?!間?(?:ほど|余り|あまり)?(?:以上)?(?:前|後|まえ|経|た|過ぎ))"
    ),
    Word("none", rf"{FREE}\d四半期(?:連続|ぶり)"),
    # Whole dates in figures.
    Word("day", rf"{BARE}(?P<y>(?:1\d|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", in_figures),
    Word("day", rf"{BARE}(?P<y>[12]\d{{3}})\s?[./-]\s?(?P<m>\d\d?)\s?[./-]\s?(?P<d>\d\d?)(?![\d/-]|\.\d)", in_figures),
    Word("day", rf"{BARE}(?P<y>\d\d)/(?P<m>\d\d?)/(?P<d>\d\d?)(?![\d./-])", in_figures),
    Word(
        "day",
        rf"{BARE}(?P<m>1[0-2]|0?[1-9])/(?P<d>[12]\d|3[01]|0?[1-9])(?=\s?\([月火水木金土日]|に|から|まで|は|$)",
        in_figures,
    ),
    Word("day", AGO, _ago),
    # Years and their parts.
    Word("year", rf"{FREE}(?P<y>\d{{4}}|\d\d)年度", _fiscal),
    Word("year", rf"{FREE}(\d{{4}})年(?:\([一-龥]{{2}}(?:元|\d\d?)年?\)(?=\d\d?月))?(?!代|度|間|式|版)", _year),
    Word("year", rf"{FREE}(\d{{4}})\([一-龥]{{2}}(?:元|\d\d?)\)年", _year),
    Word("year", rf"{FREE}(?P<y1>(?:1\d|20)\d\d)年?[~-](?P<y2>(?:1\d|20)?\d\d)年(?!代|度|間)", years),
    Word("year", rf"{FREE}(?P<y1>(?:1\d|20)\d0)(?:年代)?[~-](?P<y2>(?:1\d|20)?\d0)年代", _decades),
    Word("year", r"(?<![\d.,~-])(?P<y1>(?:1[5-9]|20)\d\d)\s?[~-]\s?(?P<y2>(?:1[5-9]|20)\d\d)(?=[)\]])", years),
    Word("year", rf"{FREE}(?P<y>\d\d)年(?=\d\d?(?:月|~\d\d?月)|[春夏秋冬](?!季)|第?[1-4]四半期|末|初め)", short_year),
    Word("year", rf"{FREE}(?P<y>[12]\d\d0|\d0)年代", decade),
    Word("year", rf"{FREE}(\d\d?)世紀(?!前|後(?!半))", _century),
    Word("sub", rf"{FREE}([1-4])四半期", _quarter),
    # Months and days.
    Word("month", rf"{FREE}(\d\d?)月?[~-](\d\d?)月(?!\d\d?日)", both("month", 12)),
    Word("month", rf"{FREE}(\d\d?)(?:月|がつ){OTHER_MONTHS}", within("month", 12, number)),
    Word("day", rf"{FREE}(\d\d?)日?[~-](\d\d?)日{NO_LENGTH}", both("day", 31)),
    Word("day", rf"{FREE}(\d\d?)日?[、,・](\d\d?)(?:の?両)?日{NO_LENGTH}", neighbours),
    Word("day", rf"{FREE}(\d\d?)日{NO_LENGTH}", within("day", 31, number)),
)

LETTERS = (
    # Lengths, ordinals and measures that only look like dates.
    Word("none", r"第\d{1,4}(?:回|次|期|号|章|条|位|版|巻|代|弾|部|子|類|党|国|者|世代)"),
    Word("none", r"(?:紀元)?前[\d万億]{1,6}(?:年|世紀)"),
    Word("none", r"前[年月週日]同?[月期日]?比|年末年始|年中無休"),
    Word("none", rf"{WHOLE}(?<!月){NUMERAL}{{1,4}}{COUNTS}"),
    Word("none", r"毎[週月年日](?:の?[月火水木金土日]曜日?|\d\d?[月日](?:\d\d?日)?)?"),
    Word("none", r"(?:年|月|週|日)に?[\d一二三四][回度]"),
    # Years of an era, in numerals, and as seen from now.
    Word("day", r"(?<![A-Za-z0-9])(?P<era>[RHSTM])(?P<n>\d\d?|元)[./年](?P<m>\d\d?)[./月](?P<d>\d\d?)日?(?!\d)", _era),
    Word("year", r"(?<![A-Za-z0-9])(?P<era>[RHSTM])(?P<n>\d\d?|元)年(?P<fiscal>度)?", _era),
    Word("day", AGO, _ago),
    Word(
        "year",
        rf"(?P<era>令和|平成|昭和|大正|明治)\s?(?P<n>元|\d\d?|{NUMERAL}{{1,3}})年(?P<fiscal>度)?(?:\(\d{{4}}年?\)(?=\d\d?月))?(?!代)",
        _era,
    ),
    Word("year", r"(?P<era>令和|平成|昭和|大正|明治)(?P<n>元|\d\d?)\(\d{4}\)年", _era),
    Word("year", r"翌(?P<y>\d\d)年", short_year),
    Word("year", r"西暦(\d{4})年(?!代|度|間)", _year),
    Word(
        "year",
        r"(?:西暦)?([一二][〇零一二三四五六七八九]{3}|(?:千|二千)[一二三四五六七八九十百]{1,6}|二千)年(?!代|度|間)",
        _year,
    ),
    Word("year", r"'(?P<y>\d\d)年(?!代)", short_year),
    Word("year", r"'(?P<y>\d0)年代", decade),
    Word("year", rf"{WHOLE}({NUMERAL}{{1,3}})世紀(?!前|後(?!半))", _century),
    Word("year", r"([前今来])世紀", _century_from_now),
    Word("year", any_of(FISCAL_YEARS), relative(FISCAL_YEARS, "year", fiscal=4)),
    Word("year", rf"(?:{any_of(YEARS)})(?!度)", relative(YEARS, "year")),
    Word("year", rf"(?:{any_of(SAID_YEARS)})(?!度|比)", relative(SAID_YEARS, "year", "said")),
    Word("year", r"年内(?=[のにはをで、。])", lambda match: THIS_YEAR),
    Word("year", r"年度(?=末|初め|内)", lambda match: THIS_YEAR | {"fiscal": 4}),
    # Parts of years.
    Word("season", r"(今|この|昨|来)([春夏秋冬])(?![季風分至]|[一-龥](?<!以))", _season_from_now),
    Word("sub", r"([前今来])四半期", _quarter_from_now),
    Word("sub", r"第?([1-4一二三四])四半期", _quarter),
    Word("sub", r"([上下])(?:半期|期(?![待間限]))", _half),
    Word("sub", r"(?<=年)の?([前後])半(?=[のにはをで、。かまと]|$)", _half, chained=True),
    Word(
        "season",
        r"([春夏秋冬])(?:季|ごろ|頃)?(?=[、。のにはをでかもまと以)]|$)",
        lambda match: {"sub": SEASONS[match[1]]},
        chained=True,
    ),
    # Months and their days.
    Word(
        "month",
        rf"{WHOLE}(?<![数かカヶケヵ箇])(十[一二]?|[一二三四五六七八九])月{OTHER_MONTHS}",
        within("month", 12, number),
    ),
    Word("month", rf"(?<![ぁ-ん])({any_of(KANA_MONTHS)})がつ", lambda match: {"month": KANA_MONTHS[match[1]]}),
    Word("month", rf"(?:{any_of(MONTHS)})(?!号|刊)", relative(MONTHS, "month")),
    Word("month", rf"(?:{any_of(SAID_MONTHS)})(?!比)", relative(SAID_MONTHS, "month", "said")),
    Word("day", rf"(?<=月)({NUMERAL}{{1,3}})日", within("day", 31, number), chained=True),
    Word("day", rf"{WHOLE}([二三]?十[一二三四五六七八九]?)日(?!町|市|大根|戎){NO_LENGTH}", within("day", 31, number)),
    # Weeks.
    Word("weekend", r"([今先来])?週末", _weekend),
    Word("week", rf"(?:{any_of(WEEKS)})(?!間|刊|号)", relative(WEEKS, "week")),
    Word("week", rf"(?:{any_of(SAID_WEEKS)})(?!比)", relative(SAID_WEEKS, "week", "reported")),
    # One of several.
    Word("nthweek", rf"{ORDINAL}週(?!間|末)目?", nth("week", ORDINALS), chained=True),
    Word("nthday", rf"{ORDINAL}([月火水木金土日])曜日?", nth("weekday", ORDINALS, WEEKDAYS), chained=True),
    Word("nthday", r"(最初|最後|最終)の?日", nth("day", ORDINALS), chained=True),
    Word("nthday", r"末日", lambda match: {"nth": ("day", -1)}, chained=True),
    Word("nthmonth", r"(最初|最後)の?月", nth("month", ORDINALS), chained=True),
    # Parts of what came before.
    Word("part", r"年(初め?|始|頭|末)", part_of("初始頭", "", THIS_YEAR)),
    Word("part", r"月(初め?|末)", part_of("初", "", THIS_MONTH)),
    Word(
        "part",
        r"([上初中下]旬|初頭|初め|はじめ|半ば|なかば|中頃|中ごろ|中葉|[前後]半|[序中終]盤|終わり|末(?![期日尾端])|[初中末前後]期)",
        part_of("上初は前序", "中半な"),
        chained=True,
    ),
    # Days and weekdays, and what points to one side.
    Word("holiday", rf"(?:{any_of(HOLIDAYS)})(?!本)", fixed(HOLIDAYS)),
    Word("holiday", any_of(MONDAYS), _monday),
    Word("day", rf"(?:{any_of(name for name in DAYS if name not in UNSURE)})(?!的|性|香|菜)", relative(DAYS, "day")),
    Word("day", r"(?<![うんいとゅょ])きょう(?!う|だい|か(?!ら)|[いくふり])", relative(DAYS, "day")),
    Word("day", rf"{NOW}(?:きのう(?!う)|(?:あす|あした)(?=[、。のにはもま]|から|$|[一-龥]))", relative(DAYS, "day")),
    Word("day", rf"(?:{any_of(SAID_DAYS)})(?![本系韓米中露朝比付曜券暮])", said_day(SAID_DAYS)),
    Word("weekday", r"\(([月火水木金土])(?:・?[祝休])?\)", _weekday),
    Word("weekday", r"\((日)(?:・?[祝休])?\)", _weekday, chained=True),
    Word("weekday", r"([月火水木金土日])曜日?", _weekday),
    Word("weekday", r"(?<![ぁ-ん])(げつ|か|すい|もく|きん|ど|にち)ようび?", _weekday),
    Word(
        "toward",
        rf"(次の|今度の|こんどの|来たる|きたる|来る|去る|さる|この前の|前の|先の|この)"
        rf"(?=\d|[月火水木金土日]曜|[春夏秋冬](?!季)|{any_of(HOLIDAYS)})",
        _toward,
    ),
)
# The letters with which the second kind may begin.
STARTS = first_letters(
    KANJI,
    TENS,
    ERAS,
    ERA_LETTERS,
    YEARS,
    SAID_YEARS,
    FISCAL_YEARS,
    MONTHS,
    SAID_MONTHS,
    WEEKS,
    SAID_WEEKS,
    DAYS,
    SAID_DAYS,
    HOLIDAYS,
    MONDAYS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    KANA_WEEKDAYS,
    KANA_MONTHS,
    also="'(第前紀毎翌年西上下月週日の今来先昨こ初は半な中後序終末次去さひふ",
)
