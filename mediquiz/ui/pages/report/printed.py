"""A score report as one clean page. Loaded only when somebody asks for it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from mediquiz.domain.results import AreaResult
from mediquiz.domain.summaries import ExamReport
from mediquiz.language import _, percent
from mediquiz.ui.pages.report import words as say
from mediquiz.words.exams import stretch

_STYLE = (
    "p {{ margin-top: {a}px; margin-bottom: {a}px; }} .name {{ font-size: {name}pt; font-weight: bold; }}"
    ".head {{ font-size: {head}pt; font-weight: bold; margin-top: {b}px; margin-bottom: {c}px; }}"
    ".big {{ font-size: {big}pt; font-weight: bold; margin-top: {b}px; }}"
    ".quiet {{ color: #566472; font-size: {quiet}pt; }}"
    "td, th {{ padding-top: {a}px; padding-bottom: {a}px; padding-right: {d}px; }}"
    "th {{ text-align: left; color: #566472; font-size: {quiet}pt; }}"
)
_POINTS = {"name": 20, "head": 12, "big": 28, "quiet": 9, "a": 3, "b": 18, "c": 6, "d": 22}
"""Sizes at 100 %."""
_TEXT = 10.5
_SCALES = (1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""Tried from the left until all stands on one page."""


def _style(scale: float) -> str:
    return _STYLE.format(**{name: points * scale for name, points in _POINTS.items()})


def report_html(report: ExamReport, scale: float = 1) -> str:
    """The page as simple HTML, its text at this share of the usual size."""
    lines = [*say.score_lines(report), say.scaled(report)]
    parts = [
        f"<style>{_style(scale)}</style>",
        _line(_("Score report"), "name"),
        _line(say.subtitle(report)),
        _line(report.edition_title, "quiet"),
        f"<p class='big'>{say.score(report)}</p><p><b>{escape(say.standing(report)[0])}</b></p>",
        *(_line(line) for line in lines),
        _line(f"{say.passing_mark(report)} {say.another_form(report)}", "quiet"),
        *(_line(note) for note in say.notes(report)),
        _line(_("By content area"), "head"),
        _areas(report),
        _line(_(say.ASSUMED), "quiet") if say.has_assumed(report) else "",
        _line(_("Time per question"), "head"),
        _pace(report),
        _line(_("Changed answers"), "head"),
        _line(say.changed(report.result.changes)),
        "<p></p>",
        _line(_("MediQuiz practice exam. Not an official score report of the certifying board."), "quiet"),
    ]
    return "".join(parts)


def _line(text: str, style: str = "") -> str:
    """A paragraph; the style is a class of the sheet."""
    return f"<p class='{style}'>{escape(text)}</p>" if style else f"<p>{escape(text)}</p>"


def _areas(report: ExamReport) -> str:
    cut = report.raw_cut
    rows = "".join(
        _area(area, cut, "<b>{}</b>") + "".join(_area(part, cut, "&nbsp;&nbsp;&nbsp;{}") for part in area.parts)
        for area in report.result.areas
    )
    names = "".join(f"<th>{escape(name)}</th>" for name in (_("Area"), _("Weight"), _("Percent"), _("Right")))
    return f"<table width='100%'><tr>{names}</tr>{rows}</table>"


def _area(area: AreaResult, cut: float, form: str) -> str:
    share = percent(area.right / area.scored, cut) if area.scored else "–"
    star = "*" if area.assumed else ""
    name = form.format(escape(area.title))
    cells = (name, f"{percent(area.share)}{star}", share, say.area_right(area))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _pace(report: ExamReport) -> str:
    limit = say.available(report)
    head = _("Average (untimed)")
    if limit is not None:
        head = _("Average ({seconds} s available)").format(seconds=f"{limit:.0f}")
    rows = "".join(
        f"<tr><td>{escape(stretch(p))}</td><td>{escape(say.seconds(p.seconds))}</td></tr>" for p in report.result.pace
    )
    part = _("Part")
    return f"<table><tr><th>{escape(part)}</th><th>{escape(head)}</th></tr>{rows}</table>"


def pdf_bytes(report: ExamReport, families: list[str]) -> bytes:
    """The report as a PDF on one page of US letter paper, set smaller when it has much to say."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(say.subtitle(report))
    writer.setCreator("MediQuiz")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(20, 18, 20, 18), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    _fitting(report, families, writer).drawContents(painter)
    painter.end()
    del writer
    buffer.close()
    return bytes(data.data())


def _fitting(report: ExamReport, families: list[str], writer: QPdfWriter) -> QTextDocument:
    """The largest text with which all stands on one page."""
    for scale in _SCALES:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(writer)
        document.setDocumentMargin(0)
        font = QFont(families)
        font.setPointSizeF(_TEXT * scale)
        document.setDefaultFont(font)
        document.setHtml(report_html(report, scale))
        document.setPageSize(QSizeF(writer.width(), writer.height()))
        if document.pageCount() == 1:
            break
    return document
