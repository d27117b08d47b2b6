"""Lines of the list and choices of the filter as HTML, by plain functions, as a page has a hundred and fifty of them.

Everything that comes from the record is escaped here.
"""

from datetime import date
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline import dates, drawing
from timeline.codebook import CitationRole, Kind, Tone
from timeline.models import as_language, in_language

LANGUAGE_NAMES = {"en": "English", "ko": "한국어", "ja": "日本語"}
NAMED = 4  # participants of a line
SEEN = {"en": 160, "ko": 72, "ja": 66}  # characters of a summary that its two lines may show


class Html(str):
    """Markup that these functions wrote: what came from the record is escaped, so a template may take it as it is."""

    def __html__(self):
        return self


def event_line(event, select_base, known):
    """An event of `EventQuerySet.with_line` as a line of the list; `known` is the vocabulary."""
    slug, language = escape(event.slug), as_language(get_language())
    facts = [
        kind_and_tone(event.kind, event.tone, language),
        cast_of(event, known),
        cited_by(event, known),
    ]
    if in_advance(event):
        facts.append(f'<span class="advance">{escape(_("Reported in advance"))}</span>')
    return Html(
        f'<li class="event" id="event-{slug}" data-significance="{event.significance}"'
        f' data-precision="{event.precision}"><p class="when">{when(event)}</p>{drawing.glyph(event)}<div class="what">'
        f'<h4><a href="{events_at(language)}{slug}/" data-hx-get="{escape(select_base)}selected={slug}"'
        ' data-hx-target="#detail" data-hx-sync="#detail:replace" data-hx-push-url="true"'
        f' data-selects="{slug}">{text_of(event, "title")}</a></h4>'
        f'<p class="summary">{text_of(event, "summary", SEEN)}</p><p class="meta">{"".join(facts)}</p></div></li>'
    )


@lru_cache(maxsize=128)
def kind_and_tone(kind, tone, language):
    """Both in words, in a language that is the current one."""
    return (
        f"<span>{drawing.icon(kind)}{escape(str(Kind(kind).label))}</span>"
        f'<span class="tone" data-tone="{tone}">{escape(str(Tone(tone).label))}</span>'
    )


@lru_cache(maxsize=8)
def events_at(language):
    """Where the events' pages are in a language that is the current one: "/ko/events/"."""
    return reverse("event_detail", args=["-x-"]).removesuffix("-x-/")


def text_of(thing, field, most=None):
    """A text in the reader's language; another that stands in is named. `most` is characters by language."""
    text, code = in_language(thing, field)
    if most:
        text = Truncator(text).chars(most[code])
    if not text or code == as_language(get_language()):
        return Html(escape(text))
    name = LANGUAGE_NAMES[code]
    return Html(f'<span lang="{code}">{escape(text)}</span> <small class="fallback">({name})</small>')


def when(event):
    """The date in few words; in a <time> where it is a plain day, month or year."""
    said = escape(dates.in_words(event.date, as_language(get_language()), "short"))
    plain = event.precision in ("day", "month", "year") and not event.edtf.is_doubtful and "X" not in event.date
    return f'<time datetime="{escape(event.date)}">{said}</time>' if plain else said


def cast_of(event, known):
    """The first participants with their countries, and how many more there are."""
    found = []
    for actor in [known.actors_by_pk[key] for key in event.cast if key in known.actors_by_pk][:NAMED]:
        country = known.actors.get(actor.country) if actor.kind != "state" else None
        abbr = f' <abbr class="iso" title="{escape(country.name)}">{escape(country.iso)}</abbr>' if country else ""
        found.append(escape(actor.name) + abbr)
    more = f" · +{len(event.cast) - NAMED}" if len(event.cast) > NAMED else ""
    return f"<span>{' · '.join(found)}{more}</span>" if found else ""


def cited_by(event, known):
    """The first source: its publisher, its date, and how many more there are."""
    if not event.cited:
        return ""
    first = event.cited[0]
    publisher = known.publishers_by_pk.get(first["publisher"])
    said = publisher.name if publisher else _("publisher not named")
    if first["published"]:
        said += f", {dates.in_words(first['published'], as_language(get_language()), 'short')}"
    if len(event.cited) > 1:
        said += f" +{len(event.cited) - 1}"
    return f'<span class="source">{escape(said)}</span>'


def in_advance(event):
    """Whether every citation announces the event and is older than it, as `Event.reported_in_advance`."""
    return bool(event.cited) and all(
        cited["role"] == CitationRole.ANNOUNCES
        and cited["published_latest"] is not None
        and date.fromisoformat(cited["published_latest"]) < event.earliest
        for cited in event.cited
    )


def choices(name, facets, *, icons=False, shapes=False, radio=False):
    """The values of a facet as check boxes (or, for levels, radio buttons) with their counts."""
    found = []
    for number, facet in enumerate(facets, 1):
        value, label = escape(facet.value), escape(facet.label)
        mark = drawing.icon(facet.value) if icons else ""
        if shapes:
            mark += f'<span class="tone" data-tone="{value}">{drawing.tone_shape(facet.value)}</span>'
        found.append(
            f'<li><label{"" if facet.count else ' class="zero"'}><input type="{"radio" if radio else "checkbox"}"'
            f' id="{name}-{value}" name="{name}" value="{value}"{" checked" if facet.selected else ""}>{mark}'
            f" <span>{label}{' +' if radio and number < len(facets) else ''}</span>"
            f' <span class="n">{facet.count}</span></label></li>'
        )
    none = f'<li class="hint">{escape(_("None in this record"))}</li>'
    return Html(f'<ul class="choices">{"".join(found) or none}</ul>')


def table(columns, rows, links=()):
    """A table of plain values; its first cells are links where addresses are given. Numbers stand on the right."""
    head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in columns)
    body = []
    for number, (first, *rest) in enumerate(rows):
        text, link = escape(str(first)), links[number] if number < len(links) else ""
        name = f'<a href="{escape(link)}">{text}</a>' if link else text
        cells = "".join(
            f"<td{' class=number' if isinstance(cell, int | float) else ''}>{escape(str(cell))}</td>" for cell in rest
        )
        body.append(f'<tr><th scope="row">{name}</th>{cells}</tr>')
    return Html(f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>")
