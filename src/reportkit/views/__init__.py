"""How things look: grids with marks, HTML, worded findings, and the parts of the final report.

Standard library only.  Importing this package gives reports and findings their rich display in
notebooks.

>>> from reportkit.views import findings_page, findings_text, front, section, signature
"""

from __future__ import annotations

from reportkit import _display
from reportkit.comparison import Comparison
from reportkit.finding import Findings
from reportkit.report import Report
from reportkit.views.appendix import appendix, chart
from reportkit.views.comparison import comparison_html
from reportkit.views.findings import findings_html
from reportkit.views.marked import Shown, files_written, marked_tables, source_and_reading
from reportkit.views.page import findings_page
from reportkit.views.parts import Part, PartKind, Piece, front, section, signature
from reportkit.views.plain import findings_text
from reportkit.views.report import report_html

__all__ = [
    "Part",
    "PartKind",
    "Piece",
    "Shown",
    "appendix",
    "chart",
    "comparison_html",
    "files_written",
    "findings_html",
    "findings_page",
    "findings_text",
    "front",
    "marked_tables",
    "report_html",
    "section",
    "signature",
    "source_and_reading",
]

_display.draw.register(Report, report_html)
_display.draw.register(Findings, findings_html)
_display.draw.register(Comparison, comparison_html)
