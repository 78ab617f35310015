// Scrolls the child's line, where it is wider than the screen, so that today stands to the right and the time before it
// is seen. Without this script it begins at its end.

for (const scroll of document.querySelectorAll(".childs-line > .scroll")) {
  const today = scroll.querySelector(".today-line");
  if (!today) continue;
  const past = today.getBoundingClientRect().right - scroll.getBoundingClientRect().right;
  scroll.scrollLeft += past + scroll.clientWidth / 5;
}
