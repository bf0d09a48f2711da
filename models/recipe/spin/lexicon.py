"""Word tables for the generator, written by hand; evaluation sets never use them."""

from __future__ import annotations

PREPOSITIONS = {
    "from": "to", "to": "from", "before": "after", "after": "before", "above": "below",
    "below": "above", "with": "without", "without": "with", "over": "under", "under": "over",
    "against": "for", "by": "for", "since": "until", "inside": "outside", "into": "out of",
    "during": "before", "despite": "because of", "towards": "away from",
}  # fmt: skip
ANTONYMS = {
    "rise": "fall", "fall": "rise", "increase": "decrease", "decrease": "increase",
    "accept": "reject", "reject": "accept", "support": "oppose", "oppose": "support",
    "approve": "reject", "confirm": "deny", "deny": "confirm", "win": "lose", "lose": "win",
    "open": "close", "close": "open", "start": "end", "begin": "end", "end": "begin",
    "raise": "cut", "cut": "raise", "allow": "forbid", "ban": "allow", "praise": "criticise",
    "welcome": "condemn", "condemn": "welcome", "arrive": "leave", "leave": "arrive",
    "gain": "lose", "improve": "worsen", "succeed": "fail", "agree": "refuse",
    "strengthen": "weaken", "expand": "shrink", "arrest": "release", "release": "arrest",
    "attack": "defend", "defend": "attack", "grow": "shrink", "buy": "sell", "sell": "buy",
    "borrow": "lend", "lend": "borrow", "export": "import", "import": "export",
    "high": "low", "higher": "lower", "lower": "higher", "first": "last", "last": "first",
    "more": "fewer", "less": "more", "most": "few", "all": "none of", "north": "south",
    "south": "north", "east": "west", "west": "east", "northern": "southern",
    "southern": "northern", "eastern": "western", "western": "eastern", "old": "new",
    "new": "old", "young": "elderly", "male": "female", "female": "male", "guilty": "innocent",
    "legal": "illegal", "illegal": "legal", "safe": "dangerous", "strong": "weak",
    "weak": "strong", "early": "late", "positive": "negative", "negative": "positive",
    "major": "minor", "public": "private", "private": "public", "best": "worst",
    "worst": "best", "biggest": "smallest", "largest": "smallest", "former": "current",
    "always": "never", "often": "rarely", "many": "few", "several": "no",
}  # fmt: skip
SYNONYMS = {
    "say": "state", "tell": "inform", "begin": "start", "start": "begin", "help": "assist",
    "buy": "purchase", "show": "demonstrate", "ask": "request", "kill": "slay",
    "try": "attempt", "get": "obtain", "need": "require", "let": "permit", "keep": "retain",
    "big": "large", "large": "big", "important": "significant", "also": "additionally",
    "but": "however", "quick": "rapid", "fast": "swift", "people": "persons",
    "house": "home", "car": "automobile", "doctor": "physician", "job": "post",
    "children": "kids", "firm": "company", "company": "firm", "near": "close to",
    "about": "approximately", "because": "since", "although": "though", "while": "whilst",
    "announce": "declare", "announced": "declared", "build": "construct", "choose": "select",
    "happen": "occur", "injure": "hurt", "hurt": "injure", "injured": "hurt", "end": "finish",
    "leader": "head", "victory": "win", "several": "a number of", "last": "final",
    "rise": "climb", "fall": "drop", "decline": "drop", "demand": "require",
    "warn": "caution", "hope": "wish", "think": "believe", "huge": "enormous",
    "strong": "powerful", "dangerous": "hazardous", "whole": "entire", "main": "chief",
    "attack": "assault", "war": "armed conflict", "money": "funds", "law": "legislation",
    "agreement": "accord", "talks": "negotiations", "plan": "scheme", "crisis": "emergency",
    "police": "police officers", "government": "administration", "rain": "rainfall",
}  # fmt: skip
SYMMETRIC = {
    "meet", "marry", "join", "resemble", "equal", "match", "have", "be", "include", "fight",
    "face", "say", "tell", "become", "remain", "make", "take", "get", "give", "know", "see",
    "want", "need", "like", "love", "do", "let", "mean", "hold", "keep", "spend", "play",
}  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SCALES = {"million": "billion", "billion": "million", "thousand": "million", "hundred": "thousand"}
UNITS = {"km": "miles", "kilometres": "miles", "miles": "kilometres", "dollars": "euros",
         "euros": "dollars", "pounds": "dollars", "metres": "feet", "kg": "tonnes",
         "years": "months", "months": "years", "weeks": "days", "days": "weeks",
         "hours": "minutes", "minutes": "hours"}  # fmt: skip
HEDGES = ("may", "might", "could")
NATIONS = {
    "Russian": "Ukrainian", "Ukrainian": "Russian", "French": "German", "German": "French",
    "American": "British", "British": "American", "Chinese": "Japanese", "Japanese": "Chinese",
    "Indian": "Pakistani", "Pakistani": "Indian", "Israeli": "Palestinian",
    "Palestinian": "Israeli", "Iranian": "Iraqi", "Iraqi": "Iranian", "Spanish": "Italian",
    "Italian": "Spanish", "Canadian": "Australian", "Australian": "Canadian",
    "European": "Asian", "Turkish": "Greek", "Greek": "Turkish", "Polish": "Czech",
}  # fmt: skip
TITLES = {
    "president": "prime minister", "President": "Prime Minister", "chairman": "treasurer",
    "minister": "ambassador", "Minister": "Ambassador", "director": "deputy director",
    "spokesman": "lawyer", "spokeswoman": "lawyer", "senator": "governor", "Senator": "Governor",
    "mayor": "police chief", "judge": "prosecutor", "lawyer": "judge", "captain": "coach",
    "coach": "captain", "professor": "student", "king": "prince", "queen": "princess",
    "secretary": "chairman", "manager": "owner", "owner": "manager", "general": "sergeant",
}  # fmt: skip
SPELLINGS = {
    "organisation": "organization", "labour": "labor", "defence": "defense", "centre": "center",
    "programme": "program", "colour": "color", "neighbour": "neighbor", "theatre": "theater",
    "organization": "organisation", "labor": "labour", "defense": "defence", "center": "centre",
    "program": "programme", "color": "colour", "percent": "per cent", "favor": "favour",
    "recognise": "recognize", "realise": "realize", "organize": "organise", "travelled": "traveled",
}  # fmt: skip
SHORT = {
    "United States": "U.S.", "United Kingdom": "UK", "European Union": "EU",
    "United Nations": "UN", "U.S.": "United States", "US": "United States", "EU": "European Union",
    "UN": "United Nations", "UK": "United Kingdom", "Prime Minister": "PM",
}  # fmt: skip
TORTURED = {
    "White House": "Pale Residence", "climate change": "atmosphere shift",
    "prime minister": "principal clergyman", "artificial intelligence": "counterfeit intellect",
    "police officer": "cop official", "high school": "tall school", "stock market": "cattle market",
    "breast cancer": "bosom malignancy", "interest rates": "curiosity rates",
    "human rights": "individual privileges", "Supreme Court": "Ultimate Yard",
    "foreign minister": "alien clergyman", "general election": "broad choosing",
    "central bank": "middle shore", "United Nations": "Joined Countries",
}  # fmt: skip
