// Builds the page's elements. Only `html` is HTML, and the server has escaped it.

import { restore } from "./acting.js";

const NEAR_END_PX = 80;
const TOAST_MS = 9000;

export function drawChannels(list, channels, place, seen) {
  const items = channels.map((channel) => {
    const button = make("button", "place", "# " + channel.name);
    button.type = "button";
    button.dataset.place = channel.id;
    button.classList.toggle("unread", channel.latest > (seen.get(channel.id) ?? ""));
    const item = make("li");
    item.append(button);
    return item;
  });
  if (list.childElementCount !== items.length || !list.contains(document.activeElement)) {
    list.replaceChildren(...items);
  }
  for (const button of document.querySelectorAll(".place")) {
    if (button.dataset.place === place) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
}

// Keeps the rows that have not changed, those in which somebody is at work, and where one reads.
export function drawRows(log, messages, words, { quiet = "", threads }) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
  const focus = focused(log);
  const reading = atEnd ? null : firstSeen(log);
  const days = new Map([...log.querySelectorAll(".day")].map((each) => [each.textContent, each]));
  const old = new Map([...log.querySelectorAll("[data-ts]")].map((row) => [row.dataset.ts, row]));
  const children = [];
  let day = "";
  for (const message of messages) {
    if (message.day !== day) children.push(days.get(message.day) ?? make("h2", "day", message.day));
    day = message.day;
    const before = old.get(message.ts);
    const key = JSON.stringify(message);
    const keep = before && (before.key === key || before.querySelector("[open]"));
    children.push(keep ? before : row(message, key, words, threads));
  }
  if (!messages.length) children.push(make("p", "quiet", quiet));
  replace(log, children);
  if (focus) refocus(log, focus);
  if (atEnd) log.scrollTop = log.scrollHeight;
  else if (reading) putBack(log, reading);
}

function firstSeen(log) {
  const found = [...log.querySelectorAll("[data-ts]")].find((each) => below(log, each) + each.offsetHeight > 0);
  return found ? { ts: found.dataset.ts, below: below(log, found) } : null;
}

function putBack(log, reading) {
  const found = [...log.querySelectorAll("[data-ts]")].find((each) => each.dataset.ts === reading.ts);
  if (found) log.scrollTop += below(log, found) - reading.below;
}

function below(log, each) {
  return each.getBoundingClientRect().top - log.getBoundingClientRect().top;
}

function replace(log, children) {
  const same = log.children.length === children.length
    && children.every((child, index) => log.children[index] === child);
  if (!same) log.replaceChildren(...children);
}

function row(message, key, words, threads) {
  const made = document.getElementById("row").content.cloneNode(true).firstElementChild;
  const find = (selector) => made.querySelector(selector);
  made.key = key;
  made.dataset.ts = message.ts;
  made.classList.toggle("for-one", message.only_you);
  find(".face").textContent = message.initials;
  find(".face").dataset.person = message.person;
  find(".author").textContent = message.author;
  find(".app").hidden = !message.is_app;
  find(".edited").hidden = !message.edited;
  find(".private").hidden = !message.only_you;
  find(".dismiss").hidden = !message.only_you;
  find("time").textContent = message.time;
  find("time").dateTime = message.at;
  find(".body").innerHTML = message.html;
  const count = message.replies;
  find(".replies").hidden = !threads || message.only_you;
  find(".replies").classList.toggle("none", !count);
  find(".replies").textContent = count ? (count === 1 ? words.oneReply : `${count} ${words.replies}`) : words.startThread;
  color(made);
  return made;
}

function focused(log) {
  const active = document.activeElement;
  if (!log.contains(active)) return null;
  return { ts: active.closest("[data-ts]")?.dataset.ts, action: active.dataset.action };
}

function refocus(log, { ts, action }) {
  if (log.contains(document.activeElement)) return;
  const found = [...log.querySelectorAll("[data-ts]")].find((each) => each.dataset.ts === ts);
  const control = [...(found?.querySelectorAll("[data-action]") ?? [])].find((each) => each.dataset.action === action);
  (control ?? found ?? log).focus({ preventScroll: true });
}

export function drawHome(log, home, empty) {
  if (home && log.dataset.key === home.key && log.querySelector(".home")) return;
  const made = home ? make("section", "home") : make("p", "quiet", empty);
  if (home) {
    made.innerHTML = home.html;
    made.dataset.view = home.id;
    log.dataset.key = home.key;
    color(made);
  }
  log.replaceChildren(made);
}

export function drawModal(place, modal) {
  const before = place.querySelector("dialog");
  if (before?.key === modal?.key) return;
  place.replaceChildren();
  if (!modal) return;
  place.innerHTML = modal.html;
  const dialog = place.querySelector("dialog");
  dialog.key = modal.key;
  const form = dialog.querySelector("form");
  if (before?.querySelector("form").dataset.view === form.dataset.view) restore(before, dialog);
  color(dialog);
  dialog.showModal();
}

export function drawScenarios(place, scenarios, none) {
  const names = JSON.stringify(scenarios);
  if (place.dataset.names === names) return;
  place.dataset.names = names;
  place.replaceChildren(...scenarios.map((scenario) => {
    const button = make("button", "button scenario", scenario.title);
    button.type = "button";
    button.dataset.name = scenario.name;
    return button;
  }));
  if (!scenarios.length) place.append(make("p", "quiet", none));
}

export function drawEstate(place, tables, none) {
  const shape = JSON.stringify(tables);
  if (place.dataset.shape === shape) return;
  place.dataset.shape = shape;
  const parts = tables.map((each) => {
    const section = make("section");
    if (each.title) section.append(make("h3", "", each.title));
    section.append(table(each));
    return section;
  });
  place.replaceChildren(...(parts.length ? parts : [make("p", "quiet", none)]));
}

function table({ columns, rows }) {
  const made = make("table");
  const head = made.createTHead().insertRow();
  for (const column of columns) head.append(make("th", "", column));
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const cell of row) line.append(make("td", cell.alarming ? "alarming" : "", cell.text));
  }
  const frame = make("div", "scroll");
  frame.append(made);
  return frame;
}

export function toast(sentence) {
  const toasts = document.getElementById("toasts");
  if ([...toasts.children].some((each) => each.textContent === sentence)) return;
  const made = make("p", "toast", sentence);
  toasts.append(made);
  setTimeout(() => made.remove(), TOAST_MS);
}

// Inline styles are forbidden by the page's policy, so colours are set from here.
function color(root) {
  for (const each of root.querySelectorAll("[data-color]")) each.style.setProperty("--own-color", each.dataset.color);
}

function make(name, className = "", text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
