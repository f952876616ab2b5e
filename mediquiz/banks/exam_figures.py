"""The figures of an exam file with where they come from: every one names its sources or says that it is assumed."""

from __future__ import annotations

from dataclasses import dataclass

from mediquiz.banks.fields import Fields, whole_number
from mediquiz.banks.problems import Problems
from mediquiz.banks.yaml_tree import MappingNode, Node, ScalarNode, SequenceNode
from mediquiz.domain.blueprint import Fact, PassingScore, RetakeRule, Segment

PROVENANCE = ("source", "confidence", "assumed", "note")
CONFIDENCE = ("high", "medium", "low", "unconfirmed")
ASSUMED = "assumed"
ASSUMED_BY = "MediQuiz's own assumption; nobody publishes this figure"


@dataclass(frozen=True, slots=True)
class Source:
    """A page or document that figures rest on. `on` is its edition or date."""

    title: str
    on: str
    url: str

    def __str__(self) -> str:
        return f"{self.title} ({self.url})" if self.url else self.title


class FactBook:
    """Collects the facts of one exam file, and knows its sources. `checked` is the date of the file itself."""

    def __init__(self, sources: dict[str, Source], checked: str) -> None:
        self._sources, self._checked = sources, checked
        self._idle = set(sources)
        self.facts: list[Fact] = []

    def note(self, about: str, value: str, fields: Fields, why: str = "") -> None:
        """Adds a figure with the provenance that `fields` give; a figure without any is a mistake.

        `why` is said of an assumed figure that has no `note` of its own.
        """
        assumed = fields.flag("assumed")
        cited = self._cited(fields, required=not assumed)
        confidence = fields.choice("confidence", CONFIDENCE) if "confidence" in fields or not assumed else ASSUMED
        self.facts.append(
            Fact(
                about=about,
                value=self._with_note(value, fields, why if assumed else "", assumed),
                source="; ".join(map(str, cited)) or ASSUMED_BY,
                on=", ".join(dict.fromkeys(source.on for source in cited)) or self._checked,
                confidence=confidence,
                assumed=assumed,
            )
        )

    def _with_note(self, value: str, fields: Fields, why: str, assumed: bool) -> str:
        if "note" not in fields and (why or not assumed):
            return f"{value}. {why}" if why else value
        note = fields.text("note", "is assumed; say in `note` how it was chosen.")
        return f"{value.rstrip('.')}. {note}"

    def _cited(self, fields: Fields, required: bool) -> list[Source]:
        if "source" not in fields:
            if required:
                fields.wrong(fields.line, "has no `source`; name one of `sources`, or write `assumed: true`.")
            return []
        node = fields.node("source")
        names = node.items if isinstance(node, SequenceNode) else [node]
        return [source for name in names if name is not None and (source := self._source(name, fields))]

    def _source(self, node: Node, fields: Fields) -> Source | None:
        name = node.text if isinstance(node, ScalarNode) else ""
        if name not in self._sources:
            fields.wrong(node.line, f"names the source `{name}`, which `sources` does not list; add it there.")
        self._idle.discard(name)
        return self._sources.get(name)

    def refuse_idle_sources(self, file: Fields) -> None:
        """A source that no figure cites is a leftover, or a citation was forgotten."""
        for name in sorted(self._idle):
            file.wrong(file.line_of("sources"), f"lists the source `{name}`, which no figure cites; drop it.")


def read_sources(file: Fields, problems: Problems) -> dict[str, Source]:
    """The file's sources by the short names that figures cite them by."""
    node = file.node("sources")
    if not isinstance(node, MappingNode):
        return {}
    found: dict[str, Source] = {}
    for name, value in node.pairs:
        fields = Fields(value, f"the source `{name.text}`", ["title", "on", "url"], problems)
        if name.text in found:
            problems.add(name.line, f"the source `{name.text}` stands twice; keep one.")
        found[name.text] = Source(fields.text("title"), fields.word("on"), fields.optional_text("url"))
    return found


def block(file: Fields, name: str, known: tuple[str, ...], problems: Problems) -> Fields:
    """The fields of a block of figures; an absent one is noted once and reads as empty."""
    node = file.node(name)
    if node is None:
        return Fields(MappingNode(file.line), f"`{name}`", (), Problems(problems.file))
    return Fields(node, f"`{name}`", (*known, *PROVENANCE), problems)


def read_questions(file: Fields, book: FactBook, problems: Problems) -> tuple[int, int]:
    """Scored and unscored questions."""
    fields = block(file, "questions", ("scored", "unscored"), problems)
    scored, unscored = fields.integer("scored", 1, 1000), fields.integer("unscored", 0, 500)
    book.note("Questions", f"{scored} scored and {unscored} unscored", fields)
    return scored, unscored


