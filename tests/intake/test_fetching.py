"""Fetching from a site that is slow, large, broken or strict: within the limits, with words, one request at a time."""

import gzip
import ssl
import threading
import time
import zlib

import brotli
import pytest
from django.db import connection

from timeline.intake import wire
from timeline.intake.fetch_errors import (
    AskedToWait,
    BadAddress,
    FetchError,
    ForbiddenByRobots,
    Garbled,
    Gone,
    HostBusy,
    NoSuchHost,
    NotForUs,
    OddAnswer,
    RobotsUnknown,
    SiteFault,
    TimedOut,
    TooLarge,
    TooManyRedirects,
    Unreachable,
    Untrusted,
    WrongType,
)
from timeline.intake.fetching import ANYTHING, ARTICLE, FEED, PDF, Conditional, answers, fetch

from .web import CERTIFICATE, leads_to, page, serving, slowly

pytestmark = pytest.mark.django_db


def paths(site):
    return [path for path, _request in site.asked if path != "/robots.txt"]


def test_a_page_arrives_whole_with_what_was_said_of_it(site):
    site.pages["/a?b=1"] = page(
        "회담", kind="text/html; charset=euc-kr", ETag='"x1"', Last_Modified="Sat, 23 Aug 2025 09:00:00 GMT"
    )

    fetched = fetch(site.url + "/a?b=1#part", policy=site.policy())

    assert (fetched.status, fetched.body, fetched.content_type) == (200, "회담".encode(), "text/html; charset=euc-kr")
    assert (fetched.final_url, fetched.etag) == (site.url + "/a?b=1", '"x1"')
    assert fetched.last_modified == "Sat, 23 Aug 2025 09:00:00 GMT"


def test_a_request_says_who_asks_and_carries_nothing_else(site, settings):
    settings.CONTACT, settings.SITE_URL = "desk@example.org\r\nX: y", "https://timeline.example.org"
    site.pages["/"] = page("hello", Set_Cookie="a=b")
    site.pages["/again"] = leads_to("/")

    fetch(site.url + "/again", policy=site.policy())

    request = site.asked[-1][1]
    assert "User-Agent: Shuttle/0.1.0 (+https://timeline.example.org; desk@example.orgX: y)\r\n" in request
    assert f"Host: 127.0.0.1:{site.port}\r\n" in request
    assert {line.split(":")[0] for line in request.strip().split("\r\n")[1:]} == {
        "Host", "Connection", "User-Agent", "Accept-Encoding", "Accept",
    }  # fmt: skip


def test_redirects_are_followed_to_the_end_five_at_most(site):
    site.pages = {f"/{n}": leads_to(f"/{n + 1}") for n in range(9)} | {"/5": page("end")}

    assert fetch(site.url + "/0", policy=site.policy()).final_url == site.url + "/5"

    site.pages["/5"] = leads_to("/6")
    with pytest.raises(TooManyRedirects):
        fetch(site.url + "/0", policy=site.policy())
    site.pages["/loop"] = leads_to("/loop")
    with pytest.raises(TooManyRedirects):
        fetch(site.url + "/loop", policy=site.policy())


def test_what_did_not_change_is_not_sent_again(site):
    def answer(connection, request):
        unchanged = b'If-None-Match: "x1"' in request and b"If-Modified-Since: Sat" in request
        connection.sendall(page("", status="304 Not Modified", ETag='"x1"') if unchanged else page("news"))

    site.pages["/"] = answer
    kept = Conditional('"x1"', "Sat, 23 Aug 2025 09:00:00 GMT")

    assert fetch(site.url, policy=site.policy(), conditional=kept).status == 304
    assert fetch(site.url, policy=site.policy(), conditional=Conditional('"x\r\nEvil: 1"')).status == 200
    assert fetch(site.url, policy=site.policy()).status == 200


