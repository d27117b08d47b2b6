"""What the heads of pages tell programs, read by one that we did not write."""

import re

import extruct
import pytest

from tests import make

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
EVENT = "/events/2025-08-23-lee-ishiba-summit/"


def read(client, address):
    html = client.get(address).content.decode()
    found = extruct.extract(html, base_url=SITE + address, syntaxes=["json-ld", "opengraph"], uniform=False)
    social = [pair for block in found["opengraph"] for pair in block["properties"]]
    return html, found["json-ld"], social


@pytest.mark.parametrize("prefix, name", [("", "Lee and Ishiba"), ("/ko", "도쿄"), ("/ja", "東京")])
def test_an_event_is_told_as_an_event_with_its_articles(sample_record, client, prefix, name):
    _html, (event,), _social = read(client, prefix + EVENT)

    assert (event["@context"], event["@type"], event["startDate"]) == ("https://schema.org", "Event", "2025-08-23")
    assert name in event["name"] and event["inLanguage"] == (prefix[1:] or "en")
    assert event["@id"].startswith(f"{SITE}/e/")
    assert [article["headline"] for article in event["subjectOf"]]


def test_the_timeline_is_told_as_a_data_set_with_its_files(sample_record, client):
    _html, (data,), _social = read(client, "/ko/?kind=summit&from=2023&window=2024/2025")

    assert data["@type"] == "Dataset" and data["license"].startswith("https://creativecommons.org/")
    assert data["temporalCoverage"] == "2024-01-01/2025-12-31"
    files = {file["encodingFormat"]: file["contentUrl"] for file in data["distribution"]}
    assert files["text/csv"] == f"{SITE}/events.csv?from=2024-01-01&to=2025-12-31&kind=summit&lang=ko"
    assert client.get(files["text/csv"].removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("address", ["/", "/ja/?kind=summit", EVENT, "/ko" + EVENT])
def test_a_link_to_a_page_shows_its_card(sample_record, client, address):
    html, _linked, social = read(client, address)

    said = dict(social)
    image = said["og:image"].removeprefix(SITE)
    assert image.startswith("/card/") and client.get(image)["Content-Type"] == "image/png"
    assert said["og:url"] == re.search(r'<link rel="canonical" href="([^"]+)"', html)[1]
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    locales = {name: [v for n, v in social if n == name] for name in ("og:locale", "og:locale:alternate")}
    assert len(locales["og:locale"]) == 1 and len(locales["og:locale:alternate"]) == 2
    assert 'name="twitter:card" content="summary_large_image"' in html


def test_the_timeline_names_its_feeds_with_the_filter(sample_record, client):
    html = client.get("/?kind=summit&window=2025").content.decode()

    feeds = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+/events[.][^"]+)"', html)
    assert {kind for kind, _address in feeds} == {"application/atom+xml", "application/feed+json", "text/calendar"}
    for _kind, address in feeds:
        asked = address.replace("&amp;", "&").removeprefix(SITE)
        assert asked.endswith("?from=2025-01-01&to=2025-12-31&kind=summit")
        assert client.get(asked).status_code == 200


def test_a_source_is_told_as_an_article_of_its_publisher_and_an_event_never(sample_record, client):
    html = client.get("/sources/kei-warm-spring/").content.decode()

    told = re.findall(r'<meta name="(citation_\w+)" content="([^"]+)"', html)
    assert {"citation_title", "citation_journal_title", "citation_publication_date"} <= {name for name, _ in told}
    assert re.fullmatch(r"\d{4}(/\d\d){0,2}", dict(told)["citation_publication_date"])
    assert "citation_" not in client.get(EVENT).content.decode()


def test_an_article_without_an_address_is_given_none(client):
    event = make.event(sources=[make.source("nowhere", authors=["Kim A", "Lee B"])])

    html = client.get("/sources/nowhere/").content.decode()

    assert "citation_public_url" not in html
    assert re.findall(r'"citation_author" content="([^"]+)"', html) == ["Kim A", "Lee B"]
    assert client.get(f"/events/{event.slug}/").status_code == 200


def test_what_a_record_holds_can_not_end_the_script_that_it_stands_in(client):
    hostile = "</script><img src=x onerror=alert(1)><!--"
    make.event("2025-hostile", title_en=hostile, summary_en=hostile)

    html, (event,), _social = read(client, "/events/2025-hostile/")

    assert event["name"] == hostile
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1]
    assert "<" not in script and "alert(1)" in script


def test_a_wrong_filter_offers_nothing_to_take_away(sample_record, client):
    html = client.get("/?kind=wedding").content.decode()

    assert "ld+json" not in html and 'id="export"' not in html and "/events.atom" not in html


@pytest.mark.parametrize("address", ["/?kind=summit&window=2025", EVENT, "/ko" + EVENT])
def test_every_file_that_a_page_offers_is_there(sample_record, client, address):
    html = client.get(address).content.decode()

    menu = html.split('id="export"')[1].split("</details>")[0]
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', menu)]
    assert len(links) >= 11
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        if answer.streaming:
            b"".join(answer.streaming_content)


def test_the_menus_come_anew_with_the_filter(sample_record, client):
    part = client.get("/?kind=summit", headers={"HX-Target": "explore"}).content.decode()

    assert "/events.csv?kind=summit" in part and "kind=summit" in part.split('class="citeable"')[1][:300]
