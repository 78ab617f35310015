"""What is done in the register of incidents. Every deed is in the log, and none of them bears a child's file."""

from skyddsnat.domains.safety.actions.campaigns import (
    add_link,
    answer_campaign,
    change_campaign,
    tie_incidents,
    write_campaign,
)
from skyddsnat.domains.safety.actions.duties import (
    add_measure,
    answer_serious,
    do_duty,
    skip_duty,
)
from skyddsnat.domains.safety.actions.facts import (
    change_facts,
    choose_figures,
    make_facts,
    publish_facts,
    withdraw_facts,
)
from skyddsnat.domains.safety.actions.police import (
    ask_police,
    close_police_report,
    leave_out_police_report,
    register_police_report,
    send_police_report,
)
from skyddsnat.domains.safety.actions.register import (
    add_attachments,
    change_incident,
    close_incident,
    link_file,
    log_attachment_read,
    log_incident_read,
    report_incident,
)
from skyddsnat.domains.safety.actions.source import name_source, unname_source
from skyddsnat.domains.safety.actions.support import (
    answer_offer,
    give_support,
    note_changed_caseworker,
    offer_support,
    plan_follow_up,
    say_enough,
    say_wish,
)
from skyddsnat.domains.safety.actions.visits import (
    assess_visit,
    cancel_visit,
    finish_visit,
    plan_visit,
    read_assessment,
)
from skyddsnat.domains.safety.actions.warnings import (
    agree_to_warning,
    end_warning,
    log_warning_read,
    reach_more_files,
    review_warning,
    tell_of_warning,
    write_warning,
)

__all__ = [
    "add_attachments",
    "add_link",
    "add_measure",
    "agree_to_warning",
    "answer_campaign",
    "answer_offer",
    "answer_serious",
    "ask_police",
    "assess_visit",
    "cancel_visit",
    "change_campaign",
    "change_facts",
    "change_incident",
    "choose_figures",
    "close_incident",
    "close_police_report",
    "do_duty",
    "end_warning",
    "finish_visit",
    "give_support",
    "leave_out_police_report",
    "link_file",
    "log_attachment_read",
    "log_incident_read",
    "log_warning_read",
    "make_facts",
    "name_source",
    "note_changed_caseworker",
    "offer_support",
    "plan_follow_up",
    "plan_visit",
    "publish_facts",
    "reach_more_files",
    "read_assessment",
    "register_police_report",
    "report_incident",
    "review_warning",
    "say_enough",
    "say_wish",
    "send_police_report",
    "skip_duty",
    "tell_of_warning",
    "tie_incidents",
    "unname_source",
    "withdraw_facts",
    "write_campaign",
    "write_warning",
]
