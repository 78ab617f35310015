"""Somebody asks to read what Hedda wrote while her name is left out: one test of harm is made, and one waits."""

from datetime import datetime

from skyddsnat.demo.cast import Cast
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.safety.following import DAY, HOUR
from skyddsnat.foundation.documents.actions import ask_release, decide_release
from skyddsnat.foundation.documents.queries import documents_of_file
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released

_CHILD, _WORKER, _MANAGER = "Vera", "viktor", "katarina"
_KIND = "preliminary_assessment"


def all_handed_out(cast: Cast) -> list[Story]:
    """Their stories, each to be begun."""
    return [_tested(cast), _waits(cast)]


def _asked(cast: Cast, by: Asker, asked_for: str, at: datetime) -> int:
    file_id = cast.children[_CHILD].file_id
    with cast.stage.place.acting(_WORKER, at) as actor:
        papers = documents_of_file(file_id=file_id, viewer=actor)
        # The first: what was handed out without the name is a document of the file too.
        paper = min((each for each in papers if each.kind == _KIND), key=lambda each: each.id)
        return ask_release(
            document_id=paper.id, asked_by=by, asked_for=asked_for, asked_at=at - HOUR, actor=actor, at=at
        )


def _tested(cast: Cast) -> Story:
    """The mother reads it, with a code where Hedda's name stood."""
    at = cast.ago(64, 13)
    yield at
    asked = _asked(cast, Asker.PARTY, "Mamman vill läsa förhandsbedömningen.", at)
    tested_at = at + DAY
    yield tested_at
    with cast.stage.place.acting(_MANAGER, tested_at) as actor:
        decide_release(
            release_id=asked,
            outcome=Released.WITHOUT_NAMES,
            basis=Basis.PARTY,
            reason="Handläggaren hängs ut på nätet. Namnet har ingen betydelse för vad som bedömdes.",
            actor=actor,
            at=tested_at,
        )


def _waits(cast: Cast) -> Story:
    """Somebody who does not say who asks for the same, and nobody has tested it."""
    at = cast.ago(1, 14)
    yield at
    _asked(cast, Asker.PUBLIC, "Mejl utan namn: hela akten, och vem som skrev vad.", at)
