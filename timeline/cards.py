"""Social cards: how an event, or a view, looks where a link to it is shown; 1200 × 630, light, as SVG.

Text is wrapped and cut by the most that it can take, so that it stays within the margins whatever face draws it.
"""

from datetime import date
from html import escape

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline import dates
from timeline.api.asked import Asked
from timeline.drawing import ICONS, shape_path
from timeline.lanes import one_lane
from timeline.models import Event, in_language
from timeline.picture import svg
from timeline.picture.draw import TICKS
from timeline.picture.paint import LIGHT, Svg, n, text
from timeline.picture.text import text_width
from timeline.picturing import Drawing, events_in_words
from timeline.summaries import summarise

WIDTH, HEIGHT, MARGIN = 1200, 630, 40
INSIDE = WIDTH - 2 * MARGIN
FOOT = HEIGHT - 24
LEFT = 12  # px of a compact picture before its axis
WIDTHS = (560, 600, 640, 680, 720, 760)  # of the picture: its text is to be 16 px at least when it fills the card
SMALLEST = 16 / 11
AROUND = (110, 400, 1500, 4000)  # days before and after an event, until the picture has something to show
ENOUGH = 7  # events
HANGING = "、。，．」』）】〉》ー・…！？：；々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)”’"  # never begin a line
SANS = {
    "en": "'Source Sans 3', 'Noto Sans', Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans CJK KR', sans-serif",
    "ko": "'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif",
    "ja": "'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', sans-serif",
}
SERIF = {
    "en": "'Source Serif 4', 'Noto Serif', Georgia, 'Liberation Serif', 'DejaVu Serif', 'Noto Serif CJK KR', serif",
    "ko": "'Noto Serif KR', 'Noto Serif CJK KR', 'Noto Sans CJK KR', serif",
    "ja": "'Noto Serif JP', 'Noto Serif CJK JP', 'Hiragino Mincho ProN', 'Noto Sans CJK JP', serif",
}


class OneLane(Drawing):
    """The picture about an event: its days in true time, everything in one lane without a name."""

    @property
    def lanes(self):
        return one_lane(self.found)


def event_card(event, language):
    """Date, kind, tone, title, sources, and the time around it."""
    title = in_language(event, "title", language)[0]
    size, lines = fitting(title, INSIDE, ((68, 1), (64, 2), (56, 2), (48, 3)))
    parts, y = [facts(event, language)], 172 + size * 0.95
    for line in lines:
        parts.append(serif(MARGIN, y, line, size, language))
        y += size * 1.16
    y += 44 - size * 1.16
    parts.append(text(MARGIN, y, cut(sources_of(event, language), INSIDE, 26), 26, LIGHT["ink-2"]))
    made, scale = fitted(lambda width, room: around(event, width, room), INSIDE, FOOT - max(394, y + 30))
    top = FOOT - made.height * scale
    parts.append(placed(made, MARGIN, top, scale))
    return card("".join(parts), language, f"{title}, {dates.in_words(event.date, language, 'full')}")


def view_card(asked, language):
    """The filter in words, its count and day, and the picture by tone."""
    record = asked.vocabulary.record
    summary = summarise(asked)
    name = view_in_words(asked, language)
    size, lines = fitting(name, INSIDE, ((52, 1), (44, 1), (34, 2)))
    parts, y = [], 88 + size * 0.95
    for line in lines:
        parts.append(serif(MARGIN, y, line, size, language))
        y += size * 1.16
    y += 38 - size * 1.16
    total = Event.objects.published().count()
    counted = events_in_words(summary.in_window)
    if summary.in_window != total:
        counted = _("%(n)s of %(total)s events") % {"n": summary.in_window, "total": total}
    day = timezone.localdate(record.changed_at).isoformat() if record and record.changed_at else ""
    parts.append(text(MARGIN, y, counted, 24, LIGHT["ink"], bold=True))
    if day:
        said = _("as of %(day)s") % {"day": dates.in_words(day, language, "full")}
        parts.append(text(MARGIN + text_width(counted, 24, True) + 14, y, said, 24, LIGHT["ink-2"]))
    gutter = 152
    made, scale = fitted(lambda width, room: by_tone(asked, width, room), INSIDE - gutter, FOOT - y - 36)
    top = y + 36
    parts.append(placed(made, MARGIN + gutter, top, scale))
    for lane in made.lanes:
        at = top + lane.top * scale + 28
        size = next((size for size in (19, 18, 17) if widest_word(lane.name, size) <= gutter - 12), 16)
        for line in wrapped(lane.name, gutter - 12, size):
            parts.append(text(MARGIN, at, line, size, LIGHT["ink"], bold=True))
            at += 23
        parts.append(text(MARGIN, at, events_in_words(lane.count), 17, LIGHT["ink-3"]))
    return card("".join(parts), language, f"{name}, {counted}")


def widest_word(said, size):
    return max(text_width(word, size, True) for word in said.split() or [""])


def card(inside, language, name):
    """The ground, the head with the site's mark and the record's name, and what stands below."""
    from timeline.vocabulary import vocabulary

    record = vocabulary().record
    head = (
        f'<g transform="translate({MARGIN} 40) scale(1.9)"><path d="M1 2.5h24M1 13.5h24" stroke="{LIGHT["ink"]}"'
        ' opacity=".5"/>'
        f'<path d="M2 8c6-6.5 16-6.5 22 0-6 6.5-16 6.5-22 0z" fill="{LIGHT["ink"]}"/>'
        f'<circle cx="13" cy="8" r="2" fill="{LIGHT["page"]}"/></g>'
        + serif(MARGIN + 60, 67, "Shuttle", 34, "en")
        + text(WIDTH - MARGIN, 65, cut(record.name if record else "", 700, 26), 26, LIGHT["ink-3"], anchor="end")
    )
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{language}" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{SANS[language]}" role="img"><title>{escape(name)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{LIGHT["page"]}"/>{head}{inside}</svg>'
    )


