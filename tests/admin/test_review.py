"""The pages of review: who may do what there, and that a decision is one POST that leads on."""

import re
from html import escape

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import articles, make
from tests.review.reading import ENGLISH, reader
from timeline import extract
from timeline.codebook import Status
from timeline.intake.proposing import propose
from timeline.models import Candidate, Change, Decision, Event
from timeline.review import accept, merge

pytestmark = pytest.mark.django_db


def person(role):
    user = make.user(is_staff=True, display_name=f"The {role}")
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def article(monkeypatch, settings):
    settings.REQUIRE_2FA = False
    monkeypatch.setattr(extract, "find_dates", reader(*ENGLISH), raising=False)
    make.actor("lee-jae-myung", name_en="Lee Jae-myung", family_name_en="Lee")
    source = make.source("visit", title="A visit", text=articles.text("working-visit.en.txt"), published="2025-08-13")
    propose(source)
    return source


def post(client, source, phrase, button, **fields):
    """Press a button of the card of a phrase, as the form has it."""
    candidate = Candidate.objects.get(source=source, phrase=phrase)
    number = list(Candidate.objects.filter(source=source)).index(candidate) + 1
    address = reverse("admin:review_article", args=[source.slug])
    page = client.get(f"{address}?at={number}").content.decode()
    form = re.search(r'<form[^>]*class="decide-form">(.*?)</form>', page, re.DOTALL)
    sent = inputs(form[1]) if form else {"candidate": candidate.pk, "seen": candidate.version}
    return client.post(address, sent | {"verb": button} | fields)


