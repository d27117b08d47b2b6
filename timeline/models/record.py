"""The record itself: what the code must not know, and the counter that every public change moves."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .actor import Actor, Office
from .base import Named, SlugField, in_language


class Record(Named):
    """One row. `revision` is moved by the database in every transaction that changes anything public."""

    slug = SlugField()
    subtitle_en = models.CharField(_("Subtitle (English)"), max_length=200, blank=True)
    subtitle_ko = models.CharField(_("Subtitle (Korean)"), max_length=200, blank=True)
    subtitle_ja = models.CharField(_("Subtitle (Japanese)"), max_length=200, blank=True)
    inclusion_en = models.TextField(_("What counts as an event (English)"), blank=True)
    inclusion_ko = models.TextField(_("What counts as an event (Korean)"), blank=True)
    inclusion_ja = models.TextField(_("What counts as an event (Japanese)"), blank=True)
    searched_en = models.TextField(_("What was searched (English)"), blank=True)
    searched_ko = models.TextField(_("What was searched (Korean)"), blank=True)
    searched_ja = models.TextField(_("What was searched (Japanese)"), blank=True)
    home = models.ManyToManyField(Actor, verbose_name=_("Home countries"), blank=True, related_name="+")
    office_above = models.ForeignKey(
        Office, models.PROTECT, verbose_name=_("Office above the axis"), null=True, blank=True, related_name="+"
    )
    office_below = models.ForeignKey(
        Office, models.PROTECT, verbose_name=_("Office below the axis"), null=True, blank=True, related_name="+"
    )
    section_edges = ArrayField(models.IntegerField(), verbose_name=_("Section edges"), default=list, blank=True)
    presets = models.JSONField(_("Preset windows"), default=list, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=60, default="UTC")
    licence = models.CharField(_("Licence of the data"), max_length=60, default="CC BY 4.0")
    contact = models.CharField(_("Contact"), max_length=200, blank=True)
    revision = models.BigIntegerField(default=0, editable=False)
    loaded = models.JSONField(default=dict, editable=False)  # digest of each row as last loaded: tells who edited since
    changed_at = models.DateTimeField(null=True, editable=False)
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("record")
        constraints = [models.CheckConstraint(name="record_only_one", condition=Q(only=True))]

    @property
    def subtitle(self):
        return in_language(self, "subtitle")[0]

    @property
    def inclusion(self):
        return in_language(self, "inclusion")[0]

    @property
    def searched(self):
        return in_language(self, "searched")[0]

    def clean(self):
        if list(self.section_edges) != sorted(set(self.section_edges)):
            raise ValidationError(
                {"section_edges": _("Section edges are whole years, each later than the one before.")}
            )


class OldSlug(models.Model):
    """A slug that something had before; it redirects for ever and is never given again."""

    noun = models.CharField(max_length=10)
    slug = models.CharField(max_length=80, db_collation="C")
    public_id = models.CharField(max_length=8, db_collation="C")

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [models.UniqueConstraint(fields=["noun", "slug"], name="old_slug_once")]

    def __str__(self):
        return f"{self.noun}: {self.slug}"
