"""Which reports a rule is about, by the year reported on.

The rules about the form in force go by the year of the report, not by the form of its tables: an
old table under a new year is ST-03 and excuses nothing else.

>>> since_2021(Case(report=report))  # doctest: +SKIP
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportkit.form import FORMATS, Form, load

if TYPE_CHECKING:
    from reportkit.rules._rule import Case

__all__ = ["before_any_form", "form_in_force", "since_2021"]


def form_in_force() -> Form:
    """Return the form of the latest years."""
    return load(FORMATS[0])


def since_2021(case: Case) -> bool:
    """Whether the form in force applies; without a year, the form of table two tells."""
    form, year = form_in_force(), case.report.year
    return case.report.format == form.format if year is None else year >= form.first_year


def before_any_form(case: Case) -> bool:
    """Whether the report is older than every form, so that no structure was prescribed."""
    year = case.report.year
    return year is not None and year < min(load(key).first_year for key in FORMATS)
