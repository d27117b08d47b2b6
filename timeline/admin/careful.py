"""What all forms of the record share: no edit is silently lost, every change has its person, a refusal is words."""

import hashlib
import json

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates
from timeline.models import Actor, Change, Event, Source, Story, Verb
from timeline.models.base import EdtfField
from timeline.record_files import story_as_dict
from timeline.review import record_change

from .fields import EdtfFormField, LinesField, NameField

HAVE_HISTORY = (Actor, Event, Source, Story)


def state_of(thing):
    """What a saved row says, as a short digest: two forms that began from the same text have the same."""
    if not thing.pk:
        return ""
    if isinstance(thing, Story):  # its steps have forms and rows of their own
        return hashlib.sha256(repr(story_as_dict(thing)).encode()).hexdigest()[:16]
    if hasattr(thing, "version"):
        return str(thing.version)
    fields = [f for f in thing._meta.concrete_fields if f.editable and f.name not in ("password", "last_login")]
    said = json.dumps([f.value_from_object(thing) for f in fields], cls=DjangoJSONEncoder)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


class CarefulForm(forms.ModelForm):
    """A form that knows which version it began from (`seen`) and asks why (`reason`) where readers will ask too."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    reason = forms.CharField(
        label=gettext_lazy("Reason for this change"), required=False, max_length=1000, widget=forms.TextInput
    )
    refusal = ""  # what the database said of this text when it was sent the first time
    others = None  # the row as somebody else saved it meanwhile

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["seen"] = state_of(self.instance)
        if "reason" in self.fields and not isinstance(self.instance, HAVE_HISTORY):
            del self.fields["reason"]
        for name, field in self.fields.items():
            if isinstance(field, NameField) and self.instance.pk and name in self.instance._state.fields_cache:
                field.chosen = getattr(self.instance, name)

    @property
    def reason_needed(self):
        return False

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)
        if self.reason_needed and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _("Say why: the reason is shown to readers in the history."))
        return cleaned


def differing(form, now):
    """The fields in which a form's text and the row as it now is differ, as `(label, text in the record)`."""
    found = []
    for name, field in form.fields.items():
        if name in ("seen", "reason") or name not in {f.name for f in now._meta.fields}:
            continue
        value = now._meta.get_field(name).value_from_object(now)
        if field.has_changed(value, form.data.get(form.add_prefix(name))):
            shown = getattr(now, f"get_{name}_display", lambda name=name: getattr(now, name))()
            found.append((field.label, ", ".join(shown) if isinstance(shown, list) else shown))
    return found


