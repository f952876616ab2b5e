"""Options that speak of other options: "both A and B", "all of the above", "neither answer is right"."""

from __future__ import annotations

import re
from functools import lru_cache

from mediquiz.domain.folding import fold

_THING = r"(?:options?|answers?|choices?|responses?|statements?|alternatives?)"
_MANY = r"(?:all|none|any|neither|both|either|two|three|more than one|at least one|at least two|not all)"
_SOME = r"(?:some|most|one|each|only one)"
_RIGHT = r"(?:correct|right|true|false|wrong|incorrect|applicable|apply|applies)"
# Anywhere in the option.
_PHRASES = re.compile(
    rf"\b(?:{_MANY}|{_SOME})(?: one)?(?: of)? the (?:above|below|preceding|foregoing|previous)\b"
    rf"|\b(?:{_MANY}|{_SOME})(?: of)? (?:the |these |those )?"
    rf"(?:other |above |given |listed |preceding |previous )?{_THING}"
    rf"(?: (?:above|below|given|listed|here|is|are)\b|$)"
    rf"|\b(?:all|none|any|neither|both) of (?:these|those)$"
    rf"|^(?:all|none|both|neither|any|either)(?: of (?:them|these|those|the others))? (?:is|are) {_RIGHT}$"
    rf"|\b(?:is|are) (?:all|both) {_RIGHT}$"
    rf"|\bno (?:correct|right) {_THING}\b|\bno {_THING} (?:is|are) {_RIGHT}\b"
    rf"|\b(?:above|other|preceding|foregoing) {_THING}$"
    rf"|^the (?:first|last) (?:two|three|{_THING})(?: {_THING})?$"
    r"|^(?:all|none|both|neither|any|either)(?: of)? (?:them|the others)$"
    r"|^(?:both|neither|the above|none given|none listed|not listed|not given|all that are listed)$"
)
_NUMBER = r"(?:[1-9]|i{1,3}|iv|v|vi)"


@lru_cache(maxsize=8)
def _lists(count: int) -> re.Pattern[str]:
    """Letters of other options, and nothing else in the option: hepatitis A and B may be one, so may 1 or 2 tablets."""
    letter = rf"[a-{chr(ord('a') + count - 1)}]"
    joined = r"(?: (?:and|or|nor|plus|but not|as well as|together with))?"
    after = rf"(?: (?:only|alone|both|together))?(?: (?:is|are)(?: all| both)? {_RIGHT})?"
    first = r"(?:(?:both|either|neither|only|just|all of|not) )"
    names = rf"(?:{_THING} )"
    return re.compile(
        rf"^{first}?{names}?{letter}(?:{joined} {names}?{letter})+{after}$"
        rf"|^(?:{first}{names}?|{first}?{names}){_NUMBER}(?:{joined} {names}?{_NUMBER})+{after}$"
        rf"|^{_NUMBER}(?:{joined} {_NUMBER})+ (?:only|alone)$"
        rf"|^{first}?{names}(?:{letter}|{_NUMBER}){after}$"
        rf"|^{letter} (?:is|are) {_RIGHT}$"
    )


def speaks_of_options(text: str, count: int) -> bool:
    """Whether an option, one of `count`, speaks of others; it falls apart once they are shuffled."""
    words = fold(text.replace("&", " and ").replace("+", " and ")).strip()
    return bool(_PHRASES.search(words) or _lists(count).search(words))
