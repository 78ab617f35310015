"""Signing in and out."""

import pytest
from tests.journeys.desk import Sits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_caseworker_signs_in_and_out_by_keyboard(sits: Sits, language: str) -> None:
    ida = sits("ida", language=language)
    ida.is_on("Min dag")

    ida.signs_out()
    ida.is_on("Logga in")

    ida.writes("Användarnamn", "ida")
    ida.writes("Lösenord", "fel lösenord")
    ida.presses("Logga in")
    ida.sees("Det blev fel. Kontrollera användarnamn och lösenord och försök igen.")
