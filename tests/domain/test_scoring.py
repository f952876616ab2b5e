"""The figures of a score report, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.attempt import Attempt, Event, FormQuestion
from mediquiz.domain.blueprint import PassingScore
from mediquiz.domain.policy import SegmentClock, SittingRules
from mediquiz.domain.results import AnswerChanges, AreaResult, StretchPace, about_scaled, marks_of, score, wilson

from .small_exam import KEY, ONE_SESSION, OTHER_WRONG, SMALL, WRONG, answer, item, sat
from .test_blueprint import EXAMS
from .test_results import CMA, sitting

Z95 = 1.959964


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3 (score, no continuity correction), 95 %.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # 8 of 20: (.4 + 3.84146/40) / (1 + 3.84146/20) = .496037 / 1.192073 = .416112 in the middle and
        # 1.959964 sqrt(.24/20 + 3.84146/1600) / 1.192073 = 1.959964 x .1200038 / 1.192073 = .197305 to each side.
        (8, 20, 0.2188, 0.6134),
    ],
)
def test_wilson_is_that_of_the_published_table(right: int, total: int, low: float, high: float) -> None:
    assert wilson(right, total, Z95) == pytest.approx((low, high), abs=6e-5)


@given(st.integers(1, 400), st.integers(0, 400), st.floats(0.1, 4))
def test_the_ends_of_the_interval_are_where_the_share_is_z_deviations_off(total: int, right: int, z: float) -> None:
    """Wilson's definition: both ends p solve (right/total - p)^2 = z^2 p (1 - p) / total."""
    share = min(right, total) / total
    for end in wilson(min(right, total), total, z):
        assert (share - end) ** 2 == pytest.approx(z * z * end * (1 - end) / total, rel=1e-6, abs=1e-12)


def test_nothing_answered_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_half_right_on_the_cma_is_314_where_405_passes() -> None:
    attempt, items = sitting(90)
    result = score(attempt, CMA, items)
    # 70 % is taken for 405 and a guess of one in four for 200: 405 - (.70 - .50) / (.70 - .25) x 205 = 313.9.
    assert result.scaled == pytest.approx(313.889, abs=1e-3)
    # 80 %: z^2 = 1.64250; half a width is 1.2816 / (2 sqrt(180 + 1.64250)) = .047546 (the middle is at .5).
    assert (result.low80, result.high80) == pytest.approx((0.452454, 0.547546), abs=1e-6)
    # 405 - .247546 / .45 x 205 and 405 - .152454 / .45 x 205.
    assert (result.scaled_low, result.scaled_high) == pytest.approx((292.229, 335.549), abs=2e-3)


def test_the_scale_between_its_points() -> None:
    passing = PassingScore(200, 800, 405, 0.75, 0.03, "")
    # Above the cut: 405 + (.85 - .75) / .25 x 395 = 563. Below, five options: 405 - (.75 - .5) / .55 x 205 = 311.8.
    assert about_scaled(passing, 0.85, 0.2) == pytest.approx(563)
    assert about_scaled(passing, 0.5, 0.2) == pytest.approx(311.818, abs=1e-3)
    assert about_scaled(passing, 0.2, 0.2) == pytest.approx(200)
    assert about_scaled(passing, 0.1, 0.2) == 200


@pytest.mark.parametrize("blueprint", EXAMS, ids=lambda one: f"{one.id}-{one.edition}")
def test_a_guesser_gets_the_least_scaled_score_of_every_exam(blueprint: object) -> None:
    from mediquiz.domain.blueprint import Blueprint

    assert isinstance(blueprint, Blueprint)
    passing = blueprint.passing
    almost = 1 / blueprint.options + 0.01
    assert about_scaled(passing, almost, 1 / blueprint.options) > passing.scale_min
    assert about_scaled(passing, almost - 0.01, 1 / blueprint.options) == pytest.approx(passing.scale_min)


def test_the_number_of_options_says_what_a_guess_is_worth() -> None:
    attempt, items = sat()
    answer(attempt, (0, 1, 2, 3), KEY)
    # 4 of 12 with five options: 405 - (.75 - 1/3) / (.75 - .2) x 205 = 249.7.
    assert score(attempt, SMALL, items).scaled == pytest.approx(249.697, abs=1e-3)


@pytest.mark.parametrize(("right", "passed"), [(8, False), (9, True), (10, True)])
def test_exactly_on_the_mark_passes(right: int, passed: bool) -> None:
    attempt, items = sat()
    answer(attempt, [n for n, q in enumerate(attempt.questions) if q.scored][:right], KEY)
    result = score(attempt, SMALL, items)
    assert (result.right, result.passed) == (right, passed)  # 9 of 12 is the cut of .75
    assert (result.scaled >= 405) is passed


@pytest.mark.parametrize(("right", "passed"), [(125, False), (126, True)])
def test_the_cma_is_passed_with_126_of_180(right: int, passed: bool) -> None:
    attempt, items = sitting(right, 20)
    assert score(attempt, CMA, items).passed is passed


