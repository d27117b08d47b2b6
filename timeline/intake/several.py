"""Plain text as it was collected from pages, furniture and all, to the articles in it: one, several or none.

Lines are told apart by their looks alone: what reads like a paragraph, what carries a date or an age, what a page sets
around its articles. An article's head is its publisher, date and title in whatever order; its body follows.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import datelines
from .articles import Article
from .bylines import EMAIL, HANDLE, agency_of, printed_authors
from .carriers import carrier_of, original_publisher, publisher_named
from .languages import language_of
from .outcomes import NoArticle
from .tidying import fold, is_furniture, tidy_text

PARAGRAPH, SHORT, DATE, LABEL, FURNITURE, TEASER = "paragraph", "short", "date", "label", "furniture", "teaser"
LEAST_BODY = 250  # characters of an article among several; CJK says as much in 90
LEAST_ALONE = 30
WEIGHTS = {SHORT: -60, DATE: -80, LABEL: -40, FURNITURE: -500, TEASER: -250}


@dataclass
class Line:
    text: str
    looks: str
    date: str = ""
    age: tuple[int, int] | None = None
    name: str = ""  # of a publisher that ran into its date

    @property
    def size(self):
        return size_of(self.text)


def size_of(text):
    """Characters, CJK ones counted as nearly three."""
    return len(text) + 2 * len(re.findall("[가-힣ぁ-んァ-ヶ\u4e00-\u9fff]", text))


def lines_of(text, latest):
    return [look_at(" ".join(line.split()), latest) for line in text.splitlines() if line.strip()]


def look_at(text, latest):
    """What a line is, by its looks."""
    bare = text.lstrip("•·-–—* ")
    if found := datelines.date_alone(bare, latest):
        return Line(text, DATE, date=found)
    if age := datelines.age_of(bare):
        return Line(text, DATE, age=age)
    if len(text) <= 120 and (glued := datelines.glued_age(text)):
        return Line(text, DATE, age=glued[1], name=glued[0])
    if re.match(
        r"(?:category|section|topic|tags?|filed under|keywords?)\s*[:：]|(?:분류|카테고리|カテゴリ)", text, re.I
    ):
        return Line(text, LABEL)
    if is_furniture(text):
        return Line(text, FURNITURE)
    if len(text) <= 120 and (labelled := datelines.labelled_date(text, latest)):
        return Line(text, DATE, date=labelled)
    if len(text) < 60 and (HANDLE.match(text) or EMAIL.search(text)):
        return Line(text, LABEL)
    if re.search(r"(?:\.\.\.|…)$", text) and len(text) < 260:
        return Line(text, TEASER)
    if re.match(r"[•·–—*-]\s", text) and len(text) < 60:
        return Line(text, LABEL)
    if len(text) < 100 and printed_authors([text]) and not re.search(r"[.。!?]$", text):
        return Line(text, LABEL)
    return Line(text, PARAGRAPH if reads_on(text) else SHORT)


def reads_on(text):
    """Whether a line is a paragraph: long, or a sentence that ends."""
    ends = re.search(r"[.。！？…][\"'”’」』)）\]]*$|[!?][\"'”’」』]+$", text) is not None
    size = size_of(text)
    return (
        size >= 200
        or (ends and size >= 70 and not text.endswith("?"))
        or (ends and size >= 40 and len(text.split()) >= 8)
    )


def read_text(text, *, latest=None):
    """The articles of a text, each with the publisher, date, age and title that stand with it; NoArticle for none."""
    lines = lines_of(text, latest)
    heads = heads_of(lines)
    if heads:
        return listed(lines, heads)
    return [alone(lines, text, latest)]


# One article


def alone(lines, text, latest):
    """The one article of a text: its densest stretch of paragraphs, and the lines above that are its head."""
    start, stop = densest(lines)
    body = lines[start:stop]
    if sum(line.size for line in body) < LEAST_ALONE:
        raise NoArticle(_("There is no article's text in this file."))
    at = title_above(lines, start)
    title = lines[at].text if at is not None else ""
    around = [
        line for line in (*lines[at if at is not None else start : start], *lines[:start][::-1][:25]) if line.date
    ]
    own = [line for line in lines[at + 1 : start] if line.date] if at is not None else []
    below = [line.text for line in lines[stop : stop + 6]]
    said = tidy_text("\n".join(line.text for line in body), title)
    title = title or headless(body[0].text)
    original = original_publisher([line.text for line in body[:2] + body[-2:]] + below)
    rest = [line.text for line in (*lines[:start], *lines[stop:])]
    dated = (own or around or [None])[0]
    age = next((line.age for line in lines[max(0, start - 12) : start][::-1] if line.age), None)
    head = [line.text for line in lines[at if at is not None else start : start]]
    article = Article(
        title=title[:500],
        text=said,
        authors=printed_authors([*head, *(line.text for line in body[-3:]), *below]) or named_agency(said),
        publisher=publisher_named(rest, said) or "",
        published=dated.date if dated else "",
        how="text" if dated else "",
        language=language_of(said),
        age=None if dated else age,
    )
    if original and fold(original) != fold(article.publisher):
        return carried(article, original)
    return article


def carried(page, original):
    """The original of a page that says whose text it republishes; of its day the page says only that it was earlier."""
    page.kind = "page"
    return Article(
        title=page.title,
        text=page.text,
        authors=page.authors,
        publisher=original,
        published=f"[..{page.published}]" if re.fullmatch(r"\d{4}-\d\d-\d\d", page.published) else "",
        how="republished" if page.published else "",
        language=page.language,
        carrier=page,
    )


def named_agency(text):
    return [agency] if (agency := agency_of(text)) else []


def densest(lines):
    """Where the stretch with most text and least else begins and ends."""
    best, best_at, here, begun = 0, (0, 0), 0, 0
    for i, line in enumerate(lines):
        if here <= 0:
            here, begun = 0, i
        here += line.size if line.looks == PARAGRAPH else WEIGHTS[line.looks]
        if here > best:
            best, best_at = here, (begun, i + 1)
    return best_at


def title_above(lines, start):
    """The line above a body that is its title: past dates, bylines and labels, the nearest short line; or None."""
    for at in range(start - 1, max(-1, start - 9), -1):
        line = lines[at]
        if line.looks in (DATE, LABEL):
            continue
        if line.looks == SHORT and is_title(line.text):
            return at
        if line.looks == PARAGRAPH and line.text.endswith(("?", "!")) and line.size < 200:
            return at
        return None
    return None


def is_title(text):
    return 6 <= size_of(text) <= 320 and len(text) <= 220 and not re.fullmatch(r"[\W\d]+", text) and "@" not in text


def headless(first):
    """What a text without a headline is called: its first line where that is short, else its first sentence."""
    if len(first) <= 120:
        return first
    sentence = re.match(r".{20,180}?[.!?。！？](?=\s|$|[^\s\w])", first)
    return sentence[0] if sentence else f"{first[:117]}…"


# Several articles


@dataclass
class Head:
    """Where an article's head begins and its body starts, and what the head says."""

    begins: int
    body: int
    title: str
    publisher: str = ""
    date: str = ""
    age: tuple[int, int] | None = None


