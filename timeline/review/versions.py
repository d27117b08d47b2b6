"""A version written out: an earlier one taken back, or one that two people's edits were joined into."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from timeline.models import Verb
from timeline.record_rows import Shelf, fill_event, fill_links, fill_parts

from .history import lock, record_change
from .publishing import ReviewError, need_reason

# What a version says of the event's standing is not written back: `publish` and `withdraw` decide that.
STANDING = ("status", "withdrawn_reason")


@transaction.atomic
def write_version(event, snapshot, *, by, reason, expected=None):
    """Let an event say what `snapshot` (an `event_as_dict`) says; its id, status and reason of withdrawal stay.

    `expected` is the version that the writer saw. Raises ReviewError where the event has moved on since, where
    something that the snapshot names is gone, or where the result would break a rule; nothing is then changed.
    """
    reason = need_reason(reason)
    event = lock(event)
    if expected is not None and event.version != expected:
        raise ReviewError(_("Someone else saved this event in the meantime; look at both versions first."))
    row = {key: value for key, value in snapshot.items() if key not in STANDING}
    row["status"] = event.status
    if event.withdrawn_reason:
        row["withdrawn_reason"] = event.withdrawn_reason
    shelf = Shelf()
    try:
        event.slug = row["slug"]
        fill_event(event, row, shelf)
        event.full_clean()
        event.save()
        fill_parts(event, row, shelf)
        fill_links(event, row, shelf)
        if record_change(event, by=by, verb=Verb.EDITED, reason=reason) is None:
            raise ReviewError(_("The event already says all of this: nothing was saved."))
        connection.check_constraints()
    except ObjectDoesNotExist as gone:
        said = _("Something that this version names is no longer in the record: %(why)s") % {"why": gone}
        raise ReviewError(said) from gone
    except ValidationError as error:
        raise ReviewError(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise ReviewError(_("The database refused this: %(why)s") % {"why": str(error).splitlines()[0]}) from error
    return event
