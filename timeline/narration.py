"""A story's Markdown as HTML that can do nothing but be read.

`[^slug]` after a sentence refers to what is cited below it for that event of the step.
"""

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

from timeline.lines import Html

TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "hr", "s"}

_markdown = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


REFERENCE = re.compile(r"\s*\[\^([a-z0-9-]{3,80})\]")


def referred(words):
    """The slugs of the events that a narration refers to, each once, in its order."""
    return list(dict.fromkeys(REFERENCE.findall(words)))


def narrated(words, notes=None):
    """Markdown as HTML; a reference is the number and the place that `notes` has for its slug, or nothing."""
    known = notes or {}

    def mark(found):
        if found[1] not in known:
            return ""
        number, place = known[found[1]]
        return f'<sup><a href="#{place}">{number}</a></sup>'

    return Html(REFERENCE.sub(mark, cleaned(words)))


@lru_cache(maxsize=512)
def cleaned(words):
    """Markdown as HTML of twelve tags; links lead to http and https only. HTML in it stands as text."""
    return Html(
        nh3.clean(
            _markdown.render(words),
            tags=TAGS,
            attributes={"*": set(), "a": {"href"}},  # no words in attributes: `narrated` writes marks into the text
            url_schemes={"http", "https"},
            url_relative="deny",
            link_rel="noopener nofollow",
        ).strip()
    )
