"""Repairs: the smallest change, its reason, and silence where nothing small explains a fault."""

from __future__ import annotations

import itertools
import time
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from balanced import balanced, faults
from reportkit.check import check
from reportkit.form import load
from reportkit.repair import propose
from reportkit.report import UNREAD, Report, Unread, Value
from reportkit.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportkit.finding import Repair

RULE_OF = {"E1": "T3-01", "E2": "T3-02", "E3": "T3-03", "E4": "T4-01"}
ROWS = tuple(dict.fromkeys(n.split(".")[1] for n in load("2021").tables["t3"].cells))
COLUMNS = tuple(n.split(".")[2] for n in load("2021").tables["t3"].row_cells("R1"))


def broken(report: Report) -> dict[tuple[str, str, str], Decimal]:
    """Work out left − right of every broken equation; blank cells count as 0."""
    found = {}
    for e in report.equations:
        if any(report[name].kind is Kind.UNREADABLE for name in e.cells):
            continue
        left, right = (sum(report[n].number or 0 for n in side) for side in (e.left, e.right))
        if left != right:
            found[e.table, e.kind, e.key] = Decimal(left) - Decimal(right)
    return found


def applied(report: Report, repairs: Iterable[Repair]) -> Report:
    return report.replace({name: number for r in repairs for name, number in r.cells})


def with_fault(changes: Mapping[str, object]) -> tuple[Report, tuple[Repair, ...]]:
    """Put figures into the consistent sample and return it with what is proposed."""
    report = samples.filled().replace(changes)  # type: ignore[arg-type]
    return report, propose(report)


def undone(changes: Mapping[str, object]) -> dict[str, int]:
    """Return what the consistent sample has in these cells."""
    return {name: samples.filled()[name].number for name in changes}  # type: ignore[misc]


def figures(name_of: Mapping[str, str]) -> dict[str, int]:
    """Return the sample's figures under other cells; an empty source is 0."""
    report = samples.filled()
    return {to: report[of].number if of else 0 for to, of in name_of.items()}  # type: ignore[misc]


def differing(changes: Mapping[str, object]) -> dict[str, int]:
    """Return the true figures of those cells that the changes really alter."""
    return {n: v for n, v in undone(changes).items() if changes[n] != v}


@pytest.mark.parametrize("report", [samples.filled(), samples.last_year(), samples.trial()])
def test_a_consistent_report_gets_no_proposal(report: Report) -> None:
    assert propose(report) == ()


def test_an_empty_report_gets_no_proposal() -> None:
    assert propose(Report.empty(load("2021"))) == ()


def test_figures_in_the_total_column_only_get_no_proposal() -> None:
    """Six blank cells beside a total are the matter of T3-09: no figure can be guessed."""
    blank = {n: "" for n in samples.filled().tables["t3"].cells if not n.endswith(".tot")}
    assert with_fault(blank)[1] == ()


def test_a_table_of_random_figures_gets_no_guess() -> None:
    names = samples.filled().tables["t3"].cells
    repairs = with_fault({name: i * i % 37 for i, name in enumerate(names)})[1]
    assert repairs == ()


# --- one cell --------------------------------------------------------------------------------


@cache
def equations_of(format: str) -> dict[str, dict[int, int]]:  # noqa: A002  the field's own word
    """Return the sign of every cell in each equation it stands in."""
    signs: dict[str, dict[int, int]] = {}
    for at, equation in enumerate(load(format).equations):
        for sign, side in ((1, equation.left), (-1, equation.right)):
            for name in side:
                signs.setdefault(name, {})[at] = sign
    return signs


def brute_force(report: Report) -> list[str]:
    """Return every cell that alone, with some figure not negative, makes all equations hold."""
    number = {name: value.number for name, value in report.values.items()}
    gaps = {
        at: gap
        for at, e in enumerate(report.equations)
        if (gap := sum(number[n] for n in e.left) - sum(number[n] for n in e.right))  # type: ignore[misc]
    }
    return [
        name
        for name, signs in equations_of(report.format).items()
        if signs.keys() == gaps.keys()
        and len({gaps[at] * sign for at, sign in signs.items()}) == 1
        and all(number[name] - gaps[at] * sign >= 0 for at, sign in signs.items())  # type: ignore[operator]
    ]


