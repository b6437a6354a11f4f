"""How things look: grids with marks, HTML, worded findings, and the parts of the final report.

Standard library only.  Importing this package gives reports and findings their rich display in
notebooks.

>>> from reportkit.views import findings_page, findings_text, front, section, signature
"""

from __future__ import annotations

from reportkit import _display
from reportkit.finding import Findings
from reportkit.report import Report
from reportkit.views.appendix import appendix, chart
from reportkit.views.findings import findings_html
from reportkit.views.page import findings_page
from reportkit.views.parts import Part, PartKind, Piece, front, section, signature
from reportkit.views.plain import findings_text
from reportkit.views.report import report_html

__all__ = [
    "Part",
    "PartKind",
    "Piece",
    "appendix",
    "chart",
    "findings_html",
    "findings_page",
    "findings_text",
    "front",
    "report_html",
    "section",
    "signature",
]

_display.draw.register(Report, report_html)
_display.draw.register(Findings, findings_html)
