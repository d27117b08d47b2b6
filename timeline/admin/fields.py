"""Form fields of the admin: a date with its reading, a thing by its name, texts a line each."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from timeline import dates
from timeline.dates.typed import read_typed
from timeline.models import Actor, Event, Source

PART = " · "  # between the words of a name and the slug that settles it


def read_date(text):
    """EDTF, or what a person types, as an Edtf. Raises DateError with words."""
    return read_typed(text, timezone.localdate())


def reading(text):
    """How a date is understood, as HTML: drawn, in words, with its days; or why it is not."""
    context = {"typed": text}
    if text and text.strip():
        try:
            context["edtf"] = edtf = read_date(text)
            context["days"] = dates.in_words(f"{edtf.earliest}/{edtf.latest}", "en", "short")
            context["words"] = [dates.in_words(edtf, language, "full") for language in ("en", "ko", "ja")]
        except dates.DateError as error:
            context["error"], context["guess"] = str(error), error.guess
    return render_to_string("admin/reading.html", context)


class EdtfInput(forms.TextInput):
    """A date box followed by its reading, which follows the typing where scripts run."""

    def render(self, name, value, attrs=None, renderer=None):
        place = f"reading-{name}"
        attrs = {
            "data-hx-get": reverse("admin:reading"),
            "data-hx-trigger": "input changed delay:150ms",
            "data-hx-target": f"#{place}",
            "data-hx-sync": "this:replace",
            "autocomplete": "off",
            "spellcheck": "false",
            "size": 22,
        } | (attrs or {})
        box = super().render(name, value, attrs, renderer)
        return format_html('<span class="dated">{}<output id="{}">{}</output></span>', box, place, reading(value))


class EdtfFormField(forms.CharField):
    """A date as EDTF or in words; what comes out is canonical EDTF."""

    widget = EdtfInput

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return value
        try:
            return read_date(value).text
        except dates.DateError as error:
            raise ValidationError(str(error), code="edtf") from error


def label_of(thing):
    """What a name box shows for a thing: its name; with the slug where the name may be another's too."""
    if isinstance(thing, Source):
        day = dates.in_words(thing.published, "en", "short") if thing.published else _("no date")
        return f"{thing.publisher or _('copy')}, {day}{PART}{thing.slug}"
    if isinstance(thing, Event):
        return f"{thing.title}{PART}{thing.slug}"
    return thing.name_en


def hint_of(thing):
    """What stands small beside a suggestion."""
    if isinstance(thing, Actor):
        state = thing.state
        return PART.join(part for part in (thing.name_ko, thing.name_ja, state and state.iso) if part)
    if isinstance(thing, Source):
        return thing.title
    if isinstance(thing, Event):
        return dates.in_words(thing.date, "en", "short")
    return PART.join(part for part in (thing.name_ko, thing.name_ja) if part)


def having(things, words):
    """Those of a queryset that have these words in a name, title or slug."""
    model = things.model
    if model in (Event, Source):
        names = ("title_en", "title_ko", "title_ja") if model is Event else ("title", "publisher__name_en")
    else:
        names = ("name_en", "name_ko", "name_ja")
        if model is Actor:
            names += ("aliases_en", "aliases_ko", "aliases_ja")
    condition = Q(slug__icontains=words)
    for name in names:
        condition |= Q(**{f"{name}__icontains": words})
    return things.filter(condition)


def called(things, text):
    """Those of a queryset that a text names: by slug, by "name · slug", or by a whole name in any script."""
    slug = text.rsplit(PART, 1)[-1].strip()
    if found := list(things.filter(slug=slug)):
        return found
    if things.model is Source:
        return list(things.filter(title__iexact=text)[:5])
    if things.model is Event:
        return list(things.filter(Q(title_en__iexact=text) | Q(title_ko=text) | Q(title_ja=text))[:5])
    condition = Q(name_en__iexact=text) | Q(name_ko=text) | Q(name_ja=text)
    found = list(things.filter(condition)[:5])
    if not found and things.model is Actor:
        aliases = Q(aliases_en__contains=[text]) | Q(aliases_ko__contains=[text]) | Q(aliases_ja__contains=[text])
        found = list(things.filter(aliases)[:5])
    return found