def facts(event, language):
    """The event's date, kind and tone in one line."""
    y, x = 148, MARGIN
    when = cut(dates.in_words(event.date, language, "full"), 620, 28, bold=True)
    parts = [text(x, y, when, 28, LIGHT["ink"], bold=True)]
    x += text_width(when, 28, True) + 20
    parts.append(
        f'<path d="{ICONS[event.kind]}" transform="translate({n(x)} {y - 23}) scale(1.75)" fill="none"'
        f' stroke="{LIGHT["ink-2"]}" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    kind, tone = str(event.get_kind_display()), str(event.get_tone_display())
    parts.append(text(x + 36, y, kind, 26, LIGHT["ink-2"]))
    x += 36 + text_width(kind, 26) + 26
    if x + 24 + text_width(tone, 26) <= WIDTH - MARGIN:
        colour = LIGHT[event.tone]
        parts.append(
            f'<path d="{shape_path(event.tone, 10)}" transform="translate({n(x + 10)} {y - 9})" fill="{colour}"/>'
        )
        parts.append(text(x + 30, y, tone, 26, colour))
    return "".join(parts)


def sources_of(event, language):
    names = dict.fromkeys(
        in_language(citation.source.publisher, "name", language)[0]
        for citation in event.citations.all()
        if citation.source.publisher
    )
    return _("Sources: %(names)s") % {"names": ", ".join(names)} if names else ""


def view_in_words(asked, language):
    """What is asked for, as a title: the filter's words, else the days shown, else the record's name."""
    words = [chip.label for chip in asked.chips]
    if asked.window:
        words.append(dates.in_words(asked.window, language, "full"))
    record = asked.vocabulary.record
    return "; ".join(words) or (record.name if record else "Shuttle")


def around(event, width, room):
    """The picture of the time around an event: as long as it needs to show something beside it."""
    first, last = max(event.earliest, date(1, 1, 1)), min(event.latest, date(9999, 12, 31))
    reach = (last - first).days
    for days in AROUND:
        begin, end = around_days(first, last, max(days, reach))
        if Event.objects.published().between(begin, end).count() >= ENOUGH:
            break
    asked = Asked(QueryDict(f"window={begin}/{end}&scale=true"))
    drawing = OneLane(asked, width=width, selected=event.slug, compact=True)
    drawing.tallest = room - TICKS
    return drawing.make()


def around_days(first, last, days):
    begin = date.fromordinal(max(1, first.toordinal() - days))
    return begin, date.fromordinal(min(date.max.toordinal(), last.toordinal() + days))


def by_tone(asked, width, room):
    by = Asked(QueryDict(asked.query(lanes="tone")))
    drawing = Drawing(by, width=width, compact=True)
    drawing.tallest = room - TICKS
    return drawing.make()


def fitted(draw, width, room):
    """The picture drawn narrow enough to be large on the card and low enough for the room, with its scale."""
    for inner in WIDTHS:
        scale = width / (inner - LEFT)
        if scale < SMALLEST:
            break
        made = draw(inner, room / scale)
        best = made, scale
        if made.height * scale <= room:
            break
    return best


def placed(made, x, y, scale):
    drawn = svg.write(made, colours=LIGHT, name="")
    today = ""
    if made.today is not None:
        today = text(x + (made.today - LEFT) * scale, y - 8, made.words.today, 17, LIGHT["ink-2"], anchor="middle")
    return f'{today}<g transform="translate({n(x - LEFT * scale)} {n(y)}) scale({scale:.4f})">{drawn}</g>'


def serif(x, y, said, size, language):
    return text(x, y, said, size, LIGHT["ink"], bold=True, extra=f' font-family="{SERIF[language]}"')


def fitting(said, width, tried):
    """The largest of the sizes at which a text fits its lines, and the lines; cut at the last."""
    for size, most in tried:
        lines = wrapped(said, width, size)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width, size, bold=True)]


def wrapped(said, width, size):
    """Lines that fit; words stay whole unless one alone is too long, what has no spaces breaks between characters."""
    lines, line = [], ""
    for unit in units_of(said, width, size):
        longer = line + unit
        if line.strip() and text_width(longer.rstrip(), size, True) > width:
            lines.append(line.strip())
            line = unit
        else:
            line = longer
    return [*lines, line.strip()]


def units_of(said, width, size):
    """What is never broken: words with the space after them, or single characters with what may not begin a line."""
    for word in said.split():
        if text_width(word, size, True) <= width and (not is_dense(word) or len(word) < 4):
            yield f"{word} "
            continue
        unit = ""
        for character in word:
            if unit and character not in HANGING:
                yield unit
                unit = ""
            unit += character
        yield f"{unit} "


def is_dense(word):
    """Whether a word is written without spaces between its words: Japanese, not Korean."""
    return any("\u3040" <= character <= "\u30ff" or "\u4e00" <= character <= "\u9fff" for character in word)


def cut(said, width, size, bold=False):
    """A text that fits one line, ending in "…" where something was left out."""
    if text_width(said, size, bold) <= width:
        return said
    while said and text_width(f"{said}…", size, bold) > width:
        said = said[:-1]
    return f"{said.rstrip(' ,;、')}…"
