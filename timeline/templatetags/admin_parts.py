"""What the admin's pages show beside the forms: sections with counts, tabs, what needs work, dates drawn."""

from django import template
from django.db.models import Count, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline import drawing
from timeline.models import Candidate, Event

register = template.Library()

RECORD = ("event", "actor", "office", "tenure", "source", "publisher", "place", "theme", "era", "story", "record")
LANGUAGE_NAMES = {"en": "English", "ko": "한국어", "ja": "日本語"}


@register.simple_tag(takes_context=True)
def admin_sections(context):
    """The side list: sections by group, each with how many rows it has; one query for all counts."""
    models = {model["model"]._meta.model_name: model for app in context["available_apps"] for model in app["models"]}
    counts = counted([models[name]["model"] for name in (*RECORD, "user") if name in models])
    path = context["request"].path
    groups = []
    for name, nouns in ((_("Record"), RECORD), (_("Work"), ("change",)), (_("Accounts"), ("user",))):
        sections = [
            {
                "name": models[noun]["name"],
                "url": models[noun]["admin_url"],
                "count": counts.get(noun, 0) if noun not in ("record", "change") else None,
                "current": path.startswith(models[noun]["admin_url"]),
            }
            for noun in nouns
            if noun in models and models[noun]["admin_url"]
        ]
        if name == _("Work") and context["request"].user.has_perm("timeline.view_candidate"):
            url = reverse("admin:review")
            pending = Candidate.objects.pending().count()
            sections.insert(0, {"name": _("Review"), "url": url, "count": pending, "current": path.startswith(url)})
        if name == _("Accounts"):
            url = reverse("admin:security")
            sections.append({"name": _("Security"), "url": url, "count": None, "current": path.startswith(url)})
        if sections:
            groups.append({"name": name, "sections": sections})
    return groups


def counted(models):
    """How many rows each model has, as {model name: count}, in one query."""
    counts = [
        model._default_manager.order_by()
        .annotate(noun=Value(model._meta.model_name))
        .values("noun")
        .annotate(n=Count("pk"))
        for model in models
    ]
    rows = counts[0].union(*counts[1:], all=True).order_by() if counts else ()
    return {row["noun"]: row["n"] for row in rows}


@register.simple_tag(takes_context=True)
def needs_work(context):
    """What still needs work among the events, for the first page."""
    from timeline.admin.lists import NEEDS

    if not context["request"].user.has_perm("timeline.view_event"):
        return []
    url = reverse("admin:timeline_event_changelist")
    counts = Event.objects.aggregate(
        **{name: Count("pk", filter=in_need(name)) for name in NEEDS},
    )
    return [
        {"label": label, "count": counts[name], "url": f"{url}?needs={name}"}
        for name, label in NEEDS.items()
        if counts[name]
    ]


def in_need(name):
    return Q(pk__in=getattr(Event.objects.all(), name)().values("pk"))


@register.simple_tag
def status_tabs(changelist):
    """All events, and those of each status, as tabs with counts."""
    from timeline.admin.lists import StatusFilter

    spec = next(spec for spec in changelist.filter_specs if isinstance(spec, StatusFilter))
    choices = list(spec.choices(changelist))
    every = {
        "display": _("All"),
        "selected": spec.value() is None,
        "query_string": changelist.get_query_string(remove=["status"]),
        "count": sum(choice["count"] for choice in choices),
    }
    for (value, _label), choice in zip(spec.lookup_choices, choices, strict=True):
        choice["query_string"] = changelist.get_query_string({"status": value})
    return [every, *choices]


@register.simple_tag
def status_of(event):
    """The status as an ink square with its word."""
    from timeline.admin.events import status_mark

    return status_mark(event)


@register.simple_tag
def as_list(things):
    return list(things)


@register.simple_tag
def in_languages(line):
    """A line of fields that are one text in the three languages: its common label; else no label."""
    names = [field.field.name if not field.is_readonly else field.field["name"] for field in line]
    several = len(names) > 1
    stems = {name.rsplit("_", 1)[0] for name in names}
    if several and len(stems) == 1 and {name.rsplit("_", 1)[1] for name in names} <= set(LANGUAGE_NAMES):
        first = next(iter(line))
        label = first.field["label"] if first.is_readonly else first.field.label
        return {"label": str(label).split(" (")[0], "id": f"line-{stems.pop()}", "several": True}
    return {"label": "", "several": several}


@register.filter
def language_of_field(name):
    return name.rsplit("_", 1)[-1]


@register.filter
def name_of_language(code):
    return LANGUAGE_NAMES.get(code, code)


register.simple_tag(drawing.date_mark, name="date_mark")


@register.simple_tag
def kept_by_search(changelist):
    """The parameters of the list's address that a new search keeps."""
    return [(name, value) for name, value in changelist.params.items() if name not in ("q", "dates", "p")]


@register.simple_tag
def has_dates(changelist):
    """Whether the list can be narrowed by dates."""
    return any(getattr(spec, "parameter_name", "") == "dates" for spec in changelist.filter_specs)
