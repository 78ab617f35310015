"""What tracks, states, acts and doers are called on the pages, in Swedish and English."""

from collections.abc import Mapping
from types import MappingProxyType

from skyddsnat.kernel.text import Text
from skyddsnat.law.compulsory_states.kinds import Act, By, State, Track

TRACK_NAMES: Mapping[Track, Text] = MappingProxyType(
    {
        Track.CARE: Text("Omhändertagande och vård", "Custody and care"),
        Track.CONTACT: Text("Begränsat umgänge och hemlig vistelseort", "Restricted contact and secret whereabouts"),
        Track.REMOVAL: Text("Flyttningsförbud", "Prohibition of removal"),
        Track.EXIT: Text("Utreseförbud", "Travel ban"),
        Track.CONTINUED: Text("Fortsatt omhändertagande för tillfällig vård", "Continued custody for temporary care"),
        Track.INTERMEDIATE: Text("Förebyggande insats enligt 22 § LVU", "Preventive measure under LVU s. 22"),
        Track.WITHOUT_CONSENT: Text("Insatser utan samtycke", "Services without consent"),
        Track.SHELTER: Text("Skyddat boende för barn", "Sheltered accommodation for a child"),
        Track.LVM: Text("Vuxens LVM-ärende", "An adult's LVM case"),
    }
)
STATE_NAMES: Mapping[State, Text] = MappingProxyType(
    {
        State.PREPARED: Text("Förbereds", "Being prepared"),
        State.DECIDED: Text("Beslutat, ska lämnas till rätten", "Decided, to be submitted to the court"),
        State.SUBMITTED: Text("Lämnat till rätten", "Submitted to the court"),
        State.CONFIRMED: Text("Fastställt av rätten", "Confirmed by the court"),
        State.EXTENSION_ASKED: Text("Längre tid begärd", "Longer time asked for"),
        State.APPLIED: Text("Ansökan hos rätten", "Application with the court"),
        State.APPLIED_DECIDED: Text(
            "Ansökan hos rätten, omedelbart beslut ska lämnas in",
            "Application with the court, immediate decision to be submitted",
        ),
        State.APPLIED_SUBMITTED: Text(
            "Ansökan hos rätten, omedelbart beslut prövas",
            "Application with the court, immediate decision under review",
        ),
        State.APPLIED_CONFIRMED: Text(
            "Ansökan hos rätten, omedelbart beslut gäller", "Application with the court, immediate decision in force"
        ),
        State.ORDERED: Text("Beslutat av rätten, inte påbörjat", "Ordered by the court, not begun"),
        State.IN_CARE: Text("Vården pågår", "Care under way"),
        State.END_CONSIDERED: Text("Upphörande övervägs", "Ending under consideration"),
        State.ENDED: Text("Upphört", "Ended"),
        State.FOLLOW_UP: Text("Följs upp", "Being followed up"),
        State.FOLLOWED_UP: Text("Uppföljt", "Followed up"),
        State.PLANNED: Text("Plan upprättad", "Plan drawn up"),
        State.IN_FORCE: Text("Gäller", "In force"),
        State.APPLIED_AGAIN: Text("Ny ansökan hos rätten", "New application with the court"),
        State.CONDITION_ONLY: Text("Bara villkoret gäller", "Only the condition in force"),
        State.CONTINUED: Text("Går vidare som fortsatt omhändertagande", "Goes on as continued custody"),
        State.ENDED_EARLY: Text("Upphört före rättens beslut", "Ended before the court's decision"),
        State.ENDED_BY_COURT: Text("Upphävt av rätten", "Ended by the court"),
        State.REJECTED: Text("Avslaget av rätten", "Rejected by the court"),
        State.WITHDRAWN: Text("Ansökan återkallad", "Application withdrawn"),
        State.EXPIRED: Text("Tiden har gått ut", "Time has run out"),
        State.LAPSED: Text("Förfallet enligt lag", "Lapsed by law"),
    }
)
ACT_NAMES: Mapping[Act, Text] = MappingProxyType(
    {
        Act.DECIDE_IMMEDIATE: Text("Besluta omedelbart", "Decide at once"),
        Act.DECIDE_INTERNATIONAL: Text(
            "Omhänderta när svensk domstol inte är behörig", "Take into custody where no Swedish court has jurisdiction"
        ),
        Act.SUBMIT: Text("Lämna till rätten", "Submit to the court"),
        Act.CONFIRM: Text("Rätten fastställer", "The court confirms"),
        Act.COURT_ENDS: Text("Rätten upphäver", "The court ends it"),
        Act.COURT_DECIDES_IMMEDIATE: Text("Rätten beslutar omedelbart", "The court decides at once"),
        Act.EXECUTE: Text("Verkställa", "Carry out"),
        Act.ASK_EXTENSION: Text("Begära längre tid", "Ask for longer time"),
        Act.EXTEND: Text("Rätten förlänger tiden", "The court extends the time"),
        Act.REFUSE_EXTENSION: Text("Rätten avslår längre tid", "The court refuses longer time"),
        Act.END_IMMEDIATE: Text("Besluta att det ska upphöra", "Decide that it shall end"),
        Act.APPLY: Text("Ansöka hos rätten", "Apply to the court"),
        Act.APPLY_CONTINUED: Text("Ansöka om fortsatt omhändertagande", "Apply for continued custody"),
        Act.WITHDRAW: Text("Återkalla ansökan", "Withdraw the application"),
        Act.ORDER: Text("Rätten bifaller", "The court grants it"),
        Act.ORDER_BEGUN: Text("Rätten bifaller, redan påbörjat", "The court grants it, already begun"),
        Act.REJECT: Text("Rätten avslår", "The court rejects it"),
        Act.LEGAL_FORCE: Text("Beslutet får laga kraft", "The decision gains legal force"),
        Act.BEGIN: Text("Påbörja", "Begin"),
        Act.PLACE: Text("Besluta var och hur vården ges", "Decide where and how the care is given"),
        Act.CONSIDER: Text("Överväga om det fortfarande behövs", "Consider whether it is still needed"),
        Act.EXAMINE: Text("Pröva om det ska upphöra", "Examine whether it is to end"),
        Act.CONSIDER_TRANSFER: Text("Överväga vårdnadsöverflyttning", "Consider a transfer of custody"),
        Act.DISMISS_REQUEST: Text("Avvisa en begäran", "Dismiss a request"),
        Act.CONSIDER_END: Text(
            "Överväga anknytning eller flyttningsförbud före upphörande",
            "Consider attachment or a prohibition of removal before ending",
        ),
        Act.KEEP: Text("Låta vården fortsätta", "Let the care go on"),
        Act.END: Text("Besluta om upphörande", "Decide to end"),
        Act.OVERTURN: Text("Beslutet upphävs i domstol", "The decision is overturned in court"),
        Act.REACH_AGE: Text("Åldersgränsen nås", "The age limit is reached"),
        Act.EXPEL: Text("Ett avlägsnandebeslut verkställs", "A removal from the country is carried out"),
        Act.START_FOLLOW_UP: Text("Inleda uppföljning", "Start the follow-up"),
        Act.END_FOLLOW_UP: Text("Avsluta uppföljningen", "End the follow-up"),
        Act.OPEN_INVESTIGATION: Text("Utredning inleds", "An investigation is opened"),
        Act.DRAW_PLAN: Text("Upprätta plan", "Draw up the plan"),
        Act.DECIDE: Text("Besluta", "Decide"),
        Act.DECIDE_FOR_GUARDIAN: Text("Besluta om insats till vårdnadshavare", "Decide on a service to a guardian"),
        Act.SET_CONTACT: Text("Besluta om umgänge", "Decide on contact"),
        Act.SET_CONDITION: Text("Besluta om särskilt villkor", "Set a special condition"),
        Act.SET_GUARDIAN_CONDITION: Text(
            "Besluta om villkor för vårdnadshavare", "Set a special condition for a guardian"
        ),
        Act.SET_HOME_HOURS: Text("Besluta om att vara hemma vissa tider", "Set hours to be at home"),
        Act.EXCEPT: Text("Besluta om tillfälligt undantag", "Grant a temporary exception"),
        Act.SET_FINE: Text("Besluta om vite", "Set a fine"),
        Act.KEEP_CONDITION: Text("Låta villkoret fortsätta", "Let the condition go on"),
        Act.ASK_POLICE: Text("Begära hjälp av polisen", "Ask for the help of the police"),
        Act.MAIN_MEASURE_ENDS: Text("Det som beslutet hör till upphör", "What the decision belongs to ends"),
        Act.CARE_TAKES_OVER: Text("Vård eller omhändertagande tar över", "Care or custody takes over"),
        Act.EXPIRE: Text("Beslutad tid går ut", "The decided time runs out"),
        Act.LAPSE: Text("Förfaller av sig självt", "Lapses by itself"),
    }
)
_ON_TRACK: Mapping[tuple[Track, Act], Text] = MappingProxyType(
    {
        (Track.CARE, Act.DECIDE_IMMEDIATE): Text("Omhänderta omedelbart", "Take into immediate custody"),
        (Track.CARE, Act.APPLY): Text("Ansöka om vård", "Apply for care"),
        (Track.CONTACT, Act.DECIDE): Text(
            "Begränsa umgänget eller hålla vistelseorten hemlig", "Restrict contact or keep the whereabouts secret"
        ),
        (Track.INTERMEDIATE, Act.DECIDE): Text("Besluta om förebyggande insats", "Decide on a preventive measure"),
        (Track.WITHOUT_CONSENT, Act.DECIDE): Text("Besluta om insats till barnet", "Decide on a service to the child"),
        (Track.REMOVAL, Act.DECIDE_IMMEDIATE): Text(
            "Besluta om tillfälligt flyttningsförbud", "Decide on a temporary prohibition of removal"
        ),
        (Track.REMOVAL, Act.APPLY): Text("Ansöka om flyttningsförbud", "Apply for a prohibition of removal"),
        (Track.EXIT, Act.DECIDE_IMMEDIATE): Text(
            "Besluta om tillfälligt utreseförbud", "Decide on a temporary travel ban"
        ),
        (Track.EXIT, Act.APPLY): Text("Ansöka om utreseförbud", "Apply for a travel ban"),
        (Track.SHELTER, Act.DECIDE_IMMEDIATE): Text(
            "Bevilja omedelbart skyddat boende", "Grant an immediate place in sheltered accommodation"
        ),
        (Track.CONTINUED, Act.APPLY): Text("Ansöka om fortsatt omhändertagande", "Apply for continued custody"),
        (Track.LVM, Act.DECIDE_IMMEDIATE): Text("Omhänderta den vuxna omedelbart", "Take the adult into custody"),
        (Track.LVM, Act.APPLY): Text("Ansöka om vård av den vuxna", "Apply for care of the adult"),
        (Track.SHELTER, Act.APPLY): Text("Ansöka om skyddat boende", "Apply for sheltered accommodation"),
    }
)
BY_NAMES: Mapping[By, Text] = MappingProxyType(
    {
        By.BOARD: Text("Nämnden", "The board"),
        By.COURT: Text("Rätten", "The court"),
        By.CASEWORKER: Text("Handläggarna", "The caseworkers"),
        By.OTHER: Text("Annan myndighet", "Another authority"),
        By.LAW: Text("Lagen, av sig självt", "The law, by itself"),
    }
)


def act_name(track: Track, act: Act) -> Text:
    """What the act is called on that track."""
    return _ON_TRACK.get((track, act), ACT_NAMES[act])
