"""Review in a real browser: by keyboard alone, by two people at once, with and without scripts, in three languages."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT, environment

from .conftest import violations, watch
from .test_admin import sign_in

pytestmark = pytest.mark.browser
SECOND = ("second-curator", "a long password of the second")
LANGUAGES = ("en", "ko", "ja")
ARTICLES = ["by-keys:en", "two-at-once:en", "no-scripts:en", "undone:en", "typing:en", "unread:en",
            *(f"looked-at-{language}:{language}" for language in LANGUAGES)]  # fmt: skip


@pytest.fixture(scope="module")
def reviewed(site):
    """The site with articles to review."""
    subprocess.run(
        [sys.executable, "-m", "tests.browser.review_rows", ":".join(SECOND), *ARTICLES],
        cwd=ROOT,
        env=environment(SHUTTLE_DATA=str(site.data)),
        check=True,
        timeout=120,
    )
    return site


@pytest.fixture
def desk(watched, reviewed):
    return sign_in(watched, reviewed)


def at(page, number):
    """Wait until a candidate is the current one, and the focus is with it."""
    expect(page.locator(f"#candidate-{number}[data-state=current] h3")).to_be_focused()


def decided(page, number):
    return page.locator(f"#candidate-{number}[data-state=decided]")


def said(page):
    return page.locator("#review-said")


def test_from_the_queue_to_a_published_event_by_keyboard_alone(desk, reviewed):
    desk.goto(reviewed.url + "/admin/review/?q=by-keys")
    desk.get_by_role("link", name="Lee to stop in Tokyo (by-keys)").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/admin/review/by-keys/")
    expect(desk.locator("kbd").first).to_be_visible()

    desk.keyboard.press("m")
    at(desk, 2)
    expect(decided(desk, 1)).to_contain_text("Merged into “Lee and Ishiba meet in Tokyo”")
    expect(said(desk)).to_contain_text("Merged into “Lee and Ishiba meet in Tokyo”. Candidate 2 of 7")
    desk.keyboard.press("r")
    at(desk, 3)
    desk.keyboard.press("j")
    at(desk, 4)
    desk.keyboard.press("k")
    at(desk, 3)

    desk.keyboard.press("e")
    expect(desk.get_by_label("Title, English")).to_be_focused()
    desk.keyboard.press("Control+A")
    desk.keyboard.type("A test meeting in Washington")
    desk.keyboard.press("Escape")
    expect(desk.locator("details.edit summary")).to_be_focused()
    desk.keyboard.press("a")
    at(desk, 4)
    expect(decided(desk, 3)).to_contain_text("Accepted “A test meeting in Washington”")

    publish = decided(desk, 3).get_by_role("button", name="Publish")
    for _ in range(40):
        desk.keyboard.press("Shift+Tab")
        if publish.evaluate("one => one === document.activeElement"):
            break
    desk.keyboard.press("Enter")
    expect(decided(desk, 3)).to_contain_text("Published")
    assert reviewed.get("/events/2025-08-25-a-test-meeting-in-washington/")[0] == 200
    assert desk.noted == []


def test_an_article_with_its_text_is_looked_through_at_the_press_of_a_button(desk, reviewed):
    desk.goto(reviewed.url + "/admin/review/?state=unread&q=unread")
    desk.get_by_role("button", name="Find events in this article").press("Enter")

    desk.wait_for_url("**/admin/review/unread/")
    expect(desk.locator(".said")).to_contain_text("dates found")
    expect(desk.locator("#candidate-1[data-state=current]")).to_contain_text("23 Aug 2025")
    expect(desk.locator(".match")).to_contain_text("Lee and Ishiba meet in Tokyo")
    assert desk.noted == []


def test_undo_by_key_takes_back_and_focus_returns_to_the_candidate(desk, reviewed):
    desk.goto(reviewed.url + "/admin/review/undone/")
    desk.keyboard.press("r")
    at(desk, 2)

    desk.keyboard.press("u")

    at(desk, 1)
    expect(said(desk)).to_contain_text("Taken back")
    expect(desk.locator(".how-far")).to_contain_text("0 of 7 decided")
    assert desk.noted == []


def test_keys_rest_while_one_types_and_can_be_switched_off_for_good(desk, reviewed):
    desk.goto(reviewed.url + "/admin/review/typing/")
    desk.keyboard.press("e")
    desk.get_by_label("Title, 한국어").focus()
    desk.keyboard.type("arm jku")
    expect(desk.get_by_label("Title, 한국어")).to_have_value("arm jku")
    expect(desk.locator(".how-far")).to_contain_text("0 of 7 decided")

    desk.get_by_role("button", name="Keys A M R E J K U").press("Enter")
    expect(said(desk)).to_have_text("Keys are off.")
    expect(desk.locator("kbd").first).to_be_hidden()
    desk.reload()
    desk.keyboard.press("r")
    desk.wait_for_load_state("networkidle")

    expect(desk.locator(".how-far")).to_contain_text("0 of 7 decided")
    desk.get_by_role("button", name="Keys A M R E J K U").click()
    desk.keyboard.press("r")
    expect(desk.locator(".how-far")).to_contain_text("1 of 7 decided")


def test_of_two_browsers_the_second_is_told_and_sees_the_firsts_decision(browser, reviewed):
    first = sign_in(watch(browser.new_context(), reviewed), reviewed)
    second = watch(browser.new_context(), reviewed)
    second.goto(reviewed.url + "/admin/login/?next=/admin/")
    second.fill("#id_username", SECOND[0])
    second.fill("#id_password", SECOND[1])
    second.keyboard.press("Enter")
    second.wait_for_url(reviewed.url + "/admin/")
    for page in (first, second):
        page.goto(reviewed.url + "/admin/review/two-at-once/?at=1")
    first.get_by_role("button", name="Reject").click()
    expect(first.locator(".how-far")).to_contain_text("1 of 7 decided")

    second.get_by_role("button", name="Accept as new").click()

    expect(second.get_by_role("alert")).to_contain_text("was faster and rejected this")
    expect(second.get_by_role("alert")).to_be_focused()
    expect(decided(second, 1)).to_contain_text("Rejected")
    assert violations(second, "overtaken") == []
    assert first.noted == second.noted == []
    for page in (first, second):
        page.context.close()


def test_all_of_it_works_without_scripts(browser, reviewed):
    context = browser.new_context(java_script_enabled=False)
    page = sign_in(context.new_page(), reviewed)
    page.goto(reviewed.url + "/admin/review/?q=no-scripts")
    page.get_by_role("link", name="Lee to stop in Tokyo (no-scripts)").click()
    assert not page.locator("#keys-switch").is_visible() and not page.locator("kbd").first.is_visible()

    page.get_by_role("link", name="on July 24").click()
    page.locator("details.edit summary").click()
    page.get_by_label("Title, English").fill("A call without scripts")
    page.get_by_role("button", name="Accept and publish").click()
    expect(decided(page, 5)).to_contain_text("Accepted “A call without scripts”")
    expect(page.locator(".said")).to_contain_text("Accepted and published")
    expect(page.locator("#candidate-6")).to_have_attribute("data-state", "current")

    page.get_by_role("button", name="Reject").click()
    decided(page, 6).get_by_role("button", name="Undo").click()
    expect(page.locator("#candidate-6")).to_have_attribute("data-state", "current")
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_accessible_and_keep_the_policy(desk, reviewed, language):
    found = []
    desk.goto(reviewed.url + "/admin/review/")
    found += violations(desk, "queue")
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        desk.goto(reviewed.url + f"/admin/review/looked-at-{language}/?at=2")
        desk.keyboard.press("e")
        expect(desk.locator("details.edit[open]")).to_be_visible()
        found += violations(desk, f"{language} {scheme}")
    desk.keyboard.press("Escape")
    desk.keyboard.press("r")
    at(desk, 3)
    found += violations(desk, f"{language} decided")
    assert found == []
    assert desk.noted == []


@pytest.mark.parametrize("width", [360, 820, 1440])
def test_nothing_scrolls_sideways(desk, reviewed, width):
    desk.set_viewport_size({"width": width, "height": 900})
    for path in ("", "looked-at-en/?at=1", "looked-at-ko/?at=1", "looked-at-ja/?at=1"):
        desk.goto(reviewed.url + "/admin/review/" + path)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path
