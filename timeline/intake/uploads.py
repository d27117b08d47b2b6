"""Files that are taken in later, by the background worker."""

import secrets

from django.db import transaction
from django.db.models import Max

from timeline.models import Upload


@transaction.atomic
def keep_for_later(files, *, by, batch=""):
    """Keep `files`, pairs of name and bytes, and have the worker take them in; returns the batch's name."""
    from .jobs import receive_batch

    batch = batch or secrets.token_hex(8)
    for name, data in files:
        Upload.objects.create(batch=batch, name=name[:300], data=data, by=by)
    receive_batch.defer(batch=batch)
    return batch


@transaction.atomic
def receive_next(batch):
    """Take in the next file of a batch that nobody else is taking in; False when there is none."""
    from .receiving import receive

    upload = Upload.objects.select_for_update(skip_locked=True, of=("self",)).filter(batch=batch).first()
    if upload is None:
        return False
    receive(bytes(upload.data), by=upload.by, name=upload.name, batch=upload.batch)
    upload.delete()
    return True


def waiting(batch):
    """How many files of a batch are still to be taken in."""
    return Upload.objects.filter(batch=batch).count()


def batches_left(before):
    """Batches whose last file was kept long ago: their job was lost."""
    return list(
        Upload.objects.order_by("batch")
        .values_list("batch", flat=True)
        .annotate(last=Max("at"))
        .filter(last__lt=before)
    )
