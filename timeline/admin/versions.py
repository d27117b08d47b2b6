"""Versions of an event in the admin: its whole history, taking one back, and the page where two edits meet."""

from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from timeline import record_files
from timeline.differences import differences, pieces
from timeline.models import Change, Event, Noun, Source
from timeline.public_history import FIELDS, ROLES, Names, tell
from timeline.review import ReviewError, write_version
from timeline.vocabulary import vocabulary

from .conflict import ROWS, joined, same_in_both, units

SALT = "shuttle.conflict"


class AllNames(Names):
    """The names of everything that versions speak of, published or not."""

    @cached_property
    def events(self):
        return {event.slug: event.title for event in Event.objects.filter(slug__in=self.event_slugs)}

    @cached_property
    def sources(self):
        named = self.slugs("citations", "source")
        sources = Source.objects.filter(slug__in=named).select_related("publisher").defer("text")
        return {source.slug: str(source) for source in sources}

    def row(self, rows, key):
        slug = key[1] if rows == "links" else str(key[0])
        return super().row(rows, key) or slug


@dataclass
class Line:
    """One version with what it says otherwise than the one before."""

    change: Change
    differences: list
    is_first: bool


def lines_of(thing):
    """Every version of an event, an actor, a source or a story, newest first."""
    noun = thing._meta.model_name
    changes = list(Change.objects.filter(noun=noun, public_id=thing.public_id).select_related("by").order_by("version"))
    names = AllNames((change.snapshot for change in changes), vocabulary())
    lines, before = [], None
    for change in changes:
        told = [tell(d, names) for d in differences(before, change.snapshot)] if before is not None else []
        lines.append(Line(change, [t for t in told if t], before is None))
        before = change.snapshot
    return lines[::-1]


def page_of_versions(model_admin, request, thing, context):
    """The whole history of an event, an actor, a source or a story."""
    everywhere = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, "title": _("History")}
    return TemplateResponse(request, "admin/versions.html", everywhere | context | {"lines": lines_of(thing)})


def take_back(model_admin, request, event, version):
    """Let an event say again what an earlier version said; asks for the reason."""
    change = get_object_or_404(Change, noun=Noun.EVENT, public_id=event.public_id, version=version)
    now = record_files.event_as_dict(event)
    names = AllNames([now, change.snapshot], vocabulary())
    told = [t for d in differences(now, change.snapshot) if d.field != "status" and (t := tell(d, names))]
    reason, refused = request.POST.get("reason", "")[:1000], ""
    if request.method == "POST":
        try:
            write_version(event, change.snapshot, by=request.user, reason=reason)
            model_admin.message_user(request, _("The event says again what version %(n)s said.") % {"n": version})
            return HttpResponseRedirect(reverse("admin:timeline_event_change", args=[event.pk]))
        except ReviewError as error:
            refused = str(error)
    context = {
        "title": _("Go back to version %(n)s") % {"n": version},
        "event": event,
        "change": change,
        "differences": told,
        "reason": reason,
        "refused": refused,
    }
    return model_admin.page(request, "admin/timeline/event/take_back.html", context, status=422 if refused else 200)


# Two edits meet


def adopted(post, prefix, ids):
    """Posted rows of an inline, with those whose row has gone meanwhile made into new rows."""
    post = post.copy()
    try:
        total = min(int(post.get(f"{prefix}-TOTAL_FORMS", 0)), 200)
    except ValueError:
        return post
    rows = []
    for i in range(total):
        start = f"{prefix}-{i}-"
        row = {key[len(start) :]: post.getlist(key) for key in list(post) if key.startswith(start)}
        for key in list(post):
            if key.startswith(start):
                del post[key]
        rows.append(row)
    known = [row for row in rows if row.get("id", [""])[0] in ids]
    new = [row | {"id": [""]} for row in rows if row.get("id", [""])[0] not in ids]
    new = [row for row in new if "DELETE" not in row]
    for i, row in enumerate([*known, *new]):
        for key, values in row.items():
            post.setlist(f"{prefix}-{i}-{key}", values)
    post[f"{prefix}-TOTAL_FORMS"] = str(len(known) + len(new))
    post[f"{prefix}-INITIAL_FORMS"] = str(len(known))
    return post


def adopt_rows(post, event):
    """All rows of a posted form of an event, as they can be read against the rows that there now are."""
    for prefix in ("citations", "participations", "links"):
        ids = {str(pk) for pk in getattr(event, prefix).values_list("pk", flat=True)}
        post = adopted(post, prefix, ids)
    return post


def version_in(form, formsets):
    """The event as forms have it, as a dictionary of the record; the forms are valid."""
    kept = {}
    for formset in formsets:
        rows = [f for f in formset.forms if f.cleaned_data and not f.cleaned_data.get("DELETE")]
        rows = [f for f in rows if f.instance.pk or f.has_changed()]
        rows.sort(key=lambda f: f.cleaned_data.get("position") or 0)
        kept[formset.prefix] = [f.instance for f in rows]
    return record_files.event_as_dict(
        form.instance,
        themes=form.cleaned_data["themes"],
        participations=kept["participations"],
        links=kept["links"],
        citations=kept["citations"],
    )


