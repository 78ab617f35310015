"""The demo's folder: held by one, reset without touching what is not the demo's."""

import os
import socket
import stat
from pathlib import Path

import pytest
from django.conf import settings

from skyddsnat.jobs import demo_place
from skyddsnat.jobs.demo_place import DemoPlace
from skyddsnat.jobs.serve_command import check_port
from skyddsnat.jobs.trouble import Trouble


@pytest.fixture
def place(tmp_path: Path) -> DemoPlace:
    place = DemoPlace(tmp_path / "var")
    place.prepare()
    return place


def test_two_processes_never_share_a_folder(place: DemoPlace) -> None:
    with place.held() as first, place.held() as second:
        assert (first, second) == (True, False)
    with place.held() as again:
        assert again


def test_a_reset_takes_only_what_the_demo_made(place: DemoPlace) -> None:
    (place.folder / "letter.txt").write_text("mine")
    place.mark_filled()
    key = place.secret_key()
    place.reset()
    assert not place.is_filled
    assert place.secret_key() != key
    assert (place.folder / "letter.txt").read_text() == "mine"


def test_the_key_is_kept_and_for_its_owner_alone(place: DemoPlace) -> None:
    assert place.secret_key() == place.secret_key() != settings.SECRET_KEY
    assert stat.S_IMODE((place.folder / "secret_key").stat().st_mode) == 0o600


def test_nobody_else_looks_into_the_folder(place: DemoPlace) -> None:
    # Root's server runs as another account, which passes through but cannot list.
    assert stat.S_IMODE(place.folder.stat().st_mode) == (0o711 if os.geteuid() == 0 else 0o700)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="choose another with --data-dir"):
        DemoPlace(tmp_path / "file" / "var").prepare()


def test_too_little_space_is_told_before_anything_is_made(place: DemoPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_place, "NEEDED_MEGABYTES", 10**9)
    with pytest.raises(Trouble, match="free some space, or choose another with --data-dir"):
        place.prepare()


def test_a_port_in_use_is_one_sentence_with_the_cure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Trouble, match=rf"Port {port} on 127.0.0.1 cannot be used .*choose another with --port"):
            check_port("127.0.0.1", port)


def test_a_port_that_does_not_exist_is_one_sentence() -> None:
    with pytest.raises(Trouble, match="There is no port 70000"):
        check_port("127.0.0.1", 70000)
