"""The page that makes an embed: choices, a preview, and the code to copy. It works by a plain form."""

from functools import cached_property
from html import escape
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.csp import CSP
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from timeline.embedding import HEIGHT, HEIGHTS, THEMES, TITLE_AT_MOST, Embed
from timeline.filters import ORDER, EventFilter
from timeline.models import LANGUAGES, Event, Story, as_language
from timeline.paging import ordered
from timeline.views.freshness import fresh
from timeline.views.parts import page_or_part
from timeline.views.site import LANGUAGES as LANGUAGE_NAMES

OFFERED = 200  # events to choose among
OWN = ("show", "chosen", "one", "selected", "title", "look", "height", "theme", "in")


class Build:
    """The choices of the form, read from the query string that the page came with or that the form sent."""

    def __init__(self, data):
        page = Embed(data).for_others()
        lists = page.data
        self.typed = {name: (lists.get(name) or [""])[0].strip() for name in OWN} | {"theme": page.theme}
        self.filter = {name: lists[name] for name in ORDER if name in lists and name not in ("event", "story", "sort")}
        self.filter["theme"] = [value for value in lists.get("theme", []) if value not in THEMES]
        events = [slug for slug in lists.get("event", []) if slug]
        self.chosen = [slug for slug in lists.get("chosen", []) if slug] or events
        self.one = self.typed["one"] or (events[0] if len(events) == 1 else "")
        self.story = (lists.get("story") or [""])[0]
        self.show = self.typed["show"]
        if self.show not in ("filter", "events", "event", "story"):
            self.show = "story" if self.story else "filter" if not events else "event" if self.one else "events"
        self.language = self.typed["in"] if self.typed["in"] in LANGUAGES else as_language(get_language())
        self.asked = EventFilter(self.filter)

    @cached_property
    def embed(self):
        """The embed that was chosen; with the whole filter where nothing of a kind was."""
        asked = {
            "filter": self.filter,
            "events": {"event": self.chosen} if self.chosen else self.filter,
            "event": {"event": [self.one]} if self.one else self.filter,
            "story": {"story": [self.story]} if self.story else self.filter,
        }[self.show]
        own = {
            name: [self.typed[name]] for name in ("selected", "title", "look", "height", "theme") if self.typed[name]
        }
        if self.show == "event":
            own.pop("selected", None)
        own["theme"] = [*asked.get("theme", []), self.typed["theme"]]
        return Embed(asked | own)

    @cached_property
    def offered(self):
        """The filter's events, the newest first, for whoever opens on one or chooses some."""
        rows = ordered(self.asked.apply(Event.objects.published()), "-date")
        fields = ("slug", "date", *(f"title_{code}" for code in LANGUAGES))
        return list(rows.only("pk", *fields)[:OFFERED])

    @cached_property
    def stories(self):
        return list(Story.objects.filter(published=True))

    @property
    def shows(self):
        named = [("filter", _("A filter")), ("events", _("Chosen events")), ("event", _("One event"))]
        return named + ([("story", _("A story"))] if self.stories else [])

    @property
    def looks(self):
        return [("picture", _("Picture")), ("list", _("List"))]

    @property
    def themes(self):
        return [("match", _("Match page")), ("light", _("Light")), ("dark", _("Dark"))]

    @property
    def languages(self):
        return [(code, name) for code, name, _prefix in LANGUAGE_NAMES]

    @property
    def hidden(self):
        """The filter as the form carries it along."""
        return [(name, value) for name, values in self.filter.items() for value in values if value]

    @property
    def chips(self):
        """What the filter asks for, with this page's address without it."""
        own = urlencode([(name, self.typed[name]) for name in OWN if self.typed[name] not in ("", THEMES[0])])
        return [(chip.label, "&".join(part for part in (chip.url, own) if part)) for chip in self.asked.chips]

    @property
    def change_url(self):
        return reverse("event_list") + (f"?{self.asked.canonical}" if self.asked.canonical else "")

    # What comes out

    @property
    def preview(self):
        with translation.override(self.language):
            return self.embed.address().removeprefix(settings.SITE_URL)

    @property
    def codes(self):
        """(key, name, code, what it is for), ready to copy."""
        with translation.override(self.language):
            embed = self.embed
            whole, name = settings.SITE_URL + embed.full_url, embed.name
            address, plain = embed.address(), embed.iframe("100%", embed.height)
        language = f' data-language="{self.language}"' if self.language != "en" else ""
        script = f'<script async src="{settings.SITE_URL}/embed.js"\n  data-query="{escape(embed.query())}"{language}>'
        line = f'{script}</script>\n<a href="{escape(whole)}">{escape(name)}</a>'
        words = (
            _("Follows the record as it is corrected. Without scripts the reader sees the link."),
            _("For editors that take no scripts. Its height stays as given."),
            _("Paste it on a line of its own where your editor knows oEmbed."),
        )
        return [
            ("line", _("One line"), line, words[0]),
            ("iframe", _("Iframe"), plain, words[1]),
            ("oembed", _("Address for oEmbed"), address, words[2]),
        ]


FRAMING: dict = settings.SECURE_CSP | {"frame-src": [CSP.SELF]}


@csp_override(FRAMING)
@fresh
@require_safe
def embed_builder(request):
    """The form; what was chosen wrongly is said beside it, and then there is neither preview nor code."""
    build = Build(request.GET)
    request.canonical_query = build.asked.canonical
    valid = build.asked.is_valid() and build.embed.asked.is_valid()
    errors = build.asked.errors | build.embed.asked.errors
    context = {"build": build, "errors": errors, "valid": valid, "usual_height": HEIGHT, "heights": HEIGHTS}
    context["title_at_most"] = TITLE_AT_MOST
    response = page_or_part(request, "embed/builder.html", ["built"], context, status=200 if valid else 400)
    if request.headers.get("HX-Target") == "built":
        response["HX-Replace-Url"] = request.get_full_path()
    return response
