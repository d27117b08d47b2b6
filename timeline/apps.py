from importlib import import_module

from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = "Record"

    def ready(self):
        from timeline import audit
        from timeline.roles import make_roles

        post_migrate.connect(make_roles, sender=self)
        audit.listen()


class ShuttleAdminConfig(AdminConfig):
    """The admin with our own door; its parts come after, as a part that the door imports would miss it."""

    default_site = "timeline.admin.site.ShuttleAdminSite"

    def ready(self):
        super().ready()
        for part in ("actors", "changes", "events", "feeds", "gazetteer", "intake", "people", "sources", "stories"):
            import_module(f"timeline.admin.{part}")
        # Roles are fixed and devices are their owners': what other apps would show here is not for editing.
        for model in [model for model in admin.site._registry if model._meta.app_label != "timeline"]:
            admin.site.unregister(model)
