"""Errors in the site's own dress, in the reader's language; none needs the database."""

from django.conf import settings
from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from timeline.api.problems import problem

BUSY = 30  # seconds


def error_page(status, title, words, hint=""):
    html = render_to_string("error.html", {"status": status, "title": title, "words": words, "hint": hint})
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "no-store"
    return response


def is_for_programs(request):
    """Whether an address is of the API: its errors are problem details, never a page."""
    return request.path_info.startswith("/api/v1/")


def bad_request(request, exception=None):
    if is_for_programs(request):
        return problem(request, {}, 400, _("This address is not understood"))
    return error_page(
        400,
        _("This address is not understood"),
        _("It holds characters that no page of ours uses."),
        _("Check the address, or start from the timeline."),
    )


def forbidden(request, exception=None):
    return error_page(403, _("This is not for you to see"), _("Your role does not allow this."))


def csrf_failed(request, reason=""):
    return error_page(
        403,
        _("This form has grown old"),
        _("For your safety a form is taken only with the cookie that came with it."),
        _("Go back, load the page again, and send the form once more. Allow cookies for this site."),
    )


def not_found(request, exception=None):
    if is_for_programs(request):
        return problem(request, {}, 404, _("There is nothing at this address."))
    return error_page(
        404,
        _("There is no page here"),
        _("The address may be mistyped, or it was never given out."),
        _("Former addresses of events lead on for ever; this is none of them."),
    )


def server_error(request):
    """500, or 503 with Retry-After where the database is away or too slow."""
    import sys

    if isinstance(sys.exc_info()[1], OperationalError):
        return unavailable(request)
    return error_page(
        500,
        _("Something went wrong here"),
        _("It is our fault, not yours, and it has been noted."),
        settings.CONTACT and _("You can write to %(contact)s.") % {"contact": settings.CONTACT},
    )


def unavailable(request):
    response = error_page(
        503,
        _("The record can't be reached just now"),
        _("Its database is away or too busy."),
        _("Try again in half a minute; nothing is lost."),
    )
    response["Retry-After"] = str(BUSY)
    return response


def too_many(words):
    """More questions than one reader asks."""
    return error_page(429, _("Too many questions at once"), words)


def locked_out(request, credentials, *args, **kwargs):
    """After too many wrong passwords."""
    response = error_page(
        429,
        _("Too many attempts to sign in"),
        _("Signing in under this name from your address is closed for a quarter of an hour."),
        _("Wait, then try again."),
    )
    response["Retry-After"] = str(15 * 60)
    return response


def sign_in_busy(request):
    """When as many passwords are being checked as the machine bears."""
    response = error_page(
        503, _("Many are signing in just now"), _("Nothing is wrong with what you gave."), _("Try again in a moment.")
    )
    response["Retry-After"] = "5"
    return response
