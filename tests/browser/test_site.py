"""The site in a real browser: three languages, light and dark, with and without scripts, by keyboard."""

import pytest
from playwright.sync_api import expect

from .conftest import EVENTS, violations

pytestmark = pytest.mark.browser

SUMMIT = "2025-08-23-lee-ishiba-summit"
ROWS = 15  # of the list, before it goes on
PAGES = ["/", f"/?kind=summit&selected={SUMMIT}", "/?dates=zzz", "/?from=2001&to=2002",
         "/events/2008-future-oriented-declaration/", "/events/2008-future-oriented-declaration/history/", "/actors/",
         "/actors/lee-jae-myung/", "/sources/", "/sources/kei-warm-spring/", "/changes/", "/about/", "/nowhere"]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/ko", "/ja"])
def test_every_page_is_accessible_and_keeps_the_policy(watched, site, prefix, scheme):
    watched.emulate_media(color_scheme=scheme)
    found = []
    for path in PAGES:
        watched.goto(site.url + prefix + path)
        found += violations(watched, path)

    assert found == []
    assert watched.noted == []
    assert watched.context.cookies() == []


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440, 1920])
def test_no_page_scrolls_sideways_and_targets_are_large_enough(watched, site, width):
    watched.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        watched.goto(site.url + path)
        assert watched.evaluate("document.documentElement.scrollWidth") <= width, path
        small = watched.evaluate(
            """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select')]
            .filter(e => e.checkVisibility() && !e.closest('.visually-hidden, .skip') && !e.matches('p a, dd a, td a, li small a, .meta a, .crumbs a'))
            .map(e => [e.matches('input[type=checkbox], input[type=radio]') ? e.closest('label') : e, e])
            .map(([e]) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, r]) => r.width && (r.height < 23.5 || r.width < 23.5)).map(([html, r]) => html + ' ' + r.width + 'x' + r.height)"""
        )
        assert small == [], path


def test_a_filter_is_chosen_by_click_and_taken_back_with_back(watched, site):
    watched.goto(site.url)
    watched.locator("#facet-kind > summary").click()
    watched.get_by_role("checkbox", name="Summit").check()
    watched.wait_for_url("**/?kind=summit")
    expect(watched.locator("#count")).to_have_text(f"5 of {EVENTS} events")
    assert watched.locator("#facet-kind").get_attribute("open") is not None

    watched.keyboard.press("Escape")
    watched.locator(".chip").click()
    watched.wait_for_url(site.url + "/")
    expect(watched.locator("#count")).to_have_text(f"{EVENTS} events")

    watched.go_back()
    expect(watched.locator("#count")).to_have_text(f"5 of {EVENTS} events")
    watched.go_back()
    expect(watched.locator("#count")).to_have_text(f"{EVENTS} events")
    assert watched.noted == []


def test_typed_dates_are_read_at_once_and_a_wrong_one_is_kept(watched, site):
    watched.goto(site.url)
    watched.locator("#dates").fill("from March 2023")
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/?from=2023-03")
    assert watched.locator("#dates").input_value() == "from March 2023"
    assert watched.locator("#dates-reading").inner_text().endswith("1 Mar 2023 →")

    watched.locator("#dates").fill("sometime in 2023")
    watched.keyboard.press("Enter")
    watched.wait_for_selector("#dates-error")
    assert watched.locator("#dates").input_value() == "sometime in 2023"
    watched.locator("#dates-error a").click()
    watched.wait_for_url("**/?from=2023&to=2023")
    assert watched.noted == []


def test_search_in_three_scripts(watched, site):
    for prefix, words in (("", "tokyo"), ("/ko", "정상회담"), ("/ja", "首脳会談")):
        watched.goto(site.url + prefix + "/")
        watched.locator("#q").fill(words)
        watched.keyboard.press("Enter")
        watched.wait_for_selector(".chip")
        assert watched.locator(".event").count() > 2


def test_an_event_opens_beside_the_list_and_escape_closes_it(watched, site):
    watched.set_viewport_size({"width": 1440, "height": 900})
    watched.goto(site.url + "/?kind=summit")
    watched.locator(f'.event [data-selects="{SUMMIT}"]').click()
    watched.wait_for_url(f"**/?kind=summit&selected={SUMMIT}")
    assert watched.locator("#detail h2").inner_text() == "Lee and Ishiba meet in Tokyo"
    assert watched.locator("#detail mark").count() >= 1

    watched.keyboard.press("Escape")
    watched.wait_for_url("**/?kind=summit")
    assert watched.locator("#detail h2").count() == 0
    assert watched.evaluate("document.activeElement.dataset.selects") == SUMMIT
    assert watched.noted == []


