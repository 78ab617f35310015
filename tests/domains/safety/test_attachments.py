"""What a file is, told by its bytes: neither by its name, nor by its beginning alone."""

import io
import zipfile

import pytest

from skyddsnat.domains.safety.rules.attachments import attaching, media_type_of
from skyddsnat.domains.safety.types.register import MOST_BYTES, MOST_FILES, NewAttachment

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256))
GIF = b"GIF89a" + bytes(40)
PDF = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog>>\nendobj\n%%EOF"
PROGRAM = b"MZ\x90\x00" + bytes(60) + b"!This program cannot be run in DOS mode.\r\r\n$"


def archive() -> bytes:
    """A small archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("a.class", "x" * 40)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (JPEG, "image/jpeg"),
        (JPEG + b"\xff\xd9" + b"\x00\x00\x00\x18ftypmp42" + bytes(90), "image/jpeg"),  # a phone's moving picture
        (GIF, "image/gif"),
        (PDF, "application/pdf"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "image/heic"),
        (b"\x00\x00\x00\x18ftypmif1" + bytes(20), "image/heic"),
        (b"\x00\x00\x00\x18ftypavif" + bytes(20), "image/avif"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(20), "video/mp4"),
        ("Jag vet var du bor.\r\nÅke".encode(), "text/plain"),
    ],
)
def test_what_a_phone_and_a_computer_hand_over_is_known(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    "content",
    [
        PROGRAM,
        JPEG + PROGRAM,
        JPEG + archive(),
        PDF + archive(),
        GIF[:6] + b"/*" + bytes(20) + b"*/=1;<SCRIPT>alert(1)</SCRIPT>",
        JPEG + b"<?php echo 1; ?>",
        b"%PDF-1.4\n<!DOCTYPE html><html></html>",
        archive(),
        b"\x7fELF" + bytes(60),
        b"<svg onload=alert(1)>",
        b"#!/bin/sh\necho",
    ],
)
def test_a_program_an_archive_and_two_things_in_one_are_refused(content: bytes) -> None:
    assert media_type_of(content) is None
    assert attaching((NewAttachment("bild.jpg", content),)).codes == ("safety.attachment_not_allowed",)


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ((b"",), ("safety.attachment_empty",)),
        ((JPEG + bytes(MOST_BYTES),), ("safety.attachment_too_large",)),
        ((PROGRAM + bytes(MOST_BYTES),), ("safety.attachment_too_large",)),
        ((JPEG,) * (MOST_FILES + 1), ("safety.too_many_attachments",)),
        (
            (b"", PROGRAM, JPEG + bytes(MOST_BYTES)),
            ("safety.attachment_too_large", "safety.attachment_not_allowed", "safety.attachment_empty"),
        ),
    ],
)
def test_every_fault_is_told_at_once(files: tuple[bytes, ...], codes: tuple[str, ...]) -> None:
    assert attaching(tuple(NewAttachment("a", each) for each in files)).codes == codes
