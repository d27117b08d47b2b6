"""A story's Markdown as HTML that can do nothing but be read."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

from timeline.lines import Html

TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "hr", "s"}

_markdown = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


@lru_cache(maxsize=512)
def narrated(words):
    """Markdown as HTML of twelve tags; links lead to http and https only. HTML in it stands as text."""
    return Html(
        nh3.clean(
            _markdown.render(words),
            tags=TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https"},
            url_relative="deny",
            link_rel="noopener nofollow",
        ).strip()
    )
