"""The timeline in other people's pages: what the framed page shows, and that it alone may be framed."""

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import make
from timeline.models import Event
from timeline.review import withdraw
from timeline.settings import ancestors
from timeline.views import freshness

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]
SUMMIT = "2025-08-23-lee-ishiba-summit"


def page(client, query="", prefix=""):
    return client.get(f"{prefix}/embed/timeline/?{query}")


def marked(html):
    """Events with a mark of their own and the sum of the rings' counts."""
    rings = re.findall(r'<a class="ring".*?>(\d+)</text>', html, re.S)
    return len(re.findall(r'<a class="mark[" ]', html)) + sum(map(int, rings))


# Framing


def addresses(patterns, before="/"):
    """An address for every pattern of the resolver; whatever it captures is "x"."""
    for pattern in patterns:
        route = re.sub(r"<[^>]+>|\(\?P<.*", "x", str(pattern.pattern)).strip("^$")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, before + route)
        elif isinstance(pattern, URLPattern):
            yield before + route.replace("\\", "")


def test_no_other_address_of_the_site_may_be_framed(client):
    client.raise_request_exception = False
    every = sorted(set(addresses(get_resolver().url_patterns)))
    answers = {address: client.get(address) for address in every}
    framed = {a for a, answer in answers.items() if "frame-ancestors 'none'" not in policy(answer)}
    sealed = {a for a in framed if "sandbox" in policy(answers[a])}  # files, in which nothing runs
    bare = {a for a, answer in answers.items() if answer.headers.get("X-Frame-Options") != "DENY"}

    assert len(every) > 60
    assert framed - sealed == bare == {reverse("embed_timeline")}


def policy(response):
    return response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("query", ["", "kind=summit", "kind=party", "from=1800&to=1801", "title=%3Cscript%3E"])
@pytest.mark.parametrize("prefix", ["", "/ko", "/ja"])
def test_the_framed_page_may_be_framed_by_all_and_sets_no_cookie(client, query, prefix):
    for _ in range(2):  # made, and kept
        answer = page(client, query, prefix)

        assert "frame-ancestors *;" in policy(answer) and "unsafe" not in policy(answer)
        assert "X-Frame-Options" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not answer.cookies
        assert f'<html lang="{prefix[1:] or "en"}"' in answer.text
        assert "csrf" not in answer.text


def test_a_setting_says_who_may_frame_it(monkeypatch):
    monkeypatch.setenv("EMBED_ANCESTORS", "https://news.example https://*.example.org:8443")
    assert ancestors() == ["'self'", "https://news.example", "https://*.example.org:8443"]

    monkeypatch.setenv("EMBED_ANCESTORS", "https://news.example; script-src *")
    with pytest.raises(SystemExit, match="EMBED_ANCESTORS"):
        ancestors()


# What it shows


def test_the_picture_and_the_count_agree_with_the_filter(client):
    for query in ("", "kind=summit", "from=2025-05&to=2025-11", "q=tokyo", "tone=friction"):
        html = page(client, query).text

        count = int(re.search(r'class="wide-only">(\d+) events', html)[1])
        listed = client.get(f"/api/v1/events?{query}").json()["count"]
        assert marked(html) == count == listed, query


def test_links_stay_in_the_frame_or_open_outside(client):
    html = page(client, "from=2025-05&to=2025-11&title=A+year&theme=dark").text

    links = re.findall(r"<a [^>]*>", html)
    inside = [link for link in links if 'href="?' in link]
    outside = [link for link in links if 'href="?' not in link]

    assert len(inside) > 10 and len(outside) >= 3
    assert all("from=2025-05" in link and "title=A+year" in link and "theme=dark" in link for link in inside)
    assert all('target="_blank"' in link and 'rel="noopener"' in link for link in outside)


def test_a_mark_is_chosen_into_the_card_and_steps_lead_on(client):
    html = page(client, f"kind=summit&selected={SUMMIT}").text

    card = html[html.index("<article") : html.index("</article")]
    assert "Lee and Ishiba meet in Tokyo" in card
    assert "The Korea Herald, 13 Aug 2025" in card
    steps = re.findall(r'id="(left|right)" href="\?kind=summit&amp;selected=([^"]+)"', html)
    assert [slug for _, slug in steps] == ["2025-06-g7-summit", "2025-11-apec-gyeongju"]
    assert f'id="mark-{SUMMIT}"' in html


def test_a_ring_opens_its_days_and_there_is_a_way_back(client):
    html = page(client).text
    ring = re.search(r'<a class="ring" href="\?([^"]+)"', html)[1].replace("&amp;", "&")

    opened = page(client, ring).text

    assert re.search(r'\d+ of \d+ events · <a id="whole" href="\?"', opened)
    assert marked(opened) == int(re.search(r"(\d+) of \d+ events", opened)[1])


