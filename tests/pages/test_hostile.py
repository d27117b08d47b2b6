"""Text that would be code elsewhere stays text; a question that takes too long ends as a page that says so."""

import re

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from tests import make
from timeline.models import Event
from timeline.views import errors

pytestmark = pytest.mark.django_db

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}{% now "Y" %}'


@pytest.fixture
def hostile():
    actor = make.actor("hostile-actor", name_en=HOSTILE, name_ko=HOSTILE)
    source = make.source("hostile-source", title=HOSTILE, publisher=make.publisher("hostile-paper", name_en=HOSTILE))
    theme = make.theme("hostile-theme")
    theme.name_en = HOSTILE
    theme.save()
    event = make.event(
        "2025-hostile", title_en=HOSTILE, summary_en=HOSTILE, actors=[actor], sources=[source], themes=[theme]
    )
    event.citations.update(exact="a <b>bold</b> claim")
    return event


@pytest.mark.parametrize(
    "address",
    ["/", "/?selected=2025-hostile", "/ko/", "/events/2025-hostile/", "/events/2025-hostile/history/", "/actors/",
     "/actors/hostile-actor/", "/sources/", "/sources/hostile-source/", "/changes/"],
)  # fmt: skip
def test_stored_text_is_never_markup(hostile, client, address):
    html = client.get(address).content.decode()
    assert "&lt;script&gt;" in html
    data = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', html, re.S
    )  # JSON, in which nothing is markup
    assert not re.search("[<>&]", "".join(data))
    for said in data:
        html = html.replace(said, "")
    assert not re.search(r"<script>|<img|<b>bold|onerror=[^&]*>", html.replace("&quot;", ""))
    assert "{{ 7|add:7 }}" in html


def test_stored_text_is_never_markup_in_the_admin(hostile, client, settings):
    settings.REQUIRE_2FA = False
    client.force_login(make.user(is_staff=True, is_superuser=True))
    for name, arguments in (
        ("timeline_event_changelist", []),
        ("timeline_event_change", [hostile.pk]),
        ("event_versions", [hostile.pk]),
        ("timeline_source_changelist", []),
        ("timeline_actor_changelist", []),
        ("timeline_change_changelist", []),
    ):
        html = client.get(reverse(f"admin:{name}", args=arguments)).content.decode()
        assert not re.search(r"<script>|<img src=x|<b>bold", html), name
    answer = client.get(reverse("admin:suggest", args=["actor"]), {"q": "script"}).content.decode()
    assert "<script>" not in answer and "&lt;script&gt;" in answer


@pytest.mark.parametrize("words", [HOSTILE, "'; DROP TABLE timeline_event; --", "%_\\", "a" * 199])
def test_what_is_asked_for_is_shown_as_text(hostile, client, words):
    html = client.get("/", {"q": words}).content.decode()
    assert "<script>alert" not in html
    assert Event.objects.exists()


def test_a_slow_question_ends_as_a_page_that_says_try_again(rf):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")
        try:
            cursor.execute("SELECT pg_sleep(5)")
            raise AssertionError("The statement was not stopped.")
        except OperationalError:
            answer = errors.server_error(rf.get("/"))
    connection.needs_rollback = True
    assert answer.status_code == 503 and answer.headers["Retry-After"]


def test_the_web_has_two_seconds_for_a_statement():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone()[0] == "2s"
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] == "1s"


@pytest.mark.parametrize("address", ["/", "/actors/", "/sources/", "/changes/", "/about/", "/events.json"])
def test_a_site_without_a_record_still_answers(client, address):
    assert client.get(address).status_code == 200
