"""reportkit: annual reports on government information disclosure, read, checked and published.

>>> import reportkit as rk
>>> report = rk.load("2023年报.txt")  # doctest: +SKIP
>>> rk.check(report)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reportkit.check import check
from reportkit.errors import ReportkitError
from reportkit.finding import Finding, Findings, Severity
from reportkit.loading import load
from reportkit.report import Report, Value

if TYPE_CHECKING:
    from reportkit.comparison import compare
    from reportkit.exporters import export
    from reportkit.views import front, section, signature

__all__ = [
    "Finding",
    "Findings",
    "Report",
    "ReportkitError",
    "Severity",
    "Value",
    "__version__",
    "check",
    "compare",
    "export",
    "front",
    "load",
    "section",
    "signature",
]

__version__ = "0.1.0"

# What writes and draws is loaded when it is first used: `import reportkit` stays quick.
_LATER = {
    "compare": "comparison",
    "export": "exporters",
    "front": "views",
    "section": "views",
    "signature": "views",
}


def __getattr__(name: str) -> object:
    if name in _LATER:
        return getattr(import_module(f"reportkit.{_LATER[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
