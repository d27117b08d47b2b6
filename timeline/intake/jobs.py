"""What is done in the background. Every job may run twice: whatever it does, it recognises what is done already.

Import it where a job is deferred, not at the head of a module: readers' pages need none of it.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from timeline.models import Feed, User

AGAIN = RetryStrategy(max_attempts=3, linear_wait=60)  # for what nobody foresaw; what is foreseen ends in words
FAILED_IS_KEPT_HOURS = 30 * 24


@app.task(name="receive_batch", retry=AGAIN)
def receive_batch(batch):
    """Take in the files of a batch, one after the other; a file's row goes in the transaction that took it in."""
    from .uploads import receive_next

    while receive_next(batch):
        pass


@app.task(name="fetch_and_receive", retry=AGAIN)
def fetch_and_receive(url, by_id):
    """Fetch an address and take in what is there, for a person; why it did not come is kept beside its name."""
    from .fetch_errors import FetchError
    from .from_the_web import receive_from, refuse

    by = User.objects.get(pk=by_id)
    try:
        receive_from(url, by=by)
    except FetchError as failure:
        refuse(url, failure, by=by)


@app.periodic(cron="*/5 * * * *")
@app.task(name="look_at_feeds", queueing_lock="look_at_feeds")
def look_at_feeds(timestamp=None):
    """Defer a look at every feed that is due."""
    from .feeds import due

    for feed in due(timezone.now()):
        look_soon(feed)


def look_soon(feed):
    """Defer a look at a feed; False when one waits already."""
    try:
        with transaction.atomic():
            look_at_one_feed.configure(queueing_lock=f"feed-{feed.pk}").defer(feed_id=feed.pk)
    except AlreadyEnqueued:
        return False
    return True


@app.task(name="look_at_one_feed", retry=AGAIN)
def look_at_one_feed(feed_id):
    from .feeds import look_at_feed

    if feed := Feed.objects.filter(pk=feed_id, active=True).first():
        look_at_feed(feed)


@app.periodic(cron="17 * * * *")
@app.task(name="check_links", queueing_lock="check_links")
def check_links(timestamp=None):
    """Look whether some sources' pages are still there: those not looked at for longest."""
    from .links import check_some

    check_some()


@app.periodic(cron="41 * * * *")
@app.task(name="take_up_batches", queueing_lock="take_up_batches")
def take_up_batches(timestamp=None):
    """Batches that have waited for an hour lost their job: defer it again."""
    from .uploads import batches_left

    for batch in batches_left(before=timezone.now() - timedelta(hours=1)):
        receive_batch.defer(batch=batch)


@app.periodic(cron="43 3 * * *")
@app.task(name="forget_old_jobs", queueing_lock="forget_old_jobs")
async def forget_old_jobs(timestamp=None):
    """Jobs that succeeded are forgotten at once; of those that failed, somebody may want to know."""
    await app.job_manager.delete_old_jobs(
        nb_hours=FAILED_IS_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
