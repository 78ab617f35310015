"""What the walls of the database mean that stand behind these rules; `foundation.access.walls` says it."""

from skyddsnat.domains.safety.rules.reasons import reason

_MEANWHILE = reason(
    "changed_meanwhile",
    "Något ändrades medan du arbetade. Ladda om sidan och se hur det står nu.",
    "Something changed while you worked. Reload the page and see how it stands now.",
)
WALLS = dict.fromkeys(("incident", "police report", "warning", "facts", "visit"), _MEANWHILE)
