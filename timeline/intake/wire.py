"""One request over one connection: to an address that was checked, within a time and a size."""

import contextlib
import http.client
import io
import queue
import socket
import ssl
import threading
import time
import zlib
from functools import cache

from .fetch_errors import Garbled, NoSuchHost, NotPublic, TimedOut, TooLarge, Unreachable, Untrusted

try:
    import brotli

    BROTLI = hasattr(brotli.Decompressor(), "can_accept_more_data")  # older ones can't be told when to stop
except ImportError:
    BROTLI = False

PIECE = 65536
MOST_ADDRESSES = 4  # of one host, tried in turn
CODINGS = "gzip, deflate, br" if BROTLI else "gzip, deflate"
finding = threading.BoundedSemaphore(16)  # a resolver that hangs is left to itself, but not too often


class Deadline:
    """The moment at which a fetch is given up, whatever it is doing."""

    def __init__(self, seconds):
        self.end = time.monotonic() + seconds

    def left(self):
        """Seconds left, more than none; raises TimedOut."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimedOut
        return left


class TimedReader(io.RawIOBase):
    """A socket read so that no drip of bytes outlasts the deadline."""

    def __init__(self, sock, deadline):
        self.sock, self.deadline = sock, deadline

    def readable(self):
        return True

    def readinto(self, buffer):
        self.sock.settimeout(self.deadline.left())
        return self.sock.recv_into(buffer)


class TimedSocket:
    """As much of a socket as `http.client` uses."""

    def __init__(self, sock, deadline):
        self.sock, self.deadline = sock, deadline

    def sendall(self, data):
        self.sock.settimeout(self.deadline.left())
        self.sock.sendall(data)

    def makefile(self, mode):
        return io.BufferedReader(TimedReader(self.sock, self.deadline), PIECE)

    def close(self):
        """`http.client` lets go of it before the body is read; `ask` closes the connection."""


def system_find(host, port):
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


def find(host, port, policy, deadline):
    """What the resolver says of a host, once; in a thread, as a resolver knows no deadline."""
    if not finding.acquire(timeout=deadline.left()):
        raise TimedOut
    answers = queue.SimpleQueue()

    def ask():
        try:
            answers.put(list((policy.find or system_find)(host, port)))
        except (OSError, UnicodeError):
            answers.put([])
        finally:
            finding.release()

    threading.Thread(target=ask, daemon=True, name="find-host").start()
    try:
        found = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise TimedOut from None
    if not found:
        raise NoSuchHost
    return found


@cache
def system_tls():
    return ssl.create_default_context()


def connect(address, policy, deadline):
    """A connection to the host: to the very IP address that was checked, none of which may be private."""
    found = find(address.host, address.port, policy, deadline)
    if not all(policy.is_public(sockaddr[0]) for *_, sockaddr in found):
        raise NotPublic
    failure = Unreachable()
    for family, kind, protocol, _name, sockaddr in found[:MOST_ADDRESSES]:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(min(deadline.left(), 10.0))
            sock.connect(sockaddr)
            if address.scheme == "https":
                sock.settimeout(deadline.left())
                sock = (policy.tls or system_tls()).wrap_socket(sock, server_hostname=address.host)
            return sock
        except OSError as error:
            sock.close()
            failure = error
        except BaseException:
            sock.close()
            raise
    raise failure


class Answer:
    """Status and headers of an answer; its body only if asked for."""

    def __init__(self, response, policy, deadline):
        self.response, self.policy, self.deadline = response, policy, deadline
        self.status = response.status

    def header(self, name):
        """A header's first value as text, without anything that is not printable."""
        value = self.response.headers.get(name, "")
        with contextlib.suppress(UnicodeError):
            value = value.encode("latin-1").decode()  # http.client reads latin-1; some write UTF-8
        return "".join(c for c in value if c.isprintable())[:2000].strip()

    @property
    def media_type(self):
        return self.header("Content-Type").partition(";")[0].strip().lower()

    def body(self):
        largest = self.policy.largest
        if (self.response.length or 0) > largest:
            raise TooLarge
        return unpack(self.pieces(), self.header("Content-Encoding").lower(), largest, self.deadline)

    def pieces(self):
        read = 0
        while piece := self.response.read1(PIECE):
            read += len(piece)
            if read > self.policy.largest:
                raise TooLarge
            yield piece
        if self.response.length:  # promised, but not sent
            raise Garbled


