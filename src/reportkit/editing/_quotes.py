"""Where a quoted passage stands in a text that has live figures.

Findings quote the text as people read it, with the figures in place of their references; whoever
edits sees the references.  The two are brought together here, by offsets into the raw text.

>>> from reportkit import form
>>> from reportkit.report import Report
>>> report = Report.empty(form.load("2021")).replace({"t3.R1.tot": 11})
>>> span_of("收到{{ t3.R1.tot }}件。", "收到11件", report)
(0, 20)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.figures import REFERENCE, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportkit.report import Report

__all__ = ["references", "span_of"]


def references(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and name of every reference in a text."""
    for match in REFERENCE.finditer(text):
        yield match.start(), match.end(), match[1]


def span_of(
    text: str, quote: str, report: Report, *, occurrence: int = 0
) -> tuple[int, int] | None:
    """Return where a quoted passage begins and ends in the raw text, or None.

    Parameters
    ----------
    text
        A text of the report as it is edited, with references.
    quote
        A passage of the same text as people read it.
    report
        Gives the figures.
    occurrence
        Which of equal passages is meant; the first, if there are not so many.
    """
    shown, places = _shown(text, report)
    at = shown.find(quote)
    for _ in range(occurrence):
        following = shown.find(quote, at + 1)
        at = following if following >= 0 else at
    if at < 0 or not quote:
        return None
    return places[at][0], places[at + len(quote) - 1][1]


def _shown(text: str, report: Report) -> tuple[str, list[tuple[int, int]]]:
    """Return the text as people read it, and for each character its stretch of the raw text."""
    shown, places, done = [], [], 0
    for start, end, _ in references(text):
        figure = resolve(text[start:end], report)
        shown += [text[done:start], figure]
        places += [(i, i + 1) for i in range(done, start)] + [(start, end)] * len(figure)
        done = end
    shown.append(text[done:])
    places += [(i, i + 1) for i in range(done, len(text))]
    return "".join(shown), places
