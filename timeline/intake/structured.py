"""What a page says of itself for machines: JSON-LD and meta tags, as few plain values."""

import json
import re
from collections import deque
from dataclasses import dataclass, field

ARTICLES = {
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "report", "scholarlyarticle", "techarticle",
    "liveblogposting", "socialmediaposting", "advertisercontentarticle", "satiricalarticle",
}  # fmt: skip
MOST_NODES = 3000
MOST_METAS = 20  # of one name


@dataclass
class Said:
    """What an article's node says; empty where it says nothing."""

    title: str = ""
    published: str = ""
    authors: list = field(default_factory=list)
    publisher: str = ""
    language: str = ""
    address: str = ""
    text: str = ""


def nodes_of(tree):
    """All JSON-LD objects of a page, those in graphs, lists and other objects too, and by their @id."""
    found, by_id = [], {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        waiting = deque([loaded(script.text or "")])
        while waiting and len(found) < MOST_NODES:
            thing = waiting.popleft()
            if isinstance(thing, list):
                waiting.extendleft(thing[:MOST_NODES][::-1])
            elif isinstance(thing, dict):
                found.append(thing)
                if isinstance(thing.get("@id"), str) and len(thing) > 1:
                    by_id.setdefault(thing["@id"], thing)
                waiting.extend(inner for inner in thing.values() if isinstance(inner, dict | list))
    return found, by_id


def loaded(text):
    """JSON as pages write it: in a comment or CDATA, with a comma too many, with line breaks in strings."""
    text = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", text)
        .strip()
        .rstrip(";")
    )
    for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def types_of(node):
    types = node.get("@type") or ()
    types = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    return {str(one).rsplit("/", 1)[-1].lower() for one in types}


def article_nodes(tree):
    """What each article in a page's JSON-LD says, in their order, each headline once."""
    nodes, by_id = nodes_of(tree)
    found = {}
    for node in nodes:
        if types_of(node) & ARTICLES and (node.get("headline") or node.get("datePublished") or node.get("articleBody")):
            said = said_by(node, by_id)
            known = found.setdefault(said.title, said)
            for name, value in vars(said).items():
                if value and not getattr(known, name):
                    setattr(known, name, value)
    return list(found.values())


def said_by(node, by_id):
    page = node.get("mainEntityOfPage")
    address = node.get("url") or (page.get("@id") if isinstance(page, dict) else page)
    return Said(
        title=words(node.get("headline")) or words(node.get("name")),
        published=words(node.get("datePublished")) or words(node.get("dateCreated")),
        authors=names_of(node.get("author") or node.get("creator"), by_id),
        publisher=next(iter(names_of(node.get("publisher") or node.get("sourceOrganization"), by_id)), ""),
        language=words(node.get("inLanguage")),
        address=address if isinstance(address, str) else "",
        text=node.get("articleBody") if isinstance(node.get("articleBody"), str) else "",
    )


def words(value):
    """A text of a node, whatever it is wrapped in."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return " ".join(without_markup(value).split()) if isinstance(value, str | int) else ""


def without_markup(text):
    from html import unescape

    text = unescape(str(text))
    return unescape(re.sub(r"<[^<>]{1,200}>", " ", text)) if "<" in text or "&" in text else text


def names_of(value, by_id, depth=0):
    """The names of people or of a publisher: texts, objects, lists of either, or references into the graph."""
    if isinstance(value, list):
        return [name for one in value[:20] for name in names_of(one, by_id, depth)]
    if isinstance(value, dict):
        if "name" in value:
            return names_of(value["name"], by_id, depth)
        if depth < 3 and isinstance(value.get("@id"), str):
            return names_of(by_id.get(value["@id"], ""), by_id, depth + 1)
        return []
    return [words(value)] if isinstance(value, str) and words(value) else []


def metas_of(tree):
    """The meta tags of a page: {name in lower case: [contents]}."""
    found = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := meta.get(attribute)):
                same = found.setdefault(name.strip().lower(), [])
                if len(same) < MOST_METAS:
                    same.append(content)
    return found


def first(metas, *names):
    """The first content of the first of these tags that a page has, and that tag's name."""
    for name in names:
        for content in metas.get(name, ()):
            return content, name
    return "", ""
