// Makes the key that opens the on-call extract: a pair of keys, the private one under a passphrase that is never sent.
//
// <form data-app-oncall-key="NH003"> with two passphrases that have no name, and hidden fields for what was made.
// The form stays dead without this script. The other half is `foundation/oncall/reader/reader.js`.

const FORM = "skyddsnat-oncall-1";
const ROUNDS = 600_000;
const SHORTEST = 14;
const FEWEST_WORDS = 5;
const FEWEST_SIGNS = 10;

const encode = (text) => new TextEncoder().encode(text);
const text = (raw) => btoa(String.fromCharCode(...new Uint8Array(raw)));

export function isStrong(passphrase) {
  const words = passphrase.trim().split(/\s+/u);
  const kinds = new Set(passphrase).size;
  return kinds >= 6 && (passphrase.length >= SHORTEST || (words.length >= FEWEST_WORDS && passphrase.length >= FEWEST_SIGNS));
}

export async function makeKey(code, passphrase) {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const phrase = await crypto.subtle.importKey("raw", encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const stretched = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  const wrapping = await crypto.subtle.deriveKey(stretched, phrase, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const additionalData = encode(`${FORM}|key|${code}`);
  const key = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  return {
    public_key: text(await crypto.subtle.exportKey("raw", pair.publicKey)),
    salt: text(salt),
    iv: text(iv),
    private: text(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, wrapping, key)),
  };
}

function begin(form) {
  const [first, again] = [document.getElementById("passphrase"), document.getElementById("passphrase_again")];
  const [fault, button] = [document.getElementById("key_fault"), form.querySelector("button[type=submit]")];
  if (!globalThis.crypto?.subtle) {
    fault.textContent = form.dataset.appUnable;
    return;
  }
  document.getElementById("scriptless").hidden = true;
  for (const part of [first, again, button]) part.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const isShort = !isStrong(first.value);
    fault.textContent = isShort ? form.dataset.appShort : first.value === again.value ? "" : form.dataset.appUnlike;
    if (fault.textContent) return (isShort ? first : again).focus();
    button.disabled = true;
    button.textContent = form.dataset.appWorking;
    const made = await makeKey(form.dataset.appOncallKey, first.value);
    for (const [name, value] of Object.entries(made)) form.elements[name].value = value;
    form.submit();
  });
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll("[data-app-oncall-key]")) begin(form);
}
