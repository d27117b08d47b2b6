"""Who acts: persons, states, bodies, parties, organisations; the offices they hold and when."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from timeline.codebook import ActorKind

from .base import (
    Dated,
    EdtfField,
    Named,
    PublicIdField,
    SlugField,
    dates_in_order,
    in_language,
    public_id_constraint,
    slug_constraint,
)


def aliases(label):
    return ArrayField(models.CharField(max_length=200), verbose_name=label, blank=True, default=list)


class Actor(Named):
    """A person, state, body, party or organisation, found by any of its names in three scripts."""

    public_id = PublicIdField()
    slug = SlugField()
    kind = models.CharField(_("Kind"), max_length=20, choices=ActorKind)
    country = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("Country"),
        null=True,
        blank=True,
        related_name="nationals",
        limit_choices_to={"kind": ActorKind.STATE},
    )
    iso = models.CharField(
        _("ISO code"), max_length=2, blank=True, validators=[RegexValidator(r"^[A-Z]{2}\Z")], db_collation="C"
    )
    family_name_en = models.CharField(_("Family name (English)"), max_length=100, blank=True)
    family_name_ko = models.CharField(_("Family name (Korean)"), max_length=100, blank=True)
    family_name_ja = models.CharField(_("Family name (Japanese)"), max_length=100, blank=True)
    aliases_en = aliases(_("Other names (English)"))
    aliases_ko = aliases(_("Other names (Korean)"))
    aliases_ja = aliases(_("Other names (Japanese)"))
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["slug"]
        permissions = [("merge_actor", "Can merge actors")]
        constraints = [
            slug_constraint("actor"),
            public_id_constraint("actor"),
            models.CheckConstraint(name="actor_kind_known", condition=Q(kind__in=ActorKind.values)),
            models.CheckConstraint(
                name="actor_iso_of_states",
                condition=(Q(kind=ActorKind.STATE) & Q(iso__regex=r"^[A-Z]{2}$"))
                | (~Q(kind=ActorKind.STATE) & Q(iso="")),
                violation_error_message=_("A state has a two-letter ISO code; nothing else has one."),
            ),
            models.CheckConstraint(
                name="actor_state_has_no_country",
                condition=~Q(kind=ActorKind.STATE) | Q(country=None),
                violation_error_message=_("A state is its own country: leave its country empty."),
            ),
        ]

    @property
    def state(self):
        """The state that this actor is or belongs to, or None."""
        return self if self.kind == ActorKind.STATE else self.country

    @property
    def family_name(self):
        return in_language(self, "family_name")[0] or self.name

    @property
    def all_names(self):
        """Every name in every script, without repeats."""
        names = [self.name_en, self.name_ko, self.name_ja, *self.aliases_en, *self.aliases_ko, *self.aliases_ja]
        return list(dict.fromkeys(name for name in names if name))


class Office(Named):
    """A post that one person holds at a time."""

    slug = SlugField()
    country = models.ForeignKey(Actor, models.PROTECT, verbose_name=_("Country"), related_name="offices")
    title_en = models.CharField(_("Form of address (English)"), max_length=100)
    title_ko = models.CharField(_("Form of address (Korean)"), max_length=100, blank=True)
    title_ja = models.CharField(_("Form of address (Japanese)"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["slug"]
        constraints = [slug_constraint("office")]

    @property
    def title(self):
        return in_language(self, "title")[0]


class Tenure(Dated):
    """Who held an office from when to when, and which page says so."""

    slug = SlugField()
    office = models.ForeignKey(Office, models.PROTECT, verbose_name=_("Office"), related_name="tenures")
    actor = models.ForeignKey(Actor, models.PROTECT, verbose_name=_("Holder"), related_name="tenures")
    acting = models.BooleanField(_("Acting"), default=False)
    source = models.ForeignKey("Source", models.PROTECT, verbose_name=_("Source"), related_name="tenures")
    as_of = EdtfField(
        _("As of"), blank=True, help_text=_("For a tenure that goes on: the date that the source speaks for.")
    )
    note_en = models.TextField(_("Note (English)"), blank=True)
    note_ko = models.TextField(_("Note (Korean)"), blank=True)
    note_ja = models.TextField(_("Note (Japanese)"), blank=True)

    class Meta:
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        ordering = ["earliest", "latest", "slug"]
        constraints = [slug_constraint("tenure"), dates_in_order("tenure")]

    def __str__(self):
        return f"{self.actor}, {self.office} ({self.date})"

    @property
    def note(self):
        return in_language(self, "note")[0]
