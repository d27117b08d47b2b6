"""Events in the admin: the list that shows what needs work, the form, and the verbs with their reasons."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates, drawing
from timeline.codebook import Status
from timeline.models import Citation, Event, EventLink, Noun, Participation, Source
from timeline.models.searching import matches
from timeline.review import ReviewError, merge_events, publish, submit, withdraw

from . import versions
from .careful import CarefulAdmin, RecordFields, last_changes
from .event_forms import LOCATOR, CitationForm, CitationFormSet, EventForm, RowForm, check_of
from .event_import import import_page
from .fields import called, having, hint_of, label_of, reading
from .lists import DatesFilter, KindFilter, NeedsWork, PrecisionFilter, StatusFilter, ToneFilter

DECIDED = (Status.PUBLISHED, Status.WITHDRAWN)
# verb: (permission, function, title, what it does)
VERBS = {
    "publish": (
        "publish",
        publish,
        gettext_lazy("Publish"),
        gettext_lazy("Readers will see these events, their sources and their history from now on."),
    ),
    "withdraw": (
        "withdraw",
        withdraw,
        gettext_lazy("Withdraw"),
        gettext_lazy("They leave every list, count and file. Their pages stay, with title, reason and history."),
    ),
    "submit": (
        "change",
        submit,
        gettext_lazy("Send to review"),
        gettext_lazy("A curator will look at these drafts and publish them."),
    ),
}


class Rows(RecordFields, admin.TabularInline):
    """Rows of an event's form; one is empty, more come by the button below."""

    form = RowForm
    extra = 1
    max_num = 100
    template = "admin/edit_inline/rows.html"

    @property
    def media(self):
        return forms.Media()


class CitationRows(Rows):
    model = Citation
    form, formset = CitationForm, CitationFormSet
    template = "admin/edit_inline/citations.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source__publisher").prefetch_related("source__copies")


class ParticipantRows(Rows):
    model = Participation
    fields = ("actor", "role", "position")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("actor__country")


class LinkRows(Rows):
    model = EventLink
    fk_name = "event"
    fields = ("kind", "other", "position")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("other")


