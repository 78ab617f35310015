"""Writes of compulsory cases: rule, row, log and clock in one transaction."""

from skyddsnat.domains.compulsory.actions.alarms import claim_alarms, note_alarm
from skyddsnat.domains.compulsory.actions.appointments import (
    appoint,
    end_appointment,
)
from skyddsnat.domains.compulsory.actions.cases import (
    change_case,
    close_case,
    open_case,
)
from skyddsnat.domains.compulsory.actions.chain import (
    record_step,
    start_measure,
    write_lapse,
)
from skyddsnat.domains.compulsory.actions.consents import (
    ask_consent,
)
from skyddsnat.domains.compulsory.actions.counsel import (
    counsel_appointed,
    need_counsel,
    order_examination,
    record_examination,
    report_counsel,
    waive_examination,
)
from skyddsnat.domains.compulsory.actions.court import (
    dispatch,
    store_receipt,
)
from skyddsnat.domains.compulsory.actions.matters import (
    MatterChangedMeanwhile,
    decide_matter,
    prepare_matter,
    return_matter,
    save_matter,
)
from skyddsnat.domains.compulsory.actions.meetings import (
    make_agenda,
    make_minutes_extract,
    report_at,
)
from skyddsnat.domains.compulsory.actions.notices import notify_parties
from skyddsnat.domains.compulsory.actions.oncall import (
    reach_chair,
    seek_chair,
)
from skyddsnat.domains.compulsory.actions.outings import (
    cancel_outing,
    finish_outing,
    plan_outing,
    read_risk,
    renew_risk,
)
from skyddsnat.domains.compulsory.actions.pair import (
    confirm_deviation,
    deviate,
    end_deviation,
    set_pair_rule,
)
from skyddsnat.domains.compulsory.actions.papers import preview_paper, save_paper, sign_paper
from skyddsnat.domains.compulsory.actions.places import (
    begin_place,
    end_place,
    move_place,
)
from skyddsnat.domains.compulsory.actions.police import (
    answer_police,
    attend,
    give_planning_data,
    hand_request_to,
    not_request,
    reflect,
    request_police,
    save_request,
    state_need,
)
from skyddsnat.domains.compulsory.actions.telling import (
    add_enforcer,
    confirm_told,
    record_telling,
    tell_end,
)

__all__ = [
    "MatterChangedMeanwhile",
    "add_enforcer",
    "answer_police",
    "appoint",
    "ask_consent",
    "attend",
    "begin_place",
    "cancel_outing",
    "change_case",
    "claim_alarms",
    "close_case",
    "confirm_deviation",
    "confirm_told",
    "counsel_appointed",
    "decide_matter",
    "deviate",
    "dispatch",
    "end_appointment",
    "end_deviation",
    "end_place",
    "finish_outing",
    "give_planning_data",
    "hand_request_to",
    "make_agenda",
    "make_minutes_extract",
    "move_place",
    "need_counsel",
    "not_request",
    "note_alarm",
    "notify_parties",
    "open_case",
    "order_examination",
    "plan_outing",
    "prepare_matter",
    "preview_paper",
    "reach_chair",
    "read_risk",
    "record_examination",
    "record_step",
    "record_telling",
    "reflect",
    "renew_risk",
    "report_at",
    "report_counsel",
    "request_police",
    "return_matter",
    "save_matter",
    "save_request",
    "save_paper",
    "seek_chair",
    "sign_paper",
    "set_pair_rule",
    "start_measure",
    "state_need",
    "store_receipt",
    "tell_end",
    "waive_examination",
    "write_lapse",
]
