from django.contrib import admin


class ShuttleAdminSite(admin.AdminSite):
    site_header = site_title = "Shuttle"
