// Files that are dropped or chosen: sent one after the other, each with its report. Only this page
// has the token that the server asks for.

const token = document.querySelector("meta[name=whosaid]")?.content ?? "";

const post = (path, body, type) =>
  fetch(`/change/${path}`, {
    method: "POST",
    headers: { "X-Whosaid": token, "Content-Type": type },
    body,
  });

const reason = async (answer) => {
  const words = await answer.text();
  try {
    return JSON.parse(words).error ?? words;
  } catch {
    return words;
  }
};

const refused = (name, why) => {
  const item = document.createElement("li");
  item.className = "bad";
  item.append(Object.assign(document.createElement("b"), { textContent: name }), ` ${why}`);
  return item;
};

const lines_of = async function* (answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
};

const send = async (file, told) => {
  const name = new URLSearchParams({ name: file.name });
  const answer = await post(`add?${name}`, file, "application/octet-stream");
  if (!answer.ok) return refused(file.name, await reason(answer));
  for await (const line of lines_of(answer)) {
    if (line.passages) told(`· ${line.passages} passages`);
    if (line.report) {
      const list = document.createElement("ul");
      list.innerHTML = line.report; // made and escaped by the server
      return list.firstElementChild;
    }
  }
  throw new Error("cut off");
};

const add_file = async (file, told) => {
  const most = Number(byId("files").dataset.most);
  const size = `${Math.ceil(file.size / 1e6)} MB`;
  if (file.size > most) {
    return refused(file.name, `is too large (${size}); add it in a terminal with whosaid add.`);
  }
  try {
    return await send(file, told);
  } catch {
    const why = "The connection was lost, or the file cannot be read.";
    return refused(file.name, `${why} What was added stays; add this again.`);
  }
};

const add = async (files) => {
  byId("adding").hidden = false;
  byId("reports").replaceChildren();
  for (const [at, file] of files.entries()) {
    const told = (more) => {
      byId("added").textContent = `${at + 1} of ${files.length}: ${file.name} ${more}`;
    };
    byId("progress").value = at / files.length;
    told("");
    byId("reports").append(await add_file(file, told));
  }
  byId("progress").value = 1;
  byId("added").textContent = `${files.length} of ${files.length} done`;
  fresh = true;
  visit();
};

let adding = Promise.resolve();
const add_after = (files) => {
  if (files.length) adding = adding.then(() => add(files));
};

const told_by = (ask) => new Promise(ask); // of what is told to one of two functions

// The files of a folder and of the folders in it, by name, but for hidden ones.
const files_in = async (entry) => {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await told_by((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const entries = [];
  for (let some; some?.length !== 0; entries.push(...some)) {
    some = await told_by((done, failed) => reader.readEntries(done, failed)); // a hundred at a time
  }
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  return (await Promise.all(entries.map(files_in))).flat();
};

const dropped = async (items) => {
  const files = [...items].map((item) => {
    const entry = item.webkitGetAsEntry();
    return entry?.isDirectory ? files_in(entry) : [item.getAsFile()].filter(Boolean);
  });
  return (await Promise.all(files)).flat();
};

const add_nothing = (why) => {
  adding = adding.then(() => {
    byId("adding").hidden = true;
    byId("reports").replaceChildren(refused("What was dropped", why));
  });
};

const add_dropped = async (items) => {
  try {
    const files = await dropped(items);
    if (files.length) add_after(files);
    else add_nothing("has no file in it.");
  } catch {
    add_nothing("cannot be read; nothing of it was added.");
  }
};

byId("files")?.addEventListener("change", (change) => {
  add_after([...change.target.files]);
  change.target.value = "";
});

for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (drag) => {
    if (!drag.dataTransfer?.types.includes("Files")) return;
    drag.preventDefault(); // of leaving the page for the file
    const place = document.querySelector("#front .drop");
    if (!place) drag.dataTransfer.dropEffect = "none";
    place?.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (!place || kind !== "drop") return;
    if (place.hidden) go("?view=archive");
    add_dropped(drag.dataTransfer.items);
  });
}
