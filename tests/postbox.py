"""A real mail server on a free port of this machine, which keeps what it takes and refuses whom it is told to."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Postbox:
    """What the server has taken, and whom it refuses, with which answer."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Message]] = []
        self.refuses: set[str] = set()
        self.answer = "550 nobody here"
        # Lets the server go away; set by `listening`.
        self.stop: Callable[[], None] = lambda: None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address in self.refuses:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.taken.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content, policy=default)))
        return "250 OK"

    def to(self) -> list[str]:
        """To whom, in the order they came; and the box is emptied."""
        found = [address.partition("@")[0] for address, _ in self.taken]
        self.taken.clear()
        return found


@contextmanager
def listening(settings: Any, *, tls: ssl.SSLContext | None = None) -> Iterator[Postbox]:
    """The server while the block runs, named by the settings. With `tls` it takes no mail before STARTTLS."""
    box = Postbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port, tls_context=tls, require_starttls=tls is not None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10
    settings.ONCALL_ADDRESS = "https://skyddsnat.example"
    server.start()
    with ExitStack() as running:
        running.callback(server.stop)
        box.stop = running.close
        yield box
