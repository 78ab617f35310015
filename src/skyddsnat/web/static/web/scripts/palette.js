// The command palette: Ctrl+K (Cmd+K) puts the focus in the search field, which proposes while one writes.
// An ARIA combobox with a listbox. Without this script the field is an ordinary search form.
//
// Server: GET <data-app-palette>?q=… answers a list of {label, detail, url}.
// Nothing is kept: no storage, no cache. Answers are put on the page as text, never as markup.

const PAUSE = 150;
const form = document.querySelector("[data-app-palette]");

if (form) start(form);

function start(form) {
  const field = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[data-app-palette-status]");
  let timer = 0;
  let asking = null;
  let current = -1;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });

  field.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    if (!field.value.trim()) return close();
    timer = setTimeout(ask, PAUSE);
  });

  field.addEventListener("focus", () => {
    if (!field.value.trim() && list.hidden) ask();
  });

  field.addEventListener("blur", close);

  field.addEventListener("keydown", (event) => {
    if (list.hidden) {
      if (event.key === "ArrowDown") ask();
      return;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      choose(current + steps[event.key]);
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      go(options()[current]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });

  // Pressing the mouse must not take the focus from the field before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(form.dataset.appPalette, location.href);
    address.searchParams.set("q", field.value.trim());
    try {
      const answer = await fetch(address, {
        headers: { Accept: "application/json" },
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: asking.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.json());
    } catch (error) {
      if (error.name === "AbortError") return;
      close();
      if (field.value.trim()) status.textContent = form.dataset.appPaletteFailed;
    }
  }

  function show(found) {
    if (document.activeElement !== field) return;
    const chosen = options()[current]?.dataset.url;
    current = -1;
    field.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map(option));
    // A later answer may arrive between the arrow and Enter: what was chosen stays chosen while it is still there.
    const again = found.findIndex(({ url }) => url === chosen);
    if (again >= 0) choose(again);
    const isOpen = found.length > 0;
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    status.textContent = isOpen
      ? form.dataset.appPaletteFound.replace("{n}", String(found.length))
      : field.value.trim() && form.dataset.appPaletteNone;
  }

  function option({ label, detail, url }, index) {
    const item = document.createElement("li");
    item.id = `palette-option-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = url;
    item.append(piece(label, "b"));
    if (detail) item.append(" ", piece(detail, "span", "muted"));
    return item;
  }

  function piece(text, name, className) {
    const element = document.createElement(name);
    element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function options() {
    return [...list.children];
  }

  function choose(index) {
    const all = options();
    current = (index + all.length) % all.length;
    all.forEach((item, place) => item.setAttribute("aria-selected", String(place === current)));
    field.setAttribute("aria-activedescendant", all[current].id);
    all[current].scrollIntoView({ block: "nearest" });
  }

  function go(item) {
    if (!item) return;
    const address = new URL(item.dataset.url, location.href);
    if (address.origin === location.origin) location.assign(address);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    list.replaceChildren();
    current = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    status.textContent = "";
  }
}