def inputs(html):
    """What a form would send as it stands."""
    sent = {}
    for tag in re.findall(r"<input[^>]*>", html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") not in ("radio", "checkbox") or " checked" in tag:
            sent[attributes["name"]] = attributes.get("value", "")
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def test_the_queue_has_articles_with_counts_newest_first(article, client):
    older = make.source("older", title="An older one", text=article.text, published="2024-08-13")
    propose(older)
    make.source("unread", title="Nobody read this", text="On 3 May 2024 they met.", published="2024-05-04")
    client.force_login(person("contributor"))

    page = client.get(reverse("admin:review")).content.decode()

    assert page.index("A visit") < page.index("An older one") and "Nobody read this" not in page
    assert "7 to decide" in page and "0 of 7 decided" in page
    assert "Nobody read this" in client.get(reverse("admin:review") + "?state=unread").content.decode()
    assert "An older one" not in client.get(reverse("admin:review") + "?q=visit").content.decode()
    assert "No article here has" in client.get(reverse("admin:review") + "?q=zzz").content.decode()
    assert "No article is decided" in client.get(reverse("admin:review") + "?state=done").content.decode()


def test_an_empty_queue_leads_to_where_articles_are_added(client, settings):
    settings.REQUIRE_2FA = False
    client.force_login(person("contributor"))

    page = client.get(reverse("admin:review")).content.decode()

    assert f'href="{reverse("admin:source_add_articles")}"' in page


def test_every_phrase_is_numbered_and_only_the_current_one_is_marked(article, client):
    client.force_login(person("curator"))

    page = client.get(reverse("admin:review_article", args=["visit"]) + "?at=3").content.decode()

    assert len(re.findall(r'id="phrase-\d"', page)) == 7 and len(re.findall(r'id="candidate-\d"', page)) == 7
    assert page.count('class="candidate" data-state="current"') == 1
    assert len(re.findall(r'aria-current="true"', page)) == 1
    assert "from “two days later”, counted from candidate 1" in re.sub(r"<[^>]+>", "", page)
    assert "found once, paragraph 2" in page


def test_a_text_that_changed_since_it_was_read_shows_no_phrase_where_there_is_none(article, client):
    article.text = "Another text.\n\n" + article.text
    article.save()
    client.force_login(person("curator"))

    page = client.get(reverse("admin:review_article", args=["visit"]) + "?at=1").content.decode()

    assert "<mark" not in page and 'id="phrase-1"' not in page and "23 Aug 2025" in page


def test_what_an_article_says_is_text_and_never_markup(client, article):
    article.text = article.text.replace("two days later", "<b>two</b> days")
    article.title = "<img src=x onerror=alert(1)>"
    article.save()
    Candidate.objects.filter(phrase="two days later").update(title="</h3><script>alert(2)</script>", phrase="<i>x</i>")
    client.force_login(person("curator"))

    page = client.get(reverse("admin:review_article", args=["visit"]) + "?at=3").content.decode()

    for hostile in ("<b>two", "<img src=x", "<script>alert", "<i>x"):
        assert hostile not in page and escape(hostile) in page


def test_a_decision_leads_to_the_next_candidate(article, client):
    client.force_login(person("curator"))

    answer = post(client, article, "Wednesday", "reject", note="No event")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/review/visit/?at=3#candidate-3")
    assert Candidate.objects.get(phrase="Wednesday").note == "No event"


def test_a_curator_accepts_and_publishes_at_once(article, client):
    client.force_login(person("curator"))

    answer = post(client, article, "on Aug. 23", "accept-publish", **{"c-title_en": "A summit in Tokyo"})

    event = Event.objects.get()
    assert answer.status_code == 302
    assert (event.status, event.title_en, event.date) == (Status.PUBLISHED, "A summit in Tokyo", "2025-08-23")
    assert [part.actor.slug for part in event.participations.all()] == ["lee-jae-myung"]
    change = Change.objects.get(public_id=event.public_id, verb="published")
    assert change.reason.startswith("Reviewed against") and change.public


def test_merge_takes_the_event_shown_and_its_sharper_date(article, client):
    lee = Candidate.objects.get(phrase="on Aug. 23").actors.get()
    event = make.event(title_en="Lee visits Tokyo for a summit", date="2025-08", actors=[lee])
    client.force_login(person("curator"))

    post(client, article, "on Aug. 23", "merge")

    event = Event.objects.get()
    assert (event.date, event.citations.count()) == ("2025-08-23", 2)
    assert Candidate.objects.get(phrase="on Aug. 23").decision == Decision.MERGED


@pytest.mark.parametrize(
    ("verb", "contributor", "curator"),
    [("accept", 302, 302), ("accept-publish", 403, 302), ("reject", 302, 302), ("find", 302, 302)],
)
def test_who_may_do_what(article, client, verb, contributor, curator):
    for role, status in (("contributor", contributor), ("curator", curator)):
        client.force_login(person(role))
        phrase = {"contributor": "on Aug. 23", "curator": "Wednesday"}[role]
        assert post(client, article, phrase, verb).status_code == status


def test_a_contributor_merges_into_drafts_only(article, client):
    public, draft = make.event(), make.draft()
    client.force_login(person("contributor"))

    refused = post(client, article, "on Aug. 23", "merge", into=public.public_id)
    done = post(client, article, "on Aug. 23", "merge", into=draft.public_id)

    assert (refused.status_code, done.status_code) == (403, 302)
    assert public.citations.count() == 1 and draft.citations.count() == 2


def test_a_contributor_undoes_own_decisions_only(article, client):
    contributor, other = person("contributor"), person("curator")
    accept(Candidate.objects.get(phrase="on Aug. 23"), by=other)
    accept(Candidate.objects.get(phrase="Wednesday"), by=contributor)
    client.force_login(contributor)

    assert post(client, article, "on Aug. 23", "undo").status_code == 403
    assert post(client, article, "Wednesday", "undo").status_code == 302
    assert Event.objects.count() == 1


def test_a_reader_of_the_staff_without_a_role_is_kept_out(article, client):
    client.force_login(make.user(is_staff=True))

    assert client.get(reverse("admin:review")).status_code == 403
    assert client.post(reverse("admin:review_article", args=["visit"]), {"verb": "find"}).status_code == 403


def test_the_second_of_two_sees_the_firsts_decision_and_loses_nothing(article, client):
    candidate = Candidate.objects.get(phrase="on Aug. 23")
    event, first = make.event(title_en="Theirs"), person("curator")
    merge(candidate, event, by=first)
    client.force_login(person("administrator"))

    answer = client.post(
        reverse("admin:review_article", args=["visit"]), {"candidate": candidate.pk, "seen": "0", "verb": "reject"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The curator was faster and merged this into “Theirs”" in page and "Merged into “Theirs”" in page
    assert Candidate.objects.get(pk=candidate.pk).decided_by == first


def test_a_refusal_keeps_what_was_typed(article, client):
    client.force_login(person("curator"))
    words = "one two three four five six seven eight nine"

    answer = post(
        client, article, "on Aug. 23", "accept", **{"c-exact": words, "c-title_en": "Typed", "c-date": "2025-08-2x"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422 and not Event.objects.exists()
    assert 'value="Typed"' in page and "2025-08-2x" in page and words in page


def test_a_candidate_without_a_title_asks_for_one_and_opens_the_form(article, client):
    client.force_login(person("curator"))

    answer = post(client, article, "on June 22, 1965", "accept")

    assert answer.status_code == 422
    assert "Write a title" in answer.content.decode() and '<details class="edit" open>' in answer.content.decode()


def test_with_two_people_asked_for_nobody_publishes_what_they_accepted(article, client, settings):
    settings.REVIEW_TWO_PEOPLE = True
    client.force_login(person("curator"))

    assert post(client, article, "on Aug. 23", "accept-publish").status_code == 422
    assert not Event.objects.exists()
    assert post(client, article, "on Aug. 23", "accept").status_code == 302
    assert post(client, article, "on Aug. 23", "publish").status_code == 422
    client.force_login(person("administrator"))
    assert post(client, article, "on Aug. 23", "publish").status_code == 302
    assert Event.objects.get().status == Status.PUBLISHED


@pytest.mark.parametrize("field", ["candidate", "seen", "verb", "into", "c-date", "who-TOTAL_FORMS", "c-other"])
@pytest.mark.parametrize("value", ["", "-1", "999999999999999999999", "zzz", "한국", "x" * 3000])
def test_nonsense_is_never_an_error_of_ours(article, client, field, value):
    client.force_login(person("curator"))

    assert post(client, article, "on Aug. 23", "merge", **{field: value}).status_code in (302, 403, 409, 422)


def test_htmx_gets_the_desk_alone_and_the_address_to_show(article, client):
    client.force_login(person("curator"))
    address = reverse("admin:review_article", args=["visit"])
    page = client.get(address + "?at=2").content.decode()

    part = client.get(address + "?at=2", headers={"HX-Target": "desk"})

    unsigned = [re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text) for text in (part.content.decode(), page)]
    assert unsigned[0].strip() in unsigned[1]
    assert part["HX-Replace-Url"] == address + "?at=2"


def test_a_source_leads_to_its_review(article, client):
    unread = make.source("unread", text="On 3 May 2024 they met.")
    client.force_login(person("curator"))

    page = client.get(reverse("admin:timeline_source_change", args=[article.pk])).content.decode()
    other = client.get(reverse("admin:timeline_source_change", args=[unread.pk])).content.decode()

    assert "Review 7 candidates" in page and "/admin/review/visit/" in page
    assert "Find events in this article" in other


def test_an_article_costs_the_same_queries_for_few_candidates_and_many(article, client):
    client.force_login(person("curator"))
    address = reverse("admin:review_article", args=["visit"])
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    Candidate.objects.exclude(phrase__in=["on Aug. 23", "Wednesday"]).delete()
    with CaptureQueriesContext(connection) as few:
        client.get(address)

    assert len(few) == len(many)
