"""A filtered set of events as what the timeline's picture is drawn from: items, crowds, tenures, words."""

from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import unquote

from django.conf import settings
from django.db.models import Count, DateField, F, Func, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, ExtractYear, Floor
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from timeline import dates, picture
from timeline.codebook import LANE_OF_KIND, Kind, Lane, Tone
from timeline.dates import Precision
from timeline.dates.words import SHORT_MONTHS
from timeline.drawing import EXACT
from timeline.models import Citation, Event, as_language
from timeline.picture import legend, svg
from timeline.picture.values import TONES
from timeline.vocabulary import revision_now

NAMED_AT_MOST, CROWDED = 260, 360
LONG = 1500  # days of a period that the overview shows as a line
WIDTHS = range(300, 2001, 40)
EPOCH = date(1, 1, 1)
LANE_NAMES = {kind.value: lane.value for kind, lane in LANE_OF_KIND.items()}
TONE_LANES = (Tone.COOPERATION, Tone.NEUTRAL, Tone.FRICTION)


def width_step(width):
    """The width that is drawn for a page of this width: steps of 40, from 320 to 2,000."""
    return max(320, min(2000, width // 40 * 40))


class Drawing:
    """The picture of what an EventFilter asks for. Make it, then use `svg`, `zoom` and `presets`."""

    tallest, name = None, "timeline"

    def __init__(self, asked, *, width=1240, selected="", compact=False, kin=frozenset()):
        self.asked, self.width, self.selected, self.compact = asked, width_step(width), selected, compact
        self.is_empty = False  # whether it is known already that no event is in the window
        self.kin = kin  # slugs of the events related to the selected one
        self.record = asked.vocabulary.record
        self.all_years = years_of_record(revision_now())
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
        asked = self.asked.lanes
        return [
            {"name": _("By topic"), "url": self.asked.url(lanes=None), "current": asked == ""},
            {"name": _("By tone"), "url": self.asked.url(lanes="tone"), "current": asked == "tone"},
        ]

    @property
    def legend(self):
        """Samples of what the picture shows, with their words."""
        tones = [(legend.tone(tone.value), tone.label) for tone in TONE_LANES]
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
        return svg.overview_alone(request, width, _("Events per year"), self.url)

    @cached_property
    def years(self):
        """The filter's events by year and tone; none where the filter is not understood."""
        if not self.asked.is_valid():
            return {}
        return years_of(self.asked.apply(Event.objects.published())) if self.asked.chips else self.all_years

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

    def lanes(self):
        """The lanes from top to bottom, as (key, name)."""
        lanes = TONE_LANES if self.asked.lanes == "tone" else Lane
        return tuple((str(lane.value), str(lane.label)) for lane in lanes)

    def make(self, base=""):
        """The placed picture; `base` goes before the addresses of its events."""
        first, last = self.window
        events = self.asked.apply(Event.objects.published())
        shown = events.between(date.fromordinal(first), date.fromordinal(last))
        items, crowd = ([], []) if self.is_empty else self.items_and_crowd(shown, base)
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
            filtered=bool(self.asked.chips),
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
        """The days of a ring, with some air around them."""
        air = max(3, (ring.last - ring.first) // 20)
        return self.url(max(ring.first, self.window[0]) - air, min(ring.last, self.window[1]) + air)

    @cached_property
    def events_at(self):
        """Where the events' pages are, in the reader's language: "/ko/events/"."""
        return reverse("event_detail", args=["-x-"]).removesuffix("-x-/")

    @cached_property
    def kind_names(self):
        return {kind.value: str(kind.label) for kind in Kind}

    @cached_property
    def tone_names(self):
        return {tone.value: str(tone.label) for tone in Tone}

    def items_and_crowd(self, shown, base=""):
        """The events by name where they are few; else the weightiest by name and the others counted."""
        cited = Citation.objects.filter(event=OuterRef("pk")).order_by()
        sources = cited.values("event").annotate(n=Count("source", distinct=True)).values("n")
        apart = Q(claimed_earliest__gt=OuterRef("latest")) | Q(claimed_latest__lt=OuterRef("earliest"))
        ghost = cited.filter(apart).order_by(F("claimed_latest") - F("claimed_earliest")).values("claimed_earliest")[:1]
        rows = shown.order_by("-significance", "-latest", "public_id").annotate(
            sources=Coalesce(Subquery(sources, output_field=IntegerField()), 0), ghost=Subquery(ghost)
        )
        rows = list(rows.values(*COLUMNS)[: CROWDED + 1])
        if len(rows) <= CROWDED:
            return [self.item(row, base) for row in rows], []
        named = rows[:NAMED_AT_MOST]
        return [self.item(row, base) for row in named], self.crowd(shown.exclude(pk__in=[row["pk"] for row in named]))

    def crowd(self, events):
        """Counts by lane, tone and stretch of days; one query."""
        first, last = self.window
        step = max(1, (last - first + 1) // max(12, (self.width - 200) // 20))
        low, high = Value(date.fromordinal(first), DateField()), Value(date.fromordinal(last), DateField())
        begins = days_since(Func(F("earliest"), low, function="GREATEST", output_field=DateField()))
        ends = days_since(Func(F("latest"), high, function="LEAST", output_field=DateField()))
        bucket = Floor((begins + ends - 2 * (first - 1)) / Value(2 * step), output_field=IntegerField())
        counted = events.order_by().annotate(bucket=bucket).values("bucket", "kind", "tone").annotate(n=Count("pk"))
        groups = {}
        for number, kind, tone, count in counted.values_list("bucket", "kind", "tone", "n"):
            key = (self.lane(kind, tone), tone, int(number))
            groups[key] = groups.get(key, 0) + count
        found = []
        for (lane, tone, number), count in sorted(groups.items()):
            begin, end = first + number * step, min(last, first + (number + 1) * step - 1)
            found.append(picture.Crowd(lane, tone, (begin + end + 1) / 2, count, begin, end))
        return found

    def lane(self, kind, tone):
        return str(tone) if self.asked.lanes == "tone" else LANE_NAMES[kind]

    def item(self, row, base=""):
        edtf = dates.parse(row["date"])
        language = as_language(get_language())
        title = in_words_of(row, "title", language)
        label = in_words_of(row, "short_title", language) or title
        precision = Precision(row["precision"])
        first, last = self.window
        lasting = (
            precision in (Precision.SPAN, Precision.DAYS) and "/" in row["date"] and not row["date"].startswith("[")
        )
        days = row["latest"].toordinal() - row["earliest"].toordinal()
        return picture.Item(
            key=row["slug"],
            href=f"{base}{self.events_at}{row['slug']}/",
            title=title,
            label=label,
            when=dates.in_words(edtf, language, "tight"),
            brief=self.brief(row, edtf, language),
            lane=self.lane(row["kind"], row["tone"]),
            kind=row["kind"],
            kind_name=self.kind_names[row["kind"]],
            tone=row["tone"],
            tone_name=self.tone_names[row["tone"]],
            significance=row["significance"],
            sources=row["sources"],
            first=max(first, row["earliest"].toordinal()),
            last=min(last, row["latest"].toordinal()),
            exact=precision in EXACT and not edtf.is_doubtful,
            doubtful=edtf.is_doubtful or precision == Precision.CHOICE,
            lasting=lasting and days > 45,
            related=row["slug"] in self.kin,
            ghost=row["ghost"].toordinal() if row["ghost"] and edtf.is_doubtful else None,
            fades=lasting and (edtf.is_open_end or len(row["date"].split("/")[-1]) < 10),
        )

    def brief(self, row, edtf, language):
        """The date without its year, where a section or the window may be that year."""
        year = row["earliest"].year
        if year != row["latest"].year or year not in self.years_alone:
            return ""
        return dates.in_words(edtf, language, "tight", within_year=year)

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
            lanes=self.lanes(),
            months=tuple(months_of(language)),
            today=_("Today"),
            above=office_in_words(record and record.office_above, self.asked.vocabulary),
            below=office_in_words(record and record.office_below, self.asked.vocabulary),
            overview=_("Events per year"),
            grips=(_("Start of the window"), _("End of the window")),
            threads=_("Wider where more is recorded"),
            events=events_in_words,
            ring=ring_in_words,
            day=lambda day: dates.in_words(date.fromordinal(day).isoformat(), language, "tight"),
            cjk=language != "en",
        )


COLUMNS = (
    "pk", "slug", "date", "earliest", "latest", "precision", "kind", "tone", "significance", "sources", "ghost",
    "title_en", "title_ko", "title_ja", "short_title_en", "short_title_ko", "short_title_ja",
)  # fmt: skip


@lru_cache(maxsize=256)
def _drawn(key):
    return key.drawing.write()


class Key:
    """A drawing as the cache knows it: equal where everything that a picture depends on is."""

    def __init__(self, drawing, *parts):
        self.drawing, self.parts = drawing, parts

    def __hash__(self):
        return hash(self.parts)

    def __eq__(self, other):
        return self.parts == other.parts


def drawn(drawing, *parts):
    """The picture's SVG, kept while the record, the question, the width and the day are the same."""
    if parts[0] < 0:
        return drawing.write()
    return _drawn(Key(drawing, *parts, drawing.asked.today, drawing.asked.scale, drawing.asked.lanes))


def forget():
    """Keep no picture and no years: for tests, whose transactions end without a new revision."""
    _drawn.cache_clear()
    years_of_record.cache_clear()


def days_since(day):
    """A day as its ordinal, in SQL."""
    return Func(
        day,
        Value(EPOCH, DateField()),
        template="((%(expressions)s) + 1)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )


def years_of(events):
    """Events by the year of their first day and by tone: {year: {tone: n}}."""
    years = {}
    rows = events.order_by().annotate(year=Cast(ExtractYear("earliest"), IntegerField())).values("year", "tone")
    for year, tone, n in rows.annotate(n=Count("pk")).values_list("year", "tone", "n"):
        if year > 1:
            years.setdefault(year, dict.fromkeys(TONES, 0))[tone] = n
    return years


@lru_cache(maxsize=2)
def years_of_record(revision):
    """`years_of` all published events, kept by the record's revision."""
    return years_of(Event.objects.published())


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


def ring_in_words(n, first, last):
    language = as_language(get_language())
    span = f"{date.fromordinal(first)}/{date.fromordinal(last)}" if first != last else str(date.fromordinal(first))
    return _("%(events)s, %(dates)s; opens these days") % {
        "events": events_in_words(n),
        "dates": dates.in_words(span, language, "short"),
    }


def months_of(language):
    if language == "en":
        return list(SHORT_MONTHS)
    return [pgettext("month on the axis", "%(n)s") % {"n": n} for n in range(1, 13)]