@pytest.mark.parametrize(
    "status, error",
    [
        (404, Gone), (410, Gone), (401, NotForUs), (403, NotForUs), (451, NotForUs), (429, AskedToWait),
        (503, AskedToWait), (500, SiteFault), (502, SiteFault), (204, OddAnswer), (304, OddAnswer), (418, OddAnswer),
        (206, OddAnswer), (300, OddAnswer),
    ],
)  # fmt: skip
def test_a_status_becomes_words_of_ours(site, status, error):
    site.pages["/"] = page("<b>their words</b>", status=f"{status} Their words")

    with pytest.raises(error) as failure:
        fetch(site.url, policy=site.policy())

    assert str(failure.value) == str(error.words)
    assert "their" not in str(failure.value).lower()


@pytest.mark.parametrize(
    "kind, accept, taken",
    [
        ("text/html", ARTICLE, True),
        ("TEXT/HTML;charset=x", ARTICLE, True),
        ("application/xhtml+xml", ARTICLE, True),
        ("text/plain", ARTICLE, True),
        ("application/pdf", ARTICLE, False),
        ("application/pdf", PDF, True),
        ("application/rss+xml", FEED, True),
        ("text/xml", FEED, True),
        ("image/png", FEED, False),
        ("application/octet-stream", ARTICLE, False),
        ("", ARTICLE, False),
        ("image/png", ANYTHING, True),
    ],
)
def test_only_the_types_that_were_asked_for_are_taken(site, kind, accept, taken):
    site.pages["/"] = page("body", kind=kind)

    if taken:
        assert fetch(site.url, accept=accept, policy=site.policy()).body == b"body"
    else:
        with pytest.raises(WrongType):
            fetch(site.url, accept=accept, policy=site.policy())


def drip(*parts, pause=0.1):
    """A site that sends a little, for ever."""

    def answer(connection, request):
        for part in parts[:-1]:
            connection.sendall(part)
        for _ in range(600):
            connection.sendall(parts[-1])
            time.sleep(pause)

    return answer


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        drip(b""),
        drip(b"H"),
        drip(HEAD, b"X: y\r\n", pause=0.2),
        drip(HEAD, b"X: ", b"y"),
        drip(HEAD + b"\r\n", b"x"),
        drip(HEAD + b"Content-Length: 9000\r\n\r\n", b"x"),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["silence", "status line", "headers", "one header", "body", "sized body", "chunks", "chunk size", "continue"],
)
def test_the_time_limit_covers_every_part_of_an_answer(site, answer):
    site.pages["/"] = answer

    with pytest.raises(TimedOut):
        fetch(site.url, policy=site.policy(seconds=1.0))


def test_the_time_limit_covers_finding_the_host(site):
    def find(host, port):
        site.stopping.wait(60)
        return []

    with pytest.raises(TimedOut):
        fetch("http://slow.test/", policy=site.policy(find=find, seconds=0.5, ports=frozenset({80})))


def test_the_time_limit_covers_the_handshake_and_all_redirects_together(site):
    def slow(connection, request):
        time.sleep(0.4)
        connection.sendall(leads_to("/"))

    site.pages["/"] = slow
    with pytest.raises(TimedOut):
        fetch(site.url, policy=site.policy(seconds=1.0))

    with pytest.raises(TimedOut):  # a server that waits for a request's end never answers a handshake
        fetch(f"https://127.0.0.1:{site.port}/", policy=site.policy(seconds=0.5))


def chunked(body, coding=""):
    head = HEAD + b"Transfer-Encoding: chunked\r\n" + (f"Content-Encoding: {coding}\r\n".encode() if coding else b"")
    parts = [body[i : i + 1000] for i in range(0, len(body), 1000)]
    return head + b"\r\n" + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKINGS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
}


@pytest.mark.parametrize("coding", PACKINGS)
@pytest.mark.parametrize("body", [b"", b"x", b"word " * 60_000], ids=["nothing", "a byte", "300 kB"])
def test_packed_pages_are_unpacked(site, coding, body):
    packed = PACKINGS[coding](body)
    site.pages = {"/": page(packed, Content_Encoding=coding), "/chunks": chunked(packed, coding)}

    assert fetch(site.url, policy=site.policy()).body == fetch(site.url + "/chunks", policy=site.policy()).body == body


