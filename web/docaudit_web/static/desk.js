// Keys, the lit box scrolled to the middle, zoom and the help card. Every page works without it.
"use strict";

function center(target) {
  const frame = target.closest("[data-paper]");
  if (!frame) return;
  const box = target.getBoundingClientRect();
  const view = frame.getBoundingClientRect();
  frame.scrollTop += box.top + box.height / 2 - (view.top + frame.clientHeight / 2);
  if (target.tagName !== "TR") frame.scrollLeft += box.left + box.width / 2 - (view.left + frame.clientWidth / 2);
}

function showPlace() {
  for (const target of document.querySelectorAll("[data-lit]")) center(target);
}

for (const image of document.querySelectorAll(".sheet img")) {
  const fail = () => {
    const note = document.createElement("p");
    note.className = "empty";
    note.textContent = image.dataset.missing;
    image.closest(".sheet").replaceWith(note);
  };
  if (image.complete) {
    if (image.naturalWidth) showPlace();
    else fail();
  }
  image.addEventListener("load", showPlace);
  image.addEventListener("error", fail);
}
showPlace();

for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    const paper = button.closest(".viewer").querySelector(".paper");
    const image = paper && paper.querySelector("img");
    if (!image) return;
    if (paper.classList.toggle("large")) image.src = image.dataset.large;
    fit(paper);
    showPlace();
  });
}

// A page that was scanned upside down or sideways is read the right way up; box and page turn as one.
function fit(paper) {
  const [turner, sheet] = [paper.querySelector(".turner"), paper.querySelector(".sheet")];
  const turns = Number(paper.dataset.turns || 0);
  const [width, height] = [sheet.offsetWidth, sheet.offsetHeight];
  const moved = ["", `translateX(${height}px)`, `translate(${width}px, ${height}px)`, `translateY(${width}px)`][turns];
  sheet.style.transform = `${moved} rotate(${90 * turns}deg)`;
  turner.style.height = turns % 2 ? `${width}px` : "";
}

for (const button of document.querySelectorAll("[data-turn]")) {
  button.addEventListener("click", () => {
    const paper = button.closest(".viewer").querySelector(".paper");
    if (!paper || !paper.querySelector(".sheet")) return;
    paper.dataset.turns = (Number(paper.dataset.turns || 0) + 1) % 4;
    fit(paper);
    showPlace();
  });
}

const card = document.querySelector("[data-help-card]");
const toggleHelp = () => card && (card.open ? card.close() : card.showModal());
for (const button of document.querySelectorAll("[data-help]")) button.addEventListener("click", toggleHelp);

// A dismissal without a reason asks for it instead of a round trip.
const form = document.querySelector("[data-decide]");
if (form) {
  const reason = form.querySelector("[data-reason]");
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.value === "dismiss" && !reason.value) {
      event.preventDefault();
      reason.classList.add("missing");
      reason.focus();
    }
  });
  reason.addEventListener("change", () => reason.classList.remove("missing"));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest("input, select, textarea") || (card && card.open && event.key !== "?")) return;
  if (event.key === "?") {
    toggleHelp();
    return;
  }
  if (!/^[a-z0-9]$/.test(event.key)) return;
  const target = document.querySelector(`[data-key="${event.key}"]`);
  if (target) {
    event.preventDefault();
    target.click();
  }
});
