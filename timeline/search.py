"""Words in three scripts: how text is folded for searching, and what a reader's words ask of it.

English words are matched by stem (PostgreSQL full text); Korean and Japanese by pairs of neighbouring characters, so
that a word of two characters is found inside longer runs, and then rechecked against the folded text.
"""

import re
import unicodedata
from dataclasses import dataclass

CJK_RANGES = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3"
CJK_RUN = re.compile(f"[{CJK_RANGES}]+")
PIECE = re.compile(f"[{CJK_RANGES}]+|[^\\W_]+(?:['’][^\\W_]+)?")
ASKED = re.compile(r'(-?)(?:"([^"]*)"|“([^”]*)”|「([^」]*)」|(\S+))')
MAX_TERMS = 12
# Words that PostgreSQL's English dictionary drops; asking for one of them asks nothing.
STOP_WORDS = frozenset(
    "a about above after again against all am an and any are as at be because been before being below between both but"
    " by can did do does doing don down during each few for from further had has have having he her here hers herself"
    " him himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only"
    " or other our ours ourselves out over own s same she should so some such t than that the their theirs them"
    " themselves then there these they this those through to too under until up very was we were what when where which"
    " while who whom why will with you your yours yourself yourselves".split()
)


def fold(text):
    """Text as it is compared: compatibility forms joined (NFKC), case folded, Latin accents taken off."""
    text = unicodedata.normalize("NFKC", text).casefold()
    decomposed = unicodedata.normalize("NFD", text)
    without = "".join(c for i, c in enumerate(decomposed) if not _is_latin_accent(decomposed, i))
    return unicodedata.normalize("NFC", " ".join(without.split()))


def _is_latin_accent(text, at):
    """Whether a combining mark sits on a letter that is not kana: が keeps its mark, ō loses it."""
    return "\u0300" <= text[at] <= "\u036f"


def bigrams(text):
    """Every pair of neighbouring CJK characters, and each run of one, of a folded text."""
    pairs = set()
    for run in CJK_RUN.findall(text):
        pairs.update(run[i : i + 2] for i in range(max(len(run) - 1, 1)))
    return sorted(pairs)


@dataclass(frozen=True)
class Term:
    """One thing asked for: words that stand together, wanted or excluded."""

    text: str
    excluded: bool = False
    quoted: bool = False

    @property
    def cjk(self):
        return CJK_RUN.findall(self.text)

    @property
    def words(self):
        """The parts of the term that are no CJK, in order."""
        words = [piece for piece in PIECE.findall(self.text) if not CJK_RUN.match(piece)]
        return [] if all(word in STOP_WORDS for word in words) else words


def read_query(query):
    """The terms of a reader's words: quotes make a phrase, a leading "-" excludes; at most a dozen count."""
    terms = []
    for minus, *quotes, word in ASKED.findall(query):
        text = fold(next((t for t in (*quotes, word) if t), ""))
        if PIECE.search(text):
            terms.append(Term(text, excluded=bool(minus), quoted=not word))
    return terms[:MAX_TERMS]
