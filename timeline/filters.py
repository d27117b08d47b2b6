"""The query string as a filter: what a reader asked for, in words, as a queryset and back as a canonical query string.

The query string is the only state of a search; every rendering takes the same one. A value that is not understood is
always an error; a name that is not understood is one where `strict` (API and files) and ignored on pages.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline import dates
from timeline.codebook import Kind, Significance, Tone
from timeline.models import Citation, Event, Participation, Source, Story, as_language, in_language
from timeline.models.searching import matches
from timeline.search import read_query
from timeline.vocabulary import vocabulary

MANY = ("kind", "actor", "with", "country", "theme", "publisher", "source", "tone", "language", "event")
ORDER = (
    "q", "from", "to", "kind", "actor", "with", "country", "theme", "publisher", "source", "during", "tone",
    "significance", "story", "language", "event", "sort",
)  # fmt: skip
VIEW = ("window", "scale", "lanes", "selected", "width", "after", "limit", "lang")
SORTS = ("-date", "date", "significance", "relevance")
MAX_LENGTH = 200
MAX_VALUES = 50
MAX_LIMIT = 500


@dataclass(frozen=True)
class Chip:
    """One thing asked for, in words, with the query that no longer asks for it."""

    name: str
    value: str
    label: str
    url: str


def label_of(name):
    """What a reader calls a parameter."""
    return {
        "q": _("Words"),
        "dates": _("Date"),
        "from": _("From"),
        "to": _("To"),
        "kind": _("Kind"),
        "actor": _("Person or body"),
        "with": _("Together with"),
        "country": _("Country"),
        "theme": _("Theme"),
        "publisher": _("Publisher"),
        "source": _("Source"),
        "during": _("During"),
        "tone": _("Tone"),
        "significance": _("Significance"),
        "story": _("Story"),
        "language": _("Language of a source"),
        "event": _("Chosen event"),
        "sort": _("Order"),
        "window": _("Window"),
        "lanes": _("Lanes"),
        "scale": _("Scale"),
        "limit": _("Number of events"),
        "after": _("Place in the list"),
    }.get(name, name)


def as_in_prose(typed, today, language):
    """The one date that what was typed says as prose would: "two years ago", "in 2025"; else None."""
    from timeline.extract import find_dates

    found = find_dates(typed, today, language)
    rest = typed.replace(found[0].text, "", 1).strip().casefold() if len(found) == 1 else typed
    return found[0].date if rest in ("", "in", "on", "during", "the", "in the", "on the", "の") else None


class EventFilter:
    """What a reader asked for, read from a QueryDict (or a dict of lists)."""

    def __init__(self, data, *, strict=False, today=None):
        self.data = {name: data.getlist(name) if hasattr(data, "getlist") else list(data[name]) for name in data}
        self.vocabulary = vocabulary()
        self.strict = strict
        self.today = today or self._today()
        self.errors = {}
        self.error_guess = None
        self.asked = {}
        self.window = None
        self.lanes = self.scale = ""
        self.limit = None
        self._read()

    def _today(self):
        return self.vocabulary.today

    # Reading

    def is_valid(self):
        return not self.errors

    def fault(self, name, message):
        self.errors.setdefault(name, []).append(message)

    def one(self, name):
        """The single value of a parameter, or "". Two different ones are an error."""
        values = {value.strip() for value in self.data.get(name, [])} - {""}
        if len(values) > 1:
            self.fault(name, _("“%(name)s” is given %(n)s times; give it once.") % {"name": name, "n": len(values)})
            return ""
        value = next(iter(values), "")
        if len(value) > MAX_LENGTH:
            self.fault(name, _("This is longer than %(n)s characters; shorten it.") % {"n": MAX_LENGTH})
            return ""
        return value

    def many(self, name):
        values = sorted({value.strip() for value in self.data.get(name, [])} - {""})
        if len(values) > MAX_VALUES:
            self.fault(name, _("At most %(n)s values of “%(name)s” fit one filter.") % {"n": MAX_VALUES, "name": name})
            return []
        return values

    def _read(self):
        if self.strict:
            for name in self.data:
                if name not in ORDER and name not in VIEW and name != "dates":
                    known = ", ".join(("dates", *ORDER, *VIEW))
                    self.fault(
                        name,
                        _("“%(name)s” is no parameter here. Known are: %(known)s.")
                        % {"name": name[:60], "known": known},
                    )
        self._read_words()
        self._read_dates()
        known = self.vocabulary
        self._read_known("kind", dict(Kind.choices))
        self._read_known("actor", known.actors)
        self._read_known("with", known.actors)
        self._read_known("country", known.countries)
        self._read_known("theme", known.themes)
        self._read_known("publisher", known.publishers)
        self._read_known("tone", dict(Tone.choices))
        self._read_rows("source", Source)
        self._read_rows("event", Event.objects.published())
        self._read_languages()
        self._read_one_of("during", known.stretches)
        self._read_one_of("significance", {str(n): label for n, label in Significance.choices})
        self._read_story()
        self._read_view()
        if self.asked.get("significance") == "1":
            del self.asked["significance"]

    def _read_words(self):
        words = self.one("q")
        if words and not read_query(words):
            self.fault(
                "q", _("There is no word to search for in “%(words)s”. Type letters or digits.") % {"words": words}
            )
        elif words and all(term.excluded for term in read_query(words)):
            self.fault("q", _("Search for at least one word; “-” before a word leaves it out."))
        elif words:
            self.asked["q"] = " ".join(words.split())

    def _read_dates(self):
        typed = self.one("dates")
        language = as_language(get_language())
        if typed:
            try:
                asked = dates.read_range(typed, self.today, language)
                first, last = asked.edtf_from, asked.edtf_to
            except dates.DateError as error:
                first = last = as_in_prose(typed, self.today, language)
                if first is None:
                    self._date_fault("dates", typed, error)
                    return
        else:
            first, last = self._read_date("from", language), self._read_date("to", language)
        if first and first.earliest != date.min:
            self.asked["from"] = str(first)
        if last and last.latest != date.max:
            self.asked["to"] = str(last)
        self.first = first.earliest if first else date.min
        self.last = last.latest if last else date.max
        if self.first > self.last:
            self.fault("dates", _("This begins after it ends. Put the earlier date first."))

    def _read_date(self, name, language):
        typed = self.one(name)
        if not typed:
            return None
        try:
            return dates.parse(typed)
        except dates.DateError:
            pass
        try:
            return dates.read_typed(typed, self.today, language)
        except dates.DateError as error:
            found = as_in_prose(typed, self.today, language)
            if found is None:
                self._date_fault(name, typed, error)
            return found

    def _date_fault(self, name, typed, error):
        self.fault(name, _("“%(typed)s” is not read as a date.") % {"typed": typed})
        self.error_guess = getattr(error, "guess", None) or self.error_guess
        self.first, self.last = date.min, date.max

    def _read_known(self, name, known):
        good = []
        for value in self.many(name):
            if value in known:
                good.append(value)
            else:
                self._unknown(name, value, known)
        if good:
            self.asked[name] = good

    def _read_one_of(self, name, known):
        value = self.one(name)
        if value and value in known:
            self.asked[name] = value
        elif value:
            self._unknown(name, value, known)

    def _unknown(self, name, value, known):
        message = _("%(label)s “%(value)s” is not in this record.") % {"label": label_of(name), "value": value[:80]}
        if len(known) <= 20:
            message += " " + _("Known are: %(known)s.") % {"known": ", ".join(known)}
        self.fault(name, message)

    def _read_rows(self, name, rows):
        asked = self.many(name)
        if not asked:
            return
        rows = rows if hasattr(rows, "filter") else rows.objects
        known = set(rows.filter(slug__in=asked).values_list("slug", flat=True))
        self._read_known(name, dict.fromkeys(sorted(known)) if len(known) == len(asked) else KnownSlugs(known))

    def _read_languages(self):
        good = []
        for value in self.many("language"):
            if value.isascii() and value.replace("-", "").isalnum() and 2 <= len(value) <= 10:
                good.append(value)
            else:
                self.fault(
                    "language",
                    _("“%(value)s” is no language code. Write one such as en, ko or ja.") % {"value": value[:20]},
                )
        if good:
            self.asked["language"] = good

    def _read_story(self):
        slug = self.one("story")
        self.story = Story.objects.filter(slug=slug, published=True).first() if slug else None
        if self.story:
            self.asked["story"] = slug
        elif slug:
            self._unknown("story", slug, range(99))

    def _read_view(self):
        sort = self.one("sort") or "-date"
        if sort not in SORTS:
            self.fault(
                "sort",
                _("The order “%(value)s” is not known. Known are: %(known)s.")
                % {"value": sort[:40], "known": ", ".join(SORTS)},
            )
        elif sort == "relevance" and "q" not in self.asked:
            self.fault("sort", _("Order by relevance needs words to search for."))
        elif sort != "-date":
            self.asked["sort"] = sort
        window = self.one("window")
        if window:
            try:
                self.window = dates.parse(window)
            except dates.DateError as error:
                self._date_fault("window", window, error)
        for name, known in (("lanes", ("topic", "tone", "country", "actor")), ("scale", ("stretched", "true"))):
            value = self.one(name)
            if value and value not in known:
                self._unknown(name, value, known)
            elif value in known[1:]:
                setattr(self, name, value)
        limit = self.one("limit")
        if limit:
            if limit.isascii() and limit.isdigit() and 1 <= int(limit[:6]) <= MAX_LIMIT:
                self.limit = int(limit)
            else:
                self.fault("limit", _("The number of events is a whole number from 1 to %(n)s.") % {"n": MAX_LIMIT})

    # Narrowing

    @property
    def sort(self):
        return self.asked.get("sort", "-date")

    def apply(self, events, *, without=None):
        """The events asked for; none if something was not understood. `without` lifts one parameter (for facets)."""
        if self.errors:
            return events.none()
        lifted = ("from", "to") if without == "dates" else (without,)
        for name in ORDER:
            if name in self.asked and name not in lifted and (condition := self.condition(name)):
                events = events.filter(condition)
        return events

    def condition(self, name):
        """What a parameter asks of events; None where it asks nothing, as an order."""
        where = getattr(self, f"_where_{name}", None)
        return where(self.asked[name]) if where else None

    def in_window(self, events):
        """The events of a queryset that may have happened in the window."""
        return events.between(self.window.earliest, self.window.latest) if self.window else events

    def _where_from(self, _text):
        return Q(latest__gte=self.first)

    def _where_to(self, _text):
        return Q(earliest__lte=self.last)

    def _where_q(self, words):
        return matches(words)

    def _where_kind(self, kinds):
        return Q(kind__in=kinds)

    def _where_actor(self, slugs):
        return Q(pk__in=Participation.objects.filter(actor__in=self._pks(slugs)).values("event"))

    def _where_with(self, slugs):
        condition = Q()
        for pk in self._pks(slugs):
            condition &= Q(pk__in=Participation.objects.filter(actor=pk).values("event"))
        return condition

    def _where_country(self, slugs):
        pks = [term.pk for term in self.vocabulary.actors.values() if term.country in slugs]
        return Q(pk__in=Participation.objects.filter(actor__in=pks).values("event"))

    def _where_theme(self, slugs):
        pks = [self.vocabulary.themes[slug].pk for slug in slugs]
        return Q(pk__in=Event.themes.through.objects.filter(theme__in=pks).values("event"))

    def _where_publisher(self, slugs):
        pks = [self.vocabulary.publishers[slug].pk for slug in slugs]
        return Q(pk__in=Citation.objects.filter(source__publisher__in=pks).values("event"))

    def _where_source(self, slugs):
        cited = Q(source__slug__in=slugs) | Q(source__copies__slug__in=slugs)
        return Q(pk__in=Citation.objects.filter(cited).values("event"))

    def _where_language(self, languages):
        return Q(pk__in=Citation.objects.filter(source__language__in=languages).values("event"))

    def _where_during(self, slug):
        stretch = self.vocabulary.stretches[slug]
        return Q(earliest__lte=stretch.latest, latest__gte=stretch.earliest)

    def _where_tone(self, tones):
        return Q(tone__in=tones)

    def _where_significance(self, least):
        return Q(significance__gte=int(least))

    def _where_story(self, slug):
        steps = Event.story_steps.through.objects.filter(storystep__story__slug=slug)
        return Q(pk__in=steps.values("event"))

    def _where_event(self, slugs):
        return Q(slug__in=slugs)

    def _pks(self, slugs):
        return [self.vocabulary.actors[slug].pk for slug in slugs]

    # Back into words

    @cached_property
    def canonical(self):
        """The query string that asks the same, in one order, without defaults: "kind=summit&kind=treaty"."""
        return self.query()

    def query(self, **changes):
        """The canonical query string with changes; `None` or [] takes a parameter off. Keywords may end in "_"."""
        asked = self.asked | {name.rstrip("_"): value for name, value in changes.items()}
        window = self.window.text if self.window else None
        asked = {"window": window, "lanes": self.lanes, "scale": self.scale} | asked
        pairs = []
        for name in (*ORDER, *VIEW):
            value = asked.get(name)
            if isinstance(value, list | tuple | set):
                pairs += [(name, str(inner)) for inner in sorted(value)]
            elif value not in (None, ""):
                pairs.append((name, str(value)))
        return urlencode(pairs)

    def url(self, **changes):
        """A relative address with the changed query: "?kind=summit", or "?" where nothing is asked."""
        return f"?{self.query(**changes)}"

    @property
    def oldest_url(self):
        return self.url(sort="date")

    @property
    def newest_url(self):
        return self.url(sort=None)

    @property
    def guess_url(self):
        """The address that asks for the date that may have been meant."""
        return self.url(**{"from": self.error_guess, "to": self.error_guess})

    @property
    def reading(self):
        """How the dates were read, as first and last day: "1 Mar 2023 → 31 Mar 2023"; an open end is left blank."""
        if not {"from", "to"} & set(self.asked):
            return ""
        language = as_language(get_language())
        first = dates.in_words(self.first.isoformat(), language, "tight") if "from" in self.asked else ""
        last = dates.in_words(self.last.isoformat(), language, "tight") if "to" in self.asked else ""
        return first if first == last else f"{first} → {last}".strip()

    def toggled(self, name, value):
        """The address that asks for a value if it was not asked for, and no longer if it was."""
        now = self.asked.get(name)
        if name in MANY:
            values = set(now or ())
            return self.url(**{name: sorted(values ^ {value})})
        return self.url(**{name: None if now == value else value})

    def without(self, chip):
        """The filter that no longer asks for a chip."""
        return EventFilter(QueryDict(chip.url.removeprefix("?")), today=self.today)

    @property
    def chips(self):
        chips = []
        for name in ORDER:
            if name == "sort" or name not in self.asked or (name == "to" and "from" in self.asked):
                continue
            value = self.asked[name]
            if name in ("from", "to"):
                chips.append(Chip("dates", self.dates_text, self.dates_text, self.url(**{"from": None, "to": None})))
            elif name in MANY:
                chips += [Chip(name, v, self.name_of(name, v), self.toggled(name, v)) for v in value]
            else:
                chips.append(Chip(name, value, self.name_of(name, value), self.url(**{name: None})))
        return chips

    def name_of(self, name, value):
        """A value as a reader knows it: the name of an actor, a kind, a tone …"""
        known = self.vocabulary
        if name == "kind":
            return str(Kind(value).label)
        if name == "tone":
            return str(Tone(value).label)
        if name == "significance":
            return _("%(name)s and above") % {"name": Significance(int(value)).label}
        if name in ("actor", "country"):
            return known.actors[value].name
        if name == "with":
            return _("with %(name)s") % {"name": known.actors[value].name}
        if name == "theme":
            return known.themes[value].name
        if name == "publisher":
            return known.publishers[value].name
        if name == "during":
            return known.stretches[value].name
        if name == "story" and self.story:
            return self.story.title
        if name == "event":
            return self.titles_of_chosen.get(value, value)
        if name == "q":
            return f"“{value}”"
        return value

    @cached_property
    def titles_of_chosen(self):
        """The short titles of the events that are asked for one by one."""
        chosen = Event.objects.published().filter(slug__in=self.asked.get("event", ()))
        return {event.slug: in_language(event, "short_title")[0] or in_language(event, "title")[0] for event in chosen}

    @property
    def dates_text(self):
        """The words for the date box: what was typed if it was not read, else the range in the reader's language."""
        if "dates" in self.errors:
            return next((value for value in self.data.get("dates", []) if value.strip()), "")
        language = as_language(get_language())
        first, last = self.asked.get("from"), self.asked.get("to")
        if not first and not last:
            return next((v for name in ("from", "to") for v in self.data.get(name, []) if name in self.errors), "")
        if first == last:
            return dates.in_words(first, language)
        if not last:
            return _("from %(date)s") % {"date": dates.in_words(first, language)}
        if not first:
            return _("until %(date)s") % {"date": dates.in_words(last, language)}
        return _("%(first)s to %(last)s") % {
            "first": dates.in_words(first, language),
            "last": dates.in_words(last, language),
        }


class KnownSlugs(dict):
    """Slugs that exist, where not all that were asked for do; too many others exist to name them."""

    def __init__(self, slugs):
        super().__init__(dict.fromkeys(slugs))

    def __len__(self):
        return 10**6
