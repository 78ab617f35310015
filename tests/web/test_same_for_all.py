"""What is drawn once for everybody can hold nothing of anybody."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

HEAD = "{% load i18n components %}"


def test_what_one_page_knows_is_not_there_for_the_next() -> None:
    page = Template(HEAD + "{% same_for_all %}{% if child %}Alma{% else %}nobody{% endif %}{% endsame_for_all %}")
    drawn = [page.render(Context({"child": "Alma"})), page.render(Context())]
    assert drawn == ["nobody", "nobody"]


@pytest.mark.parametrize("text", ["{{ child }}", "{% if 1 %}{{ child.name }}{% endif %}"])
def test_a_variable_in_it_is_an_error_at_once(text: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="holds no variable"):
        Template(HEAD + "{% same_for_all %}" + text + "{% endsame_for_all %}")


def test_each_language_has_its_own() -> None:
    page = Template(HEAD + '{% same_for_all %}{% translate "Hoppa till innehållet" %}{% endsame_for_all %}')
    drawn = []
    for language in ("sv", "en", "sv"):
        with translation.override(language):
            drawn.append(page.render(Context()))
    assert drawn == ["Hoppa till innehållet", "Skip to the content", "Hoppa till innehållet"]
