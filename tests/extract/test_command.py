"""manage.py find_dates: JSON lines in, JSON lines out."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


def run(monkeypatch, lines):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    call_command("find_dates", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_of_mentions_for_each_text(monkeypatch):
    asked = [
        {"text": "They met on Thursday.", "published": "2025-09-01"},
        {"text": "Nothing.", "published": "2025-09-01", "language": "en"},
    ]

    answers = run(monkeypatch, "\n".join(json.dumps(line) for line in asked) + "\n")

    assert answers == [
        [
            {
                "start": 12,
                "end": 20,
                "text": "Thursday",
                "date": "2025-08-28",
                "counted_from": "published",
                "counted_from_start": None,
                "how": "nearest",
                "language": "en",
            }
        ],
        [],
    ]


@pytest.mark.parametrize("line", ["no JSON", '{"text": "On 5 May."}', '{"text": 5, "published": "2025-09-01"}', "[]"])
def test_a_line_that_is_not_understood_is_named(monkeypatch, line):
    with pytest.raises(CommandError, match="Line 1"):
        run(monkeypatch, line)


def test_a_file_in_another_encoding_is_refused_in_words(tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text('{"text": "지난해 12월", "published": "2025-09-01"}', encoding="euc-kr")

    with pytest.raises(CommandError, match="is not in UTF-8"):
        call_command("find_dates", str(file))
