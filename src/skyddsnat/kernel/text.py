"""A short text in the two languages of the product, for the layers that know no translation catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in Swedish and English; Swedish is the original."""

    sv: str
    en: str

    def in_language(self, code: str) -> str:
        """The text in `code` ("sv", "en", "en-gb"); any language we do not have gets Swedish."""
        return self.en if code.lower().split("-")[0] == "en" else self.sv

    def __str__(self) -> str:
        return self.sv
