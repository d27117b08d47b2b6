"""Rules of the house that a linter of ours keeps."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = sorted((ROOT / "timeline").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

# Writes that leave no line of history: allowed only where nothing of the record changes.
HISTORYLESS = {"update", "bulk_update", "bulk_create"}
MAY_WRITE_SO = {
    "timeline/models/searching.py": "search columns only",
    "timeline/review/merging.py": "former addresses",
}


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_write_goes_past_the_history(path):
    name = str(path.relative_to(ROOT))
    calls = [
        f"{name}:{node.lineno} .{node.func.attr}("
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in HISTORYLESS
        and ".objects" in ast.unparse(node.func.value)
    ]

    assert name in MAY_WRITE_SO or calls == []


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_marked_safe_and_nothing_foreign_is_run(path):
    source = path.read_text(encoding="utf-8")

    for word in ("mark_safe", "SafeString(", "eval(", "pickle", "yaml.load", "shell=True"):
        assert word not in source, word


BANNED = {
    "a script without a file": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")",
    "a style element": r"<style",
    "a style attribute": r"\sstyle=",
    "an event attribute": r"\son[a-z]+=",
    "hx-on": r"hx-on",
    "a js: value": r"=\"js:",
    "an htmx trigger filter": r"hx-trigger=\"[^\"]*\[",
    "hx- without data-": r"\shx-[a-z]+=",
    "|safe": r"\|\s*safe\b",
    "autoescape off": r"autoescape off",
    "another host": r"(?:src|href)=\"(?:https?:)?//(?!www\.w3\.org)",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_keeps_the_content_security_policy(path):
    source = path.read_text(encoding="utf-8")

    assert [what for what, pattern in BANNED.items() if re.search(pattern, source)] == []