def test_single_faults_are_found_where_the_equations_determine_them() -> None:
    """The true cell is the first proposal for at least 95 % of the determined single faults.

    A fault is determined where only one cell, with a figure that is not negative, can make all
    equations hold.
    """
    determined = first_of_determined = first = among_three = total = 0
    for report, name, wrong in faults(20240131, rounds=6):
        faulty = report.replace({name: wrong})
        repairs = [r.cells for r in propose(faulty)]
        truth = ((name, report[name].number),)
        alone = brute_force(faulty)
        total += 1
        first += repairs[:1] == [truth]
        among_three += truth in repairs[:3]
        determined += alone == [name]
        first_of_determined += alone == [name] and repairs[:1] == [truth]
    counts = (
        f"{total} single faults, {determined} determined ({determined / total:.1%}); true cell "
        f"first: {first_of_determined} of these ({first_of_determined / determined:.1%}), "
        f"{first} of all ({first / total:.1%}); among the first three {among_three / total:.1%}"
    )
    assert total >= 2000, counts
    assert determined / total >= 0.9, counts
    assert first_of_determined / determined >= 0.95, counts
    assert among_three / total >= 0.95, counts


@pytest.mark.parametrize("format", ["2021", "2019"])
def test_any_fault_in_table_three_has_one_single_cell(format: str) -> None:  # noqa: A002
    """No two cells of table 3 stand in the same equations: all 175 (161) are told apart."""
    report = balanced(format, 7)
    for name in report.tables["t3"].cells:
        number = report[name].number
        repairs = propose(report.replace({name: number + 3}))  # type: ignore[operator]
        assert [r.cells for r in repairs] == [((name, number),)]
        assert "仅此一处" in repairs[0].why


@pytest.mark.parametrize(
    ("cell", "wrong", "reason"),
    [
        ("t3.R1.tot", 110, "多写了一个0"),
        ("t3.R1.tot", 1, "少写了一位数字"),
        ("t3.R1.tot", 111, "多写了一位数字"),
        ("t3.R1.tot", 21, "写错了一位数字"),
        ("t3.R3_1.nat", 6, "多计1件"),
        ("t3.R3_1.nat", 0, "有数而填了0"),
        ("t3.R3_5_2.law", 7, "没有数而填了数"),
        ("t3.R3_7.tot", 3, "合计时漏加了“予以公开”的7"),
        ("t3.R1.tot", 9, "合计时漏加了“商业企业”的2"),
        ("t3.R3_1.nat", -5, "多写了负号"),
        ("t3.R3_1.nat", "5.5", "误填了小数"),
        ("t3.R3_1.nat", 29, "多计24件"),
    ],
)
def test_the_reason_is_told(cell: str, wrong: object, reason: str) -> None:
    _, repairs = with_fault({cell: wrong})
    assert dict(repairs[0].cells) == undone({cell: wrong})
    assert f"可能是{reason}" in repairs[0].why


def test_swapped_digits_are_told() -> None:
    """Thirteen times the sample still holds every equation, with figures of two digits."""
    tables = samples.filled().tables
    names = [*tables["t3"].cells, *tables["t4"].cells]
    report = samples.filled().replace({n: samples.filled()[n].number * 13 for n in names})  # type: ignore[operator]
    (repair,) = propose(report.replace({"t3.R3_1.nat": 56}))
    assert repair.cells == (("t3.R3_1.nat", 65),)
    assert "可能是数字前后写反" in repair.why


def test_the_sentence_names_cell_figures_and_what_holds_again() -> None:
    (repair,) = with_fault({"t3.R4.nat": 3})[1]
    assert repair.why == (
        "表三“结转下年度·自然人”填3，改为2后，“自然人”列收办平衡、“结转下年度”行总计都成立，"
        "表三再无不平；可能是多计1件。只改一格就能做到的，仅此一处；请以台账为准核对。"
    )


def test_table_four_cannot_tell_the_cells_of_a_group_apart_and_says_so() -> None:
    _, repairs = with_fault({"t4.A.total": 3})
    assert [r.cells for r in repairs] == [
        (("t4.A.total", 1),),
        (("t4.A.fix", 2),),
        (("t4.A.other", 2),),
        (("t4.A.open", 2),),
        (("t4.A.keep", 3),),
    ]
    assert all("改法不止一种" in r.why for r in repairs)


def test_no_negative_figure_is_proposed() -> None:
    """With 1 + 0 + 0 + 0 against 0 only two of the five cells can be wrong."""
    _, repairs = with_fault({"t4.A.total": 0})
    assert [r.cells for r in repairs] == [(("t4.A.total", 1),), (("t4.A.keep", 0),)]


