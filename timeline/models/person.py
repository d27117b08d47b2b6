"""Who signs in. Their public name is a display name, never the login."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    display_name = models.CharField(
        _("Public name"), max_length=60, blank=True, help_text=_("Shown beside changes of the record.")
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    @property
    def public_name(self):
        return self.display_name or f"Curator {self.pk}"
