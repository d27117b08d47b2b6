"""What happened: an event, who took part, and what it has to do with other events."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline import codebook, dates
from timeline.codebook import (
    INVERSE_OF_LINK,
    LANE_OF_KIND,
    CitationRole,
    Kind,
    Lane,
    LinkKind,
    Phase,
    Role,
    Significance,
    Status,
    Tone,
)

from .actor import Actor
from .base import Dated, PublicIdField, SlugField, dates_in_order, in_language, public_id_constraint, slug_constraint
from .gazetteer import Place, Theme

SHORT_TITLE_LIMITS = {"en": 30, "ko": 14, "ja": 14}


class EventQuerySet(models.QuerySet):
    """What readers and researchers ask of events, in their words. Adjectives narrow, `with_…` loads."""

    def published(self):
        return self.filter(status=Status.PUBLISHED)

    def keyed(self, keys):
        """The events with these keys, sent as one array: an IN of hundreds takes longer to write than to find."""
        array = models.Value(keys, ArrayField(models.BigIntegerField()))
        joined = {"arg_joiner": " = ANY(", "template": "%(expressions)s)"}
        return self.filter(models.Func(F("pk"), array, output_field=models.BooleanField(), **joined))

    def between(self, first, last):
        """Events that may have happened on or between two days."""
        return self.filter(earliest__lte=last, latest__gte=first)

    def involving(self, *actors):
        """Events in which all of these actors took part."""
        events = self
        for actor in actors:
            events = events.filter(pk__in=Participation.objects.filter(actor=actor).values("event"))
        return events

    def in_time(self):
        """Oldest first; the vaguer date opens its time: "1998" before "14 May 1998"."""
        return self.order_by("earliest", "-latest", "public_id")

    def newest_first(self):
        """The exact reverse of `in_time`."""
        return self.order_by("-earliest", "latest", "-public_id")

    def with_rows(self):
        """Load what a row of the list shows: participants, citations with their sources and publishers."""
        from .citation import Citation

        return self.prefetch_related(
            models.Prefetch("participations", Participation.objects.select_related("actor", "actor__country")),
            models.Prefetch("citations", Citation.objects.select_related("source", "source__publisher")),
        )

    def with_line(self):
        """Load what a line of the list shows, in the same query.

        `cast`: the keys of the participants. `cited`: a dict a citation with its role, publisher's key, and date.
        """
        from .citation import Citation

        cast = Participation.objects.filter(event=models.OuterRef("pk")).order_by("position", "id").values("actor")
        source = {name: f"source__{name}" for name in ("publisher", "published", "published_latest")}
        cited = Citation.objects.filter(event=models.OuterRef("pk")).order_by("position", "id")
        return self.annotate(
            cast=ArraySubquery(cast), cited=ArraySubquery(cited.values(line=JSONObject(role="role", **source)))
        )

    def announced_only(self):
        """Published events of which every citation announces and was published before the day: reported in advance."""
        from .citation import Citation

        others = Citation.objects.filter(event=models.OuterRef("pk")).exclude(
            role=CitationRole.ANNOUNCES, source__published_latest__lt=models.OuterRef("earliest")
        )
        return self.filter(~models.Exists(others), citations__isnull=False).distinct()

    # What still needs work, in the researchers' words; the admin's list filters use these.

    def uncited(self):
        return self.filter(citations=None)

    def untranslated(self):
        """Events without a title or a summary in one of the three languages."""
        missing = Q()
        for language in ("en", "ko", "ja"):
            missing |= Q(**{f"title_{language}": ""}) | Q(**{f"summary_{language}": ""})
        return self.filter(missing)

    def doubtful(self):
        """Events whose date is marked uncertain, approximate, or one of several."""
        return self.filter(Q(date__regex=r"[?~%]") | Q(precision=dates.Precision.CHOICE))

    def singly_sourced(self):
        """Events that rest on one source."""
        return self.annotate(sources_counted=models.Count("citations__source", distinct=True)).filter(sources_counted=1)

    def disputed(self):
        """Events of which a citation gives a date that can't be true together with the event's own."""
        from .citation import Citation

        other = Citation.objects.filter(event=models.OuterRef("pk"), claimed_earliest__isnull=False).exclude(
            claimed_earliest__lte=models.OuterRef("latest"), claimed_latest__gte=models.OuterRef("earliest")
        )
        return self.filter(models.Exists(other))

    def unlocated(self):
        """Events with a citation that has neither a locator nor a page."""
        from .citation import Citation

        return self.filter(models.Exists(Citation.objects.filter(event=models.OuterRef("pk"), exact="", page="")))

    def unchecked(self):
        """Events with a locator that was not compared with the source's text."""
        from .citation import Citation

        unchecked = Citation.objects.filter(event=models.OuterRef("pk"), checked=None).exclude(exact="")
        return self.filter(models.Exists(unchecked))


