"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const marks = all("mark");
  const body = document.querySelector("tbody");
  const rows = [...body.rows];
  const card = document.getElementById("card");

  // Light, dark, or as the system has it.
  const themes = ["auto", "light", "dark"];
  const button = document.querySelector(".theme");
  const paint = (theme) => {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    button.textContent = { auto: "◐", light: "☀", dark: "☾" }[theme] + " " + theme;
  };
  let theme = "auto";
  try { theme = localStorage.getItem("factx-theme") || theme; } catch { /* none is kept */ }
  paint(themes.includes(theme) ? theme : (theme = "auto"));
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    paint(theme);
    try { localStorage.setItem("factx-theme", theme); } catch { /* none is kept */ }
  });

  // The card of a fact.
  let shown = null;
  let leaving = 0;
  const line = (list, name, text) => {
    list.appendChild(document.createElement("dt")).textContent = name;
    list.appendChild(document.createElement("dd")).textContent = text;
  };
  const hide = () => {
    clearTimeout(leaving);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown.classList.remove("here");
    shown = null;
    card.hidden = true;
  };
  const place = (mark) => {
    const at = mark.getClientRects()[0];
    const { width, height } = card.getBoundingClientRect();
    const below = at.bottom + 8 + height <= innerHeight || at.top < height + 8;
    card.style.left = Math.max(8, Math.min(at.left, innerWidth - width - 8)) + "px";
    card.style.top = (below ? at.bottom + 8 : at.top - 8 - height) + "px";
  };
  const show = (mark) => {
    clearTimeout(leaving);
    if (mark === shown) return;
    hide();
    if (mark.classList.contains("off")) return;
    const [value, ...fields] = JSON.parse(mark.dataset.card);
    const title = document.createElement("strong");
    title.textContent = value;
    const list = document.createElement("dl");
    for (const [name, text] of fields) line(list, name, text);
    card.replaceChildren(title, list);
    card.className = "card " + mark.className;
    card.hidden = false;
    card.scrollTop = 0;
    place(mark);
    mark.setAttribute("aria-describedby", "card");
    mark.classList.add("here");
    shown = mark;
  };
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hide, 150); };
  const markOf = (event) => event.target.closest && event.target.closest("mark");
  document.addEventListener("pointerover", (event) => {
    const mark = markOf(event);
    if (mark) show(mark);
    else if (event.target.closest("#card")) clearTimeout(leaving);
    else if (shown && shown !== document.activeElement) leave();
  });
  document.addEventListener("focusin", (event) => { const mark = markOf(event); if (mark) show(mark); else hide(); });
  document.addEventListener("focusout", (event) => { if (markOf(event)) leave(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", (event) => {
    if (!shown || event.target === card) return;
    if (shown === document.activeElement) place(shown);
    else hide();
  }, true);

  // Filters: kinds, none chosen being all of them, and words.
  const chips = all(".chip[data-kind]");
  const every = document.querySelector(".chip.every");
  const find = document.querySelector(".find");
  const count = document.querySelector(".count");
  const none = document.querySelector(".none");
  const filter = () => {
    const kinds = new Set(chips.filter((chip) => chip.ariaPressed === "true").map((chip) => chip.dataset.kind));
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    every.ariaPressed = String(!kinds.size);
    for (const row of rows) {
      const text = words.length ? row.textContent.toLowerCase() : "";
      row.hidden = (kinds.size > 0 && !kinds.has(row.dataset.kind)) || !words.every((word) => text.includes(word));
      left += !row.hidden;
    }
    for (const mark of marks) {
      const off = kinds.size > 0 && !kinds.has(mark.dataset.kind);
      mark.classList.toggle("off", off);
      mark.tabIndex = off ? -1 : 0;
    }
    if (shown && shown.classList.contains("off")) hide();
    count.textContent = left === rows.length ? rows.length : left + " of " + rows.length;
    none.hidden = left > 0;
  };
  for (const chip of chips) {
    chip.addEventListener("click", () => { chip.ariaPressed = String(chip.ariaPressed !== "true"); filter(); });
  }
  every.addEventListener("click", () => { for (const chip of chips) chip.ariaPressed = "false"; filter(); });
  find.addEventListener("input", filter);

  // Sorting: by a column up, down, and back to the order of the texts. What is empty comes last.
  const order = new Intl.Collator("zh", { numeric: true });
  const heads = all("th");
  const key = (row, column) => {
    const cell = row.cells[column];
    const number = cell.dataset.number;
    return number === undefined ? cell.dataset.sort || cell.textContent : Number(number);
  };
  const compare = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return order.compare(a, b);
  };
  heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
    const before = head.ariaSort;
    for (const other of heads) other.removeAttribute("aria-sort");
    const keyed = rows.map((row, place) => ({ row, place, key: key(row, column) }));
    if (before !== "descending") {
      const sign = before === "ascending" ? -1 : 1;
      head.ariaSort = sign > 0 ? "ascending" : "descending";
      keyed.sort((a, b) => (a.key === "") - (b.key === "") || sign * compare(a.key, b.key) || a.place - b.place);
    }
    body.replaceChildren(...keyed.map((one) => one.row));
  }));
})();
