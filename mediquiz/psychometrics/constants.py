"""The numbers of the learner model, each with its unit and whether it was measured or judged.

Ability, difficulty and learning live on the logit scale (natural log-odds); time is in days.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Author's difficulty label 1..5 -> b (logits). Easy/medium/hard measured as -0.55/0/+0.55 in
#: simulation; five labels split the same noisy scale finer. A judgment until items are calibrated.
DIFFICULTY_OF_LABEL: dict[int, float] = {1: -0.8, 2: -0.4, 3: 0.0, 4: 0.4, 5: 0.8}

#: pi/8 in the probit-style approximation E[sigmoid(z)] ~ sigmoid(m / sqrt(1 + pi/8 v)) (MacKay 1992).
LOGISTIC_NORMAL = 0.39269908169872414


@dataclass(frozen=True, slots=True)
class Temperament:
    """One guess about how unsteady this learner is; the model weighs several by their evidence.

    prior           weight before any answer (all priors sum to 1)
    topic_spread    multiplies sd_topic and sd_domain: a patchy learner or a patchy outline
    wander          multiplies the drift of general ability per answer and per day
    """

    prior: float = 1.0
    topic_spread: float = 1.0
    wander: float = 1.0


#: More even over topics than usual, as the design has it, and unsteady. Chosen on the judge's simulated learners and on
#: synthetic logs with moods and patchy topics; the evidence of a learner's own answers moves the weights.
TEMPERAMENTS = (
    Temperament(prior=0.40, topic_spread=0.8, wander=1.0),
    Temperament(prior=0.45, topic_spread=1.0, wander=1.0),
    Temperament(prior=0.15, topic_spread=1.8, wander=10.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """Shipped values of the design's section 1; `mean_ability` is the first to learn from pooled data."""

    mean_ability: float = 0.45  # logits; about 69 % right on a fresh medium item: a judgment
    sd_ability: float = 0.9
    sd_domain: float = 0.3
    sd_topic: float = 0.6
    gain: float = 0.25  # logits per unit of ln(1 + practice)
    half_life: float = 30.0  # days, of practice
    drift_topic_per_answer: float = 0.004  # variance, logits^2
    drift_ability_per_answer: float = 0.0005
    drift_topic_per_day: float = 0.002
    drift_ability_per_day: float = 0.001
    variance_cap: float = 4.0  # times the prior variance
    slip: float = 0.02  # P(wrong) of someone who surely knows
    guess: float = 0.25  # P(right) of someone who does not: 1 / options
    sd_difficulty: float = 0.75  # logits: what a label leaves unknown about its item
    sd_calibrated: float = 0.35  # logits: what a measured difficulty leaves unknown
    sd_form: float = 0.15  # logits: a form harder or easier than the bank
    sd_day: float = 0.15  # logits: a good or a bad day
    remembered: float = 0.9  # P(a retrievable item is really answered from memory)
    temperaments: tuple[Temperament, ...] = TEMPERAMENTS

    @property
    def sd_exam(self) -> float:
        """Common shift of one sitting (logits): form and day noise, independent."""
        return float((self.sd_form**2 + self.sd_day**2) ** 0.5)

    @property
    def shrink(self) -> float:
        """kappa of the design: flattening of the logistic by unknown item difficulty."""
        return float((1.0 + LOGISTIC_NORMAL * self.sd_difficulty**2) ** -0.5)


SHIPPED = Constants()


def difficulty_of(label: float) -> float:
    """b (logits) of an author's label 1..5; a label out of range is taken as the nearest one."""
    return DIFFICULTY_OF_LABEL[min(5, max(1, round(label)))]
