"""What a file is, told by its bytes: neither its name nor what the browser says of it counts."""

from skyddsnat.domains.safety.rules.reasons import reason, when
from skyddsnat.domains.safety.types.register import MOST_BYTES, MOST_FILES, NewAttachment
from skyddsnat.kernel.verdict import Verdict

_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    *((4, b"ftyp" + brand, "image/heic") for brand in (b"heic", b"heix", b"mif1", b"msf1")),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
)
_TEXT = "text/plain"
# What makes a file another thing as well for whoever opens it as that: an archive is read from its end, and a page or a
# program is looked for anywhere. None of it stands in a picture, a recording or a paper.
_ARCHIVE, _ARCHIVE_WITHIN = b"PK\x05\x06", 65_557
_OTHER_THINGS = (b"<script", b"<html", b"<!doctype", b"<?php", b"this program cannot be run in dos mode")

TOO_LARGE = reason(
    "attachment_too_large",
    "En bifogad fil är större än 10 MB. Välj en mindre, eller lämna den till säkerhetssamordnaren. "
    "Allt du har skrivit är kvar.",
    "An attached file is larger than 10 MB. Choose a smaller one, or hand it to the safety administrator. "
    "Everything you wrote is kept.",
)
TOO_MANY = reason(
    "too_many_attachments",
    "Högst tio filer kan bifogas. Allt du har skrivit är kvar.",
    "At most ten files can be attached. Everything you wrote is kept.",
)
NOT_ALLOWED = reason(
    "attachment_not_allowed",
    "En bifogad fil är varken bild, ljud, film, PDF eller ren text, eller är något annat också. Vad den heter spelar "
    "ingen roll. Ta en bild av det som ska visas i stället. Allt du har skrivit är kvar.",
    "An attached file is neither a picture, sound, film, PDF nor plain text, or is something else as well. What it is "
    "called does not matter. Take a picture of what it shows instead. Everything you wrote is kept.",
)
EMPTY = reason(
    "attachment_empty",
    "En bifogad fil är tom. Välj den igen. Allt du har skrivit är kvar.",
    "An attached file is empty. Choose it again. Everything you wrote is kept.",
)


def media_type_of(content: bytes) -> str | None:
    """The media type that the bytes show, of those that are allowed; None for any other, and for two in one."""
    for offset, sign, media_type in _SIGNS:
        if content[offset : offset + len(sign)] == sign:
            return None if _is_more(content) else media_type
    return _TEXT if _is_text(content) else None


def _is_more(content: bytes) -> bool:
    """Whether the file that begins as one thing is an archive, a page or a program too."""
    small = content.lower()
    return _ARCHIVE in content[-_ARCHIVE_WITHIN:] or any(sign in small for sign in _OTHER_THINGS)


def _is_text(content: bytes) -> bool:
    """Whether it is text that a person may read: no control signs, and no beginning of markup or of a script."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    is_readable = all(sign.isprintable() or sign in "\r\n\t" for sign in text)
    return is_readable and not text.lstrip().startswith(("<", "#!"))


def attaching(files: tuple[NewAttachment, ...], *, already: int = 0) -> Verdict:
    """Whether the files may be kept, `already` of them being there."""
    large = any(len(each.content) > MOST_BYTES for each in files)
    # A file that is too large is not looked into.
    strange = any(media_type_of(each.content) is None for each in files if 0 < len(each.content) <= MOST_BYTES)
    return Verdict.of(
        when(large, TOO_LARGE),
        when(strange, NOT_ALLOWED),
        when(any(not each.content for each in files), EMPTY),
        when(len(files) + already > MOST_FILES, TOO_MANY),
    )