def conflict(model_admin, request, event):
    """Somebody saved since this form was opened: both versions, unit by unit. Nothing is saved."""
    seen = request.POST.get("seen", "")
    request.POST = adopt_rows(request.POST, event)
    fresh = Event.objects.get(pk=event.pk)
    form = model_admin.get_form(request, fresh, change=True)(request.POST, instance=fresh)
    formsets, _instances = model_admin._create_formsets(request, form.instance, change=True)
    if not all([form.is_valid(), *(formset.is_valid() for formset in formsets)]):
        request.refusal = _(
            "Someone else saved this event meanwhile. Nothing of yours is lost: correct what is marked, save, and"
            " both versions are shown side by side."
        )
        return model_admin.form_again(request, str(event.pk))
    seen = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
    base = Change.objects.filter(noun=Noun.EVENT, public_id=event.public_id, version=seen).first()
    mine = version_in(form, formsets)
    return page(
        model_admin,
        request,
        Event.objects.get(pk=event.pk),
        mine=mine,
        base=base.snapshot if base else {},
        began=seen,
        reason=form.cleaned_data.get("reason") or "",
        posted=request.POST.urlencode(),
    )


def page(model_admin, request, event, *, mine, base, began, reason, posted, refused=""):
    theirs = record_files.event_as_dict(event)
    found = units(base, mine, theirs)
    if not found:
        messages.info(request, _("Someone else saved the same text meanwhile: there is nothing left to save."))
        return HttpResponseRedirect(reverse("admin:timeline_event_change", args=[event.pk]))
    names = AllNames([base, mine, theirs], vocabulary())
    packed = signing.dumps(
        {"id": event.public_id, "mine": mine, "base": base, "began": began, "version": event.version, "posted": posted},
        salt=SALT,
        compress=True,
    )
    context = {
        "title": _("Someone else saved this event first"),
        "event": event,
        "units": [Shown(unit, names) for unit in found],
        "same": same_in_both(mine, theirs),
        "began": began,
        "next_version": event.version + 1,
        "last": Change.objects.filter(noun=Noun.EVENT, public_id=event.public_id).select_related("by").first(),
        "packed": packed,
        "reason": reason,
        "refused": refused,
    }
    return model_admin.page(request, "admin/timeline/event/conflict.html", context, status=409)


def resolve(model_admin, request, event):
    """What was chosen on the page of two versions: save it, or go on editing."""
    try:
        packed = signing.loads(request.POST.get("packed", ""), salt=SALT, max_age=7 * 86400)
        if packed["id"] != event.public_id:
            raise signing.BadSignature
    except signing.BadSignature:
        messages.error(request, _("That page of two versions has grown old; open the event again."))
        return HttpResponseRedirect(reverse("admin:timeline_event_change", args=[event.pk]))
    if "_edit" in request.POST:
        return go_on_editing(model_admin, request, event, packed)
    theirs = record_files.event_as_dict(event)
    found = units(packed["base"], packed["mine"], theirs)
    chosen = [unit for unit in found if request.POST.get(f"pick {unit.name}", unit.preset) == "mine"]
    version, reason = joined(theirs, chosen), request.POST.get("reason", "")[:1000]
    again = {
        "mine": version if event.version != packed["version"] else packed["mine"],
        "base": packed["base"],
        "began": packed["began"],
        "reason": reason,
        "posted": packed["posted"],
    }
    try:
        write_version(event, version, by=request.user, reason=reason, expected=packed["version"])
    except ReviewError as error:
        return page(model_admin, request, Event.objects.get(pk=event.pk), **again, refused=str(error))
    model_admin.message_user(request, _("Saved as version %(n)s.") % {"n": event.version + 1})
    return HttpResponseRedirect(reverse("admin:timeline_event_change", args=[event.pk]))


def go_on_editing(model_admin, request, event, packed):
    """The form again with my text in it; it now knows of the version that it would replace."""
    post = QueryDict(packed["posted"], mutable=True)
    post["seen"] = str(packed["version"])
    post["csrfmiddlewaretoken"] = request.POST.get("csrfmiddlewaretoken", "")
    request.POST = adopt_rows(post, event)
    request.refusal = _("This is your text, unsaved. Saving it puts it in the place of version %(n)s.") % {
        "n": packed["version"]
    }
    return model_admin.form_again(request, str(event.pk), reverse("admin:timeline_event_change", args=[event.pk]))


class Shown:
    """A unit of a conflict in people's words."""

    def __init__(self, unit, names):
        self.unit, self.name, self.preset, self.changed_by = unit, unit.name, unit.preset, unit.changed_by
        field, *rest = unit.key
        self.label = str(FIELDS.get(field, field))
        self.language = rest[0] if rest and field not in ROWS else ""
        if field in ROWS:
            self.label = f"{self.label}: {names.row(field, tuple(rest))}"
        self.mine, self.theirs = (self.pieces(side, names) for side in (unit.mine, unit.theirs))

    def pieces(self, side, names):
        """One side's text, with what it has that the text both began from has not marked as added."""
        before, field = said(self.unit.base, self.unit.key[0], names), self.unit.key[0]
        now = said(side, field, names)
        if side is None:
            return []
        return [piece for piece in pieces(before, now) if piece.change != "removed"]

    @property
    def is_row(self):
        return self.unit.key[0] in ROWS


def said(value, field, names):
    """A unit's value as text: a row is its parts, a line each."""
    if value is None:
        return ""
    if isinstance(value, dict):
        rows = []
        for key, part in value.items():
            label = FIELDS.get(key, key)
            text = " … ".join(str(v) for v in part.values()) if isinstance(part, dict) else part
            if key in ("source", "actor", "event", "text_hash"):
                continue
            if key in ("role", "kind") and field in ROLES:
                text, label = ROLES[field].get(part, part), _("Role")
            rows.append(f"{label}: {text}")
        return "\n".join(rows)
    if isinstance(value, list):
        return ", ".join(str(names.value(field, v)) for v in value)
    return str(names.value(field, str(value)))
