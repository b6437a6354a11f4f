"""Kinds of faults in the text: figures, substance, copying, privacy and wording."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

import pytest

from reportkit.lessons import Answer, Claim, Outcome, faults, mark, plant
from reportkit.lessons._draft import Draft
from reportkit.lessons._exercise import sow
from reportkit.lessons._proof import mismatches
from reportkit.lessons.operations._gaps import Figures
from reportkit.specimens import Draw, specimen

KINDS = [kind for kind in faults().values() if kind.rule[:2] in {"NA", "PV", "WD"}]
VALUED = [kind for kind in KINDS if kind.valued]
SEEDS = 15
_REPORTS = 900

# What a learner may write as well, and what is wrong again; {n} are the figures of the right value.
ALTERNATIVES = {
    "NA-01.none": ("收到政府信息公开申请{0}件", "未收到任何政府信息公开申请"),
    "NA-02.all-done": ("办结{0}件，其余{1}件结转下年度办理", "已全部办结"),
    "NA-02.none-left": ("{0}件结转下年度办理", "无结转"),
    "NA-04.none": ("因政府信息公开工作被申请行政复议共{0}件", "没有发生行政复议"),
    "NA-15.generic": ("本单位", "一些部门"),
    "PV-02.mobile": ("0599-6211200", "13900001234"),
    "PV-04.only-one": ("农村集体土地方面的信息", "柳树村纸箱厂厂房的拆迁补偿协议"),
    "PV-06.masked": ("0599-6211200", "0599-62****00"),
    "PV-06.short": ("0599-6211200", "0599-62112"),
    "WD-01.name": ("信息公开", "政务信息公开"),
    "WD-02.count": ("新收政府信息公开申请{0}件", "办理依申请公开{0}件"),
    "WD-02.unit": ("{0} 件", "{0}条"),
    "WD-02.none": ("没有收到政府信息公开申请", "没有收到依申请公开"),
    "WD-03.principle": ("不公开是例外", "公开是例外"),
    "WD-03.old": ("公开是常态、不公开是例外", "公开为原则、不公开为例外"),
    "WD-04.new": ("《条例》", "新修订的《条例》"),
    "WD-04.article": ("第五十条第一款", "第三十二条"),
    "WD-06.name": ("本单位", "【单位名称】"),
}


@cache
def _specimen(seed, wishes):
    return specimen(seed, **dict(wishes))


@cache
def _made(id_, count=SEEDS):
    """Plant a kind by itself into the first reports that have a place for it."""
    kind = faults()[id_]
    wishes = tuple(kind.wishes.items())
    tries = (plant(_specimen(seed, wishes), [kind], Draw("text", seed)) for seed in range(_REPORTS))
    return tuple(islice((made for made in tries if made.planted), count))


def _outcome(made, value):
    planted = made.planted[0]
    place = next(name for name in planted.places if name[0] == "s")
    claim = Claim(place=place, rule=planted.fault.rule, value=value)
    return mark(made, Answer(claims=(claim,))).faults[0]


def _alternative(planted):
    """Return another right value, and a wrong one."""
    figures = re.findall(r"\d+", planted.right)
    told = ALTERNATIVES.get(planted.fault.id)
    if told:
        return tuple(text.format(*figures) for text in told)
    if re.fullmatch(r"\d+\D{1,2}", planted.right):
        off = planted.right.replace(figures[0], str(int(figures[0]) + 997))
        return figures[0], planted.wrong if planted.fault.rule == "WD-05" else off
    return planted.quote.replace(planted.wrong, planted.right, 1) or planted.right, planted.wrong


# ----------------------------------------------------------------------------- every kind
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_is_found_is_what_was_declared(kind):
    """Over many reports: each declared finding, no other of any severity."""
    made = _made(kind.id)
    assert len(made) == SEEDS
    assert [mismatch for one in made for mismatch in mismatches(one)] == []


@pytest.mark.parametrize("kind", VALUED, ids=lambda kind: kind.id)
def test_the_right_value_gets_full_marks(kind):
    for made in _made(kind.id)[:3]:
        marked = _outcome(made, made.planted[0].right)
        assert marked.outcome is Outcome.RIGHT
        assert marked.points == marked.most


@pytest.mark.parametrize("kind", VALUED, ids=lambda kind: kind.id)
def test_another_right_value_is_accepted_and_a_wrong_one_is_not(kind):
    for made in _made(kind.id)[:3]:
        right, wrong = _alternative(made.planted[0])
        assert _outcome(made, right).value is Outcome.RIGHT, right
        assert _outcome(made, wrong).value is Outcome.WRONG, wrong


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_wrong_words_stand_once_in_the_text(kind):
    for made in _made(kind.id):
        planted = made.planted[0]
        if planted.quote:
            texts = {0: made.report.introduction}
            texts |= {section.no: section.text for section in made.report.sections}
            assert texts[planted.section].count(planted.quote) == 1
            assert planted.wrong in planted.quote


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if "texts" in kind.given], ids=lambda kind: kind.id
)
def test_every_sentence_of_a_kind_is_used(kind):
    """A sentence that never fits any report would stand there for nothing."""
    wanted = {_pattern(kind, text) for text in kind.given["texts"]}
    for made in _made(kind.id, 60):
        text = "\n".join([made.report.introduction, *(s.text for s in made.report.sections)])
        wanted = {pattern for pattern in wanted if not re.search(pattern, text)}
    assert wanted == set()


def _pattern(kind, text):
    told = text if isinstance(text, str) else text.get("text", kind.given.get("text"))
    if not isinstance(text, str) and "wrong" in text:
        told = told.replace("{wrong}", text["wrong"])
    return ".{0,60}?".join(re.escape(part) for part in re.split(r"\{[^{}]*\}", told))


@pytest.mark.parametrize("id_", ["NA-01.slip", "NA-05.total", "NA-19.rate", "WD-05.odd"])
def test_words_without_the_figure_are_no_answer(id_):
    """They would silence the check and mend nothing."""
    for made in _made(id_)[:3]:
        assert _outcome(made, "若干").value is Outcome.WRONG
        assert _outcome(made, "很多件").value is Outcome.WRONG


def test_a_figure_that_was_not_wrong_has_to_stay():
    for made in _made("WD-05.odd")[:3]:
        assert _outcome(made, "7人次").value is Outcome.WRONG


# ----------------------------------------------------------------------------- gaps
def test_gaps_name_rows_groups_and_columns():
    report = specimen(18).report
    figures = Figures(report, {"self": "我局"})
    rows = [c for c in report.values if c.startswith("t3.R3_4_") and c.endswith(".tot")]
    assert figures.number("R3_4") == sum(report.number(cell) for cell in rows)
    assert figures.number("R1.nat+R1.org") == figures.number("R1")
    assert figures.fill("{self}新收{R1}件") == f"我局新收{report.number('t3.R1.tot')}件"
    assert "t3.R1.tot" in figures.used


def test_a_gap_that_no_report_has_cannot_be_filled():
    with pytest.raises(KeyError):
        Figures(specimen(18).report).fill("{nothing}")


# ----------------------------------------------------------------------------- by themselves
def test_made_up_numbers_are_nobodys():
    """An identity number of 1900 and of no county; a card with an empty account."""
    for made in _made("PV-01.identity"):
        assert re.fullmatch(r"\d\d000019000101\d{3}[\dX]", made.planted[0].wrong)
    for made in _made("PV-01.card"):
        assert made.planted[0].wrong.startswith("62000000000000")


def test_an_optional_phrase_that_tells_the_right_figure_goes():
    """Or the text would say two numbers, which is another rule's matter."""
    kind = faults()["NA-01.slip"]
    for made in _made(kind.id):
        right = made.planted[0].right
        assert f"申请{right}" not in made.report.section(1).text


