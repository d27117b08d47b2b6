"""The latest public changes of the whole record."""

from itertools import groupby

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline.public_history import headlines, latest_changes
from timeline.views.sources import page_or_404
from timeline.vocabulary import vocabulary

PAGE = 50


@require_safe
def changes(request):
    """Newest first, fifty a page, under their days; what was done at one stroke is told at one."""
    page = page_or_404(latest_changes(), request.GET.get("page", "1"), PAGE)
    days = groupby(headlines(page), key=lambda line: timezone.localtime(line.change.at).date())
    context = {
        "page": page,
        "days": [(day, [list(of_one) for _, of_one in groupby(of_day, key=act)]) for day, of_day in days],
        "record": vocabulary().record,
    }
    return render(request, "pages/changes.html", context)


def act(line):
    """What makes neighbouring lines one act: the same person doing the same for the same reason within a minute."""
    change = line.change
    return change.by_id, change.verb, change.reason, change.at.replace(second=0, microsecond=0), tuple(line.fields)
