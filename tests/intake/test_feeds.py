"""Feeds: what is new in them is taken in once, a little at a time, whatever they hold."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests import make
from timeline.intake import jobs
from timeline.intake.feeds import due, look_at_feed
from timeline.intake.uploads import keep_for_later, waiting
from timeline.models import Feed, IntakeFile, Source

from .web import page

pytestmark = pytest.mark.django_db

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Wire</title><link>https://wire.test/</link>
{items}</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><id>urn:wire</id>
<updated>2025-08-24T00:00:00Z</updated>{items}</feed>"""


def rss(*names):
    items = "".join(f"<item><title>회담 {n}</title><link>/news/{n}</link><guid>id-{n}</guid></item>" for n in names)
    return page(RSS.format(items=items), kind="application/rss+xml", ETag='"e1"')


def atom(*names):
    items = "".join(f'<entry><title>会談 {n}</title><link href="/news/{n}"/><id>urn:{n}</id></entry>' for n in names)
    return page(ATOM.format(items=items), kind="application/atom+xml")


@pytest.fixture
def feed(site):
    return Feed.objects.create(title="Wire", address=site.url + "/feed", added_by=make.user())


def serve(site, *names, form=rss):
    site.pages |= {"/feed": form(*names)} | {f"/news/{n}": page(f"<p>News {n}</p>") for n in names}


def asked(site, path):
    return [one for one, _request in site.asked].count(path)


@pytest.mark.parametrize("form, title", [(rss, "회담 a"), (atom, "会談 a")])
def test_a_new_entry_is_fetched_and_taken_in_for_whoever_added_the_feed(site, feed, received, form, title):
    serve(site, "a", form=form)

    looked = look_at_feed(feed, policy=site.policy())

    assert (looked.state, looked.taken, looked.failed, looked.left) == ("ok", 1, 0, 0)
    assert received == [
        {"data": b"<p>News a</p>", "by": feed.added_by, "name": title, "url": site.url + "/news/a",
         "content_type": "text/html; charset=utf-8", "today": timezone.localdate()},
    ]  # fmt: skip


def test_an_entry_is_taken_in_once(site, feed, received):
    serve(site, "b", "a")
    look_at_feed(feed, policy=site.policy())
    serve(site, "c", "b", "a")
    look_at_feed(feed, policy=site.policy())
    look_at_feed(feed, policy=site.policy())

    assert [one["url"].rsplit("/")[-1] for one in received] == ["b", "a", "c"]
    assert asked(site, "/news/a") == 1


def test_a_feed_that_did_not_change_is_not_read_again(site, feed, received):
    def answer(connection, request):
        connection.sendall(page("", status="304 Not Modified") if b'If-None-Match: "e1"' in request else rss("a"))

    serve(site, "a")
    site.pages["/feed"] = answer
    states = [look_at_feed(feed, policy=site.policy()).state for _ in range(2)]

    assert states == ["ok", "unchanged"]
    assert len(received) == 1


def test_a_long_feed_is_taken_in_little_by_little_and_asked_whole_until_it_is_done(site, feed, received, settings):
    settings.FEED_MOST_NEW = 2
    serve(site, "e", "d", "c", "b", "a")
    left = []
    for _ in range(3):
        left.append(look_at_feed(feed, policy=site.policy()).left)
        feed.refresh_from_db()
        left.append(feed.etag)

    assert left == [3, "", 1, "", 0, '"e1"']
    assert [one["url"][-1] for one in received] == ["e", "d", "c", "b", "a"]


def test_a_page_that_does_not_come_is_tried_three_times_and_one_that_is_gone_once(site, feed, received):
    serve(site, "a", "gone", "down")
    site.pages |= {"/news/gone": page("", status="410 Gone"), "/news/down": page("", status="500 Down")}

    for _ in range(5):
        look_at_feed(feed, policy=site.policy())

    assert (asked(site, "/news/a"), asked(site, "/news/gone"), asked(site, "/news/down")) == (1, 1, 3)
    assert dict(feed.entries.values_list("title", "state")) == {
        "회담 a": "taken", "회담 gone": "gone", "회담 down": "site-fault",
    }  # fmt: skip
    feed.refresh_from_db()
    assert feed.etag == '"e1"'


