"use strict";
// The error browser: filters over the rows that each section carries. All words enter as text.
const PAGE = 25;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function marked(text, wrong, found) {
  // Cut the text at every edge, then dress each piece by the spans that cover it.
  const edges = new Set([0, text.length]);
  for (const [start, end] of [...wrong, ...found]) {
    for (const edge of [start, end]) if (edge > 0 && edge < text.length) edges.add(edge);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const covers = (spans, at) => spans.some(([start, end]) => start <= at && at < end);
  const line = element("div", { className: "words" });
  for (let i = 0; i + 1 < cuts.length; i++) {
    let piece = document.createTextNode(text.slice(cuts[i], cuts[i + 1]));
    if (covers(found, cuts[i])) piece = element("u", {}, piece);
    if (covers(wrong, cuts[i])) piece = element("mark", {}, piece);
    line.append(piece);
  }
  return line;
}

function card(row, place, data, chosen) {
  const said = data.systems.map((name, n) => ({ name, ...row.by[n] }));
  const main = said[place] ?? said[0];
  const kind = main.flagged === row.faithful ? (row.faithful ? "alarm" : "miss") : "";
  const found = main.findings.map((f) => f.span);
  const box = element("div", { className: `unit ${kind} ${chosen ? "chosen" : ""}` });
  const head = element("div");
  const tell = (text) => head.append(element("span", { className: "tag", textContent: text }));
  tell(row.id);
  tell(row.faithful ? "gold: faithful" : `gold: ${row.kinds.join(", ") || "unfaithful"}`);
  if (row.apart) tell(`${data.pair.join(" and ")} disagree`);
  box.append(head, marked(row.text, row.wrong, found));
  if (row.source) box.append(element("blockquote", { textContent: row.source }));
  for (const one of said) {
    const score = one.score === null ? "no score" : `score ${one.score}`;
    const verdict = one.verdict ? `, ${one.verdict}` : "";
    const line = element("p", { className: "said" });
    line.append(element("b", { textContent: one.name }), `: ${one.flagged ? "flags it" : "passes it"} (${score}${verdict})`);
    if (one.error) line.append(` ${one.error}`);
    box.append(line);
    for (const f of one.findings) {
      box.append(element("blockquote", { textContent: `${f.rule}, ${f.probability}: ${f.message}` }));
    }
    if (one !== main) continue;
    for (const [text, entails, contradicts] of one.evidence) {
      const numbers = entails === null ? "" : ` (entails ${entails}, contradicts ${contradicts})`;
      box.append(element("blockquote", { textContent: `“${text}”${numbers}` }));
    }
  }
  const scores = data.scored.map((name, n) => `${name} ${row.scores[n] ?? "–"}`).join(" · ");
  box.append(element("details", {}, element("summary", { textContent: "all scores" }), scores));
  return box;
}

function browse(section) {
  const source = section.querySelector(".errors");
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const chooser = (options) => {
    const made = element("select");
    for (const [value, text] of options) made.append(element("option", { value, textContent: text }));
    return made;
  };
  const system = chooser(data.systems.map((name, n) => [n, name]));
  const what = chooser([
    ["all", "false alarms and misses"], ["alarm", "false alarms"], ["miss", "misses"],
    ...(data.pair.length ? [["apart", `where ${data.pair.join(" and ")} disagree`]] : []),
  ]);
  const kind = chooser([["", "every kind"], ...data.kinds.map((name) => [name, name])]);
  const words = element("input", { type: "search", placeholder: "words or id" });
  const count = element("span", { className: "dim" });
  const list = element("div");
  const more = element("button", { textContent: "show more" });
  let shown = PAGE;
  let chosen = null;

  const fits = (row) => {
    const flagged = row.by[system.value].flagged;
    const type = flagged === row.faithful ? (row.faithful ? "alarm" : "miss") : "";
    if (what.value === "apart" ? !row.apart : what.value === "all" ? !type : type !== what.value) return false;
    if (kind.value && !row.kinds.includes(kind.value)) return false;
    const sought = words.value.trim().toLowerCase();
    return !sought || `${row.id} ${row.text}`.toLowerCase().includes(sought);
  };
  const draw = () => {
    const rows = data.rows.filter((row) => row.n !== chosen && fits(row));
    const first = data.rows.filter((row) => row.n === chosen);
    list.replaceChildren(
      ...first.map((row) => card(row, Number(system.value), data, true)),
      ...rows.slice(0, shown).map((row) => card(row, Number(system.value), data, false)),
    );
    count.textContent = `${rows.length + first.filter(fits).length} sentences`;
    more.hidden = rows.length <= shown;
  };
  for (const control of [system, what, kind, words]) {
    control.addEventListener("input", () => { shown = PAGE; chosen = null; draw(); });
  }
  more.addEventListener("click", () => { shown += PAGE; draw(); });
  const follow = () => {
    const [name, number] = decodeURIComponent(location.hash.slice(1)).split(":");
    if (name !== section.dataset.name || number === undefined) return;
    chosen = Number(number);
    draw();
    list.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", follow);
  section.querySelector(".browser").append(
    element("div", { className: "filter" }, system, what, kind, words, count), list, more,
  );
  draw();
  follow();
}

document.querySelectorAll("section").forEach(browse);