# --- slips -----------------------------------------------------------------------------------


def first_undoes(changes: Mapping[str, object], words: str) -> None:
    """Assert that the first proposal gives back the sample, and is called by its name."""
    _, repairs = with_fault(changes)
    assert repairs, "nothing proposed"
    assert dict(repairs[0].cells) == differing(changes), [r.why for r in repairs]
    assert words in repairs[0].why


def test_neighbours_swapped_in_a_row() -> None:
    changes = {"t3.R3_1.nat": 1, "t3.R3_1.com": 5}
    first_undoes(changes, "“予以公开·自然人”填1、“予以公开·商业企业”填5，两格互换")


def test_neighbours_swapped_in_a_column() -> None:
    first_undoes({"t3.R3_1.nat": 1, "t3.R3_2.nat": 5}, "相邻两格的数填反")


def test_a_figure_one_column_off() -> None:
    changes = {"t3.R3_3_4.com": 0, "t3.R3_3_4.res": 1}
    first_undoes(changes, "填的1移到左边相邻的“保护第三方合法权益·商业企业”")


def test_a_figure_one_row_off() -> None:
    changes = {"t3.R3_4_1.nat": 0, "t3.R3_4_2.nat": 1, "t3.R3_4_1.tot": 1}
    first_undoes(changes, "填的1移到上边相邻的")


@pytest.mark.parametrize(("step", "words"), [(1, "数整体左移一格"), (-1, "数整体右移一格")])
def test_a_row_shifted_by_a_column(step: int, words: str) -> None:
    changes = figures({
        f"t3.R1.{COLUMNS[i]}": f"t3.R1.{COLUMNS[i - step]}" if 0 <= i - step < 7 else ""
        for i in range(7)
    })  # fmt: skip
    first_undoes(changes, words)


def test_a_row_shifted_from_its_middle_on() -> None:
    """One empty cell too many after the first: 8, 0, 2, 0, 0, 1, 0 with the total pushed out."""
    changes = figures({
        f"t3.R1.{COLUMNS[i]}": f"t3.R1.{COLUMNS[i - 1]}" if i > 1 else "" for i in range(1, 7)
    })  # fmt: skip
    first_undoes(changes, "“新收”行自“商业企业”起的数整体左移一格，“新收·总计”填11")


def test_a_column_shifted_by_a_row() -> None:
    changes = figures({
        f"t3.{ROWS[i]}.nat": f"t3.{ROWS[i - 1]}.nat" if i else "" for i in range(len(ROWS))
    })  # fmt: skip
    first_undoes(changes, "“自然人”列的数整体上移一格，“结转下年度·自然人”填2")


@pytest.mark.parametrize("step", [1, -1])
def test_the_whole_table_shifted_by_a_column(step: int) -> None:
    changes = figures({
        f"t3.{row}.{COLUMNS[i]}": f"t3.{row}.{COLUMNS[i - step]}" if 0 <= i - step < 7 else ""
        for row in ROWS for i in range(7)
    })  # fmt: skip
    first_undoes(changes, "表三各行的数整体")


@pytest.mark.parametrize("step", [1, -1])
def test_the_whole_table_shifted_by_a_row(step: int) -> None:
    count = len(ROWS)
    changes = figures({
        f"t3.{ROWS[i]}.{column}": f"t3.{ROWS[i - step]}.{column}" if 0 <= i - step < count else ""
        for column in COLUMNS for i in range(count)
    })  # fmt: skip
    first_undoes(changes, "表三各列的数整体")


def test_two_rows_swapped() -> None:
    changes = figures({
        f"t3.{to}.{column}": f"t3.{of}.{column}"
        for to, of in (("R3_7", "R4"), ("R4", "R3_7")) for column in COLUMNS
    })  # fmt: skip
    first_undoes(changes, "表三“办理结果总计”行与表三“结转下年度”行的数整行互换")


def test_the_last_two_columns_swapped() -> None:
    """The organisations' last column and the total: T3-08's example."""
    changes = figures({
        f"t3.{row}.{to}": f"t3.{row}.{of}"
        for to, of in (("oth", "tot"), ("tot", "oth")) for row in ROWS
    })  # fmt: skip
    _, repairs = with_fault(changes)
    assert any(dict(r.cells) == differing(changes) for r in repairs)
    assert any("整列互换" in r.why for r in repairs)


def test_a_total_column_left_old() -> None:
    """Figures changed in three rows, the totals of these rows forgotten."""
    changes = {"t3.R1.tot": 8, "t3.R3_1.tot": 4, "t3.R3_7.tot": 7}
    first_undoes(changes, "分项改过而总计没有跟着改")


