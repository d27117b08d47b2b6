"""What somebody brought and has not yet had stored: kept, looked through, then stored or dropped."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from timeline.models import IntakeFile, Outcome

from .locators import hash_of
from .receiving import DONE, receive

FORGOTTEN_AFTER = timedelta(days=7)


@transaction.atomic
def keep_waiting(members, *, by, given=None, batch=""):
    """Keep members of what was brought until they are stored; returns the batch's name and the files known before."""
    batch, known = batch or secrets.token_hex(8), []
    IntakeFile.objects.filter(outcome=Outcome.WAITING, at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    for member in members:
        if member.refusal is not None:
            receive(b"", by=by, name=member.name, url=member.url, batch=batch, refusal=member.refusal)
            continue
        digest, address = hash_of(member.data), (member.url or "")[:1000]
        row = IntakeFile.objects.filter(digest=digest, address=address).first()
        if row is not None and row.outcome in DONE:
            known.append(row)
            continue
        row = row or IntakeFile(digest=digest, address=address)
        row.name, row.size, row.data, row.by, row.batch = member.name[-300:], member.size, member.data, by, batch
        row.outcome, row.words, row.at = Outcome.WAITING, "", timezone.now()
        row.given = {**(given or {}), "read": member.day or (given or {}).get("read", "")}
        if member.content_type:
            row.given["content_type"] = member.content_type
        row.save()
    return batch, known


def waiting_in(batch):
    return IntakeFile.objects.filter(batch=batch, outcome=Outcome.WAITING).order_by("pk")


def store_waiting(row, *, by):
    """Take in a file that waits."""
    given = dict(row.given)
    read, content_type = given.pop("read", ""), given.pop("content_type", None)
    return receive(
        bytes(row.data),
        by=by,
        name=row.name,
        url=row.address or None,
        content_type=content_type,
        today=date.fromisoformat(read) if read else None,
        given=given,
        batch=row.batch,
    )


def preview(rows, *, by):
    """What storing these files would do, one after the other; nothing is written."""
    with transaction.atomic():
        received = [store_waiting(row, by=by) for row in rows]
        transaction.set_rollback(True)
    return received
