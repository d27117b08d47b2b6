"""The timeline as one HTML file that opens without a network: the picture, then every event with its sources."""

from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _

from timeline import dates
from timeline.models import in_language

# A file on a disk has no server to fetch a sheet from: its few rules stand in it.
RULES = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2025;"
    "background:#f8f7f3}svg{max-width:100%;height:auto}h1,h2{line-height:1.2}h2{border-bottom:1px solid #dfddd6}"
    "article{margin:1.5rem 0}h3{margin:0}time,small{color:#626a73}a{color:inherit}"
    "@media(prefers-color-scheme:dark){body{color:#e9ebec;background:#121518}svg{background:#fffefb}}"
)


def as_edition(events, about, picture):
    """The file in pieces; `picture` is the standalone SVG of the same events."""
    head = format_html(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        about.language,
        about.title,
    )
    named = format_html(
        '<h1>{}</h1><p><a href="{}">{}</a> · {}</p>', about.title, about.page, about.page, about.licence
    )
    yield f"{head}<style>{RULES}</style></head><body>{named}{picture}\n".encode()
    year = None
    for event in events:
        if event.earliest.year != year:
            year = event.earliest.year
            yield format_html("<h2>{}</h2>\n", year).encode()
        yield written(event, about.language).encode()
    yield b"</body></html>\n"


def written(event, language):
    """An event with its sources, everything escaped."""
    cited = format_html_join(
        "",
        "<li>{}</li>",
        ((source_line(citation),) for citation in event.citations.all()),
    )
    return format_html(
        '<article id="{}"><h3>{}</h3><time>{}</time><p>{}</p><small>{}</small><ul>{}</ul></article>\n',
        event.slug,
        in_language(event, "title", language)[0],
        dates.in_words(event.date, language, "full"),
        in_language(event, "summary", language)[0],
        _("Sources"),
        cited,
    )


def source_line(citation):
    source = citation.source
    said = escape(", ".join(part for part in (str(source.publisher or ""), source.title) if part))
    named = format_html('<a href="{}">{}</a>', source.url, said) if source.url else said
    quote = format_html(" “{}”", citation.exact) if citation.exact else ""
    return format_html("{}{}", named, quote)