def test_the_list_goes_on_as_the_reader_nears_its_end(watched, site):
    watched.goto(site.url)
    assert watched.locator(".event").count() == ROWS
    for shown in range(ROWS, EVENTS, ROWS):
        watched.locator(".event").last.scroll_into_view_if_needed()
        watched.wait_for_function("n => document.querySelectorAll('.event').length > n", arg=shown)
    expect(watched.locator(".event")).to_have_count(EVENTS)
    years = watched.locator(".spine .year h3").all_inner_texts()
    assert len(years) == len(set(years))


def test_the_chosen_colours_stay(watched, site):
    watched.emulate_media(color_scheme="light")
    watched.goto(site.url)
    before = watched.evaluate("getComputedStyle(document.body).backgroundColor")
    watched.locator(".theme-switch").click()
    watched.goto(site.url + "/about/")

    assert watched.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_on_a_phone_the_filters_are_a_sheet_that_tells_the_result(watched, site):
    watched.set_viewport_size({"width": 360, "height": 780})
    watched.goto(site.url)
    assert not watched.get_by_role("checkbox", name="Summit").is_visible()
    watched.locator("#facets > summary").click()
    watched.get_by_role("checkbox", name="Summit").check()
    watched.wait_for_url("**/?kind=summit")
    button = watched.locator(".sheet-foot .close-sheet")
    expect(button).to_have_text("Show 5 events")
    button.click()
    assert watched.locator(".event").count() == 5
    assert watched.noted == []


def test_on_a_phone_an_event_opens_as_a_sheet_and_a_bar_leads_back_to_it(watched, site):
    watched.set_viewport_size({"width": 360, "height": 780})
    watched.goto(site.url + "/?kind=summit")
    watched.locator(".event a").nth(1).click()
    expect(watched.locator("#detail-heading")).to_have_text("Lee and Ishiba meet in Tokyo")
    expect(watched.locator("#detail-heading")).to_be_focused()
    watched.locator(".panel-step").last.click()
    expect(watched.locator("#detail-heading")).to_have_text("The Group of Seven meets in Canada")
    watched.keyboard.press("Escape")
    expect(watched.locator("#detail-heading")).not_to_be_visible()
    expect(watched.locator(".bar-details")).to_be_focused()
    watched.locator(".bar-details").click()
    expect(watched.locator("#detail-heading")).to_be_visible()
    watched.locator(".close-detail").click()
    watched.locator(".bar-close").click()
    expect(watched.locator("#selection-bar")).not_to_be_visible()
    assert "selected" not in watched.url
    assert watched.noted == []


def test_the_bar_shows_the_chosen_event_while_its_panel_is_out_of_sight(watched, site):
    watched.set_viewport_size({"width": 900, "height": 700})
    watched.goto(site.url + f"/?selected={SUMMIT}")
    watched.locator("#detail").scroll_into_view_if_needed()
    expect(watched.locator("#selection-bar")).not_to_be_visible()
    watched.mouse.wheel(0, 4000)
    expect(watched.locator(".bar-title")).to_have_text("Lee and Ishiba meet in Tokyo")
    watched.locator(".bar-step").last.click()
    expect(watched.locator(".bar-title")).to_have_text("Lee makes a two-day working visit to Japan")
    watched.locator(".bar-details").click()
    expect(watched.locator("#detail-heading")).to_be_focused()
    assert watched.noted == []


def test_everything_is_reached_by_keyboard(watched, site):
    watched.goto(site.url)
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(30):
        watched.keyboard.press("Tab")
        seen.append(watched.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert "q" in seen and "dates" in seen and "SUMMARY" in seen
    watched.locator("#facet-kind > summary").focus()
    watched.keyboard.press("Enter")
    watched.keyboard.press("Tab")
    watched.keyboard.press("Space")
    watched.wait_for_url("**/?kind=summit")
    expect(watched.locator("#kind-summit")).to_be_focused()


def test_everything_works_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)
    page.locator("#facet-kind > summary").click()
    page.locator("#kind-summit").check()
    page.locator("#dates").fill("since 2025")
    page.locator(".apply").click()
    assert page.url.endswith("/?from=2025&kind=summit")
    assert page.locator("#count").inner_text() == f"3 of {EVENTS} events"
    page.locator(".chip").first.click()
    assert page.url.endswith("/?kind=summit")
    page.locator(".event a").first.click()
    assert page.locator("h1").inner_text() == "APEC leaders are to meet in Gyeongju"
    page.goto(site.url)
    page.locator("#more a").click()
    expect(page.locator(".event")).to_have_count(ROWS)
    context.close()


def test_a_failed_swap_leaves_what_was_there_and_says_so(watched, site):
    watched.goto(site.url)
    watched.context.set_offline(True)
    watched.locator("#facet-kind > summary").click()
    watched.get_by_role("checkbox", name="Summit").check()
    expect(watched.locator("#announce")).to_contain_text("No answer")
    assert watched.locator(".event").count() == ROWS
