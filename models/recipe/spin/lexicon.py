"""Word tables of the generator, written by hand; measuring sets were not looked at."""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    """Both directions of `one/other` entries."""
    table: dict[str, str] = {}
    for entry in text.split(","):
        one, other = entry.strip().split("/")
        table.setdefault(one, other)
        table.setdefault(other, one)
    return table


def word_set(text: str) -> set[str]:
    """The words of a text, each once."""
    return set(text.split())


def _table(text: str) -> dict[str, list[str]]:
    """`old=new/new` entries."""
    entries = (entry.strip().split("=") for entry in text.split(","))
    return {old: new.split("/") for old, new in entries}


NAMED = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
CONSONANT_VOWELS = ("eu", "uni", "use", "usu", "ute", "one", "once", "us", "uk", "ukr")
AN = ("hour", "honest", "honour", "honor", "heir")
IRREGULAR = {
    ("lie", "VBD"): "lay",
    ("broadcast", "VBD"): "broadcast",
    ("cut", "VBD"): "cut",
    ("cut", "VBN"): "cut",
    ("hit", "VBD"): "hit",
    ("hit", "VBN"): "hit",
    ("put", "VBD"): "put",
    ("put", "VBN"): "put",
    ("beat", "VBD"): "beat",
    ("beat", "VBN"): "beaten",
    ("shoot", "VBN"): "shot",
    ("win", "VBD"): "won",
    ("win", "VBN"): "won",
    ("quit", "VBD"): "quit",
    ("bid", "VBD"): "bid",
    ("shrink", "VBD"): "shrank",
    ("shut", "VBD"): "shut",
    ("shut", "VBN"): "shut",
    ("sink", "VBD"): "sank",
    ("forbid", "VBD"): "forbade",
    ("forbid", "VBN"): "forbidden",
    ("find", "VBD"): "found",
    ("find", "VBN"): "found",
    ("see", "VBD"): "saw",
    ("leave", "VBD"): "left",
    ("leave", "VBN"): "left",
    ("bear", "VBN"): "borne",
    ("hang", "VBN"): "hanged",
    ("bind", "VBD"): "bound",
    ("be", "VBD"): "was",
    ("get", "VBN"): "got",
    ("feed", "VBD"): "fed",
    ("show", "VBN"): "shown",
    ("prove", "VBN"): "proved",
    ("set", "VBD"): "set",
    ("set", "VBN"): "set",
    ("spread", "VBD"): "spread",
    ("hurt", "VBD"): "hurt",
    ("hurt", "VBN"): "hurt",
    ("let", "VBD"): "let",
    ("cost", "VBD"): "cost",
    ("travel", "VBD"): "travelled",
    ("cancel", "VBD"): "cancelled",
    ("wound", "VBD"): "wounded",
    ("wound", "VBN"): "wounded",
    ("fell", "VBD"): "felled",
}

# Who can do things to whom.
PEOPLE = word_set(
    "president minister chancellor premier senator governor mayor lawmaker spokesman spokeswoman "
    "officer policeman soldier gunman attacker suspect lawyer judge prosecutor journalist "
    "reporter man woman boy girl father mother brother sister son daughter wife husband doctor "
    "nurse patient teacher student coach manager player captain striker goalkeeper defender "
    "actor actress singer leader official activist protester worker employee critic opponent "
    "ally rival investor analyst economist scientist researcher driver farmer resident neighbour "
    "victim witness teenager king queen prince princess pope bishop editor author envoy "
    "ambassador diplomat candidate chairman director executive teammate colleague friend voter "
    "customer client migrant"
)
BODIES = word_set(
    "government police army military ministry parliament court party company firm bank union "
    "council committee commission agency team club side opposition coalition alliance group "
    "administration authority regulator department board rebel militant troop force separatist "
    "insurgent militia navy airline carmaker manufacturer broadcaster newspaper charity watchdog "
    "publisher retailer supplier lender insurer fund host visitor guerrilla jihadist extremist "
    "country nation state congress senate cabinet"
)
SYMMETRIC = word_set(
    "meet marry divorce date join resemble equal match have be include fight face become remain "
    "make take get mean hold keep spend play border contact merge engage draw tie rival cost "
    "love know encounter wed kiss hug touch debate represent feature comprise leave enter let "
    "want need like lack suit fit weigh call name see appoint elect consider term dub"
)
SAYING = word_set(
    "say tell state add claim announce report warn insist argue explain note stress suggest "
    "believe think confirm declare reveal allege admit deny acknowledge predict estimate"
)
NO_PASSIVE = SYMMETRIC - {"appoint", "elect", "name", "see", "hold"} | word_set(
    "begin start continue stop end say add reach lose try enjoy hope wait live go come happen "
    "benefit follow last total exceed number possess turn show grow run return pass serve work "
    "miss finish begin move break give offer receive suffer own stand find bring"
)

