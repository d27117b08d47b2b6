"""The API as a program tries it that knows only its description: valid and wrong requests, none of them our fault."""

import re
import subprocess
import sys
from pathlib import Path


def test_no_request_that_the_description_leads_to_is_a_fault_of_ours(site):
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")), "run", f"{site.url}/api/v1/openapi.json",
            "--url", site.url, "--checks", "not_a_server_error,response_schema_conformance",
            "--max-examples", "25", "--workers", "1", "--seed", "1", "--no-color",
        ],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-3000:]
    assert int(re.search(r"(\d+) generated", done.stdout)[1]) > 300
