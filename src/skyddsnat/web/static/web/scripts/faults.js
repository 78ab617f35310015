// The error summary takes the focus, and its links put the focus in the field.

const summary = document.querySelector("[data-app-faults]");

summary?.focus();

summary?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});
