// Opens the extract that this page carries: checks the seal, the time and the passphrase, shows what is inside, and
// tells the installation that it was opened, as soon as that can be reached. The other half is `sealing.py`.

const FORM = "skyddsnat-oncall-1";
const KEY_BYTES = 32;
const WAITING = "skyddsnat-oncall-openings";
const CLOCK_MAY_DIFFER_MS = 5 * 60_000;
const LEFT_ALONE_MS = 10 * 60_000;
const SOON_MS = 48 * 3_600_000;
const TELL_EVERY_MS = 20_000;

const WORDS = {
  sv: {
    title: "Jourutdrag",
    danger: "Fara för någons liv? Ring 112.",
    other: "English",
    code: "Din tjänstekod",
    passphrase: "Din lösenfras",
    open: "Öppna",
    opening: "Öppnar …",
    logged: "Att du öppnar utdraget skrivs i loggen.",
    span: "Gjort {made}. Går att öppna till {expires}.",
    wrong: "Det gick inte att öppna. Kontrollera tjänstekod och lösenfras, och försök igen.",
    broken: "Filen är skadad eller ändrad och öppnas inte. Hämta den på nytt. Ring jourledningen om det händer igen.",
    early: "Den här enhetens klocka visar en tid innan utdraget gjordes. Ställ klockan och ladda om sidan.",
    late: "Utdraget gick ut {expires} och öppnas inte längre. Hämta ett nyare, eller ring jourledningen. Ta bort filen.",
    old: "Webbläsaren kan inte öppna utdraget. Använd en uppdaterad Edge, Chrome eller Firefox, och öppna filen där.",
    receipt: "Kvittokod:",
    told: "Systemet vet att du har öppnat.",
    untold: "Systemet nås inte än. Skriv upp koden och skriv in den under Jourutdrag när systemet är igång.",
    search: "Sök",
    print: "Skriv ut",
    close: "Lås",
    found: "{count} av {all} visas",
    passed: "har passerat",
    key: "Underskrivet med nyckeln",
  },
  en: {
    title: "On-call extract",
    danger: "Somebody's life in danger? Call 112.",
    other: "Svenska",
    code: "Your service code",
    passphrase: "Your passphrase",
    open: "Open",
    opening: "Opening …",
    logged: "That you open the extract is written to the log.",
    span: "Made {made}. Can be opened until {expires}.",
    wrong: "It could not be opened. Check the service code and the passphrase, and try again.",
    broken: "The file is damaged or changed and does not open. Fetch it again. Call the lead on call if it happens again.",
    early: "The clock of this device shows a time before the extract was made. Set the clock and reload the page.",
    late: "The extract expired {expires} and does not open any more. Fetch a newer one, or call the lead on call. Delete the file.",
    old: "This browser cannot open the extract. Use an up-to-date Edge, Chrome or Firefox, and open the file there.",
    receipt: "Receipt code:",
    told: "The system knows that you have opened it.",
    untold: "The system cannot be reached yet. Write the code down, and type it in on the page On-call extract when the system is up.",
    search: "Search",
    print: "Print",
    close: "Lock",
    found: "{count} of {all} shown",
    passed: "has passed",
    key: "Signed with the key",
  },
};

const page = { language: "sv", body: null, bound: null, fingerprint: "", refused: "", sections: null, receipt: "", told: false, touched: 0 };
const $ = (id) => document.getElementById(id);
const encode = (text) => new TextEncoder().encode(text);
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const word = (name, given = {}) => WORDS[page.language][name].replace(/\{(\w+)\}/g, (_, key) => given[key]);

// --- The seal --------------------------------------------------------------------------------------------------------

