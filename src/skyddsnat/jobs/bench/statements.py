"""The best single SQL statement for the rows of each page, written by hand: what a page cannot be faster than.

Run as the role that runs the pages, with row-level security on. Each takes named values and answers in one round trip.
Reading a file also writes the log's row of it, and a new report is everything that is written, sent at once.
"""

MY_DAY = """
SELECT d.*, f.number, f.is_assigned, p.given_name, p.family_name, p.birth_date, p.protection, r.number, r.reporter_kind,
       m.state, m.lapses_at
FROM deadlines_deadline d
JOIN access_file f ON f.id = d.file_id
LEFT JOIN people_person p ON p.file_id = d.file_id AND p.is_subject
LEFT JOIN intake_reportchild c ON d.subject = 'intake.report_child:' || c.id AND c.file_id = d.file_id
LEFT JOIN intake_report r ON r.id = c.report_id
LEFT JOIN compulsory_measure m ON d.subject = 'compulsory.measure:' || m.id AND m.file_id = d.file_id
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
    WHERE c.id = ANY (ARRAY(SELECT intake_search(%(name)s, 26)))
    ORDER BY c.received_at DESC, c.id DESC
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

NEW_REPORT = """
SELECT set_config('app.files', nextval('access_file_id_seq')::text, true);
INSERT INTO access_file (id, number, unit_id, opened_at, is_assigned, is_protected)
VALUES (currval('access_file_id_seq'), 'best ' || currval('access_file_id_seq'), %(unit)s, %(at)s, false, false);
INSERT INTO people_person (file_id, is_subject, given_name, family_name, search_name, sort_key, number_kind, sex,
                           language, needs_interpreter, protection, address, phone, school, version)
VALUES (currval('access_file_id_seq'), true, 'Prov', 'Mätsson', 'prov mätsson', 'm{tsson prov', '', '',
        '', false, 'none', '', '', '', 1);
INSERT INTO intake_reportchild (report_id, file_id, child_id, about, step, received_at, version)
SELECT nextval('intake_report_id_seq'), p.file_id, p.id, '', 'received', %(at)s, 1
FROM people_person p WHERE p.file_id = currval('access_file_id_seq');
INSERT INTO intake_report (id, number, received_at, registered_at, channel, source, external_id, reporter_kind,
                           is_mandatory, reporter_name, reporter_role, reporter_organisation, reporter_phone,
                           wants_feedback,
                           reporter_is_protected, reporter_protection_reason, what_happened, concern, earlier_known,
                           violence_suspected, acute_danger, child_knows, guardians_know, interpreter_language,
                           child_count)
VALUES (currval('intake_report_id_seq'), 'best ' || currval('intake_report_id_seq'), %(at)s, %(at)s, 'phone', '', '',
        'private_person', false, '', '', '', '', false, false, '', 'Barnet är ute ensamt sent.', '', '', false, false,
        'unknown', 'unknown', '', 1);
INSERT INTO deadlines_deadline (rule, rule_from, file_id, unit_id, subject, basis_at, due_on, extended_on,
                                prolonged_reason, other_rule, end_reason)
SELECT rule, '2025-07-01', currval('access_file_id_seq'), %(unit)s, 'best:' || currval('intake_report_id_seq'),
       %(at)s, (%(at)s::timestamptz + days * interval '1 day')::date,
       (%(at)s::timestamptz + days * interval '1 day')::date, '', '', ''
FROM (VALUES ('sol.protection_assessment', 0), ('sol.preliminary_assessment', 14)) clock (rule, days);
INSERT INTO audit_event (at, actor, actor_id, deed, target, file_id, ground, details)
SELECT %(at)s, %(actor)s, %(employee)s, deed, 'bench', currval('access_file_id_seq'), '', '{}'
FROM (VALUES ('access.file.opened'), ('people.person.registered'), ('intake.report.registered')) done (deed);
"""
