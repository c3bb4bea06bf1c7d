import pytest

from onrecord.article.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the port was closed for the winter and that it is not safe.", "en"),
        ("Die Ministerin sagte, dass der Hafen für den Winter geschlossen ist und nicht mehr öffnet.", "de"),
        ("La ministre a dit que le port est fermé pour les mois à venir et que les bateaux attendent.", "fr"),
        ("La ministra dijo que el puerto está cerrado para los barcos y que no se abre por ahora.", "es"),
        ("Ministern sade att hamnen är stängd och att det inte finns en plan för våren.", "sv"),
    ],
)
def test_the_commonest_words_tell_the_language(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_too_few_words_tell_nothing() -> None:
    assert guess_language("Orvane 2025 🙂") is None
