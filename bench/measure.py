"""What pages cost at a size, beside a floor taken in the same run; prints the rows of bench/README.md's tables.

python bench/measure.py        # against the database of SHUTTLE_DATA, filled by generate.py or a real record
"""

import gzip
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
PAGES = {
    "first view": "/", "a kind": "/?kind=summit", "two kinds, a tone": "/?kind=meeting&kind=statement&tone=friction",
    "an actor": "/?actor=actor-7", "words": "/?q=Tokyo", "window": "/?window=2023/2025", "tone lanes": "/?lanes=tone",
    "oldest first": "/?sort=date", "an event chosen": "/?selected={slug}", "deep in the list": "/?after={after}",
}  # fmt: skip
FILTERS = (
    "", "kind=summit", "actor=actor-3&actor=actor-9", "kind=meeting&tone=cooperation&country=state-1",
    "publisher=paper-3&from=1990&to=2020", "significance=4&window=2001/2010", "tone=friction&with=actor-1",
)  # fmt: skip
WORDS = ("q=Tokyo", "q=Tokyo&kind=meeting", "q=envoys+protest", "q=%22fisheries+rule%22")
ROUNDS = 9


def milliseconds(work):
    """How long a piece of work takes: by the clock, and of the processor's time in this process."""
    clock, used = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - used) * 1000


def p50(values):
    return statistics.median(values)


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]


