"""One edition of one certification's exam: `question_banks/exams/<id>.yaml` or `<id>-<edition>.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from mediquiz.banks import exam_figures as figures
from mediquiz.banks.exam_figures import PROVENANCE, FactBook
from mediquiz.banks.exam_identity import IDENTITY, Identity, check_labels, read_identity
from mediquiz.banks.fields import Fields, as_mapping
from mediquiz.banks.problems import BankError, Problems
from mediquiz.banks.text_file import read_text, shown_name
from mediquiz.banks.yaml_tree import Node, ScalarNode, parse_tree
from mediquiz.domain.blueprint import Area, Blueprint, Domain, Fact
from mediquiz.domain.topics import TopicTree

_FIELDS = (
    "id", "edition", "edition_title", *IDENTITY, "checked", "sources", "questions", "options", "clock",
    "breaks", "passing", "raw_cut", "retake", "fee", "facts", "topic_shares", "outline",
)  # fmt: skip
_MOST_AREA = 60
"""Letters that the study history keeps of an area's id."""
_SHARE = "Chosen by the length and weight of the points that the outline lists"
_SLUG = re.compile(r"[a-z][a-z0-9-]*")


def read_blueprint(path: Path, topics: TopicTree) -> Blueprint:
    """The blueprint of a file named by the id alone. Raises its first BankError."""
    name = shown_name(path, 3)
    blueprint, errors = scan_blueprint(read_text(path, name), name, topics)
    if blueprint is None:
        raise errors[0]
    return blueprint


def scan_blueprint(text: str, name: str, topics: TopicTree) -> tuple[Blueprint | None, list[BankError]]:
    """The blueprint of such a text, or None and all its mistakes."""
    problems = Problems(name)
    try:
        file = open_exam(text, problems)
    except BankError as error:
        return None, [error]
    blueprint = read_exam(file, read_identity(file), topics, problems)
    return (None if len(problems) else blueprint), problems.in_order()


def open_exam(text: str, problems: Problems) -> Fields:
    """The fields of an exam file. Raises BankError for a text that is no YAML."""
    return Fields(parse_tree(text, problems.file), "the file", _FIELDS, problems)


def read_exam(file: Fields, identity: Identity, topics: TopicTree, problems: Problems) -> Blueprint:
    """All of one file, under the names of its certification. It is of use only where no problem was noted."""
    check_labels(file)
    book = FactBook(figures.read_sources(file, problems), file.word("checked"))
    scored, unscored = figures.read_questions(file, book, problems)
    segments = figures.read_clock(file, book, problems)
    outline = _Outline(exam=file.label("id"), topics=topics, book=book, problems=problems)
    outline.read(file)
    figures.read_topic_shares(file, book, problems)
    blueprint = Blueprint(
        id=file.label("id"),
        order=identity.order,
        name=identity.name,
        short=identity.short,
        board=identity.board,
        body=identity.body,
        blurb=identity.blurb,
        editions_note=identity.editions_note,
        edition=file.label("edition"),
        edition_title=file.text("edition_title"),
        scored=scored,
        unscored=unscored,
        segments=segments,
        break_seconds=figures.read_breaks(file, book, problems),
        options=figures.read_options(file, book, problems),
        domains=tuple(outline.domains),
        areas=tuple(outline.areas),
        passing=figures.read_passing(file, book, problems),
        retake=figures.read_retake(file, book, problems),
        facts=_all_facts(file, book, problems),
    )
    _check_sums(blueprint, file, problems)
    return blueprint


def _all_facts(file: Fields, book: FactBook, problems: Problems) -> tuple[Fact, ...]:
    """Read last: until here the blocks have put their facts into the book."""
    figures.read_fee(file, book, problems)
    figures.read_facts(file, book, problems)
    book.refuse_idle_sources(file)
    return tuple(book.facts)


def _check_sums(blueprint: Blueprint, file: Fields, problems: Problems) -> None:
    """Counts that must add up; silent when a part is missing, which has its own message."""
    asked = sum(segment.questions for segment in blueprint.segments)
    if blueprint.segments and asked != blueprint.total:
        line = file.line_of("clock")
        problems.add(line, f"the segments hold {asked} questions; make them add up to {blueprint.total}.")
    scored = sum(domain.scored for domain in blueprint.domains)
    if blueprint.domains and scored != blueprint.scored:
        line = file.line_of("outline")
        problems.add(line, f"the domains hold {scored} scored questions; make them add up to {blueprint.scored}.")


