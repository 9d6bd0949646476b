// While an answer is waited for, its outline is shown; when none comes, it is said why.

const PATIENCE = 6000; // milliseconds without an answer before it is asked whether anybody is there
let patience = 0;
let news = ""; // what was changed, told with the view that comes next

const say = (words) => {
  byId("said").textContent = words;
};

const waiting = () => "waiting" in document.body.dataset;

const wait = () => {
  document.body.dataset.waiting = "";
  byId("lost").hidden = true;
  byId("news").textContent = news;
  news = "";
  clearTimeout(patience);
  patience = setTimeout(ask_health, PATIENCE);
};

const arrived = () => {
  delete document.body.dataset.waiting;
  clearTimeout(patience);
};

const ask_health = async () => {
  try {
    await fetch("/health", { signal: AbortSignal.timeout(PATIENCE) });
    patience = setTimeout(ask_health, PATIENCE); // it is there, and takes its time
  } catch {
    arrived();
    byId("lost").hidden = false;
  }
};

watch("value", () => {
  const shown = Number(element.querySelector("[data-turn]")?.dataset.turn);
  if (shown < results_turn) return visit(); // late, and in the place of what came before
  if (shown < results_wanted) return; // what is waited for is still on its way
  results_turn = shown;
  arrived();
  count_taken();
  const title = element.querySelector("h2");
  if (document.activeElement === document.body && turn > 1) title?.focus({ preventScroll: true });
  say(element.querySelector(".problem, h2")?.textContent ?? "");
});
