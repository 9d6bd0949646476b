// What can be taken away: links and citations by the clipboard, and what is selected as a file.

const copy = async (button, words, what) => {
  try {
    await navigator.clipboard.writeText(words);
    const before = button.textContent;
    button.textContent = "Copied";
    say(`${what} copied`);
    setTimeout(() => (button.textContent = before), 1500);
  } catch {
    window.prompt(`Copy this ${what.toLowerCase()}:`, words);
  }
};

const cite = async (button) => {
  const place = new URLSearchParams({ format: "md", reference: button.dataset.cite });
  const answer = await fetch(`/api/cite?${place}`);
  if (answer.ok) copy(button, await answer.text(), "Citation");
  else say("It could not be cited; ask again, as the article may have changed.");
};

const count_taken = () => {
  const bar = byId("take");
  if (!bar) return;
  const chosen = [...document.querySelectorAll("#results [name=take]:checked")];
  bar.hidden = !chosen.length;
  byId("taken").textContent = `${chosen.length} selected`;
  for (const way of bar.querySelectorAll("[data-take]")) {
    const places = new URLSearchParams({ format: way.dataset.take });
    for (const box of chosen) places.append("reference", box.value);
    way.href = `/api/cite?${places}`;
  }
};

document.addEventListener("change", (change) => {
  if (change.target.matches("[name=take]")) count_taken();
});

document.addEventListener("click", (click) => {
  const button = click.target.closest("button");
  if (button?.dataset.copy) copy(button, new URL(button.dataset.copy, location.href).href, "Link");
  if (button?.dataset.cite) cite(button);
});
