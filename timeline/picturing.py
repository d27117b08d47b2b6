"""A filtered set of events as what the timeline's picture is drawn from: items, crowds, tenures, words."""

from datetime import date
from functools import cache, cached_property
from urllib.parse import unquote

import numpy as np
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from timeline import dates, picture
from timeline.codebook import Kind, Tone
from timeline.dates import Precision
from timeline.dates.words import SHORT_MONTHS
from timeline.drawing import EXACT
from timeline.kept import Kept
from timeline.lanes import MODES, TONES_DOWN, lanes_of
from timeline.lines import events_at
from timeline.models import Event, as_language
from timeline.picture import legend, strip, svg
from timeline.selection import Selection
from timeline.vocabulary import revision_now

CROWDED, NAMED = 360, 100  # of more events than CROWDED as many are named as have most weight, and, for names
STRETCHES, OF_EACH, LOOKED_AT = 16, 2, 20_000  # everywhere, some of each lane's stretches, among the weightiest
MONTHS, YEARS = 180, 1461  # days from which a stretch is said in months, in years
LONG = 1500  # days of a period that the overview shows as a line
WIDTHS = range(300, 2001, 40)


def width_step(width):
    """The width that is drawn for a page of this width: steps of 40, from 320 to 2,000."""
    return max(320, min(2000, width // 40 * 40))


class Drawing:
    """The picture of what an EventFilter asks for. Make it, then use `svg`, `zoom` and `presets`."""

    tallest: int | None = None
    name = "timeline"

    def __init__(self, asked, *, found=None, width=1240, selected="", compact=False, kin=frozenset()):
        self.asked, self.width, self.selected, self.compact = asked, width_step(width), selected, compact
        self.found = found or Selection(asked)
        self.kin = kin  # slugs of the events related to the selected one
        self.record = asked.vocabulary.record
        self.all_years = self.found.index.years_and_tones(self.found.index.everything)
        self.first, self.last = self.whole()
        self.window = self.window_asked()

    # The window

    def whole(self):
        """The first and last day of the record: whole years around its events."""
        years = self.all_years or {date.today().year: {}}
        edges = self.record.section_edges if self.record else []
        first = min([*years, *edges[:1]])
        return date(max(1, first), 1, 1).toordinal(), date(min(9999, max(years)), 12, 31).toordinal()

    def window_asked(self):
        """The days shown: the window, else the days of the filter, else the whole record; never outside of it."""
        first, last = self.first, self.last
        if self.asked.window:
            first, last = self.asked.window.earliest.toordinal(), self.asked.window.latest.toordinal()
        elif {"from", "to"} & set(self.asked.asked):
            first = self.asked.first.toordinal() if "from" in self.asked.asked else first
            last = self.asked.last.toordinal() if "to" in self.asked.asked else last
        first, last = max(self.first, min(first, self.last)), min(self.last, max(last, self.first))
        return (first, last) if first <= last else (self.first, self.last)

    @property
    def is_whole(self):
        return self.window == (self.first, self.last)

    def url(self, first, last):
        """The address of another window; none is said where it is the whole record."""
        first, last = max(self.first, first), min(self.last, last)
        whole = (first, last) == (self.first, self.last)
        text = None if whole else f"{date.fromordinal(first)}/{date.fromordinal(last)}"
        return self.asked.url(window=text, selected=self.selected or None)

    @property
    def zoom(self):
        """Addresses of the neighbouring windows: closer, farther, earlier, later; None where there is none."""
        first, last = self.window
        days = last - first + 1
        quarter, half = days // 4, days // 2
        return {
            "closer": self.url(first + quarter, last - quarter) if days > 14 else None,
            "farther": None if self.is_whole else self.url(first - half, last + half),
            "earlier": self.url(first - half, last - half) if first > self.first else None,
            "later": self.url(first + half, last + half) if last < self.last else None,
            "whole": None if self.is_whole else self.url(self.first, self.last),
        }

    @property
    def presets(self):
        """The record's preset windows with their addresses, the whole record first."""
        language = as_language(get_language())
        found = [{"name": _("Whole record"), "url": self.url(self.first, self.last), "current": self.is_whole}]
        for preset in self.record.presets if self.record else []:
            edtf = dates.parse(preset["window"])
            first, last = max(self.first, edtf.earliest.toordinal()), min(self.last, edtf.latest.toordinal())
            name = preset["name"].get(language) or preset["name"].get("en", "")
            found.append({"name": name, "url": self.url(first, last), "current": self.window == (first, last)})
        return found

    @property
    def lane_modes(self):
        names = {"topic": _("By topic"), "tone": _("By tone"), "country": _("By country"), "actor": _("By actor")}
        now = self.asked.lanes or "topic"
        return [
            {
                "name": names[mode],
                "url": self.asked.url(lanes=None if mode == "topic" else mode),
                "current": mode == now,
            }
            for mode in MODES
        ]

    @property
    def legend(self):
        """Samples of what the picture shows, with their words."""
        tones = [(legend.tone(tone.value), tone.label) for tone in TONES_DOWN]
        return [
            *tones,
            (legend.sizes(), _("Significance")),
            (legend.coarse(), _("Month or year only")),
            (legend.doubtful(), _("Date in doubt")),
            (legend.several(), _("Several events; opens their days")),
        ]

    # The events

    @property
    def overview(self):
        """The strip by itself, for phones."""
        return self.strip_alone(340)

    @property
    def pale(self):
        """The strip by itself with nothing chosen: what is shown of the record while a filter is not understood."""
        return self.strip_alone(self.width)

    def strip_alone(self, width):
        first, last = self.window
        request = picture.Request(
            first=first,
            last=last,
            strip=self.years,
            strip_all=self.all_years,
            record_first=self.first,
            record_last=self.last,
        )
        return strip.overview_alone(request, width, _("Events per year"), self.url)

    @cached_property
    def years(self):
        """The filter's events by year and tone; none where the filter is not understood."""
        if not self.asked.is_valid():
            return {}
        return self.found.index.years_and_tones(self.found.rows) if self.asked.chips else self.all_years

    @property
    def svg(self):
        language = as_language(get_language())
        asked = (self.asked.query(), self.name, self.window, self.width, self.selected, self.compact)
        return drawn(self, revision_now(), *asked, language)

    @property
    def leaders(self):
        return not self.compact

    @property
    def stretched(self):
        return self.asked.scale != "true"

    @cached_property
    def lanes(self):
        return lanes_of(self.found)

    def make(self, base=""):
        """The placed picture; `base` goes before the addresses of its events."""
        first, last = self.window
        items, crowd = self.items_and_crowd(self.found.rows & self.found.between(first, last), base)
        held = sum(group.count for group in crowd) + len(items)
        request = picture.Request(
            first=first,
            last=last,
            width=self.width,
            stretched=self.stretched,
            height=self.tallest,
            leaders=self.leaders,
            edges=tuple(date(year, 1, 1).toordinal() for year in (self.record.section_edges if self.record else ())),
            selected=self.selected,
            today=self.asked.today.toordinal(),
            compact=self.compact,
            filtered=bool(self.asked.chips) or self.asked.lanes in ("country", "actor"),
            count=held,
            strip=self.years,
            strip_all=self.all_years,
            record_first=self.first,
            record_last=self.last,
            periods=tuple((i.first, i.last, i.tone) for i in items if i.lasting and i.last - i.first > LONG),
        )
        return picture.draw(items, crowd, self.bands(), request, self.words())

    def write(self):
        made = self.make()
        name = _("Timeline: %(n)s") % {"n": events_in_words(made.request.count)}
        return svg.write(made, ring_href=self.ring_url, name=name)

    def standalone(self):
        """The picture with its title, source line, address and date; its links are whole addresses."""
        made = self.make(base=settings.SITE_URL)
        asked = "; ".join(chip.label for chip in self.asked.chips)
        title = " · ".join(part for part in (self.record.name if self.record else "Shuttle", asked) if part)
        changed = self.record.changed_at if self.record else None
        language = as_language(get_language())
        day = dates.in_words(timezone.localdate(changed).isoformat(), language, "full") if changed else ""
        address = settings.SITE_URL + reverse("event_list") + self.asked.url(selected=self.selected or None).rstrip("?")
        source = _("%(events)s; record as of %(day)s; %(address)s; %(licence)s") % {
            "events": events_in_words(made.request.count),
            "day": day,
            "address": unquote(address),
            "licence": self.record.licence if self.record else "",
        }
        return svg.standalone(made, ring_href=lambda ring: address, name=title, source=source)

    def ring_url(self, ring):
        """The whole months or years of a ring; of a short one, or where that shows hardly less than now, its days with
        some air around them."""
        first, last = max(ring.first, self.window[0]), min(ring.last, self.window[1])
        text = stretch(first, last)
        if last - first < MONTHS or (last - first) * 4 > (self.window[1] - self.window[0]) * 3:
            air = max(3, (ring.last - ring.first) // 20)
            first, last = max(self.first, first - air), min(self.last, last + air)
            text = f"{date.fromordinal(first)}/{date.fromordinal(last)}"
        if (first, last) == (self.first, self.last):
            return self.url(first, last)
        before, after = self.around_window
        return f"{before}{text.replace('/', '%2F')}{after}"

    @cached_property
    def around_window(self):
        """What stands before and after the window in an address; a picture has a hundred that differ in it."""
        days = f"window={date.fromordinal(self.first)}%2F{date.fromordinal(self.last - 1)}"
        before, _days, after = self.url(self.first, self.last - 1).partition(days)
        return f"{before}window=", after

    @cached_property
    def kind_names(self):
        return {kind.value: str(kind.label) for kind in Kind}

    @cached_property
    def tone_names(self):
        return {tone.value: str(tone.label) for tone in Tone}

    def items_and_crowd(self, shown, base=""):
        """The events by name where they are few; else the weightiest by name and the others counted."""
        index, places = self.found.index, self.found.heaviest(shown, LOOKED_AT)
        crowded = len(places) > CROWDED
        if crowded:
            places = places[self.worth_naming(places)]
        if not len(places):
            return [], []
        named = dict(zip(index.pk[places].tolist(), places.tolist(), strict=True))
        rows = {row["pk"]: row for row in Event.objects.keyed(list(named)).order_by().values(*COLUMNS)}
        items = [self.item(rows[pk], place, base) for pk, place in named.items() if pk in rows]
        if not crowded:
            return items, []
        others = shown.copy()
        others[places] = False
        return items, self.crowd(others)

    def worth_naming(self, places):
        """Which of these places of the index, in the order of their weight, are drawn by name: the weightiest of all,
        and of each lane in each stretch of as many events."""
        stretches = np.argsort(np.argsort(self.found.index.earliest[places])) * STRETCHES // len(places)
        cells = self.lanes.places[places] * STRETCHES + stretches
        order = np.argsort(cells, kind="stable")
        _cells, first, sizes = np.unique(cells[order], return_index=True, return_counts=True)
        rank = np.empty(len(places), int)
        rank[order] = np.arange(len(places)) - np.repeat(first, sizes)
        return (rank < OF_EACH) | (np.arange(len(places)) < NAMED)

    def crowd(self, others):
        """Counts by lane, tone and stretch of days."""
        first, last = self.window
        step = max(1, (last - first + 1) // max(12, (self.width - 200) // 20))
        groups = {}
        for lane, tone, number, count in self.found.crowds(others, self.lanes, first, last, step):
            groups[self.lanes.names[lane][0], tone, number] = count
        found = []
        for (lane, tone, number), count in sorted(groups.items()):
            begin, end = first + number * step, min(last, first + (number + 1) * step - 1)
            found.append(picture.Crowd(lane, tone, (begin + end + 1) / 2, count, begin, end))
        return found

    @cached_property
    def language(self):
        return as_language(get_language())

    def item(self, row, place, base=""):
        edtf, language = dates.parse(row["date"]), self.language
        label = in_words_of(row, "short_title", language) or in_words_of(row, "title", language)
        precision = edtf.precision
        first, last = self.window
        lasting = (
            precision in (Precision.SPAN, Precision.DAYS) and "/" in row["date"] and not row["date"].startswith("[")
        )
        days = row["latest"].toordinal() - row["earliest"].toordinal()
        return picture.Item(
            key=row["slug"],
            href=f"{base}{events_at(language)}{row['slug']}/",
            label=label,
            when=dates.in_words(row["date"], language, "tight"),
            brief=self.brief(row, language),
            lane=self.lanes.key(place),
            kind=row["kind"],
            kind_name=self.kind_names[row["kind"]],
            tone=row["tone"],
            tone_name=self.tone_names[row["tone"]],
            significance=row["significance"],
            sources=int(self.found.index.sources[place]),
            first=max(first, row["earliest"].toordinal()),
            last=min(last, row["latest"].toordinal()),
            exact=precision in EXACT and not edtf.is_doubtful,
            doubtful=edtf.is_doubtful or precision == Precision.CHOICE,
            lasting=lasting and days > 45,
            related=row["slug"] in self.kin,
            ghost=self.found.index.ghosts.get(row["pk"]) if edtf.is_doubtful else None,
            fades=lasting and (edtf.is_open_end or len(row["date"].split("/")[-1]) < 10),
        )

    def brief(self, row, language):
        """The date without its year, where a section or the window may be that year."""
        year = row["earliest"].year
        if year != row["latest"].year or year not in self.years_alone:
            return ""
        return dates.in_words(row["date"], language, "tight", within_year=year)

    @cached_property
    def years_alone(self):
        """The years that a section or the whole window may be: their dates need not say them."""
        first, last = (date.fromordinal(day).year for day in self.window)
        edges = set(self.record.section_edges) if self.record else set()
        return {
            year for year in {*edges, last} if year + 1 in edges or year == last and (year in edges or first == last)
        }

    def bands(self):
        known = self.asked.vocabulary
        language = ("en", "ko", "ja").index(as_language(get_language()))
        found = []
        for side, office in (("above", known.office_above), ("below", known.office_below)):
            for tenure in known.tenures_of(office):
                family = tenure.family_names[language] or tenure.family_names[0] or tenure.name
                found.append(
                    picture.Band(tenure.name, family, tenure.earliest.toordinal(), tenure.latest.toordinal(), side)
                )
        return found

    def words(self):
        language = as_language(get_language())
        record = self.record
        return picture.Words(
            lanes=self.lanes.names,
            months=tuple(months_of(language)),
            today=_("Today"),
            above=office_in_words(record and record.office_above, self.asked.vocabulary),
            below=office_in_words(record and record.office_below, self.asked.vocabulary),
            overview=_("Events per year"),
            grips=(_("Start of the window"), _("End of the window")),
            threads=_("Wider where more is recorded"),
            events=events_in_words,
            ring=ring_words(language),
            day=lambda day: dates.in_words(date.fromordinal(day).isoformat(), language, "tight"),
            cjk=language != "en",
        )


COLUMNS = (
    "pk", "slug", "date", "earliest", "latest", "kind", "tone", "significance",
    "title_en", "title_ko", "title_ja", "short_title_en", "short_title_ko", "short_title_ja",
)  # fmt: skip


_drawn = Kept(64)


def drawn(drawing, *parts):
    """The picture's SVG, kept while the record, the question, the width and the day are the same."""
    if parts[0] < 0:
        return drawing.write()
    key = (*parts, drawing.asked.today, drawing.asked.scale, drawing.asked.lanes)
    return _drawn.get(key) or _drawn.put(key, drawing.write())


def forget():
    """Keep no picture: for tests, whose transactions end without a new revision."""
    _drawn.clear()


def in_words_of(row, field, language):
    for code in (language, "en", "ko", "ja"):
        if text := row[f"{field}_{code}"]:
            return text
    return ""


def office_in_words(office, known):
    """An office as it is named beside the axis: "President, KR"."""
    if not office:
        return ""
    offices = {country.pk: country.iso for country in known.countries.values()}
    return ", ".join(part for part in (office.title, offices.get(office.country_id)) if part)


def events_in_words(n):
    return ngettext("%(n)s event", "%(n)s events", n) % {"n": n}


def ring_words(language):
    """(n, first day, last day) → the accessible name of a ring."""
    pattern = _("%(events)s, %(dates)s; opens these days")
    events = cache(events_in_words)

    def in_words(n, first, last):
        return pattern % {"events": events(n), "dates": dates.in_words(stretch(first, last), language, "short")}

    return in_words


def stretch(first, last):
    """Two days (ordinals) and what lies between as EDTF; a long stretch to the month or to the year."""
    days, a, b = last - first, date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
    kept = 4 if days >= YEARS else 7 if days >= MONTHS else 10
    return f"{a[:kept]}/{b[:kept]}" if days else a


def months_of(language):
    if language == "en":
        return list(SHORT_MONTHS)
    return [pgettext("month on the axis", "%(n)s") % {"n": n} for n in range(1, 13)]
