"""Link care: pages that went missing are found, an archived one is proposed, and a curator alone takes it."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import make
from timeline.admin.links import take_archived
from timeline.intake import jobs, links
from timeline.intake.links import check_link, check_some, due
from timeline.models import Change, Record, Source

from .web import leads_to, page, slowly

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy(site):
    return site.policy(ports=frozenset({site.port, 80, 443}))


@pytest.fixture
def archive(site, monkeypatch, settings):
    """The archive's answers, by what it says is nearest."""
    settings.CONTACT, settings.LINK_CARE = "desk@example.org", True
    monkeypatch.setattr(links, "ARCHIVE", site.url + "/available?url={url}&day={day}")

    def keeps(**closest):
        told = {"archived_snapshots": {"closest": {"available": True, "status": "200"} | closest} if closest else {}}

        def answer(connection, request):
            connection.sendall(page(json.dumps(told), kind="application/json"))

        for source in Source.objects.exclude(url=None):
            day = f"{source.published_earliest:%Y%m%d}"
            site.pages[f"/available?url={links.quote(source.url, safe='')}&day={day}"] = answer

    return keeps


def source(site, path, **fields):
    return make.source(url=site.url + path, **fields)


def asked_archive(site):
    return [path for path, _request in site.asked if path.startswith("/available")]


@pytest.mark.parametrize(
    "answer, state, seen",
    [
        (page("here"), "works", True),
        (page("here", kind="application/pdf"), "works", True),
        (leads_to("/a/"), "works", True),
        (leads_to("/elsewhere"), "moved", True),
        (page("", status="404 Not Found"), "gone", False),
        (page("", status="500 Down"), "site-fault", False),
        (page("", status="403 No"), "not-for-us", False),
        (leads_to("http://127.0.0.2/"), "not-public", False),
        (leads_to("/a"), "redirects", False),
    ],
)
def test_what_a_page_answers_is_kept_on_its_source(site, policy, settings, answer, state, seen):
    settings.CONTACT = ""
    site.pages = {"/a": answer, "/a/": page("here"), "/elsewhere": page("here")}
    its = source(site, "/a")

    assert check_link(its, policy=policy) == state

    its.refresh_from_db()
    assert its.link_state == state
    assert its.link_checked_at is not None
    assert (its.link_seen_at is not None) == seen
    assert asked_archive(site) == []


def test_a_check_is_no_edit_and_moves_no_revision(site, policy, transactional_db):
    make_record()
    its = source(site, "/a")
    before = Record.objects.get().revision, its.version, its.updated_at, Change.objects.count()

    check_link(its, policy=policy)

    its.refresh_from_db()
    assert (Record.objects.get().revision, its.version, its.updated_at, Change.objects.count()) == before

    its.title = "Another title"
    its.save()
    assert Record.objects.get().revision == before[0] + 1


def make_record():
    return Record.objects.get_or_create(defaults={"slug": "r", "name_en": "R"})[0]


def test_when_a_page_was_last_seen_outlasts_its_loss(site, policy):
    site.pages["/a"] = page("here")
    its = source(site, "/a")
    check_link(its, policy=policy)
    seen = its.link_seen_at
    del site.pages["/a"]

    check_link(its, policy=policy)

    its.refresh_from_db()
    assert (its.link_state, its.link_seen_at) == ("gone", seen)


def test_for_a_page_that_is_gone_an_archived_one_is_proposed_and_never_written(site, policy, archive):
    its = source(site, "/a")
    archive(url="http://web.archive.org/web/20250825/" + its.url)

    check_link(its, policy=policy)

    its.refresh_from_db()
    assert its.archive_proposed == "https://web.archive.org/web/20250825/" + its.url
    assert its.archive_url == ""
    assert not Change.objects.filter(public_id=its.public_id).exists()


@pytest.mark.parametrize(
    "closest",
    [
        {},
        {"url": "http://evil.test/web/1/"},
        {"url": "http://web.archive.org.evil.test/web/1/"},
        {"url": "javascript:alert(1)//web.archive.org"},
        {"url": "http://user@web.archive.org/web/1/"},
        {"url": "http://web.archive.org/web/1/", "available": False},
        {"url": "http://web.archive.org/web/1/", "status": "404"},
        {"url": "http://web.archive.org/" + "a" * 1500},
        {"url": None},
    ],
)
def test_nothing_else_is_proposed(site, policy, archive, closest):
    its = source(site, "/a")
    archive(**closest)

    check_link(its, policy=policy)

    assert asked_archive(site)
    its.refresh_from_db()
    assert (its.link_state, its.archive_proposed) == ("gone", "")