def heads_of(lines, least=LEAST_BODY):
    """The heads of a list of articles: a dated line beside a publisher's name, with a title and a body."""
    found = []
    for at, line in enumerate(lines):
        if line.looks == DATE and (not found or at >= found[-1].body) and (head := head_at(lines, at)):
            found.append(head)
    bodies = [sum(line.size for line in body) for body in bodies_of(lines, found)]
    found = [head for head, size in zip(found, bodies, strict=True) if size >= least and (head.publisher or head.title)]
    named = [head for head in found if head.publisher]
    return found if len(named) >= 2 or (named and named[0].age) else []


def head_at(lines, at):
    """The head around a dated line, or None. The title is what is repeated there, else what stands above a body."""
    line = lines[at]
    body = next((i for i in range(at + 1, min(len(lines), at + 9)) if lines[i].looks == PARAGRAPH), None)
    if body is None or any(lines[i].looks in (DATE, FURNITURE) for i in range(at + 1, body)):
        return None
    above = []
    for i in range(at - 1, max(-1, at - 6), -1):
        if lines[i].looks not in (SHORT, LABEL, TEASER) and not (
            lines[i].looks == PARAGRAPH and repeated(lines, i, at)
        ):
            break
        above.append(i)
    below = [i for i in range(at + 1, body) if lines[i].looks == SHORT]
    titles = [
        i
        for i in (*above, *below)
        if any(fold(lines[i].text) == fold(lines[j].text) for j in (*above, *below) if j != i)
    ]
    if titles:
        title = lines[titles[0]].text
        begins = min([i for i in titles if i < at], default=at)
    elif below:
        title, begins = lines[below[-1]].text, at
    elif len(above) > 1 and not line.name:
        title, begins = lines[above[1]].text, above[1]
    elif above and line.name:
        title, begins = lines[above[0]].text, above[0]
    else:
        return None
    names = [
        i
        for i in above
        if lines[i].looks == SHORT and fold(lines[i].text) != fold(title) and is_a_publisher(lines[i].text)
    ]
    publisher = line.name or (lines[names[0]].text if names and names[0] == above[0] else "")
    if not line.name and names and names[0] == above[0]:
        begins = min(begins, names[0])
    start = body
    for i in range(at + 1, body):  # a standfirst between the head and the first paragraph belongs to the text
        if lines[i].looks == SHORT and fold(lines[i].text) != fold(title):
            start = min(start, i)
    return Head(begins, start, title, publisher, line.date, line.age)


