"""Feeds that are watched."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from timeline.intake.addresses import read_address
from timeline.intake.feeds import STATES, TAKEN
from timeline.intake.fetch_errors import FetchError
from timeline.intake.fetching import usual_policy
from timeline.models import Feed

from .careful import CarefulAdmin, CarefulForm

MOST_SHOWN = 30  # entries on a feed's page


class FeedForm(CarefulForm):
    def clean_address(self):
        """What can't be fetched is said at once, not at the first look."""
        try:
            return read_address(self.cleaned_data["address"], usual_policy()).url
        except FetchError as failure:
            raise ValidationError(str(failure)) from failure


@admin.register(Feed)
class FeedAdmin(CarefulAdmin):
    form = FeedForm
    fieldsets = [
        (None, {"fields": ["title", "address", ("publisher", "language"), ("every_minutes", "active")]}),
        (gettext_lazy("Last look"), {"fields": [("looked", "words", "added_by"), "last_entries"]}),
    ]
    readonly_fields = ["looked", "words", "added_by", "last_entries"]
    list_display = ["title", "publisher", "words", "looked", "taken", "active"]
    list_filter = ["active"]
    list_select_related = ["publisher"]
    search_fields = ["title", "address"]
    ordering = ["title", "id"]
    actions = ["look_now"]

    def get_queryset(self, request):
        taken = Count("entries", filter=Q(entries__state=TAKEN))
        return super().get_queryset(request).select_related("publisher", "added_by").annotate(taken_in=taken)

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.fieldsets[:1]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("What came of it"), ordering="state")
    def words(self, feed):
        return STATES.get(feed.state, feed.state)

    @admin.display(description=gettext_lazy("Last look"), ordering="last_looked_at")
    def looked(self, feed):
        return moment(feed.last_looked_at)

    @admin.display(description=gettext_lazy("Articles taken in"), ordering="taken_in")
    def taken(self, feed):
        return feed.taken_in

    @admin.display(description=gettext_lazy("Newest entries"))
    def last_entries(self, feed):
        entries = feed.entries.all()[:MOST_SHOWN]
        rows = [(str(entry), STATES.get(entry.state, entry.state)) for entry in entries]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", rows)) if rows else "—"

    @admin.action(description=gettext_lazy("Look at chosen feeds now"), permissions=["change"])
    def look_now(self, request, queryset):
        from timeline.intake.jobs import look_soon

        asked = sum(look_soon(feed) for feed in queryset.filter(active=True))
        said = ngettext("%(n)d feed is looked at soon.", "%(n)d feeds are looked at soon.", asked) % {"n": asked}
        self.message_user(request, said if asked else _("The chosen feeds are not watched, or looked at already."))


def moment(at):
    return date_format(localtime(at), "Y-m-d H:i") if at else "—"
