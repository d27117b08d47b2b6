"""The pages of one thing: an event, its history, an actor, a source; the lists of them; changes and about."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import make
from timeline.models import Citation, EventLink, Office, OldSlug, Participation, Place, Record, Tenure, Verb
from timeline.review import merge_events, publish, record_change, withdraw
from timeline.views import freshness

pytestmark = pytest.mark.django_db


def text_of(response):
    """What a reader reads, without tags and with single spaces."""
    main = response.content.decode().split('<main id="main" tabindex="-1">')[1].split("</main>")[0]
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).strip()
    return re.sub(r" (?=[,;:.)])", "", said)


def cited(source, **fields):
    """A citation to come, as `draft` takes no fields of citations."""
    return source, fields


@transaction.atomic
def event_citing(*citations, slug=None, by=None, **fields):
    """A published event with citations as given."""
    by = by or make.user()
    event = make.draft(slug, by=by, sources=[], **fields)
    for position, (source, of_citation) in enumerate(citations):
        Citation.objects.create(event=event, source=source, position=position, **of_citation)
    return publish(event, by=by, reason="Checked")


@transaction.atomic
def edit(event, *, by, reason, **fields):
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    record_change(event, by=by, verb=Verb.EDITED, reason=reason)
    return event


@pytest.fixture
def korea():
    return make.state("south-korea", "KR")


@pytest.fixture
def japan():
    return make.state("japan", "JP")


@pytest.fixture
def presidents(korea, japan):
    """Two presidents and a prime minister, whose offices are the record's."""
    president = Office.objects.create(
        slug="president", country=korea, name_en="President of South Korea", title_en="President"
    )
    premier = Office.objects.create(
        slug="premier", country=japan, name_en="Prime Minister of Japan", title_en="Prime Minister"
    )
    Record.objects.create(
        slug="korea-japan", name_en="Korea–Japan relations", office_above=president, office_below=premier
    )
    page = make.source("list-of-leaders")
    people = {}
    for slug, office, country, dates in (
        ("kim-dae-jung", president, korea, "1998-02-25/2003-02-24"),
        ("lee-jae-myung", president, korea, "2025-06-04/.."),
        ("ishiba-shigeru", premier, japan, "2024-10-01/2025-10-21"),
    ):
        people[slug] = make.actor(slug, country=country)
        Tenure.objects.create(slug=f"{slug}-tenure", office=office, actor=people[slug], date=dates, source=page)
    return people


# The event's page


def test_an_event_tells_its_date_kind_tone_and_significance(client):
    make.event("a-summit", date="2025-08-23", kind="summit", plover="CONSULT", plover_mode="visit", significance=4,
               title_en="They meet in Tokyo", summary_en="Two leaders meet.")  # fmt: skip

    page = client.get("/events/a-summit/")

    said = text_of(page)
    assert "They meet in Tokyo" in said
    assert "Saturday 23 August 2025" in said
    assert "Summit" in said and "Cooperation" in said and "Major significance" in said
    assert "PLOVER CONSULT · visit Verbal cooperation; score +4" in said
    assert '<time datetime="2025-08-23">23 August 2025</time>' in page.text
    assert page.text.count("<h1") == 1


@pytest.mark.parametrize("date", ["2025-08", "2025", "2008?", "2024-12-03~", "1910/1945", "[2025-04..2025-05-02]"])
def test_a_vague_date_is_never_told_to_machines(client, date):
    make.event("vague", date=date, sources=[make.source(published="2025-08")])

    page = client.get("/events/vague/").text

    head = page.split("<h1>")[1].split("</header>")[0]
    assert "<time" not in head


def test_a_citation_shows_role_outlet_phrase_paragraph_day_and_that_no_address_is_known(client):
    paper = make.publisher("the-paper", name_en="The Paper")
    article = make.source("an-article", publisher=paper, title="Leaders meet", published="2025-08-13", language="en")
    make.source("a-copy", syndication_of=article, publisher=make.publisher(name_en="The Mirror"))
    event_citing(
        cited(article, role="announces", prefix="hold a", exact="summit in Tokyo", suffix="on Aug. 23", paragraph=2,
              checked="2026-11-24", text_hash="sha256:0", note_en="Read on a copy."),
        slug="a-summit",
    )  # fmt: skip

    page = client.get("/events/a-summit/")

    assert '<blockquote lang="en"><p>… hold a <mark>summit in Tokyo</mark> on Aug. 23 …</p></blockquote>' in page.text
    said = text_of(page)
    assert "The Paper, 13 Aug 2025 Announces" in said
    assert "No address known" in said and "paragraph 2" in said and "Checked 24 Nov 2026" in said
    assert "Copies: The Mirror" in said
    assert "Read on a copy." in said


