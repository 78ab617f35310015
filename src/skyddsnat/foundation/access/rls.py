"""The second wall: the SQL that migrations use to put a table under row-level security.

Migrations are history: a policy that must change gets a new function here, never another text in an old one.
The application role owns nothing; the owner, who migrates, is not bound by the policies.
"""

from django.db.migrations import RunSQL

APP_ROLE = "skyddsnat_app"

# The outer cast makes an array of the setting once per statement; unset gives no rows.
_IDS = "ANY((SELECT string_to_array(nullif(current_setting('{name}', true), ''), ',')::bigint[])::bigint[])"
_VIEWER = "(SELECT nullif(current_setting('app.viewer', true), '')::bigint)"
_ON = "(SELECT coalesce(current_setting('{name}', true), '') = 'on')"

MANAGED = _IDS.format(name="app.units")
INTAKE = _IDS.format(name="app.intake_units")
FILES = _IDS.format(name="app.files")
VIEWER = _VIEWER
LOG_REVIEWER = _ON.format(name="app.log")
HANDLES_PROTECTED = _ON.format(name="app.protected")
SAFETY_UNITS = _IDS.format(name="app.safety_units")
KEEPS_SAFETY = _ON.format(name="app.safety")
_RUN_OF_FIGURES = "current_setting('app.actor', true) = 'system:insight'"
KEEPS_ONCALL = _ON.format(name="app.oncall")
KEEPS_SURVEYS = _ON.format(name="app.surveys")

FILE_IS_OPEN = (
    f"(id = {FILES} OR unit_id = {MANAGED} OR "
    f"(NOT is_assigned AND unit_id = {INTAKE} AND (NOT is_protected OR {HANDLES_PROTECTED})))"
)


def visible_file(column: str) -> str:
    """SQL that is true when the file in `column` is open to whoever is looking."""
    return f"EXISTS (SELECT 1 FROM access_file f WHERE f.id = {column})"  # nosec B608 - a column that a migration names


def overseen_units(day: str) -> str:
    """SQL for `unit = ...` that is true of the units whoever looks answers for on the day, told by the SQL `day`.

    The elected answer for every unit, a manager for her own; everybody else, and nobody, for none. The roles are read
    in the register of staff, so that no setting opens it.
    """
    return f"""ANY (ARRAY(
        SELECT u.id FROM staff_employee e
        JOIN staff_roleholding r ON r.employee_id = e.id
        JOIN staff_unit u
            ON r.role IN ('committee_member', 'chair_on_call') OR r.role = 'unit_manager' AND r.unit_id = u.id
        WHERE e.id = {VIEWER} AND e.is_active AND r.starts_on <= {day} AND (r.ends_on IS NULL OR r.ends_on > {day})
    ))"""  # nosec B608 - a name that a migration gives


def door(signature: str, body: str) -> RunSQL:
    """A function past row-level security, for the application role alone. `signature`: "name(day date)"."""
    name = signature.partition("(")[0]
    return RunSQL(
        f"""
        CREATE FUNCTION {signature}
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ {body} $$;
        REVOKE ALL ON FUNCTION {name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name} TO {APP_ROLE};
        """,
        f"DROP FUNCTION {name}",
    )


def pseudonym(kind: str, column: str) -> str:
    """SQL for what stands for the id in `column` in one extract: only the run that made `salt` could find it again.

    Ids of another `kind`, also equal ones, get others: what shall not be joined is of different kinds.
    """
    return f"encode(substr(sha256(salt || convert_to('{kind}:' || {column}, 'UTF8')), 1, 8), 'hex')"


def extract(name: str, columns: str, body: str) -> RunSQL:
    """A door for rows without names: `name(salt, day)` answers the run of the figures alone, with what is until `day`.

    `body`: a SELECT, of which the application role sees nothing but the `columns`.
    """
    return door(
        f"{name}(salt bytea, day date) RETURNS TABLE ({columns})",
        f"SELECT * FROM ({body}) rows WHERE {_RUN_OF_FIGURES}",  # nosec B608 - a body that a migration gives
    )


def extract_again(name: str, columns: str, body: str, *, before: str) -> RunSQL:
    """The same door with another body; `before`: the one that it had."""

    def made(body: str) -> str:
        return f"""
            CREATE OR REPLACE FUNCTION {name}(salt bytea, day date) RETURNS TABLE ({columns})
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
                SELECT * FROM ({body}) rows WHERE {_RUN_OF_FIGURES}
            $$
        """  # nosec B608 - a body that a migration gives

    return RunSQL(made(body), made(before))


def unit_then(body: str, *, file: str, on: str) -> str:
    """The body of an extract that told the unit of the file as it is now, with the unit that had the child on the day.

    `file` and `on`: SQL for the file's id and the day.
    """
    now = "JOIN staff_unit u ON u.id = f.unit_id"
    if body.count(now) != 1:
        raise ValueError(body)
    return body.replace(now, f"JOIN staff_unit u ON u.id = access_unit_on({file}, {on})")


def day_of(moment: str) -> str:
    """SQL for the day, here, of the moment in a column."""
    return f"({moment} AT TIME ZONE 'Europe/Stockholm')::date"


def grant(table: str, rights: str = "SELECT, INSERT, UPDATE") -> RunSQL:
    """Give the application role these rights on a table, and no others."""
    return RunSQL(
        f"GRANT {rights} ON {table} TO {APP_ROLE}",
        f"REVOKE ALL ON {table} FROM {APP_ROLE}",
    )


def policy(table: str, using: str, check: str | None = None) -> list[RunSQL]:
    """Row-level security with one policy: rows seen where `using`, written where `check` (or `using`)."""
    return [
        RunSQL(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ),
        RunSQL(
            f"CREATE POLICY need_to_know ON {table} USING ({using}) WITH CHECK ({check or using})",
            f"DROP POLICY need_to_know ON {table}",
        ),
    ]


def log_changes(table: str, hide: tuple[str, ...] = ()) -> RunSQL:
    """Every UPDATE and DELETE of the table writes its old values to the log; `hide` names columns never written."""
    arguments = ", ".join(f"'{column}'" for column in hide)
    return RunSQL(
        f"CREATE TRIGGER log_change AFTER UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION audit_row_change({arguments})",
        f"DROP TRIGGER log_change ON {table}",
    )


def guard_by_file(table: str, column: str = "file_id", rights: str = "SELECT, INSERT, UPDATE") -> list[RunSQL]:
    """The usual case: a person-bearing table whose rows follow their file, with its changes logged."""
    return [
        grant(table, rights),
        *policy(table, f"{visible_file(table + '.' + column)}"),
        log_changes(table),
    ]


def lock_when(table: str, locked: str) -> list[RunSQL]:
    """Refuse UPDATE and DELETE of rows of which the SQL `locked`, over OLD and NEW, is true."""
    name = f"{table}_locked"
    return [
        RunSQL(
            f"""
            CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {locked} THEN
                    RAISE EXCEPTION 'locked: {table} % cannot be changed', OLD.id USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END $$;
            CREATE TRIGGER refuse_when_locked BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
            """,
            f"DROP TRIGGER refuse_when_locked ON {table}; DROP FUNCTION {name}();",
        )
    ]