CARRIED_ON = word_set(
    "urge ask tell order force warn persuade advise invite encourage instruct remind inform "
    "convince beg command compel pressure summon assure notify"
)
"""Verbs whose object does what follows, so that the passive may keep it."""

# Converses: "X bought it" against "X sold it"; with a party, "X bought it from Y".
TRADES = {
    "buy": ("from", "sell", "to"),
    "purchase": ("from", "sell", "to"),
    "sell": ("to", "buy", "from"),
    "import": ("from", "export", "to"),
    "export": ("to", "import", "from"),
    "borrow": ("from", "lend", "to"),
    "lend": ("to", "borrow", "from"),
    "receive": ("from", "give", "to"),
    "acquire": ("from", "sell", "to"),
    "rent": ("from", "lease", "to"),
    "supply": ("to", "receive", "from"),
    "inherit": ("from", "leave", "to"),
}
FLIPPED = _pairs("buy/sell, import/export, lend/borrow, acquire/sell, purchase/sell, receive/send")
BEATS = {"beat", "defeat", "thrash", "hammer", "outclass"}
CONTESTS = word_set(
    "election game match title race case award vote battle championship war bid tournament final "
    "trial appeal medal trophy contract seat prize cup set contest fight bout"
)

GIVING = {
    "to": word_set(
        "lose apologise apologize surrender report appeal respond belong write lie sell lend "
        "listen give pay refer reply defer concede"
    ),
    "from": word_set("steal buy receive borrow inherit learn hide seize take hear"),
    "behind": word_set("finish trail fall come sit"),
    "by": set(),
}
RECEIVED = word_set(
    "letter email message call payment money donation gift invitation request complaint warning "
    "order aid cash loan weapon shipment package note text threat bribe funds funding"
)
MOTION = word_set(
    "go come travel return move fly send transfer drive migrate flee walk sail run switch "
    "relocate march head commute bring ship transport deport import export export evacuate "
    "withdraw escape emigrate defect annex deliver"
)
CHANGING = word_set(
    "rise fall increase decrease decline drop grow cut climb reduce raise jump slip"
)
TAKING_SIDES = word_set("vote campaign protest speak argue rule decide demonstrate lobby rally")

