"""What pages cost at a size, beside a floor taken in the same run; prints one row of bench/README.md's table.

python bench/measure.py        # against the database of SHUTTLE_DATA, filled by generate.py or a real record
"""

import gzip
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
PAGES = {
    "first view": "/", "a kind": "/?kind=summit", "words": "/?q=Tokyo", "window": "/?window=2023/2025", "tone lanes": "/?lanes=tone",
}  # fmt: skip
ROUNDS = 7


def milliseconds(client, address):
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000


def main():
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from timeline import picturing
    from timeline.db import embedded
    from timeline.models import Event
    from timeline.views import freshness

    settings.ALLOWED_HOSTS = ["testserver", *settings.ALLOWED_HOSTS]
    if connection.settings_dict["ENGINE"] == "timeline.db.postgresql":
        embedded.join()
    call_command("collectstatic", interactive=False, verbosity=0)
    client, n = Client(), Event.objects.count()
    client.get("/about/")

    def cold():
        freshness.forget()
        picturing._drawn.cache_clear()

    floor = statistics.median(milliseconds(client, "/healthz") for _ in range(50))
    print(f"{n} events; floor (an answer without a page): {floor:.2f} ms")
    for name, address in PAGES.items():
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        colds = []
        for _ in range(ROUNDS):
            cold()
            colds.append(milliseconds(client, address))
        warms = [milliseconds(client, address) for _ in range(ROUNDS * 3)]
        cold_, warm = statistics.median(colds), statistics.median(warms)
        size = len(gzip.compress(answer.content, 6)) / 1000
        links = answer.content.count(b'<a class="mark"') + answer.content.count(b'<a class="ring"')
        print(
            f"| {n} | {name} | {cold_:.0f} | {cold_ / floor:.0f} | {warm:.1f} | {warm / floor:.1f} | {size:.1f} | {links} |"
        )


if __name__ == "__main__":
    main()
