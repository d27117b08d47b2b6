"""The words of a search, as conditions on events; and what an event is found by."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, Value

from timeline.search import bigrams, fold, read_query


def searchable_text(event):
    """All that a search may find an event by: its texts, names of who and where, titles of what is cited.

    Nothing private: no internal note, no source's text.
    """
    parts = []
    for field in ("title", "short_title", "summary", "note"):
        parts += [getattr(event, f"{field}_{language}") for language in ("en", "ko", "ja")]
    for participation in event.participations.all():
        parts += participation.actor.all_names
    if event.place:
        parts += [event.place.name_en, event.place.name_ko, event.place.name_ja]
    for citation in event.citations.all():
        parts += [citation.source.title, citation.source.original_title]
        if publisher := citation.source.publisher:
            parts += [publisher.name_en, publisher.name_ko, publisher.name_ja]
    return "\n".join(dict.fromkeys(fold(part) for part in parts if part))


def index_for_search(events):
    """Write anew what these events are found by. Their versions don't move: nothing that a reader sees changes."""
    from .event import Event

    loaded = (
        Event.objects.filter(pk__in=[event.pk for event in events])
        .select_related("place")
        .prefetch_related("participations__actor", "citations__source__publisher")
    )
    for event in loaded:
        text = searchable_text(event)
        Event.objects.filter(pk=event.pk).update(
            search_text=text,
            search_bigrams=bigrams(text),
            search_words=SearchVector(Value(text), config="english"),
        )


def matches(query):
    """The condition that all words of a reader's query put on events."""
    condition = Q()
    for term in read_query(query):
        asked = _asks(term)
        condition &= ~asked if term.excluded else asked
    return condition


def _asks(term):
    asked = Q()
    if term.words:
        asked &= Q(search_words=SearchQuery(" ".join(term.words), config="english", search_type="phrase"))
    for run in term.cjk:
        if len(run) == 1:
            asked &= Q(search_text__contains=run)
        else:
            asked &= Q(search_bigrams__contains=bigrams(run))
    if term.quoted or (term.cjk and (len(term.text) > 2 or term.words)):
        asked &= Q(search_text__contains=term.text)
    return asked
