"""The data files of the specimens, read once.

>>> len(data("places")["stems"]) >= 40
True
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["data"]


@cache
def data(name: str) -> dict[str, Any]:
    """Return what stands in ``data/<name>.toml``."""
    path = resources.files("reportkit.specimens") / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