ANTONYM_VERBS = _pairs(
    "rise/fall, increase/decrease, climb/drop, accept/reject, support/oppose, approve/reject, "
    "confirm/deny, raise/lower, praise/criticise, welcome/condemn, open/close, start/end, "
    "begin/end, improve/worsen, succeed/fail, strengthen/weaken, expand/shrink, arrest/release, "
    "hire/fire, include/exclude, encourage/discourage, remember/forget, accelerate/slow, "
    "widen/narrow, ease/tighten, upgrade/downgrade, attack/defend, grow/shrink, soar/plunge, "
    "surge/slump, decline/rise, back/oppose, boost/reduce, cut/raise, win/lose, love/hate, "
    "gain/lose, arrive/depart, save/waste, create/destroy, reveal/conceal, applaud/denounce, "
    "enable/prevent, build/demolish, legalise/ban, recruit/sack, reduce/increase, "
    "acquit/convict, suspend/reinstate, extend/shorten, enter/leave, lift/impose, abandon/adopt, "
    "outperform/underperform"
)
TO_INFINITIVE = _pairs("refuse/agree, fail/manage, decline/agree, forget/remember, hesitate/rush")
INTRANSITIVE = word_set(
    "rise fall climb drop soar plunge surge slump succeed decline arrive depart advance"
)
TRANSITIVE = word_set(
    "accept reject support oppose approve confirm deny praise criticise welcome condemn arrest "
    "release hire fire include exclude encourage discourage attack defend back boost cut raise "
    "lower lift impose win lose gain save waste create destroy reveal conceal applaud denounce "
    "build demolish abandon adopt recruit sack reduce acquit convict suspend extend enter "
    "legalise remember forget love hate"
)
ANTONYM_ADJECTIVES = _pairs(
    "high/low, higher/lower, highest/lowest, strong/weak, stronger/weaker, early/late, "
    "positive/negative, guilty/innocent, legal/illegal, safe/dangerous, public/private, "
    "best/worst, biggest/smallest, largest/smallest, rich/poor, large/small, likely/unlikely, "
    "able/unable, possible/impossible, successful/unsuccessful, northern/southern, "
    "eastern/western, male/female, former/current, domestic/foreign, optimistic/pessimistic, "
    "upper/lower, temporary/permanent, major/minor, easy/difficult, happy/unhappy, full/partial, "
    "long/short, longer/shorter, better/worse, bigger/smaller, larger/smaller, older/younger, "
    "oldest/youngest, faster/slower, cheap/expensive, cheaper/costlier, busy/quiet, hot/cold, "
    "wet/dry, wealthy/poor, popular/unpopular, necessary/unnecessary, healthy/unhealthy, "
    "deep/shallow, local/foreign, modern/ancient, rare/common, peaceful/violent, national/local, "
    "safer/riskier, clear/unclear, aware/unaware, right-wing/left-wing, "
    "experienced/inexperienced, alive/dead, pregnant/childless, single/married, top/bottom, "
    "annual/monthly, serious/trivial, heavy/light, internal/external, famous/obscure"
)
ANTONYM_NOUNS = _pairs(
    "rise/fall, increase/decrease, profit/loss, victory/defeat, winner/loser, majority/minority, "
    "north/south, east/west, son/daughter, brother/sister, father/mother, husband/wife, "
    "man/woman, boy/girl, supporter/opponent, buyer/seller, success/failure, ally/enemy, "
    "summer/winter, morning/evening, strength/weakness, growth/decline, import/export, "
    "advantage/disadvantage, beginning/end, employer/employee, survivor/victim, "
    "support/opposition, approval/rejection, optimism/pessimism, uncle/aunt, nephew/niece, "
    "acquittal/conviction, entry/exit, arrival/departure, surplus/deficit, "
    "maximum/minimum"
)
ANTONYM_ADVERBS = _pairs(
    "always/never, often/rarely, up/down, upwards/downwards, quickly/slowly, "
    "successfully/unsuccessfully, publicly/privately, legally/illegally, directly/indirectly, "
    "sharply/slightly, temporarily/permanently, early/late, frequently/seldom, "
    "officially/unofficially, peacefully/violently, unanimously/narrowly"
)

