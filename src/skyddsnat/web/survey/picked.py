"""Files picked for a box of text: what is in them is put into the box, as if it had been typed there.

So it is kept when something is wrong with it, can be mended on the page, and goes the same way in.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

# A draft of it is saved again and again while one types.
MOST_BYTES = 2 * 1024 * 1024
_FILE = "_file"


def _check_size(file: UploadedFile) -> None:
    if (file.size or 0) > MOST_BYTES:
        raise ValidationError(
            _(
                "Filen är för stor: högst 2 MB. Inget i den är inläst. "
                "Ta bort det som enkäten inte frågar om, och välj den igen."
            )
        )


def file_of_text(label: Any, *, hint: Any = "", is_optional: bool = False) -> forms.FileField:
    """A file for the box of the same name without `_file`; what is in it takes the place of what stands in the box.

    One of the two is needed unless it `is_optional`: then neither is, and both are marked so.
    """
    file = forms.FileField(label=label, help_text=hint, required=False, validators=[_check_size], allow_empty_file=True)
    file.marks_optional = is_optional  # type: ignore[attr-defined]  # read where the label is drawn
    return file


def take_picked(request: HttpRequest) -> MultiValueDict[str, UploadedFile] | None:
    """Put the text of each picked file into its box. Returns the files, for the form to check; None without any."""
    picked = [name for name in request.FILES if name.endswith(_FILE)]
    if not picked:
        return None
    typed = request.POST.copy()
    for name in picked:
        for file in request.FILES.getlist(name):
            if (file.size or 0) <= MOST_BYTES:
                typed[name.removesuffix(_FILE)] = _text(file.read())
    request.POST = typed  # type: ignore[assignment]  # what was typed, with what was picked
    return request.FILES


def _text(content: bytes) -> str:
    """UTF-8, or what spreadsheets in Sweden save. A NUL, which no text has, is shown as what could not be read."""
    try:
        found = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = content.decode("cp1252", errors="replace")
    return found.replace("\0", "\N{REPLACEMENT CHARACTER}")