def test_a_page_is_taken_in_again_when_a_look_was_cut_off_before_it_was_marked(site, feed, received, monkeypatch):
    serve(site, "a")

    def cut(self, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("timeline.models.FeedEntry.save", cut)
        with pytest.raises(KeyboardInterrupt):
            look_at_feed(feed, policy=site.policy())
    look_at_feed(feed, policy=site.policy())

    assert [one["url"] for one in received] == [site.url + "/news/a"]
    assert feed.entries.get().state == "taken"


TRICKS = ["http://127.0.0.2/secret", "http://169.254.169.254/", "file:///etc/passwd", "javascript:alert(1)",
          "gopher://x/", "http://[", "http://localhost:{port}/secret", "\x00", "//127.0.0.3/"]  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_an_entry_leads_into_no_network_of_ours(site, feed, received, trick):
    items = f"<item><title>t</title><link>{trick.format(port=site.port)}</link></item>".replace("\0", "&#0;")
    site.pages |= {"/feed": page(RSS.format(items=items), kind="text/xml"), "/secret": page("secret")}

    look_at_feed(feed, policy=site.policy())

    assert received == []
    assert {path for path, _request in site.asked} <= {"/robots.txt", "/feed"}


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
HOSTILE = {
    "a file's name": "/etc/passwd",
    "an address": "http://127.0.0.1:1/",
    "nothing": "",
    "a page": "<html><body>No feed</body></html>",
    "a file in it": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + RSS.format(items="<item><title>&x;</title><link>/news/x</link></item>").partition("?>")[2],
    "a thousand million laughs": f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>'
    + RSS.format(items="<item><title>&l8;</title><link>/news/x</link></item>").partition("?>")[2],
    "noise": "\udcff\x00\x01<rss><<<",
    "a deep tree": "<rss>" + "<a>" * 50_000,
    "too much": "<rss>" + "<item/>" * 100_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_feed_gives_nothing_away(site, feed, received, what):
    body = HOSTILE[what].encode("utf-8", "surrogateescape")
    site.pages |= {"/feed": page(body, kind="text/xml"), "/news/x": page("x")}

    look_at_feed(feed, policy=site.policy())

    assert all("root:" not in one["name"] and len(one["name"]) < 400 for one in received)
    assert not feed.entries.filter(title__contains="root:").exists()


def test_a_feed_that_fails_says_why_and_is_asked_less_often_each_time(site, feed, received):
    site.pages["/feed"] = page("", status="503 Busy")
    waits = []
    for _ in range(3):
        look_at_feed(feed, policy=site.policy())
        feed.refresh_from_db()
        waits += [n for n in (59, 61, 119, 121, 239, 241, 479, 481) if due(feed.last_looked_at + timedelta(minutes=n))][
            :1
        ]

    assert feed.state == "asked-to-wait"
    assert waits == [121, 241, 481]

    serve(site)
    look_at_feed(feed, policy=site.policy())
    feed.refresh_from_db()
    assert (feed.state, feed.failures) == ("ok", 0)


def test_only_watched_feeds_whose_time_has_come_are_looked_at(feed, site):
    now = timezone.now()
    for minutes, active in [(61, True), (59, True), (600, False)]:
        Feed.objects.create(title=f"{minutes}", address=f"https://{minutes}.test/", added_by=feed.added_by, active=active,
                            last_looked_at=now - timedelta(minutes=minutes))  # fmt: skip

    assert {one.title for one in due(now)} == {"Wire", "61"}


def test_each_feed_that_is_due_gets_one_job(feed):
    jobs.look_at_feeds(timestamp=0)
    jobs.look_at_feeds(timestamp=0)

    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args->>'feed_id' FROM procrastinate_jobs")
        assert cursor.fetchall() == [("look_at_one_feed", str(feed.pk))]


BODIES = {
    "Ministers meet in the harbour town": """The ministers of both countries met on Saturday in the old customs house. They
        spoke for two hours about fishing grounds and the ferry line. Neither side would say more before the talks end""",
    "A second round of talks is agreed upon": """Officials will sit down again next month, this time in the capital. The agenda
        was left open on purpose, a diplomat said. Students who had waited outside in the rain welcomed the news""",
}


def article(title, day):
    """A page of a news site, as our own words have it."""
    body = "".join(f"<p>{sentence.strip()}.</p>" for sentence in BODIES[title].split("."))
    return page(
        f"""<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">
        <meta property="og:site_name" content="The Harbour Wire"><meta property="article:published_time" content="{day}T09:00:00Z">
        </head><body><article><h1>{title}</h1>{body}</article></body></html>"""
    )


def test_articles_of_a_feed_become_sources_once(site, feed):
    site.pages |= {
        "/feed": rss("a", "b"),
        "/news/a": article("Ministers meet in the harbour town", "2025-08-23"),
        "/news/b": article("A second round of talks is agreed upon", "2025-08-24"),
    }
    for _ in range(2):
        look_at_feed(feed, policy=site.policy())
    feed.entries.all().delete()  # as if the looks had been cut off before they were marked
    look_at_feed(feed, policy=site.policy())

    assert sorted(Source.objects.values_list("title", "published", "publisher__name_en", "url")) == [
        ("A second round of talks is agreed upon", "2025-08-24", "The Harbour Wire", site.url + "/news/b"),
        ("Ministers meet in the harbour town", "2025-08-23", "The Harbour Wire", site.url + "/news/a"),
    ]
    assert set(IntakeFile.objects.values_list("outcome", "by")) == {("stored", feed.added_by_id)}


def test_an_address_is_taken_in_by_a_job_and_what_does_not_come_is_kept_with_words(site, monkeypatch):
    monkeypatch.setattr("timeline.intake.fetching.usual_policy", site.policy)
    site.pages["/a"] = article("Ministers meet in the harbour town", "2025-08-23")
    by = make.user()

    for path in ("/a", "/a", "/gone"):
        jobs.fetch_and_receive(site.url + path, by.pk)

    assert list(IntakeFile.objects.order_by("pk").values_list("outcome", "address", "words")) == [
        ("stored", site.url + "/a", "1 new article."),
        ("refused", site.url + "/gone", "The site says that there is no such page (any more)."),
    ]


def test_an_upload_is_received_with_all_that_is_known_of_it(received):
    by = make.user()
    about = {"url": "https://a.test/1", "content_type": "text/html; charset=euc-kr", "day": "2025-08-23"}
    batch = keep_for_later([("a.html", b"x", about)], by=by, given={"publisher": "The Wire", "read": "2025-08-24"})

    jobs.receive_batch(batch)

    assert received == [
        {"data": b"x", "by": by, "name": "a.html", "url": "https://a.test/1", "content_type": "text/html; charset=euc-kr",
         "today": date(2025, 8, 23), "given": {"publisher": "The Wire"}, "batch": batch, "refusal": None},
    ]  # fmt: skip
    assert waiting(batch) == 0


def test_an_upload_that_took_the_worker_down_again_and_again_is_refused(received, monkeypatch):
    batch = keep_for_later([("bad.html", b"x"), ("good.html", b"y")], by=make.user())
    with monkeypatch.context() as broken:
        broken.setattr("timeline.intake.uploads.take_in", lambda upload: 1 / 0)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                jobs.receive_batch(batch)

    jobs.receive_batch(batch)

    assert [(one["data"], str(one["refusal"])) for one in received] == [
        (b"", "Reading it failed several times; it was left aside."), (b"y", "None"),
    ]  # fmt: skip
