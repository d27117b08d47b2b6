"""What several nouns share: permanent ids, slugs, names in three languages, dates with their days."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from timeline import dates

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LANGUAGES = ("en", "ko", "ja")


def new_public_id():
    """Eight characters of Crockford base32, drawn at random: the id that leaves the server."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(8))


def as_language(code):
    """The one of our three languages that a code like "ko-KR" means; English for anything else."""
    short = (code or "en")[:2]
    return short if short in LANGUAGES else "en"


def in_language(thing, field, language=None):
    """A text of `thing` in a language, else in English, Korean or Japanese: `(text, language it is in)`."""
    wanted = as_language(language or get_language())
    for code in (wanted, *LANGUAGES):
        if text := getattr(thing, f"{field}_{code}"):
            return text, code
    return "", wanted


class PublicIdField(models.CharField):
    """An id made once, at random, and never reused."""

    def __init__(self, **options):
        super().__init__(
            **{
                "max_length": 8,
                "unique": True,
                "editable": False,
                "db_collation": "C",
                "default": new_public_id,
                "validators": [RegexValidator(rf"^[{CROCKFORD}]{{8}}\Z")],
            }
            | options
        )


class SlugField(models.CharField):
    """The readable end of an address: 3 to 80 of a–z, 0–9 and hyphens."""

    def __init__(self, **options):
        super().__init__(
            **{
                "max_length": 80,
                "unique": True,
                "db_collation": "C",
                "validators": [
                    RegexValidator(r"^[a-z0-9-]{3,80}\Z", _("Use 3 to 80 of the letters a–z, digits and hyphens."))
                ],
            }
            | options
        )


def slug_constraint(model):
    return models.CheckConstraint(name=f"{model}_slug_form", condition=models.Q(slug__regex=r"^[a-z0-9-]{3,80}$"))


def public_id_constraint(model):
    return models.CheckConstraint(
        name=f"{model}_public_id_form", condition=models.Q(public_id__regex=rf"^[{CROCKFORD}]{{8}}$")
    )


class Named(models.Model):
    """Something with a name in each language; a missing one falls back."""

    name_en = models.CharField(_("Name (English)"), max_length=200)
    name_ko = models.CharField(_("Name (Korean)"), max_length=200, blank=True)
    name_ja = models.CharField(_("Name (Japanese)"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def name(self):
        return in_language(self, "name")[0]


def validate_edtf(text):
    """Refuse, with the words of `timeline.dates`, what is not a date of EDTF level 1 or our part of level 2."""
    try:
        dates.parse(text)
    except dates.DateError as error:
        raise ValidationError(str(error), code="edtf") from error


class EdtfField(models.CharField):
    """A date as EDTF text. `earliest` and `latest` beside it are derived on save, never typed."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_length": 120, "validators": [validate_edtf], "db_collation": "C"} | options)


class Dated(models.Model):
    """Something with a date, kept as EDTF and as the first and last day that it may mean."""

    date = EdtfField(_("Date"))
    earliest = models.DateField(editable=False)
    latest = models.DateField(editable=False)

    class Meta:
        abstract = True

    @property
    def edtf(self):
        return dates.parse(self.date)

    def derive_days(self):
        """Put the date into its canonical form and derive its days; a wrong date is a ValidationError."""
        try:
            edtf = dates.parse(self.date)
        except dates.DateError as error:
            raise ValidationError({"date": str(error)}) from error
        self.date, self.earliest, self.latest = edtf.text, edtf.earliest, edtf.latest
        return edtf

    def clean_fields(self, exclude=None):
        if not self.date:
            return super().clean_fields(exclude)
        self.derive_days()
        return super().clean_fields(exclude)

    def save(self, **options):
        self.derive_days()
        super().save(**options)


def dates_in_order(model):
    return models.CheckConstraint(
        name=f"{model}_dates_in_order",
        condition=models.Q(earliest__lte=models.F("latest")),
        violation_error_message=_("A date can't end before it begins."),
    )
