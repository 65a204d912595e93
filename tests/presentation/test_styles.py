"""The palette holds what visual.md promises: distance between colours in four kinds of sight."""

import itertools

import numpy as np
import pytest

from werklocaties.model.vocabulary import BALANCE_STATUS, LAYER, MAIN_GROUP, ORIGIN, PLOT_STATUS
from werklocaties.presentation import styles

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHTS = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
SCHEMES = ("light", "dark")
SATURATED = ("issuable_now", "issuable_later", "option", "frozen", "hard_plan")
PALE = ("issued", "soft_plan", "not_net")
CHART_ONLY = ("declared", "space_gain", "vacancy")


def linear(colour):
    part = np.array(styles.rgb(colour)) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    x = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(x > 216 / 24389, np.cbrt(x), (24389 / 27 * x + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one, other):
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    grey = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = np.hypot(grey * a1, b1), np.hypot(grey * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, grey * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    wave = sum(
        weight * np.cos(np.radians(times * hue + shift))
        for weight, times, shift in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.2, 4, -63))
    )
    s_light = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    d_light = (l2 - l1) / s_light
    d_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    d_hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * (1 + wave))
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + 25**7))
    rotation *= np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    return np.sqrt(d_light**2 + d_chroma**2 + d_hue**2 + rotation * d_chroma * d_hue)


def distances(one, other):
    return {
        sight: ciede2000(lab(matrix @ linear(one)), lab(matrix @ linear(other)))
        for sight, matrix in SIGHTS.items()
    }


def fill(layer, scheme):
    return styles.LAYER_SYMBOLS[layer].fill.on(scheme)


def contrast(one, other):
    light, dark = sorted((float(TO_XYZ[1] @ linear(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Sharma, Wu and Dalal (2005), table 1, pairs 1, 4, 7, 9, 17, 25 and 34.
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_that_our_colour_distance_is_the_published_one(one, other, expected):
    assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(SATURATED, 2)])
def test_that_saturated_fills_stay_apart_in_every_sight(one, other, scheme):
    found = distances(fill(one, scheme), fill(other, scheme))
    if {one, other} == {"issuable_later", "frozen"}:
        # The one pair that only its pattern keeps apart in tritan sight.
        assert found.pop("tritan") > 5
        patterns = {styles.PLOT_SYMBOLS[layer].pattern for layer in (one, other)}
        assert patterns == {"diagonal", "cross"}
    assert min(found.values()) >= 12


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("one", "other"), [*itertools.product(SATURATED, PALE)])
def test_that_saturated_and_pale_fills_stay_apart(one, other, scheme):
    assert min(distances(fill(one, scheme), fill(other, scheme)).values()) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("layer", CHART_ONLY)
def test_that_the_layers_of_charts_stay_apart_from_all_others(layer, scheme):
    others = [*SATURATED, *(name for name in CHART_ONLY if name != layer)]
    for other in others:
        assert min(distances(fill(layer, scheme), fill(other, scheme)).values()) >= 12, other
    for other in PALE:
        assert min(distances(fill(layer, scheme), fill(other, scheme)).values()) >= 7, other


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("status", [s for s in styles.PLOT_SYMBOLS if s != "not_net"])
def test_that_every_outline_is_seen_on_the_ground(status, scheme):
    stroke = styles.PLOT_SYMBOLS[status].stroke.on(scheme)
    assert contrast(stroke, styles.TOKENS["ground"].on(scheme)) >= 3.15


def test_that_pale_statuses_differ_by_more_than_their_colour():
    seen = {
        (symbol.pattern, symbol.stroke_px, symbol.dashed, symbol.crossed)
        for symbol in (styles.PLOT_SYMBOLS[s] for s in (*PALE, "withdrawn"))
    }
    assert len(seen) == 4


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("status", SATURATED)
def test_that_a_plot_is_seen_over_the_wash_of_any_zone(status, scheme):
    ground = styles.TOKENS["ground"].on(scheme)
    opacity = styles.ZONE_WASH[scheme]
    washes = [styles.over(colour, ground, opacity) for colour in styles.ZONE_FILLS.values()]
    least = 18 if styles.PLOT_SYMBOLS[status].pattern == "solid" else 8
    assert min(distances(fill(status, scheme), wash)["normal"] for wash in washes) >= least


def test_that_neighbouring_balance_states_stay_apart_in_every_sight():
    scale = [styles.BALANCE_STYLES[s].fill for s in BALANCE_STATUS.order if s != "geen_vraag"]
    for one, other in itertools.pairwise(scale):
        assert min(distances(one, other).values()) >= 14.6


@pytest.mark.parametrize("status", styles.BALANCE_STYLES)
def test_that_the_word_on_a_balance_state_is_readable(status):
    style = styles.BALANCE_STYLES[status]
    assert contrast(style.fill, style.text) >= 6.4


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("words", "ground", "least"),
    [
        ("text", "base", 11.8),
        ("text", "select", 8.8),
        ("text2", "base", 6.3),
        ("text2", "window", 4.8),
        ("edge", "base", 3.3),
        ("disabled", "base", 3.0),
        ("accent", "base", 6.6),
        ("on_accent", "accent", 6.6),
        ("error", "error_bg", 5.5),
        ("warn", "warn_bg", 5.7),
        ("ok", "base", 6.5),
    ],
)
def test_that_words_are_readable_on_their_ground(words, ground, least, scheme):
    found = contrast(styles.TOKENS[words].on(scheme), styles.TOKENS[ground].on(scheme))
    assert found >= least


def test_that_every_code_has_its_style():
    assert tuple(styles.PLOT_SYMBOLS) == PLOT_STATUS.order
    assert set(styles.LAYER_SYMBOLS) == {*LAYER.order, "space_gain", "vacancy"}
    assert tuple(styles.ZONE_FILLS) == MAIN_GROUP.order
    assert tuple(styles.BALANCE_STYLES) == BALANCE_STATUS.order
    assert tuple(styles.ORIGIN_BADGES) == ORIGIN.order


def test_that_signs_of_the_balance_differ():
    assert len({style.sign for style in styles.BALANCE_STYLES.values()}) == 6
