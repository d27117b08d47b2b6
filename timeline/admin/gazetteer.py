"""Places, themes, eras, and the record itself."""

from django.contrib import admin

from timeline.models import Era, Place, Record, Theme

from .actors import NamedAdmin
from .careful import CarefulAdmin

NAMES = ("name_en", "name_ko", "name_ja")


@admin.register(Place)
class PlaceAdmin(NamedAdmin):
    fields = [NAMES, ("country", "lat", "lon"), "slug"]
    list_display = [*NAMES, "country"]
    list_select_related = ["country"]


@admin.register(Theme)
class ThemeAdmin(NamedAdmin):
    fields = [NAMES, "slug"]


@admin.register(Era)
class EraAdmin(NamedAdmin):
    fields = [NAMES, "date", "source", "slug"]
    list_display = [*NAMES, "date"]


@admin.register(Record)
class RecordAdmin(CarefulAdmin):
    """The one row that says what the record is about."""

    fields = [
        NAMES,
        ("subtitle_en", "subtitle_ko", "subtitle_ja"),
        ("inclusion_en", "inclusion_ko", "inclusion_ja"),
        ("searched_en", "searched_ko", "searched_ja"),
        ("office_above", "office_below"),
        "section_edges",
        "presets",
        ("time_zone", "licence", "contact"),
    ]
    list_display = ["name_en", "revision", "changed_at"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