def test_areas_with_their_weight_their_time_and_what_is_assumed() -> None:
    attempt, items = sat()
    answer(attempt, (0, 1, 2, 5, 6, 13, 14), KEY)  # 5 and 14 are not scored
    for n, state in enumerate(attempt.states):
        state.seconds = float(n)
    vitals = AreaResult(id="vitals", title="Vital signs", share=5 / 12, right=3, scored=5, seconds=15.0, assumed=False)
    ecg = AreaResult(id="ecg", title="ECG", share=3 / 12, right=1, scored=3, seconds=30.0, assumed=True)
    billing = AreaResult(id="billing", title="Billing", share=4 / 12, right=1, scored=4, seconds=60.0, assumed=False)
    result = score(attempt, SMALL, items)
    assert result.areas == (
        AreaResult(
            id="clinical",
            title="Clinical",
            share=8 / 12,
            right=4,
            scored=8,
            seconds=45.0,
            assumed=False,
            parts=(vitals, ecg),
        ),
        AreaResult(
            id="office", title="Office", share=4 / 12, right=1, scored=4, seconds=60.0, assumed=False, parts=(billing,)
        ),
    )
    assert (result.right, result.scored, result.unscored, result.unscored_right) == (5, 12, 3, 2)
    assert result.share == 5 / 12
    assert (result.seconds, result.available) == (105.0, 1200.0)


def test_pace_of_segments_is_a_mean_over_the_questions_of_each() -> None:
    attempt, items = sat(time_factor=1.5)
    for n, state in enumerate(attempt.states):
        state.seconds = float(n)
    # 0 to 8 have a mean of 4, 9 to 14 of 11.5; 900 x 1.5 / 9 = 150 and 300 x 1.5 / 6 = 75 seconds a question.
    assert score(attempt, SMALL, items).pace == (
        StretchPace("Morning", 1, 9, 4.0, 150.0),
        StretchPace("Evening", 10, 15, 11.5, 75.0),
    )


def test_pace_of_a_single_session_is_a_mean_over_each_quarter() -> None:
    attempt, items = sat(ONE_SESSION)
    for n, state in enumerate(attempt.states):
        state.seconds = float(n * n)
    # 15 x n // 4 = 0, 3, 7, 11, 15. Squares: (0+1+4)/3, (9+16+25+36)/4, (49+64+81+100)/4, (121+144+169+196)/4.
    # A quarter of the clock is 300 s: 100 for each of 3 questions, 75 for each of 4.
    assert score(attempt, ONE_SESSION, items).pace == (
        StretchPace("", 1, 3, 5 / 3, 100.0),
        StretchPace("", 4, 7, 21.5, 75.0),
        StretchPace("", 8, 11, 73.5, 75.0),
        StretchPace("", 12, 15, 157.5, 75.0),
    )


def test_without_a_clock_no_time_is_available() -> None:
    for blueprint in (SMALL, ONE_SESSION):
        attempt, items = sat(blueprint, None)
        result = score(attempt, blueprint, items)
        assert result.available is None
        assert {pace.available for pace in result.pace} == {None}


def test_the_pace_of_three_questions_has_an_empty_quarter() -> None:
    questions = [
        FormQuestion(
            item_id=f"x.y.{n}",
            ordinal=n,
            revision="r",
            area="vitals",
            topic="t",
            segment=0,
            scored=True,
            order=(0, 1, 2, 3),
            seen_before=False,
        )
        for n in range(3)
    ]
    attempt = Attempt(questions, SittingRules((SegmentClock("All", 0, 3, 60.0),), 0, 1.0))
    for state in attempt.states:
        state.seconds = 8.0
    pace = score(attempt, SMALL, [item(n) for n in range(3)]).pace
    assert [(one.seconds, one.available) for one in pace] == [(0.0, 15.0), (8.0, 15.0), (8.0, 15.0), (8.0, 15.0)]


def test_a_change_is_told_by_where_it_came_from_and_where_it_went() -> None:
    attempt, items = sat()
    acts = {
        0: (WRONG, KEY),
        1: (OTHER_WRONG, WRONG, KEY),
        2: (WRONG, OTHER_WRONG, KEY),
        3: (KEY, WRONG),
        4: (KEY, OTHER_WRONG),
        5: (WRONG, OTHER_WRONG),
        6: (KEY, WRONG, KEY),  # there and back is no change of the answer
        7: (KEY, WRONG, NO_ANSWER),  # taken back: nothing stands
        8: (KEY,),
        9: (WRONG, KEY, WRONG),
        10: (WRONG, OTHER_WRONG),
        11: (OTHER_WRONG, KEY),
    }
    fresh = Attempt(attempt.questions, replace(attempt.rules, segments=(SegmentClock("All", 0, 15, None),)))
    for n, responses in acts.items():
        for response in responses:
            fresh.apply(Event.answering(n, response))
    assert score(fresh, SMALL, items).changes == AnswerChanges(to_right=4, to_wrong=2, between_wrong=2)


def test_a_sitting_is_scored_with_its_own_items_and_no_others() -> None:
    attempt, items = sat()
    with pytest.raises(ValueError, match="longer"):
        score(attempt, SMALL, items[:-1])
    with pytest.raises(ValueError, match="longer"):
        marks_of(attempt, items[:-1])


def test_what_was_left_open_is_counted() -> None:
    attempt, items = sat()
    answer(attempt, range(15), KEY)
    answer(attempt, (3, 5, 10), NO_ANSWER)  # 5 is not scored
    result = score(attempt, SMALL, items)
    assert (result.unanswered, result.right, result.unscored_right) == (3, 10, 2)
