from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mediquiz.ui.tokens import SCHEMES, Sizes, Tokens

RESOURCES = Path(__file__).parents[2] / "resources"
VALUES = json.loads((RESOURCES / "tokens.json").read_text("utf-8"))


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), [tuple(pair) for pair in VALUES["text_pairs"]])
def test_text_meets_wcag_aa(scheme: str, front: str, back: str) -> None:
    assert contrast(VALUES[scheme][front], VALUES[scheme][back]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), [tuple(pair) for pair in VALUES["shape_pairs"]])
def test_shapes_meet_wcag_aa(scheme: str, front: str, back: str) -> None:
    assert contrast(VALUES[scheme][front], VALUES[scheme][back]) >= 3


def test_high_contrast_text_meets_aaa() -> None:
    high = VALUES["contrast"]
    assert min(contrast(high[f], high[b]) for f, b in VALUES["text_pairs"] if b != "answered") >= 7


def test_the_schemes_have_the_same_roles() -> None:
    assert VALUES["light"].keys() == VALUES["dark"].keys() == VALUES["contrast"].keys()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_every_placeholder_is_filled(scheme: str, percent: int) -> None:
    sheet = Tokens.load(RESOURCES).style_sheet(scheme, percent)
    assert "@" not in sheet
    assert VALUES[scheme]["primary"] in sheet


def test_every_picture_of_the_sheet_exists() -> None:
    for scheme in SCHEMES:
        sheet = Tokens.load(RESOURCES).style_sheet(scheme, 100)
        assert [path for path in re.findall(r'url\("([^"]+)"\)', sheet) if not Path(path).exists()] == []


def test_an_unknown_role_is_an_error_and_not_a_silent_hole() -> None:
    with pytest.raises(KeyError):
        Tokens(VALUES, "QLabel { color: @nonsense; }", "").style_sheet("light", 100)


@pytest.mark.parametrize(("percent", "text", "padding"), [(100, 15, 20), (150, 22, 25), (200, 30, 30)])
def test_text_grows_fully_and_padding_half_as_fast(percent: int, text: int, padding: int) -> None:
    assert (Sizes(percent).px(15), Sizes(percent).sp(20)) == (text, padding)
