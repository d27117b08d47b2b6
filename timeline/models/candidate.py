"""An event proposed from an article, until a researcher accepts, merges or rejects it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from timeline import codebook, dates
from timeline.codebook import CitationRole, Kind

from .actor import Actor
from .base import EdtfField
from .event import Event
from .gazetteer import Place
from .source import Source


class Decision(models.TextChoices):
    PENDING = "pending", _("Pending")
    ACCEPTED = "accepted", _("Accepted")
    MERGED = "merged", _("Merged")
    REJECTED = "rejected", _("Rejected")


class CountedFrom(models.TextChoices):
    """What a date phrase was read against."""

    ITSELF = "itself", _("the phrase itself")
    PUBLISHED = "published", _("the day of publication")
    SAID = "said", _("a date said before")


class CandidateQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(decision=Decision.PENDING)

    def decided(self):
        return self.exclude(decision=Decision.PENDING)


class Candidate(models.Model):
    """Where in a source's text an event may be named, what is proposed, and who decided what.

    `start`–`end` is the sentence, `phrase_start`–`phrase_end` the words in it that give the date (`phrase`). `version`
    moves with every decision and every new reading: whoever decides says which one they saw. `event_version` is the
    version of the event that the decision left, so that it can be taken back.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="candidates")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    phrase_start = models.PositiveIntegerField()
    phrase_end = models.PositiveIntegerField()
    phrase = models.CharField(max_length=200, blank=True)
    date = EdtfField(blank=True)
    counted_from = models.CharField(max_length=10, choices=CountedFrom, default=CountedFrom.ITSELF)
    counted_words = models.CharField(max_length=200, blank=True)
    counted_start = models.PositiveIntegerField(null=True, blank=True)
    role = models.CharField(max_length=12, choices=CitationRole, default=CitationRole.REPORTS)
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    plover = models.CharField(max_length=12, choices=codebook.PLOVER_CHOICES, blank=True)
    plover_mode = models.CharField(max_length=20, blank=True)
    rule = models.CharField(max_length=120, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    actors = models.ManyToManyField(Actor, blank=True, related_name="+")
    confidence = models.FloatField(default=0)
    likely = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="+")
    likely_why = models.JSONField(default=list, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.PENDING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(max_length=1000, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="candidates")
    event_version = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["source", "phrase_start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "phrase_start", "phrase_end", "date"], name="candidate_once"),
            models.CheckConstraint(name="candidate_span", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="candidate_phrase_in_span",
                condition=Q(phrase_start__gte=F("start"), phrase_start__lt=F("phrase_end"), phrase_end__lte=F("end")),
            ),
            models.CheckConstraint(name="candidate_counted_known", condition=Q(counted_from__in=CountedFrom.values)),
            models.CheckConstraint(name="candidate_role_known", condition=Q(role__in=CitationRole.values)),
            models.CheckConstraint(name="candidate_plover_known", condition=Q(plover__in=["", *codebook.PLOVER])),
            models.CheckConstraint(name="candidate_confidence", condition=Q(confidence__range=(0, 1))),
            models.CheckConstraint(name="candidate_decision_known", condition=Q(decision__in=Decision.values)),
            models.CheckConstraint(
                name="candidate_decided_whole",
                condition=Q(
                    decision=Decision.PENDING, decided_by=None, decided_at=None, event=None, event_version=None, note=""
                )
                | Q(decision=Decision.REJECTED, decided_by__isnull=False, decided_at__isnull=False, event=None)
                | Q(
                    decision__in=[Decision.ACCEPTED, Decision.MERGED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    event__isnull=False,
                ),
                violation_error_message=_("A decision has its person, its moment and, unless rejected, its event."),
            ),
        ]

    def __str__(self):
        return self.title or f"{self.source} {self.start}–{self.end}"

    @property
    def is_pending(self):
        return self.decision == Decision.PENDING

    @property
    def edtf(self):
        return dates.parse(self.date) if self.date else None
