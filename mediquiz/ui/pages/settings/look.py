"""Theme, text size, the clock: how MediQuiz looks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QSlider, QWidget

from mediquiz.domain.summaries import Settings
from mediquiz.language import N_, _
from mediquiz.ui.theme import LARGEST, SMALLEST
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.choice import ChoiceRow
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.labels import Body, Muted, Strong

THEMES = (
    ("system", N_("Same as system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)
STEP = 5
_BODY = 15
_CLOCK = N_("In exams and timed sessions. You still get the warnings before time is up.")
_KEYS = N_(
    "A to E, numbers and other letters. Turn them off if you speak to the computer or press keys by chance: "
    "Tab, arrow keys, Space and Enter still reach everything."
)


class SizeSlider(QSlider):
    """100 to 200 percent in steps of five. A scrolling page does not move it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        # In percent, which is what a screen reader says.
        self.setRange(SMALLEST, LARGEST)
        self.setSingleStep(STEP)
        self.setPageStep(5 * STEP)
        self.setAccessibleName(_("Text size in percent"))
        self.setMinimumWidth(200)
        self.setMinimumHeight(28)

    @property
    def percent(self) -> int:
        """The text size chosen."""
        return round(self.value() / STEP) * STEP

    def show_percent(self, percent: int) -> None:
        """Stand at a text size without saying so."""
        self.blockSignals(True)
        self.setValue(percent)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page."""
        event.ignore()


class LookCard(Card):
    """Everything here takes effect at once."""

    appearance = Signal(str, int)
    hide_clock = Signal(bool)
    letter_keys = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Look"), parent)
        self.theme = ChoiceRow([(key, _(name)) for key, name in THEMES], _("Theme"))
        self.slider, self.percent = SizeSlider(), Strong()
        self.sample = Body(_("Which tube is filled first?"))
        self.clock = QCheckBox(_("Start with the clock hidden"))
        self.keys = QCheckBox(_("Single-letter keys"))
        self._make_column()
        self.theme.chosen.connect(self._theme_chosen)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(self._say)
        self.clock.clicked.connect(self.hide_clock)
        self.keys.clicked.connect(self.letter_keys)

    def _make_column(self) -> None:
        self.add(Muted(_("Theme")))
        self.add(self.theme)
        self.body.addSpacing(6)
        self.add(Muted(_("Text size")))
        row = FlowRow(14)
        row.add(self.slider, self.percent)
        self.add(row)
        self.add(self.sample)
        self.body.addSpacing(6)
        self.add(self.clock)
        self.add(Muted(_(_CLOCK)))
        self.body.addSpacing(6)
        self.add(self.keys)
        self.add(Muted(_(_KEYS)))

    def show_settings(self, settings: Settings) -> None:
        """Show what is kept."""
        self.theme.set_current(settings.theme)
        self.clock.setChecked(settings.hide_clock)
        self.keys.setChecked(settings.letter_keys)
        # Not under the hand that holds the slider.
        if not self.slider.isSliderDown():
            self.slider.show_percent(settings.text_percent)
            self._show_size()

    def _theme_chosen(self, _theme: str) -> None:
        self._say()

    def _moved(self, _value: int) -> None:
        self._show_size()
        # While it is dragged only the sample grows: the page would move away beneath the pointer.
        if not self.slider.isSliderDown():
            self._say()

    def _show_size(self) -> None:
        self.percent.setText(_("{number} %").format(number=self.slider.percent))
        font = QFont(self.sample.font())
        font.setPixelSize(round(_BODY * self.slider.percent / 100))
        # The style sheet sets the size of every label, so only a rule of its own can differ from it.
        self.sample.setStyleSheet(f"font-size: {font.pixelSize()}px;")

    def _say(self) -> None:
        self.appearance.emit(self.theme.current() or "system", self.slider.percent)
