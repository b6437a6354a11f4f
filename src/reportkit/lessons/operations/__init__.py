"""What can be done to a sound report: one function an operation, named in ``faults/*.toml``.

An operation is given the draft, the kind of fault and draws.  It changes the draft and returns
what it planted, or returns None and changes nothing where this report has no free place for it.
It states the findings it must cause from its own knowledge of the form; it never runs a rule.
"""

from __future__ import annotations

from reportkit.lessons.operations._cells import (
    cell_off,
    columns_mixed,
    counted_twice,
    row_changed,
    row_shifted,
    totals_swapped,
)
from reportkit.lessons.operations._claims import first_row, growth, lapsed, share_of_received
from reportkit.lessons.operations._copying import (
    elsewhere,
    same_as_last_year,
    same_as_peer,
    section_of_last_year,
    signed_by_other,
)
from reportkit.lessons.operations._dates import (
    file_of_last_year,
    published_first,
    published_late,
    signed_early,
    signed_late,
)
from reportkit.lessons.operations._documents import (
    change_impossible,
    change_in_words,
    fee_in_yuan,
    purchase_without_unit,
    purchases_half,
    released_more,
    rules_claimed,
    stock_off,
    stock_short,
)
from reportkit.lessons.operations._listing import sections_listed
from reportkit.lessons.operations._phrases import phrase_swap, retold
from reportkit.lessons.operations._privacy import exposed, left_in_file
from reportkit.lessons.operations._structure import (
    heading_changed,
    heading_numeral,
    old_rows,
    old_table,
    section_added,
    section_emptied,
    section_lost,
    sections_swapped,
    table_missing,
    title_changed,
)
from reportkit.lessons.operations._tables import (
    cell_lost,
    cells_left_out,
    cells_misspelt,
    column_lost,
    label_changed,
    row_added,
    row_ragged,
    rows_lost,
    subtotal_added,
    table_pictured,
    total_alone,
)
from reportkit.lessons.operations._topics import section_padded, section_thin, topic_left_out
from reportkit.lessons.operations._years import (
    case_added,
    cases_forgotten,
    cases_misplaced,
    figure_jumped,
    many_carried,
    year_copied,
)

__all__ = [
    "case_added",
    "cases_forgotten",
    "cases_misplaced",
    "cell_lost",
    "cell_off",
    "cells_left_out",
    "cells_misspelt",
    "change_impossible",
    "change_in_words",
    "column_lost",
    "columns_mixed",
    "counted_twice",
    "elsewhere",
    "exposed",
    "fee_in_yuan",
    "figure_jumped",
    "file_of_last_year",
    "first_row",
    "growth",
    "heading_changed",
    "heading_numeral",
    "label_changed",
    "lapsed",
    "left_in_file",
    "many_carried",
    "old_rows",
    "old_table",
    "phrase_swap",
    "published_first",
    "published_late",
    "purchase_without_unit",
    "purchases_half",
    "released_more",
    "retold",
    "row_added",
    "row_changed",
    "row_ragged",
    "row_shifted",
    "rows_lost",
    "rules_claimed",
    "same_as_last_year",
    "same_as_peer",
    "section_added",
    "section_emptied",
    "section_lost",
    "section_of_last_year",
    "section_padded",
    "section_thin",
    "sections_listed",
    "sections_swapped",
    "share_of_received",
    "signed_by_other",
    "signed_early",
    "signed_late",
    "stock_off",
    "stock_short",
    "subtotal_added",
    "table_missing",
    "table_pictured",
    "title_changed",
    "topic_left_out",
    "total_alone",
    "totals_swapped",
    "year_copied",
]
