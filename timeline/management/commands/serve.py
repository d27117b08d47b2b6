"""Run the site: database, migrations, record, static files, web server; stop them all cleanly."""

import logging
import os
import secrets
import signal
import socket
import sys
import time
import urllib.request
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from timeline.db import embedded
from timeline.intake.record_loader import load_folder
from timeline.management.parts import Part
from timeline.models import Record, User
from timeline.static_files import collect


class Command(BaseCommand):
    help = "Run the site in the foreground, with everything it needs; Ctrl-C or SIGTERM stops it."
    requires_system_checks = []

    def handle(self, **options):
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        self.refuse_taken_port()
        server = None
        if "embedded" in sys.modules or settings.DATABASES["default"]["ENGINE"] == "timeline.db.postgresql":
            server = embedded.configured()
            if server.moved:
                self.stdout.write(f"The clone or its data lie in a closed folder; the database is in {server.home}.")
        try:
            if server:
                embedded.join(server)
            self.prepare()
        except embedded.EmbeddedError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database can't be used: {str(error).splitlines()[0]}") from error
        except OSError as error:
            raise CommandError(f"{error.filename} can't be written ({error.strerror}).") from error
        connection.close()
        self.web, self.worker = self.web_server(), self.background_worker()
        self.web.start()
        try:
            self.watch(server)
        finally:
            self.web.end()
            self.worker.end()
        self.stdout.write("Stopped.")

    def stop(self, *_):
        self.stopping = True

    def refuse_taken_port(self):
        family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.HOST, settings.PORT))
            except OSError as error:
                raise CommandError(
                    f"Port {settings.PORT} of {settings.HOST} can't be used ({error.strerror}); choose another:"
                    " PORT=8001 make run"
                ) from error

    def prepare(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT lower('É')")
            if cursor.fetchone()[0] != "é":
                raise CommandError("This database does not fold É to é; make it with --locale=C.UTF-8.")
            cursor.execute("SET statement_timeout = 0")
        call_command("migrate", verbosity=0)
        with quiet_audit():
            self.prepare_record_and_admin()
        call_command("compile_messages", verbosity=0)
        collect()

    def prepare_record_and_admin(self):
        if not Record.objects.exists():
            report = load_folder(settings.RECORD_FOLDER)
            self.stdout.write(f"Loaded the record: {len(report.rows)} rows.")
        self.make_admin()

    def make_admin(self):
        if User.objects.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(15)
        path = settings.DATA_DIR / "admin-password"
        path.unlink(missing_ok=True)
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(made, "w") as file:
            file.write(password + "\n")
        User.objects.create_superuser("admin", password=password, display_name="Curator 1")
        self.stdout.write(f"Made the user “admin”, password {password} (kept in {path}).")

    def web_server(self):
        host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        command = [
            sys.executable, "-m", "gunicorn", "timeline.wsgi:application", "--bind", f"{host}:{settings.PORT}",
            "--worker-class", "gthread", "--workers", "2", "--threads", "8",
            "--timeout", "30", "--graceful-timeout", "8",
            "--limit-request-line", "4094", "--limit-request-fields", "100", "--no-control-socket",
            "--log-level", "warning",
        ]  # fmt: skip
        return Part(command)

    def background_worker(self):
        manage = str(settings.BASE_DIR / "manage.py")
        return Part([sys.executable, manage, "work", "--parent", str(os.getpid())])

    def watch(self, server):
        """Say the address once the site answers; then look after its parts until told to stop."""
        announced, pause, next_look = False, 1.0, 0.0
        while not self.stopping:
            if self.web.ended is not None:
                raise CommandError("The web server ended by itself; its last words are above.")
            if not announced and self.answers():
                announced = True
                self.stdout.write(f"Shuttle is at {settings.SITE_URL}/ (Ctrl-C stops it)")
                self.stdout.write(for_others(), ending="")
                self.stdout.flush()
            if announced and settings.WORKER and (code := self.worker.keep_running()):
                self.stderr.write(f"The background worker ended ({code}); it is running again.")
            if server and time.monotonic() >= next_look:
                pause = embedded.keep_running(server, pause)
                next_look = time.monotonic() + max(pause, 5.0 if announced else 1.0)
            time.sleep(0.2)

    def answers(self):
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST, settings.HOST)  # noqa: S104
        host = f"[{host}]" if ":" in host else host
        try:
            with urllib.request.urlopen(f"http://{host}:{settings.PORT}/healthz", timeout=2) as answer:  # noqa: S310
                return answer.status == 200
        except OSError:
            return False


def for_others():
    """What somebody who opened the site to other machines has to know: it answers only to names that it was given."""
    if settings.HOST not in ("0.0.0.0", "::") or os.environ.get("SITE_URL") or os.environ.get("ALLOWED_HOSTS"):  # noqa: S104
        return ""
    address = f"http://192.0.2.1:{settings.PORT}"
    return f"From other machines it answers once it knows its address: SITE_URL={address} make run\n"


@contextmanager
def quiet_audit():
    """The first start makes people by itself; nobody acted, so the audit log has nothing to say."""
    log = logging.getLogger("shuttle.audit")
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = False
