"""Who publishes a page and who published first what it carries, from the words that pages set around texts."""

import re

from .tidying import fold

NAME = r"(?P<name>(?:the\s+)?[A-Z0-9가-힣一-龥ァ-ヶ][\w&'’.·-]*(?:[ -](?:(?:of|for|and|the|on|in|de|du|&)[ -])*[A-Z0-9가-힣一-龥ァ-ヶ][\w&'’·-]*){0,6})"
ORIGINALS = [
    re.compile(
        rf"\b(?i:originally|first) (?i:published|appeared|posted|ran|printed)(?i: (?:in|on|by|at))?(?i: the website of)? {NAME}"
    ),
    re.compile(
        rf"\b(?i:republished|reprinted|reproduced|syndicated|re-?posted)(?i: (?:here|with permission|with the permission))*(?i: (?:from|of|by)) {NAME}"
    ),
    re.compile(rf"^(?i:source|via|원문|출처|출전|出典|初出|提供|配信元?)\s*[:：]\s*{NAME}"),
    re.compile(r"(?:이 (?:글|기사)는|본 (?:글|기사)는)\s*(?P<name>[\w&·]{2,20})에 (?:먼저 )?(?:실린|게재된|실렸던)"),
    re.compile(r"(?:この記事は|本稿は)[、]?(?P<name>[\w&・]{2,20}?)(?:に(?:掲載|初出)|からの転載|の転載)"),
]
OWNERS = [
    re.compile(rf"(?:©|ⓒ|\(c\)|(?i:copyright))\s*(?:©|ⓒ|\(c\))?\s*(?:\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?,?\s*(?i:by\s+)?{NAME}"),
    re.compile(rf"(?i:updates|newsletter|news|emails?|alerts) (?i:from|of|by) {NAME}"),
    re.compile(rf"(?i:subscribe to|follow|join|about|welcome to|sign up for) {NAME}(?:'s|’s)?$"),
    re.compile(rf"^(?i:publisher|published by|site)\s*[:：]?\s*{NAME}"),
    re.compile(r"^(?i:발행|발행처|매체|언론사|발행인|発行|発行元|媒体|掲載紙)\s*[:：]\s*(?P<name>[^:：]{2,40})$"),
    re.compile(rf"\b(?:what|how) {NAME}(?: AI)? (?:can|does)\b"),
]  # fmt: skip
ROLE_ADDRESS = re.compile(
    r"\b(?:hello|info|contact|editor|editors|news|newsroom|press|support|admin|webmaster|mail|help)@((?:[\w-]+\.)+[a-z]{2,})",
    re.I,
)
NOT_A_SITE = {"gmail", "naver", "yahoo", "outlook", "hotmail", "daum", "hanmail"}
NO_NAME = re.compile(r"(?i:us|our|the|this|this site|we|all|all rights reserved|permission|me|you|more|author|rights)")


def original_publisher(lines):
    """Who published a text first, where a line among these says so: "originally published by …"; or ""."""
    for line in lines:
        for shape in ORIGINALS:
            if (match := shape.search(line[:400])) and not NO_NAME.fullmatch(match["name"]):
                return match["name"].strip(" .,-’'")
    return ""


def carrier_of(lines, besides=()):
    """The name of the site whose furniture these lines are, as far as they say it; or ""."""
    for shape in OWNERS:
        for line in lines:
            match = shape.search(line[:200])
            if match and not NO_NAME.fullmatch(match["name"]):
                name = re.sub(r"\s+(?:AI|App|Inc|Ltd|Co|LLC|Corp)\.?$", "", match["name"].strip(" .,-’'"))
                if len(name) > 1 and fold(name) not in besides:
                    return name
    for line in lines:
        if match := ROLE_ADDRESS.search(line[:300]):
            label = match[1].split(".")[-3 if re.search(r"\.(?:co|or|com|ne|go|ac)\.\w\w$", match[1]) else -2]
            if label not in NOT_A_SITE:
                return label.replace("-", " ").title()
    return ""


def publisher_named(lines, text):
    """The publisher whom a page's lines name; initials are spelt out where the text does so."""
    name = carrier_of(lines)
    if re.fullmatch(r"[A-Z]{2,6}", name) and (whole := spelt_out(name, text)):
        return whole
    return name


def spelt_out(initials, text):
    """The capitalised words in a text that some initials stand for; words such as "of" don't count."""
    word = r"[A-Z][\w'’-]*"
    shape = r"(?:\s+(?:of|for|and|the|on|in)){0,2}\s+".join(rf"{letter}[\w'’-]*" for letter in initials)
    match = re.search(rf"\b{shape}(?:\s+(?:of|for)\s+(?:the\s+)?{word}(?:\s+{word})?)?", text[:50_000])
    return match[0] if match else ""
