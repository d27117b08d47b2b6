"""This source supports this event: how, with which words, and giving which date."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from timeline import dates
from timeline.codebook import CitationRole

from .base import EdtfField, in_language
from .event import Event
from .source import Source

WORD_LIMIT = 8
CJK_LIMIT = 24
CJK = re.compile(r"[぀-ヿ㐀-鿿가-힣々〆]")


def locator_length(text):
    """How long a locator is, as `(words, CJK characters)`; a run of CJK characters is counted by its characters."""
    text = unicodedata.normalize("NFKC", text)
    cjk = len(CJK.findall(text))
    words = len(CJK.sub(" ", text).split())
    return words, cjk


class Citation(models.Model):
    """A source on an event. The locator is a W3C TextQuoteSelector: at most eight words, or 24 CJK characters."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("Source"), related_name="citations")
    role = models.CharField(_("Role"), max_length=12, choices=CitationRole, default=CitationRole.REPORTS)
    claimed_date = EdtfField(_("Date this source gives"), blank=True)
    claimed_earliest = models.DateField(null=True, editable=False)
    claimed_latest = models.DateField(null=True, editable=False)
    date_words = models.CharField(_("Date in its words"), max_length=60, blank=True)
    prefix = models.CharField(_("Words before"), max_length=120, blank=True)
    exact = models.CharField(_("Locator"), max_length=120, blank=True)
    suffix = models.CharField(_("Words after"), max_length=120, blank=True)
    page = models.CharField(_("Page, article or time code"), max_length=60, blank=True)
    checked = models.DateField(_("Checked"), null=True, blank=True)
    paragraph = models.PositiveIntegerField(_("Paragraph"), null=True, blank=True)
    text_hash = models.CharField(_("Hash of the text"), max_length=80, blank=True, db_collation="C")
    note_en = models.TextField(_("Note (English)"), max_length=2000, blank=True)
    note_ko = models.TextField(_("Note (Korean)"), max_length=2000, blank=True)
    note_ja = models.TextField(_("Note (Japanese)"), max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "source", "role"],
                name="citation_once",
                violation_error_message=_("This source is already cited on this event in this role."),
            ),
            models.CheckConstraint(name="citation_role_known", condition=Q(role__in=CitationRole.values)),
            models.CheckConstraint(
                name="citation_dates_in_order",
                condition=(Q(claimed_date="") & Q(claimed_earliest=None) & Q(claimed_latest=None))
                | (~Q(claimed_date="") & Q(claimed_earliest__lte=F("claimed_latest"))),
            ),
            models.CheckConstraint(
                name="citation_checked_whole",
                condition=Q(checked=None, paragraph=None, text_hash="")
                | (Q(checked__isnull=False, paragraph__gte=1) & ~Q(text_hash="") & ~Q(exact="")),
                violation_error_message=_("A checked locator has its words, day, paragraph and hash, or none of them."),
            ),
        ]

    def __str__(self):
        return f"{self.source} — {self.get_role_display()}"

    @property
    def note(self):
        return in_language(self, "note")[0]

    @property
    def disagrees(self):
        """Whether the date that this source gives can't be true together with the event's."""
        if not self.claimed_date:
            return False
        return self.claimed_earliest > self.event.latest or self.claimed_latest < self.event.earliest

    def derive_days(self):
        if not self.claimed_date:
            self.claimed_earliest = self.claimed_latest = None
            return
        try:
            edtf = dates.parse(self.claimed_date)
        except dates.DateError as error:
            raise ValidationError({"claimed_date": str(error)}) from error
        self.claimed_date = edtf.text
        self.claimed_earliest, self.claimed_latest = edtf.earliest, edtf.latest

    def clean_fields(self, exclude=None):
        self.derive_days()
        super().clean_fields(exclude)

    def clean(self):
        words, cjk = locator_length(f"{self.prefix} {self.exact} {self.suffix}")
        if words > WORD_LIMIT or cjk > CJK_LIMIT:
            raise ValidationError(
                {
                    "exact": _(
                        "A locator has at most eight words or 24 Korean or Japanese characters; this has"
                        " %(words)s words and %(cjk)s such characters."
                    )
                    % {"words": words, "cjk": cjk}
                }
            )
        if (self.prefix or self.suffix) and not self.exact:
            raise ValidationError({"exact": _("Words before or after need a locator between them.")})
        if self.source_id and self.source.syndication_of_id:
            raise ValidationError({"source": _("That source is a copy: cite its original.")})

    def save(self, **options):
        self.derive_days()
        super().save(**options)
