"""What must be true of the data every morning (lesson 3): each check is a query with a name.

The system itself is a suspect: a closed file with an investigation inside it, a protection mark that does not show, a
note that was saved and cannot be read. A check names faulty rows by model and id and nothing that stands in them.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connections
from django.db.models import Model

from skyddsnat.foundation.audit.types import Retention

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Check:
    """`says` is what is true when nothing is wrong; `seen` counts the rows looked at, `faulty` names those at fault."""

    name: str
    says: str
    seen: str
    faulty: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check came out: rows looked at, faulty rows, and the first of them by name."""

    check: Check
    seen: int
    faulty: int
    named: tuple[str, ...]


# Care, continued custody or sheltered accommodation, that holds; `m` is the measure.
_HOLDS = """({0} <> 'prepared' AND (m.track = 'continued' OR {0} <> 'applied') AND {0} NOT IN (
    'ended', 'follow_up', 'followed_up', 'continued', 'ended_early', 'ended_by_court', 'rejected', 'withdrawn',
    'expired', 'lapsed'
))"""

CHECKS = (
    Check(
        "notes.readable",
        "every note that was saved can be read, letter by letter",
        "SELECT count(*) FROM journal_note",
        "SELECT 'journal.note:' || id FROM journal_note "
        "WHERE checksum IS DISTINCT FROM encode(sha256(convert_to(text, 'UTF8')), 'hex')",
    ),
    Check(
        "documents.readable",
        "every document that was kept can be read, byte by byte",
        "SELECT count(*) FROM documents_document",
        "SELECT 'documents.document:' || id FROM documents_document "
        "WHERE sha256 IS DISTINCT FROM encode(sha256(content), 'hex')",
    ),
    Check(
        "reports.step",
        "how far a report has come is what its last step says",
        "SELECT count(*) FROM intake_reportchild",
        """
        SELECT 'intake.report_child:' || c.id FROM intake_reportchild c
        LEFT JOIN LATERAL (
            SELECT s.after FROM intake_stepchange s WHERE s.report_child_id = c.id ORDER BY s.at DESC, s.id DESC LIMIT 1
        ) latest ON true
        WHERE c.step IS DISTINCT FROM coalesce(latest.after, 'received')
        """,
    ),
    Check(
        "reports.same_file",
        "what follows from a report lies in the file of its child",
        "SELECT count(*) FROM intake_reportchild",
        """
        SELECT 'intake.report_child:' || c.id FROM intake_reportchild c WHERE EXISTS (
            SELECT 1 FROM intake_protectionassessment p WHERE p.report_child_id = c.id AND p.file_id <> c.file_id
        ) OR EXISTS (
            SELECT 1 FROM intake_preliminaryassessment p WHERE p.report_child_id = c.id AND p.file_id <> c.file_id
        ) OR EXISTS (SELECT 1 FROM people_person p WHERE p.id = c.child_id AND p.file_id <> c.file_id)
        """,
    ),
    Check(
        "files.responsible",
        "a file's responsible caseworker and deputy are those of its running assignments, and no one else",
        "SELECT count(*) FROM access_file",
        """
        SELECT 'access.file:' || f.id FROM access_file f
        LEFT JOIN access_assignment r ON r.file_id = f.id AND r.part = 'responsible' AND r.ends_at IS NULL
        LEFT JOIN access_assignment d ON d.file_id = f.id AND d.part = 'deputy' AND d.ends_at IS NULL
        WHERE f.responsible_id IS DISTINCT FROM r.employee_id OR f.deputy_id IS DISTINCT FROM d.employee_id
        """,
    ),
    Check(
        "files.assigned",
        "a file that somebody works on is closed to intake at large",
        "SELECT count(*) FROM access_file",
        "SELECT 'access.file:' || f.id FROM access_file f WHERE NOT f.is_assigned AND EXISTS "
        "(SELECT 1 FROM access_assignment a WHERE a.file_id = f.id AND a.ends_at IS NULL)",
    ),
    Check(
        "files.open_while_running",
        "nothing runs in a closed file: no report, investigation, proposal, compulsory case or clock (lesson 12)",
        "SELECT count(*) FROM access_file WHERE closed_at IS NOT NULL",
        """
        SELECT 'access.file:' || f.id FROM access_file f WHERE f.closed_at IS NOT NULL AND (
            EXISTS (SELECT 1 FROM intake_reportchild c WHERE c.file_id = f.id AND c.decided_at IS NULL)
            OR EXISTS (SELECT 1 FROM investigations_investigation i WHERE i.file_id = f.id AND i.closed_at IS NULL)
            OR EXISTS (SELECT 1 FROM decisions_proposal p WHERE p.file_id = f.id AND p.state = 'proposed')
            OR EXISTS (SELECT 1 FROM compulsory_case c WHERE c.file_id = f.id AND c.closed_at IS NULL)
            OR EXISTS (SELECT 1 FROM deadlines_deadline d
                       WHERE d.file_id = f.id AND d.met_at IS NULL AND d.ended_at IS NULL)
        )
        """,
    ),
    Check(
        "files.protected",
        "a file in which somebody is protected is marked as protected",
        "SELECT count(*) FROM access_file",
        """
        SELECT 'access.file:' || f.id FROM access_file f WHERE NOT f.is_protected AND (
            EXISTS (SELECT 1 FROM people_person p
                    WHERE p.file_id = f.id AND p.is_subject AND p.protection <> 'none')
            OR EXISTS (SELECT 1 FROM people_relation r JOIN people_person p ON p.id = r.other_id
                       WHERE r.file_id = f.id AND r.ends_on IS NULL AND p.protection <> 'none')
        )
        """,
    ),
    Check(
        "files.one_child",
        "a file that holds anything is about one child",
        "SELECT count(*) FROM access_file",
        """
        SELECT 'access.file:' || f.id FROM access_file f
        WHERE EXISTS (SELECT 1 FROM intake_reportchild c WHERE c.file_id = f.id)
        AND 1 <> (SELECT count(*) FROM people_person p WHERE p.file_id = f.id AND p.is_subject)
        """,
    ),
    Check(
        "investigations.clock",
        "an investigation runs exactly as long as its clock",
        "SELECT count(*) FROM investigations_investigation",
        """
        SELECT 'investigations.investigation:' || i.id FROM investigations_investigation i
        WHERE (i.closed_at IS NULL) <> EXISTS (
            SELECT 1 FROM deadlines_deadline d WHERE d.subject = 'investigations.investigation:' || i.id
            AND d.rule = 'sol.investigation' AND d.met_at IS NULL AND d.ended_at IS NULL
        )
        """,
    ),
    Check(
        "investigations.signed",
        "a closed investigation is a signed and locked text (lesson 6)",
        "SELECT count(*) FROM investigations_investigation WHERE closed_at IS NOT NULL",
        """
        SELECT 'investigations.investigation:' || i.id FROM investigations_investigation i
        LEFT JOIN documents_document d ON d.id = i.document_id
        WHERE i.closed_at IS NOT NULL AND (d.signed_at IS NULL OR d.locked_at IS NULL OR d.file_id <> i.file_id)
        """,
    ),
    Check(
        "decisions.state",
        "a proposal is decided when there is a decision on it, and only then",
        "SELECT count(*) FROM decisions_proposal",
        """
        SELECT 'decisions.proposal:' || p.id FROM decisions_proposal p
        WHERE (p.state = 'decided') <> EXISTS (SELECT 1 FROM decisions_decision d WHERE d.proposal_id = p.id)
        """,
    ),
    Check(
        "decisions.same_file",
        "a decision, its consents and its letters lie in the file of the proposal",
        "SELECT count(*) FROM decisions_decision",
        """
        SELECT 'decisions.decision:' || d.id FROM decisions_decision d
        JOIN decisions_proposal p ON p.id = d.proposal_id
        WHERE d.file_id <> p.file_id
        OR EXISTS (SELECT 1 FROM decisions_consent c WHERE c.proposal_id = p.id AND c.file_id <> p.file_id)
        OR EXISTS (SELECT 1 FROM decisions_delivery v WHERE v.decision_id = d.id AND v.file_id <> p.file_id)
        OR EXISTS (SELECT 1 FROM documents_document l
                   WHERE l.id IN (d.internal_document_id, d.child_letter_id) AND l.file_id <> p.file_id)
        """,
    ),
    Check(
        "measures.state",
        "a compulsory measure stands where its last step left it",
        "SELECT count(*) FROM compulsory_measure",
        """
        SELECT 'compulsory.measure:' || m.id FROM compulsory_measure m
        WHERE m.state IS DISTINCT FROM coalesce(
            (SELECT s.to_state FROM compulsory_step s WHERE s.measure_id = m.id ORDER BY s.id DESC LIMIT 1), 'prepared'
        )
        """,
    ),
    Check(
        "measures.midnight",
        "a measure that time can end has a running clock that ends it then, and what has ended has no running review",
        "SELECT count(*) FROM compulsory_measure",
        """
        SELECT 'compulsory.measure:' || m.id FROM compulsory_measure m
        WHERE m.ended_at IS NULL AND m.lapses_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM deadlines_deadline d
            WHERE d.subject = 'compulsory.measure:' || m.id AND d.met_at IS NULL AND d.ended_at IS NULL
            AND (m.lapses_at AT TIME ZONE 'Europe/Stockholm')::date - 1 BETWEEN d.plan_on AND
                greatest(d.extended_on, d.prolonged_to, d.other_due_on + 6)
        ) OR m.ended_at IS NOT NULL AND m.state <> 'follow_up' AND EXISTS (
            SELECT 1 FROM deadlines_deadline d
            WHERE d.subject = 'compulsory.measure:' || m.id AND d.met_at IS NULL AND d.ended_at IS NULL
        )
        """,
    ),
    Check(
        "measures.same_file",
        "a measure, its steps, places and papers lie in the file of its case",
        "SELECT count(*) FROM compulsory_measure",
        """
        SELECT 'compulsory.measure:' || m.id FROM compulsory_measure m JOIN compulsory_case c ON c.id = m.case_id
        WHERE m.file_id <> c.file_id
        OR EXISTS (SELECT 1 FROM compulsory_careplace p WHERE p.measure_id = m.id AND p.file_id <> m.file_id)
        OR EXISTS (SELECT 1 FROM compulsory_step s
                   LEFT JOIN documents_document d ON d.id IN (s.document_id, s.receipt_id)
                   WHERE s.measure_id = m.id AND (s.file_id <> m.file_id OR d.file_id <> m.file_id))
        """,
    ),
    Check(
        "measures.told_intake",
        "intake knows until when a child was in care, or will be as things stand (lesson 13)",
        "SELECT count(*) FROM compulsory_measure",
        f"""
        SELECT 'access.file:' || m.file_id FROM compulsory_measure m LEFT JOIN intake_earliercare e USING (file_id)
        WHERE m.track = 'continued' OR m.track IN ('care', 'shelter') AND (m.care_began_at IS NOT NULL OR EXISTS (
            SELECT 1 FROM compulsory_step s
            WHERE s.measure_id = m.id AND s.act IN ('execute', 'begin', 'place', 'order_begun')
        ))
        GROUP BY m.file_id, e.id, e.until HAVING e.id IS NULL OR e.until IS DISTINCT FROM CASE
            WHEN bool_or({_HOLDS.format("m.state")} AND m.lapses_at IS NULL) THEN NULL
            ELSE max(CASE WHEN {_HOLDS.format("m.state")} THEN m.lapses_at ELSE (
                SELECT max(s.happened_at) FROM compulsory_step s
                WHERE s.measure_id = m.id AND {_HOLDS.format("s.from_state")} AND NOT {_HOLDS.format("s.to_state")}
            ) END)
        END
        """,  # nosec B608 - words of our own
    ),
    Check(
        "decisions.names_left_out",
        "what left the names out of its notice leaves them out of every later letter too (FL 33 §)",
        "SELECT count(*) FROM decisions_decision",
        "SELECT 'decisions.decision:' || d.id FROM decisions_decision d WHERE d.hides_name AND NOT EXISTS "
        "(SELECT 1 FROM staff_nameprotection p WHERE p.subject = 'decisions.proposal:' || d.proposal_id)",
    ),
    Check(
        "surveys.answers",
        "of each wave as many answers are kept as were handed in",
        "SELECT count(*) FROM survey_wave WHERE kind <> 'published' AND state <> 'draft'",
        """
        SELECT 'survey.wave:' || w.id FROM survey_wave w WHERE w.kind <> 'published' AND w.state <> 'draft' AND CASE
            WHEN w.state = 'closed' THEN w.answered
            ELSE (SELECT count(*) FROM survey_invitation i WHERE i.wave_id = w.id AND i.answered)
        END IS DISTINCT FROM (
            (SELECT count(*) FROM answers.urn u WHERE u.wave = w.id)
            + (SELECT count(*) FROM answers.response r WHERE r.wave = w.id)
        )
        """,
    ),
    Check(
        "walls.up",
        "row-level security and the triggers that log, lock and seal are on",
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
        """
        SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relrowsecurity
        AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)
        UNION ALL
        SELECT t.tgrelid::regclass || '.' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgenabled <> 'O'
        """,
    ),
)


def run_check(check: Check, *, using: str = "owner") -> Outcome:
    """Ask one question of the data, as the owner, who sees all of it."""
    with connections[using].cursor() as cursor:
        cursor.execute(check.seen)
        ((seen,),) = cursor.fetchall()
        cursor.execute(check.faulty)
        named = sorted(str(name) for (name,) in cursor.fetchall())
    return Outcome(check, seen, len(named), tuple(named[:SHOWN]))


def counts_of_kept(*, using: str = "owner") -> dict[str, int]:
    """How many rows there are of everything that is kept and that the running role may not delete, by table."""
    counted = {
        model._meta.db_table: model._base_manager.using(using).count() for model in apps.get_models() if _is_kept(model)
    }
    return {table: rows for table, rows in sorted(counted.items()) if not _may_delete(table, using)}


def _is_kept(model: type[Model]) -> bool:
    record = getattr(model, "record", None)
    return record is not None and record.retention in (Retention.CASE_FILE, Retention.LOG)


def _may_delete(table: str, using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('skyddsnat_app', %s, 'DELETE')", [table])
        ((may,),) = cursor.fetchall()
        return bool(may)
