// Merging, splitting and removing: each is asked about first.

let asked = {}; // what is to be confirmed

const ask_first = (button) => {
  const field = byId(button.dataset.with);
  const other = field?.value.trim();
  if (field && !other) {
    field.focus();
    return;
  }
  asked = { ...button.dataset, b: other };
  document.querySelector("[data-confirm=yes]").textContent = button.textContent.replace("…", "");
  byId("confirm-ask").textContent = button.dataset.ask.replace("“…”", `“${other}”`);
  byId("confirm-problem").hidden = true;
  byId("confirm").showModal();
};

const change = async () => {
  const { do: what, ...wanted } = asked;
  const answer = await post(what, JSON.stringify(wanted), "application/json").catch(() => null);
  if (!answer?.ok) {
    const why = answer ? await reason(answer) : "whosaid does not answer; nothing was changed.";
    byId("confirm-problem").textContent = why;
    byId("confirm-problem").hidden = false;
    return;
  }
  byId("confirm").close();
  const address = said_in_address();
  if (what === "remove") address.delete("open");
  fresh = true;
  news = (await answer.json()).said;
  go(address.size ? `?${address}` : "");
};

document.addEventListener("click", (click) => {
  const button = click.target.closest("button");
  if (button?.dataset.do) ask_first(button);
  if (button?.dataset.confirm === "no") byId("confirm").close();
  if (button?.dataset.confirm === "yes") change();
});
