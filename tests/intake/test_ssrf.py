"""No way of writing an address, and no way of leading to one, opens our own network to a fetch."""

import socket
from pathlib import Path

import pytest

from timeline.intake.addresses import Policy, is_public, read_address
from timeline.intake.fetch_errors import BadAddress, FetchError, NotOnTheList, NotPublic
from timeline.intake.fetching import ANYTHING, fetch

from .web import leads_to, page, serving

pytestmark = pytest.mark.django_db

TRICKS = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://[::1]/",
    "http://0.0.0.0/",
    "http://0/",
    "http://[::]/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://127.0.0.1./",
    "http://127.000.000.001/",
    "http://①②⑦.⓪.⓪.①/",
    "http://１２７．０．０．１/",
    "http://127。0。0。1/",
    "http://127｡0｡0｡1/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[64:ff9b::808:808]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a00:1::1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[2606:4700::1111%25eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[100::1]/",
    "http://[5f00::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.1.1/",
    "http://[::ffff:169.254.169.254]/",
    "http://168.63.129.16/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://192.88.99.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://user@127.0.0.1/",
    "http://user:word@news.test/",
    "http://news.test@127.0.0.1/",
    "http://127.0.0.1#@news.test/",
    "http://127.0.0.1\\@news.test/",
    "http://news.test\\@127.0.0.1/",
    "http:\\\\127.0.0.1/",
    "http:///127.0.0.1/",
    "http:127.0.0.1/",
    "http://127.0.0.1%2f.news.test/",
    "http://127.0.0.1%00.news.test/",
    "http://127.0.0.1\x00.news.test/",
    "http://news.test\r\nHost: 127.0.0.1/",
    "http://127.0.0.1\t/",
    "http://127.0.0.1 .news.test/",
    "http://[::1/",
    "http://[127.0.0.1]/",
    "http://[v1.127]/",
    "http:///",
    "http://.../",
    "http://news.test:22/",
    "http://news.test:5432/",
    "http://news.test:0/",
    "http://news.test:99999/",
    "http://news.test:-80/",
    "http://news.test:8o/",
    "https://127.0.0.1/",
    "https://localhost:443/",
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "gopher://127.0.0.1:70/_x",
    "ftp://127.0.0.1/",
    "dict://127.0.0.1:11211/stat",
    "ldap://127.0.0.1/",
    "jar:http://127.0.0.1!/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "//127.0.0.1/",
    "/etc/passwd",
    "127.0.0.1",
    "http://database/",
    "http://a" + "a" * 300 + ".test/",
    "http://" + "a." * 1000 + "test/",
    "http://news.test/" + "a" * 3000,
    "http://\ud800.test/",
    "",
]


@pytest.fixture
def no_connection(monkeypatch):
    """Any attempt to connect at all, whatever for, is a bypass."""
    reached = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: reached.append(address))
    return reached


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: ascii(trick)[:50])
def test_no_trick_reaches_anything(trick, no_connection):
    names = {"news.test": "127.0.0.1"}

    def find(host, port):
        return socket.getaddrinfo(names.get(host, host), port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)

    with pytest.raises(FetchError):
        fetch(trick, accept=ANYTHING, policy=Policy(find=find))

    assert no_connection == []


def test_there_are_enough_tricks():
    assert len(set(TRICKS)) >= 100


@pytest.mark.parametrize(
    "number",
    ["8.8.8.8", "1.1.1.1", "210.89.160.88", "2606:4700:4700::1111", "2001:4860:4860::8888", "2404:6800:4004::200e"],
)
def test_public_hosts_are_public(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "written, sent",
    [
        ("HTTPS://News.Example.ORG/a?b=c#d", "https://news.example.org/a?b=c"),
        (" https://news.example.org ", "https://news.example.org/"),
        ("https://news.example.org:443/a%20b/c d", "https://news.example.org/a%20b/c%20d"),
        ("http://news.example.org/기사?제목=회담", "http://news.example.org/%EA%B8%B0%EC%82%AC?%EC%A0%9C%EB%AA%A9=%ED%9A%8C%EB%8B%B4"),
        ("https://한국.example.org/", "https://xn--3e0b707e.example.org/"),
        ("https://ｎｅｗｓ.example.org./", "https://news.example.org/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://news.example.org//127.0.0.1/", "http://news.example.org//127.0.0.1/"),
    ],
)  # fmt: skip
def test_an_address_is_sent_in_one_form(written, sent):
    assert read_address(written, Policy()).url == sent


