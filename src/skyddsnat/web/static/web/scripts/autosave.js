// Saves a form while one writes.
//
// A form with a hidden field `draft_key` that says where to save: `data-app-autosave-url="…"`, and where to ask how the
// draft stands: `data-app-autosave-standing="…"` (may be left out). Beside it the hidden field `draft_version`.
//
// Sends the form's fields with `draft_window` and `draft_turn` and the CSRF token, as an ordinary form post:
//   200 {"version": 4, "saved_at": "14.32.08"}   saved
//   409 {"version": 4, "saved_at": …, "url": …}  saved, but somebody else has changed the row meanwhile; `url` compares
//   409 {"url": "/…"}                            not saved: another window of the same writer has saved meanwhile
//   401, 403                                     signed out: keeps trying, so that signing in elsewhere saves it
//   400, 404, 413, 422                           refused: said at once, tried again at the next change
//   anything else, or no answer                  tried again, at longer and longer intervals
//
// Saves about a second after the last key, at once when a field is left, when the page is hidden and when it is left.
//
// Every save has the name of its window and a turn that rises, and by these the server puts the saves of a window in
// order, in whatever order they arrive and whatever answers were lost. So the last words need not wait for a save that
// is on its way, and no writer is told of a conflict with herself. A window is one page as it was opened: a page that is
// opened anew, also by reloading it, was drawn from what was saved by then and may lack the last words of the one before,
// so it may not overwrite them. It asks instead, and is drawn once more when they have come.
//
// What is not saved yet lives in the form alone, never in the browser's storage, not even the tab's own: that is written
// to the disk of a machine which several may use, and a browser that is restored shows it to whoever opens it. The
// browser lets only 64 kB go out while a page closes, so who leaves with more than that unsaved is held for a moment by
// the browser's own question, and saved while it stands there.

const PAUSE = 1000;
const LONGEST_PAUSE = 3000;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 30000;
const LONGEST_WAIT = 5000;
// When a page that was opened again asks for the last words of the one before: they may be on their way still.
const ASKS_AFTER = [0, 1000, 3000, 8000];
const KEEPALIVE_LIMIT = 60000;
const REFUSED = [400, 404, 413, 422];
const WINDOW = madeName();
const savers = new Map();

// Not randomUUID: that is missing where a municipality's test server runs without a certificate.
function madeName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function saverOf(element) {
  return savers.get(element?.form ?? element?.closest?.("form"));
}

function eachSaver(act) {
  for (const saver of savers.values()) if (saver.form.isConnected) act(saver);
}

class Saver {
  constructor(form, hook) {
    this.form = form;
    this.url = hook.dataset.appAutosaveUrl;
    this.standing = hook.dataset.appAutosaveStanding;
    this.version = Number(this.field("draft_version")?.value) || 0;
    this.turn = 0;
    this.changedAt = 0;
    this.hasChanges = false;
    this.isCarried = false;
    this.isStopped = false;
    this.isFailing = false;
    this.isHandingIn = false;
    this.conflictUrl = "";
    this.onTheWay = new Map();
    this.retry = FIRST_RETRY;
    this.timer = 0;
    // Every set of fields that leaves the form has a turn of its own, also the one that is handed in: a save that comes
    // after that one is then known to be overtaken.
    form.addEventListener("formdata", ({ formData }) => this.stamp(formData));
  }

  stamp(data) {
    this.turn += 1;
    data.set("draft_window", WINDOW);
    data.set("draft_turn", String(this.turn));
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  changed() {
    if (this.isStopped) return;
    const now = performance.now();
    if (!this.hasChanges) this.changedAt = now;
    this.hasChanges = true;
    this.isCarried = false;
    // Someone who never pauses is saved every third second all the same.
    this.after(Math.max(0, Math.min(PAUSE, this.changedAt + LONGEST_PAUSE - now)));
  }

  after(pause) {
    this.rest();
    this.timer = setTimeout(() => this.save(), pause);
  }

  rest() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  // One at a time, which is enough while the page stands.
  save() {
    this.rest();
    if (!this.hasChanges || this.isStopped || this.isHandingIn || this.onTheWay.size) return;
    this.deliver(this.body());
  }

  // The page may go and take with it a save that is still on its way: what that one carries is sent once more, in a
  // request that outlives the page.
  leave() {
    if (!this.isUnsaved() || this.isStopped || this.isHandingIn) return;
    if (this.isCarried && !this.hasChanges) return;
    this.rest();
    const body = this.body();
    this.isCarried = fits(body);
    this.deliver(body, { keepalive: this.isCarried });
  }

  isUnsaved() {
    return this.hasChanges || this.onTheWay.size > 0;
  }

  // Whether words may be lost if the page goes now: nothing outlives it with them, or the server does not take them.
  wouldLose() {
    return this.isFailing || (this.isUnsaved() && !this.isCarried);
  }

  body() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("draft_version", String(this.version));
    return new URLSearchParams(data);
  }

  deliver(body, { keepalive = false } = {}) {
    const turn = Number(body.get("draft_turn"));
    const request = new AbortController();
    this.hasChanges = false;
    this.say("saving", this.words("appSaving"));
    const delivery = this.send(body, { keepalive, signal: request.signal })
      .then((answer) => this.take(answer, turn))
      .catch(() => this.failed("appUnsaved", turn))
      .finally(() => this.delivered(turn));
    this.onTheWay.set(turn, { request, delivery });
  }

  delivered(turn) {
    this.onTheWay.delete(turn);
    const waits = this.hasChanges && !this.isStopped && !this.timer && !this.onTheWay.size;
    if (waits) this.after(document.hidden ? 0 : PAUSE);
  }

