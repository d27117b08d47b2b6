"""Taken in once: copies known again, batches that stop halfway, archives within their limits."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import make
from timeline.intake.containers import members_of_bytes, members_of_path
from timeline.intake.receiving import receive
from timeline.models import Change, IntakeFile, Outcome, Publisher, Source

ARTICLES = Path(__file__).parents[1] / "articles"
pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make.user()


def take(name, by, **options):
    path = ARTICLES / name
    return receive(path.read_bytes(), by=by, name=path.name, **options)


def paragraphs(n, subject="ferry"):
    return [
        f"Passage {i} of the {subject} report says that crossing number {i * 7} was late by {i} minutes because of fog "
        f"near buoy {i * 3}, and that the captain of ship {i + 40} wrote it down at once."
        for i in range(n)
    ]


def text_of(title, parts, publisher="Harbour Courier"):
    return f"{publisher}\n2024-03-02\n{title}\n\n{chr(10).join(parts)}\n".encode()


def bring(data, by, **options):
    return receive(data, by=by, name="x.txt", given={"title": "Late crossings"} | options.pop("given", {}), **options)


def test_a_page_is_stored_with_its_words_history_and_publisher(by):
    received = take("pages/graph-courier.html", by)

    source = Source.objects.get()
    assert received.outcome == Outcome.STORED and received.words == "1 new article."
    assert (source.publisher.name_en, source.published, source.published_how) == (
        "The Harbour Courier",
        "2024-05-17",
        "json-ld",
    )
    assert source.slug == "the-harbour-courier-ministers-agree-on-ferry-routes-after-two-day"
    assert Change.objects.get(public_id=source.public_id).by == by


def test_the_same_bytes_twice_change_nothing(by):
    take("pages/graph-courier.html", by)
    before = list(Source.objects.values()), list(IntakeFile.objects.values())

    received = take("pages/graph-courier.html", by)

    assert received.outcome == Outcome.KNOWN
    assert (list(Source.objects.values()), list(IntakeFile.objects.values())) == before


def test_the_same_address_with_other_bytes_is_the_same_source(by):
    take("pages/graph-courier.html", by)

    received = receive(
        (ARTICLES / "pages/graph-courier.html").read_bytes() + b"<!-- later -->", by=by, name="again.html",
        url="http://m.harbour-courier.example/world/2024/05/17/ministers-agree-ferry-routes?utm_source=mail#top",
    )  # fmt: skip

    assert received.outcome == Outcome.KNOWN and Source.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a paragraph is rewritten", lambda parts: ["An entirely new beginning by somebody else, who was not there.", *parts[1:]]),
        ("the end is cut", lambda parts: parts[:12]),
        ("quotes and case differ", lambda parts: [part.replace("at once", "AT ONCE").replace(",", " –") for part in parts]),
        ("a note is added", lambda parts: [*parts, "Corrected: an earlier version gave another number of the ship."]),
    ],
)  # fmt: skip
def test_a_copy_elsewhere_is_a_copy(by, name, change):
    parts = paragraphs(20)
    bring("\n".join(parts).encode(), by, given={"publisher": "Harbour Courier"})

    received = bring("\n".join(change(parts)).encode(), by, given={"publisher": "Northshore Times"})

    [copy] = Source.objects.exclude(syndication_of=None)
    assert received.outcome == Outcome.COPY
    assert copy.syndication_of.publisher.name_en == "Harbour Courier" and copy.publisher.name_en == "Northshore Times"


def test_two_reports_of_one_event_are_two_sources(by):
    take("pages/graph-courier.html", by)

    take("pages/korean-ipryeok.html", by)
    bring(
        b"Three ferry routes that had been closed for almost a decade are to reopen, the transport ministers of the two "
        b"coastal states said on Friday after talks that ran a day longer than planned. Ships will leave in the autumn. "
        b"Several mayors asked for guarantees for small boats, and a second round is planned for next spring.",
        by,
        given={"publisher": "Daily Lantern"},
    )

    assert Source.objects.filter(syndication_of=None).count() == 3


@pytest.mark.parametrize(
    "text",
    [
        "양국 장관은 항로를 다시 열기로 합의했다. {} 다음 회담은 서울에서 열린다.",
        "両国の閣僚は航路の再開で合意した。{}次の会談は東京で開く。",
    ],
)
def test_copies_are_known_in_scripts_without_spaces(by, text):
    middle = "".join(chr(ord("가") + (i * 37) % 2000) if i % 5 else " " for i in range(400))
    bring(text.format(middle).encode(), by, given={"publisher": "한빛일보"})

    received = bring((text.format(middle) + "추가 문장이 하나 있다.").encode(), by, given={"publisher": "みなと新報"})

    assert received.outcome == Outcome.COPY


def test_a_publisher_is_found_by_any_of_its_names_and_by_its_site(by):
    courier = make.publisher("courier", name_en="The Harbour Courier", name_ko="항구신문")
    for name, address in (("harbour courier", ""), ("항구신문", ""), ("", "https://www.harbour-courier.example/x")):
        bring(os.urandom(8).hex().encode() + b" is the number of the ship that was late today.", by,
              given={"publisher": name, "title": address or name}, url=address or None)  # fmt: skip

    assert Publisher.objects.get() == courier


def test_an_article_without_publisher_waits_for_one_and_gives_way(by):
    take("headless.txt", by)
    assert Source.objects.get().publisher.slug == "unknown-publisher"

    take("aggregated.txt", by)

    first = Source.objects.get(title="Will the shared timetable survive another winter?", syndication_of=None)
    assert first.publisher.name_en == "Harbour Courier"
    assert (
        first.copies.count() == 2
        and not Source.objects.filter(syndication_of=None, publisher__slug="unknown-publisher").exists()
    )


def test_ages_count_from_the_day_of_reading(by):
    take("aggregated.txt", by, today=date(2024, 3, 10))

    source = Source.objects.get(title="Envoys to open talks on tolls on March 9", syndication_of=None)
    assert (source.published, source.published_how) == ("[2024-03-06..2024-03-07]", "age")


def test_without_that_day_the_place_in_the_list_dates(by):
    take("aggregated.txt", by)

    source = Source.objects.get(title="Envoys to open talks on tolls on March 9", syndication_of=None)
    assert (source.published, source.published_how) == ("[2024-02-14..2024-03-09]", "order")


def test_what_is_refused_is_kept_with_its_words_and_tried_again(by):
    receive(b"%PDF-1.7", by=by, name="a.pdf")
    received = receive(b"%PDF-1.7", by=by, name="a.pdf")

    assert (received.outcome, received.words) == (Outcome.NOT_TEXT, "This is a file of the kind PDF, not text or HTML.")
    assert IntakeFile.objects.count() == 1 and not Source.objects.exists()


# Archives


def zip_of(files, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def refusals(data, name="x.zip"):
    return [(member.name, str(member.refusal)) for member in members_of_bytes(data, name) if member.refusal]


def test_a_zip_gives_its_pages_and_its_names_are_only_shown():
    data = zip_of({"a.txt": b"one", "../../etc/evil.txt": b"two", "b/c.html": b"three"})

    members = list(members_of_bytes(data, "x.zip"))

    assert [member.data for member in members] == [b"one", b"two", b"three"]
    assert members[1].name == "x.zip › ../../etc/evil.txt"


def test_a_bomb_is_refused_before_it_is_opened():
    [(_name, words)] = refusals(zip_of({"bomb.txt": b"0" * 9_000_000}))

    assert "times its size" in words


def test_a_zip_that_lies_about_its_sizes_is_refused():
    data = zip_of({f"{i}.txt": os.urandom(1000) for i in range(50)} | {"b.txt": b"0" * 12_000_000})

    assert any("MB" in words or "size" in words for _name, words in refusals(data))


@pytest.mark.parametrize("name", ["inner.zip", "inner.txt"])
def test_a_zip_in_a_zip_is_not_opened(name):
    assert refusals(zip_of({name: zip_of({"a.txt": b"one"})})) == [
        (f"x.zip › {name}", "An archive inside an archive is not opened.")
    ]


def test_damaged_and_encrypted_archives_are_refused_in_words():
    whole = zip_of({"a.txt": os.urandom(5000)})
    damaged = whole[:2000] + b"\x00" * 50 + whole[2050:]

    assert "damaged" in refusals(damaged)[0][1]
    assert "not a ZIP" in refusals(whole[:1000])[0][1]
    assert refusals(b"WARC/1.0\r\nnonsense", "x.warc")[0][1].endswith(".")
    assert refusals(b"", "x.warc.gz") == [("x.warc.gz", "There is no page in this archive.")]


def test_a_web_archive_gives_its_pages_with_their_addresses(by):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for url, status, kind, name in (
        ("https://harbour-courier.example/a", "200 OK", "text/html; charset=utf-8", "pages/graph-courier.html"),
        ("https://harbour-courier.example/gone", "404 Not Found", "text/html", "pages/url-date.html"),
        ("https://harbour-courier.example/x.png", "200 OK", "image/png", "pages/url-date.html"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        payload = io.BytesIO((ARTICLES / name).read_bytes())
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))

    [member] = members_of_bytes(buffer.getvalue(), "x.warc.gz")

    assert (member.url, member.refusal, len(member.day)) == ("https://harbour-courier.example/a", None, 10)
    receive(member.data, by=by, name=member.name, url=member.url, content_type=member.content_type)
    assert Source.objects.get().url == "https://harbour-courier.example/a"


def test_a_folder_gives_all_below_it_in_order(tmp_path):
    for name in ("b.txt", "a/z.html", ".hidden/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")

    assert [Path(member.name).name for member in members_of_path(tmp_path)] == ["z.html", "b.txt"]


# The command


def test_the_command_reports_every_file_and_fails_when_one_was_refused(tmp_path, capsys):
    (tmp_path / "a.html").write_bytes((ARTICLES / "pages/graph-courier.html").read_bytes())
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")

    with pytest.raises(SystemExit) as end:
        call_command("intake", str(tmp_path))

    said = capsys.readouterr().out.splitlines()
    assert end.value.code == 1
    assert said[0].startswith("+ ") and said[0].endswith("a.html: 1 new article.")
    assert said[1].startswith("! ") and said[1].endswith("not text or HTML.")
    assert said[2] == "Stored: 1, Not text: 1."


def batch(folder, n):
    for i in range(n):
        parts = paragraphs(6, f"subject {i} {i * i}")
        (folder / f"{i:04}.txt").write_bytes(text_of(f"Report number {i} on late crossings", parts))


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_was_killed_goes_on_where_it_stopped(tmp_path):
    """The database is that of the tests, written by a process of its own that is killed without warning."""
    from django.db import connection

    batch(tmp_path, 60)
    settings = connection.settings_dict
    code = (
        "import sys, django; from django.conf import settings; django.setup(); from django.db import connections\n"
        f"connections['default'].settings_dict.update(NAME={settings['NAME']!r}, HOST={settings['HOST']!r}, PORT={settings['PORT']!r}, USER={settings['USER']!r})\n"
        f"from django.core.management import call_command; call_command('intake', {str(tmp_path)!r}, verbosity=0)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "timeline.settings"}
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    for _ in range(600):
        if IntakeFile.objects.count() >= 10 or process.poll() is not None:
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    complaints = process.stderr.read().decode()
    process.stderr.close()
    halfway = IntakeFile.objects.count()
    assert 10 <= halfway < 60, complaints[-2000:]
    assert Source.objects.count() == halfway

    call_command("intake", str(tmp_path), verbosity=0)

    assert IntakeFile.objects.count() == 60
    assert sorted(Source.objects.values_list("title", flat=True)) == sorted(
        f"Report number {i} on late crossings" for i in range(60)
    )
