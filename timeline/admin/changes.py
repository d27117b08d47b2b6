"""The log of all changes, public or not; read only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from timeline.models import Change

from .careful import CarefulAdmin


@admin.register(Change)
class ChangeAdmin(CarefulAdmin):
    list_display = ["at", "noun", "public_id", "title", "version", "verb", "who", "reason", "public"]
    list_display_links = None
    list_filter = ["noun", "verb", "public"]
    list_select_related = ["by"]
    search_fields = ["public_id", "reason", "by__display_name"]
    ordering = ["-at", "-id"]

    @admin.display(description=gettext_lazy("What"))
    def title(self, change):
        said = change.snapshot.get("title") or change.snapshot.get("name") or ""
        return said.get("en") or next(iter(said.values()), "") if isinstance(said, dict) else said

    @admin.display(description=gettext_lazy("Who"))
    def who(self, change):
        return change.by.public_name

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