class RecordFields:
    """How fields of the record look in forms and in their rows."""

    def formfield_for_dbfield(self, db_field, request, **options):
        if isinstance(db_field, EdtfField):
            return EdtfFormField(
                label=db_field.verbose_name,
                required=not db_field.blank,
                max_length=200,
                help_text=db_field.help_text,
            )
        if isinstance(db_field, ArrayField) and isinstance(db_field.base_field, models.CharField):
            return LinesField(label=db_field.verbose_name, required=False, help_text=_("One on each line."))
        if isinstance(db_field, models.ForeignKey) and hasattr(db_field.related_model, "slug"):
            queryset = db_field.related_model._default_manager.complex_filter(db_field.get_limit_choices_to())
            if db_field.related_model is Actor:
                queryset = queryset.select_related("country")
            return NameField(
                queryset, label=db_field.verbose_name, required=not db_field.blank, help_text=db_field.help_text
            )
        if isinstance(db_field, models.TextField) and not isinstance(db_field, models.JSONField):
            options["widget"] = forms.Textarea(attrs={"rows": 3})
        if isinstance(db_field, models.URLField):
            options["widget"] = forms.URLInput
        if isinstance(db_field, models.DateField):
            options["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        if isinstance(db_field, models.ManyToManyField):
            return db_field.formfield(widget=forms.CheckboxSelectMultiple, help_text="")
        return super().formfield_for_dbfield(db_field, request, **options)

    def formfield_for_foreignkey(self, db_field, request, **options):
        return db_field.formfield(**options)


class CarefulAdmin(RecordFields, admin.ModelAdmin):
    """A model admin without scripts or styles of its own; see the module's words for its promises."""

    form = CarefulForm
    save_on_top = False
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200

    @property
    def media(self):
        return forms.Media()

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        form.refusal = getattr(request, "refusal", "")
        form.by = request.user
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return self.careful_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.refusal = words_of(error)
            return self.careful_view(request, object_id, form_url, extra_context)

    def careful_view(self, request, object_id, form_url, extra_context):
        """The form's view in one transaction; a form that began from an older text is shown again with both."""
        with transaction.atomic():
            thing = self.get_object(request, object_id) if object_id and request.method == "POST" else None
            if thing is not None and self.has_change_permission(request, thing):
                thing = self.model._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
                if request.POST.get("seen", "") != state_of(thing):
                    return self.conflict(request, thing, object_id, form_url, extra_context)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def conflict(self, request, thing, object_id, form_url, extra_context):
        """Nothing is saved: the form comes back as typed, beside each field what the record now says."""
        form = self.get_form(request, thing, change=True)(request.POST, instance=self.model.objects.get(pk=thing.pk))
        rows = differing(form, thing)
        said = format_html_join("", "<li>{}: “{}”</li>", rows) if rows else _("nothing different")
        request.refusal = format_html(
            "{} <ul>{}</ul>{}",
            _("Someone else saved this first. Your text is below, unsaved; the record now says:"),
            said,
            _("Save again to put yours in its place."),
        )
        request.POST = request.POST.copy()
        request.POST["seen"] = state_of(thing)
        return self.form_again(request, object_id, form_url)

    def form_again(self, request, object_id, form_url=""):
        """The form as posted, unsaved, with the words of `request.refusal` above it."""
        return admin.ModelAdmin.changeform_view(self, request, object_id, form_url)

    def save_model(self, request, obj, form, change):
        request.before_saving = transaction.savepoint_create()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if isinstance(form.instance, HAVE_HISTORY):
            self.keep_history(request, form, change)
        connection.check_constraints()

    def verb_of(self, form, change):
        return Verb.EDITED if change else Verb.CREATED

    def keep_history(self, request, form, change):
        """A line of history; where nothing changed, nothing is written at all."""
        verb = self.verb_of(form, change)
        reason = (form.cleaned_data.get("reason") or "").strip()
        if record_change(form.instance, by=request.user, verb=verb, reason=reason) is None:
            transaction.savepoint_rollback(request.before_saving)

    def history_view(self, request, object_id, extra_context=None):
        """Our own history where there is one; else the framework's log."""
        from .versions import page_of_versions

        thing = self.get_object(request, object_id)
        if not isinstance(thing, HAVE_HISTORY):
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        return page_of_versions(self, request, thing, {"thing": thing})

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        connection.check_constraints()

    def render_change_form(self, request, context, **options):
        context["suggested"] = suggestion_lists(context)
        return super().render_change_form(request, context, **options)


def suggestion_lists(context):
    """The models for whose names the page has boxes."""
    forms_ = [context["adminform"].form]
    forms_ += [inline.formset.empty_form for inline in context["inline_admin_formsets"]]
    return sorted({f.widget.noun for form in forms_ for f in form.fields.values() if isinstance(f, NameField)})


def words_of(error):
    """What the database refused, in its first line; our own rules are written as sentences."""
    said = str(error).splitlines()[0]
    if "slug" in said:
        return _("This slug is or was another's. Choose another one.")
    return _("The database refused this: %(why)s. Nothing was saved; your text is below.") % {"why": said}


def last_changes(noun, ids):
    """The newest line of history of each of these: {public_id: Change}, in one query."""
    rows = (
        Change.objects.filter(noun=noun, public_id__in=ids)
        .order_by("public_id", "-version")
        .distinct("public_id")
        .select_related("by")
        .defer("snapshot")
    )
    return {row.public_id: row for row in rows}


def day(text):
    """A date of the record in few English words."""
    return dates.in_words(text, "en", "short") if text else ""
