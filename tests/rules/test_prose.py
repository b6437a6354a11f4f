"""The squeezed text that rules read, and its way back to the report's own characters."""

from __future__ import annotations

import samples
from reportkit.rules._prose import han, ordinal, prose_of, squeeze


def test_blanks_and_widths_do_not_matter() -> None:
    assert squeeze(1, "截至 ２０２３ 年　1 月，\u200b共").text == "截至2023年1月,共"


def test_line_breaks_stay() -> None:
    assert squeeze(1, "一是公开。\n 二是培训。").text == "一是公开。\n二是培训。"


def test_radicals_of_pdf_files_are_read_as_characters() -> None:
    assert squeeze(1, "⾏政复议与⺠意").text == "行政复议与民意"


def test_a_quote_is_the_raw_text_of_the_report() -> None:
    """Any place of the squeezed text leads back to an exact substring."""
    raw = "截至 ２０２３ 年 12 月 13 日，累计"
    prose = squeeze(2, raw)
    start = prose.text.index("2023")
    assert prose.quote(start, start + 5) == "２０２３ 年"
    assert prose.quote(0, len(prose.text)) == raw


def test_sentences_end_at_full_stops_and_lines() -> None:
    prose = squeeze(1, "一是公开。二是培训；三是评议\n（二）申请")
    assert [text for _, text in prose.sentences()] == [
        "一是公开。",
        "二是培训;三是评议",
        "(二)申请",
    ]


def test_only_texts_that_say_something_are_read() -> None:
    report = samples.filled()
    assert [prose.section for prose in prose_of(report)] == [0, 1, 5, 6]


def test_numbers_are_written_in_chinese() -> None:
    assert [han(n) for n in (5, 10, 12, 20, 25)] == ["五", "十", "十二", "二十", "二十五"]
    assert (ordinal(0), ordinal(3)) == ("标题和引言", "第三部分")
