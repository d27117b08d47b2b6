"""Stories: what readers see of them, what their Markdown may do, and their files."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SAMPLE
from timeline.models import Citation, Event, Source, Story, StoryStep
from timeline.narration import TAGS, narrated
from timeline.stories import telling

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_record")]
SHUTTLE, LIMBO = "return-of-shuttle-diplomacy", "six-months-without-a-settled-president"
STEPS = {SHUTTLE: 9, LIMBO: 8}


def pages(slug):
    return [f"/stories/{slug}/", *(f"/stories/{slug}/{n}/" for n in range(1, STEPS[slug] + 1))]


def test_the_shipped_stories_are_complete_in_three_languages_and_rest_on_public_events():
    for story in Story.objects.all():
        steps = list(story.steps.all())
        texts = [(story, "title"), (story, "summary"), *((step, n) for step in steps for n in ("headline", "words"))]
        assert [(str(t), n) for t, n in texts for code in ("en", "ko", "ja") if not getattr(t, f"{n}_{code}")] == []
        assert 6 <= len(steps) == STEPS[story.slug] <= 9
        assert all(step.events.exists() for step in steps)
        assert not Event.objects.exclude(status="published").filter(story_steps__story=story).exists()


def test_figures_and_days_of_the_narration_stand_in_the_steps_own_events():
    for step in StoryStep.objects.prefetch_related("events"):
        for code in ("en", "ko", "ja"):
            carried = " ".join(
                f"{e.date} {getattr(e, f'summary_{code}')} {getattr(e, f'note_{code}')} {getattr(e, f'title_{code}')}"
                for e in step.events.all()
            )
            for number in re.findall(r"\d[\d,.]*\d|\d", getattr(step, f"words_{code}")):
                parts = set(re.findall(r"\d[\d,.]*\d|\d", carried))
                plain = {part.lstrip("0") for whole in parts for part in re.split(r"[-/.]", whole)} | parts
                assert number in plain, (step, code, number)


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("prefix", ["", "/ko", "/ja"])
def test_every_step_has_an_address_a_headline_and_a_phrase_of_a_source(client, slug, prefix):
    for address in pages(slug):
        answer = client.get(prefix + address)
        assert answer.status_code == 200, address
        assert "<mark>" in answer.text and "<h1" in answer.text, address


def test_a_step_leads_to_those_before_and_after_it(client):
    page = client.get(f"/stories/{SHUTTLE}/4/").text

    assert re.search(rf'rel="prev" href="/stories/{SHUTTLE}/3/"', page)
    assert re.search(rf'rel="next" href="/stories/{SHUTTLE}/5/"', page)
    assert 'aria-current="step">Mar 2023' in page
    assert 'rel="prev"' not in client.get(f"/stories/{SHUTTLE}/1/").text.split("<main")[1]


def test_the_picture_is_framed_on_the_events_of_the_step(client):
    page = client.get(f"/stories/{LIMBO}/6/").text

    assert 'id="mark-2025-05-02-lee-ju-ho-acting-president"' in page
    assert 'id="mark-2024-12-03-martial-law"' not in page
    kin = re.findall(r'class="mark kin"[^>]*id="mark-([\w-]+)"', page)
    current = re.findall(r'id="mark-([\w-]+)"[^>]*aria-current="true"', page)
    assert {*kin, *current} == {"2025-04-han-and-choi-resign", "2025-05-02-lee-ju-ho-acting-president"}


@pytest.mark.parametrize("position", ["0", "10", "99999999999999999999"])
def test_a_step_that_is_not_there_is_not_found(client, position):
    assert client.get(f"/stories/{SHUTTLE}/{position}/").status_code == 404


def test_a_story_that_is_not_published_is_nowhere(client):
    story = Story.objects.get(slug=SHUTTLE)
    story.published = False
    story.save()

    assert {client.get(address).status_code for address in pages(SHUTTLE)} == {404}
    assert SHUTTLE not in client.get("/stories/").text
    assert SHUTTLE not in client.get("/sitemap-stories.xml").text
    assert client.get("/api/v1/stories").json()["count"] == 1
    assert client.get("/events.json", {"story": SHUTTLE}).status_code == 400
    assert client.get(f"/?story={SHUTTLE}").status_code == 400


def test_a_former_slug_leads_to_the_story_for_ever(client):
    story = Story.objects.get(slug=SHUTTLE)
    story.slug = "shuttle-diplomacy-again"
    story.save()

    answer = client.get(f"/ja/stories/{SHUTTLE}/")
    assert (answer.status_code, answer["Location"]) == (301, "/ja/stories/shuttle-diplomacy-again/")
    assert client.get(f"/stories/{SHUTTLE}/3/").status_code == 301


def test_an_event_that_is_withdrawn_leaves_the_story(client):
    StoryStep.objects.get(story__slug=LIMBO, position=5).events.set([])

    page = client.get(f"/stories/{LIMBO}/5/")
    assert page.status_code == 200 and "No event of this step is public any more." in page.text
    assert client.get(f"/stories/{LIMBO}/").status_code == 200


@pytest.mark.parametrize("extension", ["timelinejs.json", "csv", "ics", "bib"])
def test_the_storys_files_hold_its_events_and_no_other(client, extension):
    answer = client.get(f"/events.{extension}", {"story": LIMBO})
    body = b"".join(answer.streaming_content).decode()

    assert answer.status_code == 200
    if extension == "timelinejs.json":
        import json

        made = json.loads(body)
        assert "Six months without a settled president" in made["title"]["text"]["headline"]
        wanted = set(Event.objects.filter(story_steps__story__slug=LIMBO).values_list("public_id", flat=True))
        assert {slide["unique_id"] for slide in made["events"]} == wanted
        told = " ".join(slide["text"]["text"] for slide in made["events"])
        assert all(f"<h3>{escape(headline)}</h3>" in told for headline in headlines(LIMBO))


def headlines(slug):
    return StoryStep.objects.filter(story__slug=slug).values_list("headline_en", flat=True)


def test_search_engines_are_led_to_the_stories(client):
    found = client.get("/sitemap-stories.xml").text

    assert all(f"/stories/{slug}/" in found for slug in STEPS)


def test_stories_are_written_back_byte_for_byte_and_refused_where_an_event_is_unknown(tmp_path):
    call_command("dump_record", tmp_path, verbosity=0)

    for path in (SAMPLE / "stories").glob("*.toml"):
        assert (tmp_path / "stories" / path.name).read_bytes() == path.read_bytes()
    file = tmp_path / "stories" / f"{LIMBO}.toml"
    file.write_text(file.read_text().replace('"2025-04-yoon-removed"', '"2025-04-nothing"'))
    with pytest.raises(Exception, match="“2025-04-nothing” is not among the events"):
        call_command("load_record", tmp_path, verbosity=0)


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](http://a.test/x)",
        "[x](data:text/html,x)", "[x](/admin/)", "[x](//a.test)", '<a href="http://a.test" onclick=x>y</a>',
        "[x](http://a.test 'a title')", "<style>*{}</style>", "# Heading", "| a | b |", "[x](vbscript:x)", "<http://a.test/\"onmouseover=x>",
    ],
)  # fmt: skip
def test_markdown_can_do_nothing_but_be_read(words):
    only_allowed(narrated(words))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>&\"'=/[]()!*_#`~:.-\n abhijprst", max_size=120))
def test_any_markdown_becomes_allowed_tags_alone(words):
    only_allowed(narrated(words))


def only_allowed(html):
    for closing, name, rest in re.findall(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>", html):
        assert name in TAGS, html
        if name == "a" and not closing and rest.strip():
            attributes = dict(re.findall(r'(\w+)="([^"]*)"', rest))
            assert set(attributes) <= {"href", "rel"} and attributes["rel"] == "noopener nofollow", html
            assert attributes.get("href", "http://").startswith(("http://", "https://")), html
        else:
            assert not rest.strip(" /"), html


def test_a_mark_is_written_into_the_text_and_nowhere_else():
    notes = {"one-event": (1, "said-1-1")}
    mark = '<sup><a href="#said-1-1">1</a></sup>'

    assert narrated("So it was. [^one-event] [^another]", notes) == f"<p>So it was.{mark}</p>"
    only_allowed(narrated('[x](http://a.test/[^one-event] "t > [^one-event]")', notes))


def test_a_link_in_a_story_is_followed_without_being_recommended():
    assert narrated("See [this](https://a.test/x).") == (
        '<p>See <a href="https://a.test/x" rel="noopener nofollow">this</a>.</p>'
    )


def test_the_list_names_every_public_story(client):
    page = client.get(reverse("story_list")).text

    assert "The return of shuttle diplomacy" in page and "Six months without a settled president" in page


def told(slug, position, **values):
    step = StoryStep.objects.get(story__slug=slug, position=position)
    for name, value in values.items():
        setattr(step, name, value)
    step.save()
    return step


def test_a_mark_after_a_sentence_leads_to_what_is_cited_for_it(client):
    first, second = "2025-05-02-lee-ju-ho-acting-president", "2025-04-han-and-choi-resign"
    told(LIMBO, 6, words_en=f"One sentence.[^{first}] Another. [^{second}] Nobody's.[^2010-nothing-known]")

    for address in (f"/stories/{LIMBO}/6/", f"/stories/{LIMBO}/"):
        page = client.get(address).text
        assert 'One sentence.<sup><a href="#said-6-1">1</a></sup> Another.<sup><a href="#said-6-2">2</a></sup>' in page
        assert "Nobody&#x27;s.</p>" in page or "Nobody's.</p>" in page
        cited = page.split('id="said-6-1"')[1].split("</li>")[0]
        assert f"/events/{first}/" in cited
        assert page.count('id="said-6-2"') == 1


def test_files_of_a_story_have_its_words_without_marks(client):
    told(LIMBO, 6, words_en="One sentence.[^2025-05-02-lee-ju-ho-acting-president]")

    body = b"".join(client.get("/events.timelinejs.json", {"story": LIMBO}).streaming_content).decode()
    assert "One sentence.</p>" in body and "[^" not in body


def test_what_reports_an_event_stands_before_what_announced_it():
    def citation(role, url="", exact="a phrase", language="en"):
        return Citation(role=role, exact=exact, source=Source(url=url, language=language))

    announced, recalled, bare = (
        citation("announces", "https://a.test/"),
        citation("recalls"),
        citation("reports", exact=""),
    )
    open_korean, open_english = (citation("reports", "https://b.test/", language=code) for code in ("ko", "en"))

    assert telling([announced, bare, recalled]) is recalled
    assert telling([recalled, open_korean, open_english]) is open_english
    with translation.override("ja"):
        assert telling([open_korean, open_english]) is open_english
    with translation.override("ko"):
        assert telling([open_english, open_korean]) is open_korean
    assert telling([bare, announced]) is announced


def test_steps_of_one_month_are_told_apart_by_their_day(client):
    assert 'aria-current="step">3 Dec 2024' in client.get(f"/stories/{LIMBO}/1/").text
