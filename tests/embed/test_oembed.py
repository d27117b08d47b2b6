"""oEmbed: programs that are given an address of ours learn which frame to show for it."""

import re
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest

from timeline.models import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]
SUMMIT = "/events/2025-08-23-lee-ishiba-summit/"


@pytest.fixture
def asked(client, settings):
    def ask(path, more=""):
        return client.get(f"/oembed?url={quote(settings.SITE_URL + path, safe='')}{more}")

    return ask


def framed(answer):
    """The path and the query of the frame in an answer."""
    found = urlsplit(re.search(r'src="([^"]+)"', answer.json()["html"])[1].replace("&amp;", "&"))
    return found.path, parse_qs(found.query)


@pytest.mark.parametrize("path, address, query", [
    ("/", "/embed/timeline/", {}),
    ("/ko/", "/ko/embed/timeline/", {}),
    ("/?kind=summit&utm_source=x", "/embed/timeline/", {"kind": ["summit"]}),
    ("/?kind=summit&window=2025&selected=2025-11-apec-gyeongju", "/embed/timeline/",
     {"kind": ["summit"], "from": ["2025"], "to": ["2025"], "selected": ["2025-11-apec-gyeongju"]}),
    ("/ja" + SUMMIT, "/ja/embed/timeline/", {"event": ["2025-08-23-lee-ishiba-summit"]}),
    ("/embed/timeline/?look=list&title=Summits&kind=summit", "/embed/timeline/",
     {"kind": ["summit"], "title": ["Summits"], "look": ["list"]}),
])  # fmt: skip
def test_an_address_of_ours_becomes_its_frame(asked, path, address, query):
    answer = asked(path)

    said = answer.json()
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (said["version"], said["type"], said["width"], said["height"]) == ("1.0", "rich", 640, 420)
    assert said["provider_name"] == "Shuttle" and said["title"]
    assert framed(answer) == (address, query)


def test_an_event_lends_its_title(asked):
    assert asked(SUMMIT).json()["title"] == "Lee and Ishiba meet in Tokyo"


@pytest.mark.parametrize("more, size", [
    ("&maxwidth=500", (500, 420)), ("&maxheight=300", (640, 300)), ("&maxwidth=90&maxheight=80", (90, 80)),
    ("&maxwidth=5000&maxheight=5000", (640, 420)),
])  # fmt: skip
def test_no_frame_is_larger_than_was_allowed(asked, more, size):
    said = asked("/", more).json()

    assert (said["width"], said["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in said["html"]


@pytest.mark.parametrize("path", [
    "/about/", "/events/never-was/", "/nowhere", "/admin/", "/oembed", "/events.json", "/?kind=party", "/stories/none/",
])  # fmt: skip
def test_what_can_not_be_embedded_is_not_found(asked, path):
    assert asked(path).status_code == 404


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "ftp://127.0.0.1:8000/", "http://[", "/", "x"])
def test_what_is_not_ours_is_not_found(client, url):
    assert client.get("/oembed", {"url": url}).status_code == 404


@pytest.mark.parametrize("more, status", [
    ("&format=yaml", 501), ("&maxwidth=abc", 400), ("&maxwidth=0", 400), ("&maxheight=-5", 400), ("&maxheight=", 400),
    ("&maxwidth=1e3", 400), ("&maxwidth=%D9%A1", 400),
])  # fmt: skip
def test_nonsense_is_refused_in_words(asked, more, status):
    answer = asked("/", more)

    assert answer.status_code == status
    assert answer.json()["errors"]


def test_an_address_must_be_given(client):
    assert client.get("/oembed").status_code == 400


def test_xml_says_the_same_as_json(asked):
    path = "/embed/timeline/?kind=summit&title=" + quote('Seoul & <Tokyo> "now"\x01', safe="")

    answer = asked(path, "&format=xml")
    root = ElementTree.fromstring(answer.content)

    assert answer.headers["Content-Type"].startswith("text/xml")
    assert root.tag == "oembed"
    assert {e.tag: e.text for e in root} == {name: str(value) for name, value in asked(path).json().items()}
    assert root.findtext("title") == 'Seoul & <Tokyo> "now"'


@pytest.mark.parametrize(
    "path", ["/", "/ko/?kind=summit", "/?window=2025", SUMMIT, "/ja" + SUMMIT, "/embed/timeline/?kind=trade"]
)
def test_pages_that_can_be_embedded_say_where_to_ask(client, settings, path):
    html = client.get(path).text

    links = re.findall(
        r'<link rel="alternate" type="(application/json|text/xml)\+oembed" href="([^"]+)" title="[^"]+">', html
    )
    assert [kind for kind, _ in links] == ["application/json", "text/xml"]
    address = links[0][1].replace("&amp;", "&").removeprefix(settings.SITE_URL)
    answer = client.get(address)
    assert (
        answer.status_code == 200
        and client.get(links[1][1].replace("&amp;", "&").removeprefix(settings.SITE_URL)).status_code == 200
    )
    assert parse_qs(urlsplit(address).query)["url"] == [settings.SITE_URL + path]


@pytest.mark.parametrize("path", ["/about/", "/?kind=party", "/embed/timeline/?kind=party"])
def test_other_pages_do_not(client, path):
    assert "+oembed" not in client.get(path).text


def test_a_story_is_found_once_it_is_published(client, settings):
    Story.objects.create(slug="a-story", title_en="A story", published=True)

    answer = client.get("/embed/timeline/?story=a-story")

    assert answer.status_code == 200 and '<h1 tabindex="-1">A story</h1>' in answer.text
