from django.apps import AppConfig
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
    default_site = "timeline.admin.site.ShuttleAdminSite"