class Event(Dated):
    """A happening, no more precisely dated than its sources allow, with the citations that say so.

    Score and tone are derived on save from the PLOVER category, its mode and a curator's override.
    """

    public_id = PublicIdField()
    slug = SlugField()
    title_en = models.CharField(_("Title (English)"), max_length=200, blank=True)
    title_ko = models.CharField(_("Title (Korean)"), max_length=200, blank=True)
    title_ja = models.CharField(_("Title (Japanese)"), max_length=200, blank=True)
    short_title_en = models.CharField(_("Short title (English)"), max_length=SHORT_TITLE_LIMITS["en"], blank=True)
    short_title_ko = models.CharField(_("Short title (Korean)"), max_length=SHORT_TITLE_LIMITS["ko"], blank=True)
    short_title_ja = models.CharField(_("Short title (Japanese)"), max_length=SHORT_TITLE_LIMITS["ja"], blank=True)
    summary_en = models.TextField(_("Summary (English)"), max_length=3000, blank=True)
    summary_ko = models.TextField(_("Summary (Korean)"), max_length=3000, blank=True)
    summary_ja = models.TextField(_("Summary (Japanese)"), max_length=3000, blank=True)
    note_en = models.TextField(_("Note to readers (English)"), max_length=3000, blank=True)
    note_ko = models.TextField(_("Note to readers (Korean)"), max_length=3000, blank=True)
    note_ja = models.TextField(_("Note to readers (Japanese)"), max_length=3000, blank=True)
    internal_note = models.TextField(_("Internal note"), max_length=5000, blank=True, help_text=_("Never public."))
    precision = models.CharField(max_length=10, choices=[(p.value, p.value) for p in dates.Precision], editable=False)
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    phase = models.CharField(
        _("Phase"),
        max_length=10,
        choices=Phase,
        blank=True,
        help_text=_("The stage of a matter that this is, as its sources say; empty for meetings, visits and protests."),
    )
    plover = models.CharField(_("PLOVER category"), max_length=12, choices=codebook.PLOVER_CHOICES, blank=True)
    plover_mode = models.CharField(_("PLOVER mode"), max_length=20, blank=True)
    score_override = models.FloatField(
        _("Score"), null=True, blank=True, help_text=_("From -10 to 10. Leave it empty to keep the codebook's.")
    )
    score = models.FloatField(null=True, editable=False)
    tone = models.CharField(max_length=12, choices=Tone, editable=False)
    significance = models.PositiveSmallIntegerField(
        _("Significance"), choices=Significance, default=Significance.ROUTINE
    )
    place = models.ForeignKey(
        Place, models.PROTECT, verbose_name=_("Place"), null=True, blank=True, related_name="events"
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("Themes"), blank=True, related_name="events")
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    search_bigrams = ArrayField(models.TextField(), default=list, editable=False)
    search_words = SearchVectorField(null=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-earliest", "latest", "-public_id"]
        permissions = [
            ("publish_event", "Can publish events"),
            ("withdraw_event", "Can withdraw events"),
            ("merge_event", "Can merge events"),
        ]
        constraints = [
            slug_constraint("event"),
            public_id_constraint("event"),
            dates_in_order("event"),
            models.CheckConstraint(name="event_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="event_phase_known", condition=Q(phase__in=["", *Phase.values])),
            models.CheckConstraint(name="event_status_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="event_tone_known", condition=Q(tone__in=Tone.values)),
            models.CheckConstraint(
                name="event_precision_known", condition=Q(precision__in=[p.value for p in dates.Precision])
            ),
            models.CheckConstraint(name="event_plover_known", condition=Q(plover__in=["", *codebook.PLOVER])),
            models.CheckConstraint(
                name="event_mode_needs_category",
                condition=Q(plover_mode="") | ~Q(plover=""),
                violation_error_message=_("A PLOVER mode needs its category."),
            ),
            models.CheckConstraint(
                name="event_significance_1_to_5",
                condition=Q(significance__range=(1, 5)),
                violation_error_message=_("Significance runs from 1 to 5."),
            ),
            models.CheckConstraint(
                name="event_score_range",
                condition=Q(score_override=None) | Q(score_override__range=(-10, 10)),
                violation_error_message=_("A score lies between -10 and 10."),
            ),
            models.CheckConstraint(
                name="event_published_has_moment",
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="event_published_has_title",
                condition=~Q(status=Status.PUBLISHED) | ~Q(title_en="", title_ko="", title_ja=""),
                violation_error_message=_("A published event needs a title."),
            ),
            models.CheckConstraint(
                name="event_withdrawn_has_moment_and_reason",
                condition=(Q(status=Status.WITHDRAWN) & Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""))
                | (~Q(status=Status.WITHDRAWN) & Q(withdrawn_at=None) & Q(withdrawn_reason="")),
            ),
        ]
        indexes = [
            models.Index(F("earliest").desc(), F("latest").asc(), F("public_id").desc(), name="event_newest_first"),
            models.Index(fields=["latest"], name="event_latest"),
            GinIndex(fields=["search_bigrams"], name="event_bigrams"),
            GinIndex(fields=["search_words"], name="event_words"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event_detail", args=[self.slug])

    @property
    def title(self):
        return in_language(self, "title")[0]

    @property
    def short_title(self):
        return in_language(self, "short_title")[0] or self.title

    @property
    def summary(self):
        return in_language(self, "summary")[0]

    @property
    def note(self):
        return in_language(self, "note")[0]

    @property
    def reported_in_advance(self):
        """Whether every citation announces the event and is older than it. Prefetch citations with their sources."""
        citations = self.citations.all()
        return bool(citations) and all(
            citation.role == CitationRole.ANNOUNCES
            and citation.source.published_latest is not None
            and citation.source.published_latest < self.earliest
            for citation in citations
        )

    @property
    def lane(self):
        return Lane(LANE_OF_KIND[Kind(self.kind)])

    def derive_days(self):
        edtf = super().derive_days()
        self.precision = edtf.precision.value
        return edtf

    def clean(self):
        known = codebook.PLOVER[self.plover].modes if self.plover in codebook.PLOVER else ()
        if self.plover and self.plover_mode and self.plover_mode not in known:
            modes = ", ".join(known) or "—"
            raise ValidationError(
                {
                    "plover_mode": _("%(category)s has no mode “%(mode)s”; its modes are: %(modes)s.")
                    % {"category": self.plover, "mode": self.plover_mode, "modes": modes}
                }
            )

    def derive_tone(self):
        """Score and tone from category, mode and override; an unknown category or mode scores nothing."""
        category = self.plover if self.plover in codebook.PLOVER else ""
        mode = self.plover_mode if category and self.plover_mode in codebook.PLOVER[category].modes else ""
        self.score = codebook.score_of(category, mode, self.score_override)
        self.tone = codebook.tone_of(self.score)

    def clean_fields(self, exclude=None):
        self.derive_tone()
        super().clean_fields(exclude)

    def save(self, **options):
        self.derive_tone()
        super().save(**options)


class Participation(models.Model):
    """An actor in an event, in a role."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    actor = models.ForeignKey(Actor, models.PROTECT, verbose_name=_("Actor"), related_name="participations")
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "actor", "role"],
                name="participation_once",
                violation_error_message=_("This actor already has this role in this event."),
            ),
            models.CheckConstraint(name="participation_role_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self):
        return f"{self.actor} ({self.get_role_display()})"


class EventLink(models.Model):
    """What one event is to another: `event` <kind> `other`. The inverse is derived, never stored."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="links")
    other = models.ForeignKey(Event, models.PROTECT, verbose_name=_("Other event"), related_name="inverse_links")
    kind = models.CharField(_("Kind"), max_length=20, choices=LinkKind)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("link to another event")
        verbose_name_plural = _("links to other events")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "other", "kind"],
                name="link_once",
                violation_error_message=_("These two events are already linked in this way."),
            ),
            models.CheckConstraint(name="link_kind_known", condition=Q(kind__in=LinkKind.values)),
            models.CheckConstraint(
                name="link_to_another",
                condition=~Q(event=F("other")),
                violation_error_message=_("An event can't be linked to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.get_kind_display()} {self.other}"

    @property
    def inverse_label(self):
        return INVERSE_OF_LINK[LinkKind(self.kind)]
