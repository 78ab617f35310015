"""Texts are found where they are written, and no English is missing unnoticed."""

from pathlib import Path

import pytest

from skyddsnat.jobs import translations

TEMPLATE = """{% load i18n %}
  <h1>{% translate "Min dag" %}</h1>
    {% translate "Barn" context "rubrik" %}
 {% blocktranslate count n=n %}{{ n }} barn{% plural %}{{ n }} barnen{% endblocktranslate %}
<p title="{{ _("Skydd") }}">Inte en text</p>
"""


@pytest.fixture
def app(tmp_path: Path) -> Path:
    app = tmp_path / "web"
    (app / "locale" / "en").mkdir(parents=True)
    (app / "templates").mkdir()
    (app / "templates" / "page.html").write_text(TEMPLATE)
    (app / "views.py").write_text('from x import gettext_lazy as _\n\nTITLE = _("Anmälan")\n')
    return app


def ids(app: Path) -> set[object]:
    return {message.id for message in translations.found_in(app) if message.id}


def test_texts_are_found_in_python_and_templates(app: Path) -> None:
    assert ids(app) == {"Min dag", "Barn", ("%(n)s barn", "%(n)s barnen"), "Skydd", "Anmälan"}


def test_an_app_inside_an_app_keeps_its_own_texts(app: Path) -> None:
    inner = app / "intake"
    (inner / "locale" / "en").mkdir(parents=True)
    (inner / "forms.py").write_text('_("Bedöm skydd")\n')
    assert ids(inner) == {"Bedöm skydd"}
    assert "Bedöm skydd" not in ids(app)


def test_a_missing_translation_is_a_fault_until_it_is_there(app: Path) -> None:
    assert len(list(translations.faults_of(app))) == 5
    translations.extract_app(app)
    path = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    assert all("not translated" in fault for fault in translations.faults_of(app))
    path.write_text(path.read_text().replace('msgid "Min dag"\nmsgstr ""', 'msgid "Min dag"\nmsgstr "My day"'))
    assert not any("Min dag" in fault for fault in translations.faults_of(app))


def test_extracting_again_keeps_translations_and_changes_nothing(app: Path) -> None:
    translations.extract_app(app)
    path = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.write_text(path.read_text().replace('msgid "Min dag"\nmsgstr ""', 'msgid "Min dag"\nmsgstr "My day"'))
    translations.extract_app(app)
    before = path.read_text()
    translations.extract_app(app)
    assert 'msgstr "My day"' in before
    assert path.read_text() == before


def translate(path: Path, swedish: str, english: str) -> None:
    text = path.read_text()
    assert f'msgid "{swedish}"\nmsgstr ""' in text
    path.write_text(text.replace(f'msgid "{swedish}"\nmsgstr ""', f'msgid "{swedish}"\nmsgstr "{english}"'))


def test_one_text_in_two_apps_is_translated_in_one_way_unless_a_context_tells_them_apart(tmp_path: Path) -> None:
    """Django lays the catalogues together: the page of rules said "Extension: Nobody"."""
    apps = [tmp_path / "rules", tmp_path / "board"]
    for app in apps:
        (app / "locale" / "en").mkdir(parents=True)
        (app / "views.py").write_text('_("Ingen")\n')
        translations.extract_app(app)
    rules, board = (app / "locale" / "en" / "LC_MESSAGES" / "django.po" for app in apps)

    translate(rules, "Ingen", "None")
    translate(board, "Ingen", "Nobody")
    (quarrel,) = translations.quarrels(apps)
    assert quarrel.startswith("'Ingen' is 'None' in rules, 'Nobody' in board")

    (apps[0] / "views.py").write_text('pgettext("tid", "Ingen")\n')
    translations.extract_app(apps[0])
    translate(rules, "Ingen", "None")
    assert list(translations.quarrels(apps)) == []


def test_the_apps_agree_on_every_text() -> None:
    assert list(translations.quarrels(translations.apps())) == []