  // Resolves when nothing is on its way any more.
  async settle() {
    const ways = [...this.onTheWay.values()];
    const giveUp = setTimeout(() => ways.forEach(({ request }) => request.abort()), LONGEST_WAIT);
    await Promise.all(ways.map(({ delivery }) => delivery));
    clearTimeout(giveUp);
  }

  send(body, { keepalive, signal }) {
    return fetch(this.url, {
      method: "POST",
      body,
      keepalive,
      signal,
      credentials: "same-origin",
      redirect: "error",
      headers: { Accept: "application/json", "X-CSRFToken": body.get("csrfmiddlewaretoken") ?? "" },
    });
  }

  async take(answer, turn) {
    if (answer.ok) return this.saved(await answer.json(), turn);
    if (answer.status === 409) return this.conflict(await answer.json(), turn);
    if (answer.status === 401 || answer.status === 403) return this.failed("appSignedOut", turn);
    if (REFUSED.includes(answer.status)) return this.refused();
    return this.failed("appUnsaved", turn);
  }

  saved({ version, saved_at }, turn) {
    this.version = Math.max(this.version, version);
    const held = this.field("draft_version");
    if (held) held.value = String(this.version);
    this.retry = FIRST_RETRY;
    this.isFailing = false;
    if (this.conflictUrl) this.say("conflict", this.words("appConflict"), this.conflictUrl);
    else if (turn === this.turn) this.say("saved", `${this.words("appSaved")} ${saved_at}`);
  }

  // Somebody else has changed what the form began from, and the words are kept all the same; or the writer has gone on
  // in another window, whose words are kept, while these are in this window alone.
  conflict(answer, turn) {
    if (answer.version !== undefined) {
      this.conflictUrl = answer.url;
      return this.saved(answer, turn);
    }
    this.isStopped = true;
    this.hasChanges = true;
    this.say("conflict", this.words("appElsewhere"), answer.url);
  }

  // What a later save carries as well is no loss.
  failed(words, turn) {
    if (turn !== this.turn) return;
    this.hasChanges = true;
    this.isFailing = true;
    // Counted anew: else every key would try a server that is down.
    this.changedAt = performance.now();
    this.say("unsaved", this.words(words));
    this.after(this.retry);
    this.retry = Math.min(this.retry * 2, LONGEST_RETRY);
  }

  refused() {
    this.isFailing = true;
    this.say("refused", this.words("appRefused"));
  }

  // A page that was opened again before the last words of the one before had come is drawn once more, unless one has
  // begun to write.
  async comeUpToDate(former) {
    if (!this.standing) return;
    for (const pause of ASKS_AFTER) {
      await new Promise((goOn) => setTimeout(goOn, pause));
      if (this.isUnsaved() || this.turn) return;
      if (await this.isOvertakenBy(former)) return location.replace(location.pathname + location.search);
    }
  }

  async isOvertakenBy(former) {
    const key = this.field("draft_key").value;
    const answer = await fetch(`${this.standing}?${new URLSearchParams({ draft_key: key })}`, {
      credentials: "same-origin",
      redirect: "error",
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) return false;
    const { version, window: last } = await answer.json();
    return last === former && version !== this.version && !this.isUnsaved() && !this.turn;
  }

  words(name) {
    return this.place()?.dataset[name] ?? "";
  }

  place() {
    return this.form.querySelector("[data-app-save-state]") ?? document.querySelector("[data-app-save-state]");
  }

  // The other text opens beside this one, which may be nowhere else.
  say(state, text, url = "") {
    const place = this.place();
    if (!place) return;
    place.dataset.state = state;
    place.textContent = text;
    if (!url) return;
    const link = document.createElement("a");
    link.href = url;
    if (this.isStopped) link.target = "_blank";
    link.textContent = this.words("appConflictLink");
    place.append(" ", link);
  }
}

function fits(body) {
  return body.toString().length < KEEPALIVE_LIMIT;
}

for (const hook of document.querySelectorAll("[data-app-autosave-url]")) {
  savers.set(hook.form, new Saver(hook.form, hook));
}

// The window that this place in the tab's history had before: there is one when the page was reloaded or gone back to.
// A name made of chance, and nothing of what was typed.
const former = history.state?.appWindow;
history.replaceState({ ...history.state, appWindow: WINDOW }, "");
if (former) eachSaver((saver) => saver.comeUpToDate(former).catch(() => {}));

document.addEventListener("input", (event) => saverOf(event.target)?.changed());
document.addEventListener("change", (event) => saverOf(event.target)?.changed());
document.addEventListener("focusout", (event) => saverOf(event.target)?.save());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") eachSaver((saver) => saver.leave());
});
addEventListener("pagehide", () => eachSaver((saver) => saver.leave()));
addEventListener("online", () => eachSaver((saver) => saver.save()));

// What was handed in is what counts: it needs no draft any more. A save on its way is waited for, because one that
// arrived after the form would leave a draft of what has been handed in.
document.addEventListener("submit", (event) => {
  const saver = savers.get(event.target);
  if (!saver || event.defaultPrevented) return;
  saver.rest();
  saver.hasChanges = false;
  saver.isFailing = false;
  if (!saver.onTheWay.size) return;
  event.preventDefault();
  if (!saver.isHandingIn) handIn(saver, event.submitter);
});

async function handIn(saver, submitter) {
  saver.isHandingIn = true;
  await saver.settle();
  saver.isHandingIn = false;
  saver.form.requestSubmit(submitter);
}

// Before the next page is asked for, so that a page which is opened again is drawn with the last words.
addEventListener("beforeunload", (event) => {
  eachSaver((saver) => {
    saver.leave();
    if (saver.wouldLose()) event.preventDefault();
  });
});
