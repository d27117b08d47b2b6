"""A person's second factor: setting it up, renewing its recovery codes, taking it away."""

import secrets
from base64 import b32encode
from functools import wraps
from threading import BoundedSemaphore

import segno
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods
from django_otp import login as verify_session
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from timeline import audit
from timeline.admin.sign_in import ConfirmForm, FirstCodeForm, second_factor
from timeline.models import User
from timeline.views import errors

RECOVERY_CODES = 10
PASSWORDS_AT_ONCE = BoundedSemaphore(3)


def few_at_once(view):
    """To check a password costs a third of a second of a processor, so a process checks only a few at a time."""

    @wraps(view)
    def bounded(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not PASSWORDS_AT_ONCE.acquire(blocking=False):
            return errors.sign_in_busy(request)
        try:
            return view(request, *args, **kwargs)
        finally:
            PASSWORDS_AT_ONCE.release()

    return bounded


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@few_at_once
def security(request):
    """What is set up; with password and code, new recovery codes or no second factor any more."""
    device = second_factor(request.user)
    form = ConfirmForm(request, request.POST if request.method == "POST" and device else None)
    if form.is_valid():
        if request.POST.get("do") == "remove":
            remove(request.user)
            messages.success(request, _("Your second factor is removed."))
            return redirect("admin:security")
        if request.POST.get("do") == "codes":
            return codes_page(request, new_recovery_codes(request))
    left = StaticToken.objects.filter(device__user=request.user, device__confirmed=True).count()
    context = {"title": _("Security"), "device": device, "codes_left": left, "form": form}
    return page(request, "status", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request):
    """Set up an authenticator app: the one admin page for those who must have a second factor and have none yet."""
    if not (request.user.is_active and request.user.is_staff):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if second_factor(request.user):
        return redirect("admin:security")
    device = unconfirmed_device(request)
    form = FirstCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if codes := confirm(request, device, form.cleaned_data["code"]):
            return codes_page(request, codes)
        form.add_error("code", _("This code is wrong or too old. Wait for the next one."))
    key = b32encode(device.bin_key).decode()
    context = {
        "title": _("Set up a second factor"),
        "form": form,
        "key": [key[start : start + 4] for start in range(0, len(key), 4)],
        "picture": segno.make(device.config_url, micro=False).svg_data_uri(scale=5, border=4, light="white"),
    }
    return page(request, "enrol", context)


def unconfirmed_device(request):
    """What this session is setting up: never a device whose key another session, perhaps a thief's, has seen."""
    waiting = TOTPDevice.objects.devices_for_user(request.user, confirmed=False)
    device = waiting.filter(pk=request.session.get("enrolling")).first()
    if device is None:
        device = TOTPDevice.objects.create(user=request.user, name="Authenticator app", confirmed=False)
        request.session["enrolling"] = device.pk
    return device


@sensitive_variables()
def confirm(request, device, code):
    """With the app's first code the device counts, and this session with it; answers the recovery codes."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=request.user.pk)  # of two sessions setting up, the first gets through
        device = TOTPDevice.objects.select_for_update().filter(pk=device.pk, confirmed=False).first()
        if device is None or second_factor(request.user) or not device.verify_token(code):
            return None
        device.confirmed = True
        device.save()
        TOTPDevice.objects.devices_for_user(request.user, confirmed=False).delete()
        codes = new_recovery_codes(request)
    request.session.pop("enrolling", None)
    request.session.cycle_key()
    verify_session(request, device)
    audit.note("second-factor-set-up", request=request)
    return codes


@sensitive_variables()
@transaction.atomic
def new_recovery_codes(request):
    """Ten codes of twelve digits, each good once; earlier ones are void. The device stays: sessions may hang on it."""
    StaticToken.objects.filter(device__user=request.user).delete()
    devices = StaticDevice.objects.devices_for_user(request.user, confirmed=True)
    device = devices.first() or StaticDevice.objects.create(user=request.user, name="Recovery codes")
    codes = [f"{secrets.randbelow(10**12):012}" for _number in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=code)
    audit.note("recovery-codes-made", request=request)
    return [f"{code[:4]} {code[4:8]} {code[8:]}" for code in codes]


@transaction.atomic
def remove(user):
    TOTPDevice.objects.devices_for_user(user).delete()
    StaticDevice.objects.devices_for_user(user).delete()


def codes_page(request, codes):
    """Shown in answer to the form itself, so that they are nowhere to be read a second time."""
    return page(request, "codes", {"title": _("Your recovery codes"), "codes": codes})


def page(request, name, context):
    request.current_app = admin.site.name
    return TemplateResponse(request, f"admin/security/{name}.html", admin.site.each_context(request) | context)
