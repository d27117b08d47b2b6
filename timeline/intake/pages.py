"""An HTML page to its article: title, authors, publisher, date and how it was found, language, address, text."""

import copy
import re
from itertools import islice
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from timeline.addresses import host_of, key_of

from . import datelines
from .articles import Article
from .bylines import agency_of, clean_authors, printed_authors
from .languages import language_of
from .outcomes import NoArticle, TooLarge
from .several import heads_of, lines_of, listed
from .structured import Said, article_nodes, first, metas_of
from .tidying import same_words, tidy_text, without_site

LEAST_TEXT = 40  # characters; a page with less has no article
MOST_ELEMENTS = 40_000  # of a page; one with more is no article but an attempt on our memory
FIRST_FEW = 30  # of the headings, dates and the like that a page may have without end


def tree_of(html):
    """The page as a tree; nothing outside it is ever read. NoArticle where there is none."""
    from lxml import etree
    from lxml import html as lxml_html

    html = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", html)
    parser = lxml_html.HTMLParser(no_network=True, recover=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(html, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise NoArticle(_("There is no page in this file.")) from error
    if sum(1 for _element in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise TooLarge(_("The page has more than 40,000 elements."))
    return tree


def read_page(html, *, url=None, latest=None):
    """The articles of a page, at least one; NoArticle where there is none.

    `url` is where it was read, if it was; a saved page says its address itself. No date after `latest` is believed.
    """
    tree = tree_of(html)
    said, metas = article_nodes(tree), metas_of(tree)
    parts = article_parts(tree)
    if len(parts) > 1:
        return [read_part(part, tree, metas, said, url, latest) for part in parts]
    if listed := read_list(tree, metas, url, latest):
        return listed
    return [read_whole(tree, metas, main_of(said, tree, metas), url, latest)]


def main_of(said, tree, metas):
    """The node that speaks of this page's article: the one whose headline the page shows, else the first."""
    shown = [first(metas, "og:title", "twitter:title")[0], text_of(next(tree.iter("title"), None))]
    shown += [text_of(h1) for h1 in islice(tree.iter("h1"), 5)]
    for node in said:
        if node.title and any(title and same_words(node.title, title) for title in shown):
            return node
    if len(said) == 1 or (said and said[0].text):
        return said[0]
    return Said()


def read_whole(tree, metas, said, url, latest):
    extracted = extract(tree, url)
    canonical = canonical_of(tree, metas, said, url)
    address = url or canonical
    publisher = publisher_of(tree, metas, said, extracted, address)
    title = title_of(tree, metas, said, extracted, publisher, address)
    text = tidy_text(extracted.text or "", title, [publisher])
    if said.text and len(text) < 0.5 * len(said.text):
        text = tidy_text(re.sub(r"\s*\n\s*", "\n", said.text), title)
    if len(text) < LEAST_TEXT:
        raise NoArticle(_("There is no article's text on this page."))
    top = lines_at_the_top(tree, title)
    published, how = published_of(tree, metas, said, extracted, address, top, latest)
    stated = said.language or tree.get("lang") or first(metas, "og:locale", "content-language", "dc.language")[0]
    return Article(
        title=title[:500] or text.splitlines()[0][:200],
        text=text,
        authors=authors_of(tree, metas, said, extracted, publisher, top, text),
        publisher=publisher,
        published=published,
        how=how,
        language=language_of(text, stated),
        address=address,
        original_address=canonical if canonical and host_of(canonical) != host_of(address) else "",
    )


def extract(tree, url):
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        found = bare_extraction(
            copy.deepcopy(tree),
            url=url,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError):
        found = None
    return found or Document()


def text_of(element):
    return " ".join(element.text_content().split()) if element is not None else ""


def canonical_of(tree, metas, said, url):
    """The address that the page gives as its own; a site's front page is nobody's."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for said_address in (*links, first(metas, "og:url")[0], said.address, first(metas, "citation_public_url")[0]):
        address = urljoin(url or "", (said_address or "").strip()) if url else (said_address or "").strip()
        if "/" in key_of(address) or "?" in key_of(address):
            return address[:1000]
    return ""


def publisher_of(tree, metas, said, extracted, address):
    name = (
        said.publisher
        or first(metas, "og:site_name", "citation_journal_title", "citation_publisher", "dc.publisher", "publisher")[0]
        or first(metas, "application-name", "apple-mobile-web-app-title")[0]
    )
    if not name and re.search(r"[^\W\d_]", extracted.sitename or ""):
        name = extracted.sitename
    if name.startswith(("http", "www.", "@")) or len(name) > 100:
        name = ""
    return name.strip() or site_in_title(tree) or host_of(address)


def site_in_title(tree):
    """What the page's title has before or after the headline that the page shows."""
    title = text_of(next(tree.iter("title"), None))
    for heading in islice(tree.iter("h1", "h2"), FIRST_FEW):
        head = text_of(heading)
        if len(head) > 11 and head in title and len(title) - len(head) > 4:
            rest = [part.strip(" |｜-–—:：»›·") for part in title.split(head, 1)]
            rest = [part for part in rest if 2 < len(part) <= 50]
            return rest[0] if len(rest) == 1 else ""
    return ""


def title_of(tree, metas, said, extracted, publisher, address):
    """The headline as the page shows it; the site's name at its end is left out."""
    site = (publisher, first(metas, "og:site_name")[0], host_of(address))
    heads = [text_of(h) for h in (*islice(tree.iter("h1"), FIRST_FEW), *islice(tree.iter("h2"), 3))]
    heads = [h for h in heads if 3 < len(h) <= 300]
    named = [said.title, first(metas, "og:title", "twitter:title", "citation_title", "dc.title", "headline")[0]]
    named = [without_site(title, site, heads) for title in (*named, text_of(next(tree.iter("title"), None))) if title]
    for title in named:
        for head in heads:
            if same_words(title, head):
                return head if not said.title else title
    for title in named:
        if title and title.casefold() not in {name.casefold() for name in site}:
            return title
    return heads[0] if heads else (extracted.title or "")


DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.created",
    "citation_publication_date", "citation_date", "citation_online_date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dcterms.created",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "publicationdate", "article.published", "article_date_original", "cxenseparse:recs:publishtime",
    "ptime", "date", "article:created", "originalpublicationdate", "displaydate", "rnews:datepublished", "datecreated",
)  # fmt: skip
URL_DATE = re.compile(r"[/_-](20\d\d|19\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
URL_MONTH = re.compile(r"/(20\d\d|19\d\d)/(0[1-9]|1[0-2])/")


def published_of(tree, metas, said, extracted, address, top, latest):
    """`(EDTF, how it was found)`: what the page says for machines, then what it shows, then a guess."""
    if found := datelines.edtf_of(said.published, latest):
        return found, "json-ld"
    for name in DATE_METAS:
        for content in metas.get(name, ()):
            if found := datelines.edtf_of(content, latest):
                return found, "opengraph" if name.startswith(("article:", "og:")) else f"meta {name}"
    if found := time_element(tree, latest):
        return found, "time element"
    match = URL_DATE.search(urlsplit(address).path)
    in_url = datelines.written(*(int(part) for part in match.groups())) if match else None
    if printed := datelines.printed_date(top, latest):
        return printed[0], "text"
    if in_url and datelines.edtf_of(in_url, latest):
        return in_url, "url"
    if found := datelines.edtf_of(extracted.date or "", latest):
        return found, "guess"
    if match := URL_MONTH.search(urlsplit(address).path):
        month = datelines.written(int(match[1]), int(match[2]))
        return (month, "url") if datelines.edtf_of(month, latest) else ("", "")
    return "", ""


def time_element(tree, latest):
    """The first <time> that is marked as the publication's, else the first that is not an update's and has a day."""
    plain = None
    seen = 0
    for element in tree.iter("time", "abbr", "span", "meta"):
        marks = f"{element.get('itemprop', '')} {element.get('class', '')} {element.get('property', '')}".lower()
        said = (
            element.get("datetime") or element.get("content") or (element.get("title") if element.tag == "abbr" else "")
        )
        if element.tag != "time" and "datepublished" not in marks and "published" not in marks.split():
            continue
        if (seen := seen + 1) > FIRST_FEW:
            break
        found = datelines.edtf_of(said or text_of(element), latest)
        if not found:
            continue
        if element.get("pubdate") is not None or re.search(r"publish|datecreated|entry-date", marks):
            return found
        if plain is None and element.tag == "time" and not re.search(r"modif|updat", marks) and not in_a_list(element):
            plain = found
    return plain


ASIDE = {"aside", "nav", "footer", "li"}
ASIDE_CLASS = re.compile(
    r"related|sidebar|comment|recommend|most-?read|popular|ranking|latest|teaser|widget|footer", re.I
)


def in_a_list(element):
    """Whether an element belongs to a list of other articles rather than to this one."""
    for above in islice(element.iterancestors(), FIRST_FEW):
        if above.tag in ASIDE or ASIDE_CLASS.search(f"{above.get('class', '')} {above.get('id', '')}"):
            return above.tag not in ("body", "html")
    return False


BLOCKS = {
    "p",
    "div",
    "span",
    "li",
    "dd",
    "dt",
    "td",
    "em",
    "small",
    "h1",
    "h2",
    "h3",
    "h4",
    "address",
    "time",
    "a",
    "strong",
    "b",
}


def lines_at_the_top(tree, title):
    """The short lines that a page shows around its headline, nearest first after it; then those at its end."""
    body = tree.find("body")
    lines, at = [], None
    for element in islice((body if body is not None else tree).iter(*BLOCKS), 5000):
        if any(child.tag in BLOCKS - {"a", "span", "em", "strong", "b", "time", "small"} for child in element):
            continue
        line = text_of(element)
        if at is None and element.tag in ("h1", "h2") and same_words(line, title):
            at = len(lines)
        if line and len(line) <= 200 and not in_a_list(element):
            lines.append(line)
    at = at or 0
    return lines[at : at + 40] + lines[max(0, at - 12) : at][::-1] + lines[at + 40 :][-25:]


def authors_of(tree, metas, said, extracted, publisher, top, text):
    if names := clean_authors(said.authors, publisher):
        return names
    tags = ("author", "citation_author", "parsely-author", "dc.creator", "dcterms.creator", "byl", "sailthru.author",
            "article:author", "article.author", "dable:author", "og:article:author")  # fmt: skip
    for tag in tags:
        said_names = (
            [family_last(name) for name in metas.get(tag, ())] if tag.startswith("citation") else metas.get(tag, ())
        )
        if names := clean_authors(said_names, publisher):
            return names
    marked = [
        text_of(element)
        for element in tree.iter("a", "span", "p", "address", "li", "em", "strong")
        if (element.get("rel") == "author" or "author" in (element.get("itemprop") or ""))
        and 0 < len(text_of(element)) <= 100
        and not in_a_list(element)
    ]
    if names := clean_authors(marked[:3], publisher):
        return names
    lines = text.splitlines()
    if names := printed_authors([*top[:40], *lines[:2], *lines[-3:]]):
        return names
    if names := clean_authors([(extracted.author or "").replace("; ", ", ")], publisher):
        return names
    return [agency] if (agency := agency_of(text)) else []


def family_last(name):
    """ "Okafor, Ada" as she is called."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and "," not in given else name


LEAST_PART = 500  # characters of an article among several on one page
LEAST_LISTED = 350  # of one in a list that names each one's publisher


def article_parts(tree):
    """The <article> elements of a page that holds several whole articles, each under a heading of its own."""
    found = []
    for element in tree.iter("article"):
        if any(above.tag == "article" for above in element.iterancestors()) or in_a_list(element):
            continue
        heading = next(element.iter("h1", "h2", "h3"), None)
        length = sum(len(text_of(p)) for p in element.iter("p"))
        if heading is not None and length >= LEAST_PART:
            found.append(element)
    return found if len(found) <= 50 else []


def read_list(tree, metas, url, latest):
    """The articles of an aggregator's page, recognised by its lines as a text's are; [] for any other page."""
    lines = lines_of("\n".join(block_lines(tree)), latest)
    heads = heads_of(lines, least=LEAST_LISTED)
    if len(heads) < 2 or not all(head.publisher for head in heads):
        return []
    site = first(metas, "og:site_name", "application-name")[0] or site_in_title(tree) or host_of(url)
    return listed(lines, heads, site)


def block_lines(tree):
    """What a page shows, a line for each block that holds no other."""
    body = tree.find("body")
    for element in (body if body is not None else tree).iter(*(BLOCKS - {"a", "span", "em", "strong", "b"})):
        if not any(child.tag in BLOCKS - {"a", "span", "em", "strong", "b"} for child in element):
            yield text_of(element)


def read_part(part, tree, metas, said, url, latest):
    """One of several articles on a page: what its own element says, the page's publisher where it names none."""
    heading = next(part.iter("h1", "h2", "h3"))
    title = text_of(heading)
    node = next((one for one in said if one.title and same_words(one.title, title)), Said())
    lines = [text_of(block) for block in part.iter("p", "h2", "h3", "h4", "li", "blockquote") if block is not heading]
    text = tidy_text("\n".join(line for line in lines if line), title)
    top = [text_of(e) for e in part.iter(*BLOCKS) if 0 < len(text_of(e)) <= 200][:40]
    found = datelines.edtf_of(node.published, latest)
    how = "json-ld" if found else ""
    if not found and (found := time_element(part, latest)):
        how = "time element"
    if not found and (printed := datelines.printed_date(top, latest)):
        found, how = printed[0], "text"
    link = next((a.get("href") for a in heading.iter("a") if a.get("href")), None)
    if link is None and heading.getparent().tag == "a":
        link = heading.getparent().get("href")
    address = urljoin(url or canonical_of(tree, metas, Said(), url), link) if link else ""
    publisher = node.publisher or first(metas, "og:site_name", "application-name")[0] or host_of(url or address)
    return Article(
        title=title[:500],
        text=text,
        authors=clean_authors(node.authors) or printed_authors([*top, *text.splitlines()[-3:]]),
        publisher=publisher,
        published=found or "",
        how=how,
        language=language_of(text, tree.get("lang") or ""),
        address=address if key_of(address) else "",
        notes=(_("One of several articles on the page."),),
    )