@contextlib.contextmanager
def ask(address, headers, policy, deadline):
    """GET an address; yields the Answer, not yet read. Every fault is a FetchError."""
    try:
        with contextlib.closing(connect(address, policy, deadline)) as sock:
            line = http.client.HTTPConnection(address.host, address.port)
            line.auto_open, line.sock = 0, TimedSocket(sock, deadline)
            line.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": address.origin.partition("://")[2], "Connection": "close"}.items():
                line.putheader(name, value)
            for name, value in headers.items():
                line.putheader(name, value)
            line.endheaders()
            with line.getresponse() as response:
                yield Answer(response, policy, deadline)
    except ssl.SSLCertVerificationError as error:
        raise Untrusted from error
    except TimeoutError as error:
        raise TimedOut from error
    except OSError as error:
        raise Unreachable from error
    except (http.client.HTTPException, zlib.error, ValueError) as error:
        raise Garbled from error


def unpack(pieces, coding, largest, deadline):
    """A body as it was before it was packed; stops as soon as there is more than `largest` of it."""
    unpacker = {"": Plain, "identity": Plain, "gzip": Zlib, "x-gzip": Zlib, "deflate": Zlib, "br": Brotli}.get(coding)
    if unpacker is None or (unpacker is Brotli and not BROTLI):
        raise Garbled
    work, out = unpacker(coding), bytearray()
    for piece in pieces:
        for part in work.parts(piece, largest + 1):
            out += part
            if len(out) > largest:
                raise TooLarge
            deadline.left()
    if work.begun and not work.whole:
        raise Garbled
    return bytes(out)


class Plain:
    whole, begun = True, False

    def __init__(self, coding):
        pass

    def parts(self, piece, most):
        yield piece


class Zlib:
    """gzip, of which a body may hold several one after the other, and deflate, with or without its header."""

    def __init__(self, coding):
        self.gzip, self.begun, self.members, self.start = coding != "deflate", False, 0, b""
        self.inner = zlib.decompressobj(31) if self.gzip else None
        self.after = False  # what follows the last member is no gzip: padding

    @property
    def whole(self):
        return self.after or (self.inner is not None and self.inner.eof)

    def parts(self, piece, most):
        self.begun = True
        if self.inner is None:
            self.start += piece
            if len(self.start) < 2:
                return
            piece, header = self.start, int.from_bytes(self.start[:2])
            self.inner = zlib.decompressobj(15 if piece[0] & 15 == 8 and header % 31 == 0 else -15)
        while piece and not self.after:
            if self.inner.eof:
                if not self.gzip:
                    return
                self.inner, self.members = zlib.decompressobj(31), self.members + 1
            try:
                part = self.inner.decompress(piece, most)
            except zlib.error:
                if not self.members:
                    raise
                self.after = True
                return
            piece = self.inner.unused_data if self.inner.eof else self.inner.unconsumed_tail
            yield part


class Brotli:
    begun = False

    def __init__(self, coding):
        self.inner = brotli.Decompressor()

    @property
    def whole(self):
        return self.inner.is_finished()

    def parts(self, piece, most):
        self.begun = True
        try:
            part = self.inner.process(piece, output_buffer_limit=PIECE)
            while part or not self.inner.can_accept_more_data():
                yield part
                part = self.inner.process(b"", output_buffer_limit=PIECE)
        except brotli.error as error:
            raise Garbled from error
