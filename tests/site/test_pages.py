"""Every page of the real site, as a browser without scripts gets it."""

import json
import re
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser  # needs the embedded server's own site, as the browser tests do

EVENT = "/events/2008-future-oriented-declaration/"
PAGES = ["/", "/?kind=summit", "/?selected=2025-08-23-lee-ishiba-summit", "/?from=2001&to=2002", EVENT, EVENT + "history/",
         "/actors/", "/actors/lee-jae-myung/", "/sources/", "/sources/kei-warm-spring/", "/changes/", "/about/", "/trends/", "/stories/",
         "/stories/return-of-shuttle-diplomacy/", "/stories/return-of-shuttle-diplomacy/2/", "/on-this-day/", "/api/docs"]  # fmt: skip
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


@pytest.mark.parametrize("prefix", ["", "/ko", "/ja"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_in_its_language_with_the_headers_and_no_cookie(site, prefix, path):
    status, headers, text = site.get(prefix + path)

    assert status == 200
    assert f'<html lang="{prefix[1:] or "en"}"' in text
    assert headers["Content-Security-Policy"] == CSP
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "max-age=60"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_every_page_names_its_other_languages(site, path):
    text = site.get("/ko" + path)[2]

    codes = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', text)

    assert [code for code, _ in codes] == ["en", "ko", "ja", "x-default"]
    assert codes[0][1] == codes[3][1]
    assert "/ko/" in codes[1][1] and "/ja/" in codes[2][1]


@pytest.mark.parametrize(
    "path, status",
    [
        ("/nowhere", 404),
        ("/ko/events/never-was/", 404),
        ("/?kind=party", 400),
        ("/?dates=zzz", 400),
        ("/?q=%00", 400),
        ("/?q=%ed%a0%80", 400),
        ("/?q=%ff", 400),
        ("/events/%00/", 400),
        ("/?after=nonsense", 400),
        ("/events.json?after=x&kind=party", 400),
    ],
)
def test_what_is_wrong_gets_a_4xx_with_the_same_headers(site, path, status):
    answered, headers, text = site.get(path)

    assert answered == status
    assert headers["Content-Security-Policy"] == CSP
    assert headers["Cache-Control"] in ("no-store", "private, no-store")
    assert "Traceback" not in text


def test_no_language_is_chosen_by_the_browser_or_a_cookie(site):
    status, headers, text = site.get("/", **{"Accept-Language": "ko", "Cookie": "django_language=ja"})

    assert (status, 'lang="en"' in text) == (200, True)


def test_page_and_file_agree_on_every_filter(site):
    for query in ("", "kind=summit", "country=japan&tone=friction", "from=2023-03&to=2025-06", "q=tokyo", "q=회담", "q=会談",
                  "actor=lee-jae-myung", "theme=trade", "significance=4", "publisher=korea-herald"):  # fmt: skip
        asked = quote(query, safe="=&")
        page = site.get(f"/?{asked}")[2]
        file = json.loads(site.get(f"/events.json?{asked}")[2])

        count = re.search(r'id="count"><strong>(\d+)', page)
        assert int(count[1]) == file["count"] == len(file["results"]), query


def test_typed_dates_lead_to_the_canonical_address(site):
    status, headers, _ = site.get("/?dates=from+March+2023&utm_source=mail&kind=")

    assert (status, headers["Location"]) == (302, "/?from=2023-03")


def test_what_was_typed_is_kept_beside_the_words_that_say_what_is_wrong(site):
    text = site.get("/?dates=sometime+in+March+2023&kind=summit")[2]

    assert 'value="sometime in March 2023"' in text
    assert "is not read as a date" in text
    assert 'href="?from=2023-03&amp;to=2023-03&amp;kind=summit"' in text


def test_a_permanent_address_leads_to_the_event(site):
    event = json.loads(site.get("/events.json?event=2025-08-23-lee-ishiba-summit")[2])["results"][0]

    status, headers, _ = site.get(f"/e/{event['id']}")

    assert (status, headers["Location"]) == (301, "/events/2025-08-23-lee-ishiba-summit/")


def test_the_parts_are_cut_from_the_page(site):
    page = site.get("/?kind=summit")[2]

    part = site.get("/?kind=summit", **{"HX-Target": "explore", "HX-Request": "true"})

    assert part[2].strip() in page
    assert "<html" not in part[2]
    assert "HX-Target" in part[1]["Vary"]


def test_all_static_files_are_immutable_and_few(site):
    text = site.get("/")[2]
    files = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text)))

    assert len(files) == 5
    for file in files:
        status, headers, _ = site.get(file)
        assert status == 200
        assert "immutable" in headers["Cache-Control"], file
