"""What search engines may find: every public page in the three languages, with the day of its last change."""

from types import SimpleNamespace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.api.shapes import absolute
from timeline.known import known_actors, known_sources
from timeline.models import Event
from timeline.stories import told_stories


class Pages(Sitemap):
    """Addresses of ours in three languages; the site is SITE_URL's, never the request's Host."""

    i18n = alternates = x_default = True
    limit = 10_000

    def get_urls(self, page=1, site=None, protocol=None):
        ours = urlsplit(settings.SITE_URL)
        return super().get_urls(page, SimpleNamespace(domain=ours.netloc), ours.scheme)


class Sections(Pages):
    def items(self):
        return [
            "event_list",
            "actor_list",
            "source_list",
            "story_list",
            "compare",
            "on_this_day",
            "changes",
            "about",
            "api_docs",
        ]

    def location(self, item):
        return reverse(item)


class Events(Pages):
    def items(self):
        return Event.objects.published().order_by("slug").only("slug", "updated_at")

    def lastmod(self, item):
        return item.updated_at


class Stories(Pages):
    """A story's whole page; its steps are parts of it."""

    def items(self):
        return told_stories().order_by("slug").only("slug")


class Actors(Pages):
    def items(self):
        return known_actors().order_by("slug").only("slug")

    def location(self, item):
        return reverse("actor_detail", args=[item.slug])


class Sources(Pages):
    def items(self):
        return known_sources().order_by("slug").only("slug", "updated_at")

    def location(self, item):
        return reverse("source_detail", args=[item.slug])

    def lastmod(self, item):
        return item.updated_at


SITEMAPS = {"sections": Sections, "events": Events, "stories": Stories, "actors": Actors, "sources": Sources}


@require_safe
def sitemap_index(request):
    """Where the parts are, each of at most 10,000 entries."""
    parts = []
    for name, section in SITEMAPS.items():
        pages = section().paginator.num_pages
        address = absolute(f"/sitemap-{name}.xml")
        parts += [
            SitemapIndexItem(f"{address}?p={number}" if number > 1 else address) for number in range(1, pages + 1)
        ]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")


@require_safe
def sitemap_part(request, section):
    return sitemap(request, SITEMAPS, section).render()
