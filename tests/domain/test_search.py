"""The rule of a search: what fits, in what order, where the words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediquiz.domain.folding import fold, spans
from mediquiz.domain.near_words import nearest
from mediquiz.domain.search import Instead, SearchIndex, SearchText, parse


def index(*texts: str) -> SearchIndex:
    """Texts of a head and, after a bar, of more."""
    return SearchIndex([SearchText(text, fold(text.split("|")[0]), fold(text)) for text in texts])


def found(query: str, *texts: str) -> list[str]:
    return index(*texts).find(query)[0]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("crohns", "Crohn’s disease"),
        ("Crohn's", "Crohn’s disease"),
        ("Crohn’s", "Crohn's disease"),
        ("crohn", "Crohn’s disease"),
        ("Meniere", "Ménière’s disease"),
        ("MÉNIÈRE", "Meniere's disease"),
        ("mene\u0301trier", "Ménétrier"),
        ("STRASSE", "Straße"),
        ("ÜBER", "über"),
        ("ΜΥΞΑ", "μύξα"),
        ("Œdipus", "oedipus"),
        ("spo2", "SpO₂ is low"),
        ("x-ray", "a chest x‑ray"),
        ("x ray", "a chest X-ray"),
        ("follow–up", "a follow-up"),
        ("98.6", "98.6 °F"),
        ("98.6 °F", "98.6\u00a0°F"),
        ("1,000", "1,000 units"),
        ("148/92", "148/92 mm Hg"),
        ("٩٨", "98 beats"),
        ("100%", "100% of it"),
        ("globin", "hemoglobin"),
        ("blood.draw.0012", "blood.draw.0012"),
        ('"blood pressure"', "Blood  pressure, and more"),
        ("“blood pressure”", "blood pressure"),
        ('"blood pres', "blood pressure"),
        ("blood \\ ? ' pressure", "pressure of blood"),
    ],
)
def test_what_fits(query: str, text: str) -> None:
    assert found(query, text, "something else") == [text]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ('"blood pressure"', "pressure of the blood"),
        ('"lood pressure"', "blood pressure"),
        ('"blood pres"', "blood pressure"),
        ("98.6", "98 to 6"),
        ("1_0", "100"),
        ("blood urine", "blood"),
        ("%", "nothing of it"),
    ],
)
def test_what_does_not_fit(query: str, text: str) -> None:
    assert found(query, text) == []


@pytest.mark.parametrize("query", ["", "  ", "?", '"', "' \\ ()"])
def test_without_a_word_all_fit_in_their_order(query: str) -> None:
    assert found(query, "b", "a") == ["b", "a"]


def test_the_best_fit_stands_first() -> None:
    texts = (
        "of something|pharmacy",
        "of something|arm",
        "pharmacy",
        "army",
        "arm",
    )
    assert found("arm", *texts) == list(reversed(texts))
    pain = ("pain in the chest", "chest and pain", "chest pain")
    assert found("chest pain", *pain) == ["chest pain", "pain in the chest", "chest and pain"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hemmorhage", "hemorrhage"),
        ("diabeties", "diabetes"),
        ("numonia", "pneumonia"),
        ("sphigmomanometor", "sphygmomanometer"),
        ("anemai", "anemia"),
        ("Tourniqet", "tourniquet"),
        ("xray", "x ray"),
    ],
)
def test_typing_errors_find_what_was_meant_and_say_so(typed: str, meant: str) -> None:
    texts = [f"about {word}" for word in ("hemorrhage", "diabetes", "pneumonia", "sphygmomanometer", "anemia")]
    texts += ["about tourniquet", "about X ray"]
    keys, sought = index(*texts).find(typed)
    assert keys == [text for text in texts if text.lower() == f"about {meant}"]
    assert sought.instead == (Instead(typed.casefold(), (meant,)),)
    assert spans(keys[0], sought.needles) == ((6, len(keys[0])),)


@pytest.mark.parametrize("typed", ["hot", "qqqqqqqq", '"hemmorhage"', "h3mmorhage"])
def test_short_foreign_and_quoted_words_are_left_as_typed(typed: str) -> None:
    assert index("hat", "hemorrhage").find(typed) == ([], index().find(typed)[1])


def test_a_word_that_stands_somewhere_is_taken_at_its_word() -> None:
    keys, sought = index("heart", "hearth").find("hearth")
    assert (keys, sought.instead) == (["hearth"], ())
    assert index("heart").find("hearth", notes={"heart": "hearth"})[1].instead == ()


def test_notes_count_and_only_what_is_allowed_is_found() -> None:
    texts = index("one", "two", "three")
    assert texts.find("Vàlves", notes={"two": "ask about VALVES"})[0] == ["two"]
    assert texts.find("t", allowed={"three", "one"})[0] == ["three"]


def test_a_whole_page_pasted_is_only_many_words() -> None:
    text = " ".join(f"word{n}" for n in range(2_000))
    assert found(text, text, "word1") == [text]
    assert len(parse(text)) == 2_000


def test_nearest_takes_the_fewest_errors() -> None:
    assert nearest("anemia", ["anemic", "enema", "anemias"]) == ("anemias", "anemic")
    assert nearest("abcd", ["abdc"]) == ("abdc",)
    assert nearest("abcd", ["badc"]) == ()


@pytest.mark.parametrize(
    ("text", "query", "parts"),
    [
        ("The Ménière’s test", "menieres", ["Ménière’s"]),
        ("A chest X‑ray of the chest", "chest x-ray", ["chest", "X‑ray", "chest"]),
        ("ﬁne", "fin", ["ﬁn"]),
        ("hemoglobin", "hemo globin", ["hemoglobin"]),
        ("Blood – pressure", '"blood pressure"', ["Blood – pressure"]),
        ("aaaa", "aa", ["aaaa"]),
        ("e\u0301tude", "etud", ["e\u0301tud"]),
        ("nothing", "else", []),
    ],
)
def test_hits_are_told_by_their_place_in_the_text(text: str, query: str, parts: list[str]) -> None:
    needles = tuple(form for term in parse(query) for form in term.forms)
    assert [text[start:end] for start, end in spans(text, needles)] == parts


@given(st.text())
def test_folding_is_the_same_with_and_without_places(text: str) -> None:
    """What is found is what is marked: a text is found by each of its own words, and then has a hit."""
    for word in fold(text).split():
        assert spans(text, (f" {word} ",))
    assert fold(fold(text)) == fold(text)


@given(st.text("a1.,- '’", max_size=12))
def test_points_and_commas_stay_in_numbers_alone(text: str) -> None:
    """The quick way for plain letters and the way for all others say the same."""
    assert fold(text + " é") == f"{fold(text).rstrip()} e "
