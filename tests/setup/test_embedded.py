"""The embedded server where others may not enter: as root it runs as `nobody`, from copies that `nobody` can reach."""

import os
import shutil
import tempfile
from pathlib import Path

from timeline.db import embedded


def test_a_closed_folder_moves_the_server_and_opens_nothing():
    closed = Path(tempfile.mkdtemp(prefix="shuttle-closed-"))
    server = embedded.server_in(closed / "var")
    try:
        assert server.moved == (os.geteuid() == 0)
        assert not embedded.is_running(server)
        embedded.start(server)
        assert embedded.is_running(server)
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        embedded.stop(server)
        shutil.rmtree(closed)
        shutil.rmtree(server.home, ignore_errors=True)
    assert not embedded.is_running(server)
