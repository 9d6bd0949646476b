// What can be taken away: links and citations by the clipboard, and what is selected as a file.

// A button says what came of it for a while.
const tell = (button, words, sentence) => {
  button.dataset.words ??= button.textContent;
  button.textContent = words;
  say(sentence);
  clearTimeout(button.told);
  button.told = setTimeout(() => (button.textContent = button.dataset.words), 1500);
};

const copy = async (button, words, what) => {
  try {
    await navigator.clipboard.writeText(words);
    tell(button, "Copied", `${what} copied`);
  } catch {
    window.prompt(`Copy this ${what.toLowerCase()}:`, words);
  }
};

const cite = async (button) => {
  const place = new URLSearchParams({ format: "md", reference: button.dataset.cite });
  const answer = await fetch(`/api/cite?${place}`).catch(() => null);
  if (answer?.ok) copy(button, await answer.text(), "Citation");
  else tell(button, "Not copied; ask again", "It could not be cited; ask again.");
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
