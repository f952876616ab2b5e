"""A button that shows the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.ink import set_kind, size_of
from mediquiz.ui.widgets.kbd import Kbd, QuietText


class KeyButton(Button):
    """Words and a key cap. When it stands for something that is on, it is checked and its words may say so."""

    def __init__(self, words: str, key: str, kind: str = "quiet", parent: QWidget | None = None) -> None:
        super().__init__("", kind, small=True, parent=parent)
        self._words, self._key, self._kind = QuietText(words), key, kind
        self._line = QHBoxLayout(self)
        self._line.setSpacing(6)
        for part in (self._words, Kbd(key)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fit()
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Say something else."""
        if words == self.accessibleName():
            return
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(f"Key {self._key}")
        self.setToolTip(f"{words} ({self._key})")
        self.updateGeometry()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def set_on(self, on: bool) -> None:
        """Look as if it were on: filled, with words in the main colour."""
        if self.isCheckable() and on == self.isChecked():
            return
        self.setCheckable(True)
        self.setChecked(on)
        self.set_kind("ghost" if on else self._kind)
        set_kind(self._words, "tone", "primary" if on else "")

    def nextCheckState(self) -> None:
        """Its owner says whether it is on; a click alone changes nothing."""

    def sizeHint(self) -> QSize:
        """What words and cap need."""
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same: a key cap cut in two is no use."""
        return self._line.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Padding grows with the text."""
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_line"):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        share = size_of(self.font()) / 13
        self._line.setContentsMargins(round(9 * share), round(4 * share), round(8 * share), round(4 * share))
