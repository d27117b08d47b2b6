"""What an embed is asked for, and what it then shows: the filter's events in time, five of them, one on the card."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from html import escape
from urllib.parse import urlencode

import numpy as np
from django.conf import settings
from django.db.models import prefetch_related_objects
from django.db.models.query import Prefetch
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline import dates
from timeline.codebook import Status
from timeline.event_detail import NOT_SHOWN
from timeline.filters import EventFilter
from timeline.known import known_events
from timeline.lanes import one_lane
from timeline.models import Citation, Event, Noun, OldSlug, Story, as_language, in_language
from timeline.picture import svg
from timeline.picturing import Drawing, events_in_words
from timeline.selection import Selection

LOOKS = ("picture", "list")
THEMES = ("match", "light", "dark")
TITLE_AT_MOST = 80
WIDTH, HEIGHT = 640, 420
WIDTHS, HEIGHTS = range(200, 2001), range(200, 1201)
KEY_EVENTS = 5
AROUND_PICTURE = 34  # px beside the picture in the frame
FURNITURE = 262  # px of the frame's height that title, ticks, card and foot take


class Embed:
    """An embed as a query string asks for it: the pages' filter, and an allow-list of choices of its own.

    A wrong value is an error of the filter. Former addresses of events hold; withdrawn events are left out of the
    chosen ones, and `withdrawn` is the first of them where nothing else is asked for, or the one to open on.
    """

    def __init__(self, data, *, today=None):
        self.withdrawn = None
        lists = {name: data.getlist(name) if hasattr(data, "getlist") else list(data[name]) for name in data}
        self.data = self.settled(lists)
        themes = self.data.get("theme", [])  # the filter's themes, and light or dark, by one name
        of_record = {"theme": [value for value in themes if value not in THEMES]}
        self.asked = asked = EventFilter(self.data | of_record, today=today)
        self.selected = asked.one("selected")
        self.title = " ".join("".join(c if c.isprintable() else " " for c in asked.one("title")).split())
        if len(self.title) > TITLE_AT_MOST:
            asked.fault("title", _("The title is longer than %(n)s characters; shorten it.") % {"n": TITLE_AT_MOST})
            self.title = ""
        self.look = self.one_of("look", LOOKS)
        self.theme = next((value for value in themes if value in THEMES), THEMES[0])
        self.width = self.number("width", WIDTHS, WIDTH)
        self.height = self.number("height", HEIGHTS, HEIGHT)

    def one_of(self, name, known):
        value = self.asked.one(name) or known[0]
        if value in known:
            return value
        message = _("“%(value)s” is not understood. Known are: %(known)s.")
        self.asked.fault(name, message % {"value": value[:40], "known": ", ".join(known)})
        return known[0]

    def number(self, name, known, default):
        value = self.asked.one(name) or str(default)
        if value.isascii() and value.isdigit() and len(value) < 6 and int(value) in known:
            return int(value)
        message = _("“%(value)s” is no whole number from %(first)s to %(last)s.")
        self.asked.fault(name, message % {"value": value[:40], "first": known[0], "last": known[-1]})
        return default

    def settled(self, data):
        """The query with events by their present addresses: the record is corrected, embeds stay as they are."""
        asked = {slug.strip()[:80] for name in ("event", "selected") for slug in data.get(name, [])} - {""}
        if not asked:
            return data
        by_slug = {event.slug: event for event in known_events().filter(slug__in=asked).defer(*NOT_SHOWN)}
        former, by_id = {}, {}
        if others := asked - set(by_slug):
            former = dict(OldSlug.objects.filter(noun=Noun.EVENT, slug__in=others).values_list("slug", "public_id"))
            events = known_events().filter(public_id__in=former.values()).defer(*NOT_SHOWN) if former else []
            by_id = {event.public_id: event for event in events}

        def now(slug):
            return by_slug.get(slug) or by_id.get(former.get(slug))

        settled = dict(data)
        for name in ("selected", "event"):
            values = [value.strip() for value in data.get(name, [])]
            gone = [e for e in map(now, values) if e and e.status == Status.WITHDRAWN]
            kept = [now(value).slug if now(value) else value for value in values if now(value) not in gone]
            if name in data:
                settled[name] = kept
            if gone and (name == "selected" or not kept):
                self.withdrawn = gone[0]
        return settled

    # Addresses

    def query(self, **changes):
        """The canonical query of this embed, with changes; defaults are left out."""
        own = {"selected": self.selected, "title": self.title, "look": self.look, "theme": self.theme}
        own |= {"width": str(self.width), "height": str(self.height)}
        changes = {"sort": None, "lanes": None} | changes
        own |= {name: value for name, value in changes.items() if name in own}
        usual = {"look": LOOKS[0], "theme": THEMES[0], "width": str(WIDTH), "height": str(HEIGHT)}
        pairs = [(name, value) for name, value in own.items() if value and value != usual.get(name)]
        asked = self.asked.query(**{name: value for name, value in changes.items() if name not in own})
        return "&".join(part for part in (asked, urlencode(pairs)) if part)

    def url(self, **changes):
        return f"?{self.query(**changes)}"

    @property
    def is_gone(self):
        """Whether the one event that this embed is of was withdrawn."""
        return self.withdrawn is not None and "event" not in self.asked.asked and "event" in self.data

    def address(self, **changes):
        """The whole address of the framed page, in the language of now."""
        query = self.query(**changes)
        return settings.SITE_URL + reverse("embed_timeline") + (f"?{query}" if query else "")

    def iframe(self, width, height):
        """A plain frame, right without any script; `width` in px or "100%"."""
        drawn = WIDTH if width == "100%" else max(WIDTHS[0], width)
        address = self.address(width=str(drawn), height=str(max(HEIGHTS[0], height)))
        return (
            f'<iframe src="{escape(address)}" width="{width}" height="{height}" title="{escape(self.name)}"'
            ' loading="lazy" frameborder="0"></iframe>'
        )

    def for_others(self):
        """This embed for another page to hold: the days that this one's window shows have become its dates."""
        window, asked = self.asked.window, self.asked
        if not window or not asked.is_valid():
            return self
        data = {name: values for name, values in self.data.items() if name != "window"}
        ends = window.text.split("/") if "/" in window.text else [window.text] * 2
        if window.earliest > asked.first:
            data["from"] = [ends[0]]
        if window.latest < asked.last:
            data["to"] = [ends[1]]
        data.pop("dates", None)
        for name in {"from", "to"} & set(asked.asked):
            data.setdefault(name, [asked.asked[name]])
        return Embed(data, today=asked.today)

    @property
    def whole_url(self):
        return self.url(window=None)

    @property
    def steps(self):
        """The events before and after the chosen one, as (name of the button, address or None)."""
        return [
            (name, slug and self.url(selected=slug)) for name, slug in zip(("left", "right"), self.beside, strict=True)
        ]

    @property
    def full_url(self):
        """The whole timeline with the same filter."""
        query = self.asked.query(window=None, selected=self.selected or None)
        return reverse("event_list") + (f"?{query}" if query else "")

    # What it shows

    @property
    def heading(self):
        """The title asked for, else the story's or the record's name."""
        if self.title:
            return self.title
        if slug := self.asked.asked.get("story"):
            return in_language(Story.objects.get(slug=slug), "title")[0]
        record = self.asked.vocabulary.record
        return record.name if record else "Shuttle"

    @property
    def name(self):
        """What a program or a screen reader calls it: as its heading, or the one event that it is of."""
        alone = not self.title and len(self.asked.asked.get("event", ())) == 1
        return self.chosen.title if alone and self.chosen else self.heading

    @cached_property
    def found(self):
        return Selection(self.asked)

    @property
    def count(self):
        return self.found.count

    @cached_property
    def shown(self):
        """How many of the events may have happened in the opened days."""
        return int(np.count_nonzero(self.found.in_window))

    @cached_property
    def days(self):
        """The first and last day that an event may lie on, no further than was asked; known ends only."""
        starts, ends = self.found.index.earliest[self.found.rows], self.found.index.latest[self.found.rows]
        starts, ends = starts[starts > date.min.toordinal()], ends[ends < date.max.toordinal()]
        known = [int(days) for found in (starts, ends) if len(found) for days in (found.min(), found.max())]
        low, high = (date.fromordinal(days) for days in (min(known, default=1), max(known, default=1)))
        low, high = max(low, self.asked.first), min(high, self.asked.last)
        return (low, high) if low <= high else (high, low)

    @property
    def span(self):
        """The time of the events in words: years, or months where it is one year."""
        first, last = self.days
        one_year = first.year == last.year
        ends = [f"{day.year:04}-{day.month:02}" if one_year else f"{day.year:04}" for day in (first, last)]
        text = ends[0] if ends[0] == ends[1] else "/".join(ends)
        return dates.in_words(text, as_language(get_language()), "short")

    @cached_property
    def chosen(self):
        """The event on the card: the one selected, else the most significant."""
        key = (self.key_events or [None])[0]
        if not self.selected:
            return key
        known = next((event for event in self.key_events if event.slug == self.selected), None)
        asked = known or Event.objects.published().filter(slug=self.selected).defer(*NOT_SHOWN).first()
        return asked if asked and (self.found.rows & self.found.index.rows_of([asked.pk])).any() else key

    @cached_property
    def key_events(self):
        """The five most significant, weightiest first."""
        keys = self.found.first_keys(self.found.in_window, "significance", KEY_EVENTS)
        events = Event.objects.keyed(keys).defer(*NOT_SHOWN) if keys else []
        return sorted(events, key=lambda event: keys.index(event.pk))

    @cached_property
    def listed(self):
        """The five in time order; the chosen one is always among them."""
        five = self.key_events
        if self.chosen and self.chosen not in five:
            five = [*five[: KEY_EVENTS - 1], self.chosen]
        return sorted(five, key=lambda e: (e.earliest, -e.latest.toordinal(), e.public_id))

    @cached_property
    def citations(self):
        """The chosen event's, the first being the one that the card names; a source once."""
        if not self.chosen:
            return []
        sources = Citation.objects.select_related("source__publisher").defer("source__text")
        prefetch_related_objects([self.chosen], Prefetch("citations", sources))
        return list({citation.source_id: citation for citation in reversed(self.chosen.citations.all())}.values())[::-1]

    @property
    def more_sources(self):
        return len(self.citations) - 1

    @cached_property
    def beside(self):
        """The events before and after the chosen one in time, as (slug or None, slug or None)."""
        index = self.found.index  # its rows are newest first
        here = np.flatnonzero(index.rows_of([self.chosen.pk]))[0]
        places = np.flatnonzero(self.found.in_window)
        sides = [places[places > here][:1], places[places < here][-1:]]
        keys = [int(index.pk[side[0]]) if len(side) else None for side in sides]
        slugs = dict(Event.objects.keyed([key for key in keys if key]).values_list("pk", "slug"))
        return [slugs.get(key) for key in keys]

    @cached_property
    def drawing(self):
        return EmbedDrawing(self)


