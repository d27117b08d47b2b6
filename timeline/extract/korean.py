"""Date phrases of Korean prose and what they say: 2025년 8월 23일, 지난해 말, 오는 23일, 사흘 전, 같은 달 25일."""

from .korean_words import FIGURES, LETTERS, STARTS
from .yearfirst import Language


def expressions(text):
    """Every date phrase of a text, by start, none overlapping another; particles are no part of a phrase."""
    return KOREAN.find(text)


def _syllables(final, without=""):
    """A class of the syllables that end in one final consonant, by its place in Unicode's table (ㄴ 4, ㄹ 8, ㅆ 20)."""
    return "[" + "".join(chr(c) for c in range(0xAC00 + final, 0xD7A4, 28) if chr(c) not in without) + "]"


PAST = (
    rf"{_syllables(20, '있겠')}(?:다|고|으며|으나|던|지만|는데|습니다|어|음|을|는지|기|는가)"
    r"|(?:열린|가진|밝힌|치른|숨진|다녀온|만난|(?:발표|시작|개최|체결)된|(?:체결|발생|개최|발표|방문)한)(?=\s)"
)
FUTURE = (
    rf"예정|계획|방침|전망|앞두|앞둔|기로|겠|{_syllables(8)}\s?(?:것|거(?=[야예다])|게(?=[요.]|$))"
    rf"|(?:[할될릴칠갈설]|열리는|맞는)\s|{_syllables(4)}다(?=$|[.고며면는])"
)
TOLD = "밝혔|말했|전했|발표했|보도했|설명했|강조했|덧붙였|했다|예고했|주장했|알렸|관측했"

KOREAN = Language(
    FIGURES,
    LETTERS,
    starts=STARTS,
    glue=r"(?P<from>(?:에서|으?로부터|[을를]? ?기준(?:으로)?) ?)|(?: ?의| ?,)? ?",
    to=r" ?(?:[~\-–—]|(?P<since>부터|에서|이후부터)|(?P<between>과|와)) ?",
    until={"since": r"(?:\([월화수목금토일]\))? ?(?:까지|사이|(?:에 )?걸쳐)", "between": r" ?사이"},
    listed=r" ?(?:[·,]|과|와|및|또는|이나|하고) ?",
    about=r" ?(?:경(?=[\s에부까이,.]|$)|께|쯤|무렵|즈음|전후|안팎)",
    nearly=r"(?:약|대략|얼추) ?$",
    asked=r"(?:이?면|이|가|은|는)? ?(?:정확히 )?(?:며칠|몇 ?[월일]|언제|무슨 (?:날|요일))|(?:의)? ?날짜",
    tense=rf"(?P<past>{PAST})|{FUTURE}",
    told=rf"[고며]\s?(?:{TOLD})",
    quoted=r"“[^”]{0,200}”|‘[^’]{0,200}’|\"[^\"]{0,200}\"|'[^']{0,200}'",
)
