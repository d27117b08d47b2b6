"""The page that makes an embed works by its form alone, and what it gives out is what it shows."""

import html
import re

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]
SUMMIT = "2025-08-23-lee-ishiba-summit"


def built(client, query="", prefix=""):
    """The preview's address, and the codes by their tabs."""
    text = client.get(f"{prefix}/embed/?{query}").text
    codes = {
        key: html.unescape(code) for key, code in re.findall(r'data-code="(\w+)".*?<code>(.*?)</code>', text, re.S)
    }
    return html.unescape(re.search(r'class="preview" src="([^"]+)"', text)[1]), codes


def test_the_filter_of_the_page_comes_along_with_its_window(client):
    preview, codes = built(client, f"kind=summit&window=2025-05/2025-11&selected={SUMMIT}")

    query = f"from=2025-05&to=2025-11&kind=summit&selected={SUMMIT}"
    assert preview == f"/embed/timeline/?{query}"
    assert f'data-query="{html.escape(query)}"' in codes["line"]
    assert html.escape(f"/embed/timeline/?{query}") in codes["iframe"]
    assert codes["oembed"].endswith(preview)


def test_choices_become_the_frames_query(client):
    preview, codes = built(client, "show=filter&kind=summit&title=Two+capitals&look=list&theme=dark&height=500&in=ja")

    assert preview == "/ja/embed/timeline/?kind=summit&title=Two+capitals&look=list&theme=dark&height=500"
    assert 'data-language="ja"' in codes["line"] and ">Two capitals</a>" in codes["line"]
    assert 'height="500" title="Two capitals"' in codes["iframe"]


@pytest.mark.parametrize("query, asked", [
    (f"event={SUMMIT}", f"?event={SUMMIT}"),
    (f"show=event&one={SUMMIT}&kind=summit", f"?event={SUMMIT}"),
    (f"show=events&chosen={SUMMIT}&chosen=2025-11-apec-gyeongju", f"?event={SUMMIT}&event=2025-11-apec-gyeongju"),
    (f"show=filter&one={SUMMIT}", ""),
])  # fmt: skip
def test_one_event_or_several_can_be_shown(client, query, asked):
    assert built(client, query)[0] == f"/embed/timeline/{asked}"


def test_it_may_frame_its_own_preview_also_when_kept(client):
    for _ in range(2):
        policy = client.get("/embed/").headers["Content-Security-Policy"]
        assert "frame-src 'self'" in policy and "frame-ancestors 'none'" in policy


def test_code_is_shown_as_text(client):
    text = client.get("/embed/?title=%3Cimg+src%3Dx%3E").text

    assert "<img" not in text
    assert text.count("<iframe") == 1


@pytest.mark.parametrize("query", ["height=9999", "height=x", "title=" + "x" * 81, "kind=party", "look=cube"])
def test_what_is_chosen_wrongly_is_said_and_nothing_given_out(client, query):
    answer = client.get(f"/embed/?{query}")

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text and "<code>" not in answer.text


def test_a_chip_is_taken_off_without_losing_the_choices(client):
    text = client.get("/embed/?kind=summit&title=Two+capitals").text

    assert 'class="chip" href="?title=Two+capitals"' in text or 'class="chip" href="?&amp;title=Two+capitals"' in text


def test_the_part_is_cut_from_the_page(client):
    page = client.get("/embed/?kind=summit").text

    part = client.get("/embed/?kind=summit", headers={"HX-Target": "built"})

    assert part.text.strip() in page
    assert part.headers["HX-Replace-Url"] == "/embed/?kind=summit"


def test_pages_lead_to_it_with_their_filter(client):
    assert 'href="/embed/?kind=summit"' in client.get("/?kind=summit").text
    assert f'href="/embed/?kind=summit&amp;selected={SUMMIT}"' in client.get(f"/?kind=summit&selected={SUMMIT}").text
    assert f'href="/ko/embed/?event={SUMMIT}"' in client.get(f"/ko/events/{SUMMIT}/").text
