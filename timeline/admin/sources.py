"""Sources and their publishers."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Count
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from timeline import dates
from timeline.intake.copies import remember
from timeline.intake.locators import hash_of
from timeline.models import Publisher, Source

from .actors import NamedAdmin
from .careful import CarefulAdmin, CarefulForm
from .fields import having
from .intake import add_articles, batch_of
from .links import LinkCare, LinkFilter

TEXT_LIMIT = 500_000


class SourceForm(CarefulForm):
    text = forms.CharField(
        label=gettext_lazy("Text (private)"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Kept to check locators; it never leaves the server."),
    )

    class Meta:
        model = Source
        fields = "__all__"

    def clean(self):
        cleaned = super().clean()
        if "text" in self.changed_data:
            text = cleaned.get("text") or ""
            self.instance.text_hash = hash_of(text.encode()) if text else ""
        return cleaned


@admin.register(Source)
class SourceAdmin(LinkCare, CarefulAdmin):
    form = SourceForm
    fieldsets = [
        (
            gettext_lazy("What"),
            {"fields": ["title", "original_title", ("kind", "language", "publisher"), "authors", "syndication_of"]},
        ),
        (gettext_lazy("Where and when"), {"fields": ["url", "archive_url", ("published", "accessed"), "licence_note"]}),
        (gettext_lazy("Link"), {"fields": [tuple(LinkCare.LINK_FIELDS)]}),
        (gettext_lazy("Keeping"), {"fields": [("note_en", "note_ko", "note_ja"), "slug", "text"]}),
    ]
    readonly_fields = LinkCare.LINK_FIELDS
    list_display = ["row_title", "publisher", "when", "language", "cited", "is_copy", "link_words"]
    list_filter = ["kind", "language", LinkFilter]
    actions = ["take_archived"]
    search_fields = ["slug"]
    search_help_text = gettext_lazy("Title, publisher")
    ordering = ["-published_earliest", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("publisher", "syndication_of").annotate(
            events=Count("citations__event", distinct=True)
        )  # fmt: skip

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            found = obj.candidates.count()
            context["reviewed"] = {"found": found, "pending": obj.candidates.pending().count() if found else 0}
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "text" in form.changed_data and form.instance.text and request.user.has_perm("timeline.add_candidate"):
            url = reverse("admin:review_article", args=[form.instance.slug])
            said = format_html('<a href="{}">{}</a>', url, _("Find events in this article"))
            self.message_user(request, said, messages.INFO)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("add-articles/", wrap(add_articles), name="source_add_articles"),
            path("add-articles/<slug:batch>/", wrap(batch_of), name="source_batch"),
            *super().get_urls(),
        ]

    def get_search_results(self, request, queryset, search_term):
        words = search_term.strip()[:100]
        return (having(queryset, words) if words else queryset), False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "text" in form.changed_data:
            remember(obj)

    @admin.display(description=gettext_lazy("Title"), ordering="title")
    def row_title(self, source):
        return format_html('<span lang="{}">{}</span>', source.language, source.title)

    @admin.display(description=pgettext_lazy("date of publication", "Published"), ordering="published_earliest")
    def when(self, source):
        return dates.in_words(source.published, "en", "short") if source.published else "—"

    @admin.display(description=gettext_lazy("Events"), ordering="events")
    def cited(self, source):
        return source.events

    @admin.display(description=gettext_lazy("Copy"), boolean=False)
    def is_copy(self, source):
        return gettext_lazy("copy") if source.syndication_of_id else ""


@admin.register(Publisher)
class PublisherAdmin(NamedAdmin):
    fields = [("name_en", "name_ko", "name_ja"), ("country", "language"), "slug"]
    list_display = ["name_en", "name_ko", "name_ja", "language", "country"]
    list_select_related = ["country"]
