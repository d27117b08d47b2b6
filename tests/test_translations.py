"""The catalogues are complete: each string of the code has its Korean and its Japanese, with the same placeholders."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
ONE, PLURAL, CONTEXT = None, (1, 2), ((1, "c"), 2)
FUNCTIONS = {"_": ONE, "gettext": ONE, "gettext_lazy": ONE, "ngettext": PLURAL, "pgettext": CONTEXT,
             "pgettext_lazy": CONTEXT, "npgettext": ((1, "c"), 2, 3)}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def strings_of_the_code():
    """(context, English) of every string that is translated, from templates and modules."""
    found = set()
    for path in (ROOT / "templates").rglob("*.html"):
        source = templatize(path.read_text(encoding="utf-8"), str(path))
        found |= said(extract("javascript", io.BytesIO(source.encode()), FUNCTIONS))
    for path in (ROOT / "timeline").rglob("*.py"):
        found |= said(extract("python", io.BytesIO(path.read_bytes()), FUNCTIONS))
    return found


def said(messages):
    return {(context, text if isinstance(text, str) else text[0]) for _line, text, _comments, context in messages}


@pytest.mark.parametrize("language", ["ko", "ja"])
def test_every_string_is_translated_with_its_placeholders(language):
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    catalogue = {}
    for message in read_po(io.BytesIO(path.read_bytes()), locale=language):
        if not message.id or message.fuzzy:
            continue
        english = message.id if isinstance(message.id, str) else message.id[-1]
        text = message.string if isinstance(message.string, str) else message.string[0]
        if text:
            catalogue[message.context, message.id if isinstance(message.id, str) else message.id[0]] = (english, text)

    wanted = strings_of_the_code()
    assert len(wanted) > 500
    assert wanted - catalogue.keys() == set(), "not translated: make messages, then fill them in"
    assert catalogue.keys() - wanted == set(), "no longer in the code: make messages"
    for english, text in catalogue.values():
        assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(text)), (english, text)
