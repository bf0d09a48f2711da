// A report as elements. Whatever comes from a text goes in as text, never as markup.

import { differing } from "./diff.js";

const OUTCOMES = {
  passed: { kind: "passed", title: "Passed" },
  failed: { kind: "failed", title: "Failed" },
  review: { kind: "open", title: "Needs review" },
  unchecked: { kind: "open", title: "Not passed, because not all was checked" },
};
const RANK = { error: 3, warning: 2, note: 1 };

/** An element with properties and children; strings become text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** The article, cut where sentences and findings begin and end. */
export function article(text, report, choose) {
  // Offsets count code points; JavaScript counts UTF-16 units.
  const characters = Array.from(text);
  const cuts = new Set([0, characters.length]);
  for (const { start, end } of [...report.sentences, ...report.findings]) cuts.add(start).add(end);
  const places = [...cuts].sort((a, b) => a - b);
  const covers = (one, start, end) => one.start <= start && end <= one.end && start < end;
  return places.slice(0, -1).map((start, n) => {
    const end = places[n + 1];
    const words = characters.slice(start, end).join("");
    const found = report.findings.filter((one) => covers(one, start, end));
    const sentence = report.sentences.find((one) => covers(one, start, end));
    if (found.length) return marked(words, found, report, choose);
    if (sentence) return plain(words, sentence, choose);
    return document.createTextNode(words);
  });
}

function marked(words, found, report, choose) {
  const worst = found.reduce((a, b) => (RANK[b.severity] > RANK[a.severity] ? b : a));
  const label = found.map((one) => `${one.severity} ${one.code}: ${one.message}`).join("; ");
  const mark = element("mark", {
    className: worst.severity, tabIndex: 0, role: "button", title: label,
    "aria-label": `${words}, ${label}`,
  }, words);
  return pressable(mark, () => choose(report.findings.indexOf(worst)));
}

function plain(words, sentence, choose) {
  const span = element("span", {
    className: `sentence ${sentence.verdict}`, tabIndex: -1, role: "button",
  }, words);
  return pressable(span, () => choose(sentence));
}

function pressable(made, press) {
  made.addEventListener("click", press);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  });
  return made;
}

/** One line for each finding. */
export function findings(report, choose) {
  if (!report.findings.length) return [element("li", {}, "None.")];
  return report.findings.map((one, n) => {
    const button = element("button", { type: "button", className: one.severity, "aria-pressed": "false" },
      element("strong", {}, `${one.severity} ${one.code} ${one.name}`), element("br"), one.message);
    button.addEventListener("click", () => choose(n));
    return element("li", {}, button);
  });
}

/** Why a finding was made. */
export function whyFinding(finding, report) {
  const said = report.sentences[finding.sentence].text;
  const parts = [
    element("h3", {}, `${finding.code} ${finding.name}`),
    element("p", {}, finding.message),
    element("p", { className: "soft" },
      `${finding.severity}, ${percent(finding.probability)} sure; the words “${finding.text}”`),
  ];
  if (finding.suggestion !== null) {
    parts.push(element("p", {}, finding.suggestion === ""
      ? "Suggestion: remove these words." : `Suggestion: “${finding.suggestion}”`));
  }
  const shown = [
    ...evidence(said, finding.evidence, report, finding.against),
    ...elsewhere(said, finding, report),
  ];
  return [...parts, ...(shown.length ? shown : nothing())];
}

/** Why a sentence got its verdict. */
export function whySentence(sentence, report) {
  const sure = sentence.probability === null ? "" : `, ${percent(sentence.probability)} sure`;
  const parts = [element("h3", {}, `Sentence ${sentence.index + 1}: ${sentence.verdict}${sure}`)];
  if (sentence.reason) parts.push(element("p", {}, sentence.reason));
  const known = evidence(sentence.text, sentence.evidence, report);
  return [...parts, ...(known.length ? known : nothing())];
}

function nothing() {
  return [element("p", { className: "soft" }, "No evidence was found.")];
}

function evidence(said, known, report, against = null) {
  return known.map((one) => {
    const where = one.origin !== "article" ? one.ref
      : shows(one, against) ? otherPlace(against) : "Elsewhere in the article";
    return pair(said, one.text, `${where} (${one.id})${scores(one.scores)}`,
      dates(one, report.document.dateline));
  });
}

/** The other place of the article, where a finding is held against one that no evidence shows. */
function elsewhere(said, { against, evidence }, report) {
  if (!against || evidence.some((one) => shows(one, against))) return [];
  const touched = report.sentences.filter((one) => overlap(one, against));
  const text = touched.map((one) => one.text).join(" ") || against.text;
  return [pair(said, text, otherPlace(against), "")];
}

function otherPlace(against) {
  return `Elsewhere in the article, “${against.text}”`;
}

function shows(known, against) {
  return against !== null && known.origin === "article" && overlap(known, against);
}

function overlap(one, other) {
  return one.start < other.end && other.start < one.end;
}

function pair(said, known, where, note) {
  return element("div", { className: "pair" },
    element("div", {}, element("cite", {}, "The article says"), quote(said, known)),
    element("div", {}, element("cite", {}, where), quote(known, said),
      ...(note ? [element("p", { className: "soft" }, note)] : [])));
}

/** When a fact holds, and of which day the article is; nothing for what always holds. */
function dates({ valid_from: first, valid_to: last }, day) {
  if (!first && !last) return "";
  const held = first && last ? `${first} to ${last}` : first ? `since ${first}` : `until ${last}`;
  return `Holds ${held}; ${day ? `the article is of ${day}` : "the article’s date is unknown"}.`;
}

function quote(one, other) {
  return element("blockquote", {}, ...differing(one, other).map(({ text, differs }) =>
    (differs ? element("mark", {}, text) : text)));
}

function scores(given) {
  if (given === null) return "";
  return `: entailment ${given.entailment.toFixed(2)}, contradiction ${given.contradiction.toFixed(2)}`;
}

/** The outcome in words; never green where something was not checked. */
export function outcome(report) {
  const many = counted(report.findings);
  const unchecked = report.sentences.filter((one) => one.verdict === "unchecked").length;
  const rest = unchecked ? `; ${unchecked} of ${report.sentences.length} sentences unchecked` : "";
  const { kind, title } = OUTCOMES[report.outcome];
  return { kind: unchecked && kind === "passed" ? "open" : kind, words: `${title}: ${many}${rest}` };
}

function counted(found) {
  const levels = Object.keys(RANK).map((level) => {
    const count = found.filter((one) => one.severity === level).length;
    return count ? `${count} ${level}${count === 1 ? "" : "s"}` : "";
  });
  return levels.filter(Boolean).join(", ") || "no findings";
}

function percent(probability) {
  return `${Math.round(100 * probability)} %`;
}
