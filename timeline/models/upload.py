"""Files that wait for the background worker."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Upload(models.Model):
    """One file of a batch, kept until it is taken in: when its row is gone, its outcome is where `receive` keeps it."""

    batch = models.CharField(_("Batch"), max_length=40, db_index=True, db_collation="C")
    name = models.CharField(_("Name"), max_length=300)
    data = models.BinaryField(_("Content"))
    about = models.JSONField(default=dict, blank=True)  # what else `receive` is told of it
    tries = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("By"), related_name="+")
    at = models.DateTimeField(_("When"), auto_now_add=True)

    class Meta:
        verbose_name = _("file that waits")
        verbose_name_plural = _("files that wait")
        ordering = ["id"]

    def __str__(self):
        return self.name
