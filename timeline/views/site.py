"""What every page knows: the record, where it is in the site, and its addresses in the other languages."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline.models import as_language
from timeline.vocabulary import vocabulary

LANGUAGES = (("en", "English", ""), ("ko", "한국어", "/ko"), ("ja", "日本語", "/ja"))


def without_prefix(path):
    for _code, _name, prefix in LANGUAGES[1:]:
        if path == prefix or path.startswith(prefix + "/"):
            return path[len(prefix) :] or "/"
    return path


def site(request):
    """Context of every page. `canonical_query` is set by views whose address has a filter."""
    path = without_prefix(request.path)
    query = getattr(request, "canonical_query", "")
    tail = f"?{query}" if query else ""
    now = as_language(get_language())
    languages = [
        {"code": code, "name": name, "path": f"{prefix}{path}{tail}", "url": f"{settings.SITE_URL}{prefix}{path}{tail}",
         "current": code == now}
        for code, name, prefix in LANGUAGES
    ]  # fmt: skip
    places = [
        ("event_list", _("Timeline")), ("story_list", _("Stories")), ("trends", _("Trends")),
        ("actor_list", _("People and bodies")),
        ("source_list", _("Sources")), ("changes", _("Changes")), ("about", _("About")),
    ]  # fmt: skip
    section = (
        request.resolver_match.url_name.split("_")[0]
        if request.resolver_match and request.resolver_match.url_name
        else ""
    )
    return {
        "record": SimpleLazyObject(lambda: vocabulary().record),
        "languages": languages,
        "canonical_url": next(language["url"] for language in languages if language["current"]),
        "nav": [
            {"url": reverse(name), "label": label, "current": name.split("_")[0] == section} for name, label in places
        ],
        "contact": settings.CONTACT,
    }
