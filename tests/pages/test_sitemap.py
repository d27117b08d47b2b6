"""Search engines are led to every public page, in three languages, at the site's own address."""

from xml.etree import ElementTree

import pytest

from timeline.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def locations(client, address, **options):
    return [
        node.text for node in ElementTree.fromstring(client.get(address, **options).content).iterfind(".//s:loc", NAMES)
    ]


def test_the_index_leads_to_every_event_in_three_languages(client, settings):
    sections = locations(client, "/sitemap.xml")
    events = next(section for section in sections if "events" in section)

    found = locations(client, events.removeprefix(settings.SITE_URL))
    slugs = Event.objects.published().values_list("slug", flat=True)
    assert set(found) == {
        f"{settings.SITE_URL}{prefix}/events/{slug}/" for slug in slugs for prefix in ("", "/ko", "/ja")
    }


def test_robots_are_shown_the_way(client, settings):
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in client.get("/robots.txt").text