def test_an_address_is_linked_without_telling_the_publisher_who_sends_the_reader(client):
    make.event(
        "a-summit", sources=[make.source(url="https://example.org/a?b=1&c=2", archive_url="https://example.net/a")]
    )

    page = client.get("/events/a-summit/").text

    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="external noopener noreferrer">' in page
    assert '<a href="https://example.net/a" rel="external noopener noreferrer">Archived copy</a>' in page


def test_a_participant_has_country_role_and_the_office_held_then(client, presidents):
    make.event("a-summit", date="2025-08-23", actors=[presidents["lee-jae-myung"]])

    said = text_of(client.get("/events/a-summit/"))

    assert "KR Lee Jae Myung President of South Korea; Initiator" in said
    assert "In office Lee Jae Myung President of South Korea Ishiba Shigeru Prime Minister of Japan" in said


def test_an_office_that_covers_only_part_of_the_time_says_its_dates(client, presidents):
    make.event("early-june", date="2025-06", actors=[presidents["lee-jae-myung"]])

    assert "President of South Korea (since 4 Jun 2025); Initiator" in text_of(client.get("/events/early-june/"))


def test_it_is_said_when_an_event_was_only_reported_in_advance(client):
    before = make.source(published="2025-08-13")
    event_citing(cited(before, role="announces"), slug="a-summit", date="2025-08-23")
    event_citing(
        cited(before, role="announces"), cited(make.source(published="2025-08-24")), slug="held", date="2025-08-23"
    )

    assert "Reported in advance" in text_of(client.get("/events/a-summit/"))
    assert "Reported in advance" not in text_of(client.get("/events/held/"))


# When did it happen?


def test_dates_that_can_not_all_be_true_stand_side_by_side_with_who_says_them(client, presidents):
    forum = make.source(publisher=make.publisher(name_en="Pacific Forum"), published="2025-06-12")
    ministry = make.source(publisher=make.publisher(name_en="The Ministry"), published="1998-10-08")
    event_citing(
        cited(forum, role="recalls", claimed_date="2008"),
        cited(ministry, claimed_date="1998-10-08", date_words="8 October"),
        slug="declaration", date="2008?", note_en="The statement of April 2008 may be meant.",
    )  # fmt: skip

    said = text_of(client.get("/events/declaration/"))

    block = said.split("When did it happen?")[1].split("Sources")[0]
    assert "As reported 2008 Pacific Forum, 12 Jun 2025" in block
    assert "Also cited 8 October 1998 The Ministry, 8 Oct 1998: 8 October" in block
    assert "These dates can’t all be true. The record keeps 2008 (uncertain)" in block
    assert "The statement of April 2008 may be meant." in block
    assert "In office, if 8 Oct 1998 Kim Dae Jung" in said


def test_less_and_more_precise_dates_are_told_as_agreeing(client):
    event_citing(
        cited(make.source(), claimed_date="2024-12-03"),
        cited(make.source(), claimed_date="2024-12", date_words="December"),
        slug="martial-law", date="2024-12-03",
    )  # fmt: skip

    block = text_of(client.get("/events/martial-law/")).split("When did it happen?")[1]

    assert "As reported 3 December 2024" in block
    assert "Less precise December 2024" in block
    assert "These dates agree as far as each goes." in block


def test_an_undoubted_date_that_all_sources_share_needs_no_block(client):
    event_citing(cited(make.source(), claimed_date="2025-08-23"), cited(make.source()), slug="plain", date="2025-08-23")

    assert "When did it happen?" not in text_of(client.get("/events/plain/"))


# Links and neighbours


def test_related_events_are_named_from_both_ends(client):
    announced, held = make.event("announced", title_en="It is announced"), make.event("held", title_en="It is held")
    with transaction.atomic():
        EventLink.objects.create(event=announced, other=held, kind="announces")
        record_change(announced, by=make.user(), reason="linked")

    assert "It is held Announces" in text_of(client.get("/events/announced/"))
    assert "It is announced Announced by" in text_of(client.get("/events/held/"))


