"""What the page of an article under review shows: its text with numbered phrases, a card for each, the record near."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Q
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from timeline import codebook, dates
from timeline.codebook import CitationRole, Kind, Status, Tone
from timeline.filters import EventFilter
from timeline.models import Candidate, CountedFrom, Decision, Source
from timeline.picturing import Drawing
from timeline.review import is_sharper, locator_of, still_there
from timeline.review.likely import likely_events

PENDING = Q(candidates__decision=Decision.PENDING)
AROUND = timedelta(days=75)
PICTURE_WIDTH = 560


def articles():
    """Sources with how many candidates are pending and decided, the newest first."""
    counted = Source.objects.annotate(
        pending=Count("candidates", filter=PENDING), found=Count("candidates"), decided=F("found") - F("pending")
    )
    return counted.select_related("publisher").defer("text").order_by(
        F("published_earliest").desc(nulls_last=True), "slug"
    )  # fmt: skip


def waiting():
    return articles().filter(pending__gt=0)


def unread():
    """Originals whose text is here and in which nobody looked for dates yet."""
    any_candidate = Candidate.objects.filter(source=OuterRef("pk"))
    return articles().exclude(text="").filter(~Exists(any_candidate), syndication_of=None)


@dataclass
class Piece:
    """A run of the article's text that is of one kind: of a candidate's phrase, of the words quoted, or neither."""

    text: str
    card: object = None
    first: bool = False  # of its phrase
    last: bool = False
    quoted: bool = False

    @property
    def but_the_end(self):
        return self.text[:-1]

    @property
    def the_end(self):
        """The last character, which the number after it stays with."""
        return self.text[-1:]


class Card:
    """A candidate with its number on the page, and what is said of it."""

    def __init__(self, candidate, number, desk):
        self.candidate, self.number, self.desk = candidate, number, desk
        self.is_current = False

    def __getattr__(self, name):
        return getattr(self.candidate, name)

    @property
    def state(self):
        return "current" if self.is_current else "pending" if self.candidate.is_pending else "decided"

    @property
    def url(self):
        return f"?at={self.number}"

    @property
    def kind_name(self):
        return Kind(self.candidate.kind).label if self.candidate.kind else _("Kind not known")

    @property
    def tone(self):
        mode = self.candidate.plover_mode
        return codebook.tone_of(codebook.score_of(self.candidate.plover, mode)) if self.candidate.plover else None

    @property
    def tone_name(self):
        return Tone(self.tone).label if self.tone else ""

    @property
    def heading(self):
        return self.candidate.title or self.locator.exact or self.candidate.phrase

    @cached_property
    def locator(self):
        return locator_of(self.candidate)

    @property
    def resolved(self):
        """How the phrase became the date, in words; those of the article in its language."""
        candidate, language = self.candidate, self.desk.source.language
        phrase, words = (
            format_html('<span lang="{}">{}</span>', language, text)
            for text in (candidate.phrase, candidate.counted_words)
        )
        if candidate.counted_from == CountedFrom.PUBLISHED:
            return filled(_("from “%(phrase)s”, counted from the day of publication"), phrase=phrase)
        if candidate.counted_from == CountedFrom.SAID:
            if number := self.desk.number_at(candidate.counted_start):
                return filled(_("from “%(phrase)s”, counted from candidate %(n)s"), phrase=phrase, n=number)
            if candidate.counted_words:
                return filled(_("from “%(phrase)s”, counted from “%(words)s”"), phrase=phrase, words=words)
            return filled(_("from “%(phrase)s”, counted from a date said before"), phrase=phrase)
        return filled(_("from “%(phrase)s”"), phrase=phrase)

    @property
    def standing(self):
        """What the article is to the event, in words."""
        return {
            CitationRole.ANNOUNCES: _("Planned; the article predates the event"),
            CitationRole.REPORTS: _("Reported at the time"),
            CitationRole.RECALLS: _("Recalled later"),
        }.get(self.candidate.role, self.candidate.get_role_display())

    @cached_property
    def likely(self):
        """The record's events that this may be, best first, each with what a merge would do to its date."""
        found = likely_events(self.candidate) if self.candidate.is_pending else []
        return [Match(likely, self.candidate) for likely in found]

    @property
    def decided_words(self):
        title = self.candidate.event.title if self.candidate.event else ""
        return {
            Decision.ACCEPTED: _("Accepted “%(title)s”"),
            Decision.MERGED: _("Merged into “%(title)s”"),
            Decision.REJECTED: _("Rejected “%(title)s”"),
        }[Decision(self.candidate.decision)] % {"title": title or self.heading}


def filled(pattern, **parts):
    """A translated sentence with its parts, which may be HTML."""
    return format_html(pattern.replace("%(", "{").replace(")s", "}"), **parts)


class Match:
    """An event that a candidate may be, beside the candidate."""

    def __init__(self, likely, candidate):
        self.event, self.reasons = likely.event, likely.reasons
        self.sharper = is_sharper(candidate, likely.event)
        self.sources = list(likely.event.citations.select_related("source__publisher").defer("source__text"))
        self.is_public = likely.event.status == Status.PUBLISHED


