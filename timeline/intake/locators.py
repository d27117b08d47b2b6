"""Whether a citation's words stand in the text that was read, and where."""

import hashlib
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from timeline.models.citation import CJK_LIMIT, WORD_LIMIT, locator_length

EXACT_LIMIT = 120  # characters that a citation's locator may have
SPACED = re.compile(r"\S+")
RUNS = re.compile(
    r"[一-鿿㐀-䶿々〆]+|[ァ-ヿー]+|[ぁ-ゟ]+|[^\s぀-ヿ㐀-鿿々〆]+"
)  # Japanese: by script, as words have no spaces
BREAK = re.compile(r"[,;:()\[\]“”\"‘«»、。，；：（）「」『』…—–?!？！]|\.(?=\s|$)")
COMMA = ",、，"
KANA = re.compile(r"[぀-ヿ]")
DATE_FIRST = re.compile(r"[぀-ヿ가-힣]")  # Korean and Japanese: what happened follows its date


@dataclass(frozen=True)
class Found:
    """How often a phrase stands in a text, and the number of the paragraph where it first does (from 1)."""

    times: int
    paragraph: int | None


def paragraphs(text):
    """The lines of a text that hold words; the n-th is paragraph n."""
    return [line for line in text.splitlines() if line.strip()]


def find_locator(text, prefix, exact, suffix):
    """Look for a locator, character by character, inside single paragraphs; words are parted by single spaces."""
    phrase = " ".join(part for part in (prefix, exact, suffix) if part)
    joined = f"{prefix}{exact}{suffix}"
    hits = []
    for number, paragraph in enumerate(paragraphs(text), start=1):
        count = max(paragraph.count(phrase), paragraph.count(joined))
        if count:
            hits.append((number, count))
    return Found(times=sum(count for _, count in hits), paragraph=hits[0][0] if hits else None)


def nearest_phrase(text, phrase):
    """The run of words in a text that is most like a phrase that does not stand there, and its paragraph; or None.

    Korean and Japanese are compared by characters, other scripts by words. Looks at 200,000 characters at most.
    """
    wanted = phrase.split() if " " in phrase.strip() else None
    best = (0.0, None, None)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(phrase.casefold())
    for number, paragraph in enumerate(paragraphs(text[:200_000]), start=1):
        units = paragraph.split() if wanted else list(paragraph)
        size = len(wanted) if wanted else len(phrase)
        for start in range(max(1, len(units) - size + 1)):
            window = (" " if wanted else "").join(units[start : start + size])
            matcher.set_seq1(window.casefold())
            if matcher.real_quick_ratio() > best[0] and matcher.quick_ratio() > best[0]:
                ratio = matcher.ratio()
                if ratio > best[0]:
                    best = (ratio, window.strip(".,;:“”\"'()"), number)
    return best[1:] if best[0] >= 0.6 else None


@dataclass(frozen=True)
class Locator:
    """Words of a text that a citation may quote, and where they stand; `paragraph` is None where they do not."""

    exact: str
    paragraph: int | None
    times: int
    text_hash: str


def locator_for(text, start, end, phrase):
    """The words around a date that say what it dates, as a Locator.

    `start`–`end` is the sentence and `phrase` the date's own `(start, end)`. Grows from the phrase inside its clause
    to at most eight words (24 Korean or Japanese characters), then is looked for in the whole text.
    """
    first, last = phrase
    lines = text[start:end]
    low = start + lines.rfind("\n", 0, first - start) + 1
    high = text.find("\n", first, end)
    high = end if high < 0 else high
    last = min(last, high)
    first, last = shortened(text, first, last)
    first, last = grown(text, *clause(text, low, high, first, last), first, last)
    if is_short(text[first:last]):
        first, last = grown(text, *clause(text, low, high, first, last, COMMA), first, last)
    exact = text[first:last].strip().rstrip(".,;:、。")
    found = find_locator(text, "", exact, "") if exact else Found(0, None)
    return Locator(exact, found.paragraph, found.times, hash_of(text.encode()) if found.times else "")


def grown(text, low, high, first, last):
    """A span with as many whole words about it, between `low` and `high`, as a locator may have."""
    sides = ["right", "left"] if DATE_FIRST.search(text[low:high]) else ["left", "right"]
    words = RUNS if KANA.search(text[low:high]) else SPACED
    for side in sides:
        if side == "left":
            for start in reversed([low + m.start() for m in words.finditer(text[low:first])]):
                if not fits(text[start:last]):
                    break
                first = start
        else:
            for end in [last + m.end() for m in words.finditer(text[last:high])]:
                if not fits(text[first:end]):
                    break
                last = end
    return first, last


def is_short(words):
    """Whether a locator says too little by itself, so that the clause beside it is needed."""
    counted, cjk = locator_length(words)
    return counted <= 4 and cjk <= 9


def fits(words):
    counted, cjk = locator_length(words)
    return counted <= WORD_LIMIT and cjk <= CJK_LIMIT and len(words) <= EXACT_LIMIT


def shortened(text, first, last):
    """A phrase that is by itself too long, cut at its end."""
    while last > first and not fits(text[first:last]):
        last -= 1
    return first, last


def clause(text, low, high, first, last, passing=""):
    """The part of a line between the marks that part clauses, around a phrase; those of `passing` part none."""
    marks = [mark for mark in BREAK.finditer(text, low, high) if mark[0] not in passing]
    low = max((mark.end() for mark in marks if mark.end() <= first), default=low)
    return low, min((mark.start() for mark in marks if mark.start() >= last), default=high)


def hash_of(data):
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def check_locators(folder, texts):
    """The faults of all checked citations of a record folder against the texts in a folder of files."""
    texts = Path(texts)
    if not texts.is_dir():
        return [f"{texts}: there is no such folder of texts"]
    sources = folder.rows.get("sources", {}).values()
    files = {}
    for source in sources:
        if "text_file" in source:
            original = source.get("syndication_of", source["slug"])
            files.setdefault(original, []).append(texts / source["text_file"])
    faults = []
    for source in sources:
        if "text_file" in source and (file := texts / source["text_file"]).exists():
            if source.get("text_hash") != hash_of(file.read_bytes()):
                faults.append(f"sources, {source['slug']}: text_hash is not that of {file.name}")
    for event in folder.rows.get("events", {}).values():
        for citation in event.get("citations", []):
            if "checked" in citation:
                where = f"events, {event['slug']}, citation of {citation['source']}"
                faults += [f"{where}: {fault}" for fault in faults_of_locator(citation, files)]
    return faults


def faults_of_locator(citation, files):
    readable = [file for file in files.get(citation["source"], []) if file.exists()]
    by_hash = {hash_of(file.read_bytes()): file for file in readable}
    file = by_hash.get(citation.get("text_hash"))
    if file is None:
        return ["its text_hash is of no text of this source or its copies"]
    locator = citation.get("locator", {})
    found = find_locator(
        file.read_text(encoding="utf-8"), locator.get("prefix", ""), locator.get("exact", ""), locator.get("suffix", "")
    )
    if not found.times:
        return [f"“{locator.get('exact', '')}” does not stand in {file.name}"]
    if found.paragraph != citation.get("paragraph"):
        return [f"“{locator['exact']}” first stands in paragraph {found.paragraph}, not {citation.get('paragraph')}"]
    return []
