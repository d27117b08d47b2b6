"""The history as readers see it: public versions only, each against the public version before, in names they know."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from timeline.codebook import ActorKind, CitationRole, Kind, LinkKind, Phase, Role, Significance, SourceKind, Status
from timeline.differences import Difference, Piece, differences
from timeline.known import known_actors, known_events, known_sources
from timeline.models import LANGUAGES, Change, Noun, Place, Source, Story, as_language

FIELDS = {
    "slug": _("Address"),
    "date": _("Date"),
    "kind": _("Kind"),
    "phase": _("Phase"),
    "plover": _("PLOVER category"),
    "plover_mode": _("PLOVER mode"),
    "score": _("Score"),
    "significance": _("Significance"),
    "place": _("Place"),
    "themes": _("Themes"),
    "status": _("Status"),
    "withdrawn_reason": _("Reason of the withdrawal"),
    "title": _("Title"),
    "short_title": _("Short title"),
    "summary": _("Summary"),
    "note": _("Note"),
    "participants": _("Participants"),
    "links": _("Related events"),
    "citations": _("Sources"),
    "claimed_date": _("Date this source gives"),
    "date_words": _("Date in its words"),
    "locator": _("Phrase in the source"),
    "page": _("Page, article or time code"),
    "paragraph": _("Paragraph"),
    "checked": _("Checked"),
    "name": _("Name"),
    "family_name": _("Family name"),
    "aliases": _("Other names"),
    "country": _("Country"),
    "iso": _("ISO code"),
    "original_title": _("Original title"),
    "language": _("Language"),
    "publisher": _("Publisher"),
    "authors": _("Authors"),
    "url": _("Address of the page"),
    "archive_url": _("Archived address"),
    "published": pgettext_lazy("date of publication", "Published"),
    "accessed": _("Accessed"),
    "licence_note": _("Licence note"),
    "syndication_of": _("Copy of"),
    "steps": _("Steps"),
    "headline": _("Headline"),
    "words": _("Narration"),
    "events": _("Events"),
    "window": _("Dates of the picture"),
}
CHOICES = {
    "significance": {str(value): label for value, label in Significance.choices},
    "phase": dict(Phase.choices),
    "status": dict(Status.choices),
    "kind": dict(Kind.choices) | dict(SourceKind.choices) | dict(ActorKind.choices),
}
ROLES = {"citations": dict(CitationRole.choices), "participants": dict(Role.choices), "links": dict(LinkKind.choices)}


@dataclass(frozen=True)
class Version:
    """One public change, with what it says otherwise than the one before; `is_first` where there is none."""

    change: Change
    differences: list
    is_first: bool


class Names:
    """The names of what snapshots call by slug. Only what readers may know of has one."""

    def __init__(self, snapshots, known):
        self.known = known
        self.snapshots = list(snapshots)

    def slugs(self, rows, key):
        return {row[key] for snapshot in self.snapshots for row in snapshot.get(rows, ())}

    @cached_property
    def event_slugs(self):
        told = (slug for snapshot in self.snapshots for step in snapshot.get("steps", ()) for slug in step["events"])
        return self.slugs("links", "event").union(told)

    @cached_property
    def sources(self):
        named = self.slugs("citations", "source")  # by public versions, so readers may know them, cited still or not
        sources = Source.objects.filter(slug__in=named).select_related("publisher").defer("text")
        return {source.slug: str(source) for source in sources}

    @cached_property
    def events(self):
        return {event.slug: event.title for event in known_events().filter(slug__in=self.event_slugs)}

    @cached_property
    def places(self):
        slugs = {snapshot["place"] for snapshot in self.snapshots if "place" in snapshot}
        return {place.slug: place.name for place in Place.objects.filter(slug__in=slugs)}

    def value(self, name, value):
        """A field's value as readers know it."""
        if name in CHOICES:
            return str(CHOICES[name].get(value, value))
        if name == "events":
            return self.events.get(value, _("an event that is not public"))
        if name == "place":
            return self.places.get(value, value)
        for field, terms in (
            ("themes", self.known.themes),
            ("country", self.known.actors),
            ("publisher", self.known.publishers),
        ):
            if name == field and value in terms:
                return terms[value].name
        return value

    def row(self, rows, key):
        """What one row of a list is about, or None where readers may not know of it."""
        if rows == "citations":
            source, role = key
            return self.about(self.sources.get(source), ROLES[rows].get(role, role))
        if rows == "steps":
            return _("Step %(n)s") % {"n": key[0]}
        if rows == "participants":
            actor, role = key
            term = self.known.actors.get(actor)
            return self.about(term.name if term else actor, ROLES[rows].get(role, role))
        kind, event = key
        return self.about(self.events.get(event), ROLES[rows].get(kind, kind))

    @staticmethod
    def about(name, role):
        return name and _("%(name)s (%(role)s)") % {"name": name, "role": role}


