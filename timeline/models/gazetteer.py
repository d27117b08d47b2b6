"""The small nouns that events and sources point to: places, themes, eras, publishers."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .actor import Actor
from .base import Dated, Named, SlugField, dates_in_order, slug_constraint


class Place(Named):
    slug = SlugField()
    country = models.ForeignKey(
        Actor, models.PROTECT, verbose_name=_("Country"), null=True, blank=True, related_name="+"
    )
    lat = models.FloatField(
        _("Latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        _("Longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["slug"]
        constraints = [
            slug_constraint("place"),
            models.CheckConstraint(
                name="place_coordinates",
                condition=Q(lat=None, lon=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                violation_error_message=_("Give both latitude (-90 to 90) and longitude (-180 to 180), or neither."),
            ),
        ]


class Theme(Named):
    slug = SlugField()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["slug"]
        constraints = [slug_constraint("theme")]


class Era(Named, Dated):
    """A named stretch of time, such as a reign, for the filter `during`."""

    slug = SlugField()
    source = models.ForeignKey(
        "Source", models.PROTECT, verbose_name=_("Source"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("era")
        verbose_name_plural = _("eras")
        ordering = ["earliest", "slug"]
        constraints = [slug_constraint("era"), dates_in_order("era")]


class Publisher(Named):
    slug = SlugField()
    country = models.ForeignKey(
        Actor, models.PROTECT, verbose_name=_("Country"), null=True, blank=True, related_name="+"
    )
    language = models.CharField(_("Language"), max_length=10, db_collation="C")

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["slug"]
        constraints = [slug_constraint("publisher")]
