"""Nothing that a spreadsheet opens starts a formula, and everything comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.exports.cells import guarded, unguarded
from timeline.exports.spreadsheet import COLUMNS, as_csv, row_of
from timeline.models import Event
from timeline.record_files import event_as_dict

FORMULAS = [
    "=1+1",
    " =1",
    "@SUM(1)",
    "+1+1",
    "-2+3",
    "\t=1",
    "\r=1",
    "|cmd",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''",
    "\u3000=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text):
    assert guarded(text).startswith("'")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("number", ["-3", "-3.5", "12", "0"])
def test_a_number_stays_a_number(number):
    assert guarded(number) == number


@given(st.text())
def test_every_text_comes_back(text):
    assert unguarded(guarded(text)) == text
    assert (
        guarded(text).lstrip(" \u3000\u00a0")[:1] not in tuple("=+-@\t\r|＝＋－＠")
        or guarded(text).lstrip("-").replace(".", "").isdigit()
    )


@pytest.mark.django_db
def test_the_rich_sheet_holds_the_whole_event(sample_record):
    class About:
        language = "en"

    events = list(Event.objects.published().order_by("slug"))
    sheet = b"".join(as_csv(events, About)).decode()

    lines = list(csv.DictReader(io.StringIO(sheet, newline="")))
    assert tuple(lines[0]) == COLUMNS
    assert [row_of(line) for line in lines] == [event_as_dict(event) for event in events]


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"significance": "much"}, "significance: “much” is no number"),
        ({"participants": "japan"}, "participants: “japan” is not of the form actor:role"),
        ({"citations": "{"}, "citations: this is no JSON"),
    ],
)
def test_a_wrong_cell_names_its_column(cells, words):
    with pytest.raises(ValueError, match=words):
        row_of(cells)
