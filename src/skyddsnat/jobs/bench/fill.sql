-- An office ten years old, in one go: twelve units, 132 employees, `:children` children and `:reports` reports.
-- Run by the role that owns the tables. Needs the temporary tables bench_rule (id, valid_from, valid_to: the wordings
-- of the rules), bench_given and bench_family (place from 0, name) and bench_login (password).
-- The log is left empty: each of its rows is sealed in turn, and no page reads more of it than one file's part.

SET synchronous_commit = off;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT setseed(0.5);

-- Four units receive reports, eight work with the children; six, twelve and one (a manager) in each.

INSERT INTO staff_unit (id, name, phone, receives_reports, is_active)
SELECT n, CASE WHEN n <= 4 THEN 'Mottagning ' || n ELSE 'Barn ' || n - 4 END, '', n <= 4, true FROM generate_series(1, 12) n;

INSERT INTO staff_employee (id, password, username, name, service_code, in_profession_since, handles_protected, language, is_active)
SELECT n, password, 'bench-' || n, 'Anställd ' || n, 'B' || lpad(n::text, 3, '0'), '2015-06-01', false, 'sv', true
FROM generate_series(1, 132) n, bench_login;

INSERT INTO staff_roleholding (employee_id, unit_id, role, starts_on)
SELECT n, (n - 1) % 4 + 1, 'intake_worker', date '2015-06-01' FROM generate_series(1, 24) n
UNION ALL SELECT n, (n - 25) % 8 + 5, 'caseworker', '2015-06-01' FROM generate_series(25, 120) n
UNION ALL SELECT n, n - 120, 'unit_manager', '2015-06-01' FROM generate_series(121, 132) n;

-- What happens to each report. Every child has one; the rest fall on some children more than on others.

CREATE TEMPORARY TABLE told AS
SELECT n AS id,
       CASE WHEN n <= :children THEN (n * 7919) % :children + 1 ELSE 1 + floor(:children * power(random(), 1.4))::int END AS child,
       date_trunc('second', now() - interval '30 minutes' - (:reports - n) * (interval '3650 days' / :reports)) AS at,
       CASE WHEN n > :reports * 0.9994 THEN 'received' WHEN n > :reports * 0.996 THEN 'assessed' WHEN random() < 0.3 THEN 'opened' ELSE 'not_opened' END AS step
FROM generate_series(1, :reports) n;
ANALYZE told;

-- A child whose latest investigation was opened within the last four months has a caseworker; one with an open report
-- and no caseworker waits at intake; every other file is closed.

CREATE TEMPORARY TABLE child AS
SELECT child AS id, min(at) AS opened_at, max(at) AS last_at,
       max(at) FILTER (WHERE step = 'opened') AS investigated_at,
       max(id) FILTER (WHERE step = 'opened') AS cause,
       bool_or(step = 'opened') AS was_assigned,
       bool_or(step = 'opened' AND at > now() - interval '120 days') AS is_running,
       bool_or(step IN ('received', 'assessed')) AS is_waiting
FROM told GROUP BY child;
ALTER TABLE child ADD COLUMN worker int, ADD COLUMN unit int, ADD COLUMN protection text;
UPDATE child SET worker = CASE WHEN was_assigned THEN 25 + id % 96 END,
                 unit = CASE WHEN was_assigned THEN (id % 96) % 8 + 5 ELSE id % 4 + 1 END,
                 protection = CASE WHEN id % 50 = 0 THEN 'flag' ELSE 'none' END;
ANALYZE child;

INSERT INTO access_file (id, number, unit_id, opened_at, closed_at, is_assigned, is_protected, responsible_id)
SELECT id, extract(year FROM opened_at) || '-' || lpad(id::text, 6, '0'), unit, opened_at,
       CASE WHEN NOT is_running AND NOT is_waiting THEN last_at + interval '14 days' END,
       was_assigned, protection <> 'none', CASE WHEN is_running OR is_waiting THEN worker END
FROM child;

