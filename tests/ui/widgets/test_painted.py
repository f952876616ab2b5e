from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.bar_chart import BarChart
from mediquiz.ui.widgets.card import SidePanel
from mediquiz.ui.widgets.chart import nice_ticks
from mediquiz.ui.widgets.clock_label import ClockLabel, clock_text, spoken_time
from mediquiz.ui.widgets.interval import Interval
from mediquiz.ui.widgets.interval_bar import IntervalBar
from mediquiz.ui.widgets.line_chart import ChartPoint, LineChart
from mediquiz.ui.widgets.navigator import Navigator, QuestionCell
from mediquiz.ui.widgets.score_bar import ScoreBar, ThinProgress


def shown(qtbot: QtBot, widget: QWidget, width: int, height: int) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    return widget


def pixel(widget: QWidget, x: int, y: int) -> QColor:
    return widget.grab().toImage().pixelColor(x, y)


# --- bars ------------------------------------------------------------------------------------


def test_an_interval_lies_where_its_values_are(qtbot: QtBot, theme: Theme) -> None:
    bar = IntervalBar("Score", Interval(389, 424, 459, 405, 200, 800))
    shown(qtbot, bar, 600, 26)
    assert pixel(bar, 224, 13) == theme.color("primary")
    assert pixel(bar, 250, 13) == theme.color("interval")
    assert pixel(bar, 100, 13) == theme.color("sunken")
    assert bar.accessibleName() == "Score: about 424, likely between 389 and 459; passing score 405"


@pytest.mark.parametrize(
    "interval",
    [None, Interval(0.5, 0.5, 0.5), Interval(-1, 0, 0.1), Interval(0.9, 1, 3, 2), Interval(1, 1, 1, 1, 5, 5)],
)
def test_odd_intervals_still_paint(qtbot: QtBot, theme: Theme, interval: Interval | None) -> None:
    bar = IntervalBar("Mastery", interval)
    shown(qtbot, bar, 200, 26)
    assert not bar.grab().isNull()
    assert bar.accessibleName().startswith("Mastery: ")


def test_a_score_below_the_mark_says_so_and_looks_so(qtbot: QtBot, theme: Theme) -> None:
    bar = ScoreBar("Administrative", 0.61, 0.7)
    shown(qtbot, bar, 200, 14)
    assert bar.accessibleName() == "Administrative: 61%, below the mark of 70%"
    assert pixel(bar, 50, 7) == theme.color("below")
    bar.set_score(0.76, 0.7)
    assert "at or above the mark" in bar.accessibleName()
    assert pixel(bar, 50, 7) == theme.color("primary")


@pytest.mark.parametrize(("value", "said"), [(-1, "0%"), (0.354, "35%"), (7, "100%")])
def test_progress_stays_within_its_bar(qtbot: QtBot, theme: Theme, value: float, said: str) -> None:
    bar = ThinProgress("Session", value)
    shown(qtbot, bar, 200, 14)
    assert bar.accessibleName() == f"Session: {said}"
    assert not bar.grab().isNull()


# --- navigator -------------------------------------------------------------------------------


@pytest.fixture
def navigator(qtbot: QtBot, theme: Theme) -> Navigator:
    navigator = Navigator()
    navigator.show_cells([QuestionCell(str(n), n < 63, n in (53, 59)) for n in range(51, 101)], 12)
    shown(qtbot, navigator, 260, 400)
    return navigator


def test_seven_columns_and_a_click_jumps(qtbot: QtBot, navigator: Navigator) -> None:
    assert navigator._box(7).left() == 0
    with qtbot.waitSignal(navigator.jumped) as jumped:
        qtbot.mouseClick(navigator, Qt.MouseButton.LeftButton, pos=navigator._box(9).center())
    assert jumped.args == [9]
    with qtbot.assertNotEmitted(navigator.jumped):
        qtbot.mouseClick(navigator, Qt.MouseButton.LeftButton, pos=QPoint(250, 390))


