"""The record's names, ready to be looked for in texts of three scripts. Nothing here knows a country."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

CJK_CHARACTER = re.compile("[぀-ヿ㐀-鿿가-힣々〆]")
WORD = re.compile(r"[^\W_぀-ヿ㐀-鿿가-힣々〆]+(?:['’][^\W_]+)?")
DEMONYM_ENDINGS = ("n", "an", "ese", "ian", "ish", "i")


@dataclass(frozen=True)
class Known:
    """Somebody, a body, a state or a place of the record with all its names; `family` is for people."""

    slug: str
    what: str  # person, state, body, party, organisation, place
    names: tuple[str, ...]
    family: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """Who held an office from when to when; `titles` are its words in all languages, `country` the state's slug."""

    office: str
    country: str
    titles: tuple[str, ...]
    actor: str
    family: tuple[str, ...]
    earliest: date
    latest: date


@dataclass(frozen=True)
class Named:
    """A name at `start`–`end` of a text, what of the record it means, and how that was found.

    `how` is name, demonym ("Japanese"), title ("President Lee"), office ("the Japanese prime minister") or family
    ("Ishiba", after the whole name).
    """

    start: int
    end: int
    text: str
    slug: str
    what: str
    how: str


@dataclass(frozen=True)
class Entry:
    """One way to write a name in Latin letters, as folded words."""

    words: tuple[str, ...]
    written: str
    known: Known
    how: str


@dataclass
class Gazetteer:
    """Names by their first word or character, and who held which office. Make it once for many texts."""

    known: list[Known]
    held: list[Held] = field(default_factory=list)

    def __post_init__(self):
        self.family_of = {known.slug: known.family for known in self.known}
        self.latin, self.cjk = defaultdict(list), defaultdict(list)
        for known in self.known:
            for name in known.names:
                self._add(name, known)
        for names in self.latin.values():
            names.sort(key=lambda entry: -len(entry.words))
        for names in self.cjk.values():
            names.sort(key=lambda pair: -len(pair[0]))

    def _add(self, name, known):
        if CJK_CHARACTER.search(name):
            if len(name) > 1:
                self.cjk[name[0]].append((name, known))
            return
        forms = [(name, "name")]
        if known.what == "state":
            forms += [(adjective, "demonym") for adjective in demonyms(name)]
        for written, how in forms:
            words = tuple(word for _start, _end, word in words_of(written))
            if words and len(written) > 1:
                self.latin[words[0]].append(Entry(words, written, known, how))

    def names_in(self, text):
        """Every name and alias of a text, the longest where several begin together; none lies inside another."""
        found = []
        words = words_of(text)
        folded_words = [word for _start, _end, word in words]
        for i, word in enumerate(folded_words):
            for entry in self.latin.get(word, ()):
                if tuple(folded_words[i : i + len(entry.words)]) == entry.words:
                    start, end = words[i][0], words[i + len(entry.words) - 1][1]
                    if is_written(text[start:end], entry.written):
                        known = entry.known
                        found.append(Named(start, end, text[start:end], known.slug, known.what, entry.how))
                        break
        for start, character in enumerate(text):
            for name, known in self.cjk.get(character, ()):
                if text.startswith(name, start):
                    found.append(Named(start, start + len(name), name, known.slug, known.what, "name"))
                    break
        return without_overlaps(found, len(text))


def is_written(text, name):
    """Whether words that match a name are written as one: with a capital, in one sentence; "US" is not "us"."""
    if not text[0].isupper() and not text[0].isdigit():
        return False
    if name.isupper() and " " not in name:
        return text == name
    between = re.sub(r"\w+", "", text)
    return len(between) <= 3 * len(name.split()) and not set(between) - set(" -‐‑–.'’")


def words_of(text):
    """The Latin words of a text as (start, end, folded): "Jae-myung" is two; "Japan's" is its word without the end."""
    found = []
    for match in WORD.finditer(text):
        end = match.end() - 2 if match[0][-2:] in ("'s", "’s") else match.end()
        found.append((match.start(), end, folded(text[match.start() : end])))
    return found


def folded(word):
    """A Latin word as names are compared: without accents, in small letters."""
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def demonyms(name):
    """What may be the adjective of a country's name: "Japan" gives "Japanese" among others that no text holds."""
    if name.isupper():
        return set()
    stems = {name, name[:-1]} if name[-1:] in "aey" else {name}
    return {stem + ending for stem in stems for ending in DEMONYM_ENDINGS} - {name}


def without_overlaps(found, length):
    """The longest of names that overlap, then the first; in the text's order."""
    taken = bytearray(length)
    kept = []
    for named in sorted(found, key=lambda n: (n.start - n.end, n.start)):
        if taken.find(1, named.start, named.end) < 0:
            taken[named.start : named.end] = b"\x01" * (named.end - named.start)
            kept.append(named)
    return sorted(kept, key=lambda n: n.start)
