"""How long it takes until reportkit answers: fresh processes against a bare Python."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from stopwatch import table

PYTHON = sys.executable
COMMAND = Path(PYTHON).with_name("reportkit")
# As users run it: with compiled modules on disk, which the first, untimed call writes.
ENVIRONMENT = {key: os.environ[key] for key in os.environ if key != "PYTHONDONTWRITEBYTECODE"}


def _process(*words: str | Path) -> partial[subprocess.CompletedProcess[bytes]]:
    return partial(subprocess.run, words, check=True, capture_output=True, env=ENVIRONMENT)


table(
    "fresh process",
    {
        "python -c pass": _process(PYTHON, "-c", "pass"),
        "python -c 'import reportkit'": _process(PYTHON, "-c", "import reportkit"),
        "reportkit --version": _process(COMMAND, "--version"),
        "python -c 'import pandas'": _process(PYTHON, "-c", "import pandas"),
    },
    rounds=15,
)