def test_packings_of_several_parts_and_without_a_header_are_unpacked(site):
    two = gzip.compress(b"first ") + gzip.compress(b"second")
    site.pages = {
        "/two": page(two, Content_Encoding="gzip"),
        "/padded": page(two + b"\0\0\0", Content_Encoding="gzip"),
        "/raw": page(raw_deflate(b"raw"), Content_Encoding="deflate"),
    }

    assert fetch(site.url + "/two", policy=site.policy()).body == b"first second"
    assert fetch(site.url + "/padded", policy=site.policy()).body == b"first second"
    assert fetch(site.url + "/raw", policy=site.policy()).body == b"raw"


@pytest.mark.parametrize("coding", PACKINGS)
def test_a_bomb_is_put_down_as_soon_as_it_is_too_large(site, coding):
    packed = PACKINGS[coding](b"\0" * 40_000_000)
    assert len(packed) < 200_000
    site.pages = {"/": page(packed, Content_Encoding=coding), "/chunks": chunked(packed, coding)}

    for path in ("/", "/chunks"):
        with pytest.raises(TooLarge):
            fetch(site.url + path, policy=site.policy(seconds=20))


def test_the_limit_of_size_is_exact(site):
    site.pages = {"/at": page(b"x" * 1000), "/over": page(b"x" * 1001), "/chunks": chunked(b"x" * 1001)}
    policy = site.policy(largest=1000)

    assert len(fetch(site.url + "/at", policy=policy).body) == 1000
    for path in ("/over", "/chunks"):
        with pytest.raises(TooLarge):
            fetch(site.url + path, policy=policy)


def test_a_size_that_is_too_large_is_believed_and_an_endless_page_is_cut(site):
    def endless(connection, request):
        connection.sendall(HEAD + b"\r\n")
        while not site.stopping.is_set():
            connection.sendall(b"x" * 100_000)

    site.pages = {"/said": HEAD + b"Content-Length: 99000000000\r\n\r\n", "/endless": endless}

    for path in ("/said", "/endless"):
        with pytest.raises(TooLarge):
            fetch(site.url + path, policy=site.policy(seconds=20))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"not http at all\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        HEAD + b"Content-Length: 100\r\n\r\nshort",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        HEAD + b"X: " + b"y" * 70_000 + b"\r\n\r\n",
        HEAD + b"X: y\r\n" * 200 + b"\r\n",
        page(b"not gzip", Content_Encoding="gzip"),
        page(gzip.compress(b"cut short" * 100)[:-20], Content_Encoding="gzip"),
        page(brotli.compress(b"cut short " * 100)[:-3], Content_Encoding="br"),
        page(b"not brotli", Content_Encoding="br"),
        page(b"x", Content_Encoding="deflate"),
        page(b"x", Content_Encoding="zstd"),
        page(gzip.compress(gzip.compress(b"twice")), Content_Encoding="gzip, gzip"),
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
    ],
    ids=range(16),
)
def test_a_damaged_answer_is_refused_with_words(site, answer):
    site.pages["/"] = answer

    with pytest.raises((Garbled, Unreachable)) as failure:
        fetch(site.url, policy=site.policy())

    assert str(failure.value)


def test_a_site_that_is_not_there_gets_words(site):
    policy = site.policy(ports=frozenset({80, 9}))
    with pytest.raises(Unreachable):
        fetch("http://127.0.0.1:9/", policy=policy)
    with pytest.raises(NoSuchHost):
        fetch("http://nowhere.invalid/", policy=policy)


