"""The forms of signing in, and how much guessing they bear."""

import re
import unicodedata
from ipaddress import IPv6Address, ip_address

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from timeline import audit
from timeline.views.middleware import client_address

WRONG_CODE = _("This code is wrong or was used before. Wait for the next one and give it with your password.")


class CodeField(forms.CharField):
    """Six digits of an authenticator app, or twelve of a recovery code; grouped or full-width, as one types them."""

    def __init__(self, **options):
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        super().__init__(**{"label": _("Code"), "max_length": 40, "widget": forms.TextInput(attrs=attrs)} | options)

    def to_python(self, value):
        return "".join(sign for sign in unicodedata.normalize("NFKC", super().to_python(value)) if sign.isalnum())


class SignInForm(AdminAuthenticationForm):
    """Name, password and, from whoever has a second factor, a code; any refusal but of a missing code is a failure."""

    error_messages = {
        "invalid_login": _("This name and this password do not go together, or may not sign in here."),
        "inactive": _("This name and this password do not go together, or may not sign in here."),
    }
    code = CodeField(
        required=False,
        help_text=_("Six digits from your authenticator app, or a recovery code. Empty if you have not set one up."),
    )

    def clean(self):
        try:
            return super().clean()
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                for name in ("username", "password"):
                    attrs = self.fields[name].widget.attrs
                    attrs |= {"aria-describedby": "sign-in-error", "aria-invalid": "true"}
            raise

    def confirm_login_allowed(self, user):
        try:
            super().confirm_login_allowed(user)
        except ValidationError:
            failed(self.request, user, "not staff")
            raise
        if second_factor(user) is None:
            return
        if not (code := self.cleaned_data.get("code")):
            raise ValidationError({"code": _("Give the code of your authenticator app, and your password again.")})
        user.otp_device = device_taking(code, user, self.request)
        if user.otp_device is None:
            raise ValidationError({"code": WRONG_CODE})


class ConfirmForm(forms.Form):
    """Password and code once more, before the second factor itself is changed."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    code = CodeField(help_text=_("Six digits from your authenticator app, or a recovery code."))

    def __init__(self, request, *args):
        super().__init__(*args)
        self.request = request

    def clean(self):
        asked = super().clean()
        if "password" not in asked or "code" not in asked:
            return asked
        user = self.request.user
        if authenticate(self.request, username=user.get_username(), password=asked["password"]) != user:
            raise ValidationError({"password": _("This is not your password.")})
        if device_taking(asked["code"], user, self.request) is None:
            raise ValidationError({"code": WRONG_CODE})
        return asked


class FirstCodeForm(forms.Form):
    code = CodeField(label=_("First code"), help_text=_("The six digits that the app now shows."))


def second_factor(user):
    """The app that a person has set up, or None. Recovery codes alone are none."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).first()


def device_taking(code, user, request):
    """The user's device that takes this code, which then is spent; a code that none takes is a failed sign-in."""
    device = matching_device(code, user)
    if device is None:
        failed(request, user, "code")
    elif isinstance(device, StaticDevice):
        audit.note("recovery-code-used", user=user, request=request, left=device.token_set.count())
    return device


@transaction.atomic
def matching_device(code, user):
    """Asks only the kind of device that codes of this length come from, as each slows down after a wrong one."""
    if not re.fullmatch("[0-9]{6}|[0-9]{12}", code):
        return None
    kind = TOTPDevice if len(code) == 6 else StaticDevice
    devices = kind.objects.devices_for_user(user, confirmed=True).select_for_update()
    return next((device for device in devices if device.verify_token(code)), None)


def failed(request, user, refused):
    credentials = {"username": user.get_username(), "refused": refused}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


class SignInLimits(AxesDatabaseHandler):
    """A few failures close one name to an address; many, over whatever names, close every name to it."""

    def get_failures(self, request, credentials=None):
        under_this_name = super().get_failures(request, credentials)
        recent = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
        )
        from_here = recent.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
        closed = from_here >= settings.SIGN_IN_FAILURES_PER_ADDRESS
        return max(under_this_name, settings.AXES_FAILURE_LIMIT if closed else 0)


def counted_address(request):
    """Whom failures are counted against. One machine has a /64 of IPv6 to itself, so that counts as one address."""
    try:
        address = ip_address(client_address(request))
    except ValueError:  # a proxy that says something else
        return "0.0.0.0"  # noqa: S104
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