class EmbedDrawing(Drawing):
    """The picture of an embed: one lane, and every link stays in the frame."""

    def __init__(self, embed):
        self.embed = embed
        chosen = embed.chosen.slug if embed.chosen else ""
        super().__init__(
            embed.asked, found=embed.found, width=embed.width - AROUND_PICTURE, selected=chosen, compact=True
        )
        self.tallest = max(84, embed.height - FURNITURE)
        self.around = embed.url(selected=None), "&" if embed.query(selected=None) else ""

    def whole(self):
        """The days that were asked for; elsewhere those of the events, with some air."""
        low, high = super().whole()
        first, last = (day.toordinal() for day in self.embed.days)
        air = max(25, (last - first) // 25)
        asked = self.asked.asked
        first = self.asked.first.toordinal() if "from" in asked else first - air
        last = self.asked.last.toordinal() if "to" in asked else last + air
        first, last = max(low, min(first, high)), min(high, max(last, low))
        return (first, last) if first < last else (low, high)

    def url(self, first, last, **changes):
        first, last = max(self.first, first), min(self.last, last)
        whole = (first, last) == (self.first, self.last)
        window = None if whole else f"{date.fromordinal(first)}/{date.fromordinal(last)}"
        return self.embed.url(window=window, **changes)

    name = "embed"

    @cached_property
    def made(self):
        return self.make()

    @property
    def is_stretched(self):
        return self.made.scale.stretched and len(self.made.scale.sections) > 1

    def write(self):
        name = _("Timeline: %(n)s") % {"n": events_in_words(self.made.request.count)}
        return svg.write(self.made, ring_href=self.ring_url, name=name)

    def ring_url(self, ring):
        """The days of a ring, with some air around them; its weightiest event is on the card then."""
        air = max(3, (ring.last - ring.first) // 20)
        return self.url(max(ring.first, self.window[0]) - air, min(ring.last, self.window[1]) + air, selected=None)

    @property
    def lanes(self):
        return one_lane(self.found)

    def item(self, *args, **options):
        made = super().item(*args, **options)
        before, joint = self.around
        return replace(made, href=f"{before}{joint}selected={made.key}")