def memory():
    """MB of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main():
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from timeline.db import embedded

    settings.ALLOWED_HOSTS = ["testserver", *settings.ALLOWED_HOSTS]
    if connection.settings_dict["ENGINE"] == "timeline.db.postgresql":
        embedded.join()
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client()
    client.get("/about/")
    floor = p50([milliseconds(lambda: client.get("/healthz"))[0] for _ in range(50)])
    n = measure_index()
    measure_pages(client, n, floor)
    measure_facets(n)
    measure_trends(client, n)
    weigh(client, n)


def cold():
    from timeline import picturing
    from timeline.index import index
    from timeline.views import freshness

    freshness.forget()
    picturing.forget()
    index().elsewhere.clear()


def measure_index():
    from timeline import index
    from timeline.vocabulary import vocabulary

    vocabulary()
    before = memory()
    index.index()
    grown = memory() - before
    builds = []
    for _ in range(3):
        index.forget()
        builds.append(milliseconds(index.index)[0])
    n = index.index().size
    print(f"{n} events. Reading the index: {p50(builds):.0f} ms; it takes {grown:.0f} MB of {memory():.0f} MB.\n")
    return n


def measure_pages(client, n, floor):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = client.get("/")
    slug = re.search(rb'id="event-([^"]+)"', first.content)[1].decode()
    after = re.search(rb'href="\?(?:[^"]*&amp;)?after=([^"&]+)', first.content)
    print(f"Floor (an answer without a page): {floor:.2f} ms")
    print(
        "| events | page | cold p50 ms | least | Python least | × floor | warm p50 ms | least | kB gzipped | marks + rings | queries |"
    )
    for name, address in PAGES.items():
        if "{after}" in address and not after:
            continue
        address = address.format(slug=slug, after=after[1].decode() if after else "")
        answer = client.get(address)
        if answer.status_code == 400:
            continue  # it names what this record does not have
        assert answer.status_code == 200, (address, answer.status_code)
        colds, cpu = [], []
        for _ in range(ROUNDS):
            cold()
            clock, used = milliseconds(lambda address=address: client.get(address))
            colds.append(clock)
            cpu.append(used)
        warms = [milliseconds(lambda address=address: client.get(address))[0] for _ in range(ROUNDS * 3)]
        cold()
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        size = len(gzip.compress(answer.content, 6)) / 1000
        links = answer.content.count(b'<a class="mark"') + answer.content.count(b'<a class="ring"')
        print(
            f"| {n} | {name} | {p50(colds):.0f} | {min(colds):.0f} | {min(cpu):.0f} | {p50(colds) / floor:.0f} |"
            f" {p50(warms):.1f} | {min(warms):.1f} | {size:.1f} | {links} | {len(asked)} |"
        )


def measure_facets(n):
    """The filtered set with its facets and years, and nothing else."""
    from django.http import QueryDict

    from timeline.filters import EventFilter
    from timeline.summaries import summarise
    from timeline.vocabulary import one_revision

    print("\n| events | filtered set + facets + years | p50 ms | p95 ms | least |")
    for name, filters in (("by facets", FILTERS), ("by words", WORDS)):
        filters = [query for query in filters if EventFilter(QueryDict(query)).is_valid()]
        taken = []
        with one_revision():
            summarise(EventFilter(QueryDict("")))
            for query in filters:
                for _ in range(15):
                    cold()
                    taken.append(milliseconds(lambda query=query: summarise(EventFilter(QueryDict(query))))[0])
        print(f"| {n} | {name} | {p50(taken):.1f} | {p95(taken):.1f} | {min(taken):.1f} |")


def measure_trends(client, n):
    """The page of charts, nothing of it kept."""
    taken = []
    for query in FILTERS:
        if client.get(f"/trends/?{query}").status_code == 400:
            continue
        for _ in range(6):
            cold()
            answer = []
            taken.append(
                milliseconds(lambda query=query, answer=answer: answer.append(client.get(f"/trends/?{query}")))
            )
            assert answer[0].status_code == 200, query
    clock, used = zip(*taken, strict=True)
    print(f"\n{n} events, trends: p50 {p50(clock):.0f} ms, p95 {p95(clock):.0f}, least {min(clock):.0f};"
          f" of Python p50 {p50(used):.0f}, p95 {p95(used):.0f}.")  # fmt: skip


def weigh(client, n):
    """All that a first view loads."""
    from django.conf import settings

    page = client.get("/").content
    head = page[: page.index(b"</head>")].decode()
    files = [name for tag in re.findall(r"<(?:link rel=\"(?:icon|stylesheet)\"|script)[^>]*>", head)
             for name in re.findall(r'(?:href|src)="/static/([^"]+)"', tag)]  # fmt: skip
    sizes = {name: len(gzip.compress((settings.STATIC_ROOT / name).read_bytes(), 6)) / 1000 for name in files}
    whole = len(gzip.compress(page, 6)) / 1000 + sum(sizes.values())
    told = ", ".join(f"{re.sub(r'[.][0-9a-f]{12}', '', name)} {size:.1f}" for name, size in sizes.items())
    print(f"\n{n} events: a first view is {len(files) + 1} requests, {whole:.1f} kB gzipped (of that {told}).")


def load(seconds=4):
    """Requests a second of two workers, asked by eight connections: `python bench/measure.py load`."""
    import http.client
    import socket
    from itertools import count
    from threading import Thread

    import django

    django.setup()
    from django.db import connection

    from timeline.db import embedded

    if connection.settings_dict["ENGINE"] == "timeline.db.postgresql":
        embedded.join()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "timeline.wsgi:application", "--bind", f"127.0.0.1:{port}",
               "--worker-class", "gthread", "--workers", "2", "--threads", "8", "--no-control-socket",
               "--log-level", "warning"]  # fmt: skip
    server = subprocess.Popen(command, cwd=Path(__file__).parents[1])
    numbers = count()

    def ask(addresses, until, done):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < until:
            link.request("GET", next(addresses))
            answer = link.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            done.append(1)

    def windows():
        for number in numbers:  # a window never asked before
            yield f"/?window=20{number % 20 + 1:02}-{number // 20 % 12 + 1:02}-{number // 240 % 28 + 1:02}/2026"

    def same(address):
        while True:
            yield address

    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        for name, make in (("warm-up", lambda: same("/")), ("warm", lambda: same("/")), ("cold", windows)):
            done, until = [], time.perf_counter() + seconds
            asking = [Thread(target=ask, args=(make(), until, done)) for _ in range(8)]
            for thread in asking:
                thread.start()
            for thread in asking:
                thread.join()
            if name != "warm-up":
                print(f"{name}: {len(done) / seconds:.0f} requests a second (the asking process on the same cores)")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    load() if sys.argv[1:] == ["load"] else main()
