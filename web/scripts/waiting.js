// While an answer is waited for, its outline is shown, and of an article that is on its way a bar;
// when none comes, it is asked for again, or said why not.

const PATIENCE = 6000; // milliseconds without an answer before it is asked whether anybody is there
let patience = 0;
let longer = 1; // as often as it was asked again, twice the patience
let was_lost = false; // whether nobody was there; Gradio does not find its way back from that
let news = ""; // what was changed, told with the view that comes next

const say = (words) => {
  byId("said").textContent = words;
};

const waiting = () => "waiting" in document.body.dataset || byId("article").ariaBusy === "true";

const be_patient = () => {
  clearTimeout(patience);
  if (waiting()) patience = setTimeout(ask_health, PATIENCE * longer);
  else longer = 1;
};

const wait = () => {
  document.body.dataset.waiting = "";
  byId("lost").hidden = true;
  byId("news").textContent = news;
  news = "";
  if (was_lost) ask_health();
  else be_patient();
};

const await_article = (comes) => {
  byId("article").ariaBusy = comes ? "true" : null;
  be_patient();
};

const arrived = () => {
  delete document.body.dataset.waiting;
  be_patient();
};

// It is there, and takes its time, or refused what came too quickly.
const ask_again = () => {
  longer *= 2;
  visit("waiting" in document.body.dataset ? "visit" : "open");
};

// A server that was started anew gives its page another token.
const is_another = async () => !(await (await fetch("/")).text()).includes(token);

const ask_health = async () => {
  try {
    const answer = await fetch("/health", { signal: AbortSignal.timeout(PATIENCE) });
    const again = answer.status === 401; // no longer logged in: the login brings us back
    if (again || (waiting() && (was_lost || (await is_another())))) location.reload();
    else if (waiting()) ask_again();
  } catch {
    was_lost = true;
    arrived();
    await_article(false);
    byId("lost").hidden = false;
    byId("lost").scrollIntoView({ block: "nearest" });
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
