"""Stories, compare and on this day in a real browser: by keyboard, without scripts, accessible, keeping the policy."""

import pytest
from playwright.sync_api import expect

from .conftest import violations

pytestmark = pytest.mark.browser

STORY = "/stories/return-of-shuttle-diplomacy/"
PAGES = ["/stories/", STORY, STORY + "1/", STORY + "9/", "/compare/?a=from%3D2008%26to%3D2011&b=kind%3Dsummit",
         "/compare/?a=dates%3Dzzz", "/on-this-day/?day=06-22", "/on-this-day/?day=zz"]  # fmt: skip


@pytest.mark.parametrize(("prefix", "scheme"), [("", "light"), ("/ko", "dark"), ("/ja", "light")])
def test_every_page_is_accessible_and_keeps_the_policy(watched, site, prefix, scheme):
    watched.emulate_media(color_scheme=scheme)
    found = []
    for path in PAGES:
        watched.goto(site.url + prefix + path)
        found += violations(watched, path)

    assert found == []
    assert watched.noted == []


@pytest.mark.parametrize("width", [320, 1024])
def test_no_page_scrolls_sideways(watched, site, width):
    watched.set_viewport_size({"width": width, "height": 800})
    wide = []
    for path in PAGES:
        watched.goto(site.url + path)
        if (found := watched.evaluate("document.documentElement.scrollWidth")) > width:
            wide.append((path, found))
    assert wide == []


def test_arrow_keys_go_from_step_to_step_and_back_is_back(watched, site):
    watched.goto(site.url + STORY + "1/")
    watched.keyboard.press("ArrowLeft")
    watched.keyboard.press("ArrowRight")
    watched.wait_for_url("**" + STORY + "2/")
    watched.keyboard.press("ArrowRight")
    watched.wait_for_url("**" + STORY + "3/")
    watched.keyboard.press("ArrowLeft")
    watched.wait_for_url("**" + STORY + "2/")
    watched.go_back()
    expect(watched.locator(".steps [aria-current]")).to_have_text("Mar 2023: Seoul has a foundation of its own pay")
    assert watched.noted == []


def test_the_wheel_scrolls_the_page_and_leaves_the_step(watched, site):
    watched.set_viewport_size({"width": 1024, "height": 500})
    watched.goto(site.url + STORY + "4/")
    watched.mouse.move(500, 300)
    watched.mouse.wheel(0, 200)
    watched.wait_for_function("scrollY > 100")
    assert watched.url.endswith(STORY + "4/")


def test_a_story_is_read_and_two_filters_compared_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "/stories/")
    page.get_by_role("link", name="Begin the story").first.click()
    page.get_by_role("link", name="Next step:").click()
    assert page.url.endswith(STORY + "2/")
    expect(page.locator("#around svg.picture")).to_be_visible()
    page.goto(site.url + "/compare/")
    page.locator("#a-kind").select_option("summit")
    page.locator("#b-dates").fill("2025")
    page.get_by_role("button", name="Compare").click()
    assert "a=kind%3Dsummit" in page.url and "b=dates%3D2025" in page.url
    expect(page.locator("#a-heading")).to_have_text("Summit")
    context.close()
