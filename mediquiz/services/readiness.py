"""Readiness for the certifications of the bank from one history, in the wording that the evidence allows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from mediquiz.domain.blueprint import Blueprint
from mediquiz.domain.results import about_scaled
from mediquiz.domain.summaries import Band, ExplanationView, Limit, ReadinessPoint, ReadinessView, ReliabilityBin
from mediquiz.services.context import Context
from mediquiz.services.facts import Facts, FactsReader
from mediquiz.services.learning import EndedDay, Learning, day_of

if TYPE_CHECKING:
    from mediquiz.psychometrics.learner import Learner
    from mediquiz.psychometrics.readiness import Prediction
    from mediquiz.psychometrics.wording import Basis, Shown


FIRST_ESTIMATE = 20
"""First attempts from which there is something to draw."""


class Readiness:
    """Asks the learner model and puts its answers into views. Never writes."""

    def __init__(self, context: Context, learning: Learning, facts: FactsReader) -> None:
        self._context, self._learning, self._facts = context, learning, facts
        self._worked_out: dict[tuple[object, ...], dict[str, Band]] = {}

    def views(self) -> dict[str, ReadinessView]:
        """All certifications, from one set of draws."""
        return self.views_of(self._facts.read(), self._context.certifications)

    def view(self, certification: str) -> ReadinessView:
        """One certification."""
        return self.views_of(self._facts.read(), [certification])[certification]

    def views_of(self, facts: Facts, certifications: Sequence[str]) -> dict[str, ReadinessView]:
        """Some certifications, from one set of draws: a number does not depend on which others are asked for."""
        from mediquiz.psychometrics.readiness import predict_from

        forms = self._learning.forms(certifications)
        found = predict_from(facts.theta, facts.covariance, facts.learner.state.constants, forms)
        return {
            certification: self._view(facts, certification, prediction, self._later(facts, certification))
            for certification, prediction in zip(certifications, found, strict=True)
        }

    def _later(self, facts: Facts, certification: str) -> tuple[date, Prediction] | None:
        """The same question asked for exam day, with nothing learned until then; None without a date after today."""
        from mediquiz.psychometrics.readiness import predict_score

        on = facts.exam_dates.get(certification)
        if on is None or on == facts.today:
            return None
        form = self._learning.forms([certification])
        (prediction,) = predict_score(facts.learner.state, form, day_of(on))
        return on, prediction

    def first_attempts(self, learner: Learner, certification: str) -> int:
        """First attempts on topics of an exam's outline."""
        weights = self._learning.weights(certification)
        pairs = zip(learner.first_attempts, weights, strict=True)
        return int(sum(count for count, weight in pairs if weight > 0))

    def coverage(self, learner: Learner, certification: str) -> float:
        """Share of the outline's weight on topics with two or more first attempts."""
        import numpy as np

        from mediquiz.psychometrics.wording import coverage

        return coverage(learner.first_attempts.tolist(), np.array(self._learning.weights(certification)))

    def _view(
        self, facts: Facts, certification: str, found: Prediction, later: tuple[date, Prediction] | None
    ) -> ReadinessView:
        from mediquiz.psychometrics.wording import ReadinessStage, rounded_chance, shown

        blueprint, basis = self._context.blueprint(certification), self._basis(facts, certification, found)
        said = shown(basis)
        score = None if said.stage is ReadinessStage.NONE else Band(found.mean, found.low80, found.high80)
        chance = said.stage is ReadinessStage.CHANCE
        return ReadinessView(
            certification=certification,
            label=blueprint.label,
            short=blueprint.short,
            stage=str(said.stage),
            first_attempts=basis.first_attempts,
            more_needed=said.answers_to_go,
            coverage=basis.covered,
            score=score,
            cut=blueprint.passing.raw_cut,
            scaled=_scaled(blueprint, score) if chance else None,
            pass_scaled=blueprint.passing.scaled,
            scale_min=blueprint.passing.scale_min,
            scale_max=blueprint.passing.scale_max,
            word=str(said.word) if said.word else "",
            chance=said.chance,
            chance_low=rounded_chance(found.chance.low) if chance else None,
            chance_high=rounded_chance(found.chance.high) if chance else None,
            limits=_limits(said),
            without_study=_band(later[1]) if later and score else None,
            without_study_on=later[0] if later and score else None,
        )

    def _basis(self, facts: Facts, certification: str, found: Prediction) -> Basis:
        """What decides how much is shown."""
        from mediquiz.psychometrics.wording import Basis

        return Basis(
            first_attempts=self.first_attempts(facts.learner, certification),
            covered=self.coverage(facts.learner, certification),
            p_pass=found.p_pass,
            low80=found.low80,
            high80=found.high80,
            sd_cut=self._context.blueprint(certification).passing.raw_cut_sd,
            idle_days=facts.idle_days,
        )

    def history(self, certification: str) -> tuple[ReadinessPoint, ...]:
        """The predicted score at the end of each day of study, where there was enough to say."""
        return self.histories_of(self._facts.read())[certification]

    def histories_of(self, facts: Facts) -> dict[str, tuple[ReadinessPoint, ...]]:
        """The same for all certifications."""
        ended = [day for day in self._learning.ended_days(facts.learner) if day.first_attempts >= FIRST_ESTIMATE]
        bands = [self._past(day) for day in ended[:-1]] + [self._bands(day) for day in ended[-1:]]
        return {c: tuple(map(partial(_point, c), ended, bands)) for c in self._context.certifications}

    def _past(self, ended: EndedDay) -> dict[str, Band]:
        """A day that is over does not change, so it is worked out once."""
        editions = tuple(sorted(self._context.chosen_editions.items()))
        key = (ended.local_day, ended.day, ended.first_attempts, editions)
        if key not in self._worked_out:
            self._worked_out[key] = self._bands(ended)
        return self._worked_out[key]

    def _bands(self, ended: EndedDay) -> dict[str, Band]:
        from mediquiz.psychometrics.constants import SHIPPED
        from mediquiz.psychometrics.readiness import predict_from

        certifications = self._context.certifications
        found = predict_from(ended.theta, ended.covariance, SHIPPED, self._learning.forms(certifications))
        return {c: _band(prediction) for c, prediction in zip(certifications, found, strict=True)}


def explanation_of(learner: Learner) -> ExplanationView:
    """How the number is made, and how the model's own predictions held up on this student."""
    from mediquiz.psychometrics.calibration import reliability

    predicted, happened = learner.predictions()
    bins = tuple(
        ReliabilityBin(one.low, one.high, one.predicted, one.observed, one.count)
        for one in reliability(predicted.tolist(), happened.tolist())
    )
    return ExplanationView(bins, len(predicted))


def _point(certification: str, ended: EndedDay, bands: dict[str, Band]) -> ReadinessPoint:
    return ReadinessPoint(date.fromordinal(ended.local_day), bands[certification])


def _band(found: Prediction) -> Band:
    return Band(found.mean, found.low80, found.high80)


def _scaled(blueprint: Blueprint, score: Band | None) -> Band | None:
    if score is None:
        return None
    guess = 1 / blueprint.options
    return Band(*(about_scaled(blueprint.passing, value, guess) for value in (score.mean, score.low, score.high)))


def _limits(said: Shown) -> tuple[Limit, ...]:
    # Without a number on the screen nothing limits it but what is missing.
    told = [limit for limit in said.limits if said.stage.value != "none" or limit.code in ("few_answers", "coverage")]
    return tuple(Limit(limit.code, limit.n, limit.needed) for limit in told)