def repeated(lines, i, at):
    return any(
        fold(lines[i].text) == fold(lines[j].text) for j in range(max(0, at - 6), min(len(lines), at + 6)) if j != i
    )


def is_a_publisher(text):
    return len(text) <= 50 and len(text.split()) <= 6 and not re.search(r"[.!?:;。]$", text)


def bodies_of(lines, heads):
    """The lines of each article, in the order of their heads."""
    stops = [*(head.begins for head in heads[1:]), len(lines)]
    return [body_of(lines, head, stop) for head, stop in zip(heads, stops, strict=False)]


def body_of(lines, head, stop):
    """The lines from a head to the first furniture or the writer's address, and to the last paragraph."""
    last = head.body
    for i in range(head.body, stop):
        if lines[i].looks == FURNITURE or (lines[i].looks == LABEL and "@" in lines[i].text):
            break
        if lines[i].looks == PARAGRAPH:
            last = i
    return lines[head.body : last + 1]


def listed(lines, heads, carrier=""):
    """The articles of a list, each with the page that carries it, which `carrier` publishes if that is known."""
    bodies = bodies_of(lines, heads)
    inside = {id(line) for body in bodies for line in body}
    rest = [
        line.text for line in lines if id(line) not in inside and line.looks in (FURNITURE, SHORT, LABEL, PARAGRAPH)
    ]
    names = {fold(head.publisher) for head in heads}
    carrier = carrier or carrier_of([line for line in rest if fold(line) not in names], besides=names)
    found = []
    for head, body in zip(heads, bodies, strict=True):
        text = tidy_text("\n".join(line.text for line in body), head.title)
        article = Article(
            title=head.title[:500],
            text=text,
            authors=printed_authors([line.text for line in body[:1]] if body[0].size < 160 else [])
            or named_agency(text),
            publisher=head.publisher,
            published=head.date,
            how="text" if head.date else "",
            language=language_of(text),
            age=head.age,
        )
        if fold(carrier) != fold(head.publisher):
            article.carrier = Article(article.title, text, publisher=carrier, language=article.language, kind="page")
        found.append(article)
    return found
