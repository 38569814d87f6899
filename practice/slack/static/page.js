// The page: keeps what is shown in step with the range, and sends what a person does.

import { act, answered, closeMenus, collect, externalOptions, given, keyOf } from "./acting.js";
import { drawChannels, drawEstate, drawHome, drawModal, drawRows, drawScenarios, toast } from "./drawing.js";

const PANEL_EVERY_MS = 5000;
const byId = (id) => document.getElementById(id);
const words = document.body.dataset;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

const state = { as: "U0ANN", place: "C0SEC", thread: "" };
const seen = new Map();
let running = false;
let again = false;

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(state)) state[key] = given.get(key) ?? state[key];
  byId("as").value = state.as;
}

function go(changes) {
  Object.assign(state, changes);
  history.replaceState(null, "", "#" + new URLSearchParams(state));
  return refresh();
}

async function refresh() {
  if (running) { again = true; return; }
  running = true;
  try {
    do { again = false; await draw({ ...state }); } while (again);
  } catch {
    toast(words.lost);
  } finally {
    running = false;
  }
}

async function draw(wanted) {
  const answer = await fetch("/page/view?" + new URLSearchParams({ ...wanted, zone }));
  if (!answer.ok) return;
  const page = await answer.json();
  if (Object.keys(state).some((key) => state[key] !== wanted[key])) { again = true; return; }
  const channel = page.channels.find((each) => each.id === wanted.place);
  const isHome = wanted.place === "home";
  if (channel) seen.set(channel.id, channel.latest);
  drawChannels(byId("channels"), page.channels, wanted.place, seen);
  byId("place").textContent = channel ? "# " + channel.name : words.bot;
  byId("topic").textContent = channel ? channel.topic : "";
  byId("composer").hidden = isHome;
  if (isHome) drawHome(byId("timeline"), page.home, words.emptyHome);
  else drawRows(byId("timeline"), page.messages, words, { quiet: words.quiet, threads: true });
  byId("thread").hidden = !page.thread;
  document.body.classList.toggle("in-thread", Boolean(page.thread));
  if (page.thread) drawRows(byId("replies"), page.thread.messages, words, { threads: false });
  drawModal(byId("modal"), page.modal);
}

async function refreshPanel() {
  if (document.visibilityState !== "visible" || byId("panel").hidden) return;
  try {
    const panel = await (await fetch("/page/panel")).json();
    drawScenarios(byId("scenarios"), panel.scenarios, words.noScenario);
    drawEstate(byId("estate"), panel.estate, words.noEstate);
  } catch {
    toast(words.lost);
  }
}

// A toast would lie behind an open modal, so there the sentence stands in its form.
function tell(sentence) {
  const trouble = document.querySelector("dialog.modal .trouble");
  if (trouble) trouble.textContent = sentence;
  else toast(sentence);
}

async function send(name, body) {
  const seen = await act(name, { as: state.as, ...body });
  if (seen.notice) tell(seen.notice);
  await refresh();
}

// One control was used: ask where it wants to be confirmed, then tell the range.
async function use(control, chosen) {
  if (!(await answered(control))) { refresh(); return; }
  const { action, block } = control.dataset;
  const view = control.closest("[data-view]");
  const row = control.closest("[data-ts]");
  control.setAttribute("aria-busy", "true");
  const body = { action, block, given: chosen };
  try {
    if (view) await send("click_in_view", { ...body, view: view.dataset.view, values: collect(view) });
    else if (row) await send("click", { ...body, ts: row.dataset.ts });
  } finally {
    control.removeAttribute("aria-busy");
  }
}

async function submit(form) {
  form.setAttribute("aria-busy", "true");
  for (const error of form.querySelectorAll(".error")) error.textContent = "";
  const seen = await act("submit", { as: state.as, view: form.dataset.view, values: collect(form) });
  form.removeAttribute("aria-busy");
  for (const input of form.querySelectorAll(".input")) {
    const message = seen.errors?.[input.dataset.block] ?? "";
    input.querySelector(".error").textContent = message;
    input.classList.toggle("wrong", Boolean(message));
  }
  form.querySelector(".trouble").textContent = seen.notice ?? "";
  form.querySelector(".wrong input, .wrong textarea, .wrong select")?.focus();
  await refresh();
}

