"""Settings: what is changed is kept, and says what it does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mediquiz.domain.summaries import Goal, Settings
from mediquiz.services.bundle import Services
from mediquiz.services.changes import Changes
from mediquiz.ui.pages.settings.facts import FactRow, source_html
from mediquiz.ui.pages.settings.screen import SettingsScreen
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.theme import Theme
from mediquiz.ui.widgets.chip import Chip
from tests.helpers import make_services, make_tools, write_bank

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """A student of two exams."""
    found = make_services(tmp_path, banks=write_bank(tmp_path / "bank", ("office.coding",)))
    found.settings.change(goals=(Goal("cma", date(2026, 4, 14)), Goal("rma")), theme="light")
    yield found
    found.close()


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, services: Services) -> SettingsScreen:
    """The page in a window of the usual size."""
    return open_settings(qtbot, services)


def open_settings(qtbot: QtBot, services: Services, width: int = 1072) -> SettingsScreen:
    screen = SettingsScreen(make_tools(services))
    qtbot.addWidget(screen)
    screen.resize(width, 800)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def prompts(screen: SettingsScreen) -> RecordedPrompts:
    recorded = screen.tools.prompts
    assert isinstance(recorded, RecordedPrompts)
    return recorded


def kept(services: Services) -> Settings:
    return services.settings.read()


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


# --- exams and time ------------------------------------------------------------------------


def test_goals_are_shown(screen: SettingsScreen) -> None:
    boxes = {name: box.isChecked() for name, (box, _) in screen.goals.rows.items()}
    assert boxes == {"cma": True, "rma": True, "ncma": False, "ccma": False}
    assert screen.goals.rows["cma"][1].day() == date(2026, 4, 14)
    assert screen.goals.rows["rma"][1].day() is None


def test_another_exam_can_be_added(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    screen.goals.rows["ccma"][0].click()
    qtbot.mouseClick(screen.goals.button, CLICK)
    assert [goal.certification for goal in kept(services).goals] == ["cma", "rma", "ccma"]
    assert kept(services).goals[0].exam_date == date(2026, 4, 14)


def test_an_exam_can_be_put_in_front(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    assert not screen.goals.fronts["cma"].isVisibleTo(screen)
    qtbot.mouseClick(screen.goals.fronts["rma"], CLICK)
    assert "RMA (AMT) is your main exam" in screen.goals.said.text()
    qtbot.mouseClick(screen.goals.button, CLICK)
    assert kept(services).certification == "rma"
    assert screen.goals.fronts["cma"].isVisibleTo(screen)
    assert not screen.goals.fronts["rma"].isVisibleTo(screen)


def test_leaving_saves_what_was_not_saved(services: Services, screen: SettingsScreen) -> None:
    screen.goals.rows["rma"][0].click()
    screen.minutes.fields[6].setValue(0)
    assert screen.may_leave()
    assert [goal.certification for goal in kept(services).goals] == ["cma"]
    assert kept(services).minutes == (20, 20, 20, 20, 20, 20, 0)


def test_leaving_unchanged_writes_nothing(qtbot: QtBot, screen: SettingsScreen) -> None:
    with qtbot.assertNotEmitted(screen.tools.hub.changed):
        assert screen.may_leave()


def test_minutes_and_rest_days_are_kept(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    screen.minutes.fields[0].setValue(45)
    screen.minutes.fields[5].setValue(0)
    assert screen.minutes.fields[5].text() == "Rest"
    with qtbot.waitSignal(screen.tools.hub.changed) as heard:
        qtbot.mouseClick(screen.minutes.button, CLICK)
    assert kept(services).minutes == (45, 20, 20, 20, 20, 0, 20)
    assert heard.args[0].plan
    assert heard.args[1] is screen


def test_saving_minutes_keeps_unsaved_exams_on_the_screen(qtbot: QtBot, screen: SettingsScreen) -> None:
    screen.goals.rows["ccma"][0].click()
    screen.minutes.fields[0].setValue(45)
    qtbot.mouseClick(screen.minutes.button, CLICK)
    assert screen.goals.rows["ccma"][0].isChecked()
    assert screen.goals.button.isEnabled()


def test_until_an_edition_is_chosen_that_of_the_bank_is_shown(services: Services, screen: SettingsScreen) -> None:
    cards = screen.editions["rma"].cards
    assert cards["2022"].isChecked() and not cards["three-areas"].isChecked()
    outcome = services.settings.change(editions={"rma": "1999"})
    screen.tools.hub.tell(outcome.changes)
    assert cards["2022"].isChecked()
    assert list(screen.editions) == ["rma"] and "edition-rma" in screen.jumps


def test_about_names_the_exams_of_the_bank(screen: SettingsScreen) -> None:
    assert "(CMA (AAMA), RMA (AMT), NCMA (NCCT), CCMA (NHA)) belong to their owners" in words(screen.about)


def test_a_change_elsewhere_is_shown(services: Services, screen: SettingsScreen) -> None:
    outcome = services.settings.change(goals=(Goal("ncma"),))
    screen.tools.hub.tell(outcome.changes)
    assert screen.goals.rows["ncma"][0].isChecked()
    assert not screen.goals.rows["cma"][0].isChecked()


# --- the RMA's plan ------------------------------------------------------------------------


def test_the_rma_plan_can_be_chosen(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    cards = screen.editions["rma"].cards
    assert set(cards) == {"2022", "three-areas"}
    assert cards["2022"].isChecked()
    assert "2022" in cards["2022"].accessibleName()
    screen.facts.show_exam("rma")
    qtbot.mouseClick(cards["three-areas"], CLICK)
    assert kept(services).editions == {"rma": "three-areas"}
    assert services.context.blueprint("rma").edition == "three-areas"
    assert not cards["2022"].isChecked()
    assert "Three work areas" in screen.facts.head.text()


def test_both_plans_are_explained_with_their_areas(services: Services, screen: SettingsScreen) -> None:
    text = words(screen.editions["rma"])
    for edition in ("2022", "three-areas"):
        for domain in services.context.editions["rma", edition].domains:
            assert f"{domain.title} {domain.scored}" in text
    assert "If your school teaches by three areas" in text


# --- look ----------------------------------------------------------------------------------


def test_a_theme_takes_effect_at_once(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    assert screen.look.theme.current() == "light"
    with qtbot.waitSignal(screen.appearance_changed) as asked:
        qtbot.mouseClick(screen.look.theme.button("contrast"), CLICK)
    assert asked.args == ["contrast", 100]
    assert kept(services).theme == "contrast"


def test_text_size_by_key_takes_effect_at_once(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    with qtbot.waitSignal(screen.appearance_changed) as asked:
        qtbot.keyClick(screen.look.slider, Qt.Key.Key_PageUp)
    assert asked.args == ["light", 125]
    assert screen.look.percent.text() == "125 %"
    assert kept(services).text_percent == 125


def test_the_slider_spans_100_to_200_percent(qtbot: QtBot, screen: SettingsScreen) -> None:
    qtbot.keyClick(screen.look.slider, Qt.Key.Key_End)
    assert screen.look.slider.percent == 200
    qtbot.keyClick(screen.look.slider, Qt.Key.Key_Home)
    assert screen.look.slider.percent == 100


def test_a_drag_grows_the_sample_and_the_page_only_at_its_end(qtbot: QtBot, screen: SettingsScreen) -> None:
    slider = screen.look.slider
    slider.setSliderDown(True)
    with qtbot.assertNotEmitted(screen.appearance_changed):
        slider.setSliderPosition(170)
    assert screen.look.percent.text() == "170 %"
    assert screen.look.sample.font().pixelSize() == 26
    with qtbot.waitSignal(screen.appearance_changed) as asked:
        slider.setSliderDown(False)
    assert asked.args == ["light", 170]


def test_the_clock_can_start_hidden(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    screen.look.clock.click()
    assert kept(services).hide_clock
    screen.look.clock.click()
    assert not kept(services).hide_clock


# --- data ----------------------------------------------------------------------------------


def test_the_data_folder_is_shown(tmp_path: Path, screen: SettingsScreen) -> None:
    assert screen.data.folder.text() == str(tmp_path)
    assert screen.data.folder.isReadOnly()


def test_a_backup_is_made_where_asked(qtbot: QtBot, tmp_path: Path, screen: SettingsScreen) -> None:
    prompts(screen).answer(tmp_path / "copies" / "mine")
    qtbot.mouseClick(screen.data.backup, CLICK)
    assert prompts(screen).said[0][0] == "save_file"
    assert prompts(screen).said[0][2].endswith(".sqlite")
    made = tmp_path / "copies" / "mine.sqlite"
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT count(*) FROM item").fetchone() == (4,)
    assert str(made) in screen.data.said.text.text()
    assert screen.data.said.word.text() == "Done"


def test_a_backup_that_cannot_be_written_says_so(qtbot: QtBot, tmp_path: Path, screen: SettingsScreen) -> None:
    (tmp_path / "file").write_text("in the way")
    prompts(screen).answer(tmp_path / "file" / "copy.sqlite")
    qtbot.mouseClick(screen.data.backup, CLICK)
    assert screen.data.said.word.text() == "Problem"
    assert screen.data.said.text.text().startswith("No copy was made.")
    assert screen.data.backup.isEnabled()


def test_the_history_itself_is_no_place_for_a_backup(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    prompts(screen).answer(services.context.store.path)
    qtbot.mouseClick(screen.data.backup, CLICK)
    assert screen.data.said.word.text() == "Problem"
    assert kept(services).goals


def test_giving_up_makes_no_backup(qtbot: QtBot, screen: SettingsScreen) -> None:
    qtbot.mouseClick(screen.data.backup, CLICK)
    assert not screen.data.said.isVisibleTo(screen)


def test_restore_asks_before_it_is_requested(qtbot: QtBot, tmp_path: Path, screen: SettingsScreen) -> None:
    backup = tmp_path / "old.sqlite"
    prompts(screen).answer(backup, True)
    with qtbot.waitSignal(screen.restore_requested) as asked:
        qtbot.mouseClick(screen.data.restore, CLICK)
    assert asked.args == [backup]
    kind, title, text = prompts(screen).said[1]
    assert (kind, title) == ("confirm", "Restore this backup?")
    assert "old.sqlite" in text
    assert "then restarts" in text


def test_restore_can_be_refused(qtbot: QtBot, tmp_path: Path, screen: SettingsScreen) -> None:
    prompts(screen).answer(tmp_path / "old.sqlite", False)
    with qtbot.assertNotEmitted(screen.restore_requested):
        qtbot.mouseClick(screen.data.restore, CLICK)


def test_bank_problems_are_listed_only_when_there_are_any(screen: SettingsScreen) -> None:
    assert not screen.problems.isVisibleTo(screen)
    screen.set_bank_problems(["a.yaml, line 3: no key.", "b.yaml, line 9: no source."])
    assert screen.problems.isVisibleTo(screen)
    assert "a.yaml, line 3: no key.\nb.yaml, line 9: no source." in words(screen.problems)
    assert screen.bank_problems == ("a.yaml, line 3: no key.", "b.yaml, line 9: no source.")


# --- about and facts -----------------------------------------------------------------------


def test_about_tells_versions_and_licenses(screen: SettingsScreen) -> None:
    from mediquiz import __version__

    text = words(screen.about)
    assert f"Version {__version__}" in text
    assert "Qt and PySide6" not in text
    screen.about.parts.button.click()
    text = words(screen.about)
    assert "Qt and PySide6" in text
    assert "LGPL 3.0" in text
    assert "not part of any board" in text


def test_facts_come_with_source_date_and_confidence(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    assert "Choose an exam to read its facts." in words(screen.facts)
    qtbot.mouseClick(screen.facts.which.button("cma"), CLICK)
    QApplication.processEvents()
    blueprint = services.context.blueprint("cma")
    text = words(screen.facts)
    assert blueprint.passing.note in text
    for fact in blueprint.facts:
        assert fact.about in text
        assert fact.value in text
        assert fact.on in text
    chips = [chip.text() for chip in screen.facts.findChildren(Chip)]
    assert chips.count("Assumed") == sum(fact.assumed for fact in blueprint.facts)
    assert "High confidence" in chips


def test_facts_of_every_exam_can_be_read(qtbot: QtBot, services: Services, screen: SettingsScreen) -> None:
    for certification in ("rma", "ncma", "ccma"):
        qtbot.mouseClick(screen.facts.which.button(certification), CLICK)
        blueprint = services.context.blueprint(certification)
        # What was put into a page that is shown already becomes visible with the next events.
        QApplication.processEvents()
        shown = [row for row in screen.facts.rows.findChildren(FactRow) if row.isVisibleTo(screen)]
        assert len(shown) == len(blueprint.facts)
        assert blueprint.edition_title in screen.facts.head.text()


def test_sources_are_links_to_their_pages(services: Services) -> None:
    fact = next(fact for fact in services.context.blueprint("cma").facts if fact.about == "Fee")
    html = source_html(fact)
    assert html.startswith('<a href="https://')
    assert html.endswith(f"({fact.on})")


# --- the whole page ------------------------------------------------------------------------


def test_sections_can_be_jumped_to(qtbot: QtBot, screen: SettingsScreen) -> None:
    qtbot.mouseClick(screen.jumps["data"], CLICK)
    bar = screen.page.verticalScrollBar()
    # The last cards are seen whole before they stand at the top.
    assert abs(bar.value() - min(bar.maximum(), screen.data.y() - 16)) <= 1
    screen.show_section("exams")
    assert screen.goals.y() >= screen.page.verticalScrollBar().value()


@pytest.mark.parametrize(("percent", "width"), [(100, 752), (150, 752), (200, 640)])
def test_nothing_needs_scrolling_sideways(
    qtbot: QtBot, theme: Theme, services: Services, percent: int, width: int
) -> None:
    theme.use(percent=percent)
    screen = open_settings(qtbot, services, width)
    qtbot.waitUntil(lambda: screen.page.widget().width() > 0)
    assert screen.page.horizontalScrollBar().maximum() == 0


def test_every_control_has_a_name(screen: SettingsScreen) -> None:
    for kind in (QComboBox, QLineEdit, QCheckBox, QAbstractButton):
        for control in screen.findChildren(kind):
            own = not control.objectName().startswith("qt_") and control.isVisibleTo(screen)
            assert not own or control.accessibleName() or getattr(control, "text", str)(), control


def test_it_wants_to_hear_of_settings(screen: SettingsScreen) -> None:
    assert SettingsScreen.wanted == Changes(settings=True)
