// Makes the pages quick to use; every form and link works without it.
"use strict";
document.documentElement.classList.add("scripted");
const find = (query, within = document) => within.querySelector(query);
const words = new Map(); // what was typed about a row and not signed yet, by row

const waits = () => document.body.getAttribute("aria-busy") === "true";
const busy = (on) => document.body.setAttribute("aria-busy", String(on));

// --- the desk: one part of the page is exchanged, so that queue and keyboard stay where they are
const rowOf = (form) => form?.elements.row?.value ?? "";

function remember() {
  const form = find("#decide");
  if (!form) return;
  const said = form.elements.explanation;
  if (said.value !== said.defaultValue || form.elements.reason.value !== form.elements.reason.defaultValue)
    words.set(rowOf(form), { explanation: said.value, reason: form.elements.reason.value, verdict: form.elements.verdict.value, timing: form.elements.timing.value });
  else words.delete(rowOf(form));
}

function recall() {
  const form = find("#decide"), told = form && words.get(rowOf(form));
  if (!told) return;
  for (const [name, value] of Object.entries(told)) form.elements[name].value = value;
}

function say(words) {
  const told = document.createElement("p");
  Object.assign(told, { className: "fault", role: "alert", textContent: words });
  find(".told").replaceChildren(told);
}

function show(text, address, { keep = "", push = true } = {}) {
  const page = new DOMParser().parseFromString(text, "text/html"), fresh = find("#page", page);
  if (!fresh) { say(find(".fault", page)?.textContent ?? "この画面は開けません。はじめの画面から、ファイルをもう一度置いてください。"); return; }
  const queue = find("#queue"), scrolled = queue?.scrollTop ?? 0, sought = find("#find")?.value ?? "", opened = find(".bulk details")?.open;
  find("#page").replaceWith(document.adoptNode(fresh));
  document.title = page.title;
  if (push && address !== location.href) history.pushState(null, "", address);
  find("#queue").scrollTop = scrolled;
  if (find("#find")) { find("#find").value = sought; narrow(); }
  if (opened && find(".bulk details")) find(".bulk details").open = true;
  find("#queue [aria-current]")?.scrollIntoView({ block: "nearest" });
  recall();
  (keep ? find(keep) : find("#context"))?.focus({ preventScroll: matchMedia("(min-width: 1100px)").matches });
}

async function load(address, options = {}, how = {}) {
  busy(true);
  try {
    const answer = await fetch(address, options);
    show(await answer.text(), answer.url.includes("/desk") ? answer.url : location.href, how);
  } catch {
    say("piadiff とつながりません。終わっていれば、もう一度始めてください。決めたことは残っています。");
  } finally { busy(false); }
}

function send(form, button) {
  const body = new FormData(form, button);
  const name = document.activeElement?.name, stays = form.matches(".said") && name;
  if (form.id === "decide" || form.matches(".question")) words.delete(rowOf(form)); else remember();
  return load(form.action, { method: "POST", body }, { keep: stays ? `.said [name=${name}]` : "" });
}

function narrow() {
  const sought = find("#find").value.normalize("NFKC").toLowerCase();
  for (const entry of document.querySelectorAll(".entries li"))
    entry.hidden = !entry.textContent.normalize("NFKC").toLowerCase().includes(sought);
}

function choose(radio) {
  const form = radio.form, said = form.elements.explanation, auto = said.value === said.dataset.auto || !said.value.trim();
  radio.checked = true;
  for (const each of form.elements.timing) each.checked = each.value === radio.dataset.timing;
  if (form.elements.until && radio.value !== "重要" && radio.value !== "再実施") find(".more").open = true;
  if (auto) { said.value = radio.dataset.says; said.dataset.auto = said.value; }
}

const KEYS = {
  ArrowUp: () => find("#before:not([hidden])")?.click(),
  ArrowDown: () => find("#after:not([hidden])")?.click(),
  Enter: () => find("#sign")?.click(),
  "/": () => find("#find")?.focus(),
  "?": () => find("#help").showModal(),
  e: () => find("#decide textarea")?.focus(),
  t: () => {
    const both = [...document.querySelectorAll("#decide [name=timing]")];
    if (both.length) (both.find((each) => !each.checked) ?? both[0]).checked = true;
  },
};

function pressed(event) {
  const at = event.target, writes = at.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  if (event.key === "Escape" && writes) { find("#context").focus(); return; }
  if (waits()) { if (!writes) event.preventDefault(); return; } // a key meant for a row that is going must not meet the next
  if (event.key === "Enter" && event.ctrlKey && at.matches("textarea")) { find("#sign").click(); return; }
  if (writes || find("#help").open || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Enter" && at.matches("a, button, summary, input")) return;
  if (event.key.startsWith("Arrow") && at.matches("input[type=radio]")) return;
  const marked = find(`[data-key="${CSS.escape(event.key)}"]`);
  if (marked) { if (marked.type === "radio") choose(marked); else marked.click(); }
  else if (KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
}

if (document.body.matches(".desk")) {
  document.addEventListener("keydown", pressed);
  document.addEventListener("submit", (event) => {
    if (!event.target.closest("#page")) return;
    event.preventDefault();
    if (!waits()) send(event.target, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-go]");
    if (event.target.closest("[data-help]")) find("#help").showModal();
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    remember();
    load(link.href);
  });
  document.addEventListener("change", (event) => {
    if (event.target.closest(".said")) send(event.target.form);
    if (event.target.matches("[name=verdict]")) choose(event.target);
  });
  document.addEventListener("input", (event) => { if (event.target.id === "find") narrow(); });
  addEventListener("popstate", () => load(location.href, {}, { push: false }));
  find("#context")?.focus({ preventScroll: true });
}

// --- the drop zone
const drop = find("[data-drop]");
if (drop) {
  const [old, fresh, both] = ["old", "new", "files"].map((name) => drop.elements[name]);
  const begin = () => drop.requestSubmit();
  addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const given = event.dataTransfer.files, slot = event.target.closest?.(".slot");
    if (!given.length) return;
    if (given.length === 1 && slot) { find("input", slot).files = given; drop.dispatchEvent(new Event("change")); }
    else { old.value = fresh.value = ""; both.files = given; begin(); }
  });
  drop.addEventListener("change", () => {
    for (const input of [old, fresh]) find(".button", input.parentElement).textContent = input.files[0]?.name ?? "ファイルを選ぶ"; if (both.files.length || (old.files.length && fresh.files.length)) begin(); });
  drop.addEventListener("submit", () => {
    find(".busy", drop).textContent = "読み取っています…";
    drop.classList.add("reading");
  });
  addEventListener("pageshow", () => { drop.classList.remove("reading"); find(".busy", drop).textContent = ""; });
}
