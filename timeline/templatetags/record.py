"""How our own values look in templates."""

from urllib.parse import parse_qsl, urlencode

import orjson
from django import template
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline import dates, drawing, lines
from timeline.codebook import LinkKind
from timeline.exports.references import slashed
from timeline.models import as_language
from timeline.picture.paint import Svg

register = template.Library()


def language():
    return as_language(get_language())


@register.filter
def when(value, style="short"):
    """A date in few words: {{ event|when }}, {{ source.published|when }}, {{ event|when:"full" }}."""
    text = value if isinstance(value, str) else getattr(value, "date", "")
    return dates.in_words(text, language(), style) if text else ""


@register.filter
def years(tenure):
    """The years of a tenure in words: "2012–2020", "since 2025"."""
    sides = dict.fromkeys(side[:4] for side in tenure.date.split("/"))
    return dates.in_words("/".join(sides), language(), "short")


@register.filter
def when_full(value):
    return when(value, "full")


@register.filter
def bounds(event):
    """First and last possible day in words, where they say more than the date itself."""
    edtf = event.edtf
    if event.precision == dates.Precision.DAY:
        return ""
    first = "…" if edtf.is_open_start else dates.in_words(edtf.earliest.isoformat(), language(), "short")
    last = "…" if edtf.is_open_end else dates.in_words(edtf.latest.isoformat(), language(), "short")
    return f"{first} – {last}"


@register.filter
def machine_date(event):
    """What <time datetime> may hold, or "" where a date is no plain day, month or year."""
    plain = event.precision in ("day", "month", "year") and not event.edtf.is_doubtful
    return event.date if plain and "X" not in event.date else ""


register.filter("slashed", slashed)


@register.filter
def locale(code):
    """A language as OpenGraph names it: "ko_KR"."""
    return {"en": "en_US", "ko": "ko_KR", "ja": "ja_JP"}[code]


@register.filter
def has_tick(values, value):
    return value in (values or ())


register.simple_tag(drawing.icon, name="icon")
register.simple_tag(drawing.glyph, name="glyph")


register.simple_tag(lines.text_of, name="text_of")
register.simple_tag(lines.choices, name="choices")


@register.simple_tag
def event_line(event, select_base, asked):
    """A line of the list."""
    return lines.event_line(event, select_base, asked.vocabulary)


@register.simple_tag
def linked_data(data):
    """JSON-LD for programs that read the page; what a page could take for markup is written as escapes."""
    said = orjson.dumps(data).decode()
    for character in "<>&\u2028\u2029":
        said = said.replace(character, f"\\u{ord(character):04x}")
    return Svg(f'<script type="application/ld+json">{said}</script>')


@register.simple_tag
def link_label(kind, inverse=False):
    """What a related event is to this one, in words; from the other end where `inverse`."""
    from timeline.codebook import INVERSE_OF_LINK

    return INVERSE_OF_LINK[LinkKind(kind)] if inverse else LinkKind(kind).label


@register.filter
def paragraphs(text):
    """Plain text as its paragraphs."""
    return [part.strip() for part in text.split("\n") if part.strip()]


@register.filter
def publisher_or_unknown(source):
    return source.publisher.name if source.publisher else _("publisher not named")


@register.filter
def words(text):
    return text.split()


@register.filter
def pairs_asked(asked):
    """What a filter asks for as (name, value) pairs: the hidden fields of a form that keeps it."""
    return parse_qsl(asked.query())


@register.filter
def of(mapping, key):
    return mapping.get(key)


@register.filter
def values_of(asked, name):
    """What a filter asks for under a name, as a list."""
    value = asked.get(name, [])
    return [value] if isinstance(value, str) else value


@register.filter
def of_year(years, year):
    return years.get(year, 0)


@register.filter
def last_year(events):
    """The year under which a page of the list ends."""
    return events[-1].earliest.year


@register.simple_tag
def filter_url(asked, **changes):
    """The address of a filter with changes."""
    return asked.url(**changes)


register.simple_tag(drawing.tone_shape, name="tone_shape")


@register.filter
def chosen_of(facets):
    """What is chosen of a facet: its words where it is one, their number where there are more, "any" for none."""
    chosen = [facet.label for facet in facets if facet.selected]
    if not chosen:
        return _("any")
    return chosen[0] if len(chosen) == 1 else _("%(n)s chosen") % {"n": len(chosen)}


@register.simple_tag
def embed_url(embed, **changes):
    """The address, within the frame, of an embed with changes."""
    return embed.url(**changes)


@register.simple_tag
def oembed_links(address, title):
    """The links by which programs find what to show for a page of ours."""
    found = f"{settings.SITE_URL}/oembed?{urlencode({'url': address})}"
    pattern = '<link rel="alternate" type="{}" href="{}" title="{}">'
    kinds = (("application/json+oembed", found), ("text/xml+oembed", f"{found}&format=xml"))
    return format_html_join("\n  ", pattern, ((kind, href, title) for kind, href in kinds))


@register.filter
def json(value):
    """Plain values as JSON for an attribute: htmx takes script elements out of what it swaps in."""
    return orjson.dumps(value).decode()


@register.filter
def table(chart):
    """The numbers of a chart as a table; the first cell of a row leads to what it counts."""
    return lines.table(chart.columns, chart.rows, chart.links)
