"""How lists of events are narrowed in the admin: in the queryset's own words."""

from django.contrib import admin, messages
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline import dates
from timeline.dates.typed import read_range
from timeline.models import Event

NEEDS = {
    "uncited": gettext_lazy("No citation"),
    "unlocated": gettext_lazy("Citation without locator or page"),
    "unchecked": gettext_lazy("Locator unchecked"),
    "untranslated": gettext_lazy("A language missing"),
    "singly_sourced": gettext_lazy("One source only"),
    "disputed": gettext_lazy("Sources differ on the date"),
    "doubtful": gettext_lazy("Date in doubt"),
    "announced_only": gettext_lazy("Reported in advance only"),
}


class Counted(admin.SimpleListFilter):
    """A filter whose choices are querysets of events by name, each with its count: one query for all."""

    def matching(self, value):
        """The events of one choice."""
        raise NotImplementedError

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in dict(self.lookup_choices):
            messages.error(request, _("“%(value)s” is no choice of this filter.") % {"value": self.value()[:80]})
            return queryset.none()
        return queryset.filter(pk__in=self.matching(self.value()).values("pk"))

    def choices(self, changelist):
        values = [value for value, _label in self.lookup_choices]
        counts = Event.objects.aggregate(
            **{
                f"n{i}": Count("pk", filter=Q(pk__in=self.matching(value).values("pk")))
                for i, value in enumerate(values)
            }
        )
        for i, (value, label) in enumerate(self.lookup_choices):
            selected = self.value() == value
            change = {"remove": [self.parameter_name]} if selected else {"new_params": {self.parameter_name: value}}
            yield {
                "selected": selected,
                "query_string": changelist.get_query_string(**change),
                "display": label,
                "count": counts[f"n{i}"],
            }


class NeedsWork(Counted):
    title = gettext_lazy("Needs work")
    parameter_name = "needs"

    def lookups(self, request, model_admin):
        return NEEDS.items()

    def matching(self, value):
        return getattr(Event.objects.all(), value)()


class FieldFilter(Counted):
    """The choices of one field, named by `parameter_name`."""

    def lookups(self, request, model_admin):
        return Event._meta.get_field(self.parameter_name).choices

    def matching(self, value):
        return Event.objects.filter(**{self.parameter_name: value})


class ToneFilter(FieldFilter):
    title, parameter_name = gettext_lazy("Tone"), "tone"


class PrecisionFilter(FieldFilter):
    title, parameter_name = gettext_lazy("Date known to the"), "precision"


class KindFilter(FieldFilter):
    title, parameter_name = gettext_lazy("Kind"), "kind"


class StatusFilter(FieldFilter):
    """Shown as tabs above the list."""

    title, parameter_name = gettext_lazy("Status"), "status"


class DatesFilter(admin.SimpleListFilter):
    """Dates as people type them; its box stands beside the search box."""

    title = gettext_lazy("Date")
    parameter_name = "dates"

    def lookups(self, request, model_admin):
        return ()

    def has_output(self):
        return True

    def choices(self, changelist):
        return ()

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        try:
            asked = read_range(self.value(), timezone.localdate())
        except dates.DateError as error:
            messages.error(request, str(error))
            return queryset.none()
        if asked.last:
            queryset = queryset.filter(earliest__lte=asked.last)
        if asked.first:
            queryset = queryset.filter(latest__gte=asked.first)
        return queryset