async function readSeal(text) {
  const [signed, signature, point] = text.split(".").map(bytes);
  const key = await crypto.subtle.importKey("raw", point, { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"]);
  const isRight = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed);
  const body = isRight && JSON.parse(new TextDecoder().decode(signed));
  if (!body || body.form !== FORM) throw new Error("broken");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", point));
  page.fingerprint = hex(digest).slice(0, 40).replace(/.{4}(?=.)/g, "$& ");
  page.bound = encode(`${FORM}|${body.extract}|${body.made_at}|${body.expires_at}`);
  page.body = body;
}

// The time now, also where the clock of the device is set back while the page is open.
const began = { clock: Date.now(), ran: performance.now() };
const now = () => Math.max(Date.now(), began.clock + performance.now() - began.ran);

const hex = (raw) => [...raw].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function refusalNow() {
  if (Date.now() + CLOCK_MAY_DIFFER_MS < Date.parse(page.body.made_at)) return "early";
  return now() >= Date.parse(page.body.expires_at) ? "late" : "";
}

async function unsealed(code, passphrase) {
  const mine = page.body.readers.find((reader) => reader.code === code);
  const privateKey = await ownKey(mine, passphrase);
  const secret = await unwrapped(mine, privateKey);
  const contentKey = await crypto.subtle.importKey("raw", secret.slice(0, KEY_BYTES), "AES-GCM", false, ["decrypt"]);
  const content = await decrypt(contentKey, page.body.iv, page.body.data, page.bound);
  return { sections: JSON.parse(new TextDecoder().decode(content)), receipt: new TextDecoder().decode(secret.slice(KEY_BYTES)) };
}

async function ownKey(mine, passphrase) {
  const phrase = await crypto.subtle.importKey("raw", encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const stretched = { name: "PBKDF2", hash: "SHA-256", salt: bytes(mine.salt), iterations: mine.rounds };
  const wrapping = await crypto.subtle.deriveKey(stretched, phrase, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const key = await decrypt(wrapping, mine.key_iv, mine.private, encode(`${FORM}|key|${mine.code}`));
  return crypto.subtle.importKey("pkcs8", key, { name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
}

async function unwrapped(mine, privateKey) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const ephemeral = await crypto.subtle.importKey("raw", bytes(mine.ephemeral), curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: ephemeral }, privateKey, 256);
  const raw = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = encode(`${FORM}|${page.body.extract}|${mine.code}`);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  const wrapping = await crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  return decrypt(wrapping, mine.iv, mine.secret, page.bound);
}

async function decrypt(key, iv, data, additionalData) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv), additionalData }, key, bytes(data)));
}

// --- Telling that it was opened: again and again, until the installation has answered --------------------------------

const untold = [];
let isTelling = false;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(WAITING) ?? "[]");
  } catch {
    return []; // a browser that keeps nothing for a file: the code can be typed in
  }
}

function keep() {
  try {
    localStorage.setItem(WAITING, JSON.stringify(untold));
  } catch {
    // as above
  }
}

async function tell() {
  if (isTelling) return;
  isTelling = true;
  while (untold.length && (await reached(untold[0]))) {
    if (untold[0].receipt === page.receipt) page.told = true;
    untold.shift();
    keep();
    drawWords();
  }
  isTelling = false;
}

async function reached(opening) {
  const sent = { method: "POST", body: JSON.stringify(opening), credentials: "omit", cache: "no-store" };
  const answer = await fetch(page.body.address, sent).catch(() => null);
  return answer?.ok === true;
}

function noteOpening() {
  untold.push({ receipt: page.receipt, opened_at: new Date().toISOString() });
  keep();
  if (page.body.address) tell();
}

// --- What is shown ---------------------------------------------------------------------------------------------------

const moment = (text) =>
  new Date(text).toLocaleString(page.language === "sv" ? "sv-SE" : "en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Stockholm" });
const said = (text) => text[page.language];

function drawWords() {
  document.documentElement.lang = page.language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  document.title = word("title");
  $("language").textContent = word("other");
  $("language").lang = page.language === "sv" ? "en" : "sv";
  const span = page.body && { made: moment(page.body.made_at), expires: moment(page.body.expires_at) };
  $("board").textContent = page.body?.board ?? "";
  $("span").textContent = span ? word("span", span) : "";
  $("key").textContent = page.fingerprint && `${word("key")} ${page.fingerprint}`;
  $("refusal").hidden = !page.refused;
  $("refusal").textContent = page.refused && word(page.refused, span ?? {});
  $("lock").hidden = Boolean(page.refused || page.sections);
  $("content").hidden = !page.sections;
  $("receipt").textContent = page.receipt.replace(/.{4}(?=.)/g, "$&-");
  $("told").textContent = page.receipt && word(page.told ? "told" : "untold");
}

