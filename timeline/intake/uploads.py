"""Files that are taken in later, by the background worker."""

import secrets
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from timeline.models import Upload

MOST_TRIES = 3


@transaction.atomic
def keep_for_later(files, *, by, batch="", given=None):
    """Keep `files` and have the worker take them in; returns the batch's name.

    A file is its name, its bytes and, if there is more to tell `receive` of it, a dict with its url, content_type and
    the day on which it was read. `given` is told of them all.
    """
    from .jobs import receive_batch

    batch = batch or secrets.token_hex(8)
    for name, data, *about in files:
        told = {"given": given or {}} | (about[0] if about else {})
        Upload.objects.create(batch=batch, name=name[-300:].replace("\0", ""), data=data, about=told, by=by)
    receive_batch.defer(batch=batch)
    return batch


def receive_next(batch):
    """Take in the next file of a batch that nobody else is taking in; False when there is none.

    A file that took a worker down with it MOST_TRIES times is refused.
    """
    if (pk := next_to_try(batch)) is None:
        return False
    with transaction.atomic():
        upload = Upload.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
        if upload is not None:
            take_in(upload)
            upload.delete()
    return True


@transaction.atomic
def next_to_try(batch):
    """Count a try of the next file before it is tried: what kills a worker takes back what it wrote."""
    upload = Upload.objects.select_for_update(skip_locked=True, of=("self",)).filter(batch=batch).first()
    if upload is None:
        return None
    upload.tries += 1
    upload.save(update_fields=["tries"])
    return upload.pk


def take_in(upload):
    from .outcomes import Broken
    from .receiving import receive

    told, given = upload.about, dict(upload.about.get("given") or {})
    read = given.pop("read", "")
    day = told.get("day") or read
    refusal = Broken(_("Reading it failed several times; it was left aside.")) if upload.tries > MOST_TRIES else None
    receive(
        b"" if refusal else bytes(upload.data),
        by=upload.by,
        name=upload.name,
        url=told.get("url") or None,
        content_type=told.get("content_type") or None,
        today=date.fromisoformat(day) if day else None,
        given=given or None,
        batch=upload.batch,
        refusal=refusal,
    )


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