@admin.register(Event)
class EventAdmin(CarefulAdmin):
    form = EventForm
    inlines = [CitationRows, ParticipantRows, LinkRows]
    fieldsets = [
        (
            gettext_lazy("What"),
            {
                "fields": [
                    ("title_en", "title_ko", "title_ja"),
                    ("short_title_en", "short_title_ko", "short_title_ja"),
                    ("kind", "phase", "significance", "place"),
                    ("coding", "score_override"),
                    "themes",
                ]
            },
        ),
        (gettext_lazy("When"), {"fields": ["date"]}),
        (
            gettext_lazy("Text"),
            {"fields": [("summary_en", "summary_ko", "summary_ja"), ("note_en", "note_ko", "note_ja")]},
        ),
        (gettext_lazy("Keeping"), {"fields": ["slug", "internal_note"]}),
    ]
    list_display = ["row_title", "row_date", "row_kind", "row_significance", "row_sources", "row_languages",
                    "row_status", "row_change"]  # fmt: skip
    list_display_links = None
    list_filter = [StatusFilter, DatesFilter, NeedsWork, ToneFilter, PrecisionFilter, KindFilter]
    search_fields = ["slug"]
    search_help_text = gettext_lazy("Title, name, source, id")
    ordering = ["-earliest", "latest", "-public_id"]
    actions = ["publish_chosen", "withdraw_chosen", "submit_chosen", "merge_chosen"]
    change_list_template = "admin/timeline/event/change_list.html"
    change_form_template = "admin/timeline/event/change_form.html"

    # Who may do what

    def has_publish_permission(self, request):
        return request.user.has_perm("timeline.publish_event")

    def has_withdraw_permission(self, request):
        return request.user.has_perm("timeline.withdraw_event")

    def has_merge_permission(self, request):
        return request.user.has_perm("timeline.merge_event")

    def has_change_permission(self, request, obj=None):
        """What readers see is changed by those who may publish."""
        allowed = super().has_change_permission(request, obj)
        if obj is not None and obj.status in DECIDED:
            return allowed and self.has_publish_permission(request)
        return allowed

    def has_delete_permission(self, request, obj=None):
        """What was ever published is withdrawn, never deleted."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.published_at is None)

    # The list

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("place").defer("search_text", "search_bigrams")

    def get_search_results(self, request, queryset, search_term):
        words = search_term.strip()[:200]
        if not words:
            return queryset, False
        found = matches(words) | Q(public_id__iexact=words) | Q(slug__icontains=words)
        return queryset.filter(found), False

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        rows = list(changelist.result_list)
        ids = [event.pk for event in rows]
        changes = last_changes(Noun.EVENT, [event.public_id for event in rows])
        sources = dict(
            Citation.objects.filter(event__in=ids).values_list("event").annotate(n=Count("source", distinct=True))
        )
        needs = {
            name: set(getattr(Event.objects.filter(pk__in=ids), name)().values_list("pk", flat=True))
            for name in ("unlocated", "disputed")
        }
        for event in rows:
            event.last_change, event.sources_known = changes.get(event.public_id), sources.get(event.pk, 0)
            event.wanting = wanting(event, {name for name, found in needs.items() if event.pk in found})
        changelist.result_list = rows
        return changelist

    @admin.display(description=gettext_lazy("Title"), ordering="title_en")
    def row_title(self, event):
        return format_html(
            '<span class="row-title">{}<span><a href="{}">{}</a>{}</span></span>',
            drawing.glyph(event),
            reverse("admin:timeline_event_change", args=[event.pk]),
            event.title or event.slug,
            format_html('<small class="wanting">{}</small>', " · ".join(event.wanting)) if event.wanting else "",
        )

    @admin.display(description=gettext_lazy("Date"), ordering="earliest")
    def row_date(self, event):
        return dates.in_words(event.date, "en", "short")

    @admin.display(description=gettext_lazy("Kind"), ordering="kind")
    def row_kind(self, event):
        return format_html('<span class="row-kind">{} {}</span>', drawing.icon(event.kind), event.get_kind_display())

    @admin.display(description=gettext_lazy("Sig."), ordering="significance")
    def row_significance(self, event):
        return event.significance

    @admin.display(description=gettext_lazy("Src."))
    def row_sources(self, event):
        return event.sources_known

    @admin.display(description=gettext_lazy("Languages"))
    def row_languages(self, event):
        return " ".join(code for code in ("en", "ko", "ja") if getattr(event, f"title_{code}"))

    @admin.display(description=gettext_lazy("Status"), ordering="status")
    def row_status(self, event):
        return status_mark(event)

    @admin.display(description=gettext_lazy("Last change"), ordering="updated_at")
    def row_change(self, event):
        change = event.last_change
        if change is None:
            return "—"
        return format_html(
            '{} <small><time datetime="{}">{}</time></small>',
            change.by.public_name,
            change.at.isoformat(timespec="minutes"),
            f"{change.at:%d %b %Y}",
        )

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Events")} | (extra_context or {}))

    # Verbs

    def decide(self, request, verb, queryset):
        ids = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True)[:200])
        return HttpResponseRedirect(reverse("admin:event_decide", args=[verb]) + f"?ids={ids}")

    @admin.action(description=gettext_lazy("Publish chosen events…"), permissions=["publish"])
    def publish_chosen(self, request, queryset):
        return self.decide(request, "publish", queryset)

    @admin.action(description=gettext_lazy("Withdraw chosen events…"), permissions=["withdraw"])
    def withdraw_chosen(self, request, queryset):
        return self.decide(request, "withdraw", queryset)

    @admin.action(description=gettext_lazy("Send chosen drafts to review…"), permissions=["change"])
    def submit_chosen(self, request, queryset):
        return self.decide(request, "submit", queryset)

    @admin.action(description=gettext_lazy("Merge two chosen events…"), permissions=["merge"])
    def merge_chosen(self, request, queryset):
        return self.decide(request, "merge", queryset)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(import_page), name="event_import"),
            path("reading/", wrap(self.reading_view), name="reading"),
            path("locator/", wrap(self.locator_view), name="locator"),
            path("suggest/<str:noun>/", wrap(self.suggest_view), name="suggest"),
            path("decide/merge/", wrap(self.merge_view), name="event_merge"),
            path("decide/<str:verb>/", wrap(self.decide_view), name="event_decide"),
            path("<int:pk>/versions/", wrap(self.versions_view), name="event_versions"),
            path("<int:pk>/versions/<int:version>/", wrap(self.take_back_view), name="event_take_back"),
            path("<int:pk>/conflict/", wrap(self.conflict_view), name="event_conflict"),
            *super().get_urls(),
        ]

    def chosen(self, request):
        """The events that an address names, in its order."""
        ids = [int(part) for part in request.GET.get("ids", "").split(",")[:200] if part.isascii() and part.isdigit()]
        ids = [pk for pk in ids if pk < 2**62]
        rows = {event.pk: event for event in Event.objects.filter(pk__in=ids).annotate(cited=Count("citations"))}
        return [rows[pk] for pk in ids if pk in rows]

    def decide_view(self, request, verb):
        """Ask for the reason, then do it for each of the chosen events; what is refused is said, event by event."""
        if verb == "merge":
            return self.merge_view(request)
        if verb not in VERBS:
            return self.no_such_page(request)
        permission, function, title, words = VERBS[verb]
        if not getattr(self, f"has_{permission}_permission")(request):
            raise PermissionDenied
        events, reason, refused = self.chosen(request), request.POST.get("reason", "")[:1000], []
        if request.method == "POST" and events:
            if not reason.strip() and verb != "submit":
                refused = [_("Give a reason: it is shown in the event's history.")]
            else:
                done, refused = [], []
                for event in events:
                    try:
                        done.append(function(event, by=request.user, reason=reason))
                    except ReviewError as error:
                        refused.append(str(error))
                if done:
                    self.message_user(
                        request, "; ".join(f"{event.title}: {event.get_status_display()}" for event in done)
                    )
                if not refused:
                    return self.back_to(events)
                events = [event for event in self.chosen(request) if event.pk not in {e.pk for e in done}]
        context = {"title": title, "words": words, "events": events, "reason": reason, "refused": refused, "verb": verb}
        return self.page(request, "admin/timeline/event/decide.html", context, status=422 if refused else 200)

    def merge_view(self, request):
        """Two events that are one happening: which stays is chosen here, with the reason."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        events, reason, refused = self.chosen(request), request.POST.get("reason", "")[:1000], []
        stays = request.POST.get("stays", "")
        if len(events) != 2:
            refused = [_("Choose exactly two events in the list, then merge them.")]
        elif request.method == "POST":
            winner = next((event for event in events if str(event.pk) == stays), None)
            loser = next((event for event in events if event is not winner), None)
            try:
                if winner is None:
                    raise ReviewError(_("Say which of the two stays."))
                merged = merge_events(loser, into=winner, by=request.user, reason=reason)
                self.message_user(request, _("The two are one now: %(title)s") % {"title": merged.title})
                return self.back_to([merged])
            except ReviewError as error:
                refused = [str(error)]
        context = {
            "title": _("Merge two events"),
            "events": events,
            "reason": reason,
            "refused": refused,
            "stays": stays,
        }
        return self.page(request, "admin/timeline/event/merge.html", context, status=422 if refused else 200)

    def back_to(self, events):
        if len(events) == 1:
            return HttpResponseRedirect(reverse("admin:timeline_event_change", args=[events[0].pk]))
        return HttpResponseRedirect(reverse("admin:timeline_event_changelist"))

    def page(self, request, template, context, status=200):
        everywhere = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, everywhere | context, status=status)

    def no_such_page(self, request):
        from django.http import Http404

        raise Http404

    # Versions

    def history_view(self, request, object_id, extra_context=None):
        return HttpResponseRedirect(reverse("admin:event_versions", args=[object_id]))

    def seen_event(self, request, pk):
        event = get_object_or_404(Event, pk=pk) if pk < 2**62 else self.no_such_page(request)
        if not self.has_view_or_change_permission(request, event):
            raise PermissionDenied
        return event

    def versions_view(self, request, pk):
        event = self.seen_event(request, pk)
        context = {"thing": event, "can_take_back": self.has_change_permission(request, event)}
        return versions.page_of_versions(self, request, event, context)

    def take_back_view(self, request, pk, version):
        event = self.seen_event(request, pk)
        if not self.has_change_permission(request, event):
            raise PermissionDenied
        return versions.take_back(self, request, event, version)

    def conflict(self, request, thing, object_id, form_url, extra_context):
        return versions.conflict(self, request, thing)

    def conflict_view(self, request, pk):
        event = self.seen_event(request, pk)
        if not self.has_change_permission(request, event):
            raise PermissionDenied
        return versions.resolve(self, request, event)

    # Small answers for the form

    def reading_view(self, request):
        name = request.headers.get("HX-Trigger-Name") or "date"
        return HttpResponse(reading(request.GET.get(name, request.GET.get("date", ""))[:300]))

    def locator_view(self, request):
        """What the source's text says of a locator that is being typed."""
        values = {key.rsplit("-", 1)[-1]: value for key, value in request.GET.items()}
        found = called(Source.objects.prefetch_related("copies"), values.get("source", "")[:300])
        check = check_of(found[0], *(values.get(name, "")[:300] for name in LOCATOR)) if len(found) == 1 else None
        field = next((f"id_{key}" for key in request.GET if key.endswith("-exact")), "")
        return TemplateResponse(request, "admin/locator.html", {"check": check, "field": field})

    def suggest_view(self, request, noun):
        """Options for a name box: those whose names have the words typed."""
        models = {model._meta.model_name: model for model in self.admin_site._registry}
        model = models.get(noun)
        if model is None or not hasattr(model, "slug"):
            return self.no_such_page(request)
        if not self.admin_site._registry[model].has_view_permission(request):
            raise PermissionDenied
        typed = request.GET.get(request.headers.get("HX-Trigger-Name") or "q", request.GET.get("q", ""))[:100]
        things = model._default_manager.all()
        if noun == "source":
            things = things.select_related("publisher").defer("text").filter(syndication_of=None)
        if noun == "actor":
            things = things.select_related("country")
        found = having(things, typed.rsplit(" · ", 1)[-1].strip()) if typed else things
        options = [(label_of(thing), hint_of(thing)) for thing in found[:40]]
        return TemplateResponse(request, "admin/options.html", {"options": options})

    # The form

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        self.number(formset.model, form.instance)

    def number(self, model, event):
        """Rows in the order of their numbers, numbered without gaps."""
        if not any(field.name == "position" for field in model._meta.fields):
            return
        for position, row in enumerate(model.objects.filter(event=event).order_by("position", "pk")):
            if row.position != position:
                row.position = position
                row.save(update_fields=["position"])

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["last_change"] = last_changes(Noun.EVENT, [obj.public_id]).get(obj.public_id)
            context["can_publish"] = self.has_publish_permission(request)
            context["can_withdraw"] = self.has_withdraw_permission(request)
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)


def wanting(event, needs):
    """What is still wrong with an event, in words."""
    missing = [name for code, name in (("en", _("English")), ("ko", _("Korean")), ("ja", _("Japanese")))
               if not getattr(event, f"title_{code}")]  # fmt: skip
    said = []
    if missing:
        said.append(_("No %(languages)s title") % {"languages": _(" or ").join(missing)})
    if not event.sources_known:
        said.append(_("No citation"))
    if "unlocated" in needs:
        said.append(_("A citation without locator or page"))
    if "disputed" in needs:
        said.append(_("Sources differ on the date"))
    return said


def status_mark(event):
    """An ink square (full, half, dashed, hollow) with its word."""
    return format_html(
        '<span class="event-status" data-status="{}">{}</span>', event.status, event.get_status_display()
    )
