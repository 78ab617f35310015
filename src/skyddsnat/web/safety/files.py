"""Files as they came by a form, made into what the domain looks at."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile

from skyddsnat.domains.safety.types.register import MOST_BYTES, NewAttachment


def new_attachments(files: Iterable[UploadedFile]) -> list[NewAttachment]:
    """The files with their bytes. Of one that is too large no more is read than shows that it is."""
    return [NewAttachment(name=each.name or "", content=each.read(MOST_BYTES + 1)) for each in files]
