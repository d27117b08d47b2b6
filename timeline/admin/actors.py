"""Actors, their offices and when they held them."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates
from timeline.models import Actor, Office, Tenure
from timeline.review import ReviewError, merge_actors

from .careful import CarefulAdmin
from .fields import having

NAMES = ("name_en", "name_ko", "name_ja")


class NamedAdmin(CarefulAdmin):
    """What has a name in three languages; found by any of them."""

    search_fields = ["slug"]
    list_display = ["name_en", "name_ko", "name_ja", "slug"]
    ordering = ["slug"]

    def get_search_results(self, request, queryset, search_term):
        words = search_term.strip()[:100]
        return (having(queryset, words) if words else queryset), False


@admin.register(Actor)
class ActorAdmin(NamedAdmin):
    fieldsets = [
        (
            gettext_lazy("Who"),
            {
                "fields": [
                    ("name_en", "name_ko", "name_ja"),
                    ("family_name_en", "family_name_ko", "family_name_ja"),
                    ("aliases_en", "aliases_ko", "aliases_ja"),
                    ("kind", "country", "iso"),
                    "slug",
                ]
            },
        )
    ]
    list_display = ["name_en", "name_ko", "name_ja", "kind", "country", "taken_part"]
    list_filter = ["kind"]
    actions = ["merge_chosen"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("country").annotate(events=Count("participations"))

    @admin.display(description=gettext_lazy("Events"), ordering="events")
    def taken_part(self, actor):
        return actor.events

    def has_merge_permission(self, request):
        return request.user.has_perm("timeline.merge_actor")

    @admin.action(description=gettext_lazy("Merge two chosen actors…"), permissions=["merge"])
    def merge_chosen(self, request, queryset):
        ids = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True)[:200])
        return HttpResponseRedirect(reverse("admin:actor_merge") + f"?ids={ids}")

    def get_urls(self):
        return [path("merge/", self.admin_site.admin_view(self.merge_view), name="actor_merge"), *super().get_urls()]

    def merge_view(self, request):
        """Two actors that are one: which stays is chosen here, with the reason."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        ids = [int(part) for part in request.GET.get("ids", "").split(",")[:3] if part.isascii() and part.isdigit()]
        actors = list(self.get_queryset(request).filter(pk__in=[pk for pk in ids if pk < 2**62]))
        reason, stays, refused = request.POST.get("reason", "")[:1000], request.POST.get("stays", ""), []
        if len(actors) != 2:
            refused = [_("Choose exactly two actors in the list, then merge them.")]
        elif request.method == "POST":
            winner = next((actor for actor in actors if str(actor.pk) == stays), None)
            try:
                if winner is None:
                    raise ReviewError(_("Say which of the two stays."))
                loser = next(actor for actor in actors if actor is not winner)
                merged = merge_actors(loser, into=winner, by=request.user, reason=reason)
                self.message_user(request, _("The two are one now: %(title)s") % {"title": merged.name})
                return HttpResponseRedirect(reverse("admin:timeline_actor_change", args=[merged.pk]))
            except ReviewError as error:
                refused = [str(error)]
        context = {**self.admin_site.each_context(request), "title": _("Merge two actors"), "opts": self.opts}
        context |= {"actors": actors, "reason": reason, "refused": refused, "stays": stays}
        return TemplateResponse(request, "admin/merge_actors.html", context, status=422 if refused else 200)


@admin.register(Office)
class OfficeAdmin(NamedAdmin):
    fields = [("name_en", "name_ko", "name_ja"), ("title_en", "title_ko", "title_ja"), "country", "slug"]


@admin.register(Tenure)
class TenureAdmin(CarefulAdmin):
    fields = ["office", "actor", "date", "acting", "source", "as_of", ("note_en", "note_ko", "note_ja"), "slug"]
    list_display = ["holder", "office", "when", "acting", "source"]
    list_filter = ["office", "acting"]
    list_select_related = ["office", "actor", "source__publisher"]
    search_fields = ["slug", "actor__name_en", "actor__name_ko", "actor__name_ja"]
    ordering = ["-earliest", "slug"]

    @admin.display(description=gettext_lazy("Holder"), ordering="actor__name_en")
    def holder(self, tenure):
        return tenure.actor.name_en

    @admin.display(description=gettext_lazy("Date"), ordering="earliest")
    def when(self, tenure):
        return dates.in_words(tenure.date, "en", "short")
