"""How dates and texts look on the pages of one thing."""

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline import codebook, dates
from timeline.dates import Precision
from timeline.exports import FORMATS
from timeline.models import as_language, in_language
from timeline.narration import narrated
from timeline.templatetags.record import language

register = template.Library()


@register.simple_tag
def dated(text, style="short"):
    """An EDTF text (or a day) in words, in a <time> where it is a plain day: nothing vaguer is told to machines."""
    if not text:
        return ""
    edtf = dates.parse(str(text))
    words = dates.in_words(edtf, language(), style)
    if edtf.precision == Precision.DAY and not edtf.is_doubtful and len(edtf.text) == 10:
        return format_html('<time datetime="{}">{}</time>', edtf.text, words)
    return words


@register.simple_tag
def dated_event(event):
    """An event's date in full words, with its weekday where the day is known."""
    said = dated(event.date, "full")
    if event.precision != Precision.DAY or event.edtf.is_doubtful:
        return said
    day = WEEKDAYS[event.earliest.weekday()]
    pattern = pgettext("weekday and date", "{weekday} {date}").replace("{weekday}", "{0}").replace("{date}", "{1}")
    return format_html(pattern, day, said)


@register.filter
def precision_words(event):
    """How exact a date is, in words."""
    return {
        Precision.DAY: _("known to the day"),
        Precision.DAYS: _("several days"),
        Precision.MONTH: _("month only, no day given"),
        Precision.SEASON: _("season only"),
        Precision.QUARTER: _("quarter of a year only"),
        Precision.HALF: _("half of a year only"),
        Precision.YEAR: _("year only, no day given"),
        Precision.DECADE: _("decade only"),
        Precision.CENTURY: _("century only"),
        Precision.SPAN: _("a stretch of time"),
        Precision.CHOICE: _("some day within these"),
    }[Precision(event.precision)]


@register.simple_tag
def narration(step):
    """A step's Markdown as HTML, with numbers for what is cited; where another language stands in, that is marked."""
    words, code = in_language(step.row, "words")
    html = narrated(words, step.notes)
    if code == language():
        return html
    return format_html('<div lang="{}">{}</div>', code, html) if words else ""


@register.filter
def file_name(extension):
    """What a format is called."""
    return FORMATS[extension].name


@register.filter
def quad(event):
    """The PLOVER class of an event's category, in words."""
    return codebook.QUADS[codebook.PLOVER[event.plover].quad]


@register.filter
def foreign(code):
    """A text's language where it is not the page's, for `lang`; else ""."""
    return "" if as_language(code) == language() and code == as_language(code) else code


@register.filter
def language_in_words(code):
    """A language's name in itself, else its code."""
    return {"en": "English", "ko": "한국어", "ja": "日本語"}.get(code, code)


@register.filter
def signed(score):
    """A score with its sign, so that −3 and 3 are never mistaken."""
    if score is None:
        return "—"
    said = f"{abs(score):g}"
    return f"−{said}" if score < 0 else f"+{said}" if score > 0 else said