def test_the_keyboard_moves_a_cursor_and_enter_jumps(qtbot: QtBot, navigator: Navigator) -> None:
    keys = [Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right]
    with qtbot.assertNotEmitted(navigator.jumped):
        for key in keys:
            QTest.keyClick(navigator, key)
    assert navigator.accessibleName() == "Question 64, not answered"
    with qtbot.waitSignal(navigator.jumped) as jumped:
        QTest.keyClick(navigator, Qt.Key.Key_Return)
    assert jumped.args == [13]


@pytest.mark.parametrize(("key", "index"), [(Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 49)])
def test_home_and_end(qtbot: QtBot, navigator: Navigator, key: Qt.Key, index: int) -> None:
    QTest.keyClick(navigator, key)
    QTest.keyClick(navigator, Qt.Key.Key_Left if index == 0 else Qt.Key.Key_Right)
    with qtbot.waitSignal(navigator.jumped) as jumped:
        QTest.keyClick(navigator, Qt.Key.Key_Space)
    assert jumped.args == [index]


def test_the_cells_say_what_they_are(navigator: Navigator) -> None:
    assert navigator.accessibleName() == "Question 63, not answered, current"
    assert navigator.accessibleDescription() == "12 of 50 answered, 2 flagged"
    navigator.set_current(13)
    assert navigator.accessibleName() == "Question 64, not answered, current"


def test_the_states_look_different(navigator: Navigator, theme: Theme) -> None:
    def corner(index: int) -> QColor:
        box = navigator._box(index)
        return pixel(navigator, box.left() + 5, box.center().y())

    assert corner(0) == theme.color("answered")
    assert corner(12) == theme.color("primary")
    assert corner(20) == theme.color("sunken")
    flag = navigator._box(2)
    assert pixel(navigator, flag.center().x(), flag.top()) == theme.color("flag")


def test_large_text_takes_fewer_columns(navigator: Navigator, theme: Theme) -> None:
    theme.use(percent=200)
    assert navigator._columns(260) < 7
    width = navigator.fontMetrics().horizontalAdvance("100")
    assert navigator._box(49).width() > width
    assert navigator.heightForWidth(260) >= navigator._box(49).bottom()


def test_the_current_cell_stays_in_view(qtbot: QtBot, theme: Theme) -> None:
    panel, navigator = SidePanel(), Navigator()
    panel.add(navigator)
    navigator.show_cells([QuestionCell(str(n)) for n in range(1, 201)], 0)
    shown(qtbot, panel, 300, 400)
    navigator.set_current(199)
    visible = navigator.visibleRegion().boundingRect()
    assert visible.contains(navigator._box(199).center())


def test_hundreds_of_cells_paint_fast_enough_to_type_through(navigator: Navigator, qtbot: QtBot) -> None:
    navigator.show_cells([QuestionCell(str(n), n % 2 == 0, n % 7 == 0) for n in range(600)], 0)
    navigator.resize(260, navigator.heightForWidth(260))
    assert not navigator.grab().isNull()


# --- clock -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "text", "said"),
    [
        (1902, "31:42", "31 minutes left"),
        (9600, "2:40:00", "2 hours 40 minutes left"),
        (3660, "1:01:00", "1 hour 1 minute left"),
        (59, "00:59", "59 seconds left"),
        (1, "00:01", "1 second left"),
        (-5, "00:00", "0 seconds left"),
    ],
)
def test_time_left(seconds: int, text: str, said: str) -> None:
    assert (clock_text(seconds), spoken_time(seconds)) == (text, said)


def test_the_clock_hides_but_a_warning_shows(qtbot: QtBot, theme: Theme) -> None:
    clock = ClockLabel(warn_at=300)
    qtbot.addWidget(clock)
    clock.set_clock_hidden(True)
    clock.set_seconds(1902)
    assert (clock.text(), clock.property("state")) == ("Clock hidden", "hidden")
    clock.set_seconds(300)
    assert (clock.text(), clock.property("state")) == ("05:00", "warn")


