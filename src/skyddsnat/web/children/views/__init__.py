"""Pages of the child's file."""

from skyddsnat.web.children.views.around import person, person_add, relation_end
from skyddsnat.web.children.views.documents import document, document_pass, document_send, documents
from skyddsnat.web.children.views.file import events, file, people, readers, reveal
from skyddsnat.web.children.views.mine import emergency, mine
from skyddsnat.web.children.views.notes import note, note_add, note_change, note_move
from skyddsnat.web.children.views.releases import release, release_pdf, releases
from skyddsnat.web.children.views.talks import talk, talk_cancel, talk_hold, talk_plan
from skyddsnat.web.children.views.work import assign, assign_end, conflict, handover

__all__ = [
    "assign", "assign_end", "conflict", "document", "document_pass", "document_send", "documents", "emergency",
    "events", "file", "handover", "mine", "note", "note_add", "note_change", "note_move", "people", "person",
    "person_add", "readers", "relation_end", "release", "release_pdf", "releases", "reveal", "talk", "talk_cancel",
    "talk_hold", "talk_plan",
]  # fmt: skip
