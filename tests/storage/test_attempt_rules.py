"""The rules of a sitting as they are kept: read back the same, and those of earlier versions too."""

from __future__ import annotations

import json

from mediquiz.domain.policy import SegmentClock, SittingRules
from mediquiz.storage.attempt_repo import rules_from, rules_to

RULES = SittingRules((SegmentClock("One", 0, 50, 2400.0), SegmentClock("Two", 50, 100, None)), 1200.0, 1.5)


def test_rules_are_read_back_as_they_were() -> None:
    assert rules_from(json.loads(json.dumps(rules_to(RULES)))) == RULES


def test_rules_of_an_earlier_version_say_sealed_and_are_read() -> None:
    for sealed in (True, False):
        kept = json.dumps({**rules_to(RULES), "sealed": sealed})
        assert rules_from(json.loads(kept)) == RULES