class NameInput(forms.TextInput):
    """A box for a name, with suggestions from the server; the list of suggestions is one for all boxes of a model."""

    def __init__(self, model):
        noun = model._meta.model_name
        self.noun = noun
        super().__init__(attrs={"list": f"suggest-{noun}", "autocomplete": "off", "size": 30, "class": "name-box"})

    def get_context(self, name, value, attrs):
        live = {
            "data-hx-get": reverse("admin:suggest", args=[self.noun]),
            "data-hx-trigger": "input changed delay:200ms, focus once",
            "data-hx-target": f"#suggest-{self.noun}",
            "data-hx-sync": "this:replace",
        }
        return super().get_context(name, value, live | (attrs or {}))


class NameField(forms.ModelChoiceField):
    """One row of a model, chosen by typing its name in any script, or its slug."""

    def __init__(self, queryset, **options):
        for name in ("to_field_name", "blank", "limit_choices_to", "empty_label"):
            options.pop(name, None)
        options["widget"] = NameInput(queryset.model)
        self.chosen = None
        super().__init__(queryset, **options)
        self.widget = options["widget"]

    def prepare_value(self, value):
        if isinstance(value, Model):
            return label_of(value)
        if isinstance(value, int):
            if self.chosen is None or self.chosen.pk != value:
                self.chosen = self.queryset.model._default_manager.filter(pk=value).first()
            return label_of(self.chosen) if self.chosen else ""
        return value

    def to_python(self, value):
        text = (value or "").strip() if not isinstance(value, Model) else label_of(value)
        if not text:
            return None
        if self.chosen is not None and text == label_of(self.chosen):
            return self.chosen
        if "\x00" in text:
            raise ValidationError(_("This holds a character that no name has."))
        found = called(self.queryset.all(), text[:300])
        if len(found) == 1:
            return found[0]
        noun = self.queryset.model._meta.verbose_name
        if found:
            choices = "; ".join(thing.slug for thing in found)
            raise ValidationError(
                _("More than one %(noun)s is called “%(text)s”. Write one of these instead: %(choices)s.")
                % {"noun": noun, "text": text[:80], "choices": choices}
            )
        near = "; ".join(label_of(thing) for thing in having(self.queryset.all(), text[:80])[:3])
        hint = _("Near to it: %(near)s.") % {"near": near} if near else _("Add it to the record first.")
        raise ValidationError(
            _("No %(noun)s here is called “%(text)s”. %(hint)s") % {"noun": noun, "text": text[:80], "hint": hint}
        )

    def validate(self, value):
        forms.Field.validate(self, value)

    def has_changed(self, initial, data):
        if self.disabled:
            return False
        try:
            found = self.to_python(data)
        except ValidationError:
            return True
        initial = initial.pk if isinstance(initial, Model) else initial
        return (found.pk if found else None) != initial


class LinesField(forms.CharField):
    """A list of texts, a line each."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        return list(dict.fromkeys(line.strip() for line in (value or "").splitlines() if line.strip()))

    def has_changed(self, initial, data):
        return self.to_python(data) != list(initial or [])

    def run_validators(self, value):
        """The model's field looks at each text by itself."""

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")


class NamesInput(NameInput):
    """A name box for each row chosen, and empty ones for more."""

    empty = 2

    def render(self, name, value, attrs=None, renderer=None):
        values = [*(value or []), *[""] * self.empty]
        boxes = []
        for number, text in enumerate(values):
            own = dict(attrs or {}) | ({"id": f"{attrs['id']}_{number}"} if number and attrs and "id" in attrs else {})
            boxes.append((super().render(name, text, own, renderer),))
        return format_html('<span class="name-boxes">{}</span>', format_html_join("", "{}", boxes))

    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []

    def value_omitted_from_data(self, data, files, name):
        return name not in data


class NamesField(NameField):
    """Several rows of a model, each chosen by its name in any script, or its slug."""

    def __init__(self, queryset, **options):
        super().__init__(queryset, **options)
        self.widget = NamesInput(queryset.model)

    def prepare_value(self, value):
        return [super(NamesField, self).prepare_value(one) for one in value or [] if one]

    def to_python(self, value):
        found = [super(NamesField, self).to_python(one) for one in value or []]
        return list({thing.pk: thing for thing in found if thing}.values())

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def has_changed(self, initial, data):
        try:
            found = self.to_python(data)
        except ValidationError:
            return True
        return {thing.pk for thing in found} != {getattr(one, "pk", one) for one in initial or []}