def test_links_to_drafts_and_withdrawn_events_are_not_shown(client):
    public, gone = make.event("public"), make.event("gone", title_en="Withdrawn one")
    draft = make.draft("draft", title_en="Secret draft")
    with transaction.atomic():
        for other in (gone, draft):
            EventLink.objects.create(event=public, other=other, kind="follows-up")
        record_change(public, by=make.user(), reason="linked")
    withdraw(gone, by=make.user(), reason="wrong")

    page = client.get("/events/public/").text

    assert "Secret draft" not in page and "Withdrawn one" not in page


def test_before_and_after_follow_the_order_of_the_list(client):
    for slug, date in (("a-year", "2023"), ("b-day", "2023-01-01"), ("c-day", "2023-05-01"), ("d-month", "2023-05")):
        make.event(slug, date=date, title_en=slug)
    make.draft("e-draft", date="2023-03-01")

    def around(slug):
        page = client.get(f"/events/{slug}/").text
        return [
            (re.search(rf'rel="{rel}" href="/events/([^/]+)/"', page) or [None, None])[1] for rel in ("prev", "next")
        ]

    assert {slug: around(slug) for slug in ("a-year", "b-day", "c-day", "d-month")} == {
        "a-year": [None, "b-day"],
        "b-day": ["a-year", "d-month"],
        "d-month": ["b-day", "c-day"],
        "c-day": ["d-month", None],
    }


# Addresses


def test_the_permanent_address_leads_to_the_page_and_so_do_former_slugs(client):
    event = make.event("new-slug")
    OldSlug.objects.create(noun="event", slug="old-slug", public_id=event.public_id)

    answers = [client.get(path) for path in (
        f"/e/{event.public_id}", f"/e/{event.public_id.lower()}", "/events/old-slug/", "/ko/events/old-slug/",
        "/events/old-slug/history/",
    )]  # fmt: skip

    assert [(a.status_code, a.headers.get("Location")) for a in answers] == [
        (301, "/events/new-slug/"),
        (301, "/events/new-slug/"),
        (301, "/events/new-slug/"),
        (301, "/ko/events/new-slug/"),
        (301, "/events/new-slug/history/"),
    ]


def test_a_merged_event_leads_to_the_one_it_became(client):
    loser, winner = make.event("loser"), make.event("winner")
    merge_events(loser, into=winner, by=make.user(), reason="the same happening")

    answers = [client.get(path) for path in (f"/e/{loser.public_id}", "/events/loser/")]

    assert [(a.status_code, a["Location"]) for a in answers] == [(301, "/events/winner/")] * 2


@pytest.mark.parametrize("path", ["/events/{slug}/", "/events/{slug}/history/", "/e/{id}"])
def test_an_event_that_never_was_public_is_not_there(client, path):
    draft = make.draft("a-draft")
    OldSlug.objects.create(noun="event", slug="was-a-draft", public_id=draft.public_id)

    assert client.get(path.format(slug=draft.slug, id=draft.public_id)).status_code == 404
    assert client.get(path.format(slug="was-a-draft", id="00000000")).status_code == 404


def test_a_withdrawn_event_is_gone_and_says_why(client):
    event = make.event("a-mistake", title_en="It never happened")
    withdraw(event, by=make.user(display_name="Curator Kim"), reason="The source was misread.")

    page = client.get("/events/a-mistake/")

    assert page.status_code == 410
    said = text_of(page)
    assert "It never happened" in said and "The source was misread." in said and "Curator Kim" in said
    assert client.get(f"/e/{event.public_id}")["Location"] == "/events/a-mistake/"
    assert client.get("/events/a-mistake/history/").status_code == 410


# Languages


def test_a_text_that_stands_in_is_marked_with_its_language(client):
    make.event("a-summit", title_en="They meet", title_ko="만나다", summary_en="Only English.", date="2025-08-23")

    page = client.get("/ko/events/a-summit/").text

    assert '<html lang="ko">' in page
    assert '<span lang="en">Only English.</span>' in page
    assert "만나다" in page.split("<h1>")[1].split("</h1>")[0]
    assert "2025년 8월 23일" in page


# History


