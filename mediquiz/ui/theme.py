"""One look for the whole application: style sheet, palette and font from the design tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mediquiz.ui.tokens import Tokens

# The namespace Qt alone takes 12 ms to load, so nothing before the first paint may touch it.
if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import Qt

US = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
MODES = ("system", "light", "dark", "contrast")
SMALLEST, LARGEST = 100, 200

_ROLES = {
    QPalette.ColorRole.Window: "background",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_primary",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "primary",
    QPalette.ColorRole.LinkVisited: "primary",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "outline",
    QPalette.ColorRole.Accent: "primary",
}


class Theme(QObject):
    """Builds the look from a resource folder and keeps the application in it."""

    changed = Signal()

    def __init__(self, folder: Path, mode: str = "system", percent: int = 100, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = Tokens.load(folder)
        self._mode, self._percent = _known(mode), _within(percent)
        self._app: QApplication | None = None
        self._system = "light"

    @property
    def mode(self) -> str:
        """What was asked for: system, light, dark or contrast."""
        return self._mode

    @property
    def percent(self) -> int:
        """Text size in percent, 100 to 200."""
        return self._percent

    def scheme(self) -> str:
        """The colors in use now: light, dark or contrast."""
        return self._system if self._mode == "system" else self._mode

    def color(self, role: str) -> QColor:
        """A role's color in the scheme now in use (for printing and the like; widgets use the sheet)."""
        return QColor(self._tokens.color(self.scheme(), role))

    def style_sheet(self) -> str:
        """The style sheet for the present scheme and text size."""
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        return self._tokens.style_sheet(self.scheme(), self._percent, mono)

    def palette(self) -> QPalette:
        """Colors for what the style sheet leaves to Qt."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.color(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("muted"))
        return palette

    def font(self) -> QFont:
        """The body font: the first family of the tokens that this machine has."""
        family = next((name for name in self._tokens.families() if QFontDatabase.hasFamily(name)), None)
        font = QFont(family) if family else QFont()
        font.setPixelSize(round(self._tokens.values["type"]["body"] * self._percent / 100))
        return font

    def apply(self, app: QApplication) -> None:
        """Dress the application, and from now on follow the system when so told."""
        if self._app is None:
            self._begin(app)
        app.setPalette(self.palette())
        app.setFont(self.font())
        app.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def settle(self) -> None:
        """Ask the system properly, once the first paint is done: dark, light or more contrast?"""
        now = _system_scheme()
        if now != self._system:
            self._system = now
            if self._mode == "system" and self._app is not None:
                self.apply(self._app)

    def use(self, mode: str | None = None, percent: int | None = None) -> None:
        """Change the theme or the text size; open windows follow at once."""
        wanted = (_known(mode or self._mode), _within(percent or self._percent))
        if wanted == (self._mode, self._percent):
            return
        self._mode, self._percent = wanted
        if self._app is not None:
            self.apply(self._app)

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        self.settle()

    def _begin(self, app: QApplication) -> None:
        # A dark system has a dark palette: a cheap look before our own palette hides it.
        window = app.palette().color(QPalette.ColorRole.Window)
        self._system = "dark" if window.lightness() < 128 else "light"
        app.setStyle("Fusion")
        # Digits and signs are those of the words around them, which are English wherever the computer stands.
        QLocale.setDefault(US)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._app = app


def _known(mode: str) -> str:
    return mode if mode in MODES else "system"


def _within(percent: int) -> int:
    return max(SMALLEST, min(LARGEST, int(percent)))


def _system_scheme() -> str:
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    # Qt 6.10 and newer also tell whether the user asked the system for more contrast.
    accessibility = getattr(hints, "accessibility", None)
    preference = getattr(accessibility(), "contrastPreference", None) if accessibility else None
    if preference is not None and preference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