@pytest.mark.parametrize(
    "answer", [page("[]", kind="application/json"), page("no", kind="application/json"), page("{}")]
)
def test_an_archive_that_talks_nonsense_is_no_fault_of_the_page(site, policy, archive, answer):
    its = source(site, "/a")
    archive()
    site.pages = dict.fromkeys(site.pages, answer)

    assert check_link(its, policy=policy) == "gone"


def test_the_archive_is_asked_for_pages_that_are_lost_alone(site, policy, archive):
    site.pages["/works"] = page("here")
    works, kept, lost = (
        source(site, "/works"),
        source(site, "/kept", archive_url="https://archive.test/1"),
        source(site, "/lost"),
    )
    archive(url="http://web.archive.org/web/1/x")

    for its in (works, kept, lost):
        check_link(its, policy=policy)

    assert len(asked_archive(site)) == 1
    assert [its.archive_proposed for its in (works, kept, lost)] == ["", "", "https://web.archive.org/web/1/x"]


def test_a_page_that_is_back_needs_no_archived_one(site, policy, archive):
    its = source(site, "/a")
    archive(url="http://web.archive.org/web/1/x")
    check_link(its, policy=policy)
    site.pages["/a"] = page("here")

    check_link(its, policy=policy)

    its.refresh_from_db()
    assert (its.link_state, its.archive_proposed) == ("works", "")


def test_what_was_proposed_is_taken_by_a_person_with_a_line_of_history(site, policy, archive):
    its, by = source(site, "/a"), make.user()
    archive(url="http://web.archive.org/web/1/x")
    check_link(its, policy=policy)

    assert take_archived(its.pk, by=by)

    its.refresh_from_db()
    assert (its.archive_url, its.archive_proposed) == ("https://web.archive.org/web/1/x", "")
    line = Change.objects.get(public_id=its.public_id)
    assert (line.by, line.snapshot["archive_url"]) == (by, "https://web.archive.org/web/1/x")
    assert not take_archived(its.pk, by=by)


def test_those_not_looked_at_for_longest_come_first_and_broken_ones_soon_again(site):
    now = timezone.now()

    def checked(path, state, days):
        return source(site, path, link_state=state, link_checked_at=now - timedelta(days=days))

    never = source(site, "/never")
    old = checked("/old", "works", 31)
    checked("/recent", "works", 29)
    broken = checked("/broken", "gone", 3)
    checked("/just-broken", "gone", 1)
    make.source(url=None)

    assert list(due(now)) == [never, old, broken]


def test_without_link_care_nothing_is_asked(site, policy, settings):
    settings.LINK_CARE = False
    source(site, "/a")

    assert check_some(policy=policy) == {}
    jobs.check_links(timestamp=0)
    assert site.asked == []


def test_a_check_takes_a_few_at_a_time_and_one_request_at_a_time(site, policy, archive):
    for n in range(4):
        site.pages[f"/{n}"] = slowly(page("here"), 0.05)
        source(site, f"/{n}")

    assert check_some(most=3, policy=policy) == {"works": 3}
    assert check_some(most=3, policy=policy) == {"works": 1}
    assert site.most_at_once == 1


def test_the_command_says_what_it_found(site, policy, archive, monkeypatch):
    monkeypatch.setattr(links, "usual_policy", lambda: policy)
    site.pages["/here"] = page("here")
    here, gone = source(site, "/here"), source(site, "/gone")
    out = StringIO()

    call_command("check_links", stdout=out)

    assert out.getvalue().split("\n")[:3] == [
        f"{here.slug}: The page is there", f"{gone.slug}: The site says that there is no such page (any more).", "Checked: 2; broken: 1.",
    ]  # fmt: skip


def test_the_command_asks_nobody_without_a_contact(settings):
    settings.CONTACT = ""
    with pytest.raises(CommandError, match="CONTACT"):
        call_command("check_links")


def test_the_command_names_a_source_that_it_does_not_know(settings):
    settings.CONTACT = "desk@example.org"
    with pytest.raises(CommandError, match="nowhere"):
        call_command("check_links", "nowhere")