INSERT INTO access_assignment (file_id, employee_id, part, starts_at, ends_at, assigned_by_id, handover)
SELECT id, worker, 'responsible', investigated_at,
       CASE WHEN NOT is_running AND NOT is_waiting THEN last_at + interval '14 days' END, unit + 120, ''
FROM child WHERE was_assigned;

-- Each child, and one or two who have custody.

CREATE TEMPORARY TABLE person AS
SELECT id, id AS child, true AS is_subject, g.name AS given, f.name AS family,
       (now() - interval '17 years' + id % 6000 * interval '1 day')::date AS born, protection
FROM child
JOIN bench_given g ON g.place = id % (SELECT count(*) FROM bench_given)
JOIN bench_family f ON f.place = id * 31 % (SELECT count(*) FROM bench_family)
UNION ALL
SELECT :children + 2 * id - which, id, false, g.name, f.name, (now() - interval '45 years' + id % 7000 * interval '1 day')::date, 'none'
FROM child CROSS JOIN generate_series(0, 1) which
JOIN bench_given g ON g.place = (id * 7 + which * 13) % (SELECT count(*) FROM bench_given)
JOIN bench_family f ON f.place = (id * 31 + which) % (SELECT count(*) FROM bench_family)
WHERE which = 0 OR id % 5 > 0;
ANALYZE person;

-- The triggers mark the files of protected people one row at a time; the files above are marked already.

ALTER TABLE people_person DISABLE TRIGGER mark_when_protected;
ALTER TABLE people_relation DISABLE TRIGGER mark_when_related;

INSERT INTO people_person (id, file_id, is_subject, given_name, family_name, search_name, sort_key, birth_date, number_kind,
                           sex, language, needs_interpreter, protection, address, phone, school, version)
SELECT id, child, is_subject, given, family, lower(given || ' ' || family), translate(lower(family || ' ' || given), 'åäö', '{|}'),
       born, '', CASE id % 2 WHEN 0 THEN 'f' ELSE 'm' END, '', false, protection, 'Storgatan ' || child, '',
       CASE WHEN is_subject THEN 'Skola ' || child % 40 ELSE '' END, 1
FROM person;

INSERT INTO people_relation (file_id, child_id, other_id, kind, lives_together, note)
SELECT child, child, id, 'guardian', true, '' FROM person WHERE NOT is_subject;

ALTER TABLE people_person ENABLE TRIGGER mark_when_protected;
ALTER TABLE people_relation ENABLE TRIGGER mark_when_related;

-- The reports with what was done: protection assessed within hours, decided within two weeks.

INSERT INTO intake_report (id, number, received_at, registered_at, received_by_id, channel, source, external_id, reporter_kind,
                           is_mandatory, reporter_name, reporter_role, reporter_organisation, reporter_phone, wants_feedback,
                           reporter_is_protected, reporter_protection_reason, what_happened, concern, earlier_known,
                           violence_suspected, acute_danger, child_knows, guardians_know, interpreter_language, child_count)
SELECT id, 'A' || extract(year FROM at) || '-' || lpad(id::text, 6, '0'), at, at, id % 24 + 1, 'phone', '', '', 'private_person',
       false, 'Anmälare ' || id, '', '', '', false, false, '',
       'Barnet kom till skolan utan frukost och berättade att ingen var hemma i natt. Uppgift ' || id || '.',
       'Att barnet lämnas ensamt om nätterna.', '', id % 7 = 0, id % 90 = 0, 'unknown', 'unknown', '', 1
FROM told;

INSERT INTO intake_reportchild (id, report_id, file_id, child_id, about, step, received_at, decided_at, version)
SELECT id, id, child, child, '', step, at, CASE WHEN step IN ('opened', 'not_opened') THEN at + interval '10 days' END, 1 FROM told;

INSERT INTO intake_stepchange (report_child_id, file_id, before, after, at, by_id)
SELECT id, child, 'received', 'assessed', at + interval '3 hours', id % 24 + 1 FROM told WHERE step <> 'received'
UNION ALL
SELECT id, child, 'assessed', step, at + interval '10 days', id % 24 + 1 FROM told WHERE step IN ('opened', 'not_opened');

