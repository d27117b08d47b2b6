"""A web of our own for tests: one tiny server on loopback, whose address a test's policy takes for a public one."""

import contextlib
import socket
import socketserver
import ssl
import threading
import time
from pathlib import Path

from timeline.intake import robots
from timeline.intake.addresses import Policy, is_public

CERTIFICATE = Path(__file__).parent / "news.test.pem"  # of news.test, signed by itself, with its key: for tests only


class Server(socketserver.ThreadingTCPServer):
    """Answers each path with raw bytes, or by a function of (connection, request) that may send and may return bytes.

    `most_at_once` counts the answers under way until their last bytes go out: whoever has those is done."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, tls=False):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages, self.asked, self.now, self.most_at_once = {}, [], 0, 0
        self.lock, self.stopping, self.server_names = threading.Lock(), threading.Event(), []
        self.tls = None
        if tls:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(CERTIFICATE)
            self.tls.sni_callback = lambda _socket, name, _context: self.server_names.append(name)

    @property
    def port(self):
        return self.server_address[1]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def handle_error(self, request, client_address):
        pass  # clients that hang up are what is tested

    def policy(self, **changes):
        """Takes this server's number, and no other private one, for a public host, whatever it is called."""
        return Policy(
            **{
                "ports": frozenset({self.port}),
                "is_public": lambda ip: ip == "127.0.0.1" or is_public(ip),
                "find": self.find,
                "seconds": 5.0,
            }
            | changes
        )

    def find(self, host, port):
        if host.endswith(".test"):
            host = "127.0.0.1"
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        site = self.server
        connection = site.tls.wrap_socket(self.request, server_side=True) if site.tls else self.request
        request = b""
        while b"\r\n\r\n" not in request:
            request += connection.recv(65536) or b"\r\n\r\n"
        path = request.split(b" ")[1].decode() if b" " in request else ""
        with site.lock:
            site.asked.append((path, request.decode("latin-1")))
            site.now += 1
            site.most_at_once = max(site.most_at_once, site.now)
        page = site.pages.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        try:
            try:
                last = page(connection, request) or b"" if callable(page) else page
            finally:
                with site.lock:
                    site.now -= 1
            connection.sendall(last)
        finally:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()


def page(body, kind="text/html; charset=utf-8", status="200 OK", **headers):
    """A whole answer."""
    body = body if isinstance(body, bytes) else body.encode()
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def slowly(page, seconds=0.1):
    """The page, after a while in which whoever asks at the same time is counted."""

    def answer(connection, request):
        time.sleep(seconds)
        return page

    return answer


def leads_to(location, status=302):
    return f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


@contextlib.contextmanager
def serving(**options):
    robots.forget()
    server = Server(**options)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        robots.forget()
