"""Look at the feeds that are watched."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from timeline.intake.feeds import STATES, due, look_at_feed
from timeline.models import Feed


class Command(BaseCommand):
    help = "Look at the feeds that are due and take in what is new; with --all, at every one that is watched."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="whether due or not")

    def handle(self, **options):
        for feed in Feed.objects.filter(active=True) if options["all"] else due(timezone.now()):
            looked = look_at_feed(feed)
            self.stdout.write(
                f"{feed.title}: {STATES[looked.state]} taken {looked.taken}, failed {looked.failed}, left {looked.left}"
            )