def test_five_key_events_stand_in_time_order_and_the_chosen_one_is_among_them(client):
    minor = "2025-05-29-first-day-turnout"
    html = page(client, f"selected={minor}").text
    five = html[html.index('<ol class="five') : html.index("</ol>")]

    slugs = re.findall(r'/events/([^"/]+)/|key-([^"]+)"', five)
    slugs = [a or b for a, b in slugs]
    assert len(slugs) == 5 and minor in slugs
    days = [Event.objects.get(slug=slug).earliest for slug in slugs]
    assert days == sorted(days)
    assert "5 key events of" in html


def test_as_a_list_it_draws_no_picture(client):
    html = page(client, "look=list").text

    assert "<svg" in html and 'class="picture"' not in html
    assert html.count("<li ") == 5


def test_themes_of_the_record_and_light_or_dark_share_a_name(client):
    html = page(client, "theme=trade&theme=dark").text

    assert 'data-theme="dark"' in html
    assert marked(html) == client.get("/api/v1/events?theme=trade").json()["count"] > 0


# Where there is nothing to show


def test_an_empty_filter_says_so_in_the_frame(client):
    answer = page(client, "from=1800&to=1801")

    assert answer.status_code == 200
    assert "No event in this record matches" in answer.text
    assert "See the record" in answer.text and 'class="foot"' in answer.text


@pytest.mark.parametrize("query, words", [
    ("kind=party", "is not in this record"), ("look=cube", "picture, list"), ("theme=pink", "is not in this record"),
    ("width=9", "from 200 to 2000"), ("height=1e3", "from 200 to 1200"), ("title=" + "x" * 81, "longer than 80"),
    ("from=sometime", "is not read as a date"), ("event=never-was", "is not in this record"),
])  # fmt: skip
def test_a_wrong_choice_is_named_in_the_frame(client, query, words):
    answer = page(client, query)

    assert answer.status_code == 400
    assert words in answer.text and 'class="foot"' in answer.text


def test_what_is_typed_comes_back_only_as_text(client):
    hostile = "%3Cimg+src%3Dx+onerror%3Dalert(1)%3E%22%27"
    for name in ("title", "q", "selected", "look", "theme", "kind", "width", "window"):
        html = page(client, f"{name}={hostile}").text
        assert "<img" not in html and 'onerror=alert(1)>"' not in html, name


def test_a_withdrawn_event_is_said_with_its_reason(client):
    event = make.event("old-news", title_en="Old news")
    withdraw(event, by=make.user(), reason="Same as another event.")
    freshness.forget()

    alone, opened = page(client, "event=old-news"), page(client, "kind=summit&selected=old-news")
    among = page(client, f"event=old-news&event={SUMMIT}")

    assert alone.status_code == 410
    assert "was withdrawn from the record" in alone.text and "Same as another event." in alone.text
    assert opened.status_code == 200 and marked(opened.text) == 5 and "was withdrawn from the record" in opened.text
    assert among.status_code == 200 and marked(among.text) == 1


def test_a_former_address_of_an_event_still_stands_for_it(client):
    from timeline.models import Noun, OldSlug

    OldSlug.objects.create(noun=Noun.EVENT, slug="former", public_id=Event.objects.get(slug=SUMMIT).public_id)

    html = page(client, "event=former&selected=former").text

    assert f'id="mark-{SUMMIT}"' in html


# What it costs


def test_the_framed_page_asks_the_database_eight_times_at_most(client):
    page(client)
    for query in ("", f"kind=summit&selected={SUMMIT}", f"event={SUMMIT}", "from=2025&to=2025&look=list"):
        freshness.forget()
        with CaptureQueriesContext(connection) as caught:
            page(client, query)
        asked = [q["sql"] for q in caught.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(asked) <= 8, "\n".join(sql[:160] for sql in asked)


def test_the_framed_page_is_light(client):
    from timeline.static_files import joined

    for prefix in ("", "/ko", "/ja"):
        for query in ("", "width=2000&height=1200"):
            parts = [page(client, query, prefix).content, joined("embed.css").encode(), joined_file("frame.js")]
            assert sum(len(gzip.compress(part)) for part in parts) <= 25_000


def joined_file(name):
    from django.conf import settings

    return (settings.BASE_DIR / "static" / "js" / "embed" / name).read_bytes()


def test_the_script_never_moves_and_is_kept_briefly(client):
    answer = client.get("/embed.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "max-age=600"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/embed.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_it_answers_when_the_database_is_away(client, monkeypatch):
    from django.db import OperationalError

    from timeline.views import embed

    def away(*args):
        raise OperationalError

    monkeypatch.setattr(embed, "Embed", away)
    answer = page(client, "kind=summit&q=never-asked-before")

    assert answer.status_code == 503 and "can’t" not in answer.text
    assert "frame-ancestors *" in policy(answer) and 'class="foot"' in answer.text
