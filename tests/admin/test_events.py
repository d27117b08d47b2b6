"""Editing an event in the admin: what is typed is kept, what is wrong is said, what is published has its reasons."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests import make
from timeline.codebook import Status
from timeline.models import Change, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(settings):
    settings.REQUIRE_2FA = False
    person = make.user(username="curator", display_name="Curator 1", is_staff=True)
    person.groups.add(Group.objects.get(name="curator"))
    return person


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


@pytest.fixture
def event(curator):
    lee, ishiba = make.actor("lee-jae-myung"), make.actor("ishiba-shigeru")
    text = make.source("herald", text="Seoul, Aug. 23.\n\nThe two leaders met in Tokyo on Saturday and agreed.\n")
    return make.event(
        "2025-08-23-summit", by=curator, title_en="Lee and Ishiba meet", actors=[lee, ishiba], sources=[text]
    )


def form_of(client, event):
    """What a browser would send back of an event's form, untouched: {name: value}."""
    html = client.get(reverse("admin:timeline_event_change", args=[event.pk])).content.decode()
    html = re.sub(r"<template>.*?</template>", "", html, flags=re.S)
    return fields(html[html.index('id="event_form"') :])


def fields(html):
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        said = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if "name" in said and (said.get("type") not in ("checkbox", "radio") or " checked" in tag):
            found[said["name"]] = said.get("value", "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s?(.*?)</textarea>', html, re.S):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    return found


def save(client, event, sent, **changes):
    return client.post(reverse("admin:timeline_event_change", args=[event.pk]), sent | {"_continue": "1"} | changes)


def test_saving_a_form_untouched_changes_nothing(desk, event):
    answer = save(desk, event, form_of(desk, event), reason="Only looked")
    assert answer.status_code == 302
    assert Event.objects.get(pk=event.pk).version == event.version


def test_a_change_of_what_is_published_needs_a_reason_and_loses_nothing_typed(desk, event):
    sent = form_of(desk, event) | {"title_en": "A better title"}

    refused = save(desk, event, sent)
    assert refused.status_code == 200
    assert "Say why" in refused.content.decode() and "A better title" in refused.content.decode()
    assert Event.objects.get(pk=event.pk).title_en == "Lee and Ishiba meet"

    assert save(desk, event, sent, reason="Clearer").status_code == 302
    saved = Event.objects.get(pk=event.pk)
    assert (saved.title_en, saved.version) == ("A better title", event.version + 1)
    line = Change.objects.get(public_id=event.public_id, version=saved.version)
    assert (line.reason, line.by.username, line.public) == ("Clearer", "curator", True)


def test_participants_links_and_citations_are_of_the_event_and_in_its_history(desk, event):
    other = make.event("2025-08-13-announced", title_en="Seoul announces it")
    paper = make.source("asahi", published="2025-08-24")
    host = make.actor("host-of-it")
    sent = form_of(desk, event) | {
        "participations-2-actor": "host of it",
        "participations-2-role": "host",
        "participations-TOTAL_FORMS": "3",
        "links-0-kind": "follows-up",
        "links-0-other": other.slug,
        "citations-1-source": "asahi",
        "citations-1-role": "reports",
        "citations-1-claimed_date": "August 2025",
    }

    assert save(desk, event, sent, reason="More of it").status_code == 302
    event.refresh_from_db()
    assert [p.actor for p in event.participations.all()][-1] == host
    assert [link.other for link in event.links.all()] == [other]
    assert [(c.source.slug, c.claimed_date) for c in event.citations.all()] == [("herald", ""), (paper.slug, "2025-08")]
    snapshot = Change.objects.get(public_id=event.public_id, version=event.version).snapshot
    assert len(snapshot["citations"]) == 2 and snapshot["links"] == [{"kind": "follows-up", "event": other.slug}]


def test_the_last_citation_of_what_is_published_stays(desk, event):
    refused = save(desk, event, form_of(desk, event), **{"citations-0-DELETE": "on", "reason": "Not needed"})
    assert "needs a citation" in refused.content.decode()
    assert event.citations.count() == 1


def test_a_locator_is_checked_against_the_stored_text(desk, event):
    sent = form_of(desk, event) | {"reason": "Locator added"}
    assert save(desk, event, sent, **{"citations-0-exact": "leaders met in Tokyo"}).status_code == 302
    citation = event.citations.get()
    assert citation.checked and citation.paragraph == 2 and citation.text_hash.startswith("sha256:")

    sent = form_of(desk, event) | {"reason": "Another"}
    assert save(desk, event, sent, **{"citations-0-exact": "leaders meet in Tokyo"}).status_code == 302
    citation.refresh_from_db()
    assert (citation.exact, citation.checked, citation.paragraph) == ("leaders meet in Tokyo", None, None)
    page = desk.get(reverse("admin:timeline_event_change", args=[event.pk])).content.decode()
    assert "Not found in the stored text." in page and "leaders met in Tokyo" in page

    sent = form_of(desk, event) | {"reason": "Another"}
    too_long = "one two three four five six seven eight nine"
    assert "at most eight words" in save(desk, event, sent, **{"citations-0-exact": too_long}).content.decode()


def test_a_name_that_nothing_has_is_said_with_what_is_near(desk, event):
    sent = form_of(desk, event) | {"participations-0-actor": "Lee Jae", "reason": "x"}
    page = save(desk, event, sent).content.decode()
    assert "No actor here is called “Lee Jae”" in page and "Lee Jae Myung" in page


@pytest.mark.parametrize("typed, kept", [("March 2023", "2023-03"), ("2023년 3월", "2023-03"), ("2008?", "2008?")])
def test_a_date_in_words_becomes_edtf(desk, event, typed, kept):
    assert save(desk, event, form_of(desk, event), date=typed, reason="Date").status_code == 302
    assert Event.objects.get(pk=event.pk).date == kept


def test_a_date_not_read_is_said_in_words(desk, event):
    page = save(desk, event, form_of(desk, event), date="sometime", reason="Date").content.decode()
    assert "is not read as a date" in page and 'value="sometime"' in page


def test_a_new_event_begins_as_a_draft_with_a_slug_of_its_date_and_title(desk, curator):
    page = desk.get(reverse("admin:timeline_event_add")).content.decode()
    sent = fields(re.sub(r"<template>.*?</template>", "", page, flags=re.S))
    sent |= {
        "title_en": "A quiet meeting",
        "date": "May 2024",
        "kind": "meeting",
        "significance": "2",
        "_continue": "1",
    }
    answer = desk.post(reverse("admin:timeline_event_add"), sent)
    assert answer.status_code == 302
    event = Event.objects.get(slug="2024-05-a-quiet-meeting")
    assert (event.status, event.version) == (Status.DRAFT, 1)
    assert Change.objects.get(public_id=event.public_id).by == curator


def test_publish_and_withdraw_ask_for_a_reason(desk, curator):
    event = make.draft("2024-05-a-draft", by=curator)
    address = reverse("admin:event_decide", args=["publish"]) + f"?ids={event.pk}"
    assert desk.post(address, {"reason": " "}).status_code == 422
    assert desk.post(address, {"reason": "Checked twice"}).status_code == 302
    assert Event.objects.get(pk=event.pk).status == Status.PUBLISHED

    address = reverse("admin:event_decide", args=["withdraw"]) + f"?ids={event.pk}"
    assert desk.post(address, {"reason": "A mistake"}).status_code == 302
    assert Event.objects.get(pk=event.pk).withdrawn_reason == "A mistake"
    assert desk.get(event.get_absolute_url()).status_code == 410


def test_what_cannot_be_published_is_named_and_the_rest_is_done(desk, curator):
    bare = make.draft("2024-bare", by=curator, sources=[], title_en="Bare")
    fine = make.draft("2024-fine", by=curator)
    page = desk.post(
        reverse("admin:event_decide", args=["publish"]) + f"?ids={bare.pk},{fine.pk}", {"reason": "Checked"}
    )
    assert page.status_code == 422 and "“Bare” has no citation" in page.content.decode()
    assert Event.objects.get(pk=fine.pk).status == Status.PUBLISHED


def test_two_events_become_one(desk, event):
    double = make.event("2025-08-23-the-same", title_en="The same again")
    address = reverse("admin:event_merge") + f"?ids={event.pk},{double.pk}"
    assert desk.post(address, {"reason": "One happening"}).status_code == 422
    assert desk.post(address, {"reason": "One happening", "stays": str(event.pk)}).status_code == 302
    assert not Event.objects.filter(pk=double.pk).exists()
    assert event.citations.count() == 2
    assert desk.get("/events/2025-08-23-the-same/").headers["Location"].endswith("/events/2025-08-23-summit/")


def test_an_earlier_version_is_taken_back_as_a_new_one(desk, event):
    save(desk, event, form_of(desk, event), title_en="Changed", reason="Try")
    address = reverse("admin:event_take_back", args=[event.pk, event.version])
    assert "Changed" in desk.get(address).content.decode()
    assert desk.post(address, {"reason": ""}).status_code == 422
    assert desk.post(address, {"reason": "It was right before"}).status_code == 302
    saved = Event.objects.get(pk=event.pk)
    assert (saved.title_en, saved.version, saved.status) == ("Lee and Ishiba meet", event.version + 2, Status.PUBLISHED)


class TestConflict:
    """Two people have the form open; the second to save gets both texts, field by field."""

    @pytest.fixture
    def both(self, desk, event):
        mine, theirs = form_of(desk, event), form_of(desk, event)
        theirs |= {"title_en": "Their title", "summary_en": "Their summary.", "reason": "Theirs"}
        assert save(desk, event, theirs).status_code == 302
        return mine | {"title_ko": "나의 제목", "summary_en": "My summary.", "reason": "Mine"}

    def test_nothing_is_saved_and_both_are_shown(self, desk, event, both):
        page = save(desk, event, both)
        html = page.content.decode()
        assert page.status_code == 409
        assert "나의 제목" in html and "Their title" in html and "My" in html and "Their" in html
        assert Event.objects.get(pk=event.pk).title_ko == ""
        assert "Changed by you" in html and "Changed by both" in html

    def resolve(self, desk, event, both, **picks):
        html = save(desk, event, both).content.decode()
        sent = fields(html) | picks
        return desk.post(reverse("admin:event_conflict", args=[event.pk]), sent)

    def test_what_each_side_alone_changed_is_kept_and_the_rest_is_chosen(self, desk, event, both):
        answer = self.resolve(desk, event, both, **{"pick summary/en": "mine", "_save": "1"})
        assert answer.status_code == 302
        saved = Event.objects.get(pk=event.pk)
        assert (saved.title_en, saved.title_ko, saved.summary_en) == ("Their title", "나의 제목", "My summary.")
        assert saved.version == event.version + 2
        assert saved.participations.count() == 2 and saved.citations.count() == 1

    def test_going_on_editing_keeps_my_text(self, desk, event, both):
        page = self.resolve(desk, event, both, _edit="1").content.decode()
        assert "나의 제목" in page and "My summary." in page and "unsaved" in page
        assert Event.objects.get(pk=event.pk).title_ko == ""
        sent = fields(re.sub(r"<template>.*?</template>", "", page[page.index('id="event_form"') :], flags=re.S))
        assert save(desk, event, sent, reason="Mine after all").status_code == 302
        assert Event.objects.get(pk=event.pk).summary_en == "My summary."

    def test_a_third_save_in_between_is_seen_too(self, desk, event, both):
        html = save(desk, event, both).content.decode()
        third = form_of(desk, event) | {"internal_note": "Third", "reason": "Third"}
        assert save(desk, event, third).status_code == 302
        answer = desk.post(reverse("admin:event_conflict", args=[event.pk]), fields(html) | {"_save": "1"})
        assert answer.status_code == 409
        assert Event.objects.get(pk=event.pk).internal_note == "Third"

    def test_a_row_that_they_removed_and_i_changed_is_chosen_too(self, desk, event):
        mine, theirs = form_of(desk, event), form_of(desk, event)
        theirs |= {"participations-1-DELETE": "on", "reason": "Theirs"}
        assert save(desk, event, theirs).status_code == 302
        page = save(desk, event, mine, **{"participations-1-role": "host", "reason": "Mine"})
        assert page.status_code == 409
        sent = fields(page.content.decode())
        picks = {name: "mine" for name in sent if name.startswith("pick participants")}
        assert picks
        answer = desk.post(reverse("admin:event_conflict", args=[event.pk]), sent | picks | {"_save": "1"})
        assert answer.status_code == 302
        assert sorted(p.role for p in event.participations.all()) == ["host", "initiator"]

    def test_a_stale_form_with_a_fault_comes_back_as_typed(self, desk, event, both):
        page = save(desk, event, both, date="sometime").content.decode()
        assert "Someone else saved this event meanwhile" in page and "나의 제목" in page and 'value="sometime"' in page

    def test_a_packed_page_that_was_tampered_with_is_refused(self, desk, event):
        answer = desk.post(reverse("admin:event_conflict", args=[event.pk]), {"packed": "nonsense", "_save": "1"})
        assert answer.status_code == 302
        assert Event.objects.get(pk=event.pk).version == event.version


def test_other_nouns_show_both_texts_when_somebody_saved_first(desk):
    place = make.Theme.objects.create(slug="trade-two", name_en="Trade")
    address = reverse("admin:timeline_theme_change", args=[place.pk])
    first = fields(desk.get(address).content.decode())
    second = first | {"name_en": "Commerce", "_continue": "1"}
    assert desk.post(address, first | {"name_en": "Trading", "_continue": "1"}).status_code == 302
    page = desk.post(address, second)
    html = page.content.decode()
    assert page.status_code == 200 and "Trading" in html and "Commerce" in html
    again = fields(html) | {"_continue": "1"}
    assert desk.post(address, again).status_code == 302
    place.refresh_from_db()
    assert place.name_en == "Commerce"


def test_a_contributor_drafts_but_does_not_touch_what_readers_see(client, event, settings):
    settings.REQUIRE_2FA = False
    person = make.user(username="contributor", is_staff=True)
    person.groups.add(Group.objects.get(name="contributor"))
    client.force_login(person)
    draft = make.draft("2024-draft", by=person)
    assert client.get(reverse("admin:timeline_event_change", args=[draft.pk])).status_code == 200
    sent = form_of(client, draft) | {"title_en": "Mine"}
    assert save(client, draft, sent).status_code == 302
    assert save(client, event, sent, reason="Try").status_code == 403
    address = reverse("admin:event_decide", args=["publish"]) + f"?ids={draft.pk}"
    assert client.post(address, {"reason": "Try"}).status_code == 403


def test_a_slug_that_was_anothers_is_refused_in_words(desk, event):
    other = make.event("2025-08-13-other")
    page = save(desk, event, form_of(desk, event), slug=other.slug, reason="Take it")
    assert page.status_code == 200 and "slug" in page.content.decode().lower()
    assert Event.objects.get(pk=event.pk).slug == event.slug


def test_the_reading_of_a_date_follows_the_typing(desk, event):
    answer = desk.get(reverse("admin:reading"), {"date": "2023-03"}).content.decode()
    assert "March 2023 → 1–31 Mar 2023, month" in answer and "2023년 3월" in answer
    assert "Not read" in desk.get(reverse("admin:reading"), {"date": "<b>"}).content.decode()


def test_names_are_suggested_in_any_script(desk, event):
    make.actor("kishida-fumio", name_ko="기시다 후미오", name_ja="岸田文雄")
    for typed in ("kishi", "기시다", "岸田"):
        assert "Kishida Fumio" in desk.get(reverse("admin:suggest", args=["actor"]), {"q": typed}).content.decode()
    assert desk.get(reverse("admin:suggest", args=["user"])).status_code == 404
