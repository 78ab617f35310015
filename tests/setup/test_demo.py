"""The demo as a newcomer meets it: one command, a page, Ctrl-C, and the same data the next time."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from skyddsnat.demo.logins import LOGINS
from skyddsnat.jobs import cluster
from skyddsnat.jobs.demo_place import DemoPlace

# Generous: the aim is a minute on an idle machine, and this one runs other tests at the same time.
FIRST_START_SECONDS = 600
LATER_START_SECONDS = 180
STOP_SECONDS = 120

# Below the ports that the system hands out to whoever asks for any: another test could get one of those between now
# and the demo's first page.
PORTS = range(20_000, 30_000)

DEMO = [sys.executable, "-c", "import sys; from skyddsnat.jobs.command import main; sys.exit(main())", "demo"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoPlace]:
    folder = tmp_path_factory.mktemp("demo")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    place = DemoPlace(folder / "var")
    yield place
    place.reset()


@contextmanager
def running(place: DemoPlace, *, seconds: float) -> Iterator["subprocess.Popen[bytes]"]:
    """The demo on a free port, from its start until Ctrl-C. Yields it when the first page has come."""
    port = free_port()
    # The demo chooses its settings itself, whatever this process uses.
    kept = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    command = [*DEMO, "--data-dir", str(place.folder), "--port", str(port), "--no-browser"]
    with printed_by(place).open("wb") as out:
        demo = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=kept)
    try:
        wait_for_page(f"http://127.0.0.1:{port}/", place, demo, seconds)
        yield demo
    finally:
        demo.send_signal(signal.SIGINT)
        try:
            demo.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            demo.kill()
            demo.wait(STOP_SECONDS)


def free_port() -> int:
    """A port that nobody listens on; where to begin to look differs between runs on one machine."""
    start = os.getpid() % len(PORTS)
    for port in (*PORTS[start:], *PORTS[:start]):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("every port is in use")


def printed_by(place: DemoPlace) -> Path:
    return place.folder.with_name("printed.txt")


def wait_for_page(address: str, place: DemoPlace, demo: "subprocess.Popen[bytes]", seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if demo.poll() is not None:
            pytest.fail(f"The demo ended: {printed_by(place).read_text()}")
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, TimeoutError) as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()
                raise
            time.sleep(0.2)
    pytest.fail(f"No page within {seconds} seconds: {printed_by(place).read_text()}")


def a_letter(demo: "subprocess.Popen[bytes]") -> bytes:
    """The letters of a proposal as they would be sent, as its caseworker sees them before it is decided."""
    words = [str(word) for word in demo.args]  # type: ignore[union-attr]
    address = f"http://127.0.0.1:{words[words.index('--port') + 1]}"
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def read(path: str, **fields: str) -> bytes:
        token = {"csrfmiddlewaretoken": next((each.value or "" for each in jar if each.name == "csrftoken"), "")}
        data = urllib.parse.urlencode(fields | token).encode() if fields else None
        with browser.open(urllib.request.Request(address + path, data), timeout=LATER_START_SECONDS) as answer:
            return bytes(answer.read())

    read("/login/")
    login = next(each for each in LOGINS if each.username == "katarina")
    read("/login/", username=login.username, password=login.password)
    proposal = re.search(r"/decisions/proposal/\d+/", read("/decisions/waiting/").decode())
    assert proposal is not None
    return read(f"{proposal.group()}letters/")


def test_one_command_leads_to_a_page_and_one_login_for_each_role(place: DemoPlace) -> None:
    with running(place, seconds=FIRST_START_SECONDS) as demo:
        assert place.is_filled
        assert a_letter(demo).startswith(b"%PDF"), "the server makes PDFs, though so did what filled the municipality"
    printed = printed_by(place).read_text()
    assert "http://127.0.0.1:" in printed
    assert "Handläggare" in printed
    assert demo.returncode == 0
    assert not cluster.is_running(cluster.place(place.postgres))


def test_the_next_start_keeps_the_data_and_makes_nothing_anew(place: DemoPlace) -> None:
    if not place.is_filled:
        with running(place, seconds=FIRST_START_SECONDS):
            pass
    made = (place.folder / "filled").stat().st_mtime_ns
    with running(place, seconds=LATER_START_SECONDS):
        assert (place.folder / "filled").stat().st_mtime_ns == made