def test_a_row_of_table_four_shifted() -> None:
    report = balanced("2021", 5).replace({
        "t4.A.keep": 2, "t4.A.fix": 1, "t4.A.other": 0, "t4.A.open": 1, "t4.A.total": 4,
        "t4.B.keep": 3, "t4.B.fix": 0, "t4.B.other": 2, "t4.B.open": 0, "t4.B.total": 5,
        **{f"t4.C.{k}": 0 for k in ("keep", "fix", "other", "open", "total")},
    })  # fmt: skip
    names = list(report.tables["t4"].cells)
    shifted = {n: report[names[i - 1]].number if i else 0 for i, n in enumerate(names)}
    repairs = propose(report.replace(shifted))
    assert broken(applied(report.replace(shifted), repairs[:1])) == {}
    assert "表四各格的数整体左移一格" in repairs[0].why


# --- two faults, two cells -------------------------------------------------------------------


def test_two_faults_in_different_rows_and_columns_get_a_proposal_each() -> None:
    changes = {"t3.R1.nat": 12, "t3.R3_3_4.com": 0}
    report, repairs = with_fault(changes)
    assert {r.cells for r in repairs} == {(("t3.R1.nat", 8),), (("t3.R3_3_4.com", 1),)}
    assert broken(applied(report, repairs)) == {}
    assert not any("再无不平" in r.why for r in repairs)


def test_faults_in_two_tables_get_a_proposal_each() -> None:
    report, repairs = with_fault({"t3.R4.nat": 3, "t4.B.total": 2})
    assert repairs[0].cells == (("t3.R4.nat", 2),)
    assert repairs[0].restores == ("T3-01", "T3-03")
    assert {r.restores for r in repairs[1:]} == {("T4-01",)}
    assert broken(applied(report, repairs[:2])) == {}


def test_equal_faults_crosswise_are_both_offered_as_pairs() -> None:
    """+1 in two rows and two columns fits two diagonals; both are said to be possible."""
    changes = {"t3.R3_1.nat": 6, "t3.R3_2.com": 1}
    report, repairs = with_fault(changes)
    assert undone(changes) in [dict(r.cells) for r in repairs]
    assert all(broken(applied(report, [r])) == {} for r in repairs)
    assert all("改法不止一种" in r.why for r in repairs)


def test_two_faults_in_one_row_are_determined() -> None:
    changes = {"t3.R3_1.nat": 9, "t3.R3_1.law": 3}
    _, repairs = with_fault(changes)
    assert [dict(r.cells) for r in repairs] == [undone(changes)]
    assert repairs[0].restores == ("T3-02", "T3-03")


def test_a_figure_and_the_total_made_from_it() -> None:
    """A request forgotten in a figure and in its total: in, carried in or carried out."""
    changes = {"t3.R4.nat": 1, "t3.R4.tot": 1}
    _, repairs = with_fault(changes)
    assert undone(changes) in [dict(r.cells) for r in repairs]
    assert all("总计也跟着算错" in r.why for r in repairs)


def test_two_random_faults_are_mostly_both_found() -> None:
    """Both true cells are among the proposals, together or one by one, for most double faults."""
    pairs = zip(faults(7, rounds=1), itertools.islice(faults(11, rounds=2), 83, None), strict=False)
    found = total = 0
    for (report, one, wrong), (_, two, wrong_too) in pairs:
        if one[:2] == two[:2] == "t3" and two in report.values:
            truth = {one: report[one].number, two: report[two].number}
            repairs = propose(report.replace({one: wrong, two: wrong_too}))
            offered = [dict(r.cells).items() for r in repairs]
            found += all(any({item} <= o for o in offered) for item in truth.items())
            total += 1
    assert found / total >= 0.9, f"{found} of {total} double faults in table 3"


# --- cells without a figure ------------------------------------------------------------------


def test_a_blank_cell_is_to_be_filled_in() -> None:
    (repair,) = with_fault({"t3.R4.nat": ""})[1]
    assert repair.cells == (("t3.R4.nat", 2),)
    assert "“结转下年度·自然人”是空白，改填2后" in repair.why
    assert "可能是漏填" in repair.why


def test_a_slash_is_quoted() -> None:
    (repair,) = with_fault({"t3.R4.nat": "/"})[1]
    assert "填的是“/”，改填2后" in repair.why


