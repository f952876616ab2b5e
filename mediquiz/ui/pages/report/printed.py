"""A score report as one clean page. Loaded only when somebody asks for it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from mediquiz.domain.results import AreaResult
from mediquiz.domain.summaries import ExamReport
from mediquiz.ui.pages.report import words as say
from mediquiz.ui.parts.phrases import percent, weight
from mediquiz.words.exams import stretch

_STYLE = (
    "p { margin-top: 3px; margin-bottom: 3px; } .name { font-size: 20pt; font-weight: bold; }"
    ".head { font-size: 12pt; font-weight: bold; margin-top: 22px; margin-bottom: 6px; }"
    ".big { font-size: 28pt; font-weight: bold; margin-top: 14px; } .quiet { color: #566472; font-size: 9pt; }"
    "td, th { padding-top: 3px; padding-bottom: 3px; padding-right: 22px; }"
    "th { text-align: left; color: #566472; font-size: 9pt; }"
)


def report_html(report: ExamReport) -> str:
    """The page as simple HTML."""
    lines = [*say.score_lines(report), say.scaled(report)]
    parts = [
        f"<style>{_STYLE}</style>",
        f"<p class='name'>Score report</p><p>{escape(say.subtitle(report))}</p>",
        f"<p class='quiet'>{escape(report.edition_title)}</p>",
        f"<p class='big'>{say.score(report)}</p><p><b>{say.standing(report)[0]}</b></p>",
        *(f"<p>{escape(line)}</p>" for line in lines),
        f"<p class='quiet'>{escape(say.passing_mark(report))} {escape(say.another_form(report))}</p>",
        *(f"<p>{escape(note)}</p>" for note in say.notes(report)),
        "<p class='head'>By content area</p>",
        _areas(report),
        f"<p class='quiet'>{say.ASSUMED}</p>" if say.has_assumed(report) else "",
        "<p class='head'>Time per question</p>",
        _pace(report),
        f"<p class='head'>Changed answers</p><p>{escape(say.changed(report.result.changes))}</p>",
        "<p></p><p class='quiet'>MediQuiz practice exam. Not an official score report of the certifying board.</p>",
    ]
    return "".join(parts)


def _areas(report: ExamReport) -> str:
    rows = "".join(
        _area(area, "<b>{}</b>") + "".join(_area(part, "&nbsp;&nbsp;&nbsp;{}") for part in area.parts)
        for area in report.result.areas
    )
    return f"<table width='100%'><tr><th>Area</th><th>Weight</th><th>Correct</th><th>Right</th></tr>{rows}</table>"


def _area(area: AreaResult, form: str) -> str:
    share = percent(area.right / area.scored) if area.scored else "–"
    star = "*" if area.assumed else ""
    name = form.format(escape(area.title))
    return f"<tr><td>{name}</td><td>{weight(area.share)}{star}</td><td>{share}</td><td>{say.area_right(area)}</td></tr>"


def _pace(report: ExamReport) -> str:
    limit = say.available(report)
    head = "untimed" if limit is None else f"{limit:.0f} s available"
    rows = "".join(f"<tr><td>{escape(stretch(p))}</td><td>{p.seconds:.0f} s</td></tr>" for p in report.result.pace)
    return f"<table><tr><th>Part</th><th>Mean ({head})</th></tr>{rows}</table>"


def pdf_bytes(report: ExamReport, families: list[str]) -> bytes:
    """The page as a PDF, on US letter paper."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(say.subtitle(report))
    writer.setCreator("MediQuiz")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(20, 18, 20, 18), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = QFont(families)
    font.setPointSizeF(10.5)
    document.setDefaultFont(font)
    document.setHtml(report_html(report))
    document.print_(writer)
    del writer
    buffer.close()
    return bytes(data.data())
