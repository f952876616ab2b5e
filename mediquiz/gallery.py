"""A picture of every screen of the demo, taken of the real application without a display."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from mediquiz.app import Application
from mediquiz.demo import make_demo
from mediquiz.desktop.pictures import Photographer
from mediquiz.desktop.seams import Seams
from mediquiz.locations import find
from mediquiz.ui.prompts import RecordedPrompts
from mediquiz.ui.tasks import InlineRunner


def take_screenshots(folder: Path, theme: str, size: tuple[int, int], text: int) -> None:
    """A PNG of every screen in `folder`; size in pixels, text size in percent."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    scratch = Path(tempfile.mkdtemp(prefix="mediquiz-pictures-"))
    try:
        _walk(app, scratch, folder, theme, size, text)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _walk(app: QApplication, scratch: Path, folder: Path, theme: str, size: tuple[int, int], text: int) -> None:
    locations = find(make_demo(scratch, find().banks, date.today(), seed=1))
    seams = Seams(rng=random.Random(1), prompts=RecordedPrompts(), tasks=InlineRunner())
    main = Application(app, locations, seams=seams)
    main.window.resize(*size)
    main.window.show()
    main.open()
    main.theme.use(theme, text)
    services = main.pages.tools.services
    photographer = Photographer(main.window, folder)
    front = services.settings.read().certification
    photographer.pages(front)
    photographer.study(front, random.Random(2))
    photographer.report(services.exams.home().history[0].attempt_id)
    photographer.exam(front)
    main.window.close()
    main.close()
