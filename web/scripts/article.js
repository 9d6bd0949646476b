// The article beside the results: its passage is brought into view, and it can be closed.

let opener = null; // the link that opened the article, to go back to when it is closed

const show_passage = () => {
  const title = byId("article-title");
  const shown = byId("cited") ?? title;
  if (!shown) return;
  title.focus({ preventScroll: true });
  const panel = byId("article");
  panel.scrollTop = 0; // and nothing more where the page scrolls instead, or the passage is at the top
  const place = shown.getBoundingClientRect();
  const above = place.top - panel.getBoundingClientRect().top;
  if (above + place.height > panel.clientHeight) panel.scrollTop = above - panel.clientHeight / 4;
  const fits = shown.getBoundingClientRect().height < window.innerHeight * 0.7;
  const scrolls = panel.scrollHeight > panel.clientHeight;
  shown.scrollIntoView({ block: scrolls ? "nearest" : fits ? "center" : "start" });
};

const closed = () => {
  if (opener?.isConnected) opener.focus();
  opener = null;
};

document.addEventListener("article", () => {
  const shown = byId("article").querySelector("[data-turn]");
  if (!shown) closed();
  else if (Number(shown.dataset.turn) === turn) {
    await_article(false);
    show_passage();
  } else if (!said_in_address().has("open")) visit("open"); // late: it was closed meanwhile
});

document.addEventListener("keydown", (key) => {
  const close = document.querySelector("[data-close]");
  const typing = key.target.closest("input:not([type=checkbox]), textarea, dialog");
  if (key.key === "Escape" && close && !typing) close.click();
});

document.addEventListener("click", (click) => {
  const to = byId(click.target.closest("[data-jump]")?.dataset.jump);
  to?.scrollIntoView({ block: "center" });
  to?.focus({ preventScroll: true });
});
