"""A story as it is told: its steps, what their sources say, and the picture framed on the events of each."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Prefetch
from django.http import QueryDict
from django.utils.translation import get_language

from timeline import dates
from timeline.codebook import CitationRole, Status
from timeline.event_detail import NOT_SHOWN
from timeline.exports import Narrated
from timeline.filters import EventFilter
from timeline.framed import FramedPicture
from timeline.models import Citation, Event, Story, StoryStep, as_language, in_language
from timeline.narration import narrated, referred

QUARTER = timedelta(days=92)
LEAST, AIR = 40, 0.3  # days, and share of their stretch, that the picture shows on either side of a step's events


@dataclass(frozen=True)
class Said:
    """What a source says of an event of a step: the citation, and how many more the event has."""

    event: Event
    citation: Citation
    others: int
    place: str = ""  # the id of its row on a page


@dataclass(frozen=True)
class Step:
    """A step as readers see it: its row, its public events in time, the main one, and its time in few words."""

    row: StoryStep
    events: list
    label: str = ""

    @property
    def position(self):
        return self.row.position

    @property
    def main(self):
        """The event that the step is about: the weightiest, of those the earliest."""
        return max(self.events, key=lambda e: (e.significance, -e.earliest.toordinal()), default=None)

    @cached_property
    def said(self):
        """For each event what a source says of it: in the order of the narration, then the main one, then in time."""
        words, _language = in_language(self.row, "words")
        order = {slug: place for place, slug in enumerate(referred(words))}
        main, found = self.main, []
        for event in sorted(self.events, key=lambda e: (order.get(e.slug, len(order)), e is not main)):
            citations = list(event.citations.all())
            if citations:
                others = len({citation.source_id for citation in citations}) - 1
                place = f"said-{self.position}-{len(found) + 1}"
                found.append(Said(event, telling(citations), others, place))
        return found

    @property
    def notes(self):
        """By the slug of an event the number and the place of what is said of it."""
        return {said.event.slug: (number, said.place) for number, said in enumerate(self.said, 1)}

    @property
    def window(self):
        """The first and last day of the picture: those said, else the events' with air about them; None if no event."""
        if self.row.window:
            asked = dates.parse(self.row.window)
            return asked.earliest.toordinal(), asked.latest.toordinal()
        days = [day for e in self.events for day in (e.earliest, e.latest) if date.min < day < date.max]
        if not days:
            return None
        first, last = min(days).toordinal(), max(days).toordinal()
        air = max(LEAST, int((last - first) * AIR))
        return max(date.min.toordinal(), first - air), min(date.max.toordinal(), last + air)


def telling(citations):
    """The citation that best says that something happened: with a phrase, after it, in a known language, to open."""
    language = as_language(get_language())
    read = {"en": 1, language: 0}
    late = (CitationRole.ANNOUNCES, CitationRole.ANALYSES, CitationRole.DISPUTES)
    return min(citations, key=lambda c: (not c.exact, c.role in late, read.get(c.source.language, 2), not c.source.url))


def told_stories():
    """The stories that readers may know of."""
    return Story.objects.filter(published=True)


def words_of(story):
    """The summary and, by the main event of each step, its headline and narration as HTML, in the language of now."""
    told = {}
    for step in steps_of(story):
        if step.main:
            words, _language = in_language(step.row, "words")
            told.setdefault(step.main.pk, []).append((step.row.headline, narrated(words) if words else ""))
    return Narrated(in_language(story, "summary")[0], told)


def steps_of(story):
    """The steps in order with their public events and these events' citations: four queries."""
    cited = Citation.objects.select_related("source__publisher").defer("source__text")
    public = Event.objects.filter(status=Status.PUBLISHED).defer(*NOT_SHOWN).in_time()
    events = Prefetch("events", public.prefetch_related(Prefetch("citations", cited)))
    steps = [Step(row, list(row.events.all())) for row in story.steps.prefetch_related(events)]
    return [replace(step, label=label) for step, label in zip(steps, labels(steps), strict=True)]


def labels(steps):
    """A step's year; its months, and its day, as far as known, where another step is of the same year or month."""
    language = as_language(get_language())
    mains = [step.main for step in steps]
    years = Counter(main.earliest.year for main in mains if main)
    months = Counter(
        f"{main.earliest:%Y-%m}" for main in mains if main and f"{main.earliest:%Y-%m}" == f"{main.latest:%Y-%m}"
    )
    for step, main in zip(steps, mains, strict=True):
        if main is None:
            yield str(step.position)
            continue
        first, last = main.earliest, main.latest
        text = f"{first:%Y}"
        if years[first.year] > 1 and first.year == last.year and last - first < QUARTER:
            text = f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y-%m}/{last:%Y-%m}"
            if first == last and months[text] > 1:
                text = first.isoformat()
        yield dates.in_words(text, language, "short")


def years_of(steps):
    """The first and last year of a story's main events, as "2011–2025"; "" where it has none."""
    years = [step.main.earliest.year for step in steps if step.main]
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def filter_of(story, steps):
    """The filter that asks for the story's events; by their slugs where the story is not public."""
    if story.published:
        return EventFilter(QueryDict(f"story={story.slug}"))
    slugs = sorted({event.slug for step in steps for event in step.events})
    return EventFilter({"event": slugs[:50]})


def picture_of(story, steps, step, width):
    """The picture framed on a step; None where none of its events is public."""
    if step.window is None or not step.events:
        return None
    return FramedPicture(
        filter_of(story, steps),
        width=width,
        window=step.window,
        selected=step.main.slug,
        kin=frozenset(event.slug for event in step.events if event is not step.main),
    )


def whole_picture(story, steps, width):
    """All events of the story at once; None where none is public."""
    days = [d for step in steps for e in step.events for d in (e.earliest, e.latest) if date.min < d < date.max]
    if not days:
        return None
    first, last = date(min(days).year, 1, 1), date(max(days).year, 12, 31)
    return FramedPicture(filter_of(story, steps), width=width, window=(first.toordinal(), last.toordinal()))
