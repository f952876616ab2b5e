"""Hand-made views at every stage of evidence, for tests and pictures of Today, Progress and their neighbors."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from mediquiz.domain.summaries import (
    AreaRow,
    Band,
    CertificationHead,
    CertificationProgress,
    DayWork,
    ExamChoice,
    ExamRow,
    ExplanationView,
    Limit,
    OpenSession,
    OutcomeForm,
    PlanKind,
    PlanLine,
    PlannedDay,
    PlanView,
    ProgressView,
    ReadinessPoint,
    ReadinessView,
    ReliabilityBin,
    Shortfall,
    StudyMode,
    SureWrong,
    TodayView,
    TopicRow,
)

TODAY = date(2026, 11, 16)
NAMES = {"cma": "AAMA", "rma": "AMT", "ncma": "NCCT", "ccma": "NHA"}
SCALES = {"cma": (200, 800, 405), "rma": (0, 100, 70), "ncma": (0, 100, 70), "ccma": (200, 500, 390)}
EXAMS = tuple(ExamChoice(name, f"{name.upper()} ({board})", f"About {name}.") for name, board in NAMES.items())
STAGES = ("none", "range", "word", "chance")
_ANSWERS = {"none": 5, "range": 34, "word": 72, "chance": 412}
_COVERED = {"none": 0.04, "range": 0.28, "word": 0.57, "chance": 0.83}
_HALF = {"range": 0.12, "word": 0.09, "chance": 0.06}
_LIMITS = {
    "none": (Limit("few_answers", 12, 20),),
    "range": (Limit("coverage", 0.72), Limit("few_answers", 31, 50)),
    "word": (Limit("coverage", 0.43),),
    "chance": (Limit("cut_assumed", 0.03),),
}


def label(certification: str) -> str:
    """CMA (AAMA)."""
    return f"{certification.upper()} ({NAMES[certification]})"


def readiness(stage: str = "chance", certification: str = "cma", mean: float = 0.7) -> ReadinessView:
    """Readiness at one stage."""
    low, high, passing = SCALES[certification]
    half = _HALF.get(stage)
    answers, covered = _ANSWERS[stage], _COVERED[stage]
    return ReadinessView(
        certification=certification,
        label=label(certification),
        short=certification.upper(),
        stage=stage,
        first_attempts=answers,
        more_needed=max(0, 20 - answers),
        coverage=covered,
        score=Band(mean, mean - half, mean + half) if half else None,
        cut=0.68,
        scaled=Band(passing + 19, passing - 16, passing + 54) if half and high > 400 else None,
        pass_scaled=passing,
        scale_min=low,
        scale_max=high,
        word={"word": "too close to call", "chance": "too close to call"}.get(stage, ""),
        chance=0.7 if stage == "chance" else None,
        chance_low=0.55 if stage == "chance" else None,
        chance_high=0.85 if stage == "chance" else None,
        limits=_LIMITS[stage],
        without_study=Band(mean - 0.03, mean - 0.11, mean + 0.06) if half else None,
        without_study_on=date(2026, 12, 20) if half else None,
    )


def topic(
    topic_id: str, title: str, weight: float, answers: int, mean: float | None, label: str = "", half: float = 0.1
) -> TopicRow:
    """A topic; without a mean it has too few answers."""
    band = None if mean is None else Band(mean, mean - half, min(0.99, mean + half))
    right = round(answers * (mean or 0.5))
    return TopicRow(
        id=topic_id,
        title=title,
        weight=weight,
        answers=answers,
        right=right,
        exam_answers=answers // 3,
        exam_right=right // 3,
        seen=min(30, answers),
        items=30,
        band=band,
        label=label,
        more_answers=12 if label == "not sure yet" else 0,
    )


def topics(thin: bool = False) -> tuple[TopicRow, ...]:
    """Some topics of an exam, weakest first."""
    if thin:
        return (
            topic("pharmacology.drugs", "Pharmacology", 0.06, 3, None),
            topic("office.coding", "Coding and claims", 0.09, 0, None),
            topic("anatomy.cardiovascular", "Cardiovascular anatomy", 0.04, 2, None),
        )
    return (
        topic("pharmacology.drugs", "Pharmacology", 0.06, 28, 0.48, "weak"),
        topic("office.coding", "Coding and claims", 0.09, 31, 0.56, "weak", 0.13),
        topic("anatomy.cardiovascular", "Cardiovascular anatomy", 0.04, 19, 0.63, "not sure yet"),
        topic("clinical.phlebotomy", "Phlebotomy", 0.08, 41, 0.72, "not sure yet"),
        topic("terminology.building", "Medical terminology", 0.11, 120, 0.81, "strong", 0.06),
        topic("office.scheduling", "Scheduling", 0.03, 3, None),
    )


def areas(thin: bool = False) -> tuple[AreaRow, ...]:
    """Three areas with their topics."""
    rows, split = topics(thin), {"Clinical competency": 0.59, "General": 0.21, "Administrative": 0.2}
    return tuple(
        AreaRow(
            id=f"a{n}",
            title=title,
            domain="d",
            weight=weight,
            assumed=n > 0,
            answers=sum(row.answers for row in rows[n::3]),
            right=sum(row.right for row in rows[n::3]),
            exam_answers=20,
            exam_right=14,
            band=None if thin else Band(0.6 + n / 20, 0.52 + n / 20, 0.68 + n / 20),
            topics=rows[n::3],
        )
        for n, (title, weight) in enumerate(split.items())
    )


def exam(number: int = 1, right: int = 129) -> ExamRow:
    """A finished CMA practice exam."""
    finished = datetime(2026, 11, 14, 16, tzinfo=UTC) - timedelta(days=7 * (number - 1))
    return ExamRow(
        attempt_id=number,
        certification="cma",
        label="CMA (AAMA)",
        finished=finished,
        right=right,
        scored=180,
        cut=0.68,
        passed=right > 122,
        time_factor=1.0,
    )


def head(certification: str = "cma", on: date | None = date(2026, 12, 20)) -> CertificationHead:
    """A certification with its date."""
    name = f"A Medical Assistant, {label(certification)}"
    days = (on - TODAY).days if on else None
    return CertificationHead(certification, name, label(certification), certification.upper(), on, days)


def plan(short: Shortfall | None = None, missed: int = 0, done: int = 0) -> PlanView:
    """A plan of 34 days."""
    lines = (
        PlanLine(PlanKind.REVIEW, 12),
        PlanLine(PlanKind.NEW, 8),
        PlanLine(PlanKind.WEAK, 6, "pharmacology.drugs", "Pharmacology"),
    )
    days = tuple(_planned(TODAY + timedelta(days=n), n) for n in range(-3, 35))
    return PlanView(
        lines=lines, questions=26, minutes=22, done_today=done, days=days, shortfall=short, missed_days=missed
    )


def _planned(on: date, n: int) -> PlannedDay:
    if n < 0:
        return PlannedDay(on=on, kind="past", questions=20 + n, minutes=18)
    if n == 34:
        return PlannedDay(on=on, kind="exam", exam="CMA")
    if n >= 32:
        return PlannedDay(on=on, kind="light", questions=10, reviews=10, minutes=8)
    if n in (13, 20, 27):
        return PlannedDay(on=on, kind="mock", questions=200, minutes=160, exam="CMA")
    if on.weekday() == 6:
        return PlannedDay(on=on, kind="rest")
    return PlannedDay(on=on, kind="study", questions=20 + n % 9, reviews=6 + n % 5, minutes=20)


def today(stage: str = "chance", *, fresh: bool = False, asks: bool = False, opened: bool = False) -> TodayView:
    """Today at one stage."""
    begun = datetime(2026, 11, 15, 19, tzinfo=UTC)
    sessions = (
        OpenSession(
            attempt_id=7, kind="exam", mode=None, certification="cma", short="CMA", started=begun, done=136, total=200
        ),
        OpenSession(
            attempt_id=8,
            kind="study",
            mode=StudyMode.TODAY,
            certification="cma",
            short="CMA",
            started=begun,
            done=7,
            total=20,
        ),
    )
    short = Shortfall(0.84, 25, date(2026, 12, 20)) if stage != "none" else None
    return TodayView(
        head=head(),
        readiness=readiness(stage),
        plan=None if fresh else plan(short),
        weakest=() if stage == "none" else topics()[:2],
        estimate_on=None,
        last_exam=exam() if stage == "chance" else None,
        last_missed=58 if stage == "chance" else 0,
        open=sessions if opened else (),
        ask_outcome=(head("rma", date(2026, 11, 14)),) if asks else (),
    )


def progress(stage: str = "chance") -> ProgressView:
    """All four certifications at one stage."""
    thin = stage == "none"
    means = {"cma": 0.7, "rma": 0.66, "ncma": 0.74, "ccma": 0.76}
    rows = tuple(
        CertificationProgress(
            head=head(name, None if name != "cma" else date(2026, 12, 20)),
            readiness=readiness(stage, name, mean),
            coverage=_COVERED[stage],
            areas=areas(thin),
            weakest=() if thin else topics()[:2],
            exams=() if thin or name != "cma" else (exam(3, 104), exam(2, 118), exam(1)),
            history=() if thin else _history(mean),
        )
        for name, mean in means.items()
    )
    days = tuple(DayWork(TODAY - timedelta(days=n), 20 + n, 12 + n, 18 + n % 5 * 4) for n in (12, 9, 8, 5, 3, 2, 1, 0))
    wrong = () if thin else tuple(_sure_wrong(n) for n in range(4))
    return ProgressView(rows, days[-1:] if thin else days, 6 if thin else 192, wrong)


def _history(mean: float) -> tuple[ReadinessPoint, ...]:
    points = []
    for n in range(12):
        middle, half = mean - 0.12 + n * 0.011, 0.15 - n * 0.008
        points.append(ReadinessPoint(TODAY - timedelta(days=55 - n * 5), Band(middle, middle - half, middle + half)))
    return tuple(points)


def _sure_wrong(n: int) -> SureWrong:
    stem = "A medical assistant must fill a light-blue, a lavender, a gold and a gray tube. Which is filled first?"
    return SureWrong(f"i{n}", stem, "Phlebotomy", TODAY - timedelta(days=n))


def explanation(answers: int = 412) -> ExplanationView:
    """The explanation with a reliability diagram, or with too little for one."""
    values = ((0.35, 0.4, 12), (0.5, 0.46, 41), (0.65, 0.66, 120), (0.75, 0.77, 150), (0.88, 0.86, 89))
    bins = tuple(ReliabilityBin(p - 0.05, p + 0.05, p, o, n) for p, o, n in values) if answers else ()
    return ExplanationView(bins, answers)


def form(certification: str = "cma") -> OutcomeForm:
    """What to ask after the exam."""
    low, high, passing = SCALES[certification]
    parts = (("clinical", "Clinical competency"), ("general", "General"), ("administrative", "Administrative"))
    rule = "Three attempts, then no further eligibility. AAMA publishes no waiting time that could be found."
    return OutcomeForm(head(certification, date(2026, 11, 14)), parts, low, high, passing, rule)