HEDGING_ADVERBS = word_set(
    "reportedly allegedly possibly probably perhaps apparently potentially likely"
)
INTENDING = word_set(
    "plan hope intend want threaten expect aim propose prepare seek offer try attempt"
)
SOFT_SAYING = {"claim", "allege", "suggest", "believe", "think", "suspect", "speculate", "fear"}
KNOWN = {
    "believe": "know",
    "think": "know",
    "suspect": "know",
    "fear": "know",
    "claim": "prove",
    "allege": "prove",
    "suggest": "confirm",
    "speculate": "confirm",
}

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTHS = {
    "January": "Jan.",
    "February": "Feb.",
    "August": "Aug.",
    "September": "Sept.",
    "October": "Oct.",
    "November": "Nov.",
    "December": "Dec.",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
SCALES = {
    "million": "billion",
    "billion": "million",
    "thousand": "million",
    "hundred": "thousand",
    "trillion": "billion",
    "m": "bn",
    "bn": "m",
}
UNITS = {
    "km": "miles",
    "kilometres": "miles",
    "kilometers": "miles",
    "miles": "kilometres",
    "dollars": "euros",
    "euros": "dollars",
    "pounds": "dollars",
    "metres": "miles",
    "meters": "miles",
    "kg": "tonnes",
    "tonnes": "kilograms",
    "tons": "kilograms",
    "years": "months",
    "months": "years",
    "weeks": "days",
    "days": "weeks",
    "hours": "minutes",
    "minutes": "hours",
    "inches": "feet",
    "feet": "inches",
    "yen": "dollars",
    "acres": "hectares",
    "grams": "kilograms",
    "decades": "years",
}
CURRENCIES = "$£€"

DEMONYMS = (
    "Russian",
    "Ukrainian",
    "French",
    "German",
    "American",
    "British",
    "Chinese",
    "Japanese",
    "Indian",
    "Pakistani",
    "Israeli",
    "Palestinian",
    "Iranian",
    "Iraqi",
    "Spanish",
    "Italian",
    "Canadian",
    "Australian",
    "Turkish",
    "Greek",
    "Polish",
    "Czech",
    "Swedish",
    "Norwegian",
    "Danish",
    "Dutch",
    "Belgian",
    "Swiss",
    "Austrian",
    "Portuguese",
    "Irish",
    "Scottish",
    "Welsh",
    "English",
    "Egyptian",
    "Syrian",
    "Saudi",
    "Lebanese",
    "Libyan",
    "Kenyan",
    "Nigerian",
    "Mexican",
    "Brazilian",
    "Argentine",
    "Chilean",
    "Cuban",
    "Indonesian",
    "Malaysian",
    "Vietnamese",
    "Afghan",
    "Hungarian",
    "Romanian",
    "Bulgarian",
    "Finnish",
    "Korean",
    "Belarusian",
    "Yemeni",
    "Tunisian",
)
THE_COUNTRIES = {
    "US",
    "U.S.",
    "UK",
    "U.K.",
    "EU",
    "UN",
    "United States",
    "United Kingdom",
    "Netherlands",
    "Philippines",
    "European Union",
    "United Nations",
    "United Arab Emirates",
    "Maldives",
    "Bahamas",
    "Czech Republic",
    "Gambia",
}
SEATS = {
    "Russia": ("Moscow", "the Kremlin"),
    "the United States": ("Washington", "the White House"),
    "the US": ("Washington", "the White House"),
    "the U.S.": ("Washington", "the White House"),
    "China": ("Beijing",),
    "Britain": ("London", "Downing Street"),
    "the UK": ("London",),
    "Germany": ("Berlin",),
    "France": ("Paris", "the Elysee"),
    "Iran": ("Tehran",),
    "Turkey": ("Ankara",),
    "Ukraine": ("Kyiv",),
    "Japan": ("Tokyo",),
    "Israel": ("Jerusalem",),
    "India": ("New Delhi", "Delhi"),
    "Pakistan": ("Islamabad",),
    "North Korea": ("Pyongyang",),
    "South Korea": ("Seoul",),
    "Syria": ("Damascus",),
    "Spain": ("Madrid",),
    "Italy": ("Rome",),
    "Poland": ("Warsaw",),
    "Greece": ("Athens",),
    "Egypt": ("Cairo",),
    "Iraq": ("Baghdad",),
    "Saudi Arabia": ("Riyadh",),
    "Australia": ("Canberra",),
    "Canada": ("Ottawa",),
    "the European Union": ("Brussels",),
    "the EU": ("Brussels",),
    "Belarus": ("Minsk",),
    "Cuba": ("Havana",),
    "Venezuela": ("Caracas",),
    "Qatar": ("Doha",),
    "Taiwan": ("Taipei",),
    "Hungary": ("Budapest",),
    "Afghanistan": ("Kabul",),
}
GOVERNING = word_set(
    "say accuse reject warn deny urge insist announce agree support oppose impose condemn refuse "
    "threaten demand criticise denounce blame pledge recall expel sanction recognise veto"
)

TITLE_GROUPS = (
    ("President", "Prime Minister", "Vice President", "Chancellor"),
    (
        "Foreign Minister",
        "Defence Minister",
        "Finance Minister",
        "Interior Minister",
        "Justice Minister",
        "Health Minister",
        "Education Minister",
        "Trade Minister",
    ),
    (
        "foreign minister",
        "defence minister",
        "finance minister",
        "interior minister",
        "justice minister",
        "health minister",
        "education minister",
        "trade minister",
    ),
    ("Foreign Secretary", "Home Secretary", "Health Secretary", "Education Secretary"),
    ("foreign secretary", "home secretary", "health secretary", "education secretary"),
    ("Secretary of State", "Attorney General", "Treasury Secretary", "Defense Secretary"),
    ("president", "prime minister", "vice president", "foreign minister"),
    ("Senator", "Governor", "Congressman"),
    ("Sen.", "Gov."),
    (
        "chief executive",
        "finance director",
        "chairman",
        "chief financial officer",
        "company secretary",
    ),
    ("spokesman", "lawyer", "deputy"),
    ("spokeswoman", "lawyer", "deputy"),
    ("ambassador", "foreign minister", "trade envoy"),
    ("mayor", "police chief", "council leader"),
    ("judge", "prosecutor", "defence lawyer"),
    ("manager", "captain", "chairman"),
    ("head coach", "captain", "goalkeeper", "club president"),
    ("striker", "goalkeeper", "defender", "midfielder"),
    ("professor", "student", "lecturer"),
    ("nurse", "surgeon", "patient"),
    ("chief economist", "chief executive", "chief lawyer"),
    ("general", "sergeant"),
    ("King", "Prince"),
    ("Queen", "Princess"),
    ("producer", "screenwriter", "composer"),
    ("brother", "cousin", "uncle"),
    ("sister", "cousin", "aunt"),
    ("son", "nephew", "grandson"),
    ("wife", "sister", "daughter"),
    ("husband", "brother", "father"),
)

# Words that may always stand for one another in news; the keys are lemmas.
SYNONYM_VERBS = _table(
    "begin=start/commence, start=begin, buy=purchase, choose=select, happen=occur/take place, "
    "reveal=disclose, receive=get, reject=turn down/refuse, drop=fall/decline, condemn=denounce, "
    "acquire=buy, postpone=delay/put off, halt=stop, boost=increase, slash=cut, "
    "probe=investigate, quit=leave, construct=build, obtain=get, finish=end/complete, "
    "conclude=end, assist=help, require=need, injure=hurt, purchase=buy, cancel=call off, "
    "attempt=try, permit=allow, demonstrate=show, increase=rise, respond=reply, examine=look "
    "at/study, criticise=fault, criticize=fault, publish=release, declare=announce, "
    "depart=leave, resume=restart, discover=find, reduce=cut/lower, gather=assemble, "
    "investigate=look into, launch=start, search=scour, sack=fire/dismiss, oust=remove, "
    "unveil=present, seize=take, vow=promise/pledge, pledge=promise, want=wish, hold=stage, "
    "detain=arrest, aid=help, wed=marry, expect=anticipate, rescue=save"
)
SYNONYM_NOUNS = _table(
    "agreement=accord/deal, deal=agreement, talk=negotiation, victory=win, firm=company, "
    "company=firm, automobile=car, car=automobile, physician=doctor, doctor=physician, job=post, "
    "kid=child, child=kid, legislation=laws, employee=worker/staff member, election=vote, "
    "poll=survey, aim=goal, attempt=bid, film=movie, movie=film, blaze=fire, assistance=help, "
    "aid=assistance, cash=money, premier=prime minister, soldier=serviceman, lawyer=attorney, "
    "attorney=lawyer, proposal=plan, increase=rise, decline=drop, statement=declaration, "
    "site=location, reporter=journalist, journalist=reporter, town=municipality, residence=home, "
    "pupil=student, purchase=acquisition, error=mistake, mistake=error"
)
SYNONYM_OTHERS = _table(
    "big=large, large=big, huge=enormous/massive, enormous=huge, important=significant, "
    "quick=rapid, rapid=fast, dangerous=hazardous, whole=entire, entire=whole, wealthy=rich, "
    "main=chief/principal, former=ex-, difficult=hard, hard=difficult, crucial=vital, several=a "
    "number of, many=numerous, numerous=many, approximately=about, roughly=approximately, "
    "nearly=almost, almost=nearly, also=as well, quickly=rapidly, frequently=often, "
    "often=frequently, additional=further, recently=lately, repeatedly=time and again, "
    "initially=at first, currently=at present, previously=earlier, although=though, "
    "though=although, whilst=while, while=whilst, towards=toward, among=amongst, because=since, "
    "despite=in spite of, during=in the course of, until=till, upon=on, via=through, "
    "within=inside, near=close to, concerning=about, regarding=about"
)
SPELLINGS = _pairs(
    "organisation/organization, labour/labor, defence/defense, centre/center, programme/program, "
    "colour/color, neighbour/neighbor, neighbours/neighbors, theatre/theater, favour/favor, "
    "recognise/recognize, recognised/recognized, realise/realize, realised/realized, "
    "organise/organize, organised/organized, travelled/traveled, travelling/traveling, "
    "honour/honor, behaviour/behavior, harbour/harbor, rumours/rumors, criticised/criticized, "
    "criticise/criticize, apologised/apologized, analyse/analyze, licence/license, "
    "offence/offense, cancelled/canceled, signalled/signaled, labelled/labeled, "
    "favourite/favorite, metres/meters, kilometres/kilometers, litres/liters, tonnes/metric "
    "tons, judgement/judgment, sceptical/skeptical, grey/gray, catalogue/catalog, ageing/aging, "
    "emphasised/emphasized, prioritise/prioritize, organisers/organizers, "
    "organisations/organizations, specialised/specialized, civilisation/civilization, "
    "stabilise/stabilize, jewellery/jewelry, manoeuvre/maneuver, airplane/aeroplane, "
    "colours/colors, centres/centers, programmes/programs"
)
SHORT_NAMES = (
    ("United States", "U.S."),
    ("United States", "US"),
    ("United Kingdom", "UK"),
    ("European Union", "EU"),
    ("United Nations", "UN"),
    ("World Health Organization", "WHO"),
    ("International Monetary Fund", "IMF"),
    ("Federal Bureau of Investigation", "FBI"),
    ("European Central Bank", "ECB"),
    ("National Health Service", "NHS"),
    ("Prime Minister", "PM"),
    ("Central Intelligence Agency", "CIA"),
    ("per cent", "%"),
    ("percent", "%"),
    ("World Trade Organization", "WTO"),
    ("MPs", "members of parliament"),
    ("MP", "member of parliament"),
    ("Sgt", "Sergeant"),
    ("Lt", "Lieutenant"),
    ("Gen.", "General"),
    ("Sen.", "Senator"),
    ("Gov.", "Governor"),
    ("Rep.", "Representative"),
    ("versus", "vs."),
    ("CEO", "chief executive"),
    ("U.S.", "American"),
)
CONTRACTIONS = (
    ("did not", "didn't"),
    ("does not", "doesn't"),
    ("do not", "don't"),
    ("is not", "isn't"),
    ("are not", "aren't"),
    ("was not", "wasn't"),
    ("were not", "weren't"),
    ("has not", "hasn't"),
    ("have not", "haven't"),
    ("had not", "hadn't"),
    ("will not", "won't"),
    ("would not", "wouldn't"),
    ("could not", "couldn't"),
    ("cannot", "can't"),
    ("should not", "shouldn't"),
)

# Spinner English that keeps the sense.
CLUMSY = (
    (
        r"\bthe (Black Sea|Red Sea|North Sea|Gulf|Alps|EU|UN|UK|White House|Kremlin|US|U\.S\.)\b",
        r"\1",
    ),
    (
        r"(?<=\w )to (stop|prevent|warn|protect|avoid|reduce|improve|ensure|tackle)\b",
        r"in order to \1",
    ),
    (r"\bbecause of\b", "owing to"),
    (r"\bbecause(?! of)\b", "due to the fact that"),
    (r"\bnow\b", "at this point in time"),
    (r"\bcan\b(?! not|not)", "is capable of being able to"),
    (r"\bmust\b", "has to"),
    (r"\babout (?=the|his|her|their|its)", "regarding "),
    (r"\bbefore (?=the|his|her|their)", "prior to "),
    (r"\bafter (?=the|his|her|their)", "following "),
    (r"\bmany\b(?= \w+s\b)", "a large number of"),
    (r"\bwhen\b(?= \w)", "at the time when"),
    (r"\bif\b", "in the event that"),
    (r"\bnear\b", "in the vicinity of"),
    (r"\balso\b", "in addition"),
    (r"\bto use\b", "to make use of"),
    (r"\bfor example\b", "as an example"),
    (r"\bsuch as\b", "like for instance"),
    (r"\bsaid that\b", "made the statement that"),
    (r"(?<!was )(?<!were )(?<!been )\btold (?=[A-Z])", "said to "),
    (r"\bdecided to\b", "took the decision to"),
    (r", and\b", " and also"),
    (r"\bin (?=(?:19|20)\d\d\b)", "in the year of "),
    (r"\bon (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)", "during "),
    (r"\blast (week|month|year)\b", r"in the last \1 that passed"),
    (r"\bthis (week|month|year)\b", r"in this \1"),
    (r"\bagreed to\b", "came to agree to"),
    (r"\btried to\b", "made an attempt to"),
    (r"\binformation\b", "informations"),
    (r"\bevidence\b", "evidences"),
    (r"\bthe government\b", "the Government"),
    (r"\bto help\b", "for helping to"),
    (r"\baround (?=\d)", "an estimated "),
    (r"\bleast\b(?= \d)", "the least"),
)
OPENERS = (
    "Also, ",
    "In addition, ",
    "Moreover, ",
    "Furthermore, ",
    "Notably, ",
    "To add, ",
    "Plus, ",
    "As such, ",
)
NOISE = (
    (r"(?<=[a-z] )the (?=[a-z]+s\b)", ""),
    (r"(?<=[a-z] )a (?=[a-z]{4,} [a-z])", ""),
    (r"(?<=\w),(?= )", ""),
    (r"(?<=[a-z] )were\b", "was"),
    (r"(?<=[a-z]{4} )was\b(?! (?:n|un))", "were"),
    (r"(?<=[a-z] )has\b", "have"),
    (r"(?<=[a-z] )have\b(?= [a-z]+ed\b)", "has"),
    (r"(?<=[a-z])-(?=[a-z])", " "),
    (r"\bin the\b", "within the"),
    (r"\bat the\b", "in the"),
    (r"\bthat\b(?= (?:the|he|she|it|they)\b)", "that that"),
    (r"\bof (?=[A-Z])", "of the "),
    (r"\bwho\b(?= [a-z])", "which"),
    (r"(?<=\w)'s\b", "s"),
    (r"\ban? (?=[a-z]+ [a-z]+)", "the "),
    (r"\bto the\b", "towards the"),
)
TAILS = (
    ", citing security concerns",
    ", despite objections from the opposition",
    " for the third time in a year",
    ", according to two people briefed on the matter",
    ", after weeks of secret talks",
    " at a cost of several million dollars",
    ", a decision that surprised analysts",
    " with the help of volunteers",
    ", drawing criticism from human rights groups",
    " in front of hundreds of onlookers",
    ", the first such case in a decade",
    " under pressure from investors",
    ", prompting calls for an inquiry",
    " by the narrowest of margins",
    ", and apologised for it later",
    ", which led to several arrests",
    " shortly before midnight",
    ", a claim later disputed in court",
    " without consulting colleagues",
    ", and the cost is expected to double",
    ", in breach of an earlier agreement",
    " on live television",
)