# --- charts ----------------------------------------------------------------------------------

POINTS = [ChartPoint(i, f"Week {i}", 300.0 + 10 * i, 340.0 + 10 * i, 380.0 + 10 * i) for i in range(8)]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(200, 800, [200, 400, 600, 800]), (0, 1, [0, 0.25, 0.5, 0.75, 1]), (0, 55, [0, 20, 40]), (3, 3, [3])],
)
def test_ticks_are_round_numbers(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high) == pytest.approx(ticks)


@pytest.mark.parametrize("count", [0, 1, 2, 8])
def test_the_line_chart_paints_any_number_of_points(qtbot: QtBot, theme: Theme, count: int) -> None:
    chart = LineChart("Readiness")
    chart.show_points(POINTS[:count], 200, 800, cut=405)
    shown(qtbot, chart, 400, 220)
    assert not chart.grab().isNull()
    words = {0: "nothing to show yet"}.get(count, "passing score 405")
    assert words in chart.accessibleName()


def test_the_line_chart_reads_its_values_out(qtbot: QtBot, theme: Theme) -> None:
    chart = LineChart("Readiness")
    chart.show_points(POINTS, 200, 800)
    shown(qtbot, chart, 400, 220)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName() == "Readiness: Week 1: about 350 (310 – 390)"
    chart.grab()
    for _ in range(20):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.cursor_at == 7
    qtbot.mouseMove(chart, QPoint(int(chart.x_of(3)) + 1, 100))
    qtbot.waitUntil(lambda: chart.cursor_at == 3)


def test_the_bar_chart_says_its_bars(qtbot: QtBot, theme: Theme) -> None:
    chart = BarChart("Time per question")
    bars = [("Segment 1", 52.0), ("Segment 2", 45.0)]
    chart.show_bars(bars, 48, "48 s available", lambda v: f"{v:.0f} s")
    shown(qtbot, chart, 400, 220)
    assert chart.accessibleName() == "Time per question: Segment 1: 52 s; Segment 2: 45 s; 48 s available"
    assert pixel(chart, int(chart.x_of(1)), int(chart.y_of(30))) == theme.color("interval")
    chart.show_bars([])
    assert not chart.grab().isNull()


def test_many_bars_are_summed_up(theme: Theme, qtbot: QtBot) -> None:
    chart = BarChart("Answers")
    qtbot.addWidget(chart)
    chart.show_bars([(f"Day {n}", float(n)) for n in range(30)])
    assert chart.summary() == "Day 0: 0; Day 29: 29"


# --- edges that can be seen -----------------------------------------------------------------------------------------


def _luminance(color: QColor) -> float:
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _strongest(picture: QImage, ground: QColor, column: int) -> float:
    """The best contrast with the ground in a column of pixels."""
    return max(_contrast(picture.pixelColor(column, row), ground) for row in range(picture.height()))


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_the_likely_range_can_be_told_from_its_track(qtbot: QtBot, theme: Theme, mode: str) -> None:
    theme.use(mode)
    bar = IntervalBar("CMA")
    qtbot.addWidget(bar)
    bar.resize(400, 40)
    bar.show_interval(Interval(0.4, 0.6, 0.8))
    bar.show()
    picture = bar.grab().toImage()
    assert _strongest(picture, bar.track, 190) >= 3


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_a_question_with_an_answer_can_be_told_from_one_without(qtbot: QtBot, theme: Theme, mode: str) -> None:
    theme.use(mode)
    numbers = Navigator()
    qtbot.addWidget(numbers)
    numbers.show_cells([QuestionCell("1"), QuestionCell("2", answered=True), QuestionCell("3")], 0)
    numbers.resize(300, 60)
    numbers.show()
    picture, box = numbers.grab().toImage(), numbers.cell_box(1)
    foot = [picture.pixelColor(box.center().x(), row) for row in range(box.bottom() - 6, box.bottom())]
    assert max(_contrast(one, numbers.answered) for one in foot) >= 3
