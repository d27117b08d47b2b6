"""What a reviewer may say otherwise than was proposed: the event's fields, who took part, the words quoted."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.codebook import CitationRole, Kind, Role, Significance, Status
from timeline.models import Actor, Event, Place, as_language
from timeline.review import locator_of
from timeline.review.candidates import proposed_role

from .event_forms import check_of, codings
from .fields import EdtfFormField, NameField

PREFIX = "c"  # of the fields' names, as the live check of a locator tells them apart by what follows it


class ReviewForm(forms.Form):
    title_en = forms.CharField(label="English", required=False, max_length=200)
    title_ko = forms.CharField(label="한국어", required=False, max_length=200)
    title_ja = forms.CharField(label="日本語", required=False, max_length=200)
    date = EdtfFormField(label=gettext_lazy("Date"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "—"), *Kind.choices], required=False)
    coding = forms.ChoiceField(label=gettext_lazy("PLOVER category and mode"), required=False, choices=codings)
    significance = forms.TypedChoiceField(
        label=gettext_lazy("Significance"), coerce=int, choices=Significance.choices, initial=Significance.ROUTINE
    )
    role = forms.ChoiceField(label=gettext_lazy("The article"), choices=CitationRole.choices)
    exact = forms.CharField(label=gettext_lazy("Locator"), required=False, max_length=120)

    def __init__(self, candidate, data=None):
        self.candidate = candidate
        super().__init__(data, prefix=PREFIX, initial=None if data else proposed(candidate))
        self.fields["place"] = NameField(
            Place.objects.select_related("country"), label=_("Place"), required=False, help_text=""
        )
        self.fields["other"] = NameField(
            Event.objects.exclude(status=Status.WITHDRAWN), label=_("Another event of the record"), required=False
        )
        self.fields["place"].chosen = candidate.place
        language = as_language(candidate.source.language)
        for code in ("en", "ko", "ja"):
            self.fields[f"title_{code}"].widget.attrs["lang"] = code
        self.fields[f"title_{language}"].help_text = _("The article's language: needed.")
        self.fields["exact"].widget.attrs |= {"lang": candidate.source.language, "size": 40}
        self.who = WhoFormSet(data, prefix="who", initial=None if data else proposed_actors(candidate))

    def is_valid(self):
        return all([super().is_valid(), self.who.is_valid()])

    @property
    def titles(self):
        return [self[f"title_{code}"] for code in ("en", "ko", "ja")]

    @property
    def short_boxes(self):
        return [self[name] for name in ("kind", "significance", "place", "coding", "role")]

    @property
    def locator_check(self):
        """What the article's text says of the words as they stand in the form."""
        words = self.data.get(f"{PREFIX}-exact", "") if self.is_bound else self.initial["exact"]
        return check_of(self.candidate.source, "", words[:300], "")

    @property
    def of_citation(self):
        said = self.cleaned_data
        return {"role": said["role"], "exact": said["exact"], "claimed_date": said["date"]}

    @property
    def corrected(self):
        """What `accept` takes."""
        said = self.cleaned_data
        category, _space, mode = (said["coding"] or "").partition(" ")
        names = ("title_en", "title_ko", "title_ja", "date", "kind", "significance", "place")
        return {name: said[name] for name in names} | self.of_citation | {
            "plover": category, "plover_mode": mode, "actors": self.who.actors,
        }  # fmt: skip


class ActorRow(forms.Form):
    actor = NameField(Actor.objects.none(), label=gettext_lazy("Actor"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.COUNTERPART)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["actor"].queryset = Actor.objects.select_related("country")
        if isinstance(chosen := self.initial.get("actor"), Actor):
            self.fields["actor"].chosen = chosen
        self.fields["actor"].widget.attrs["aria-label"] = _("Actor")
        self.fields["role"].widget.attrs["aria-label"] = _("Role")


class Who(forms.BaseFormSet):
    @property
    def actors(self):
        """Whom the rows name, each once in a role; an emptied row names nobody."""
        rows = [(row.cleaned_data.get("actor"), row.cleaned_data.get("role")) for row in self.forms]
        return list(dict.fromkeys(row for row in rows if row[0]))


WhoFormSet = forms.formset_factory(ActorRow, formset=Who, extra=2, max_num=40, absolute_max=60)


def proposed(candidate):
    language = as_language(candidate.source.language)
    return {
        f"title_{language}": candidate.title,
        "date": candidate.date,
        "kind": candidate.kind,
        "coding": f"{candidate.plover} {candidate.plover_mode}".strip(),
        "significance": Significance.ROUTINE,
        "place": candidate.place,
        "role": candidate.role,
        "exact": locator_of(candidate).exact,
    }


def proposed_actors(candidate):
    return [{"actor": actor, "role": proposed_role(n)} for n, actor in enumerate(candidate.actors.all())]
