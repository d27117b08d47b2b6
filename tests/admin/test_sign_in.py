"""Signing in to the admin: password, second factor, how much guessing is borne, sessions, and the audit log."""

import json
import logging
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.conf import settings as configured
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests import make
from tests.test_lint import BANNED
from timeline import audit
from timeline.admin import security

pytestmark = pytest.mark.django_db

PASSWORD = "three quiet shuttles"
LOGIN, INDEX, SECURITY, ENROL = "/admin/login/", "/admin/", "/admin/security/", "/admin/security/enrol/"


@pytest.fixture
def editor():
    return make.user(username="editor", password=PASSWORD, is_staff=True)


@pytest.fixture
def device(editor):
    return TOTPDevice.objects.create(user=editor, name="Authenticator app")


@pytest.fixture
def clock():
    """A clock that stands still: a code counts once, and the wait after a wrong one passes when we say so."""
    with time_machine.travel(datetime(2026, 11, 22, 9, 0, 5, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def said(caplog):
    """The lines of the audit log, as (event, details)."""
    caplog.set_level(logging.INFO, "shuttle.audit")

    def lines(*events):
        told = [r.getMessage().split(" ", 1) for r in caplog.records if r.name == "shuttle.audit"]
        return [(event, json.loads(details)) for event, details in told if not events or event in events]

    return lines


def token(device, *, steps=0):
    return f"{totp(device.bin_key, drift=steps):06}"


def wrong(device):
    near = {token(device, steps=steps) for steps in range(-2, 3)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in near)


def sign_in(client, name="editor", password=PASSWORD, code="", *, address="192.0.2.1", then="", **headers):
    asked = {"username": name, "password": password, "code": code, "next": then}
    return client.post(LOGIN, asked, REMOTE_ADDR=address, headers=headers)


def signed_in(client):
    return "_auth_user_id" in client.session


def set_up(client):
    """Enrol whoever is signed in: (device, recovery codes)."""
    client.get(ENROL)
    device = TOTPDevice.objects.get(pk=client.session["enrolling"])
    page = client.post(ENROL, {"code": token(device)})
    return device, re.findall(r"<code>(\d{4} \d{4} \d{4})</code>", page.text)


# Password and code


@pytest.mark.parametrize("required", [True, False])
def test_who_has_a_second_factor_signs_in_with_both(client, settings, device, required):
    settings.REQUIRE_2FA = required

    answer = sign_in(client, code=token(device))

    assert (answer.status_code, answer["Location"]) == (302, INDEX)
    assert client.get(INDEX).status_code == 200


@pytest.mark.parametrize("required", [True, False])
def test_without_the_code_the_form_asks_for_it_and_there_is_no_session(client, settings, device, required):
    settings.REQUIRE_2FA = required

    answer = sign_in(client)

    assert answer.status_code == 200
    assert "Give the code of your authenticator app" in answer.text
    assert configured.SESSION_COOKIE_NAME not in client.cookies
    assert Session.objects.count() == 0
    assert PASSWORD not in answer.text


def test_the_same_code_counts_once(client, clock, device):
    code = token(device)
    first, second = sign_in(client, code=code), sign_in(Client(), code=code)

    assert (first.status_code, second.status_code) == (302, 200)
    assert "was used before" in second.text
    clock.shift(31)
    assert sign_in(Client(), code=token(device)).status_code == 302


@pytest.mark.parametrize("steps, status", [(-2, 200), (-1, 302), (0, 302), (1, 302), (2, 200)])
def test_a_clock_may_be_off_by_one_step(client, clock, device, steps, status):
    assert sign_in(client, code=token(device, steps=steps)).status_code == status


@pytest.mark.parametrize("write", [
    lambda code: f" {code[:3]} {code[3:]} ",
    lambda code: f"{code[:3]}-{code[3:]}",
    lambda code: code.translate({ord("0") + n: ord("０") + n for n in range(10)}),
], ids=["spaced", "hyphened", "full width"])  # fmt: skip
def test_a_code_may_be_grouped_or_typed_at_full_width(client, device, write):
    assert sign_in(client, code=write(token(device))).status_code == 302


@pytest.mark.parametrize("code", ["000000x", "+12345", "1_2345", "1e5", "x" * 41, "\0" * 6, "٠١٢٣٤٥", "' OR 1=1"])
def test_what_is_no_code_is_refused(client, device, code):
    assert sign_in(client, code=code).status_code == 200
    assert not signed_in(client)


def test_somebody_elses_code_is_refused(client, clock, device):
    other = make.user(username="other", password=PASSWORD, is_staff=True)
    theirs = TOTPDevice.objects.create(user=other, name="Authenticator app")

    assert sign_in(client, code=token(theirs)).status_code == 200
    assert not signed_in(client)


def test_a_recovery_code_signs_in_once(client, clock, settings, editor, said):
    settings.REQUIRE_2FA = True
    sign_in(client)
    _device, codes = set_up(client)

    first, second = sign_in(Client(), code=codes[0]), sign_in(Client(), code=codes[0])

    assert (first.status_code, second.status_code) == (302, 200)
    assert StaticToken.objects.count() == 9
    assert [details["left"] for _, details in said("recovery-code-used")] == [9]
    clock.shift(2)  # the wait after a wrong one
    other = Client()
    assert sign_in(other, code=codes[1].replace(" ", "")).status_code == 302
    assert other.get(INDEX).status_code == 200


def test_a_wrong_recovery_code_does_not_slow_the_app_down(client, clock, device):
    sign_in(client, code="123456789012")

    assert sign_in(client, code=token(device)).status_code == 302


def test_without_a_second_factor_a_password_does_where_none_is_required(client, settings, editor):
    settings.REQUIRE_2FA = False

    assert sign_in(client).status_code == 302
    assert client.get(INDEX).status_code == 200


# One answer for all that is wrong


@pytest.mark.parametrize("name, password", [
    ("editor", "wrong"), ("nobody", "wrong"), ("nobody", PASSWORD), ("former", PASSWORD), ("reader", PASSWORD),
])  # fmt: skip
def test_the_same_words_whatever_is_wrong_with_name_or_password(client, device, name, password):
    make.user(username="former", password=PASSWORD, is_staff=True, is_active=False)
    make.user(username="reader", password=PASSWORD)

    answer = sign_in(client, name, password)

    errors = re.search(r'<div class="errornote" id="sign-in-error" role="alert">(.*?)</div>', answer.text)
    assert errors[1] == "<p>This name and this password do not go together, or may not sign in here.</p>"
    assert AccessAttempt.objects.get().failures_since_start == 1
    assert not signed_in(client)


def test_a_wrong_name_costs_as_much_hashing_as_a_wrong_password(client, editor, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *a, **k: hashed.append(1) or encode(self, *a, **k))

    sign_in(client, "editor", "wrong")
    known = len(hashed)
    sign_in(client, "nobody", "wrong")

    assert (known, len(hashed)) == (1, 2)


# Guessing


def test_five_failures_close_a_name_to_an_address_for_a_quarter_of_an_hour(client, clock, settings, editor, said):
    settings.REQUIRE_2FA = False

    statuses = [sign_in(client, password="wrong").status_code for _ in range(5)]
    closed = sign_in(client)

    assert statuses == [200, 200, 200, 200, 429]
    assert (closed.status_code, closed["Retry-After"]) == (429, "900")
    assert "Too many attempts" in closed.text
    assert not signed_in(client)
    assert {details["whom"] for _, details in said("locked-out")} == {f"{editor.public_name} ({editor.pk})"}
    clock.shift(901)
    assert sign_in(client).status_code == 302


def test_tries_while_it_is_closed_do_not_keep_it_closed(client, clock, settings, editor):
    settings.REQUIRE_2FA = False
    for _ in range(5):
        sign_in(client, password="wrong")
    clock.shift(600)
    assert sign_in(client, password="wrong").status_code == 429

    clock.shift(301)

    assert sign_in(client).status_code == 302


def test_another_person_at_the_address_still_gets_in_and_so_does_this_one_elsewhere(client, settings, editor):
    settings.REQUIRE_2FA = False
    make.user(username="colleague", password=PASSWORD, is_staff=True)
    for _ in range(6):
        sign_in(client, password="wrong")

    assert sign_in(Client(), "colleague").status_code == 302
    assert sign_in(Client(), address="192.0.2.2").status_code == 302


def test_wrong_codes_are_failures_too(client, clock, device, said):
    statuses = [sign_in(client, code=wrong(device)).status_code for _ in range(5)]

    assert statuses == [200, 200, 200, 200, 429]
    assert [details["refused"] for _, details in said("sign-in-failed")] == ["code"] * 5
    clock.shift(120)
    assert sign_in(client, code=token(device)).status_code == 429


def test_a_missing_code_is_no_failure(client, device):
    assert [sign_in(client).status_code for _ in range(7)] == [200] * 7
    assert AccessAttempt.objects.count() == 0


def test_after_a_wrong_code_the_right_one_must_wait(client, clock, device):
    for _ in range(3):
        clock.shift(5)
        sign_in(client, code=wrong(device))

    at_once = sign_in(Client(), code=token(device), address="192.0.2.9").status_code
    clock.shift(60)
    later = sign_in(Client(), code=token(device), address="192.0.2.9").status_code

    assert (at_once, later) == (200, 302)


def test_signing_in_forgives_the_failures_before_it(client, settings, editor):
    settings.REQUIRE_2FA = False
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)

    assert AccessAttempt.objects.count() == 0


def test_fifty_failures_over_all_names_close_the_address_to_every_name(client, clock, settings, editor):
    settings.REQUIRE_2FA = False
    for number in range(50):
        sign_in(client, f"name-{number}", "wrong")

    assert sign_in(Client()).status_code == 429
    assert sign_in(Client(), address="192.0.2.2").status_code == 302
    clock.shift(901)
    assert sign_in(Client()).status_code == 302


def test_signing_in_does_not_forgive_failures_under_other_names(client, settings, editor):
    settings.REQUIRE_2FA = False
    for number in range(49):
        sign_in(client, f"name-{number}", "wrong")
    assert sign_in(Client()).status_code == 302

    sign_in(client, "one-more", "wrong")

    assert sign_in(Client()).status_code == 429


def test_said_addresses_change_nothing_where_no_proxy_is_declared(client, settings, editor):
    settings.REQUIRE_2FA = False
    said = {"X-Forwarded-For": "198.51.100.7", "X-Real-Ip": "198.51.100.7", "Forwarded": "for=198.51.100.7"}
    statuses = [sign_in(client, password="wrong", **said | {"X-Forwarded-For": f"198.51.100.{n}"}).status_code
                for n in range(5)]  # fmt: skip

    assert statuses == [200, 200, 200, 200, 429]
    assert sign_in(client, **said).status_code == 429
    assert {attempt.ip_address for attempt in AccessAttempt.objects.all()} == {"192.0.2.1"}


def test_a_declared_proxy_is_believed_for_its_own_word_only(client, settings, editor):
    settings.REQUIRE_2FA = False
    settings.TRUSTED_PROXIES = 1
    for n in range(5):
        sign_in(client, password="wrong", **{"X-Forwarded-For": f"203.0.113.{n}, 198.51.100.7"})

    assert sign_in(client, **{"X-Forwarded-For": "203.0.113.99, 198.51.100.7"}).status_code == 429
    assert sign_in(client, **{"X-Forwarded-For": "198.51.100.7, 198.51.100.8"}).status_code == 302
    assert sign_in(Client(), password="wrong", **{"X-Forwarded-For": "not an address"}).status_code == 200


@pytest.mark.parametrize("address, other, counted", [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::"),
    ("::ffff:192.0.2.1", "192.0.2.1", "192.0.2.1"),
    ("fe80::1%eth0", "fe80::2", "fe80::"),
])  # fmt: skip
def test_a_network_of_one_machine_counts_as_one_address(client, editor, address, other, counted):
    sign_in(client, password="wrong", address=address)
    sign_in(client, password="wrong", address=other)

    assert [(row.ip_address, row.failures_since_start) for row in AccessAttempt.objects.all()] == [(counted, 2)]


def test_no_secret_is_kept_with_a_failure(client, clock, device):
    sign_in(client, password="a very secret password")
    sign_in(client, code="123456789012")
    sign_in(client, code="210987654321")

    rows = "".join(str(row) for row in AccessAttempt.objects.values())
    assert "123456789012" not in rows and "210987654321" not in rows
    assert "secret password" not in rows and PASSWORD not in rows


def test_only_a_few_passwords_are_checked_at_once(client, settings, editor):
    settings.REQUIRE_2FA = False
    places = 0
    while security.PASSWORDS_AT_ONCE.acquire(blocking=False):
        places += 1
    try:
        full = sign_in(client)
        form = client.get(LOGIN)
    finally:
        security.PASSWORDS_AT_ONCE.release(places)

    assert 1 <= places < 8  # threads of a process: some are left for readers
    assert (full.status_code, full["Retry-After"]) == (503, "5")
    assert form.status_code == 200
    assert not signed_in(client)
    for _ in range(places + 1):  # every check gives its place back
        sign_in(Client(), "nobody", "wrong")
    assert sign_in(client).status_code == 302


def test_a_failing_check_gives_its_place_back(client, editor, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("django.contrib.auth.forms.authenticate", broken)
    client.raise_request_exception = False

    assert [sign_in(client).status_code for _ in range(10)] == [500] * 10


# Where one is led


@pytest.mark.parametrize("then", [
    "//evil.example", r"\\evil.example", r"/\evil.example", "https://evil.example/", "javascript:alert(1)",
    "http:///evil.example", " //evil.example", "data:text/html,x",
])  # fmt: skip
def test_one_is_led_nowhere_else_after_signing_in(client, settings, editor, then):
    settings.REQUIRE_2FA = False

    answer = sign_in(client, then=then)
    again = client.get(LOGIN, {"next": then})

    assert [(led.status_code, led["Location"]) for led in (answer, again)] == [(302, INDEX)] * 2


def test_one_is_led_back_to_where_one_was_going(client, settings, editor):
    settings.REQUIRE_2FA = False
    asked = client.get("/admin/password_change/")

    assert asked["Location"] == "/admin/login/?next=/admin/password_change/"
    assert sign_in(client, then="/admin/password_change/")["Location"] == "/admin/password_change/"


def test_signing_out_is_by_post_only(client, settings, editor, said):
    settings.REQUIRE_2FA = False
    sign_in(client)

    assert client.get("/admin/logout/").status_code == 405
    assert signed_in(client)
    assert client.post("/admin/logout/").status_code == 200
    assert not signed_in(client)
    assert len(said("signed-out")) == 1


def test_forms_are_taken_with_their_cookie_only(settings, editor):
    settings.REQUIRE_2FA = False
    strict = Client(enforce_csrf_checks=True)

    assert sign_in(strict).status_code == 403
    strict.force_login(editor)
    assert strict.post(ENROL, {"code": "123456"}).status_code == 403
    assert strict.post(SECURITY, {"do": "remove"}).status_code == 403
    assert strict.post("/admin/logout/").status_code == 403


# Who must set up a second factor first


def test_who_has_none_where_one_is_required_gets_to_the_enrolment_page_only(client, settings, editor):
    settings.REQUIRE_2FA = True

    assert sign_in(client, then="/admin/password_change/").status_code == 302
    for path in (INDEX, SECURITY, LOGIN, "/admin/password_change/", "/admin/timeline/", "/admin/nowhere/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, ENROL), path
        assert path == LOGIN or client.post(path)["Location"] == ENROL
    assert client.get(ENROL).status_code == 200


def test_every_address_of_the_admin_leads_there(client, settings, editor):
    settings.REQUIRE_2FA = True
    editor.is_superuser = True
    editor.save()
    sign_in(client)

    names = {
        name for name in get_resolver("timeline.urls").namespace_dict["admin"][1].reverse_dict if isinstance(name, str)
    }
    led = {}
    for name in names - {"logout", "security_enrol"}:
        with suppress(NoReverseMatch):  # needs an object
            led[name] = client.get(reverse(f"admin:{name}")).headers.get("Location")

    assert len(led) >= 7
    assert {name: where for name, where in led.items() if where != ENROL} == {}


def test_the_enrolment_page_tells_nothing_of_the_admin_and_lets_one_out(client, settings, editor):
    settings.REQUIRE_2FA = True
    editor.is_superuser = True
    editor.save()
    sign_in(client)

    page = client.get(ENROL)

    assert page.context["available_apps"] == []
    assert "/admin/timeline/" not in page.text
    assert 'action="/admin/logout/"' in page.text
    assert client.post("/admin/logout/").status_code == 200
    assert not signed_in(client)


def test_enrolling_opens_the_admin(client, settings, editor, said):
    settings.REQUIRE_2FA = True
    sign_in(client)
    before = client.session.session_key

    device, codes = set_up(client)

    device.refresh_from_db()
    assert device.confirmed
    assert len(set(codes)) == 10
    assert client.session.session_key != before
    assert client.get(INDEX).status_code == client.get(SECURITY).status_code == 200
    assert client.get(ENROL)["Location"] == SECURITY
    assert [event for event, _ in said()][-2:] == ["recovery-codes-made", "second-factor-set-up"]


def test_a_wrong_first_code_leaves_the_door_shut_and_the_key_as_it_was(client, clock, settings, editor):
    settings.REQUIRE_2FA = True
    sign_in(client)
    client.get(ENROL)
    device = TOTPDevice.objects.get()

    page = client.post(ENROL, {"code": wrong(device)})

    assert page.status_code == 200
    assert "This code is wrong" in page.text
    assert client.get(INDEX)["Location"] == ENROL
    assert TOTPDevice.objects.get().key == device.key
    clock.shift(2)
    assert "recovery-codes" in client.post(ENROL, {"code": token(device)}).text


def test_the_page_shows_the_key_as_picture_and_text(client, editor):
    client.force_login(editor)

    page = client.get(ENROL)

    shown = re.search(r'<code id="key">([A-Z2-7 ]+)</code>', page.text)[1]
    assert [len(group) for group in shown.split(" ")] == [4] * 8
    assert shown.replace(" ", "") in TOTPDevice.objects.get().config_url
    assert re.search(r'<img src="data:image/svg\+xml[^"]+" width="245" height="245" alt="[^"]+">', page.text)
    assert "no-store" in page["Cache-Control"]


def test_no_session_sets_up_a_key_that_another_has_seen(editor):
    thief, owner = Client(), Client()
    for client in (thief, owner):
        client.force_login(editor)
        client.get(ENROL)
    stolen, own = (TOTPDevice.objects.get(pk=client.session["enrolling"]) for client in (thief, owner))
    assert stolen.key != own.key

    owner.post(ENROL, {"code": token(own)})

    assert [device.pk for device in TOTPDevice.objects.all()] == [own.pk]
    assert thief.post(ENROL, {"code": token(stolen)}).status_code == 302
    assert TOTPDevice.objects.filter(confirmed=True).count() == 1


def test_a_session_without_the_code_stays_outside_once_there_is_a_second_factor(client, settings, editor):
    settings.REQUIRE_2FA = True
    earlier = Client()
    sign_in(earlier)
    sign_in(client)
    set_up(client)

    for path in (INDEX, SECURITY):
        assert earlier.get(path)["Location"].startswith(LOGIN)
    assert earlier.get(ENROL)["Location"] == SECURITY
    assert earlier.get(LOGIN).status_code == 200


@pytest.mark.parametrize("path", [SECURITY, ENROL])
def test_others_get_what_the_admin_gives(client, path):
    assert client.get(path)["Location"] == f"{LOGIN}?next={path}"
    client.force_login(make.user(password=PASSWORD))
    assert client.get(path)["Location"] == f"{LOGIN}?next={path}"
    assert TOTPDevice.objects.count() == 0


# The security page


@pytest.fixture
def enrolled(client, clock, settings, editor):
    settings.REQUIRE_2FA = True
    sign_in(client)
    device, codes = set_up(client)
    clock.shift(60)
    return device, codes


def test_it_says_what_is_set_up(client, settings, editor, clock):
    settings.REQUIRE_2FA = False
    client.force_login(editor)
    assert "No second factor is set up" in client.get(SECURITY).text

    _device, codes = set_up(client)
    assert "10 recovery codes are left" in client.get(SECURITY).text

    sign_in(Client(), code=codes[0])
    page = client.get(SECURITY)
    assert "9 recovery codes are left" in page.text
    assert "no-store" in page["Cache-Control"]


def test_new_recovery_codes_void_the_earlier_and_are_shown_once(client, clock, enrolled):
    device, earlier = enrolled

    page = client.post(SECURITY, {"password": PASSWORD, "code": token(device), "do": "codes"})

    new = re.findall(r"<code>(\d{4} \d{4} \d{4})</code>", page.text)
    assert len(set(new) - set(earlier)) == 10
    assert "no-store" in page["Cache-Control"]
    assert not any(code in client.get(SECURITY).text for code in new)
    assert sign_in(Client(), code=earlier[0]).status_code == 200
    clock.shift(2)
    assert sign_in(Client(), code=new[0]).status_code == 302


def test_removing_ends_what_hung_on_it(client, settings, clock, enrolled, said):
    device, _codes = enrolled
    other = Client()
    sign_in(other, code=token(device))
    clock.shift(31)

    answer = client.post(SECURITY, {"password": PASSWORD, "code": token(device), "do": "remove"})

    assert answer["Location"] == SECURITY
    assert (TOTPDevice.objects.count(), StaticToken.objects.count()) == (0, 0)
    assert client.get(INDEX)["Location"] == other.get(INDEX)["Location"] == ENROL
    (_, details), *more = said("second-factor-removed")
    assert more == []
    assert details["whom"] == details["user"] == f"{device.user.public_name} ({device.user.pk})"


def test_a_lost_phone_is_replaced_with_a_recovery_code(client, enrolled):
    _device, codes = enrolled
    other = Client()
    sign_in(other, code=codes[0])

    other.post(SECURITY, {"password": PASSWORD, "code": codes[1], "do": "remove"})
    device, new = set_up(other)

    assert other.get(INDEX).status_code == 200
    assert len(new) == 10


@pytest.mark.parametrize("do", ["remove", "codes"])
@pytest.mark.parametrize("given", ["nothing", "password", "code", "wrong password", "wrong code"])
def test_nothing_changes_without_password_and_code(client, enrolled, given, do):
    device, codes = enrolled
    kept = set(StaticToken.objects.values_list("token", flat=True))
    asked = {
        "nothing": {},
        "password": {"password": PASSWORD},
        "code": {"code": token(device)},
        "wrong password": {"password": "wrong", "code": token(device)},
        "wrong code": {"password": PASSWORD, "code": wrong(device)},
    }[given]

    page = client.post(SECURITY, asked | {"do": do})

    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert TOTPDevice.objects.get() == device
    assert set(StaticToken.objects.values_list("token", flat=True)) == kept


def test_guessing_there_is_guessing_too(client, enrolled):
    statuses = [client.post(SECURITY, {"password": "wrong", "code": "123456", "do": "remove"}).status_code
                for _ in range(6)]  # fmt: skip

    assert statuses == [200, 200, 200, 200, 429, 429]


# Sessions


def test_a_session_ends_after_eight_idle_hours_and_not_before(client, clock, settings, editor):
    settings.REQUIRE_2FA = False
    sign_in(client)

    for _ in range(3):
        clock.shift(timedelta(hours=7))
        assert client.get(INDEX).status_code == 200
    clock.shift(timedelta(hours=8, seconds=1))

    assert client.get(INDEX)["Location"].startswith(LOGIN)


def test_no_session_lives_longer_than_thirty_days_however_it_is_used(client, clock, settings, editor):
    settings.REQUIRE_2FA = False
    sign_in(client)
    hours = 0
    while client.get(INDEX).status_code == 200:
        clock.shift(timedelta(hours=6))
        hours += 6
        assert hours < 40 * 24

    assert 30 * 24 <= hours <= 30 * 24 + 14


def test_the_session_key_changes_at_signing_in(client, settings, editor):
    settings.REQUIRE_2FA = False
    planted = client.session
    planted["planted"] = True
    planted.save()
    client.cookies[configured.SESSION_COOKIE_NAME] = planted.session_key

    sign_in(client)

    assert client.session.session_key != planted.session_key
    assert not Session.objects.filter(pk=planted.session_key).exists()


def test_a_new_password_ends_all_other_sessions(client, settings, editor, clock):
    settings.REQUIRE_2FA = True
    sign_in(client)
    device, _codes = set_up(client)
    clock.shift(31)
    other = Client()
    sign_in(other, code=token(device))
    assert other.get(INDEX).status_code == 200

    new = "four louder shuttles"
    asked = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/admin/password_change/", asked).status_code == 302

    assert client.get(INDEX).status_code == 200
    assert other.get(INDEX)["Location"].startswith(LOGIN)


def test_who_loses_the_right_to_edit_is_out_at_once(client, settings, editor):
    settings.REQUIRE_2FA = False
    sign_in(client)
    editor.is_staff = False
    editor.save()

    assert client.get(INDEX)["Location"].startswith(LOGIN)


def test_readers_get_no_cookie_and_no_session(client, sample_record):
    for path in ("/", "/ko/", "/events/", "/about/", "/robots.txt", "/admin/"):
        assert not client.get(path).cookies, path
    client.cookies[configured.SESSION_COOKIE_NAME] = "neverwasasession0000000000000000"
    client.get("/about/")

    assert Session.objects.count() == 0


# The pages themselves


def pages(client, editor):
    """Every page of signing in, by name."""
    yield "sign in", client.get(LOGIN)
    yield "wrong password", sign_in(client, password="wrong")
    client.force_login(editor)
    yield "nothing set up", client.get(SECURITY)
    yield "enrol", client.get(ENROL)
    device = TOTPDevice.objects.get()
    yield "codes", client.post(ENROL, {"code": token(device)})
    yield "set up", client.get(SECURITY)
    yield "wrong", client.post(SECURITY, {"password": "", "code": "1", "do": "codes"})
    yield "signed out", client.post("/admin/logout/")
    yield "code asked for", sign_in(client)


@pytest.mark.parametrize("required", [True, False])
def test_the_pages_keep_the_content_security_policy(client, settings, editor, required):
    settings.REQUIRE_2FA = required

    for name, page in pages(client, editor):
        assert page.status_code == 200 if name not in ("nothing set up",) or not required else 302, name
        html = re.sub(r'src="data:image/svg[^"]*"', "", page.text)
        assert [what for what, pattern in BANNED.items() if re.search(pattern, html)] == [], name
        assert page["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "no-store" in page["Cache-Control"], name
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), name


def test_the_picture_has_no_style_of_its_own(client, editor):
    client.force_login(editor)

    picture = re.search(r'src="(data:image/svg[^"]+)"', client.get(ENROL).text)[1]

    assert "style" not in picture


def test_fields_have_labels_and_say_what_they_take(client):
    page = client.get(LOGIN).text

    for name in ("username", "password", "code"):
        assert f'<label for="id_{name}"' in page
    field = re.search(r'<input[^>]*name="code"[^>]*>', page)[0]
    assert 'autocomplete="one-time-code"' in field and 'inputmode="numeric"' in field
    assert 'autocomplete="current-password"' in page


def test_errors_are_tied_to_their_fields(client, clock, device):
    for page in (
        sign_in(client, password="wrong"),
        sign_in(client),
        sign_in(client, code=wrong(device)),
        sign_in(client, ""),
    ):
        invalid = re.findall(r'<input[^>]*aria-invalid="true"[^>]*>', page.text)
        assert invalid
        for field in invalid:
            for told in re.search(r'aria-describedby="([^"]+)"', field)[1].split():
                assert f'id="{told}"' in page.text


# The audit log


def test_it_tells_who_came_in_from_where_and_who_did_not(client, clock, settings, device, said):
    sign_in(client, password="wrong")
    sign_in(client, "nobody", "wrong")
    sign_in(client, code=token(device))
    client.post("/admin/logout/", REMOTE_ADDR="192.0.2.1")

    who = f"{device.user.public_name} ({device.user.pk})"
    assert [
        (event, d["user"], d.get("whom"), d["address"]) for event, d in said() if event != "permission-changed"
    ] == [
        ("sign-in-failed", None, who, "192.0.2.1"),
        ("sign-in-failed", None, None, "192.0.2.1"),
        ("signed-in", who, None, "192.0.2.1"),
        ("signed-out", who, None, "192.0.2.1"),
    ]


def test_it_tells_who_gave_whom_which_right(client, settings, said, rf):
    administrator, other = make.user(is_staff=True), make.user()
    request = rf.get("/admin/", REMOTE_ADDR="192.0.2.1")
    request.user = administrator
    before = audit.asked.set(request)
    try:
        other.is_staff = True
        other.save()
        other.groups.add(Group.objects.get(name="curator"))
        other.groups.add(Group.objects.get(name="curator"))
        Group.objects.get(name="curator").user_set.remove(other)
        other.save()
        other.is_superuser = True
        other.save(update_fields=["last_login"])
    finally:
        audit.asked.reset(before)

    lines = [d for _, d in said("permission-changed") if d["user"]]
    mine, whom = f"{administrator.public_name} ({administrator.pk})", f"{other.public_name} ({other.pk})"
    assert lines == [
        {"user": mine, "address": "192.0.2.1", "whom": whom, "is_staff": True},
        {"user": mine, "address": "192.0.2.1", "whom": whom, "add": ["curator"]},
        {"user": mine, "address": "192.0.2.1", "whom": "curator", "remove": [whom]},
    ]


def test_it_tells_of_new_people_with_rights_only(said):
    make.user(is_active=False)
    make.user()
    editor = make.user(is_staff=True)

    assert [d["whom"] for _, d in said("permission-changed")] == [editor.display_name]


def test_an_admin_page_knows_who_asked(client, settings, editor, said):
    settings.REQUIRE_2FA = False
    client.force_login(editor)
    set_up(client)
    TOTPDevice.objects.get().delete()  # from a shell: nobody asked
    assert audit.asked.get() is None

    assert said("second-factor-removed")[0][1]["user"] is None


def test_a_line_is_one_line(said, caplog):
    audit.note("tried", name="a\nsigned-in {}\r\u2028\x85b", user=make.user(display_name="Line\nbreak"))

    lines = [r.getMessage() for r in caplog.records if "tried" in r.getMessage()]
    assert len(lines) == 1
    assert len(lines[0].splitlines()) == 1
    assert said("tried")[0][1]["name"] == "a\nsigned-in {}\r\u2028\x85b"


def test_no_secret_is_in_any_log(client, clock, settings, editor, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "django.db.backends")
    settings.REQUIRE_2FA = True
    sign_in(client, password="a wrong secret")
    sign_in(client, "my password in the wrong box", PASSWORD)
    sign_in(client)
    device, codes = set_up(client)
    first = token(device)
    used = codes[0]
    sign_in(Client(), code=used)
    clock.shift(31)
    sign_in(Client(), code=token(device))
    sign_in(Client(), code=wrong(device))
    sign_in(Client(), code="123456789012")

    shown = device.config_url.split("secret=")[1].split("&")[0]
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "signed-in" in logged
    for secret in (PASSWORD, "a wrong secret", "wrong box", first, token(device), wrong(device), "123456789012",
                   device.key, shown, *codes, *[code.replace(" ", "") for code in codes]):  # fmt: skip
        assert secret not in logged
