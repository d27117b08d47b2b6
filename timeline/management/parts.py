"""The processes that `manage.py serve` starts and looks after."""

import subprocess
import time
from dataclasses import dataclass, field

from django.conf import settings

FIRST_PAUSE = 0.5
STEADY = 60.0  # seconds after which a process that runs is not held against for having died


@dataclass
class Part:
    """A process in a session of its own, so that Ctrl-C reaches `serve` alone, which ends its parts in order."""

    command: list[str]
    patience: float = 10.0  # seconds that it gets to end
    process: subprocess.Popen | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    ended_at: float = field(default=0.0, init=False)
    pause: float = field(default=FIRST_PAUSE, init=False)

    def start(self):
        self.started_at, self.ended_at = time.monotonic(), 0.0
        self.process = subprocess.Popen(  # noqa: S603 our own words
            self.command, cwd=settings.BASE_DIR, start_new_session=True
        )

    @property
    def ended(self):
        """Its exit code, or None while it runs or was never started."""
        return self.process.poll() if self.process else None

    def keep_running(self):
        """Start it, or start it again after a pause, which is longer each time it did not last.

        Returns the exit code of one that failed, once.
        """
        if self.process is None:
            self.start()
            return None
        code, now = self.ended, time.monotonic()
        if code is None:
            return None
        if not self.ended_at:
            self.ended_at = now
            if code == 0 or now - self.started_at > STEADY:
                self.pause = FIRST_PAUSE
        if now < self.ended_at + self.pause:
            return None
        self.pause = min(self.pause * 2, STEADY)
        self.start()
        return code

    def end(self):
        if self.process is None or self.ended is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
