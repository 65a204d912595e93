"""The picture of a balance: what stands in it, and where."""

import warnings
from dataclasses import replace

import pytest
from matplotlib.text import Text

from werklocaties.presentation import numbers
from werklocaties.presentation.balance_figure import BalanceView, LayerSeries, balance_figure
from werklocaties.presentation.balance_layers import bar_width, draw_layers, labels, spread
from werklocaties.presentation.balance_view import subtitle, title
from werklocaties.presentation.drawing import drawing, rendered
from werklocaties.presentation.styles import BALANCE_STYLES, LAYER_SYMBOLS
from werklocaties.presentation.texts import speaking

VIEW = BalanceView(
    place="Hengelo-Borne, regulier gemengd",
    scenario="Basis",
    moments=(2024, 2029, 2034),
    layers=(
        LayerSeries("frozen", (5.0, 5.0, 0.0), counted=False),
        LayerSeries("issuable_now", (3.0, 5.0, 5.0)),
        LayerSeries("hard_plan", (0.0, 8.0, 12.0)),
    ),
    need=(3.0, 11.0, 29.0),
    balance=(0.0, 2.0, -12.0),
    status=("in_balans", "ruim", "tekort"),
    register_date="2024-01-01",
    illustrative=17,
)


def said(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def fills(figure):
    return {
        "#" + "".join(f"{round(255 * part):02X}" for part in patch.get_facecolor()[:3])
        for axes in figure.axes
        for patch in axes.patches
        if patch.get_height()
    }


def test_that_the_title_is_the_finding():
    expected = "Hengelo-Borne, regulier gemengd: in balans tot 2029, daarna ruim; vanaf 2034 tekort"
    assert title(VIEW) == expected
    assert expected in said(balance_figure(VIEW))


def test_that_the_subtitle_says_unit_date_and_what_is_illustrative():
    words = subtitle(VIEW)
    for part in ("ha netto", "peildatum 1-1-2024", "scenario Basis", "17 waarden illustratief"):
        assert part in words
    assert "illustratief" not in subtitle(replace(VIEW, illustrative=0))


def test_that_every_moment_has_sign_word_and_signed_balance():
    words = said(balance_figure(VIEW))
    for status in ("in_balans", "ruim", "tekort"):
        assert any(word.startswith(BALANCE_STYLES[status].sign) for word in words)
    assert {numbers.balance(value) for value in VIEW.balance} <= set(words)


def test_that_every_layer_stands_beside_its_word_in_its_colour():
    figure = balance_figure(VIEW)
    words = said(figure)
    assert {"terstond uitgeefbaar", "hard plan", "vraag en streefvoorraad"} <= set(words)
    assert "ijskast (telt niet mee), t/m 2029" in words
    for layer in ("issuable_now", "hard_plan", "frozen"):
        assert LAYER_SYMBOLS[layer].fill.light in fills(figure)


def test_that_counted_layers_lie_below_those_that_do_not_count():
    axes = balance_figure(VIEW).axes[0]
    stacked = draw_layers(axes, VIEW, bar_width(VIEW.moments), "light")
    assert [s.series.layer for s in stacked] == ["issuable_now", "hard_plan", "frozen"]
    assert stacked[-1].bottoms == (3.0, 13.0, 17.0)


def test_that_a_layer_without_land_is_not_drawn():
    view = replace(VIEW, layers=(*VIEW.layers, LayerSeries("option", (0.0, 0.0, 0.0))))
    assert "in optie" not in said(balance_figure(view))


def test_that_labels_keep_apart_and_in_order():
    assert spread([1.0, 1.1, 1.2], 1.0, 10.0) == [1.0, 2.0, 3.0]
    assert spread([5.0, 1.0], 1.0, 10.0) == [5.0, 1.0]
    below = spread([9.9, 9.8, 9.7], 1.0, 10.0)
    assert below == [pytest.approx(10.0), pytest.approx(9.0), pytest.approx(8.0)]


def test_that_the_need_has_no_label_while_it_waits_for_a_value():
    view = replace(VIEW, need=(3.0, 11.0, None), status=("ruim", "ruim", None))
    assert "vraag en streefvoorraad" not in [label.words for label in labels(view, [])]
    assert "wacht op waarde" in said(balance_figure(view))


def test_that_many_moments_share_the_words_of_a_run():
    years = tuple(range(2024, 2045))
    zeros = tuple(0.0 for _ in years)
    view = replace(
        VIEW,
        moments=years,
        layers=(LayerSeries("issuable_now", tuple(10.0 for _ in years)),),
        need=tuple(float(i) for i in range(21)),
        balance=zeros,
        status=("ruim",) * 10 + ("tekort",) * 11,
        low=zeros,
        high=tuple(2.0 * i for i in range(21)),
    )
    words = said(balance_figure(view))
    assert words.count("△ ruim") == 1
    assert numbers.balance(0) not in words


def test_that_a_released_need_below_zero_stays_in_sight():
    view = replace(VIEW, need=(-4.0, -2.0, 3.0))
    assert balance_figure(view).axes[0].get_ylim()[0] < -4


def test_that_the_picture_speaks_english_too():
    with speaking("en"):
        words = said(balance_figure(VIEW))
    assert "issuable now" in words
    assert "demand and target stock" in words


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_every_letter_is_in_our_font(scheme):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert rendered(balance_figure(VIEW, scheme=scheme), "png", 60)[:4] == b"\x89PNG"


def test_that_drawing_leaves_the_settings_of_others_alone():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    with drawing():
        assert mpl.rcParams["font.family"] == ["Inter"]
    assert dict(mpl.rcParams) == before
