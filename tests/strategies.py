"""Hypothesis strategies: consistent reports of either format, and single faults in them.

The free cells are drawn; every total is computed, by the equations of the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from reportkit.form import FORMATS, CellId, Form, load
from reportkit.report import Report

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

_LARGEST = 3000


def totals(form: Form) -> dict[CellId, tuple[CellId, ...]]:
    """Return every computed total with the cells that it sums."""
    return {e.right[0]: e.left for e in form.equations if len(e.right) == 1}


def free_cells(form: Form) -> tuple[CellId, ...]:
    """Return the cells of tables 3 and 4 that no equation determines.

    New requests are determined too: they are what was handled and carried out less what was
    carried in, so they are not free.
    """
    fixed = {*totals(form), *(e.left[0] for e in form.equations if e.kind == "E1")}
    return tuple(name for name in form.cells if name[:2] != "t2" and name not in fixed)


@st.composite
def consistent(draw: DrawFn) -> Report:
    """Draw a report whose equations all hold; table 2 is all 0."""
    form = load(draw(st.sampled_from(FORMATS)))
    drawn = draw(
        st.dictionaries(st.sampled_from(free_cells(form)), st.integers(1, _LARGEST), max_size=12)
    )
    figures = {**dict.fromkeys(form.cells, 0), **drawn}
    return Report.empty(form, year=form.first_year).replace(_balanced(form, figures))


def _balanced(form: Form, figures: dict[CellId, int]) -> dict[CellId, int]:
    """Compute new requests and all totals; carry in no more than there is to handle."""
    sums = totals(form)
    last = [e for e in form.equations if e.kind == "E1"]
    for equation in last:
        done, carried_out = equation.right
        new, carried_in = equation.left
        if carried_in in sums:
            continue
        figures[done] = sum(figures[name] for name in sums[done])
        due = figures[done] + figures[carried_out]
        figures[carried_in] = min(figures[carried_in], due)
        figures[new] = due - figures[carried_in]
    for total, parts in sums.items():
        if not total.startswith("t3.R3_7.") or total.endswith(".tot"):
            figures[total] = sum(figures[name] for name in parts)
    return figures


@st.composite
def with_one_fault(draw: DrawFn) -> tuple[Report, CellId]:
    """Draw a consistent report with one cell of table 3 or 4 changed, and that cell."""
    report = draw(consistent())
    name = draw(st.sampled_from([n for n in report.values if n[:2] != "t2"]))
    wrong = draw(st.integers(0, _LARGEST).filter(lambda n: n != report[name].number))
    return report.replace({name: wrong}), name
