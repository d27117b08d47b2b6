"""An event proposed from an article, until a researcher accepts, merges or rejects it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from timeline.codebook import Kind

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


class Candidate(models.Model):
    """Where in a source's text an event may be named, what is proposed, and who decided what."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="candidates")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    date = EdtfField(blank=True)
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    actors = models.ManyToManyField(Actor, blank=True, related_name="+")
    confidence = models.FloatField(default=0)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.PENDING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="candidates")

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["source", "start"]
        constraints = [
            models.CheckConstraint(name="candidate_span", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(name="candidate_confidence", condition=Q(confidence__range=(0, 1))),
            models.CheckConstraint(name="candidate_decision_known", condition=Q(decision__in=Decision.values)),
            models.CheckConstraint(
                name="candidate_decided_whole",
                condition=Q(decision=Decision.PENDING, decided_by=None, decided_at=None, event=None)
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