def test_history_shows_each_public_version_against_the_one_before(client):
    kim = make.user(username="kim-login", display_name="Curator Kim")
    event = make.event("a-summit", by=kim, title_en="They meet in Tokio", internal_note="secret one")
    edit(event, by=kim, reason="Spelling", title_en="They meet in Tokyo", internal_note="secret two", significance=4)

    page = client.get("/events/a-summit/history/")

    assert "They meet in <del>Tokio</del><ins>Tokyo</ins>" in page.text
    assert "<del>Routine</del><ins>Major</ins>" in page.text
    said = text_of(page)
    newest, first = said.index("Version 3 Edited"), said.index("Version 2 Published")
    assert newest < first
    assert "Curator Kim" in said and "Spelling" in said
    assert "kim-login" not in page.text and "secret" not in page.text


def test_history_begins_with_the_first_public_version(client):
    draft = make.draft("a-summit", title_en="A wild guess")
    with transaction.atomic():
        edit(draft, by=make.user(), reason="", title_en="A careful title")
    publish(draft, by=make.user(), reason="Checked")

    page = client.get("/events/a-summit/history/").text

    assert "A wild guess" not in page
    assert page.count("<li id=") == 1


def test_history_tells_what_came_and_went_by_name(client, korea):
    theme = make.theme("trade")
    paper = make.publisher(name_en="The Paper")
    old, new = make.source(publisher=paper, title="Old article"), make.source(publisher=paper, title="New article")
    event = make.event("a-summit", sources=[old])
    with transaction.atomic():
        Citation.objects.create(event=event, source=new, role="announces")
        event.citations.filter(source=old).delete()
        Participation.objects.create(event=event, actor=korea, role="host")
        event.themes.add(theme)
        event.place = Place.objects.create(slug="tokyo", name_en="Tokyo")
        event.save()
        EventLink.objects.create(event=event, other=make.draft(title_en="Secret draft"), kind="follows-up")
        record_change(event, by=make.user(), reason="more")

    page = client.get("/events/a-summit/history/").text

    assert "<ins>The Paper: New article (Announces)</ins>" in page
    assert "<del>The Paper: Old article (Reports)</del>" in page
    assert "<ins>South Korea (Host)</ins>" in page
    assert "<ins>trade</ins>" in page and "<ins>Tokyo</ins>" in page
    assert "Secret draft" not in page


# Actors and sources


def test_an_actor_has_its_names_offices_and_events(client, presidents):
    lee = presidents["lee-jae-myung"]
    lee.name_ko, lee.name_ja, lee.aliases_en = "이재명", "李在明", ["Lee Jae Myung"]
    lee.save()
    make.event("newer", date="2025-08-23", actors=[lee], title_en="Newer")
    make.event("older", date="2025-06-16", actors=[lee], title_en="Older")
    make.draft("draft", actors=[lee], title_en="Secret draft")

    page = client.get("/actors/lee-jae-myung/")

    said = text_of(page)
    assert "이재명" in said and "李在明" in said and "President of South Korea since 4 June 2025" in said
    assert said.index("Newer") < said.index("Older")
    assert "2 events" in said and "Secret draft" not in said
    assert 'href="/?actor=lee-jae-myung"' in page.text


def test_an_actor_of_many_events_has_pages(client):
    actor = make.actor("busy")
    for n in range(55):
        make.event(date=f"2025-01-{n % 28 + 1:02}", actors=[actor])

    first = client.get("/actors/busy/")
    following = re.search(r'rel="next" href="([^"]+)"', first.text)[1]
    second = client.get("/actors/busy/" + following)

    assert first.text.count('<span class="what">') == 50
    assert second.text.count('<span class="what">') == 5
    assert client.get("/actors/busy/?after=forged").status_code == 400


def test_the_list_of_actors_counts_published_events_by_kind_and_country(client, presidents):
    make.event(actors=[presidents["lee-jae-myung"]])
    make.draft(actors=[presidents["lee-jae-myung"]])
    make.draft(actors=[make.actor("only-in-a-draft")])

    page = client.get("/actors/")

    assert "Lee Jae Myung, 1 1 event" in text_of(page)  # the figure for the eye, the words for the ear
    assert "Only In A Draft" not in page.text
    assert client.get("/actors/only-in-a-draft/").status_code == 404


