"""The words of which Japanese dates are made."""

from .readers import (
    both, counted, decade, fixed, full_date, in_figures, neighbours, nth, part_of, relative, said_day, short_year, within,
    years,
)  # fmt: skip
from .yearfirst import Word

KANJI = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
WEEKDAYS = "月火水木金土日"
KANA_WEEKDAYS = ("げつ", "か", "すい", "もく", "きん", "ど", "にち")
KANA_MONTHS = {
    "いち": 1, "に": 2, "さん": 3, "し": 4, "ご": 5, "ろく": 6, "しち": 7, "はち": 8, "く": 9, "じゅう": 10,
    "じゅういち": 11, "じゅうに": 12,
}  # fmt: skip
ERAS = {"令和": (2018, 99), "平成": (1988, 31), "昭和": (1925, 64), "大正": (1911, 15), "明治": (1867, 45)}
ERA_LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
UNITS = {
    "日": "day", "週": "week", "週間": "week", "月": "month", "年": "year", "四半期": "quarter", "世紀": "century",
}  # fmt: skip
YEARS = {
    "今年": 0, "ことし": 0, "本年": 0, "当年": 0, "去年": -1, "昨年": -1, "きょねん": -1, "さくねん": -1, "一昨年": -2, "おととし": -2,
    "来年": 1, "らいねん": 1, "再来年": 2, "さらいねん": 2, "一昨々年": -3,
}  # fmt: skip
SAID_YEARS = {
    "同年": 0,
    "同じ年": 0,
    "その年": 0,
    "翌年": 1,
    "次の年": 1,
    "翌々年": 2,
    "前年": -1,
    "前の年": -1,
    "前々年": -2,
}
FISCAL_YEARS = {
    "今年度": 0,
    "本年度": 0,
    "当年度": 0,
    "昨年度": -1,
    "前年度": -1,
    "来年度": 1,
    "翌年度": 1,
    "再来年度": 2,
}
MONTHS = {
    "今月": 0, "本月": 0, "当月": 0, "こんげつ": 0, "先月": -1, "せんげつ": -1, "先々月": -2, "来月": 1, "らいげつ": 1, "再来月": 2,
    "さらいげつ": 2,
}  # fmt: skip
SAID_MONTHS = {"同月": 0, "同じ月": 0, "その月": 0, "翌月": 1, "次の月": 1, "翌々月": 2, "前月": -1, "前の月": -1}
WEEKS = {
    "今週": 0, "こんしゅう": 0, "現在の週": 0, "先週": -1, "せんしゅう": -1, "先の週": -1, "先々週": -2, "来週": 1, "らいしゅう": 1,
    "再来週": 2, "さらいしゅう": 2, "次週": 1,
}  # fmt: skip
SAID_WEEKS = {"同週": 0, "同じ週": 0, "その週": 0, "翌週": 1, "次の週": 1, "前週": -1, "前の週": -1}
DAYS = {
    "今日": 0, "本日": 0, "きょう": 0, "昨日": -1, "きのう": -1, "さくじつ": -1, "一昨日": -2, "おととい": -2, "明日": 1, "あす": 1,
    "あした": 1, "みょうにち": 1, "明後日": 2, "あさって": 2, "しあさって": 3, "明々後日": 3,
}  # fmt: skip
SAID_DAYS = {
    "同日": 0, "この日": 0, "その日": 0, "同じ日": 0, "当日": 0, "翌日": 1, "次の日": 1, "翌々日": 2, "前日": -1, "前の日": -1,
    "前々日": -2,
}  # fmt: skip
HOLIDAYS = {
    "元日": (1, 1), "元旦": (1, 1), "建国記念の日": (2, 11), "昭和の日": (4, 29), "憲法記念日": (5, 3), "みどりの日": (5, 4),
    "こどもの日": (5, 5), "子供の日": (5, 5), "山の日": (8, 11), "終戦の日": (8, 15), "終戦記念日": (8, 15), "文化の日": (11, 3),
    "勤労感謝の日": (11, 23), "大みそか": (12, 31), "大晦日": (12, 31), "クリスマスイブ": (12, 24), "クリスマス": (12, 25),
    "バレンタインデー": (2, 14), "ひな祭り": (3, 3), "七夕": (7, 7), "広島原爆の日": (8, 6), "長崎原爆の日": (8, 9),
    "沖縄慰霊の日": (6, 23), "慰霊の日": (6, 23),
}  # fmt: skip
MONDAYS = {"成人の日": (1, 2), "海の日": (7, 3), "敬老の日": (9, 3), "スポーツの日": (10, 2), "体育の日": (10, 2)}


