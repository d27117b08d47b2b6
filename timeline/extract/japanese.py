"""Date phrases of Japanese prose and what they say: 令和7年8月23日, 昨年末, 来週の金曜日, 3日後, 同月25日."""

import re

from .japanese_words import FIGURES, LETTERS, STARTS
from .yearfirst import Language


def expressions(text):
    """Every date phrase of a text, by start, none overlapping another; particles are no part of a phrase."""
    return JAPANESE.find(text)


def direction(text, start, stop):
    """−1 where the sentence goes on in the past tense, 1 where it speaks of what is to come, 0 where it is both.

    「23日、…する方針を明らかにした」 is both: the day may be that of the plan or of the saying.
    """
    rest = QUOTED.sub("", text[start:stop])
    first = TENSE.search(rest)
    if not first:
        return 0
    if first["past"]:
        return -1
    return 0 if TOLD.search(rest, first.end()) else 1


QUOTED = re.compile(r"「[^」]{0,200}」|『[^』]{0,200}』|“[^”]{0,200}”")
TENSE = re.compile(
    r"(?P<past>(?:[いえきけしせちてっねべめりれみびにぎげぜ]た|[んい]だ|だった|ました)"
    r"(?=$|[。、」）)が後際ののとも]|こと|ため|もの|[一-龥ァ-ヶ]))"
    r"|予定|見通し|見込み|方針|計画|だろう|でしょう|つもり|(?:する|れる|なる|ある|開く|会う|行う|入る|始まる|臨む|向かう|戻る|帰る|終わる|行く|来る|迎える|訪れる|まります|ります|します|きます|います)"
    r"(?=$|[。、」）)]|と(?!と)|こと|方向|運び)"
)
TOLD = re.compile(
    r"(?:と|を|で|に|が)(?:発表|明らかに|述べ|語|伝え|報じ|話|示|強調|表明|固め|決め|言|合意|一致|確認|わか|分か)[^。]{0,8}た"
)

JAPANESE = Language(
    FIGURES,
    LETTERS,
    starts=STARTS,
    glue=r"(?P<from>から(?:数えて)?|より)|[の、, ]?",
    to=r" ?(?:[~\-–—]|(?P<since>から)|(?P<between>と)) ?",
    until={
        "since": r"(?:\([月火水木金土日]\))?(?:まで|にかけて|の間|にわたって)|$",
        "between": r"の間",
    },
    listed=r"[・、,]|と|や|および|及び|または",
    about=r"(?:頃|ごろ|ころ|前後|あたり)",
    nearly=r"(?:約|およそ|おおよそ|ほぼ)$",
    asked=r"(?:は|って|が)?(?:何日|何月|いつ|何曜日)|の日付",
    direction=direction,
)
