"""A button that shows the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionButton, QWidget

from mediquiz.language import _
from mediquiz.ui.widgets.buttons import Button
from mediquiz.ui.widgets.ink import ink, size_of
from mediquiz.ui.widgets.key_line import KeyLine, cap_font, cap_width, draw_cap
from mediquiz.ui.widgets.presses import CharacterKeys, acts

_LOOKS = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


class KeyButton(Button):
    """Words and a key cap. When it stands for something that is on, it is checked and its words may say so."""

    surface = ink("surface")
    line = ink("line")
    quiet = ink("quiet")
    strong = ink("strong")

    keyed = Signal()
    """Its key was pressed; only of one that asks first when that was a single letter."""

    def __init__(
        self, words: str, key: str, kind: str = "quiet", parent: QWidget | None = None, asks: bool = False
    ) -> None:
        super().__init__("", kind, small=True, parent=parent)
        self._words, self._key, self._kind, self._asks = "", key, kind, asks
        self._measured: tuple[float, float] | None = None
        self._hint: QSize | None = None
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self.show_words(words)

    def show_words(self, words: str) -> None:
        """Say something else."""
        if words == self._words:
            return
        self._words = words
        self._forget()
        self.setAccessibleName(words)
        self._say_key()
        self.updateGeometry()
        self.update()

    def _say_key(self) -> None:
        on = acts(self._key)
        self.setAccessibleDescription(_("Key {key}").format(key=self._key) if on else "")
        self.setToolTip(f"{self._words} ({self._key})" if on else self._words)

    def keys_changed(self) -> None:
        """Keys were switched on or off: its cap goes with them."""
        self._forget()
        self._say_key()
        self.updateGeometry()
        self.update()

    def press_key(self) -> None:
        """Its key was pressed."""
        if self._asks:
            self.keyed.emit()
        else:
            self.click()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def set_on(self, on: bool) -> None:
        """Look as if it were on: filled, with words in the main color."""
        if self.isCheckable() and on == self.isChecked():
            return
        self.setCheckable(True)
        self.setChecked(on)
        self.set_kind("ghost" if on else self._kind)

    def nextCheckState(self) -> None:
        """Its owner says whether it is on; a click alone changes nothing."""

    def _px(self, size: float) -> float:
        return size * size_of(self.font()) / 13

    def _words_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        return font

    def _widths(self) -> tuple[float, float]:
        """Of the words, as wide as they get when it is on, and of the cap."""
        if self._measured is None:
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            words = QFontMetricsF(bold).horizontalAdvance(self._words)
            cap = cap_width(QFontMetricsF(cap_font(self.font())), self._key) if acts(self._key) else 0.0
            self._measured = (words, cap)
        return self._measured

    def sizeHint(self) -> QSize:
        """What words and cap need; asked for hundreds of times in one layout, so it is kept."""
        if self._hint is None:
            self.ensurePolished()
            self._hint = QSize(round(sum(self._widths()) + self._px(24)), round(self._px(32)))
        return self._hint

    def changeEvent(self, event: QEvent) -> None:
        """Another font, style or palette: measure and paint again."""
        if event.type() in _LOOKS:
            self._forget()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._measured = self._hint = None
        self._pictures.clear()

    def minimumSizeHint(self) -> QSize:
        """The same: half a key cap is no use."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As it was painted when it last looked like this: a page moves its buttons far more often than they change."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        ringed = self._ringed and self.hasFocus()
        look = (
            option.state.value,
            option.features.value,
            ringed,
            self.width(),
            self.height(),
            self.devicePixelRatioF(),
        )
        picture = self._pictures.get(look)
        if picture is None:
            picture = self._pictures[look] = self._painted(option, ringed)
        QPainter(self).drawPixmap(0, 0, picture)

    def _painted(self, option: QStyleOptionButton, ringed: bool) -> QPixmap:
        scale = self.devicePixelRatioF()
        picture = QPixmap(self.size() * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_words(painter)
        if ringed:
            self.draw_ring(painter)
        painter.end()
        return picture

    def _draw_words(self, painter: QPainter) -> None:
        """Words, then the cap beside them."""
        words, cap = self._widths()
        left = self._px(9)
        painter.setFont(self._words_font())
        painter.setPen(self.strong if self.isChecked() else self.quiet)
        painter.drawText(QRectF(left, 0, words + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words)
        if not cap:
            return
        box = QRectF(left + words + self._px(6), 0, cap, self.height())
        draw_cap(painter, box, self._key, self.font(), (self.surface, self.line, self.quiet))


def switch(on: bool) -> None:
    """Let single letters and digits act or not, and show their caps only while they do."""
    CharacterKeys.on = on
    for one in QApplication.allWidgets():
        if isinstance(one, (KeyButton, KeyLine)):
            one.keys_changed()
