"""Who wrote it: bylines as pages and texts print them, in three languages, cleaned to names."""

import re

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HANDLE = re.compile(r"^[\w.+-]+@(?:[\w-]+(?:\.[\w-]+)*)?$")
NAME = r"[A-Z][\w'’.-]*(?:\s+(?:(?:de|van|von|der|la|del|bin|al)\s+)*[A-Z][\w'’.-]*){1,4}"
NO_NAMES = re.compile(
    r"(?:admin(?:istrator)?|editor|editors|staff|newsroom|web\s?master|unknown|anonymous|guest|news desk|desk|author|"
    r"(?:online|digital|web|news)\s+(?:team|desk|staff|editor)|공동취재(?:단|기자단)?|온라인뉴스팀|디지털뉴스(?:팀|부)|편집부|편집국|編集部|"
    r"関連記事|read more|none|null|contact|about|share|follow)$",
    re.I,
)
ROLES = re.compile(
    r"\s*(?:[,(]\s*)?(?:(?:staff|senior|chief|foreign|political|diplomatic|special)\s+)*"
    r"(?:staff writer|reporter|correspondent|contributor|columnist|editor|bureau chief|writer)s?\b.*$"
    r"|\s*(?:수습|선임|전문|객원|인턴)?\s*(?:기자|특파원|논설위원|편집위원|칼럼니스트|앵커|에디터|통신원|연구위원|교수)(?:단)?\b.*$"
    r"|\s*(?:記者|特派員|編集委員|論説委員|支局長|通信員|研究員|教授|さん|氏).*$",
    re.I,
)
BYLINES = [
    re.compile(rf"^(?:[Bb]y|BY|[Ww]ritten by|[Tt]ext by|[Aa]uthor\s*[:：]|[Aa]uthors\s*[:：])\s+(?P<names>{NAME}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){NAME})*)"),
    re.compile(r"^(?:By|BY)\s+(?P<names>[A-Z][A-Z'’. -]+(?:\s+AND\s+[A-Z][A-Z'’. -]+)*)$"),
    re.compile(r"(?:^|[\s=\[(|/·])(?P<names>[가-힣]{2,4}(?:\s*[·,]\s*[가-힣]{2,4}){0,4})\s*(?:수습|선임|전문|객원|인턴)?\s*(?:기자|특파원|논설위원|통신원)(?![가-힣])"),
    re.compile(r"(?:【|\[|［|\(|（)[^】\]］)）=＝]{1,20}[=＝](?P<names>[一-龥々ァ-ヶー]{2,8}(?:[・、][一-龥々ァ-ヶー]{2,8}){0,3})(?:】|\]|］|\)|）)"),
    re.compile(r"(?:^|[\s（(　])(?P<names>[一-龥々]{2,7}(?:[・、][一-龥々]{2,7}){0,3})\s*(?:記者|特派員|編集委員|論説委員)"),
    re.compile(r"^(?:文|執筆|筆者|取材・文|著者)\s*[:：／/]\s*(?P<names>[一-龥々ァ-ヶーぁ-ん\s・]{2,30})$"),
    re.compile(r"^(?:글|글쓴이|필자|작성자|저자)\s*[:：=]\s*(?P<names>[가-힣]{2,4}(?:\s*[·,]\s*[가-힣]{2,4}){0,3})"),
]  # fmt: skip
ABOUT_THE_WRITER = re.compile(
    rf"^(?:Dr\.\s+|Prof(?:essor|\.)\s+)?(?P<names>{NAME})\s*(?:\(\s*{EMAIL.pattern}\s*\)[\s\xa0]*)?(?:is|was)\s+(?:an?|the)\s+"
    r"(?:[\w'’-]+\s+){0,6}?(?:fellow|professor|researcher|lecturer|analyst|columnist|director|writer|journalist|reporter|"
    r"correspondent|editor|scholar|advis[eo]r|ambassador|candidate|student|president|chair)",
    re.I,
)
AGENCY = re.compile(
    r"\((?P<names>Yonhap|Reuters|AFP(?:-Yonhap)?|AP|Kyodo|Jiji|Xinhua|Bloomberg|TASS|DPA|연합뉴스|뉴시스|뉴스1|共同|時事)\)\s*$"
)
PARTS = re.compile(r"\s*(?:,|;|\||/|·|・|、|&|\band\b|\bAND\b|\s{2,}|\n)\s*")


def clean_authors(names, publisher=""):
    """Names apart, without addresses, roles and what is no name; each once, at most ten."""
    found = {}
    for said in names:
        for part in PARTS.split(EMAIL.sub(" ", (said or "")[:300])):
            name = re.sub(
                r"^(?:by|from|written by|text by|글|文)\s*[:：]?\s+", "", part.strip(" .,-–—()[]【】|\xa0"), flags=re.I
            )
            name = ROLES.sub("", name).strip(" .,-–—()[]【】=＝@\xa0")
            if is_a_name(name) and name.casefold() != publisher.casefold():
                found.setdefault(" ".join(name.split()).casefold(), " ".join(name.split()))
    return list(found.values())[:10]


def is_a_name(name):
    return (
        2 <= len(name) <= 60
        and len(name.split()) <= 6
        and not re.search(r"https?:|www\.|\d{3}|[<>{}?!]|\.com", name)
        and not NO_NAMES.match(name)
        and re.search(r"[^\W\d_]{2}", name) is not None
    )


def printed_authors(lines):
    """The names in the first byline among these lines; then those of a last line about the writer; else []."""
    lines = [line.strip() for line in lines if line.strip()]
    for line in lines:
        for shape in BYLINES:
            if len(line) <= 160 or shape.pattern.startswith("(?:【"):
                match = shape.search(line[:200])
                if match and (names := clean_authors([title_case(match["names"])])):
                    return names
    for line in lines[::-1][:10]:
        if match := ABOUT_THE_WRITER.match(line):
            return clean_authors([match["names"]])
    return []


def agency_of(text):
    """The agency that a text is signed with at its end: "(Yonhap)"."""
    match = AGENCY.search(text.rstrip()[-40:])
    return match["names"] if match else ""


def title_case(names):
    return names.title() if names.isupper() else names
