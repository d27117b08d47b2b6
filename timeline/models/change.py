"""The history of the record: every change, whole, with who, when and why."""

from django.conf import settings
from django.db import models
from django.db.models import Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Noun(models.TextChoices):
    EVENT = "event", _("Event")
    ACTOR = "actor", _("Actor")
    SOURCE = "source", _("Source")
    STORY = "story", _("Story")


class Verb(models.TextChoices):
    CREATED = "created", _("Created")
    EDITED = "edited", _("Edited")
    LOADED = "loaded", _("Loaded from file")
    SUBMITTED = "submitted", _("Sent to review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")


class Change(models.Model):
    """One version of an event, actor, source or story, as the record's files would write it (`snapshot`).

    An event's snapshot holds its citations, participants, themes and links, so that its history is of the whole event.
    The database refuses to commit a changed event without a row here from the same transaction (`transaction`).
    """

    noun = models.CharField(max_length=10, choices=Noun)
    public_id = models.CharField(max_length=8, db_collation="C")
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=10, choices=Verb)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="changes")
    reason = models.TextField(blank=True, max_length=1000)
    public = models.BooleanField(default=False)
    snapshot = models.JSONField()
    transaction = models.BigIntegerField(db_default=Func(function="txid_current"), editable=False)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["noun", "public_id", "version"], name="change_version_once"),
            models.CheckConstraint(name="change_noun_known", condition=Q(noun__in=Noun.values)),
            models.CheckConstraint(name="change_verb_known", condition=Q(verb__in=Verb.values)),
            models.CheckConstraint(
                name="change_public_has_reason",
                condition=Q(public=False) | ~Q(reason="") | Q(noun="source") | Q(noun="actor"),
            ),
        ]

    def __str__(self):
        return f"{self.noun} {self.public_id} v{self.version} {self.verb}"