def test_a_host_with_one_private_number_among_public_ones_is_refused(no_connection):
    def find(host, port):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in ("8.8.8.8", "192.168.0.1")
        ]  # fmt: skip

    with pytest.raises(NotPublic):
        fetch("http://news.example.org/", policy=Policy(find=find))

    assert no_connection == []


def test_a_name_that_changes_its_number_is_asked_once_and_connected_to_as_checked(monkeypatch):
    numbers = iter(["8.8.8.8", "127.0.0.1", "127.0.0.1"])
    reached = []

    def find(host, port):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(numbers), port))]

    def connect(self, address):
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)

    with pytest.raises(FetchError):
        fetch("http://rebinding.example.org/", policy=Policy(find=find))

    assert reached == [("8.8.8.8", 80)]


REDIRECT_TRICKS = [
    "http://127.0.0.2:{port}/secret",
    "http://localhost:{port}/secret",
    "http://[::1]:{port}/secret",
    "http://2130706434:{port}/secret",
    "http://[::ffff:127.0.0.1]:{port}/secret",
    "//127.0.0.2:{port}/secret",
    "http://169.254.169.254/",
    "https://127.0.0.2/secret",
    "http://user@127.0.0.1:{port}/secret",
    "http://127.0.0.1:5432/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:70/_x",
    "http:\\\\127.0.0.2:{port}\\secret",
    "http://[",
    "javascript:alert(1)",
    "",
]


@pytest.mark.parametrize("trick", REDIRECT_TRICKS)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_into_our_network(trick, status):
    with serving() as site:
        site.pages = {"/": leads_to(trick.format(port=site.port), status), "/secret": page("secret")}

        with pytest.raises(FetchError) as refused:
            fetch(site.url + "/", policy=site.policy())

    assert [path for path, _request in site.asked] == ["/robots.txt", "/"]
    assert "secret" not in str(refused.value)


def test_the_product_itself_never_takes_loopback_for_public(settings):
    with serving() as site:
        site.pages = {"/": page("secret")}
        settings.FETCH_PORTS = [80, 443, site.port]
        settings.FETCH_HOSTS = ["127.0.0.1"]

        with pytest.raises(NotPublic):
            fetch(site.url)

    assert site.asked == []


@pytest.mark.parametrize(
    "url, allowed",
    [
        ("https://example.org/", True),
        ("https://news.example.org/", True),
        ("https://badexample.org/", False),
        ("https://example.org.evil.test/", False),
        ("https://example.com/", False),
    ],
)
def test_where_hosts_are_listed_only_they_and_what_is_below_them_are_fetched(url, allowed):
    policy = Policy(hosts=("example.org",))
    if allowed:
        assert read_address(url, policy).url == url
    else:
        with pytest.raises(NotOnTheList):
            read_address(url, policy)


def test_an_environments_proxy_is_not_used(monkeypatch):
    with serving() as proxy, serving() as site:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        site.pages = {"/": page("hello")}

        assert fetch(site.url, policy=site.policy()).body == b"hello"

    assert proxy.asked == []


def test_a_port_that_is_not_named_is_refused():
    with pytest.raises(BadAddress):
        read_address("http://news.example.org:8080/", Policy())
    assert read_address("http://news.example.org:8080/", Policy(ports=frozenset({8080}))).port == 8080


OWN = sorted((Path(__file__).parents[2] / "timeline").rglob("*.py"))
MAY_ASK_ITSELF = {"serve.py": "asks the site that it started whether it answers"}


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_nothing_else_of_ours_opens_an_address(path):
    source = path.read_text(encoding="utf-8")

    for word in (
        "fetch_url",
        "urllib.request",
        "urlopen",
        "httpx",
        "import requests",
        "aiohttp",
        "feedparser.parse(url",
    ):
        assert word not in source or path.name in MAY_ASK_ITSELF, word
