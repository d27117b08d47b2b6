"""Feeds and links in the admin."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from tests import make
from timeline.models import Change, Feed, IntakeFile, Source

from .web import page

pytestmark = pytest.mark.django_db


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

    shown = text_of(client.get(reverse("admin:timeline_feed_change", args=[feed.pk])))

    assert "The site took too long to answer." in shown
    assert "&lt;b&gt;A visit&lt;/b&gt;: Taken in" in shown
    assert "A loss: The site says that there is no such page (any more)." in shown


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

    shown = text_of(client.get(reverse("admin:timeline_source_changelist"), {"link": "broken"}))

    assert "Gone-Article" in shown and "Fine-Article" not in shown and "Shy-Article" not in shown
    assert "The site says that there is no such page (any more)." in shown
    assert "Link broken" in shown


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


KOREAN = """<html lang="ko"><head><title>항구에서 만난 장관들</title><meta property="og:site_name" content="항구일보">
<meta property="article:published_time" content="2025-08-23"></head><body><article><h1>항구에서 만난 장관들</h1>
<p>두 나라의 장관들은 23일 항구에서 만나 앞으로의 협력을 논의했다. 회담은 두 시간 넘게 이어졌다.</p>
<p>양측은 다음 달 다시 만나기로 하고, 실무진이 먼저 일정을 조율하기로 했다고 밝혔다.</p></article></body></html>"""


@pytest.fixture
def reachable(site, monkeypatch):
    monkeypatch.setattr("timeline.admin.intake.usual_policy", site.policy)
    return site


def test_an_address_alone_is_fetched_and_looked_through_before_it_is_stored(client, curator, reachable):
    reachable.pages["/a"] = page(KOREAN.encode("euc-kr"), kind="text/html; charset=euc-kr")

    answer = client.post(reverse("admin:source_add_articles"), {"url": reachable.url + "/a"}, follow=True)

    assert "항구에서 만난 장관들" in answer.content.decode() and "항구일보" in answer.content.decode()
    assert not Source.objects.exists()
    row = IntakeFile.objects.get()
    assert (row.outcome, row.address) == ("waiting", reachable.url + "/a")

    client.post(answer.redirect_chain[-1][0], {"file": [row.pk], "store": "1"})

    source = Source.objects.get()
    assert (source.title, source.url, source.published) == ("항구에서 만난 장관들", reachable.url + "/a", "2025-08-23")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.2:{port}/", "http://localhost:{port}/", "http://127.0.0.1:{port}/gone"]
)
def test_an_address_that_gives_nothing_is_said_beside_it(client, curator, reachable, url):
    answer = client.post(reverse("admin:source_add_articles"), {"url": url.format(port=reachable.port)})

    assert answer.status_code == 422
    assert 'class="errorlist' in answer.content.decode()
    assert not IntakeFile.objects.exists()


def test_an_address_beside_a_text_is_not_fetched(client, curator, reachable):
    client.post(
        reverse("admin:source_add_articles"), {"url": reachable.url + "/a", "text": "An article that was pasted. " * 20}
    )

    assert reachable.asked == []
