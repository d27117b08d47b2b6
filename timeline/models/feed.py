"""Feeds that are watched, and which of their entries were seen."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .gazetteer import Publisher
from .source import web


class Feed(models.Model):
    """An RSS or Atom feed whose new entries are taken in on a schedule, in the name of whom added it.

    What the last look brought is no edit: those fields are written by `intake.feeds` alone.
    """

    title = models.CharField(_("Title"), max_length=200)
    address = models.URLField(_("Address"), max_length=1000, unique=True, validators=[web])
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, verbose_name=_("Publisher"), null=True, blank=True, related_name="feeds"
    )
    language = models.CharField(
        _("Language"),
        max_length=10,
        blank=True,
        db_collation="C",
        validators=[
            RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", _("Write a language code such as en, ko or ja."))
        ],
    )
    every_minutes = models.PositiveIntegerField(
        _("Minutes between two looks"), default=60, validators=[MinValueValidator(15), MaxValueValidator(10080)]
    )
    active = models.BooleanField(_("Watched"), default=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("Added by"), related_name="+", editable=False
    )
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    last_looked_at = models.DateTimeField(_("Last look"), null=True, editable=False)
    state = models.CharField(_("What came of it"), max_length=40, blank=True, editable=False, db_collation="C")
    failures = models.PositiveSmallIntegerField(default=0, editable=False)  # in a row; each doubles the pause

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                name="feed_address_scheme", condition=Q(address__regex=r"^[hH][tT][tT][pP][sS]?://.+")
            ),
            models.CheckConstraint(name="feed_every_minutes", condition=Q(every_minutes__range=(15, 10080))),
        ]

    def __str__(self):
        return self.title


class FeedEntry(models.Model):
    """An entry of a feed that was seen, and what came of it: it is taken in once, and tried a few times at most."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, db_collation="C")  # hash of what the feed knows it by
    address = models.CharField(_("Address"), max_length=2000)
    title = models.CharField(_("Title"), max_length=300, blank=True)
    state = models.CharField(_("What came of it"), max_length=40, db_collation="C")
    tries = models.PositiveSmallIntegerField(default=0)
    settled = models.BooleanField(default=False)  # it is not tried again
    seen_at = models.DateTimeField(_("Seen"), auto_now=True)

    class Meta:
        verbose_name = _("entry of a feed")
        verbose_name_plural = _("entries of feeds")
        ordering = ["-seen_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="feed_entry_once")]

    def __str__(self):
        return self.title or self.address
