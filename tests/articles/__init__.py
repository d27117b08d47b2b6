"""Articles that we wrote for tests; any likeness in words to a published one is chance."""

from pathlib import Path


def text(name):
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
