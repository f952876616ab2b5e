""" "About" a scaled score, from a raw proportion: no board publishes its conversion.

Two straight lines meeting at the passing mark (design, section 3). Only ever shown beside the percent
and the sentence that the conversion is not published.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A certification's reporting scale: its ends, the scaled pass mark and the raw cut taken for it.

    `floor` is the raw proportion that earns the minimum: what guessing alone gives.
    """

    minimum: float
    maximum: float
    passing: float
    cut: float
    floor: float = 0.25


def about_scaled(proportion: float, scale: Scale) -> int:
    """Scaled score of a raw proportion, to the nearest whole number, within the scale."""
    if proportion >= scale.cut:
        share = (proportion - scale.cut) / (1.0 - scale.cut)
        score = scale.passing + share * (scale.maximum - scale.passing)
    else:
        share = (scale.cut - proportion) / (scale.cut - scale.floor)
        score = scale.passing - share * (scale.passing - scale.minimum)
    return round(min(scale.maximum, max(scale.minimum, score)))
