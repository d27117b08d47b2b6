"""One article, treaty text, press release or report."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from timeline import dates
from timeline.addresses import key_of
from timeline.codebook import SourceKind

from .base import EdtfField, PublicIdField, SlugField, in_language, public_id_constraint, slug_constraint
from .gazetteer import Publisher

web = URLValidator(schemes=["http", "https"])


class Source(models.Model):
    """Something published that says an event happened.

    A copy (`syndication_of`) is no second source: it is named below its original and not counted. `text` is private: it
    is kept to check quotes and never leaves the server. Two addresses of one page have the same `address_key`.
    """

    public_id = PublicIdField()
    slug = SlugField()
    kind = models.CharField(_("Kind"), max_length=20, choices=SourceKind, default=SourceKind.ARTICLE)
    title = models.CharField(_("Title"), max_length=500)
    original_title = models.CharField(_("Original title"), max_length=500, blank=True)
    language = models.CharField(
        _("Language"),
        max_length=10,
        default="en",
        db_collation="C",
        validators=[
            RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", _("Write a language code such as en, ko or ja."))
        ],
    )
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, verbose_name=_("Publisher"), null=True, blank=True, related_name="sources"
    )
    authors = ArrayField(models.CharField(max_length=200), verbose_name=_("Authors"), blank=True, default=list)
    url = models.URLField(
        _("Address"),
        max_length=1000,
        null=True,
        blank=True,
        unique=True,
        validators=[web],
        help_text=_("Only where the page was looked up; never guessed."),
    )
    archive_url = models.URLField(_("Archived address"), max_length=1000, blank=True, validators=[web])
    published = EdtfField(pgettext_lazy("date of publication", "Published"), blank=True)
    published_earliest = models.DateField(null=True, editable=False)
    published_latest = models.DateField(null=True, editable=False)
    published_how = models.CharField(_("How the date was found"), max_length=200, blank=True, editable=False)
    accessed = models.DateField(_("Accessed"), null=True, blank=True)
    licence_note = models.CharField(_("Licence note"), max_length=300, blank=True)
    syndication_of = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("Copy of"), null=True, blank=True, related_name="copies"
    )
    text_file = models.CharField(_("Name of the text's file"), max_length=200, blank=True)
    text_hash = models.CharField(_("Hash of the text"), max_length=80, blank=True, db_collation="C")
    text = models.TextField(_("Text (private)"), blank=True)
    note_en = models.TextField(_("Note (English)"), blank=True)
    note_ko = models.TextField(_("Note (Korean)"), blank=True)
    note_ja = models.TextField(_("Note (Japanese)"), blank=True)
    link_state = models.CharField(_("State of the link"), max_length=40, blank=True)
    link_checked_at = models.DateTimeField(_("Link checked"), null=True, blank=True)
    address_key = models.CharField(max_length=1000, blank=True, editable=False, db_index=True, db_collation="C")
    link_seen_at = models.DateTimeField(_("Page last seen"), null=True, editable=False)
    archive_proposed = models.CharField(
        _("Archived address, proposed"), max_length=1000, blank=True, default="", editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_earliest", "slug"]
        constraints = [
            slug_constraint("source"),
            public_id_constraint("source"),
            models.CheckConstraint(name="source_kind_known", condition=Q(kind__in=SourceKind.values)),
            models.CheckConstraint(
                name="source_language_code", condition=Q(language__regex=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
            ),
            models.CheckConstraint(
                name="source_url_scheme",
                condition=Q(url=None) | Q(url__regex=r"^[hH][tT][tT][pP][sS]?://.+"),
                violation_error_message=_("An address begins with http:// or https://."),
            ),
            models.CheckConstraint(
                name="source_dates_in_order",
                condition=(Q(published="") & Q(published_earliest=None) & Q(published_latest=None))
                | (~Q(published="") & Q(published_earliest__lte=F("published_latest"))),
            ),
            models.CheckConstraint(
                name="source_publisher_or_copy",
                condition=Q(publisher__isnull=False) | Q(syndication_of__isnull=False),
                violation_error_message=_("Name the publisher; only a copy may be without one."),
            ),
            models.CheckConstraint(
                name="source_no_copy_of_itself",
                condition=Q(syndication_of=None) | ~Q(syndication_of=F("id")),
                violation_error_message=_("A source can't be a copy of itself."),
            ),
        ]

    def __str__(self):
        return f"{self.publisher or '—'}: {self.title}"

    @property
    def note(self):
        return in_language(self, "note")[0]

    def derive_days(self):
        if not self.published:
            self.published_earliest = self.published_latest = None
            return
        try:
            edtf = dates.parse(self.published)
        except dates.DateError as error:
            raise ValidationError({"published": str(error)}) from error
        self.published = edtf.text
        self.published_earliest, self.published_latest = edtf.earliest, edtf.latest

    def tidy_address(self):
        """As a URI: letters of other scripts are percent-encoded, as programs expect."""
        self.url = iri_to_uri(self.url) if self.url else None

    def clean_fields(self, exclude=None):
        self.tidy_address()
        self.derive_days()
        super().clean_fields(exclude)

    def clean(self):
        if self.syndication_of and self.syndication_of.syndication_of_id:
            raise ValidationError({"syndication_of": _("That source is itself a copy: name its original.")})

    def save(self, **options):
        self.tidy_address()
        self.address_key = key_of(self.url)
        self.derive_days()
        super().save(**options)
