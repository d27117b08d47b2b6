"""Stories in the admin: title and steps in three languages side by side, events by name, a preview, the publishing."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404
from django.urls import path, reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import LANGUAGES, Event, Story, StoryStep, Verb
from timeline.models.story import FAR
from timeline.narration import referred
from timeline.views.site import LANGUAGES as NAMED
from timeline.views.stories import step_page, whole_page

from .careful import CarefulAdmin, CarefulForm
from .event_forms import RowForm
from .events import Rows
from .fields import NamesField

STEP = ("headline", "words")


class StoryForm(CarefulForm):
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=80,
        help_text=gettext_lazy("The end of the story's address. A former one leads here for ever."),
    )

    class Meta:
        model = Story
        fields = "__all__"

    @property
    def reason_needed(self):
        return bool(self.instance.published or getattr(self, "cleaned_data", {}).get("published"))

    def clean_published(self):
        """Only whoever may publish moves this; a missing language falls back, visibly, so that is no reason."""
        asked = self.cleaned_data["published"]
        if asked != bool(self.instance.published) and not self.by.has_perm("timeline.publish_story"):
            raise forms.ValidationError(_("Only those who may publish stories can change this."))
        return asked


class StepForm(RowForm):
    place = forms.IntegerField(label=gettext_lazy("Order"), min_value=1, max_value=999, required=False)

    class Meta:
        model = StoryStep
        fields = ["headline_en", "headline_ko", "headline_ja", "words_en", "words_ko", "words_ja", "window", "events"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["place"] = self.instance.position

    def clean(self):
        """A mark in the narration names an event of its step, or it would lead nowhere."""
        cleaned = super().clean()
        known = {event.slug for event in cleaned.get("events") or ()}
        for code in LANGUAGES:
            for slug in referred(cleaned.get(f"words_{code}") or ""):
                if slug not in known and "events" in cleaned:
                    self.add_error(
                        f"words_{code}", _("“%(slug)s” is not among the events of this step.") % {"slug": slug}
                    )
        return cleaned

    def has_changed(self):
        """A new step with nothing but a place is no step."""
        return bool(set(self.changed_data) - {"place"}) or bool(self.instance.pk and self.changed_data)

    @property
    def in_languages(self):
        """(label, fields by language) of the texts."""
        return [(str(self[f"{name}_en"].label).partition(" (")[0], [self[f"{name}_{code}"] for code in LANGUAGES])
                for name in STEP]  # fmt: skip


class StepFormSet(forms.BaseInlineFormSet):
    """The steps in the order of their places; they are numbered anew from one."""

    def save_new(self, form, commit=True):
        form.instance.position = FAR // 2 + self.forms.index(form)
        return super().save_new(form, commit)

    def in_order(self):
        kept = [form for form in self.forms if form.instance.pk and form not in self.deleted_forms]
        kept.sort(key=lambda form: (form.cleaned_data.get("place") or FAR, form.instance.position))
        return [form.instance for form in kept]


class StepRows(Rows):
    model = StoryStep
    form, formset = StepForm, StepFormSet
    template = "admin/edit_inline/steps.html"
    ordering = ["position"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("events")

    def formfield_for_dbfield(self, db_field, request, **options):
        if isinstance(db_field, models.ManyToManyField):
            return NamesField(Event.objects.all(), label=db_field.verbose_name)
        if db_field.name.startswith("words"):
            return db_field.formfield(widget=forms.Textarea(attrs={"rows": 6}))
        return super().formfield_for_dbfield(db_field, request, **options)


@admin.register(Story)
class StoryAdmin(CarefulAdmin):
    form = StoryForm
    inlines = [StepRows]
    fields = [("title_en", "title_ko", "title_ja"), ("summary_en", "summary_ko", "summary_ja"), "slug", "published"]
    list_display = ["title_en", "steps_counted", "published", "preview_link"]
    list_filter = ["published"]
    search_fields = ["slug", "title_en", "title_ko", "title_ja"]
    ordering = ["slug"]
    change_form_template = "admin/timeline/story/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(counted=models.Count("steps"))

    @admin.display(description=gettext_lazy("Steps"), ordering="counted")
    def steps_counted(self, story):
        return story.counted

    @admin.display(description=gettext_lazy("Preview"))
    def preview_link(self, story):
        return format_html('<a href="{}">{}</a>', reverse("admin:story_preview", args=[story.pk]), _("Preview"))

    def get_readonly_fields(self, request, obj=None):
        return [] if request.user.has_perm("timeline.publish_story") else ["published"]

    def has_change_permission(self, request, obj=None):
        """What readers see is changed by those who may publish."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.published or request.user.has_perm("timeline.publish_story"))

    def verb_of(self, form, change):
        """The moment when readers get to see a story, or no longer do, has its own verb."""
        if "published" in form.changed_data:
            return Verb.PUBLISHED if form.instance.published else Verb.WITHDRAWN
        return super().verb_of(form, change)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        with transaction.atomic():
            form.instance.number_steps(formset.in_order())

    # The preview

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview)
        return [
            path("<int:pk>/preview/", view, name="story_preview"),
            path("<int:pk>/preview/<int:position>/", view, name="story_preview_step"),
            *super().get_urls(),
        ]

    def preview(self, request, pk, position=None):
        """The story as readers would see it, in `?lang=`, published or not."""
        story = self.get_object(request, str(pk))
        if story is None:
            raise Http404
        if not self.has_view_or_change_permission(request, story):
            raise PermissionDenied
        asked = request.GET.get("lang", "en")
        language = asked if asked in LANGUAGES else "en"
        with translation.override(language):
            where = Preview(story, language)
            named = [{"code": code, "name": name, "path": f"?lang={code}", "url": f"?lang={code}",
                      "current": code == language} for code, name, _prefix in NAMED]  # fmt: skip
            if position is None:
                return whole_page(request, story, where, languages=named)
            return step_page(request, story, position, where, languages=named)


class Preview:
    """Where the pages of a story's preview are, for its links."""

    preview = True

    def __init__(self, story, language):
        self.pk, self.tail = story.pk, "" if language == "en" else f"?lang={language}"

    @property
    def whole(self):
        return reverse("admin:story_preview", args=[self.pk]) + self.tail

    def step(self, position):
        return reverse("admin:story_preview_step", args=[self.pk, position]) + self.tail

    @property
    def form(self):
        return reverse("admin:timeline_story_change", args=[self.pk])

    leave = form
