"""`skyddsnat oncall`: the night's file, the signing key, and whether a file is as it was made."""

import argparse
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.factories import oncall
from tests.factories.staff import Office, make_office

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.oncall.models import Extract
from skyddsnat.foundation.oncall.page import file_name
from skyddsnat.jobs import oncall_command
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def office(now: datetime) -> Office:
    office = make_office(at=now - 9 * DAY)
    oncall.recipient(office, "ida", at=now - 8 * DAY)
    return office


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.ONCALL_FOLDER, settings.ONCALL_KEY = str(tmp_path / "jour"), str(tmp_path / "key")
    return tmp_path / "jour"


def command(*words: str) -> int:
    parser = argparse.ArgumentParser()
    oncall_command.add_arguments(parser)
    return oncall_command.run(parser.parse_args(words))


def test_the_nights_file_is_named_by_its_date_and_not_for_everybody(
    office: Office, folder: Path, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("export") == 0
    (made,) = folder.iterdir()
    assert made.name == file_name(local_date(now))
    assert made.stat().st_mode & 0o777 == 0o640
    assert office.viewer("ida", now).service_code in capsys.readouterr().out
    assert command("export", "--hours", "12") == 0
    assert list(folder.iterdir()) == [made]
    assert command("verify", str(made)) == 0


def test_expired_files_are_deleted_and_what_is_not_ours_is_left(
    office: Office, folder: Path, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    old, running, strange = (folder / f"jourutdrag-2026-01-0{day}.html" for day in (1, 2, 3))
    old.write_text(oncall.export(at=now - 3 * DAY).page)
    running.write_text(oncall.export(at=now - DAY).page)
    strange.write_text("<p>Hej</p>")
    assert command("export") == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [running.name, strange.name, file_name(local_date(now))]
    )
    assert f"{strange} is left" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_an_extract_that_was_never_made(office: Office, folder: Path) -> None:
    folder.mkdir()
    (folder / f"{file_name(local_date(timezone.now()))}.new").mkdir()
    with pytest.raises(Trouble, match="cannot be written"):
        command("export")
    with seeing(oncall_command.NIGHT):
        assert not Extract.objects.exists()


def test_the_key_is_made_once_for_its_owner_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = folder.with_name("key")
    assert command("key") == 0
    assert key.stat().st_mode & 0o777 == 0o600
    first = capsys.readouterr().out
    assert command("key") == 0
    assert capsys.readouterr().out == first


def test_a_key_that_others_can_read_is_not_used(office: Office, folder: Path) -> None:
    command("key")
    folder.with_name("key").chmod(0o644)
    with pytest.raises(Trouble, match="read by others"):
        command("export")


@pytest.mark.parametrize("content", ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_key_is_not_used(office: Office, folder: Path, content: str) -> None:
    key = folder.with_name("key")
    key.touch(mode=0o600)
    key.write_text(content)
    with pytest.raises(Trouble, match="no signing key"):
        command("export")


@pytest.mark.parametrize("name", ["ONCALL_FOLDER", "ONCALL_KEY"])
def test_a_setting_that_is_missing_is_named(office: Office, folder: Path, settings: Any, name: str) -> None:
    setattr(settings, name, "")
    with pytest.raises(Trouble, match=f"Set {name}"):
        command("export")


@pytest.mark.parametrize("hours", ["0", "-5", "1000"])
def test_an_extract_lives_for_days_at_the_most(office: Office, folder: Path, hours: str) -> None:
    with pytest.raises(Trouble, match="opens for 1 to"):
        command("export", "--hours", hours)


def test_without_recipients_somebody_is_told(folder: Path) -> None:
    with pytest.raises(Trouble, match="No recipient has made her key"):
        command("export")


def test_verifying_refuses_what_was_changed_what_another_signed_and_what_has_expired(
    office: Office, folder: Path, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    command("export")
    (made,) = folder.iterdir()
    text = made.read_text()

    made.write_text(text.replace("Öppnar …", "Öppnar..."))
    assert command("verify", str(made)) == 1
    assert "The page around the seal was changed" in capsys.readouterr().err

    made.write_text(oncall.export(at=now).page)
    assert command("verify", str(made)) == 1
    assert "another key" in capsys.readouterr().err

    made.write_text(oncall.export(at=now - 3 * DAY).page)
    by_hand = oncall.export(at=now).made.fingerprint
    assert command("verify", str(made), "--fingerprint", by_hand.upper()) == 1
    assert "It has expired" in capsys.readouterr().err


def test_verifying_without_the_key_says_what_to_compare(
    office: Office, folder: Path, now: datetime, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    command("export")
    (made,) = folder.iterdir()
    settings.ONCALL_KEY = ""
    capsys.readouterr()
    assert command("verify", str(made)) == 0
    assert "compare it with the one that you know" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_trouble(folder: Path) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        command("verify", str(folder / "none.html"))
