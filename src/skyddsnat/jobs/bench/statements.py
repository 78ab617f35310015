"""The best single SQL statement for the rows of each page, written by hand: what a page cannot be faster than.

Run as the role that runs the pages, with row-level security on. Each takes named values and answers in one round trip.
Reading a file also writes the log's row of it, and a new report is everything that is written, sent at once.
"""

MY_DAY = """
SELECT d.*, f.number, f.is_assigned, p.given_name, p.family_name, p.birth_date, p.protection, r.number, r.reporter_kind
FROM deadlines_deadline d
JOIN access_file f ON f.id = d.file_id
LEFT JOIN people_person p ON p.file_id = d.file_id AND p.is_subject
LEFT JOIN intake_reportchild c ON d.subject = 'intake.report_child:' || c.id AND c.file_id = d.file_id
LEFT JOIN intake_report r ON r.id = c.report_id
WHERE d.met_at IS NULL AND d.ended_at IS NULL AND d.file_id = ANY(%(files)s)
ORDER BY d.plan_on, d.id LIMIT 500
"""

REPORTS = """
SELECT c.*, r.number, r.channel, r.reporter_kind, r.is_mandatory, r.violence_suspected, r.acute_danger,
       p.given_name, p.family_name, p.birth_date, p.protection,
       ARRAY(SELECT to_jsonb(d) FROM deadlines_deadline d
             WHERE d.file_id = c.file_id AND d.met_at IS NULL AND d.ended_at IS NULL ORDER BY d.plan_on, d.id),
       EXISTS (SELECT 1 FROM intake_reportchild o WHERE o.file_id = c.file_id AND o.id <> c.id
               AND o.received_at::date = c.received_at::date)
FROM (
    SELECT * FROM intake_reportchild WHERE step IN ('received', 'assessed')
    ORDER BY received_at DESC, id DESC LIMIT 26
) c
JOIN intake_report r ON r.id = c.report_id
LEFT JOIN people_person p ON p.file_id = c.file_id AND p.is_subject
ORDER BY c.received_at DESC, c.id DESC
"""

SEARCH = """
SELECT ARRAY(
    SELECT to_jsonb(p) FROM people_person p
    WHERE p.protection = 'none' AND (
        p.search_name >= %(name)s AND p.search_name < %(name)s || U&'\\+10FFFF'
        OR p.sort_key >= %(name)s AND p.sort_key < %(name)s || U&'\\+10FFFF')
    ORDER BY p.sort_key, p.id LIMIT 26
), ARRAY(
    SELECT to_jsonb(c) || to_jsonb(r) FROM intake_reportchild c JOIN intake_report r ON r.id = c.report_id
    WHERE to_tsvector('swedish', coalesce(r.what_happened, '') || ' ' || coalesce(r.concern, ''))
          @@ websearch_to_tsquery('swedish', %(name)s)
    ORDER BY c.received_at DESC, c.id DESC LIMIT 26
)
"""

FILE = """
WITH logged AS (
    INSERT INTO audit_event (at, actor, actor_id, deed, target, file_id, ground, details)
    VALUES (%(at)s, %(actor)s, %(employee)s, 'access.file.read', 'bench', %(file)s, 'assigned', '{}')
)
SELECT to_jsonb(f),
       ARRAY(SELECT to_jsonb(p) FROM people_person p WHERE p.file_id = f.id),
       ARRAY(SELECT to_jsonb(r) FROM people_relation r WHERE r.file_id = f.id),
       ARRAY(SELECT to_jsonb(a) || jsonb_build_object('name', e.name) FROM access_assignment a
             JOIN staff_employee e ON e.id = a.employee_id WHERE a.file_id = f.id ORDER BY a.starts_at),
       ARRAY(SELECT to_jsonb(c) || to_jsonb(r) FROM intake_reportchild c JOIN intake_report r ON r.id = c.report_id
             WHERE c.file_id = f.id ORDER BY c.received_at DESC),
       ARRAY(SELECT to_jsonb(i) FROM investigations_investigation i WHERE i.file_id = f.id),
       ARRAY(SELECT to_jsonb(d) FROM decisions_decision d WHERE d.file_id = f.id),
       ARRAY(SELECT to_jsonb(d) FROM decisions_proposal d WHERE d.file_id = f.id),
       ARRAY(SELECT to_jsonb(t) FROM journal_talk t WHERE t.file_id = f.id),
       ARRAY(SELECT to_jsonb(d) FROM deadlines_deadline d WHERE d.file_id = f.id ORDER BY d.basis_at)
FROM access_file f WHERE f.id = %(file)s
"""
