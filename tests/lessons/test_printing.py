"""Papers on paper: codes at every place, no key on the paper, the key by itself."""

from __future__ import annotations

import io

import docx
import pypdfium2
import pytest

from papers import exercise, full_answer
from reportkit.errors import ExportError
from reportkit.lessons import mark, write_score
from reportkit.lessons._printing import key_parts, paper_parts, write


def _text(parts):
    lines = [part.text for part in parts]
    for part in parts:
        lines += [cell.text for cell in part.grid.cells] if part.grid else []
    return "\n".join(lines)


def test_the_paper_shows_codes_at_sentences_rows_and_columns():
    text = _text(paper_parts(exercise()))
    assert "［一1］2023年，我局按照" in text
    assert "［引1］本报告根据" in text
    assert "1|一、本年新收政府信息公开申请数量" in text
    assert "A|自然人" in text
    assert "［标题五］五、存在的主要问题及改进情况" in text


def test_the_paper_holds_no_key():
    text = _text(paper_parts(exercise()))
    assert "错写成" not in text
    assert "漏了一个" not in text
    assert "应为：" not in text


def test_the_key_names_place_rule_value_and_reason():
    text = _text(key_parts(exercise()))
    for said in ("表三3G", "T3-03", "错写：9", "应为：7", "和是7，错写成9。", "依据：", "怎么改："):
        assert said in text


def test_last_year_stands_behind_the_report_without_codes():
    parts = paper_parts(exercise())
    at = next(no for no, part in enumerate(parts) if "上年度的报告" in part.text)
    assert "2022年，我局按照" in _text(parts[at:])
    assert "［一1］2022年" not in _text(parts[at:])


@pytest.mark.parametrize("key", [False, True], ids=["paper", "key"])
def test_word_and_pdf_of_a_paper_can_be_opened(tmp_path, key):
    path = write(exercise(), tmp_path / "x.docx", key=key)
    document = docx.Document(io.BytesIO(path.read_bytes()))
    assert "查错试卷" in document.paragraphs[0].text
    pdf = pypdfium2.PdfDocument(write(exercise(), tmp_path / "x.pdf", key=key))
    assert "1-2-417A" in pdf[0].get_textpage().get_text_bounded()
    pdf.close()


def test_the_same_paper_is_the_same_file(tmp_path):
    files = [write(exercise(), tmp_path / f"{no}.docx", key=False).read_bytes() for no in "12"]
    assert files[0] == files[1]


def test_another_ending_is_one_sentence(tmp_path):
    with pytest.raises(ExportError, match=r"应以 \.docx 或者 \.pdf 结尾"):
        write(exercise(), tmp_path / "x.odt", key=False)


def test_the_score_sheet_says_who_what_and_how_well(tmp_path):
    marked = mark(exercise(), full_answer())
    path = write_score(exercise(), marked, tmp_path / "成绩单.docx", name="小张")
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(path.read_bytes())).paragraphs)
    assert "小张：完成" in text
    assert "得8分，满分8分，折合百分制100分，评定为“优秀”" in text