class Desk:
    """One article's review. `at` is the number of the candidate looked at; by itself the first one pending."""

    def __init__(self, source, user, at=None):
        self.source, self.user = source, user
        rows = source.candidates.select_related("event", "place", "decided_by").prefetch_related("actors__country")
        rows = list(rows.order_by("phrase_start", "pk"))
        for row in rows:
            row.source = source
        self.cards = [Card(row, number, self) for number, row in enumerate(rows, start=1)]
        self.pending = [card for card in self.cards if card.candidate.is_pending]
        self.decided = [card for card in self.cards if not card.candidate.is_pending]
        asked = self.cards[at - 1] if at and 0 < at <= len(self.cards) else None
        self.current = asked or (self.pending[0] if self.pending else None)
        if self.current:
            self.current.is_current = True

    def number_at(self, position):
        """The number of the candidate whose phrase stands at a position of the text, or None."""
        if position is None:
            return None
        over = (card for card in self.cards if card.phrase_start <= position < card.phrase_end)
        return next((card.number for card in over), None)

    def card_of(self, pk):
        return next((card for card in self.cards if str(card.candidate.pk) == str(pk)), None)

    def after(self, number):
        """The next card pending after a number, else the first pending; None where all is decided."""
        later = [card for card in self.pending if card.number > number]
        return next(iter(later or self.pending), None)

    def beside(self, step):
        """The card before or after the current one, whatever is decided of it."""
        if not self.cards:
            return None
        if self.current is None:
            return self.cards[0 if step > 0 else -1]
        at = self.current.number - 1 + step
        return self.cards[at] if 0 <= at < len(self.cards) else None

    @property
    def following(self):
        return self.beside(1)

    @property
    def previous(self):
        return self.beside(-1)

    @property
    def last_decided(self):
        """The card that Undo takes back: what this person decided last here."""
        mine = [card for card in self.decided if card.decided_by == self.user]
        return max(mine, key=lambda card: card.decided_at, default=None)

    @cached_property
    def queue(self):
        """Where the article stands among those waiting: (its number or None, how many, the next one)."""
        waiting_now = list(waiting().values_list("slug", flat=True)[:500])
        if self.source.slug not in waiting_now:
            return None, len(waiting_now), next(iter(waiting_now), None)
        at = waiting_now.index(self.source.slug)
        others = waiting_now[at + 1 :] + waiting_now[:at]
        return at + 1, len(waiting_now), next(iter(others), None)

    @cached_property
    def paragraphs(self):
        """The article's text as paragraphs of pieces."""
        text, found, start = self.source.text, [], 0
        for line in text.splitlines(keepends=True):
            end = start + len(line.rstrip())
            if line.strip():
                found.append(self.pieces(start + len(line) - len(line.lstrip()), end))
            start += len(line)
        return found

    def pieces(self, start, end):
        """A stretch of the text, cut where a phrase or the quoted words begin or end."""
        text, quoted = self.source.text, self.quoted
        cards = [
            card
            for card in self.cards
            if card.phrase_start < end and start < card.phrase_end and still_there(card.candidate)
        ]
        cuts = {start, end}
        for card in cards:
            cuts |= {max(start, card.phrase_start), min(end, card.phrase_end)}
        if quoted:
            cuts |= {cut for cut in quoted if start < cut < end}
        edges, found = sorted(cuts), []
        for first, last in zip(edges, edges[1:], strict=False):
            card = next((card for card in cards if card.phrase_start <= first < card.phrase_end), None)
            found.append(
                Piece(
                    text=text[first:last],
                    card=card,
                    first=card is not None and first == max(start, card.phrase_start),
                    last=card is not None and last == min(end, card.phrase_end),
                    quoted=bool(quoted) and quoted[0] <= first < quoted[1],
                )
            )
        return found

    @cached_property
    def there(self):
        """The cards whose phrase the text still has."""
        return [card for card in self.cards if still_there(card.candidate)]

    @cached_property
    def quoted(self):
        """Where the current candidate's locator stands in the text, or None."""
        card = self.current
        if card is None or not card.locator.exact:
            return None
        at = self.source.text.rfind(card.locator.exact, 0, card.phrase_end + len(card.locator.exact))
        return (at, at + len(card.locator.exact)) if at >= 0 else None

    @cached_property
    def around(self):
        """The record's picture about the current candidate's dates, or None."""
        edtf = self.current.candidate.edtf if self.current else None
        if edtf is None:
            return None
        air = AROUND if (edtf.latest - edtf.earliest).days < 100 else timedelta(days=400)
        first = edtf.earliest - air if edtf.earliest - date.min > air else date.min
        last = edtf.latest + air if date.max - edtf.latest > air else date.max
        asked = EventFilter(QueryDict(f"window={first:%Y-%m-%d}/{last:%Y-%m-%d}"))
        if not asked.is_valid():
            return None
        match = next((m for m in self.current.likely if m.is_public), None) or None
        decided = self.current.candidate.event
        selected = match.event.slug if match else decided.slug if decided else ""
        return {
            "svg": Drawing(asked, width=PICTURE_WIDTH, selected=selected, compact=True).svg,
            "words": dates.in_words(f"{first}/{last}", "en", "short"),
        }
