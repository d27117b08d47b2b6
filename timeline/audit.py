"""What was done to accounts, a line each, for the logger `shuttle.audit`."""

import json
import logging
from contextvars import ContextVar

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, pre_save

from timeline.views.middleware import client_address

logger = logging.getLogger("shuttle.audit")
asked = ContextVar("asked", default=None)  # the request an admin page is being made for


def note(event, *, user=None, request=None, **details):
    """Write one line, whatever the values hold. Details are names and numbers: never a password, a code or a key."""
    request = request or asked.get()
    user = user or getattr(request, "user", None)
    line = {"user": named(user), "address": client_address(request) if request else None} | details
    logger.info("%s %s", event, json.dumps(line, default=str))  # JSON in ASCII can't break a line


def named(user):
    return f"{user.public_name} ({user.pk})" if getattr(user, "pk", None) else None


def listen():
    from axes.signals import user_locked_out
    from django.contrib.auth.models import Group
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from timeline.models import User

    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(sign_in_failed)
    user_locked_out.connect(locked_out)
    post_delete.connect(device_removed, sender=TOTPDevice)
    pre_save.connect(standing_changed, sender=User)
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(rights_changed, sender=through)


def signed_in(sender, request, user, **_):
    note("signed-in", user=user, request=request, second_factor=getattr(user, "otp_device", None) is not None)


def signed_out(sender, request, user, **_):
    note("signed-out", user=user, request=request)


def sign_in_failed(sender, credentials, request=None, **_):
    """A name that nobody has is not written down: it may be a password in the wrong box."""
    refused = credentials.get("refused", "name or password")
    note("sign-in-failed", request=request, whom=named(known(credentials.get("username"))), refused=refused)


def locked_out(sender, request, username=None, **_):
    note("locked-out", request=request, whom=named(known(username)))


def known(username):
    from timeline.models import User

    return User.objects.filter(username=username).first() if username else None


def device_removed(sender, instance, **_):
    if instance.confirmed:
        from timeline.models import User

        note("second-factor-removed", whom=named(User.objects.filter(pk=instance.user_id).first()))


def standing_changed(sender, instance, raw=False, update_fields=None, **_):
    """Who may sign in, who may edit at all, who may do everything."""
    standings = ("is_active", "is_staff", "is_superuser")
    if raw or (update_fields is not None and not set(standings) & set(update_fields)):
        return
    before = sender.objects.filter(pk=instance.pk).first() or sender(is_active=instance.is_active)
    changed = {name: getattr(instance, name) for name in standings if getattr(instance, name) != getattr(before, name)}
    if changed:
        note("permission-changed", whom=named(instance) or instance.display_name, **changed)


def rights_changed(sender, instance, action, reverse, model, pk_set, **_):
    """Roles given to people, and rights given to people or roles. What migrations give the roles is in `roles.py`."""
    from django.contrib.auth.models import Group

    if action not in ("post_add", "post_remove", "post_clear") or (action != "post_clear" and not pk_set):
        return
    if asked.get() is None and Group in (type(instance), model) and "permissions" in sender._meta.model_name:
        return
    what = [label(thing) for thing in model._default_manager.filter(pk__in=pk_set or ())] or "all"
    note("permission-changed", whom=label(instance), **{action.removeprefix("post_"): what})


def label(thing):
    return named(thing) if hasattr(thing, "public_name") else getattr(thing, "codename", None) or str(thing)
