"""Every page against the Nu validator; run by `make check`, as it needs Java."""

import subprocess
from pathlib import Path

import pytest

from tests.site.test_pages import PAGES

MORE = ["/?dates=zzz", "/nowhere", "/?q=%00", "/embed/", "/embed/timeline/", "/compare/?a=from%3D2023&b=from%3D2025"]
JAR = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.nu
def test_the_validator_finds_no_error(site, tmp_path):
    for prefix in ("", "/ko", "/ja"):
        for number, path in enumerate([*PAGES, *MORE]):
            (tmp_path / f"{prefix[1:] or 'en'}-{number}.html").write_text(site.get(prefix + path)[2], encoding="utf-8")

    done = subprocess.run(
        ["java", "-jar", str(JAR), "--errors-only", str(tmp_path)], capture_output=True, text=True, check=False
    )

    assert done.stderr.splitlines()[:20] == []
    assert done.returncode == 0
