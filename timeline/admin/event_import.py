"""Importing events from a file: looked through first, row by row, then imported whole or not at all."""

import secrets
from collections import Counter
from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.audit import note
from timeline.differences import differences
from timeline.intake.event_tables import MOST_BYTES, Unreadable
from timeline.intake.importing import faults_as_csv, import_events
from timeline.models import WaitingImport
from timeline.public_history import tell
from timeline.vocabulary import vocabulary

from .versions import AllNames

MOST_ROWS = 2_000
MOST_SHOWN = 300
KEPT = timedelta(days=1)
SIGNS = {
    "!": gettext_lazy("Wrong"),
    "+": gettext_lazy("New draft"),
    "~": gettext_lazy("Changed"),
    "=": gettext_lazy("Nothing to do"),
}


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Our CSV or JSON, TimelineJS’s JSON or sheet, SIMILE’s JSON or XML; 10 MB and 2,000 rows at most."
        ),
        max_length=300,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("%(name)s has more than 10 MB.") % {"name": file.name})
        return file


def import_page(request):
    """Choose a file; see what each of its rows would do; give a reason and import it."""
    if not request.user.has_perm("timeline.publish_event"):
        raise PermissionDenied
    waiting = WaitingImport.objects.filter(
        token=request.GET.get("waiting", "")[:40], by=request.user, at__gt=timezone.now() - KEPT
    ).first()
    if waiting:
        return decided(request, waiting)
    form = ImportForm(*((request.POST, request.FILES) if request.method == "POST" else ()), label_suffix="")
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            import_events(data, by=request.user, name=file.name, dry_run=True, most=MOST_ROWS)
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            return redirect(f"{reverse('admin:event_import')}?waiting={keep(request.user, file.name, data)}")
    context = {"form": form, "gone": "waiting" in request.GET}
    return page(request, context, status=422 if form.errors else 200)


def keep(by, name, data):
    WaitingImport.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return WaitingImport.objects.create(token=secrets.token_urlsafe(24), name=name[:300], data=data, by=by).token


def decided(request, waiting):
    """What a waiting file would do; or, with a reason, what it did."""
    reason, refused = request.POST.get("reason", "").strip()[:1000], ""
    if request.method == "POST" and "drop" in request.POST:
        waiting.delete()
        messages.info(request, _("Nothing was imported."))
        return redirect("admin:event_import")
    if request.method == "POST":
        if not reason:
            refused = _("Give a reason: it is shown in the event's history.")
        elif not wrong(lines := rehearsed(request, waiting)) and seen(lines) != request.POST.get("seen"):
            refused = _("The record changed since this file was looked through: see below what it would do now.")
        elif not wrong(lines):
            lines = import_events(
                bytes(waiting.data), by=request.user, name=waiting.name, reason=reason, most=MOST_ROWS
            )
            if not wrong(lines):
                waiting.delete()
                counts = Counter(line.sign for line in lines)
                note("imported", request=request, file=waiting.name, added=counts["+"], changed=counts["~"])
                said = _("Imported. Drafts added: %(added)d; events changed: %(changed)d.")
                messages.success(request, said % {"added": counts["+"], "changed": counts["~"]})
                return redirect("admin:timeline_event_changelist")
    lines = rehearsed(request, waiting)
    if "errors" in request.GET:
        response = HttpResponse(faults_as_csv(lines), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="errors.csv"'
        return response
    if wrong(lines) and request.method == "POST" and not refused:
        refused = _("Nothing was imported: some rows are wrong.")
    counts = Counter(line.sign for line in lines)
    worth = sorted((line for line in lines if line.sign != "="), key=lambda line: line.sign != "!")
    context = {
        "waiting": waiting,
        "counts": [(sign, SIGNS[sign], counts[sign]) for sign in SIGNS],
        "wrong": counts["!"],
        "to_do": counts["+"] + counts["~"],
        "lines": shown(worth[:MOST_SHOWN]),
        "not_shown": len(worth) - MOST_SHOWN if len(worth) > MOST_SHOWN else 0,
        "seen": seen(lines),
        "reason": reason,
        "refused": refused,
    }
    return page(request, context, status=422 if refused else 200)


def rehearsed(request, waiting):
    return import_events(bytes(waiting.data), by=request.user, name=waiting.name, dry_run=True, most=MOST_ROWS)


def wrong(lines):
    return any(line.sign == "!" for line in lines)


def seen(lines):
    """What a person saw, in few letters: the same where every row would do the same."""
    import hashlib

    return hashlib.sha256(repr([(n.number, n.sign, n.before, n.after) for n in lines]).encode()).hexdigest()[:16]


def shown(lines):
    """The lines with what would be said otherwise, field by field."""
    names = AllNames([says for line in lines for says in (line.before, line.after) if says], vocabulary())
    for line in lines:
        told = [tell(d, names) for d in differences(line.before, line.after)] if line.before else []
        yield {"line": line, "sign": SIGNS[line.sign], "differences": [said for said in told if said]}


def page(request, context, status):
    title = _("Import events")
    everywhere = {**admin.site.each_context(request), "title": title}
    return TemplateResponse(request, "admin/timeline/event/import.html", everywhere | context, status=status)
