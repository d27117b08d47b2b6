"""Check whether sources' pages are still there."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.intake.links import BROKEN, STATES, check_link, due
from timeline.models import Source


class Command(BaseCommand):
    help = "Ask whether sources' pages are still where they were; without names, those that are due."

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="only these sources, due or not")
        parser.add_argument("--most", type=int, default=100, help="how many at most (100)")

    def handle(self, *, slugs, most, **options):
        if not settings.CONTACT:
            raise CommandError("Set CONTACT first: sites that are asked must know whom to write to.")
        sources = Source.objects.filter(slug__in=slugs).exclude(url=None) if slugs else due(timezone.now())
        if missing := sorted(set(slugs) - {source.slug for source in sources} if slugs else ()):
            raise CommandError(f"No source with an address is called so: {', '.join(missing)}.")
        checked = broken = 0
        for source in sources[:most]:
            state = check_link(source)
            checked, broken = checked + 1, broken + (state in BROKEN)
            if options["verbosity"]:
                self.stdout.write(f"{source.slug}: {STATES[state]}")
                if source.archive_proposed:
                    self.stdout.write(f"    archived, proposed: {source.archive_proposed}")
        self.stdout.write(f"Checked: {checked}; broken: {broken}.")
