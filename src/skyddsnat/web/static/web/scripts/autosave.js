// Saves a form while one writes.
//
// <form data-app-autosave-url="…"> with hidden fields `draft_key` and `draft_version` (or, instead of them,
// data-app-autosave-key="…" data-app-autosave-version="0" on the form).
//
// Sends the form's fields with `draft_key` and `draft_version` and the CSRF token, as an ordinary form post:
//   200 {"version": 4, "saved_at": "14.32.08"}   saved
//   409 {"url": "/…"}                            somebody else saved meanwhile; `url` compares the two texts
//   401, 403                                     signed out: keeps trying, so that signing in elsewhere saves it
//   400, 404, 413, 422                           refused: said at once, tried again at the next change
//   anything else, or no answer                  tried again, at longer and longer intervals
//
// Saves about a second after the last key, at once when a field is left, the page is hidden or left. One save at a time:
// two on their way at once would carry the same version, and the later one would be told of a conflict with itself.
// What is not saved yet lives in the form alone: never in the browser's storage, where others could find it.

const PAUSE = 1000;
const LONGEST_PAUSE = 3000;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 30000;
const LONGEST_WAIT = 5000;
const KEEPALIVE_LIMIT = 60000;
const REFUSED = [400, 404, 413, 422];
const savers = new WeakMap();

function saverOf(element) {
  const form = element?.closest?.("form[data-app-autosave-url]");
  if (!form) return null;
  if (!savers.has(form)) savers.set(form, new Saver(form));
  return savers.get(form);
}

function eachSaver(act) {
  for (const form of document.querySelectorAll("form[data-app-autosave-url]")) {
    const saver = savers.get(form);
    if (saver) act(saver);
  }
}

class Saver {
  constructor(form) {
    this.form = form;
    this.version = this.field("draft_version")?.value ?? form.dataset.appAutosaveVersion ?? "0";
    this.key = this.field("draft_key")?.value ?? form.dataset.appAutosaveKey ?? "";
    this.changedAt = 0;
    this.hasChanges = false;
    this.isStopped = false;
    this.isHandingIn = false;
    this.sending = null;
    this.request = null;
    this.retry = FIRST_RETRY;
    this.timer = 0;
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  changed() {
    if (this.isStopped) return;
    const now = performance.now();
    if (!this.hasChanges) this.changedAt = now;
    this.hasChanges = true;
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

  save() {
    this.rest();
    if (!this.hasChanges || this.isStopped || this.isHandingIn || this.sending) return;
    this.say("saving", this.words("appSaving"));
    this.sending = this.deliver().finally(() => this.delivered());
  }

  // The page goes and takes a save that is still on its way with it: what that one carries is sent once more.
  leave() {
    if (this.isStopped || !(this.hasChanges || this.sending)) return;
    this.hasChanges = false;
    this.send({ isLeaving: true }).catch(() => {});
  }

  async deliver() {
    this.hasChanges = false;
    try {
      await this.take(await this.send());
    } catch {
      this.failed("appUnsaved");
    }
  }

  delivered() {
    this.sending = null;
    if (this.hasChanges && !this.isStopped && !this.timer) this.after(document.hidden ? 0 : PAUSE);
  }

  // Resolves when nothing is on its way any more.
  async settle() {
    const giveUp = setTimeout(() => this.request?.abort(), LONGEST_WAIT);
    await this.sending;
    clearTimeout(giveUp);
  }

  send({ isLeaving = false } = {}) {
    const data = new FormData(this.form);
    data.set("draft_key", this.key);
    data.set("draft_version", this.version);
    const token = data.get("csrfmiddlewaretoken") ?? "";
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    const body = new URLSearchParams(data);
    this.request = new AbortController();
    return fetch(this.form.dataset.appAutosaveUrl, {
      method: "POST",
      body,
      signal: this.request.signal,
      credentials: "same-origin",
      redirect: "error",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      // The browser refuses keepalive above 64 kB; a longer text is saved by the pause before.
      keepalive: isLeaving && body.toString().length < KEEPALIVE_LIMIT,
    });
  }

  async take(answer) {
    if (answer.ok) return this.saved(await answer.json());
    if (answer.status === 409) return this.conflict(await answer.json());
    if (answer.status === 401 || answer.status === 403) return this.failed("appSignedOut");
    if (REFUSED.includes(answer.status)) return this.refused();
    return this.failed("appUnsaved");
  }

  saved({ version, saved_at }) {
    this.version = String(version);
    const held = this.field("draft_version");
    if (held) held.value = this.version;
    this.retry = FIRST_RETRY;
    this.say("saved", `${this.words("appSaved")} ${saved_at}`);
  }

  conflict({ url }) {
    this.isStopped = true;
    this.hasChanges = true;
    this.say("conflict", this.words("appConflict"), url);
  }

  failed(words) {
    this.hasChanges = true;
    // Counted anew: else every key would try a server that is down.
    this.changedAt = performance.now();
    this.say("unsaved", this.words(words));
    this.after(this.retry);
    this.retry = Math.min(this.retry * 2, LONGEST_RETRY);
  }

  refused() {
    this.say("refused", this.words("appRefused"));
  }

  words(name) {
    return this.place()?.dataset[name] ?? "";
  }

  place() {
    return this.form.querySelector("[data-app-save-state]") ?? document.querySelector("[data-app-save-state]");
  }

  say(state, text, url = "") {
    const place = this.place();
    if (!place) return;
    place.dataset.state = state;
    place.textContent = text;
    if (!url) return;
    const link = document.createElement("a");
    link.href = url;
    link.textContent = this.words("appConflictLink");
    place.append(" ", link);
  }
}

document.addEventListener("input", (event) => saverOf(event.target)?.changed());
document.addEventListener("change", (event) => saverOf(event.target)?.changed());
document.addEventListener("focusout", (event) => saverOf(event.target)?.save());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") eachSaver((saver) => saver.save());
});
addEventListener("pagehide", () => eachSaver((saver) => saver.leave()));
addEventListener("online", () => eachSaver((saver) => saver.save()));

// What was handed in is what counts: it needs no draft any more. A save on its way is waited for, because one that
// arrived after the form would leave a draft of what has been handed in.
document.addEventListener("submit", (event) => {
  const saver = saverOf(event.target);
  if (!saver || event.defaultPrevented) return;
  saver.rest();
  saver.hasChanges = false;
  if (!saver.sending) return;
  event.preventDefault();
  if (!saver.isHandingIn) handIn(saver, event.submitter);
});

async function handIn(saver, submitter) {
  saver.isHandingIn = true;
  await saver.settle();
  saver.isHandingIn = false;
  saver.form.requestSubmit(submitter);
}

addEventListener("beforeunload", (event) => {
  eachSaver((saver) => {
    if (saver.hasChanges && saver.isStopped) event.preventDefault();
  });
});
