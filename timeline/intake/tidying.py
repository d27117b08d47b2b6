"""Texts and titles freed of what belongs to the page and not to the article."""

import re
import unicodedata

from .bylines import EMAIL, printed_authors
from .datelines import PUBLISHED, UPDATED, date_alone, edtf_of

SEPARATORS = re.compile(
    r"(?<=\w):\s+|\s+[|｜\-–—:：»›<>•·/~]+\s+|\s*[|｜]\s*|\s+::\s+|\s*[：«]\s*(?=[^：«]*$)|【(?=[^【]*】$)"
)
FURNITURE = re.compile(
    r"(?:related (?:articles?|stories|news|topics|posts|links)|read (?:more|also|next)|also read|see also|more from|more on"
    r"|most (?:read|popular|viewed)|recommended(?: for you)?|you (?:may|might) also like|continue reading|trending|up next"
    r"|source link|comments?(?: ?\(?\d*\)?)?$|no comments yet|leave a (?:comment|reply)|post a comment|share(?: this)?(?: article| post| on)?\b"
    r"|tags?\b|categor(?:y|ies)|follow us|subscribe|sign ?up|register|log ?in|newsletter|advertisement|sponsored|ad$"
    r"|download (?:the|our) app|get (?:started|notified|an online)|stay informed|enjoy exclusive|try our|print$|e-?mail$"
    r"|copyright|©|ⓒ|\(c\)|all rights reserved|photo (?:from|by|courtesy)|image(?: credit)?:|getty images|logo$|spot_img"
    r"|return to|back to|home$|menu$|search\b.*content|choose your language|previous (?:article|post)|next (?:article|post)"
    r"|orange background|app-?store|click here|read the original|this (?:site|page) uses cookies|accept (?:all )?cookies"
    r"|무단\s?전재|저작권자|관련\s?기사|인기\s?기사|많이 본|댓글|구독|제보|공유하기|좋아요|기사\s?추천|이전\s?기사|다음\s?기사|Copyrights"
    r"|関連記事|関連リンク|あわせて読みたい|おすすめ記事|人気記事|アクセスランキング|シェア|コメント|無断転載|無断複写|続きを読む|購読|ログイン|会員登録|前の記事|次の記事)",
    re.I,
)
ENDING = re.compile(  # what closes a text, however long its line is
    r"^(?:copyright|©|ⓒ|\(c\)|all rights reserved|[<\[(]?\s*저작권자|무단\s?전재|.*무단\s?전재.{0,20}재배포|.*無断転載|.*の無断転載)",
    re.I,
)


def fold(text):
    """A text as its letters and digits alone: what two copies share however they are set."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def same_words(one, other):
    """Whether two titles are the same, or one is the other with a site's or section's name at an end."""
    a, b = fold(one), fold(other)
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 12 and (long.startswith(short) or long.endswith(short)) and len(short) > 0.4 * len(long)


def without_site(title, names, heads=()):
    """A title without the names of its site and section: "Leaders meet | The Courier" is "Leaders meet"."""
    title = " ".join(title.split())
    known = {fold(name) for name in names if name}
    known |= {fold(re.sub(r"^the\s+", "", name, flags=re.I)) for name in names if name}
    known |= {label for name in names for label in (name or "").split(".")[:-1] if len(label) > 3}
    known |= {fold(name) for name in list(names) for name in re.split(r"\s*[(（|:]\s*", name or "") if len(name) > 2}
    heads = {fold(head) for head in heads}
    while fold(title) not in heads:
        marks = list(SEPARATORS.finditer(title))
        if not marks:
            break
        front, back = title[: marks[-1].start()], title[marks[-1].end() :]
        if fold(front) in heads or (fold(back) in known and len(fold(front)) > 3):
            title = front
        elif fold(title[: marks[0].start()]) in known:
            title = title[marks[0].end() :]
        elif fold(title[: marks[0].start()]) in heads:
            title = title[: marks[0].start()]
        else:
            break
    return title.strip(" |｜-–—:：»›】[]")


def is_furniture(line):
    """A short line that a page sets around its articles."""
    return len(line) <= 90 and FURNITURE.match(line.strip(" •·-–—*:")) is not None


def tidy_text(text, title="", names=()):
    """Paragraphs, one a line, without the title, date and byline repeated above them and the furniture below."""
    lines = [" ".join(line.replace("\xa0", " ").split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    above = {fold(name) for name in (title, *names) if name}
    while len(lines) > 1 and (fold(lines[0]) in above or is_a_head(lines[0])):
        lines.pop(0)
    while len(lines) > 1 and (is_furniture(lines[-1]) or ENDING.match(lines[-1]) or is_a_signature(lines[-1])):
        lines.pop()
    return "\n".join(lines)


def is_a_head(line):
    """A short line with a date or a byline and nothing to read, or a table's empty edge."""
    if len(line) > 90 or re.search(r"[.。!?]$", line):
        return False
    bare = line.strip("|· ")
    if not bare or date_alone(bare) or re.match(r"(?:by|BY|By)\s+[A-Z]", line):
        return True
    rest = EMAIL.sub("", bare)
    if edtf_of(bare) and (PUBLISHED.search(bare) or UPDATED.search(bare)):
        return True
    return len(line) < 50 and bool(printed_authors([line])) and len(fold(rest)) < 16


def is_a_signature(line):
    """The writer's name and address below a text."""
    return len(line) < 70 and EMAIL.search(line) is not None and not re.search(r"[.。]$", line)
