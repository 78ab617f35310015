"""The real server in a process of its own, and people who sign in to it."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from skyddsnat.jobs.bench.client import HOST
from skyddsnat.jobs.trouble import Trouble

START_SECONDS = 60
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Session:
    """A browser that somebody signed in with: its cookies, and the token that its forms carry."""

    port: int
    cookies: dict[str, str]
    token: str = ""

    @property
    def cookie(self) -> str:
        """The header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """One request. Returns the status and the page, and keeps the cookies and the form's token."""
        connection = HTTPConnection(HOST, self.port, timeout=START_SECONDS)
        body = urlencode({"csrfmiddlewaretoken": self.token} | fields) if fields is not None else None
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        if found := _TOKEN.search(page):
            self.token = found[1]
        connection.close()
        return answer.status, page

    def get(self, path: str) -> str:
        """The request for a page, as it goes over the wire."""
        return f"GET {path} HTTP/1.1\r\nHost: {HOST}:{self.port}\r\nCookie: {self.cookie}\r\n\r\n"

    def post(self, path: str, fields: dict[str, str]) -> str:
        """The request that hands in a form, as it goes over the wire."""
        body = urlencode({"csrfmiddlewaretoken": self.token} | fields)
        return (
            f"POST {path} HTTP/1.1\r\nHost: {HOST}:{self.port}\r\nCookie: {self.cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )


@contextmanager
def serving(processes: int) -> Iterator[int]:
    """The server with so many processes, stopped at the end. Yields its port on this machine alone. Raises Trouble."""
    port = _free_port()
    program = str(Path(sys.executable).with_name("skyddsnat"))
    command = [program, "serve", "--host", HOST, "--port", str(port), "--processes", str(processes)]
    with subprocess.Popen(command, start_new_session=True) as server:
        try:
            _wait_for(server, port)
            yield port
        finally:
            server.terminate()


def sign_in(port: int, username: str, password: str) -> Session:
    """A session of the employee, through the page where everybody signs in. Raises Trouble."""
    session = Session(port, {})
    session.ask("GET", "/login/")
    status, _page = session.ask("POST", "/login/", {"username": username, "password": password})
    if status != 302:
        raise Trouble(f"Nobody can sign in to the server that is measured (it answers {status}): see its log above.")
    return session


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind((HOST, 0))
        port: int = attempt.getsockname()[1]
        return port


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            Session(port, {}).ask("GET", "/login/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise Trouble("The server that is to be measured does not answer: see what it printed above.")