def test_lapsed_requests_keep_every_equation():
    for made in _made("NA-13.fewer", 5):
        for equation in made.report.equations:
            left, right = (
                sum(made.report.number(cell) for cell in side)
                for side in (equation.left, equation.right)
            )
            assert left == right


def test_a_copy_of_last_year_keeps_last_years_tables():
    made = _made("NA-16.whole", 1)[0]
    assert made.previous.values == specimen_of(made).previous.values
    assert made.report.values == made.sound.values


def specimen_of(made):
    return next(s for seed in range(_REPORTS) if (s := specimen(seed)).report == made.sound)


def test_a_peer_is_another_organ_of_the_same_place():
    for made in _made("NA-17.peer", 5):
        peer = made.peers[0]
        assert peer.agency != made.report.agency
        assert made.report.agency not in peer.section(1).text


def test_nothing_is_planted_where_the_phrase_is_taken():
    base = specimen(18)
    draft = Draft(base)
    draft.take("requests")
    before = draft.report
    assert sow(draft, faults()["NA-01.slip"], Draw("x")) is None
    assert draft.report == before


# ----------------------------------------------------------------------------- places
def test_a_section_that_lacks_something_may_be_pointed_at_anywhere():
    """Its sentences, its heading, and where the thing was written instead."""
    for made in _made("NA-11.elsewhere", 5):
        planted = made.planted[0]
        assert {"h6", "s6.1"} <= set(planted.places)
        assert [made.places[place] for place in planted.places if place.startswith("s1.")] == [
            "全年未收取信息处理费。"
        ]


def test_of_two_numbers_for_one_thing_both_may_be_pointed_at():
    for made in _made("NA-06.published", 5):
        told = [made.places[place] for place in made.planted[0].places]
        assert len([text for text in told if "公开政府信息" in text]) >= 2


def test_a_quotation_stays_in_its_sentence():
    for id_ in ("WD-08.jump", "PV-03.plaintiff", "WD-09.selves"):
        for made in _made(id_, 5):
            assert len([p for p in made.planted[0].places if p.startswith("s")]) == 1


def test_a_copy_is_left_out_where_little_is_the_same():
    """A report of which most is told by the tables is no copy of last year's."""
    kind = faults()["NA-16.whole"]
    base = specimen(18)
    draft = Draft(base)
    long = "本单位全年开展各项业务工作。" * 200
    draft.swap(1, draft.text(1), f"{draft.text(1)}\n{long}")
    assert sow(draft, kind, Draw("x")) is None


def test_the_next_town_is_another_organ():
    """Towns of one county differ by their own names."""
    made = next(m for m in _made("WD-10.contact", 60) if m.report.agency.endswith("镇人民政府"))
    wrong, right = made.planted[0].wrong, made.planted[0].right
    assert wrong != right
    assert wrong[:3] == right[:3]


def test_last_year_is_told_only_where_it_differs():
    for made in _made("NA-19.direction", 5):
        now, then = made.report.number("t3.R1.tot"), made.previous.number("t3.R1.tot")
        assert ("减少" in made.planted[0].wrong) == (now > then)


def test_the_file_keeps_how_it_was_read():
    """Only what the file hides is new; a report that came from no file gets a name."""
    for made in _made("PV-05.author", 3):
        assert made.report.reading.file.endswith(".docx")
        assert made.report.reading.meta == {"author": made.planted[0].wrong}