def test_a_source_shows_what_it_supports_and_never_its_text(client):
    article = make.source(
        "an-article", title="Leaders meet", text="private words", authors=["A. Writer"], note_en="Found by search."
    )
    make.source("a-copy", title="Leaders meet (copy)", syndication_of=article)
    event_citing(cited(article, exact="summit in Tokyo", claimed_date="2025-08"), slug="a-summit", title_en="They meet")

    page = client.get("/sources/an-article/")

    said = text_of(page)
    assert "They meet Reports; gives Aug 2025" in said and "… summit in Tokyo …" in said
    assert "A. Writer" in said and "Found by search." in said and "Leaders meet (copy)" in said
    assert "private words" not in page.text
    assert "This is a copy" in text_of(client.get("/sources/a-copy/"))


def test_the_list_of_sources_names_originals_with_the_number_of_their_copies(client):
    article = make.source("an-article", publisher=make.publisher(name_en="The Paper"), title="Leaders meet")
    make.source("a-copy", title="The copy", syndication_of=article)
    make.event(sources=[article])
    make.draft(sources=[make.source(title="Of a draft")])

    page = client.get("/sources/")

    assert "The Paper Leaders meet 24 Aug 2025 Article 1 event +1 copy" in text_of(page)
    assert "The copy" not in page.text and "Of a draft" not in page.text


@pytest.mark.parametrize("noun, model", [("actor", make.actor), ("source", make.source)])
def test_former_slugs_of_actors_and_sources_lead_on(client, noun, model):
    thing = model("now-here")
    make.event(**({"actors": [thing]} if noun == "actor" else {"sources": [thing]}))
    OldSlug.objects.create(noun=noun, slug="was-there", public_id=thing.public_id)

    answer = client.get(f"/{noun}s/was-there/")

    assert (answer.status_code, answer["Location"]) == (301, f"/{noun}s/now-here/")


# Changes and about


def test_changes_name_what_moved_and_hide_drafts(client):
    event = make.event("a-summit", title_en="They meet")
    edit(event, by=make.user(display_name="Curator Kim"), reason="Day found", date="2025-08-24")
    make.draft(title_en="Secret draft")

    page = client.get("/changes/")

    said = text_of(page)
    assert "Edited: Date" in said and "Day found" in said and "Curator Kim" in said
    assert "Secret draft" not in page.text
    assert 'href="/events/a-summit/history/"' in page.text
    assert client.get("/changes/?page=99").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/ko", "/ja"])
def test_about_tells_the_rules_in_each_language(client, prefix):
    Record.objects.create(slug="a-record", name_en="A record", inclusion_en="What counts.", licence="CC BY 4.0")

    page = client.get(f"{prefix}/about/")

    assert page.status_code == 200
    said = text_of(page)
    assert "What counts." in said and "2008?" in said
    assert "CC BY-SA 4.0" in said and "CONSULT" in said and "−3" in said


# Cost


def fill(n):
    """`n` events of one actor, on one source each, linked to one, with themes and history."""
    actor, themes, hub = (
        make.actor(f"actor-of-{n}"),
        [make.theme(f"theme-{n}-{i}") for i in range(3)],
        make.event(f"hub-{n}"),
    )
    shared = make.source(f"shared-{n}")
    user = make.user()
    for i in range(n):
        event = make.event(f"event-{n}-{i}", actors=[actor], themes=themes, sources=[shared, make.source()], by=user)
        with transaction.atomic():
            source = make.source()
            make.source(syndication_of=source)
            Citation.objects.create(event=hub, source=source, claimed_date="2025-08")
            Participation.objects.create(event=hub, actor=make.actor(), role="guest")
            EventLink.objects.create(event=event, other=hub, kind="follows-up")
            record_change(event, by=user, reason="linked")
            record_change(hub, by=user, reason="cited")
    return n


PAGES = [
    "/events/hub-{n}/", "/events/hub-{n}/history/", "/actors/", "/actors/actor-of-{n}/", "/sources/",
    "/sources/shared-{n}/", "/changes/", "/about/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_at_most_eight_queries_however_much_it_shows(client, presidents, path):
    few, many = fill(3), fill(20)
    client.get("/")  # the vocabulary and the record's years are read once

    counted = []
    for n in (few, many):
        freshness.forget()
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path.format(n=n)).status_code == 200
        counted.append(len(caught))

    assert counted[0] == counted[1] <= 8, [query["sql"][:100] for query in caught]
