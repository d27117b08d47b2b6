"""What was taken in: a row for every file, with what came of it and why; and what a text is recognised by."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .source import Source


class Outcome(models.TextChoices):
    WAITING = "waiting", _("Waiting to be stored")
    STORED = "stored", _("Stored")
    COPY = "copy", _("Copies of articles we had")
    KNOWN = "known", _("Known already")
    NO_ARTICLE = "no-article", _("No article in it")
    NOT_TEXT = "not-text", _("Not text")
    TOO_LARGE = "too-large", _("Too large")
    BROKEN = "broken", _("Broken")
    REFUSED = "refused", _("Refused")


class Fingerprint(models.Model):
    """What a copy of a source's text is recognised by (see `intake.copies`), apart from what readers' pages load."""

    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="fingerprint")
    digest = models.CharField(max_length=64, db_index=True, db_collation="C")
    shingles = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")
        indexes = [GinIndex(name="fingerprint_shingles", fields=["shingles"])]

    def __str__(self):
        return self.digest


class IntakeFile(models.Model):
    """A file, page or pasted text that was taken in: its bytes are known by `digest` and are stored once an address.

    `articles` says, for each article in it, the id of its source, what it copies, its date and how that was found.
    """

    digest = models.CharField(max_length=80, db_collation="C", editable=False)
    address = models.CharField(_("Address"), max_length=1000, blank=True, db_collation="C", editable=False)
    name = models.CharField(_("Name"), max_length=300)
    size = models.PositiveBigIntegerField(_("Size"))
    outcome = models.CharField(_("Outcome"), max_length=20, choices=Outcome)
    words = models.TextField(_("In words"), blank=True)
    data = models.BinaryField(null=True, editable=False)  # only while it waits
    given = models.JSONField(default=dict, blank=True, editable=False)
    articles = models.JSONField(_("Articles"), default=list, blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("Sources"), blank=True, related_name="taken_from")
    batch = models.CharField(_("Batch"), max_length=40, blank=True, db_index=True, db_collation="C")
    at = models.DateTimeField(_("When"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("By"), related_name="+")

    class Meta:
        verbose_name = _("file taken in")
        verbose_name_plural = _("files taken in")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["digest", "address"], name="intake_file_once"),
            models.CheckConstraint(name="intake_outcome_known", condition=Q(outcome__in=Outcome.values)),
        ]

    def __str__(self):
        return self.name


class WaitingImport(models.Model):
    """A file of events that somebody looks through before it is imported; gone when it is, or after a day."""

    token = models.CharField(max_length=40, unique=True, db_collation="C")
    name = models.CharField(max_length=300)
    data = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    def __str__(self):
        return self.name
