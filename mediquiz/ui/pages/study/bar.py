"""The card beneath the options: how sure, check, what the answer was, next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSignalMapper, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from mediquiz.domain.policy import Confidence
from mediquiz.language import N_, _
from mediquiz.ui.widgets.announce import announce, is_heard
from mediquiz.ui.widgets.card import Card
from mediquiz.ui.widgets.flow_row import FlowRow
from mediquiz.ui.widgets.ink import set_kind, size_of
from mediquiz.ui.widgets.kbd import Kbd
from mediquiz.ui.widgets.key_button import KeyButton
from mediquiz.ui.widgets.labels import Muted, Remark
from mediquiz.ui.widgets.one_click import OneClick
from mediquiz.ui.widgets.roles import ONE_OF
from mediquiz.ui.widgets.two_sided import TwoSided

CONFIDENCE_KEYS = {
    Qt.Key.Key_S: Confidence.SURE,
    Qt.Key.Key_U: Confidence.UNSURE,
    Qt.Key.Key_G: Confidence.GUESS,
}
_CONFIDENCES = {Confidence.SURE: N_("Sure"), Confidence.UNSURE: N_("Unsure"), Confidence.GUESS: N_("Guess")}
_NARROW = 600


class AnswerBar(Card):
    """Two faces: asking before the answer is checked, telling after it."""

    acted = Signal()
    felt = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Your answer"))
        self._buttons: dict[Confidence, KeyButton] = {}
        self._clicks = QSignalMapper(self)
        self._clicks.mappedString.connect(self.felt)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(16)
        self._line.addWidget(self._faces(), 1)
        self._line.addLayout(self._action())
        self.body.addLayout(self._line)
        self.ask()

    def _faces(self) -> QWidget:
        self._asking = FlowRow(8)
        self._question = Muted(_("How sure are you?"))
        self._asking.add(self._question)
        for key, confidence in CONFIDENCE_KEYS.items():
            self._asking.add(self._confidence(confidence, chr(key)))
        self._telling, self._verdict = Remark(), ""
        self._sides = TwoSided(self._asking, self._telling)
        return self._sides

    def _confidence(self, confidence: Confidence, key: str) -> KeyButton:
        button = KeyButton(_(_CONFIDENCES[confidence]), key, "ghost")
        button.setProperty(ONE_OF, True)
        button.clicked.connect(self._clicks.map)
        self._clicks.setMapping(button, confidence.value)
        self._buttons[confidence] = button
        return button

    def _action(self) -> QHBoxLayout:
        self.button = OneClick(_("Check answer"))
        self.button.clicked.connect(self._clicked)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.button)
        self._cap = Kbd("Enter")
        row.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        return row

    @property
    def confidences(self) -> list[KeyButton]:
        """The buttons that say how sure."""
        return list(self._buttons.values())

    # --- what it shows ---------------------------------------------------------------------

    def ask(self) -> None:
        """A question without an answer yet."""
        self._sides.turn(self._asking)
        self.show_confidence(None)
        self.button.setText(_("Check answer"))
        self.button.setAccessibleDescription("")
        self.button.setEnabled(False)

    def set_ready(self, on: bool) -> None:
        """Whether there is something to check."""
        self.button.setEnabled(on)

    def show_confidence(self, confidence: Confidence | None) -> None:
        """How sure the student says she is."""
        for name, button in self._buttons.items():
            button.set_on(name is confidence)

    def tell(self, verdict: str, words: str, button: str, spoken: str = "") -> None:
        """What became of the question, and what is next. `spoken` says also what is only to be seen elsewhere."""
        self._verdict = verdict
        self._telling.show_remark(verdict, words)
        self._sides.turn(self._telling)
        self.button.setText(button)
        self.button.setEnabled(True)
        self.button.setAccessibleDescription(f"{verdict} {spoken or words}")
        announce(self.button, f"{verdict} {spoken or words}")
        if is_heard():
            # Orca before 45 reads what has the focus and nothing else; Enter goes on from there as from anywhere.
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retell(self, words: str) -> None:
        """The same verdict with other words beside it."""
        self._telling.show_remark(self._verdict, words)
        self.button.setAccessibleDescription(f"{self._verdict} {words}")

    @property
    def said(self) -> str:
        """What it tells now, or nothing while it asks."""
        return self._telling.text() if self._telling.isVisibleTo(self) else ""

    def fit(self, width: int) -> None:
        """Stand in two rows where one would be too narrow, and then without what explains itself."""
        narrow = width < _NARROW * size_of(self.font()) / 15
        self._question.setVisible(not narrow)
        if bool(self.property("compact")) != narrow:
            set_kind(self, "compact", narrow)
            # Polishing again changes the colors of a frame at once, but not its padding.
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != way:
            self._line.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        """Never what keeps the window wide."""
        return QSize(0, super().minimumSizeHint().height())

    def _clicked(self) -> None:
        self.acted.emit()
