// Hides the question why while what is proposed equals what is most suitable. Without this script it is always shown.
//
// <fieldset data-app-obstacle data-app-suitable="id_of_field" data-app-chosen="id_of_field">
// Also [data-app-unequal] between the two fields, the sign shown while they differ.
// Answers already given, and faults, keep the question open: nothing that was filled in is ever hidden.

function update(box) {
  const suitable = document.getElementById(box.dataset.appSuitable);
  const chosen = document.getElementById(box.dataset.appChosen);
  if (!suitable || !chosen) return;
  const differ = suitable.value.trim() !== chosen.value.trim() && suitable.value !== "" && chosen.value !== "";
  box.hidden = !differ && !isUsed(box);
  for (const sign of document.querySelectorAll("[data-app-unequal]")) sign.hidden = !differ;
}

function isUsed(box) {
  const filled = "input:checked, [aria-invalid='true'], .ds-validation-message";
  const written = [...box.querySelectorAll("textarea, input[type=text], input[type=date]")];
  return box.querySelector(filled) !== null || written.some((field) => field.value.trim() !== "");
}

function updateAll() {
  document.querySelectorAll("[data-app-obstacle]").forEach(update);
}

document.addEventListener("input", updateAll);
document.addEventListener("change", updateAll);
document.addEventListener("htmx:load", updateAll);
updateAll();