INSERT INTO intake_protectionassessment (report_child_id, file_id, made_at, made_by_id, acute_danger, suspicions, sources, home_now,
                                         protective_adults, can_talk_alone, judgement, measures, reasons)
SELECT id, child, at + interval '3 hours', id % 24 + 1, 'no', '["neglect"]', 'Skolan och en förälder i telefon.', '', 'Mormor.',
       'yes', 'no_immediate_need', '[]', 'Barnet är hos mormor till i morgon. Bedömning ' || id || '.'
FROM told WHERE step <> 'received';

INSERT INTO intake_preliminaryassessment (report_child_id, file_id, started_at, saved_at, saved_by_id, contacts, child_heard, child_view,
                                          child_not_heard_reason, earlier_reports, summary, reasons, outcome, decided_at, decided_by_id, version)
SELECT id, child, at + interval '3 hours', at + interval '10 days', id % 24 + 1, 'Samtal med en förälder.', true,
       'Barnet vill att någon är hemma.', '', '', 'Skola och förälder beskriver samma sak.', 'Uppgifterna är bedömda.',
       CASE step WHEN 'opened' THEN 'open' ELSE 'not_open' END, at + interval '10 days', id % 24 + 1, 1
FROM told WHERE step IN ('opened', 'not_opened');

-- Investigations that run, with their notes.

CREATE TEMPORARY TABLE inquiry AS
SELECT row_number() OVER (ORDER BY id) AS id, id AS child, cause, worker, investigated_at + interval '10 days' AS at
FROM child WHERE is_running AND investigated_at < now() - interval '10 days';
ANALYZE inquiry;

INSERT INTO investigations_investigation (id, file_id, child_id, cause_id, question, asks, opened_at, opened_by_id, what_is_new, state,
                                          child_view, child_view_missing_reason, risks, protective_factors, best_interests, needs,
                                          proposal, result, last_step_at, version)
SELECT id, child, child, cause, 'care', 'Får barnet den omsorg det behöver?', at, worker, '', 'open', '', '', '', '', '', '', '', '', at, 1
FROM inquiry;

INSERT INTO journal_note (file_id, kind, happened_at, with_whom, subject, text, written_at, written_by_id, locks_at, version, checksum)
SELECT child, 'contact', at + n * interval '1 hour', 'Skolan', '', text, at + n * interval '1 hour', worker,
       at + n * interval '1 hour' + interval '14 days', 1, encode(sha256(convert_to(text, 'UTF8')), 'hex')
FROM inquiry CROSS JOIN generate_series(1, 10) n
CROSS JOIN LATERAL (SELECT 'Samtal med skolan om närvaron i vecka ' || n || '.' AS text) said;

-- Compulsory care, where two always work together. Each caseworker has two such children: one in care, to be considered
-- within half a year; the other in custody since ten days at the most, which lapses unless care is applied for in four
-- weeks. By the Act of the day on which it began.

CREATE TEMPORARY TABLE compelled AS
SELECT row_number() OVER (ORDER BY child) AS id, child, worker, opened_at, at, is_care, wording.id AS rule,
       CASE WHEN wording.id LIKE 'lvu.%' THEN '1990:52' ELSE '2026:1600' END AS statute
FROM (SELECT child, worker, at AS opened_at, row_number() OVER (PARTITION BY worker ORDER BY child) AS place FROM inquiry) one
CROSS JOIN LATERAL (SELECT place = 1 AS is_care) kind
CROSS JOIN LATERAL (SELECT CASE WHEN is_care THEN opened_at ELSE greatest(opened_at, now() - interval '10 days') END AS at) begun
CROSS JOIN LATERAL (SELECT (at AT TIME ZONE 'Europe/Stockholm')::date AS day) basis_day
JOIN bench_rule wording ON split_part(wording.id, '.', 1) IN ('lvu', 'sfs2026_1600')
     AND split_part(wording.id, '.', 2) = CASE WHEN is_care THEN 'consider_home' ELSE 'apply_for_care' END
     AND valid_from <= day AND (valid_to IS NULL OR day < valid_to)
WHERE place <= 2;
ANALYZE compelled;

