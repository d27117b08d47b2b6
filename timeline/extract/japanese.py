"""Date phrases of Japanese prose and what they say: 令和7年8月23日, 昨年末, 来週の金曜日, 3日後, 同月25日."""

from .japanese_words import FIGURES, LETTERS, STARTS
from .yearfirst import Language


def expressions(text):
    """Every date phrase of a text, by start, none overlapping another; particles are no part of a phrase."""
    return JAPANESE.find(text)


PAST = (
    r"(?:[いえきけしせちてっねべめりれみびにぎげぜ]た|[んい]だ|だった|ました)"
    r"(?=$|[。、」）)が後際ののとも]|こと|ため|もの|[一-龥ァ-ヶ])"
)
FUTURE = (
    r"予定|見通し|見込み|方針|計画|だろう|でしょう|つもり"
    r"|(?:[すなあ]る|れる|開く|会う|行う|行く|来る|入る|臨む|戻る|帰る|向かう|迎える|訪れる|[始終決]まる|わる|[まりきし]ます|います)"
    r"(?=$|[。、」）)]|と(?!と)|こと|方向|運び)"
)
TOLD = "発表|明らかに|述べ|語|伝え|報じ|話|示|強調|表明|固め|決め|言|合意|一致|確認|わか|分か"

JAPANESE = Language(
    FIGURES,
    LETTERS,
    starts=STARTS,
    glue=r"(?P<from>から(?:数えて)?|より)|[の、, ]?",
    to=r" ?(?:[~\-–—]|(?P<since>から)|(?P<between>と)) ?",
    until={"since": r"(?:\([月火水木金土日]\))?(?:まで|にかけて|の間|にわたって)|$", "between": r"の間"},
    listed=r"[・、,]|と|や|および|及び|または",
    about=r"頃|ごろ|ころ|前後|あたり",
    nearly=r"(?:約|およそ|おおよそ|ほぼ)$",
    asked=r"(?:は|って|が)?(?:何日|何月|いつ|何曜日)|の日付",
    tense=rf"(?P<past>{PAST})|{FUTURE}",
    told=rf"[とをでにが](?:{TOLD})[^。]{{0,8}}た",
    quoted=r"「[^」]{0,200}」|『[^』]{0,200}』|“[^”]{0,200}”",
)
