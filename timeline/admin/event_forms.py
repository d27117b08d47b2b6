"""The form of an event and of what belongs to it: citations, participants, links to other events."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import codebook
from timeline.codebook import Status
from timeline.intake.locators import find_locator, hash_of, nearest_phrase
from timeline.models import Citation, Event
from timeline.review import slug_for
from timeline.templatetags.detail import signed

from .careful import CarefulForm
from .fields import NameField

LAST = 900  # the place of a new row before the rows are numbered
LOCATOR = ("prefix", "exact", "suffix")


def codings():
    """Every PLOVER category with its modes, as choices of one box."""
    return [
        ("", _("Not coded")),
        *(
            (
                f"{category} ({plover.score:+g})",
                [(category, category), *((f"{category} {mode}", f"{category} · {mode}") for mode in plover.modes)],
            )
            for category, plover in codebook.PLOVER.items()
        ),
    ]


class EventForm(CarefulForm):
    coding = forms.ChoiceField(
        label=gettext_lazy("PLOVER category and mode"),
        required=False,
        choices=codings,
        help_text=gettext_lazy("From category and mode follow score and tone."),
    )
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("The end of the event's address. Left empty, it is made from date and English title."),
    )

    class Meta:
        model = Event
        fields = "__all__"

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "coding" in self.fields:
            self.initial["coding"] = f"{self.instance.plover} {self.instance.plover_mode}".strip()
        if "score_override" in self.fields and self.instance.pk:
            self.fields["score_override"].help_text = _(
                "Now %(score)s, %(tone)s. Left empty, the codebook's is kept."
            ) % {
                "score": signed(self.instance.score),
                "tone": self.instance.get_tone_display().lower(),
            }
        if "date" in self.fields:
            self.fields["date"].help_text = _(
                "Write 2023-03-16, 2023-03, 2008?, 2024-12-03/04, or words: “March 2023”. No more precise than the"
                " source."
            )

    @property
    def reason_needed(self):
        return self.instance.status in (Status.PUBLISHED, Status.WITHDRAWN)

    def _post_clean(self):
        category, _space, mode = (self.cleaned_data.get("coding") or "").partition(" ")
        self.instance.plover, self.instance.plover_mode = category, mode
        if not self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = self.instance.slug
            if not self.instance.slug and self.cleaned_data.get("date"):
                made = Event(
                    date=self.cleaned_data["date"],
                    title_en=self.cleaned_data.get("title_en") or "",
                    public_id=self.instance.public_id,
                )
                self.cleaned_data["slug"] = slug_for(made)
        super()._post_clean()
        if self.instance.status == Status.PUBLISHED and not self.errors and not self.instance.title:
            self.add_error("title_en", _("A published event needs a title."))


class RowForm(forms.ModelForm):
    """A row in an event's form; rows are kept in the order of their numbers."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].label = _("Order")
            self.fields["position"].widget.attrs |= {"min": 1, "max": LAST, "class": "order"}
            self.initial["position"] = self.instance.position + 1 if self.instance.pk else None
        for name, field in self.fields.items():
            if isinstance(field, NameField) and name in self.instance._state.fields_cache:
                field.chosen = getattr(self.instance, name)

    def clean_position(self):
        position = self.cleaned_data.get("position")
        return LAST if position is None else max(0, position - 1)

    def has_changed(self):
        """A new row with nothing but an order is no row."""
        return bool(set(self.changed_data) - {"position"}) or bool(self.instance.pk and self.changed_data)


class CitationForm(RowForm):
    class Meta:
        model = Citation
        fields = (
            "source", "role", "claimed_date", "date_words", "prefix", "exact", "suffix", "page", "note_en", "note_ko",
            "note_ja", "position",
        )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if {*LOCATOR, "source"} & set(self.changed_data):
            check = check_of(cleaned.get("source"), *(cleaned.get(name) or "" for name in LOCATOR))
            self.instance.checked = timezone.localdate() if check and check.found else None
            self.instance.paragraph = check.paragraph if check and check.found else None
            self.instance.text_hash = check.text_hash if check and check.found else ""
        return cleaned

    @property
    def words_before(self):
        """The box of the locator's prefix; `form.prefix` is the form's own."""
        return self["prefix"]

    @property
    def note_fields(self):
        return [self[f"note_{language}"] for language in ("en", "ko", "ja")]

    @property
    def locator_check(self):
        """What the stored text says of the locator as it stands in the form."""
        if self.is_bound:
            source = getattr(self, "cleaned_data", {}).get("source")
            return check_of(source, *((self.data.get(self.add_prefix(name)) or "") for name in LOCATOR))
        if not self.instance.pk:
            return None
        return check_of(self.instance.source, *(getattr(self.instance, name) for name in LOCATOR), self.instance)


class LocatorCheck:
    """Whether a locator stands in the private text of a source or one of its copies; else the nearest phrase."""

    def __init__(self, *, found, paragraph=None, text_hash="", times=0, nearest="", checked=None, readable=True):
        self.found, self.paragraph, self.text_hash, self.times = found, paragraph, text_hash, times
        self.nearest, self.checked, self.readable = nearest, checked, readable


def check_of(source, prefix, exact, suffix, citation=None):
    """A LocatorCheck, or None where there is nothing to check."""
    if source is None or not exact:
        return None
    texts = [text for text in (source.text, *(copy.text for copy in source.copies.all())) if text]
    if not texts:
        if citation is not None and citation.checked:
            return LocatorCheck(found=True, paragraph=citation.paragraph, checked=citation.checked, readable=False)
        return LocatorCheck(found=False, readable=False)
    for text in texts:
        if (found := find_locator(text, prefix, exact, suffix)).times:
            checked = citation.checked if citation is not None else None
            return LocatorCheck(
                found=True,
                paragraph=found.paragraph,
                text_hash=hash_of(text.encode()),
                times=found.times,
                checked=checked,
            )
    near = max((near for text in texts if (near := nearest_phrase(text, exact))), default=None, key=len)
    return LocatorCheck(found=False, nearest=near[0] if near else "", paragraph=near[1] if near else None)


class CitationFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        if any(self.errors) or self.instance.status != Status.PUBLISHED:
            return
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if not form.cleaned_data.get("DELETE")]
        if not kept:
            raise ValidationError(_("A published event needs a citation: keep one, or withdraw the event and say why."))
