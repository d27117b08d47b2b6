"""People who sign in, and their roles."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import User

from .security import remove


@admin.register(User)
class PersonAdmin(UserAdmin):
    """An administrator gives roles; only somebody with all rights can give all rights."""

    list_display = ["username", "display_name", "roles", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "groups"]
    ordering = ["username"]
    search_fields = ["username", "display_name"]
    fieldsets = [
        (None, {"fields": ["username", "password", "display_name", "email"]}),
        (gettext_lazy("Roles"), {"fields": ["is_active", "is_staff", "groups"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "display_name", "usable_password", "password1", "password2"]})]
    filter_horizontal = []
    actions = ["forget_second_factor"]

    @property
    def media(self):
        return forms.Media()

    @admin.display(description=gettext_lazy("Roles"))
    def roles(self, person):
        return ", ".join(group.name for group in person.groups.all())

    def get_queryset(self, request):
        people = super().get_queryset(request).prefetch_related("groups")
        return people if request.user.is_superuser else people.filter(is_superuser=False)

    def formfield_for_manytomany(self, db_field, request, **options):
        options["widget"] = forms.CheckboxSelectMultiple
        field = db_field.formfield(**options)
        field.help_text = ""
        return field

    def has_forget_permission(self, request):
        return request.user.is_superuser

    @admin.action(description=gettext_lazy("Take away a lost second factor"), permissions=["forget"])
    def forget_second_factor(self, request, queryset):
        """For somebody who lost phone and recovery codes: they set a new one up when they next sign in."""
        for person in queryset:
            remove(person)
        self.message_user(request, _("Taken away. They are asked to set a new one up when they sign in."))

    def has_delete_permission(self, request, obj=None):
        """People stay, as the history names them; they are made inactive."""
        return False