async function compose(form, thread) {
  const text = form.elements.text.value.trim();
  if (!text) return;
  form.elements.text.value = "";
  const name = text.startsWith("/") ? "command" : "say";
  await send(name, { text, channel: state.place, thread });
}

function clickedButton(button) {
  if (button.id === "leave") return go({ thread: "" });
  if (button.id === "beside") return togglePanel();
  if (button.matches(".place")) return open(button.dataset.place);
  if (button.matches(".replies")) return go({ thread: button.closest("[data-ts]").dataset.ts });
  if (button.matches(".dismiss")) return send("dismiss", { ts: button.closest("[data-ts]").dataset.ts });
  if (button.matches(".scenario")) return start(button);
  if (button.matches("dialog.modal .close")) return send("close", {});
  if (button.matches("[role=menuitem]")) {
    const menu = button.closest("details");
    menu.open = false;
    return use(menu, button.dataset.value);
  }
  if (button.matches("[data-kind=button]")) return use(button, null);
  return null;
}

function open(place) {
  if (place === "home") act("home", { as: state.as }).then(refresh);
  return go({ place, thread: "" });
}

async function start(button) {
  button.setAttribute("aria-busy", "true");
  const answer = await fetch("/page/scenario", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: button.dataset.name }),
  });
  button.removeAttribute("aria-busy");
  toast(answer.ok ? `${words.started} ${button.textContent}` : words.lost);
  refreshPanel();
}

function togglePanel() {
  const panel = byId("panel");
  panel.hidden = !panel.hidden;
  byId("beside").setAttribute("aria-expanded", String(!panel.hidden));
  refreshPanel();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a[data-kind=button], a[role=menuitem]");
  if (button) clickedButton(button);
  if (!event.target.closest("details.overflow")) closeMenus();
});

document.addEventListener("change", (event) => {
  if (event.target.id === "as") { go({ as: event.target.value }); return; }
  const control = event.target.closest("[data-kind]");
  if (!control) return;
  const input = control.closest(".input");
  if (!input || "dispatch" in input.dataset) use(control, given(control));
});

document.addEventListener("focusin", (event) => {
  const select = event.target;
  const view = select.closest?.("[data-view]");
  if (view && /external_select/.test(select.dataset?.kind ?? "")) {
    externalOptions(select, { as: state.as, view: view.dataset.view, action: select.dataset.action });
  }
});

// What came while a menu was open was not drawn under it.
document.addEventListener("toggle", (event) => { if (!event.target.open) refresh(); }, true);

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.id === "composer") compose(form, "");
  else if (form.id === "reply") compose(form, state.thread);
  else if ("view" in form.dataset) submit(form);
});

document.addEventListener("cancel", (event) => {
  if (!event.target.matches("dialog.modal")) return;
  event.preventDefault();
  send("close", {});
}, true);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.overflow");
  const step = keyOf(event.key);
  if (!menu || step === null) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  if (step === 0) { menu.open = false; menu.querySelector("summary").focus(); return; }
  menu.open = true;
  const at = items.indexOf(document.activeElement) + step;
  items[(at + items.length) % items.length]?.focus();
});

window.addEventListener("hashchange", () => { readAddress(); refresh(); });
if (matchMedia("(max-width: 1100px)").matches) togglePanel();
readAddress();
refresh();
refreshPanel();
setInterval(refreshPanel, PANEL_EVERY_MS);
const stream = new EventSource("/page/events");
stream.onmessage = () => { refresh(); };
stream.onerror = () => document.body.classList.add("lost");
stream.onopen = () => document.body.classList.remove("lost");
