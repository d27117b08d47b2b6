"""Which addresses of the web may be fetched: how they are written, and where they lead."""

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ssl import SSLContext
from urllib.parse import quote, urlsplit

from .fetch_errors import BadAddress, NotOnTheList, NotPublic

LONGEST = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
KEPT = "/%:@!$&'()*+,;=~-._?"  # what of a path or query goes over the wire as written
HOST_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)+")
# Public by their number, yet a cloud's own services or the way into another network.
REFUSED_4 = [ipaddress.ip_network(block) for block in ("192.88.99.0/24", "168.63.129.16/32", "192.0.0.0/24")]
REACHABLE_6 = ipaddress.ip_network("2000::/3")
REFUSED_6 = [  # of the global range: Teredo and its like, documentation, 6to4, documentation
    ipaddress.ip_network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]


def is_public(number):
    """Whether an IP address is a host of the public internet. Addresses that wrap another one (IPv4-mapped, NAT64,
    6to4, Teredo) never are, whatever they wrap."""
    try:
        ip = ipaddress.ip_address(number)
    except ValueError:
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if ip.version == 4:
        return not any(ip in block for block in REFUSED_4)
    return ip in REACHABLE_6 and not ip.is_site_local and not any(ip in block for block in REFUSED_6)


@dataclass(frozen=True)
class Policy:
    """What may be fetched, and how much of it. Tests make their own; the product has `fetching.usual_policy()` only."""

    ports: frozenset[int] = frozenset(DEFAULT_PORTS.values())
    hosts: tuple[str, ...] = ()  # where given, only these and what is below them
    seconds: float = 30.0  # for everything: finding the host, connecting, waiting in line, every byte of every hop
    largest: int = 10_000_000  # bytes, packed or unpacked
    is_public: Callable[[str], bool] = is_public
    find: Callable[[str, int], Iterable[tuple]] | None = None  # as socket.getaddrinfo answers
    tls: SSLContext | None = None


@dataclass(frozen=True)
class Address:
    """An address taken apart, in the one form that is sent."""

    scheme: str
    host: str  # ASCII, lower case, without a final dot
    port: int
    target: str  # path and query

    @property
    def origin(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self):
        return self.origin + self.target


def read_address(text, policy):
    """The Address that a person or a redirect wrote; raises BadAddress, NotPublic or NotOnTheList."""
    text = text.strip(" \t\r\n")
    if not text or len(text) > LONGEST or "\\" in text or any(ord(c) < 32 or ord(c) == 127 for c in text):
        raise BadAddress
    try:
        parts = urlsplit(text)
        port = parts.port
        text.encode()
    except ValueError as error:  # a port that is no number, brackets left open, a lone surrogate
        raise BadAddress from error
    if parts.scheme not in DEFAULT_PORTS or "@" in parts.netloc or not parts.hostname:
        raise BadAddress
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    if port not in policy.ports:
        raise BadAddress
    host = read_host(parts.hostname)
    if policy.hosts and not any(host == known or host.endswith("." + known) for known in policy.hosts):
        raise NotOnTheList
    target = quote(parts.path or "/", safe=KEPT) + (f"?{quote(parts.query, safe=KEPT)}" if parts.query else "")
    return Address(parts.scheme, host, port, target if target.startswith("/") else "/" + target)


def read_host(text):
    """A host as it goes over the wire: a name in ASCII with a dot in it, or an IP address in its usual form."""
    host = unicodedata.normalize("NFKC", text).replace("。", ".").removesuffix(".").lower()
    if ":" in host:
        try:
            if "%" in host:  # a zone such as %eth0: a network of this machine
                raise NotPublic
            return str(ipaddress.IPv6Address(host))
        except ValueError as error:
            raise BadAddress from error
    try:
        host = host.encode("idna").decode().lower()
    except UnicodeError as error:
        raise BadAddress from error
    if re.fullmatch(r"\d+|0x[0-9a-f]*", host.rpartition(".")[2]):  # 127.1, 0x7f000001, 0177.0.0.1: only 127.0.0.1
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError as error:
            raise BadAddress from error
    if "." not in host:
        raise NotPublic
    if not HOST_NAME.fullmatch(host):
        raise BadAddress
    return host