function made(name, text = "", className = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function line(each) {
  const left = each.until ? Date.parse(each.until) - Date.now() : Infinity;
  const drawn = made("p", said(each.text), left < SOON_MS ? "late" : "");
  if (each.until) drawn.append(` ${moment(each.until)}${left <= 0 ? ` (${word("passed")})` : ""}`);
  if (each.phone) {
    const phone = made("a", each.phone);
    phone.href = `tel:${each.phone.replace(/[^\d+]/g, "")}`;
    drawn.append(" ", phone);
  }
  return drawn;
}

function item(each) {
  const card = made("article");
  card.append(made("h3", said(each.title)), ...each.marks.map((mark) => made("p", said(mark), "mark")), ...each.lines.map(line));
  for (const part of each.parts) {
    const drawn = made("div", "", "measure");
    drawn.append(...part.map(line));
    card.append(drawn);
  }
  return card;
}

function section(each) {
  const drawn = made("section");
  drawn.append(made("h2", said(each.title)));
  drawn.append(...(each.items.length ? each.items.map(item) : [made("p", said(each.empty), "quiet")]));
  return drawn;
}

function drawSections() {
  $("sections").replaceChildren(...(page.sections ?? []).map(section));
  search();
}

function search() {
  const wanted = $("search").value.trim().toLocaleLowerCase("sv");
  const cards = [...document.querySelectorAll("article")];
  for (const card of cards) card.hidden = !card.textContent.toLocaleLowerCase("sv").includes(wanted);
  const count = cards.filter((card) => !card.hidden).length;
  $("found").textContent = wanted ? word("found", { count, all: cards.length }) : "";
}

// --- Doing -----------------------------------------------------------------------------------------------------------

async function open(event) {
  event.preventDefault();
  const button = $("lock").querySelector("button");
  $("wrong").textContent = "";
  if (watch()) return;
  button.disabled = true;
  button.textContent = word("opening");
  try {
    Object.assign(page, await unsealed($("code").value, $("passphrase").value), { told: false, touched: Date.now() });
    noteOpening();
    drawSections();
  } catch {
    $("wrong").textContent = word("wrong");
  }
  $("passphrase").value = "";
  button.disabled = false;
  drawWords();
  (page.sections ? $("main") : $("passphrase")).focus();
}

function close() {
  Object.assign(page, { sections: null, receipt: "", told: false });
  $("search").value = "";
  drawSections();
  drawWords();
}

// Refuses before its time and after it, also when the time comes while it is open, and locks what is left alone.
function watch() {
  const before = page.refused;
  page.refused = refusalNow();
  const isLeft = Date.now() - page.touched > LEFT_ALONE_MS;
  if (page.sections && (page.refused || isLeft)) close();
  else if (page.refused !== before) drawWords();
  return page.refused;
}

async function begin() {
  $("scriptless").hidden = true;
  if (!globalThis.crypto?.subtle) {
    page.refused = "old";
    return drawWords();
  }
  try {
    await readSeal($("sealed").textContent);
  } catch {
    page.refused = "broken";
    return drawWords();
  }
  const codes = page.body.readers.map((reader) => reader.code);
  // Nobody's code stands there from the start where there are several: hers is not the one that happens to be first.
  $("code").replaceChildren(...(codes.length > 1 ? ["", ...codes] : codes).map((code) => new Option(code || "–", code)));
  untold.push(...kept());
  watch();
  drawWords();
  setInterval(watch, 1000);
  if (page.body.address) {
    setInterval(tell, TELL_EVERY_MS);
    addEventListener("online", tell);
    tell();
  }
}

$("lock").addEventListener("submit", open);
$("close").addEventListener("click", close);
$("print").addEventListener("click", () => print());
$("search").addEventListener("input", search);
$("language").addEventListener("click", () => {
  page.language = page.language === "sv" ? "en" : "sv";
  drawWords();
  drawSections();
});
for (const name of ["pointerdown", "keydown", "scroll"]) addEventListener(name, () => (page.touched = Date.now()), { passive: true });
begin();
