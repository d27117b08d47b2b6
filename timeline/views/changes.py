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
    """Newest first, fifty a page, under their days."""
    page = page_or_404(latest_changes(), request.GET.get("page", "1"), PAGE)
    lines = headlines(page)
    days = groupby(lines, key=lambda line: timezone.localtime(line.change.at).date())
    context = {
        "page": page,
        "days": [(day, list(of_day)) for day, of_day in days],
        "record": vocabulary().record,
    }
    return render(request, "pages/changes.html", context)