def test_a_certificate_must_be_for_the_name_that_was_asked():
    with serving(tls=True) as site:
        site.pages["/"] = page("hello")
        trusting = ssl.create_default_context(cafile=CERTIFICATE)
        policy = site.policy(tls=trusting)

        assert fetch(f"https://news.test:{site.port}/", policy=policy).body == b"hello"
        assert set(site.server_names) == {"news.test"}
        for url, how in [
            (f"https://other.test:{site.port}/", policy),
            (f"https://127.0.0.1:{site.port}/", policy),
            (f"https://news.test:{site.port}/", site.policy()),
        ]:
            with pytest.raises(Untrusted):
                fetch(url, policy=how)

    assert paths(site) == ["/"]


@pytest.mark.parametrize(
    "rules, path, error",
    [
        (page("User-agent: *\nDisallow: /private", kind="text/plain"), "/private/a", ForbiddenByRobots),
        (page("User-agent: *\nDisallow: /private", kind="text/plain"), "/public", None),
        (
            page("User-agent: Shuttle\nDisallow: /\n\nUser-agent: *\nAllow: /", kind="text/plain"),
            "/public",
            ForbiddenByRobots,
        ),
        (page("User-agent: other\nDisallow: /", kind="text/plain"), "/public", None),
        (page("<html>no rules at all", status="200 OK"), "/public", None),
        (page("", status="404 Not Found"), "/public", None),
        (page("", status="403 Forbidden"), "/public", None),
        (page("", status="500 Broken"), "/public", RobotsUnknown),
        (page("", status="503 Busy"), "/public", RobotsUnknown),
        (page("User-agent: *\nDisallow: /", Content_Encoding="zstd"), "/public", Garbled),
        (leads_to("/rules.txt"), "/public", ForbiddenByRobots),
        (leads_to("http://127.0.0.2/"), "/public", BadAddress),
    ],
)
def test_a_sites_rules_for_programs_are_kept(site, rules, path, error):
    site.pages = {
        "/robots.txt": rules,
        path: page("hello"),
        "/rules.txt": page("User-agent: *\nDisallow: /", kind="text/plain"),
        "/way-in": leads_to(path),
    }

    for url in (site.url + path, site.url + "/way-in"):
        if error is None:
            assert fetch(url, policy=site.policy()).body == b"hello"
        else:
            with pytest.raises(error):
                fetch(url, policy=site.policy())
    assert error is None or path not in paths(site)
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_a_host_gets_one_request_at_a_time_from_whoever_asks(site, transactional_db):
    site.pages["/"] = slowly(page("hello"))
    bodies = []

    def ask():
        try:
            bodies.append(fetch(site.url, policy=site.policy(seconds=20)).body)
        finally:
            connection.close()

    askers = [threading.Thread(target=ask) for _ in range(5)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert bodies == [b"hello"] * 5
    assert site.most_at_once == 1


def test_whoever_waits_too_long_for_their_turn_is_told_so(site, transactional_db):
    site.pages["/"] = drip(HEAD + b"\r\n", b"x")

    def ask():
        try:
            with pytest.raises(TimedOut):
                fetch(site.url, policy=site.policy(seconds=3.0))
        finally:
            connection.close()

    asker = threading.Thread(target=ask)
    asker.start()
    while "/" not in paths(site):
        time.sleep(0.05)
    with pytest.raises(HostBusy):
        fetch(site.url, policy=site.policy(seconds=0.5))
    asker.join()


def test_whether_a_page_answers_is_asked_without_reading_it(site):
    site.pages = {"/": leads_to("/there"), "/there": HEAD + b"Content-Length: 99000000000\r\n\r\n"}

    assert answers(site.url, policy=site.policy()) == site.url + "/there"
    with pytest.raises(Gone):
        answers(site.url + "/nowhere", policy=site.policy())


def test_every_outcome_has_a_code_of_its_own_and_words():
    outcomes = FetchError.__subclasses__()

    assert len({outcome.code for outcome in outcomes}) == len(outcomes) > 15
    assert all(str(outcome()) and len(outcome.code) <= 40 for outcome in outcomes)


def test_brotli_is_offered_only_where_it_can_be_stopped():
    assert wire.BROTLI and "br" in wire.CODINGS
