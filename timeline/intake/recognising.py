"""Bytes to the articles in them, without the record: page or text, one or several, and what the giver knows better."""

import re

from django.utils.translation import gettext as _

from .articles import Article
from .containers import LARGEST_FILE, too_large
from .decoding import decode
from .languages import language_of
from .outcomes import NoArticle, TooLarge
from .pages import read_page
from .several import read_text
from .tidying import tidy_text

LONGEST_TEXT = 500_000  # characters of one article
MOST_LINES = 40_000
LONGEST_FILE = 2_000_000  # characters that are looked through, those of scripts, styles and pictures not counted


def is_html(text, name="", content_type=None):
    kind = (content_type or "").lower()
    if "html" in kind:
        return True
    start = text[:3000].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<?xml")) or re.search(r"<(?:html|head|body|article)[\s>]", start):
        return "<rss" not in start and "<feed" not in start
    return name.lower().endswith((".html", ".htm", ".xhtml", ".shtml")) and "<" in start


def recognise(data, *, name="", url=None, content_type=None, today=None, given=None):
    """The articles in some bytes: `(articles, notes)`; an IntakeError says why there are none.

    `given` is what whoever brings a single article knows of it: title, publisher, published (EDTF), language, authors.
    """
    if len(data) > LARGEST_FILE:
        raise too_large(len(data), LARGEST_FILE)
    decoded = decode(data, content_type)
    notes = list(decoded.notes)
    if is_html(decoded.text, name, content_type):
        articles = read_page(in_limits(without_ballast(decoded.text)), url=url, latest=today)
    else:
        articles = read_plain(in_limits(decoded.text), url, today, given or {})
    if len(articles) == 1:
        tell(articles[0], given or {})
    elif given and (given.get("title") or given.get("published")):
        notes.append(_("There are several articles in it: the title and date that were given were left aside."))
    for article in articles:
        article.text = article.text[:LONGEST_TEXT]
        if given and given.get("language"):
            article.language = given["language"]
    return articles, notes


def in_limits(text):
    if text.count("\n") > MOST_LINES:
        raise TooLarge(_("The text has more than 40,000 lines: bring it in parts."))
    if len(text) > LONGEST_FILE:
        raise TooLarge(_("The text is longer than two million characters: bring it in parts."))
    return text


def without_ballast(html):
    """A page without its styles, its scripts (but JSON-LD) and pictures that are written out in it."""
    lower = html.lower()
    if len(lower) != len(html):
        return html
    kept, at = [], 0
    for match in re.finditer(r"<(script|style|svg)\b[^>]{0,500}>|data:image/[a-z+.-]{2,20};base64,[a-z0-9+/=]*", lower):
        if match.start() < at or "ld+json" in match[0]:
            continue
        end = match.end()
        if match[1] and (end := lower.find(f"</{match[1]}", match.end())) < 0:
            break
        kept.append(html[at : match.start() if not match[1] else match.end()])
        at = end
    return "".join([*kept, html[at:]])


def read_plain(text, url, today, given):
    """Plain text; a short one is an article too when its title was given."""
    try:
        articles = read_text(text, latest=today)
    except NoArticle:
        if not given.get("title") or not text.strip():
            raise
        articles = [Article(given["title"], tidy_text(text), language=language_of(text))]
    if url and len(articles) == 1:
        articles[0].address = url
    return articles


def tell(article, given):
    """Put what was given above what was found; a page that carries another's article keeps its own publisher."""
    for name in ("title", "publisher", "authors"):
        if name == "publisher" and article.publisher and given.get("only_where_unnamed"):
            continue
        if given.get(name):
            setattr(article, name, given[name])
    if given.get("published"):
        article.published, article.how, article.age = given["published"], "given", None
