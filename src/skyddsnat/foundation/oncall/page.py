"""The extract as one file: a page that opens itself in any browser, with nothing beside it.

The page may run its own script and no other, and reach the one address where openings are told (its own
Content-Security-Policy, by digest).
"""

import base64
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from skyddsnat.foundation.oncall.sealing import NotOurs, Verified, verified

FILES = "jourutdrag-*.html"
_READER = Path(__file__).parent / "reader"
_OPEN, _CLOSE = '<script type="text/plain" id="sealed">', "</script>"


def file_name(day: date) -> str:
    """What the extract of a day is called: nothing but the date."""
    return FILES.replace("*", day.isoformat())


def frame(address: str) -> str:
    """The page without a seal in it. `address`: where openings are told; empty: nowhere."""
    style, script = _part("css"), _part("js")
    there = urlsplit(address)
    reached = f"{there.scheme}://{there.netloc}" if address else "'none'"
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            f"connect-src {reached}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    page = _part("html").replace("[[policy]]", policy).replace("[[style]]", style)
    return page.replace("[[script]]", script)


def frame_digest(page: str) -> str:
    """What the seal says of the page around it."""
    return sha256(page.encode()).hexdigest()


def with_seal(page: str, seal: str) -> str:
    """The page with the seal in its place."""
    return page.replace(_OPEN + _CLOSE, _OPEN + seal + _CLOSE)


def read_page(text: str) -> Verified:
    """What an extract says of itself, if neither its seal nor the page around it was changed. Raises `NotOurs`."""
    before, found, rest = text.partition(_OPEN)
    seal, closed, after = rest.partition(_CLOSE)
    if not (found and closed):
        raise NotOurs("The file is no on-call extract.")
    read = verified(seal)
    if frame_digest(before + _OPEN + _CLOSE + after) != read.head.frame:
        raise NotOurs("The page around the seal was changed: this is not the file that was made.")
    return read


def _part(kind: str) -> str:
    return (_READER / f"reader.{kind}").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()