@dataclass(frozen=True)
class Told:
    """A difference in readers' words: the field, the row of a list it belongs to, the text's language, the pieces."""

    label: str
    row: str
    language: str
    pieces: tuple


def tell(difference: Difference, names):
    """The difference in readers' words, or None where it speaks of something that they may not know of."""
    row = ""
    label = FIELDS.get(difference.field, difference.field)
    pieces = tuple(Piece(names.value(difference.field, p.text), p.change) for p in difference.pieces)
    if difference.of:
        row = names.row(difference.of[0], difference.of[1:])
        if row is None:
            return None
        if pieces == (Piece("", pieces[0].change),):
            pieces = (Piece(str(row), pieces[0].change),)
            row = ""
    language = difference.language if difference.language in LANGUAGES else ""
    return Told(str(label), str(row), language, pieces)


def told(before, after, names):
    return [said for difference in differences(before, after) if (said := tell(difference, names))]


def versions_of(noun, public_id, known):
    """All public versions, newest first: a fixed number of queries."""
    changes = list(
        Change.objects.filter(noun=noun, public_id=public_id, public=True).select_related("by").order_by("version")
    )
    names = Names((change.snapshot for change in changes), known)
    found = []
    before = None
    for change in changes:
        found.append(Version(change, told(before, change.snapshot, names) if before else [], before is None))
        before = change.snapshot
    return found[::-1]


def latest_changes():
    """The public changes of the whole record, newest first, each with the public snapshot before it (`before`)."""
    earlier = Change.objects.filter(
        noun=OuterRef("noun"), public_id=OuterRef("public_id"), version__lt=OuterRef("version"), public=True
    ).order_by("-version")
    return (
        Change.objects.filter(public=True)
        .filter(
            Q(noun=Noun.EVENT)
            | Q(noun=Noun.ACTOR, public_id__in=known_actors().values("public_id"))
            | Q(noun=Noun.SOURCE, public_id__in=known_sources().values("public_id"))
            | Q(noun=Noun.STORY, public_id__in=Story.objects.filter(published=True).values("public_id"))
        )
        .select_related("by")
        .annotate(before=Subquery(earlier.values("snapshot")[:1]))
        .order_by("-at", "-id")
    )


@dataclass(frozen=True)
class Headline:
    """A change in one line: what it is about, where that is, and the names of the fields that it moved."""

    change: Change
    title: str
    language: str
    url: str
    fields: list


def headlines(changes):
    """The lines of a page of changes, with addresses as they now are: three queries more."""
    changes = list(changes)
    ids = {noun: [c.public_id for c in changes if c.noun == noun] for noun in Noun}
    slugs = {}
    for noun, things, view in (
        (Noun.EVENT, known_events(), "event_history"),
        (Noun.ACTOR, known_actors(), "actor_detail"),
        (Noun.SOURCE, known_sources(), "source_detail"),
        (Noun.STORY, Story.objects.filter(published=True), "story_history"),
    ):
        if ids[noun]:
            for public_id, slug in things.filter(public_id__in=ids[noun]).values_list("public_id", "slug"):
                slugs[public_id] = reverse(view, args=[slug])
    return [headline(change, slugs.get(change.public_id, "")) for change in changes]


def headline(change, url):
    title, language = title_in(change.snapshot)
    moved = differences(change.before, change.snapshot) if change.before else []
    names = dict.fromkeys(difference.of[0] if difference.of else difference.field for difference in moved)
    return Headline(change, title, language, url, [FIELDS.get(name, name) for name in names])


def title_in(snapshot):
    """The title or name that a snapshot gives, in the reader's language or the next: `(text, language)`."""
    texts = snapshot.get("title") or snapshot.get("name") or {}
    if isinstance(texts, str):
        return texts, snapshot.get("language", "")
    for code in (as_language(get_language()), *LANGUAGES):
        if texts.get(code):
            return texts[code], code
    return snapshot.get("slug", ""), ""