@dataclass(slots=True, kw_only=True)
class _Outline:
    """Reads the content outline: domains (their counts are published), their areas, the topics that feed them."""

    exam: str
    topics: TopicTree
    book: FactBook
    problems: Problems
    domains: list[Domain] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)
    _place_of: dict[str, str] = field(default_factory=dict)

    def read(self, file: Fields) -> None:
        for number, node in enumerate(file.nodes("outline"), 1):
            self._domain(node, number)

    def _id(self, fields: Fields, parent: str) -> str:
        """`<parent>.<id>`, once in the file."""
        slug = fields.word("id")
        identity = f"{parent}.{slug}"
        if slug and not _SLUG.fullmatch(slug):
            fields.wrong(fields.line_of("id"), f"has the id `{slug}`; use small letters, digits and hyphens.")
        elif identity in self._ids:
            fields.wrong(fields.line_of("id"), f"has the id `{slug}`, which stands above already; choose another.")
        elif len(identity) > _MOST_AREA:
            fields.wrong(fields.line_of("id"), f"is `{identity}` in full; use at most {_MOST_AREA} letters.")
        self._ids.add(identity)
        return identity

    def _domain(self, node: Node, number: int) -> None:
        fields = Fields(node, f"domain {number}", ("id", "title", "scored", "areas", *PROVENANCE), self.problems)
        domain = Domain(self._id(fields, self.exam), fields.text("title"), fields.integer("scored", 1, 1000))
        self.book.note(f"Questions on {domain.title}", f"{domain.scored} scored", fields)
        self.domains.append(domain)
        nodes = fields.nodes("areas")
        areas = [self._area(area, domain, alone=len(nodes) == 1) for area in nodes]
        whole = sum(area.weight for area in areas)
        if areas and abs(whole - domain.scored) > 1e-6:
            line = fields.line_of("areas")
            fields.wrong(line, f"has areas of {whole:g} questions together; make them add up to {domain.scored}.")
        self.areas += areas

    def _area(self, node: Node, domain: Domain, alone: bool) -> Area:
        known = ("id", "title", "scored", "topics", *PROVENANCE)
        fields = Fields(node, f"an area of `{domain.id}`", known, self.problems)
        identity, title = self._id(fields, domain.id), fields.text("title")
        fields.what = f"area `{identity}`"
        weight = fields.number("scored", 0.1, 1000)
        if not alone:  # a domain's only area holds the domain's own figure
            self.book.note(f"Questions on {domain.title}: {title}", f"{weight:g} scored", fields, _SHARE)
        return Area(identity, title, domain.id, weight, fields.flag("assumed"), self._topics(fields))

    def _topics(self, fields: Fields) -> dict[str, float]:
        """Topic -> share of the area; written as percentages."""
        node = fields.node("topics", "has no `topics`; name the topics that feed it, with percentages.")
        shares: dict[str, float] = {}
        pairs = as_mapping(node, "`topics`", self.problems).pairs if node is not None else []
        for name, value in pairs:
            shares[name.text] = self._percent(name, value, fields)
        whole = sum(shares.values())
        if shares and abs(whole - 100) > 0.01:
            fields.wrong(fields.line_of("topics"), f"has topics of {whole:g} % together; make them add up to 100.")
        return {topic: share / whole for topic, share in shares.items()} if whole else {}

    def _percent(self, name: ScalarNode, value: Node, fields: Fields) -> float:
        self._place(name, fields)
        text = value.text if isinstance(value, ScalarNode) else ""
        if re.fullmatch(r"\d+(\.\d+)?", text) and 0 < float(text) <= 100:
            return float(text)
        fields.wrong(value.line, f"gives the topic `{name.text}` the share `{text}`; use a percentage.")
        return 0.0

    def _place(self, name: ScalarNode, fields: Fields) -> None:
        """An item has at most one place on an exam's outline, so a topic feeds one area."""
        topic = name.text
        if topic not in self.topics.by_id:
            fields.wrong(name.line, f"names the topic `{topic}`, which topics.yaml does not list; correct it.")
        elif topic in self._place_of:
            fields.wrong(name.line, f"names the topic `{topic}`, which `{self._place_of[topic]}` has; keep one.")
        self._place_of.setdefault(topic, fields.what.removeprefix("area ").strip("`"))