def test_blank_cells_that_fit_as_zero_stay_blank() -> None:
    """A report that leaves out its zeros: only the wrong figure is proposed, tentatively."""
    sample = samples.filled()
    blank = {n: "" for n in sample.tables["t3"].cells if not sample[n].number}
    (repair,) = with_fault({**blank, "t3.R1.nat": 9})[1]
    assert repair.cells == (("t3.R1.nat", 8),)
    assert "没有填数字的格暂按0试算" in repair.why


def test_a_row_without_blanks_is_judged_where_others_have_some() -> None:
    """Blank cells elsewhere hide the columns; the row alone leaves several cells possible."""
    changes = {"t3.R3_5_1.nat": "", "t3.R3_5_1.tot": 4, "t3.R3_2.tot": 3}
    report, repairs = with_fault(changes)
    for repair in repairs:
        assert len(broken(applied(report, [repair]))) < len(broken(report))


def unread_row(report: Report, row: str) -> Report:
    cells = report.tables["t3"].row_cells(row)
    unread = (Unread(table="t3", row=row, reason="测试"),)
    return report.replace(dict.fromkeys(cells, UNREAD), unread=unread)


def test_an_unread_row_is_never_filled_in() -> None:
    assert propose(unread_row(samples.filled(), "R3_1")) == ()


def test_a_fault_beside_an_unread_row_is_still_found() -> None:
    report = unread_row(samples.filled(), "R3_5_3").replace({"t3.R1.nat": 9})
    (repair,) = propose(report)
    assert repair.cells == (("t3.R1.nat", 8),)


def test_a_fault_hidden_by_an_unread_row_is_said_to_be_open() -> None:
    """Without the sums down the columns a row cannot tell its seven cells apart."""
    report = unread_row(samples.filled(), "R3_5_3").replace({"t3.R3_1.nat": 9})
    repairs = propose(report)
    assert len(repairs) > 1
    assert all("不能断定" in r.why for r in repairs)
    assert not any(name.startswith("t3.R3_5_3") for r in repairs for name, _ in r.cells)


# --- what holds for all ----------------------------------------------------------------------

CELLS = [n for n in samples.filled().values if n[:2] in {"t3", "t4"}]
CONTENTS = st.one_of(
    st.integers(-3, 40),
    st.sampled_from(["", "/", "—", "无", "3.5", "１２", 10**12]),
    st.just(Value(None, Kind.UNREADABLE, "")),
)


@settings(max_examples=250, deadline=None)
@given(
    changes=st.dictionaries(st.sampled_from(CELLS), CONTENTS, max_size=8),
    seed=st.integers(0, 20),
)
def test_every_proposal_mends_what_it_claims(changes: dict[str, object], seed: int) -> None:
    """Whatever stands in the tables: never a crash, never a new break, never a negative figure."""
    report = balanced("2021", seed).replace(changes)  # type: ignore[arg-type]
    before = broken(report)
    for repair in propose(report):
        after = broken(applied(report, [repair]))
        mended = {RULE_OF[kind] for _, kind, _ in before.keys() - after.keys()}
        assert after.keys() <= before.keys()
        assert repair.restores
        assert set(repair.restores) <= mended
        assert all(isinstance(n, int) and n >= 0 for _, n in repair.cells)
        assert not any(report[name].kind is Kind.UNREADABLE for name, _ in repair.cells)
        assert len(dict(repair.cells)) == len(repair.cells)


@pytest.mark.parametrize("cell", ["t3.R4.nat", "t3.R3_1.com", "t3.R3_7.nat", "t4.C.total"])
def test_the_rules_named_are_those_that_failed(cell: str) -> None:
    report, repairs = with_fault({cell: 30})
    failed = {finding.rule for finding in check(report)} & set(RULE_OF.values())
    assert set(repairs[0].restores) == failed
    mended = check(applied(report, repairs[:1]))
    assert not {finding.rule for finding in mended} & set(RULE_OF.values())


def test_proposals_are_the_same_every_time() -> None:
    report, repairs = with_fault({"t4.A.total": 3, "t3.R3_1.nat": 6, "t3.R3_2.com": 1})
    assert propose(report) == repairs


def test_the_search_is_bounded() -> None:
    """Even where nothing fits, a report takes hundredths of a second (best of three)."""
    names = samples.filled().tables["t3"].cells
    report, _ = with_fault({name: i % 3 for i, name in enumerate(names)})
    times = []
    for _ in range(3):
        start = time.perf_counter()
        propose(report)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1
