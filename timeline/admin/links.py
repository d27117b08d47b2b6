"""Sources whose pages went missing: how they are found in their list, and how an archived page takes their place."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from timeline.intake.links import BROKEN, MOVED, STATES, UNDECIDED, WORKS
from timeline.models import Source
from timeline.review import record_change

from .feeds import moment

CHOICES = {
    "broken": (gettext_lazy("Link broken"), Q(link_state__in=BROKEN)),
    "proposed": (gettext_lazy("Archived address proposed"), ~Q(archive_proposed="")),
    "moved": (gettext_lazy("Leads to another address"), Q(link_state=MOVED)),
    "undecided": (gettext_lazy("Could not be checked"), Q(link_state__in=UNDECIDED)),
    "works": (gettext_lazy("The page is there"), Q(link_state=WORKS)),
    "unchecked": (gettext_lazy("Not checked yet"), ~Q(url=None) & Q(link_state="")),
}


class LinkFilter(admin.SimpleListFilter):
    title, parameter_name = gettext_lazy("Link"), "link"

    def lookups(self, request, model_admin):
        return [(value, label) for value, (label, _condition) in CHOICES.items()]

    def queryset(self, request, queryset):
        return queryset.filter(CHOICES[self.value()][1]) if self.value() in CHOICES else queryset


class LinkCare:
    """What the list and the form of sources show of it: found out or taken as proposed, never typed."""

    LINK_FIELDS = ["link_words", "link_checked", "link_seen", "archive_proposed"]

    @admin.display(description=gettext_lazy("Link"), ordering="link_state")
    def link_words(self, source):
        return STATES.get(source.link_state, source.link_state) if source.url else "—"

    @admin.display(description=gettext_lazy("Link checked"))
    def link_checked(self, source):
        return moment(source.link_checked_at)

    @admin.display(description=gettext_lazy("Page last seen"))
    def link_seen(self, source):
        return moment(source.link_seen_at)

    @admin.action(description=gettext_lazy("Take the proposed archived address"), permissions=["change"])
    def take_archived(self, request, queryset):
        taken = sum(take_archived(pk, by=request.user) for pk in queryset.values_list("pk", flat=True))
        if taken:
            said = ngettext("%(n)d source has its archived address now.", "%(n)d sources have theirs now.", taken)
            self.message_user(request, said % {"n": taken})
        else:
            self.message_user(request, _("None of the chosen sources has a proposal."), messages.WARNING)


@transaction.atomic
def take_archived(pk, *, by):
    """Make a source's proposed archived address its own, with a line of history; False where there is none."""
    source = Source.objects.select_for_update(of=("self",)).get(pk=pk)
    if not source.archive_proposed or source.archive_url:
        return False
    source.archive_url, source.archive_proposed = source.archive_proposed, ""
    source.full_clean()
    source.save()
    record_change(source, by=by, reason=_("The page is gone; an archived copy was found."))
    return True
