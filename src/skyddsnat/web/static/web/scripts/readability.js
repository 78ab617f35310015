// The readability meter while one writes: the same measures as `skyddsnat/kernel/readability.py`, which explains them.
//
// <textarea data-app-readability="id-of-meter">, and a meter that carries the words of its language as data.

const LONG_WORD = 6;
const SCALE = 80;
const WORD = /[\p{L}\p{N}]+(?:[-:’'][\p{L}\p{N}]+)*/gu;
const END = /[.!?…]+(?=[\s"”’')\]]|$)|\n/gu;
const CONTINUES = /^\s+[a-zåäöéü0-9]/u;

export function measure(text, { abbreviations = [], hardWords = [] } = {}) {
  const normal = text.replaceAll("\r\n", "\n").normalize("NFC");
  const found = sentences(normal, new Set(abbreviations));
  const all = words(normal);
  const long = all.filter((word) => letters(word) > LONG_WORD).length;
  return {
    words: all.length,
    sentences: found.length,
    longWords: long,
    lix: all.length ? Math.floor(all.length / found.length + (100 * long) / all.length + 0.5) : null,
    longestSentenceWords: Math.max(0, ...found.map((sentence) => words(sentence).length)),
    hardWords: hard(normal, hardWords),
  };
}

function sentences(text, abbreviations) {
  const found = [];
  let start = 0;
  for (const end of text.matchAll(END)) {
    const after = end.index + end[0].length;
    if (!endsSentence(text, start, end, after, abbreviations)) continue;
    found.push(text.slice(start, after));
    start = after;
  }
  found.push(text.slice(start));
  return found.filter((sentence) => words(sentence).length > 0);
}

function endsSentence(text, start, end, after, abbreviations) {
  if (end[0] !== ".") return true;
  const last = text.slice(start, end.index).trim().split(/\s+/u).at(-1) ?? "";
  const isAbbreviated = abbreviations.has(last.toLowerCase().replace(/^[("”']+/u, ""));
  return !(isAbbreviated && CONTINUES.test(text.slice(after)));
}

function words(text) {
  return text.match(WORD) ?? [];
}

function letters(word) {
  return [...word].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).length;
}

function hard(text, beginnings) {
  const lowered = text.toLowerCase();
  const found = new Map();
  for (const beginning of [...beginnings].sort((one, other) => other.length - one.length)) {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(beginning)}[\\p{L}\\p{N}_]*`, "gu");
    for (const match of lowered.matchAll(pattern)) if (!found.has(match[0])) found.set(match[0], match.index);
  }
  return [...found].sort((one, other) => one[1] - other[1]).map(([word]) => word);
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

function show(field) {
  const meter = document.getElementById(field.dataset.appReadability);
  if (!meter) return;
  const data = meter.dataset;
  const measured = measure(field.value, {
    abbreviations: JSON.parse(data.appAbbreviations),
    hardWords: JSON.parse(data.appHardWords),
  });
  const part = (name) => meter.querySelector(`[data-app-meter="${name}"]`);
  const level = measured.lix === null ? "" : levelOf(measured.lix, JSON.parse(data.appLevels));
  part("mark").setAttribute("x", String((Math.min(measured.lix ?? 0, SCALE) * 100) / SCALE));
  part("lix").textContent = measured.lix === null ? data.appNone : `${measured.lix} · ${level}`;
  part("longest").textContent = `${measured.longestSentenceWords} ${data.appWords}`;
  part("hard").textContent = measured.hardWords.join(", ") || data.appNone;
}

function levelOf(lix, levels) {
  return levels.find(([limit]) => limit === null || lix < limit)[1];
}

if (typeof document !== "undefined") {
  document.addEventListener("input", (event) => {
    if (event.target.dataset?.appReadability) show(event.target);
  });
}
