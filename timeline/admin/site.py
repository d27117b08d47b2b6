"""The admin's door: who may come in, who must first set up a second factor, how long a session lasts."""

import time
from functools import update_wrapper

from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from timeline import audit
from timeline.admin.security import enrol, few_at_once, security
from timeline.admin.sign_in import SignInForm, second_factor

LONGEST_SESSION = 30 * 24 * 3600  # seconds


class ShuttleAdminSite(admin.AdminSite):
    site_header = site_title = "Shuttle"
    login_form = SignInForm

    def has_permission(self, request):
        return super().has_permission(request) and (not settings.REQUIRE_2FA or request.user.is_verified())

    def must_enrol(self, request):
        """Signed in by password alone where that does not do, with no second factor to ask for yet."""
        known = super().has_permission(request)
        return known and not self.has_permission(request) and second_factor(request.user) is None

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if view == self.logout and request.user.is_authenticated:
                return view(request)
            if self.must_enrol(request):
                return redirect("admin:security_enrol")
            if self.has_permission(request):
                keep_alive(request.session)
            before = audit.asked.set(request)
            try:
                return inner(request, *args, **kwargs)
            finally:
                audit.asked.reset(before)

        return update_wrapper(guarded, inner)

    @method_decorator(few_at_once)
    def login(self, request, extra_context=None):
        if request.method != "POST" and self.must_enrol(request):
            return redirect("admin:security_enrol")
        return super().login(request, {"title": _("Sign in")} | (extra_context or {}))

    def each_context(self, request):
        """Whoever is not let in is not told what there is."""
        context = super().each_context(request)
        if not context["has_permission"]:
            context |= {"available_apps": [], "is_nav_sidebar_enabled": False}
        return context

    def get_urls(self):
        from timeline.admin.review import review_article, review_queue

        return [
            path("review/", self.admin_view(review_queue), name="review"),
            path("review/<slug:slug>/", self.admin_view(review_article), name="review_article"),
            path("security/", self.admin_view(security), name="security"),
            path("security/enrol/", enrol, name="security_enrol"),
            *super().get_urls(),
        ]


def keep_alive(session):
    """A session in use is renewed, so that it ends after idle hours (SESSION_COOKIE_AGE), but not for ever."""
    if time.time() - session.setdefault("since", int(time.time())) < LONGEST_SESSION:
        session.modified = True
