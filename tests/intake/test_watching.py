"""Feeds and links in the admin."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse

from tests import make
from timeline.models import Change, Feed

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client, settings):
    settings.REQUIRE_2FA = False
    person = make.user(is_staff=True)
    person.groups.add(Group.objects.get(name="curator"))
    client.force_login(person)
    return person


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def add(client, **fields):
    said = {"title": "Wire", "address": "https://wire.example.org/feed", "every_minutes": "60", "active": "on"} | fields
    return client.post(reverse("admin:timeline_feed_add"), said | {"publisher": "", "language": "", "seen": ""})


def test_a_feed_is_watched_in_the_name_of_whoever_added_it(client, curator):
    answer = add(client, address="https://Wire.Example.org/feed#top")

    assert answer.status_code == 302
    feed = Feed.objects.get()
    assert (feed.address, feed.added_by, feed.active) == ("https://wire.example.org/feed", curator, True)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1.:80/feed", "http://localhost/feed", "https://wire.example.org:8443/"]
)
def test_an_address_that_is_never_fetched_is_refused_at_once(client, curator, address):
    answer = add(client, address=address)

    assert answer.status_code == 200
    assert 'class="errorlist' in answer.content.decode()
    assert not Feed.objects.exists()


def test_a_feeds_page_says_what_the_last_look_brought(client, curator):
    feed = Feed.objects.create(title="Wire", address="https://wire.example.org/", added_by=curator, state="timed-out")
    feed.entries.create(key="a", address="https://wire.example.org/1", title="<b>A visit</b>", state="taken")
    feed.entries.create(key="b", address="https://wire.example.org/2", title="A loss", state="gone")

    page = text_of(client.get(reverse("admin:timeline_feed_change", args=[feed.pk])))

    assert "The site took too long to answer." in page
    assert "&lt;b&gt;A visit&lt;/b&gt;: Taken in" in page
    assert "A loss: The site says that there is no such page (any more)." in page


def test_a_look_that_ends_while_a_feed_is_edited_is_no_other_edit(client, curator):
    feed = Feed.objects.create(title="Wire", address="https://wire.example.org/", added_by=curator)
    url = reverse("admin:timeline_feed_change", args=[feed.pk])
    seen = re.search(r'name="seen" value="(\w*)"', client.get(url).content.decode())[1]
    feed.state = "ok"
    feed.save()

    fields = {"title": "Wires", "address": feed.address, "every_minutes": "30", "active": "on", "seen": seen}
    answer = client.post(url, fields | {"publisher": "", "language": ""})

    assert answer.status_code == 302
    feed.refresh_from_db()
    assert (feed.title, feed.state) == ("Wires", "ok")


def test_chosen_feeds_are_looked_at_soon_once_each(client, curator):
    feed = Feed.objects.create(title="Wire", address="https://wire.example.org/", added_by=curator)
    action = {"action": "look_now", "_selected_action": [feed.pk]}
    for _ in range(2):
        answer = client.post(reverse("admin:timeline_feed_changelist"), action, follow=True)

    assert "not watched, or looked at already" in text_of(answer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'look_at_one_feed'")
        assert len(cursor.fetchall()) == 1


def test_sources_whose_links_are_broken_are_found(client, curator):
    make.source("gone-article", url="https://a.example.org/1", link_state="gone")
    make.source("fine-article", url="https://a.example.org/2", link_state="works")
    make.source("shy-article", url="https://a.example.org/3", link_state="not-for-us")

    page = text_of(client.get(reverse("admin:timeline_source_changelist"), {"link": "broken"}))

    assert "Gone-Article" in page and "Fine-Article" not in page and "Shy-Article" not in page
    assert "The site says that there is no such page (any more)." in page
    assert "Link broken" in page


def test_a_proposed_address_is_shown_and_taken_by_a_button_with_history(client, curator):
    proposed = "https://web.archive.org/web/2025/https://a.example.org/1"
    source = make.source(url="https://a.example.org/1", link_state="gone", archive_proposed=proposed)
    assert proposed in text_of(client.get(reverse("admin:timeline_source_change", args=[source.pk])))

    action = {"action": "take_archived", "_selected_action": [source.pk]}
    answer = client.post(reverse("admin:timeline_source_changelist"), action, follow=True)

    source.refresh_from_db()
    assert "1 source has its archived address now." in text_of(answer)
    assert (source.archive_url, source.archive_proposed) == (proposed, "")
    assert Change.objects.get(public_id=source.public_id).by == curator
