"""reportkit: annual reports on government information disclosure, read, checked and published.

>>> import reportkit as rk
>>> report = rk.load("2023年报.txt")  # doctest: +SKIP
>>> rk.check(report)  # doctest: +SKIP
"""

from __future__ import annotations

from reportkit.check import check
from reportkit.errors import ReportkitError
from reportkit.exporters import export
from reportkit.finding import Finding, Findings, Severity
from reportkit.loading import load
from reportkit.report import Report, Value
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
    "export",
    "front",
    "load",
    "section",
    "signature",
]

__version__ = "0.1.0"
