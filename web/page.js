// What the browser does by itself: it keeps the address bar in step with the page, follows links
// within the page, and brings the cited passage into view. Gradio runs this once, with `element`
// (the results), `trigger` (an event for Python) and `watch`.

const byId = (id) => document.getElementById(id);
let opener = null; // the link that opened the article, to go back to when it is closed

const go = (address, event) => {
  if (address !== location.search) history.pushState(null, "", address || location.pathname);
  name_page();
  if (event === "open") trigger("open", { address: location.search });
  else trigger("visit", { address: location.search });
};

const name_page = () => {
  const question = new URLSearchParams(location.search).get("q");
  document.title = question ? `${question} · whosaid` : "whosaid";
};

const say = (words) => {
  byId("said").textContent = words;
};

const copy = async (button) => {
  const address = new URL(button.dataset.copy, location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    const words = button.textContent;
    button.textContent = "Copied";
    say("Link copied");
    setTimeout(() => (button.textContent = words), 1500);
  } catch {
    window.prompt("Copy this link:", address);
  }
};

const fold = (open) => {
  byId("fold").setAttribute("aria-expanded", String(open));
};

const show_passage = () => {
  const title = byId("article-title");
  const shown = byId("cited") ?? title;
  if (!shown) return;
  title.focus({ preventScroll: true });
  const panel = byId("article");
  const above = shown.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  panel.scrollTop += above - panel.clientHeight / 4; // does nothing where the page scrolls instead
  const fits = shown.getBoundingClientRect().height < window.innerHeight * 0.7;
  const scrolls = panel.scrollHeight > panel.clientHeight;
  shown.scrollIntoView({ block: scrolls ? "nearest" : fits ? "center" : "start" });
};

const closed = () => {
  if (opener?.isConnected) opener.focus();
  opener = null;
};

document.addEventListener("click", (click) => {
  const button = click.target.closest("[data-copy]");
  if (button) copy(button);
  if (click.target.closest("#fold")) fold(byId("fold").ariaExpanded !== "true");
  const link = click.target.closest("a[data-go]");
  if (!link || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  const address = link.getAttribute("href");
  if (link.dataset.go === "open" && !("close" in link.dataset)) opener = link;
  if (link.dataset.go === "open" && address === location.search && byId("cited")) show_passage();
  else go(address, link.dataset.go);
});

document.addEventListener("keydown", (key) => {
  const close = document.querySelector("[data-close]");
  if (key.key === "Escape" && close && !key.target.closest("input, textarea")) close.click();
});

document.addEventListener("article", () => {
  const shown = byId("article").querySelector("[data-at]");
  if (shown && shown.dataset.at !== location.search) go(location.search, "open");
  else if (byId("article").querySelector("section, .problem")) show_passage();
  else closed();
});

watch("value", () => {
  const shown = element.querySelector("[data-at]");
  if (shown && shown.dataset.at !== location.search) {
    if (shown.dataset.turn) history.pushState(null, "", shown.dataset.at);
    else go(location.search, "visit"); // an answer that came late: the visitor has gone on
  }
  name_page();
  if (/[?&](since|until|outlet|author)=/.test(location.search)) fold(true);
  say(element.querySelector("h2, .problem")?.textContent ?? "");
});

window.addEventListener("popstate", () => go(location.search, "visit"));
go(location.search, "visit");
