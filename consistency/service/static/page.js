// The page: takes the texts, asks the service, shows what it found.

import { Refused, check, formats } from "./api.js";
import { article, element, findings, outcome, whyFinding, whySentence } from "./render.js";

const at = (id) => document.getElementById(id);
const DOWNLOADS = { html: "text/html", json: "application/json", sarif: "application/sarif+json" };
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, blockquote, figcaption, pre, td";
let running = null;

for (const id of ["text", "source", "facts"]) acceptDrops(at(id));
for (const input of document.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => {
    if (input.files.length) open(input.files[0], at(input.dataset.for));
    input.value = "";
  });
}
at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
at("form").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) at("form").requestSubmit();
});
at("cancel").addEventListener("click", () => running?.abort());
at("article").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const items = [...at("article").querySelectorAll("[role=button]")];
  const next = items[items.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

function acceptDrops(area) {
  const leave = () => area.classList.remove("dropping");
  area.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    area.classList.add("dropping");
  });
  area.addEventListener("dragleave", leave);
  area.addEventListener("drop", (event) => {
    leave();
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    open(event.dataTransfer.files[0], area);
  });
}

async function open(file, area) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    area.value = /\.html?$/i.test(file.name) ? readable(text) : text;
    say(`${file.name} is read.`);
  } catch {
    say(`${file.name} is not a text in UTF-8.`, "bad");
  }
}

/** The words of a web page. A parsed document is inert: it runs and loads nothing. */
function readable(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const one of page.querySelectorAll("script, style, nav, header, footer, aside, form")) one.remove();
  const root = page.querySelector("article, main") ?? page.body;
  const blocks = [...root.querySelectorAll(BLOCKS)].filter((one) => !one.querySelector(BLOCKS));
  const texts = (blocks.length ? blocks : [root]).map((one) => one.textContent.replace(/\s+/g, " ").trim());
  return texts.filter(Boolean).join("\n\n");
}

function asked() {
  const facts = at("facts").value.split(/\r?\n/).map((line) => line.trim());
  return {
    // A browser's text area gives every line break as one character.
    text: at("text").value,
    source: at("source").value.trim() ? at("source").value : null,
    date: at("date").value || null,
    facts: facts.filter((line) => line && !line.startsWith("#")),
  };
}

async function run() {
  if (running) return;
  running = new AbortController();
  busy(true);
  say("Checking …");
  const request = asked();
  try {
    const text = await check(request, "json", at("key").value, running.signal);
    show(request, text);
    say("");
  } catch (error) {
    failed(error);
  } finally {
    running = null;
    busy(false);
  }
}

function failed(error) {
  if (error.name === "AbortError") {
    say("Cancelled.");
    return;
  }
  at("key-field").hidden = at("key-field").hidden && error.status !== 401;
  say(error instanceof Refused ? error.message : `The page met an error: ${error.message}`, "bad");
  if (error.status === 401) at("key").focus();
}

function busy(is) {
  at("check").disabled = is;
  at("cancel").hidden = !is;
}

function say(words, kind = "") {
  at("status").textContent = words;
  at("status").className = kind;
}

function show(request, text) {
  const report = JSON.parse(text);
  const { kind, words } = outcome(report);
  at("verdict").textContent = words;
  at("verdict").className = kind;
  const suppressed = report.suppressed.length ? [`${report.suppressed.length} findings are suppressed.`] : [];
  const told = [...report.errors, ...suppressed, ...report.notes];
  at("notes").replaceChildren(...told.map((one) => element("li", {}, one)));
  const choose = (chosen) => {
    const finding = typeof chosen === "number" ? report.findings[chosen] : null;
    at("evidence").replaceChildren(...(finding ? whyFinding(finding, report) : whySentence(chosen, report)));
    for (const [n, button] of at("findings").querySelectorAll("button").entries()) {
      button.setAttribute("aria-pressed", String(n === chosen));
    }
    at("evidence").scrollIntoView({ block: "nearest" });
  };
  at("article").replaceChildren(...article(request.text, report, choose));
  at("findings").replaceChildren(...findings(report, choose));
  at("evidence").replaceChildren();
  at("result").hidden = false;
  offerDownloads(request, text);
  at("verdict").focus();
}

async function offerDownloads(request, json) {
  const known = await formats();
  at("downloads").replaceChildren(...known.filter((one) => one in DOWNLOADS).map((format) => {
    const button = element("button", { type: "button" }, `Download ${format.toUpperCase()}`);
    button.addEventListener("click", () => download(request, format, json));
    return button;
  }));
}

async function download(request, format, json) {
  try {
    // The service remembers the article's analysis, so that this takes no time.
    const text = format === "json" ? json : await check(request, format, at("key").value);
    const address = URL.createObjectURL(new Blob([text], { type: DOWNLOADS[format] }));
    const link = element("a", { href: address, download: `report.${format}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  } catch (error) {
    failed(error);
  }
}
