"""FC103: who did it to whom is turned round."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.domain import Finding, Judgement, MentionKind, Severity
from consistency.rules.base import Flags, Passes, Rule

SYMMETRIC = {"meet", "marry", "join", "resemble", "equal", "match", "fight", "divorce", "be",
             "become", "include", "face", "talk", "speak", "chat", "argue", "negotiate", "agree",
             "play", "compete", "clash", "differ", "discuss", "trade", "date"}  # fmt: skip


class RoleSwapped(Rule):
    """Who did it to whom is turned round.

    Events are read off the parse with passives made active and converse verbs folded ("A
    sold to B", "B bought from A"), so that only the parties' roles are compared: the fact's
    agent stands in another role, and who stood there is the rewrite's agent. Where the source
    sentence is known that a sentence tells again, verbs that tell one deed ("sued", "brought a
    lawsuit against"; "blamed", "laid the blame on") are compared as well.

    Cannot see: events whose verb was replaced by one that its table does not know, roles inside
    nouns ("the bank's takeover by its rival"), and parties that only pronouns name.
    """

    code = "FC103"
    name = "role-swapped"
    severity = Severity.ERROR
    supersedes = ("FC101", "FC102", "FC303")
    examples = (
        Flags(
            "‹Belarus accused the EU› of sending migrants.",
            facts=("The EU accused Belarus of sending migrants.",),
        ),
        Flags("‹Norvik was sued by Helden› last year.", facts=("Norvik sued Helden last year.",)),
        Flags("‹Helden bought Norvik› in May.", source="Norvik bought Helden in May."),
        Flags(
            "‹Norvik brought a lawsuit against the fishermen› in May.",
            source="The fishermen sued Norvik in May.",
        ),
        Passes(
            "Norvik was taken to court by the fishermen in May.",
            source="The fishermen sued Norvik in May.",
        ),
        Passes(
            "Belarus was accused by the EU of sending migrants.",
            facts=("The EU accused Belarus of sending migrants.",),
        ),
        Passes("Germany met France in the final.", facts=("France met Germany in the final.",)),
        Passes("Norvik sold the unit to Helden.", facts=("Helden bought the unit from Norvik.",)),
        Passes("Arlen beat Corby in May.", facts=("Corby lost to Arlen in May.",)),
    )

    def check(self, judgement: Judgement) -> Iterator[Finding]:
        """Yields events whose two parties changed places."""
        done: set[int] = set()
        for pair in judgement.analysis.parallels:
            said, known = pair.said, pair.known
            agent, doer = said.argument("agent"), known.argument("agent")
            if not agent or not doer or agent.key == doer.key or said.lemma in SYMMETRIC:
                continue
            for other in said.arguments:
                if other.key != doer.key or other.role == "agent":
                    continue
                if not any(a.key == agent.key and a.role == other.role for a in known.arguments):
                    continue
                done.add(pair.sentence)
                sentence = judgement.sentences[pair.sentence]
                first = min(agent.first, other.first, said.verb)
                last = max(agent.last, other.last, said.verb)
                yield self.finding(
                    judgement,
                    sentence,
                    sentence.locate_tokens(first, last),
                    f"turned round: by what is known, {doer.text} is the one who acts",
                    facts=(pair.fact,),
                )
        for restated in judgement.at_odds(MentionKind.ROLES):
            if restated.sentence not in done:
                yield self.beside(
                    judgement,
                    restated,
                    f"turned round; what is known says “{restated.known.text}”",
                )