def read_options(file: Fields, book: FactBook, problems: Problems) -> int:
    """Options a question."""
    fields = block(file, "options", ("count",), problems)
    count = fields.integer("count", 3, 6)
    book.note("Options a question", str(count), fields)
    return count


def read_clock(file: Fields, book: FactBook, problems: Problems) -> tuple[Segment, ...]:
    """The segments, each with a clock of its own."""
    fields = block(file, "clock", ("segments",), problems)
    segments = tuple(_segment(node, n, problems) for n, node in enumerate(fields.nodes("segments"), 1))
    told = ", ".join(f"{segment.questions} in {segment.seconds // 60} minutes" for segment in segments)
    book.note("Segments", told, fields)
    return segments


def _segment(node: Node, number: int, problems: Problems) -> Segment:
    fields = Fields(node, f"segment {number}", ("id", "title", "questions", "minutes"), problems)
    questions, minutes = fields.integer("questions", 1, 1000), fields.integer("minutes", 1, 1000)
    return Segment(fields.word("id"), fields.text("title"), questions, 60 * minutes)


def read_breaks(file: Fields, book: FactBook, problems: Problems) -> int:
    """Break time of the whole sitting in seconds; 0 when the clock never stops."""
    fields = block(file, "breaks", ("minutes",), problems)
    minutes = fields.integer("minutes", 0, 240)
    book.note("Break time", f"{minutes} minutes in all" if minutes else "none: the clock never stops", fields)
    return 60 * minutes


def read_passing(file: Fields, book: FactBook, problems: Problems) -> PassingScore:
    """The published scaled score, and the raw cut that is assumed for it."""
    fields = block(file, "passing", ("score", "scale_min", "scale_max"), problems)
    low, high = fields.number("scale_min", 0, 10_000), fields.number("scale_max", 0, 10_000)
    score = fields.number("score", 0, 10_000)
    if not low < score < high:
        fields.wrong(fields.line, f"has the score {score:g} outside its scale of {low:g} to {high:g}; correct them.")
    book.note("Passing score", f"{score:g} on a scale of {low:g} to {high:g}", fields)
    cut, spread, note = _read_raw_cut(file, book, problems)
    return PassingScore(low, high, score, cut, spread, note)


def _read_raw_cut(file: Fields, book: FactBook, problems: Problems) -> tuple[float, float, str]:
    """The share of scored questions that the passing score is taken for, its uncertainty (sd) and why."""
    fields = block(file, "raw_cut", ("share", "sd"), problems)
    share, spread = fields.number("share", 0.3, 0.99), fields.number("sd", 0.001, 0.2)
    if fields.sound and "share" in fields and not fields.flag("assumed"):
        fields.wrong(fields.line, "is not marked as an assumption; no board publishes it, so write `assumed: true`.")
    book.note("Raw cut", f"about {share:.0%} of the scored questions, give or take {spread:.0%}", fields)
    return share, spread, fields.optional_text("note")


def read_retake(file: Fields, book: FactBook, problems: Problems) -> RetakeRule:
    """Attempts and waiting times; what is absent is not published."""
    fields = block(file, "retake", ("max_attempts", "wait_days", "text"), problems)
    most = fields.integer("max_attempts", 1, 99) if "max_attempts" in fields else None
    waits = tuple(_days(node, fields) for node in fields.nodes("wait_days")) if "wait_days" in fields else ()
    text = fields.text("text")
    book.note("Retake", text, fields)
    return RetakeRule(most, waits, text)


def _days(node: Node, fields: Fields) -> int:
    text = node.text if isinstance(node, ScalarNode) else ""
    days = whole_number(text)
    if days is not None:
        return days
    fields.wrong(node.line, f"has `{text}` among `wait_days`; use whole days.")
    return 0


def read_fee(file: Fields, book: FactBook, problems: Problems) -> None:
    """What the exam costs, in US dollars."""
    fields = block(file, "fee", ("usd",), problems)
    usd = fields.integer("usd", 0, 10_000)
    book.note("Fee", f"{usd} US dollars", fields)


def read_topic_shares(file: Fields, book: FactBook, problems: Problems) -> None:
    """The word about the topics' shares inside the areas, which are all assumed."""
    fields = block(file, "topic_shares", (), problems)
    book.note("Share of each topic inside its area", "see the outline", fields)


def read_facts(file: Fields, book: FactBook, problems: Problems) -> None:
    """Further facts: eligibility, renewal, delivery, fees of other routes."""
    nodes = file.nodes("facts") if "facts" in file else []
    for number, node in enumerate(nodes, 1):
        fields = Fields(node, f"fact {number}", ("about", "value", *PROVENANCE), problems)
        book.note(fields.text("about"), fields.text("value"), fields)
