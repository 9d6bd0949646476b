// The address decides what is shown. Links and forms change it, and Python is told ("visit", or
// "open" when only the article beside the results changes). Gradio runs these scripts once, as
// one, with `element` (the results), `trigger` (an event for Python) and `watch`.

const byId = (id) => document.getElementById(id);
const said_in_address = () => new URLSearchParams(location.search);
const shows = (view) => (said_in_address().get("view") ?? "ask") === view;
let turn = 0; // of the last visit; what an earlier turn brings comes too late
let results_wanted = 0; // the turn whose results are waited for
let results_turn = 0; // the turn whose results are there
let fresh = true; // whether the lists of outlets and speakers are to be brought along

const visit = (event = "visit") => {
  turn += 1;
  if (event === "visit") {
    results_wanted = turn;
    wait();
  }
  await_article(said_in_address().has("open"));
  trigger(event, { address: location.search, turn, fresh });
  fresh = false;
};

const go = (address, event = "visit") => {
  if (address !== location.search) history.pushState(null, "", address || location.pathname);
  if (event === "visit") show_form();
  visit(event);
};

const fill = (form) => {
  const said = said_in_address();
  for (const field of form.elements) {
    if (!field.name) continue;
    const value = said.get(field.name) ?? field.dataset.usual ?? "";
    field.value = value;
    if (field.value !== value && field.matches("select")) field.add(new Option(value, value, true, true));
  }
};

const show_form = () => {
  for (const part of document.querySelectorAll("#front [data-of]:not(a)")) {
    part.hidden = !shows(part.dataset.of);
    if (part.matches("form")) fill(part);
  }
  for (const way of document.querySelectorAll("#front nav a")) {
    if (shows(way.dataset.of)) way.setAttribute("aria-current", "page");
    else way.removeAttribute("aria-current");
  }
  const said = said_in_address();
  const view = shows("ask") ? "" : document.querySelector("#front [aria-current]").textContent;
  document.title = [said.get("q") || said.get("speaker") || view, "whosaid"]
    .filter(Boolean)
    .join(" · ");
};

// A phone's keyboard would cover the page.
const by_touch = () => matchMedia("(pointer: coarse)").matches;

const focus_form = () => {
  if (by_touch()) return;
  document.querySelector("#front form:not([hidden]) :is(input, textarea)")?.focus();
};

const address_of = (form) => {
  const said = new URLSearchParams();
  if (form.dataset.of !== "ask") said.set("view", form.dataset.of);
  for (const [name, value] of new FormData(form)) {
    const usual = form.elements[name].dataset.usual ?? "";
    if (value.trim() !== usual) said.append(name, value.trim());
  }
  for (const words of said_in_address().getAll("words")) {
    if (said.get("q")?.includes(words)) said.append("words", words);
  }
  return said.size ? `?${said}` : "";
};

document.addEventListener("submit", (submit) => {
  submit.preventDefault();
  if (by_touch()) document.activeElement.blur();
  go(address_of(submit.target));
});

document.addEventListener("keydown", (key) => {
  if (key.key === "Enter" && !key.shiftKey && key.target.matches("#front textarea")) {
    key.preventDefault();
    key.target.form.requestSubmit();
  }
});

document.addEventListener("change", (change) => {
  const form = change.target.form;
  if (change.target.matches("#front select") && form.elements.q.value) form.requestSubmit();
});

document.addEventListener("click", (click) => {
  const link = click.target.closest("a[data-go]");
  if (!link || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  const address = link.getAttribute("href");
  if (link.dataset.go === "visit") {
    go(address === "?" ? "" : address);
    if (link.closest("header")) focus_form();
    return;
  }
  if (!("close" in link.dataset)) opener = link;
  if (address === location.search && byId("cited")) show_passage();
  else go(address, "open");
});

window.addEventListener("popstate", () => go(location.search));
