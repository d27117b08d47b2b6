"""The admin in a real browser: by keyboard, by two people at once, with and without scripts."""

import pytest
from playwright.sync_api import expect

from .conftest import violations, watch

pytestmark = pytest.mark.browser

PAGES = ["", "timeline/event/", "timeline/event/?needs=singly_sourced&status=published", "timeline/event/?dates=zzz",
         "timeline/event/add/", "timeline/source/", "timeline/actor/", "timeline/change/", "timeline/user/", "security/",
         "security/enrol/", "password_change/", "timeline/record/", "timeline/tenure/add/", "timeline/event/import/"]  # fmt: skip


def sign_in(page, site):
    page.goto(site.url + "/admin/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", site.password)
    page.keyboard.press("Enter")
    page.wait_for_url(site.url + "/admin/")
    return page


@pytest.fixture
def desk(watched, site):
    return sign_in(watched, site)


def open_event(page, site, title):
    page.goto(site.url + "/admin/timeline/event/")
    page.fill("#searchbar", title)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=title).click()
    page.wait_for_url("**/change/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_admin_is_accessible_and_keeps_the_policy(desk, site, scheme):
    desk.emulate_media(color_scheme=scheme)
    found = []
    for path in PAGES:
        desk.goto(site.url + "/admin/" + path)
        found += violations(desk, path)
    open_event(desk, site, "Lee and Ishiba meet in Tokyo")
    found += violations(desk, "change")
    desk.get_by_role("link", name="History").click()
    found += violations(desk, "history")
    assert found == []
    assert desk.noted == []


def test_the_door_is_accessible(watched, site):
    watched.goto(site.url + "/admin/login/")
    assert violations(watched, "login") == []
    assert watched.noted == []


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_of_the_admin_scrolls_sideways(desk, site, width):
    desk.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        desk.goto(site.url + "/admin/" + path)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path
    open_event(desk, site, "Lee and Ishiba meet in Tokyo")
    assert desk.evaluate("document.documentElement.scrollWidth") <= width


def test_the_date_is_read_as_it_is_typed_and_names_are_suggested(desk, site):
    desk.goto(site.url + "/admin/timeline/event/add/")
    desk.fill("#id_date", "")
    desk.locator("#id_date").press_sequentially("2023-03")
    expect(desk.locator("#reading-date")).to_contain_text("March 2023 → 1–31 Mar 2023, month")
    desk.locator("#id_participations-0-actor").press_sequentially("기시다")
    expect(desk.locator("#suggest-actor option").first).to_have_attribute("value", "Kishida Fumio")
    assert desk.noted == []


def test_rows_are_added_and_the_event_is_kept_as_a_draft(desk, site):
    desk.goto(site.url + "/admin/timeline/event/add/")
    desk.fill("#id_title_en", "A test of the form")
    desk.select_option("#id_kind", "meeting")
    desk.fill("#id_date", "2024-05")
    desk.fill("#id_participations-0-actor", "Japan")
    desk.select_option("#id_participations-0-role", "host")
    desk.get_by_role("button", name="Add a participant").click()
    expect(desk.locator("#id_participations-1-actor")).to_be_focused()
    desk.fill("#id_participations-1-actor", "대한민국")
    desk.select_option("#id_participations-1-role", "guest")
    desk.get_by_role("button", name="Save and go on editing").click()
    expect(desk.locator(".event-status")).to_have_text("Draft")
    assert desk.locator("#id_participations-1-actor").input_value() == "South Korea"
    assert desk.noted == []


def test_two_people_save_and_the_second_gets_both_texts(browser, site):
    first, second = (sign_in(watch(browser.new_context(), site), site) for _ in range(2))
    for page in (first, second):
        open_event(page, site, "Seoul announces a summit with Ishiba")
    first.fill("#id_title_ko", "첫째 사람의 제목")
    first.fill("#id_reason", "First")
    first.get_by_role("button", name="Save and go on editing").click()
    expect(first.locator(".state")).to_contain_text("First")

    second.fill("#id_title_ja", "二人目の題")
    second.fill("#id_reason", "Second")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator("h1")).to_have_text("Someone else saved this event first")
    expect(second.locator("table")).to_contain_text("첫째 사람의 제목")
    expect(second.locator("table")).to_contain_text("二人目の題")
    assert violations(second, "conflict") == []

    second.get_by_role("button", name="Save as version").click()
    second.wait_for_url("**/change/")
    assert second.locator("#id_title_ko").input_value() == "첫째 사람의 제목"
    assert second.locator("#id_title_ja").input_value() == "二人目の題"
    assert first.noted == second.noted == []
    for page in (first, second):
        page.context.close()


def test_an_event_is_edited_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = sign_in(context.new_page(), site)
    open_event(page, site, "Cho Hyun takes office")
    page.fill("#id_internal_note", "Seen without scripts")
    page.fill("#id_reason", "Note")
    page.get_by_role("button", name="Save and go on editing").click()
    assert page.locator("#id_internal_note").input_value() == "Seen without scripts"
    context.close()


def test_events_are_withdrawn_and_published_from_the_list_by_keyboard(desk, site):
    desk.goto(site.url + "/admin/timeline/event/?q=Ginza")
    desk.locator(".action-select").first.focus()
    desk.keyboard.press("Space")
    expect(desk.locator("#chosen")).to_contain_text("1 of 1")
    desk.select_option("select[name=action]", "withdraw_chosen")
    desk.get_by_role("button", name="Go").press("Enter")
    desk.locator("#reason").press_sequentially("A try")
    desk.keyboard.press("Enter")
    expect(desk.locator(".event-status")).to_have_text("Withdrawn")
    desk.get_by_role("link", name="Publish…").click()
    desk.locator("#reason").press_sequentially("Back again")
    desk.keyboard.press("Enter")
    expect(desk.locator(".event-status")).to_have_text("Published")
