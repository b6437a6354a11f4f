"""Promises of what is left out of a page before it is parsed: nobody can tell from the result."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportkit.readers import _html_tree
from reportkit.readers._html import read_html
from reportkit.readers._html_source import Source, lean

# what pages are made of, whole and broken
_PIECES = """
<p class=a>|<p style="color:red" lang=EN-US>|</p>|<td rowspan=2 style='x:y'>|<td colspan="2" nowrap>
|</td>|<tr height=1>|<table border=1 class=t>|</table>|<span lang=EN-US style='display:none'>|</span>
|<s class=x>|</s>|<div hidden id=q>|</div>|12|文|一 二|<!-- 注 -->|<!--[if mso]><xml>1</xml><![endif]-->
|<!--|-->|--!>|<![if x]>|<title class=a>|</title>|<script type=x>|</script>|<style>|</style>
|<textarea rows=2>|</textarea>|<svg width=1>|<path d="M1"/>|</svg>|<select name=q>|<option value=1>
|</select>|<a href="x" title="y">|<a title="a<p c='d'>e">|<p title='<p style="it's">'>|<p a"b>|<p a='
|'|"|<|>|</|<br clear=all/>|<o:p x=1></o:p>|<input type=text value='4' class=x>|<iframe srcdoc='<p>7'>
|</iframe>|<noscript>|</noscript>|<plaintext>|a < b|&lt;p&gt;|<P CLASS = X >|</P >|<li value=3>
|<meta name=PubDate content='2024-01-12' class=x>|<img src=x>|<h1 align=center>|<font color=red>|</font>
"""
_VOCABULARY = [piece.replace("\n", "") for piece in _PIECES.strip().split("|")]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=25).map("".join))
def test_what_is_left_out_changes_nothing(page: str) -> None:
    read = read_html(page.encode(), "a.html")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_html_tree, "lean", lambda source, _: Source(source, source.lower()))
        as_it_stands = read_html(page.encode(), "a.html")
    assert read == as_it_stands


def _lean(page: str) -> str:
    return lean(page.encode(), "a.html").text.decode()


def test_what_says_how_a_page_looks_is_left_out() -> None:
    page = "<p class=MsoNormal style='text-align:center'><span\nlang=EN-US>1<o:p></o:p></span></p>"
    assert _lean(page) == "<p><span>1<o:p></o:p></span></p>"


@pytest.mark.parametrize(
    "page",
    [
        "<td rowspan=2 colspan='3'>1</td>",
        "<p hidden>1</p>",
        "<p style='DISPLAY: none'>1</p>",
        "<span style='font-size:0'>1</span>",
        "<p style='dis&#112;lay:none'>1</p>",
        "<a href=x>1</a>",
        '<meta name="PubDate" content="2024-01-12">',
        "<iframe srcdoc='x'></iframe>",
        "<input type=text value=5>",
        "<select><option selected>5</select>",
    ],
)
def test_what_decides_what_is_read_stays(page: str) -> None:
    assert _lean(page) == page


@pytest.mark.parametrize(
    "page",
    [
        "<title>a<p class=x></title>",
        "<textarea>a<p class=x></textarea>",
        "<!-- <p class=x> -->",
        "<script>if (a<b) x='<p class=x>'</script>",
        "<svg viewbox='0 0 1 1'><path d=M1 /></svg>",
    ],
)
def test_what_is_no_markup_stays_and_markup_behind_it_does_not(page: str) -> None:
    assert _lean(f"{page}<p class=x>1</p>") == f"{page}<p>1</p>"


@pytest.mark.parametrize(
    "broken",
    [
        '<p a"b class=x>',
        "<p title='a<b'>",
        "<p class='x",
        "<!-- x --!>",
        "<script><!-- <script> --></script>",
        "<svg><title></svg>",
        "<plaintext>",
        "</p class=x>",
    ],
)  # fmt: skip
def test_behind_what_is_not_whole_all_stays(broken: str) -> None:
    page = f"{broken}<p class=x>1</p>"
    assert _lean(f"<p class=x>2</p>{page}") == f"<p>2</p>{page}"
