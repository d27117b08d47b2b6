"""Static files are collected when they changed, not at each start."""

import os
from pathlib import Path

import pytest

from timeline import static_files


@pytest.fixture
def collected(settings, tmp_path, monkeypatch):
    """Every time that static files were collected, of a site with one file."""
    source, times = tmp_path / "source" / "own.css", []
    source.parent.mkdir()
    source.write_text("body { margin: 0 }")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    monkeypatch.setattr(static_files, "get_finders", lambda: [Finder(source)])
    monkeypatch.setattr(static_files, "call_command", lambda *words, **_: times.append(words))
    return source, times


class Finder:
    def __init__(self, source):
        self.source = source

    def list(self, _):
        return [(self.source.name, self)]

    def path(self, name):
        return str(self.source.with_name(name))


def test_a_second_start_collects_nothing(collected):
    _, times = collected

    static_files.collect()
    static_files.collect()

    assert times == [("collectstatic",)]


def test_a_changed_source_is_collected_again(collected):
    source, times = collected
    static_files.collect()

    source.write_text("body { margin: 1px }")
    static_files.collect()
    os.utime(source, (1, 1))
    static_files.collect()

    assert len(times) == 3


def test_what_was_broken_off_or_removed_is_collected_again(collected, settings, monkeypatch):
    _, times = collected
    static_files.collect()
    (Path(settings.STATIC_ROOT) / ".collected").unlink()
    monkeypatch.setattr(static_files, "call_command", lambda *_, **__: times.append("broken off") or 1 / 0)

    with pytest.raises(ZeroDivisionError):
        static_files.collect()

    assert not (Path(settings.STATIC_ROOT) / ".collected").exists()


def test_a_selector_of_what_lies_within_keeps_its_blank_when_files_are_joined():
    css = "@layer x { .form :is(input, select) { width: 100% } [lang] :not(.a):is(b) { x: y } a:is(b) { color: red } }"
    assert static_files.smaller(css) == (
        "@layer x{.form *:is(input,select){width:100%}[lang] *:not(.a):is(b){x:y}a:is(b){color:red}}"
    )