INSERT INTO access_assignment (file_id, employee_id, part, starts_at, assigned_by_id, handover)
SELECT child, 25 + (worker - 24) % 96, 'second', opened_at, 121, '' FROM compelled;

INSERT INTO compulsory_case (id, file_id, child_id, investigation_id, statute, grounds, circumstances, opened_at, opened_by_id, close_reason, version)
SELECT id, child, child, (SELECT inquiry.id FROM inquiry WHERE inquiry.child = compelled.child), statute, '[]', 'Barnet far illa hemma.', opened_at, worker, '', 1
FROM compelled;

-- The clocks.

CREATE TEMPORARY TABLE clock AS
SELECT 'sol.protection_assessment' AS rule, told.child, 'intake.report_child:' || id AS subject, at AS basis, 0 AS days, 0 AS months,
       CASE WHEN step <> 'received' THEN at + interval '3 hours' END AS met_at
FROM told
UNION ALL
SELECT 'sol.preliminary_assessment', told.child, 'intake.report_child:' || id, at, 14, 0,
       CASE WHEN step IN ('opened', 'not_opened') THEN at + interval '10 days' END
FROM told
UNION ALL
SELECT 'sol.investigation', child, 'investigations.investigation:' || id, at, 0, 4, NULL FROM inquiry
UNION ALL
SELECT rule, child, 'compulsory.measure:' || id, at, CASE WHEN is_care THEN 0 ELSE 28 END, CASE WHEN is_care THEN 6 ELSE 0 END, NULL
FROM compelled;

INSERT INTO deadlines_deadline (rule, rule_from, file_id, unit_id, subject, basis_at, due_on, extended_on, latest_on, prolonged_reason, other_rule, met_at, met_by_id, end_reason)
SELECT rule, valid_from, child, child.unit, subject, basis, due, due, CASE rule WHEN 'sol.protection_assessment' THEN due + 1 END, '', '',
       met_at, CASE WHEN met_at IS NOT NULL THEN child % 24 + 1 END, ''
FROM clock
JOIN child ON child.id = clock.child
CROSS JOIN LATERAL (SELECT (basis AT TIME ZONE 'Europe/Stockholm')::date AS day) basis_day
CROSS JOIN LATERAL (SELECT (day + days + months * interval '1 month')::date AS due) due_day
JOIN bench_rule wording ON wording.id = rule AND valid_from <= day AND (valid_to IS NULL OR day < valid_to);

-- The measures, each lapsing at the midnight of its clock if at all; and care that ended earlier, which a new report is
-- read with. A measure and the step to where it stands are there together.

SET CONSTRAINTS ALL DEFERRED;

INSERT INTO compulsory_measure (id, case_id, file_id, track, statute, state, is_temporary, grounds, content, started_at, lapses_at, care_began_at, version)
SELECT compelled.id, compelled.id, child, 'care', statute, CASE WHEN is_care THEN 'in_care' ELSE 'confirmed' END, NOT is_care, '[]', '', at,
       CASE WHEN NOT is_care THEN (clock.extended_on + 1)::timestamp AT TIME ZONE 'Europe/Stockholm' END, at, 1
FROM compelled JOIN deadlines_deadline clock ON clock.subject = 'compulsory.measure:' || compelled.id;

INSERT INTO compulsory_step (measure_id, file_id, act, from_state, to_state, section, happened_at, recorded_at, recorded_by_id, court_number, words)
SELECT id, child, CASE WHEN is_care THEN 'begin' ELSE 'confirm' END, CASE WHEN is_care THEN 'ordered' ELSE 'submitted' END,
       CASE WHEN is_care THEN 'in_care' ELSE 'confirmed' END, '', at, at, worker, '', ''
FROM compelled;

SET CONSTRAINTS ALL IMMEDIATE;

INSERT INTO intake_earliercare (file_id, until)
SELECT child, lapses_at FROM compelled JOIN compulsory_measure measure ON measure.id = compelled.id
UNION ALL
SELECT id, now() - id % 1400 * interval '1 day' FROM child WHERE id % 200 = 0 AND NOT is_running;