def number(text):
    """Digits, or Chinese numerals in either way (二〇二五, 二千二十五); 元 is the first year of an era."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if not any(letter in TENS for letter in text):
        return int("".join(str(KANJI[letter]) for letter in text))
    total, digit = 0, 0
    for letter in text:
        if letter in TENS:
            total, digit = total + (digit or 1) * TENS[letter], 0
        else:
            digit = KANJI[letter]
    return total + digit


def _year(match):
    value = number(match["y"])
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
    value = number(match["c"])
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
    letter = match[1] or match[2]
    return {"weekday": WEEKDAYS.index(letter) if letter else KANA_WEEKDAYS.index(match[3])}


def _monday(match):
    month, count = MONDAYS[match[0]]
    return {"month": month, "nth": (0, count)}


def any_of(names):
    return "|".join(sorted(names, key=len, reverse=True))


FREE = r"(?<![\d.,])"  # not inside a number
NUMERAL = "[〇零一二三四五六七八九十百千]"
LENGTH = (
    r"(?:半(?!ば))?(?:余り|あまり|余|近く|ほど|程度|くらい|ぐらい)?"
    r"(?:間(?!に合)|以上|以内|未満|以下|ぶり|連続|目|分の|分(?=[、。のをは])|越し|がかり|おき|ごと|毎|当たり|あたり|生|産|物|式|版|債|余|ローン|計画|契約|数|程|がたつ|もの|にわたり|にわたって|かけて|続いた)"
)
NO_LENGTH = rf"(?!{LENGTH}|本(?!日)|常|時間|\d|平均)"
ORDINAL = "([1-5一二三四五]|最初|最後|最終)"
ORDINALS = {str(n): n for n in range(1, 6)} | {"一二三四五"[n - 1]: n for n in range(1, 6)}
ORDINALS |= {"最初": 1, "最後": -1, "最終": -1}
NOW = r"(?:(?<![ぁ-んァ-ヶ])|(?<=[はがもで]))"  # where a word in kana may begin
SEASON_YEARS = {"今": 0, "この": 0, "昨": -1, "来": 1}
AGO = (
    rf"(?:(?:(?<![\d.,月])(?P<n>\d{{1,5}})|(?<!{NUMERAL})(?<![月数])(?P<kanji>{NUMERAL}{{1,5}})|(?P<kana>ひと|ふた(?=月)))"
    r"(?P<unit>四半期|世紀|[かカヶケヵ箇]月|(?<=ひと)月|(?<=ふた)月|週間?|年|日)|(?P<half>半年))"
    r"(?:間|ほど|余り|あまり)?(?:以上)?(?P<way>前|後|まえ|経ってから|経過後|たったら|過ぎ(?=に|た))(?![半期者後述掲回例提線身項進方続退継世])"
)

WORDS = (
    # Lengths, ordinals and measures that only look like dates.
    Word("none", r"第\d+(?:回|次|期|号|章|条|位|版|巻|代|弾|部|子|類|党|国|者|世代)"),
    Word("none", r"前[年月週日]同?[月期日]?比|年末年始|年中無休"),
    Word("none", rf"(?<![\d.,月])(?:\d+(?:\.\d+)?|{NUMERAL}+)(?:年|[かカヶケヵ箇]月|週間?|日)(?!間?前|間?後){LENGTH}"),
    Word("none", r"(?<![\d.,月])[1一]日(?=(?:に|約|最大|平均)?\d)(?!に\d+日)"),
    Word("none", r"(?:年|月|週|日)に?[\d一二三四]+[回度]"),
    Word("none", r"\d+(?:[かカヶケヵ箇]月|週間)(?!間?(?:ほど|余り|あまり)?(?:以上)?(?:前|後|まえ|経|た|過ぎ))"),
    # Whole dates in figures.
    Word("day", r"(?<![\d./-])(?P<y>(?:1\d|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", in_figures),
    Word(
        "day", r"(?<![\d./-])(?P<y>[12]\d{3})\s?[./-]\s?(?P<m>\d\d?)\s?[./-]\s?(?P<d>\d\d?)(?![\d/-]|\.\d)", in_figures
    ),
    Word("day", r"(?<![\d./-])(?P<y>\d\d)/(?P<m>\d\d?)/(?P<d>\d\d?)(?![\d./-])", in_figures),
    Word(
        "day",
        r"(?<![\d./-])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?=\s?\([月火水木金土日]|に|から|まで|は|の|$)(?!の確率)",
        in_figures,
    ),
    Word("day", r"(?<![A-Za-z0-9])(?P<era>[RHSTM])(?P<n>\d\d?|元)[./年](?P<m>\d\d?)[./月](?P<d>\d\d?)日?(?!\d)", _era),
    Word("year", r"(?<![A-Za-z0-9])(?P<era>[RHSTM])(?P<n>\d\d?|元)年(?P<fiscal>度)?", _era),
    # So long ago or later.
    Word("day", AGO, _ago),
    # Years.
    Word("year", rf"(?P<era>令和|平成|昭和|大正|明治)\s?(?P<n>元|\d\d?|{NUMERAL}{{1,3}})年(?P<fiscal>度)?(?!代)", _era),
    Word("year", rf"{FREE}(?P<y>\d{{4}}|\d\d)年度", _fiscal),
    Word("year", rf"(?:西暦)?{FREE}(?P<y>\d{{4}})年(?!代|度|間|式|版)", _year),
    Word(
        "year",
        r"(?:西暦)?(?P<y>[一二][〇零一二三四五六七八九]{3}|(?:千|二千)[一二三四五六七八九十百]{1,6}|二千)年(?!代|度|間)",
        _year,
    ),
    Word("year", rf"{FREE}(?P<y1>(?:1\d|20)\d\d)年?[~-](?P<y2>(?:1\d|20)?\d\d)年(?!代|度|間)", years),
    Word("year", rf"{FREE}(?P<y1>(?:1\d|20)\d0)(?:年代)?[~-](?P<y2>(?:1\d|20)?\d0)年代", _decades),
    Word("year", r"(?<![\d.,~-])(?P<y1>(?:1[5-9]|20)\d\d)\s?[~-]\s?(?P<y2>(?:1[5-9]|20)\d\d)(?=[)\]])", years),
    Word("year", r"'(?P<y>\d\d)年(?!代)", short_year),
    Word("year", rf"{FREE}(?P<y>\d\d)年(?=\d\d?月|[春夏秋冬](?!季)|第?[1-4]四半期|末|初め)", short_year),
    Word("year", rf"(?:{FREE}|(?<='))(?P<y>[12]\d\d0|\d0)年代", decade),
    Word("year", rf"{FREE}(?P<c>\d\d?|(?<!{NUMERAL}){NUMERAL}{{1,3}})世紀(?!前|後(?!半))", _century),
    Word("year", r"(前|今|来)世紀", lambda match: {"unit": "century", "count": "前今来".index(match[1]) - 1}),
    Word("year", any_of(FISCAL_YEARS), relative(FISCAL_YEARS, "year", fiscal=4)),
    Word("year", rf"(?:{any_of(YEARS)})(?!度)", relative(YEARS, "year")),
    Word("year", rf"(?:{any_of(SAID_YEARS)})(?!度|比)", relative(SAID_YEARS, "year", "said")),
    Word("year", r"年内(?=[のにはをで、。])", lambda match: {"unit": "year", "count": 0}),
    Word("year", r"年度(?=末|初め|内)", lambda match: {"unit": "year", "count": 0, "fiscal": 4}),
    # Parts of years.
    Word(
        "season",
        r"(今|この|昨|来)([春夏秋冬])(?![季風分至一-龥])|(今|昨|来)(春|夏|秋|冬)(?=以降|から|に|の)",
        lambda match: {
            "unit": "year",
            "count": SEASON_YEARS[match[1] or match[3]],
            "sub": SEASONS[match[2] or match[4]],
        },
    ),
    Word("sub", r"(今|前|来)四半期", lambda match: {"unit": "quarter", "count": "前今来".index(match[1]) - 1}),
    Word("sub", rf"第?{FREE}([1-4一二三四])四半期", lambda match: {"sub": 32 + number(match[1])}),
    Word("sub", r"([上下])(?:半期|期(?![待間限]))", lambda match: {"sub": 40 if match[1] == "上" else 41}),
    Word(
        "sub",
        r"(?<=年)の?([前後])半(?=[のにはをで、。かまと]|$)",
        lambda match: {"sub": 40 if match[1] == "前" else 41},
        chained=True,
    ),
    Word(
        "season",
        r"([春夏秋冬])(?:季|ごろ|頃)?(?=[、。のにはをでかもまと以)]|$)",
        lambda match: {"sub": SEASONS[match[1]]},
        chained=True,
    ),
    # Months.
    Word("month", rf"{FREE}(\d\d?)月?[~-](\d\d?)月(?!\d\d?日)", both("month", 12)),
    Word("month", rf"{FREE}(\d\d?)(?:月|がつ)(?!面|光|刊|給|額|間|球|食|曜|例|号)", within("month", 12, number)),
    Word(
        "month",
        rf"(?<!{NUMERAL})(?<![数かカヶケヵ箇])(十[一二]?|[一二三四五六七八九])月(?!面|光|刊|給|額|間|球|食|曜|雨|晴|病|例)",
        within("month", 12, number),
    ),
    Word("month", rf"(?<![ぁ-ん])({any_of(KANA_MONTHS)})がつ", lambda match: {"month": KANA_MONTHS[match[1]]}),
    Word("month", any_of(MONTHS), relative(MONTHS, "month")),
    Word("month", rf"(?:{any_of(SAID_MONTHS)})(?!比)", relative(SAID_MONTHS, "month", "said")),
    # Weeks.
    Word(
        "weekend", r"(今|先|来)?週末", lambda match: {"unit": "weekend", "count": {"先": -1, "来": 1}.get(match[1], 0)}
    ),
    Word("week", rf"(?:{any_of(WEEKS)})(?!間|刊|号)", relative(WEEKS, "week")),
    Word("week", rf"(?:{any_of(SAID_WEEKS)})(?!比)", relative(SAID_WEEKS, "week", "reported")),
    Word("nthweek", rf"第?{ORDINAL}の?週(?!間|末)目?", nth("week", ORDINALS), chained=True),
    Word("nthday", rf"第?{ORDINAL}の?([月火水木金土日])曜日?", nth("weekday", ORDINALS, WEEKDAYS), chained=True),
    Word("nthday", r"(最初|最後|最終)の?日", nth("day", ORDINALS), chained=True),
    Word("nthday", r"末日", lambda match: {"nth": ("day", -1)}, chained=True),
    Word("nthmonth", r"(最初|最後)の?月", nth("month", ORDINALS), chained=True),
    # Parts of what came before.
    Word("part", r"年(初め?|始|頭|末)", part_of("初始頭", "", {"unit": "year", "count": 0})),
    Word("part", r"月(初め?|末)", part_of("初", "", {"unit": "month", "count": 0})),
    Word(
        "part",
        r"(上旬|初旬|中旬|下旬|初頭|初め|はじめ|半ば|なかば|中頃|中ごろ|中葉|前半|後半|序盤|中盤|終盤|終わり|末(?![期日尾端])|初期|中期|末期|前期|後期)",
        part_of("上初は前序", "中半な"),
        chained=True,
    ),
    # Days.
    Word("holiday", any_of(HOLIDAYS), fixed(HOLIDAYS)),
    Word("holiday", any_of(MONDAYS), _monday),
    Word(
        "day",
        r"(?:今日|本日|昨日|一昨日|明日|明後日|明々後日|おととい|あさって|しあさって|さくじつ|みょうにち)(?!的|性|香|菜)",
        relative(DAYS, "day"),
    ),
    Word("day", r"(?<![うんいとゅょ])きょう(?![うだかいくふり])|(?<![ぁ-ん]の)きのう(?!う)", relative(DAYS, "day")),
    Word("day", rf"{NOW}(?:あす|あした)(?=[、。のにはもま]|から|$|[一-龥])", relative(DAYS, "day")),
    Word("day", rf"(?:{any_of(SAID_DAYS)})(?![本系韓米中露朝比付曜])", said_day(SAID_DAYS)),
    Word("day", rf"{FREE}(\d\d?)日?[~-](\d\d?)日{NO_LENGTH}", both("day", 31)),
    Word("day", rf"{FREE}(\d\d?)日?[、,・](\d\d?)(?:の?両)?日{NO_LENGTH}", neighbours),
    Word("day", rf"{FREE}(\d\d?)日{NO_LENGTH}", within("day", 31, number)),
    Word(
        "day",
        rf"(?<=月)({NUMERAL}{{1,3}})日|(?<!{NUMERAL})([二三]?十[一二三四五六七八九]?|二十|三十)日{NO_LENGTH}",
        within("day", 31, number),
    ),
    # Weekdays, and what points to one side.
    Word(
        "weekday",
        r"\(([月火水木金土日])(?:・?[祝休])?\)|([月火水木金土日])曜日?|(?<![ぁ-ん])(げつ|か|すい|もく|きん|ど|にち)ようび?",
        _weekday,
    ),
    Word(
        "toward",
        rf"(?:次の|今度の|こんどの|来たる|きたる|来る|去る|さる|この前の|前の|先の|この)(?=\d|[月火水木金土日]曜|[春夏秋冬](?!季)|{any_of(HOLIDAYS)})",
        lambda match: {
            "toward": 1
            if match[0][0] in "次今こ来き" and match[0] not in ("この", "この前の")
            else 0
            if match[0] == "この"
            else -1
        },
    ),
)
