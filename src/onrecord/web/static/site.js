// Keys on the review pages; everything works without this file.
"use strict";
const targets = new Map([...document.querySelectorAll("[data-key]")].map((one) => [one.dataset.key, one]));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const target = targets.get(event.key);
  if (event.key === "k" && targets.has("j")) { history.back(); return; }
  if (!target) return;
  event.preventDefault();
  if (target.tagName === "DETAILS") {
    target.open = true;
    target.querySelector("input[name=new]").focus();
  } else {
    target.click();
  }
});
const desk = document.querySelector(".desk[data-pace]");
if (desk) {
  const done = Number(desk.dataset.pace), total = Number(desk.dataset.total), now = Date.now();
  const begun = JSON.parse(sessionStorage.getItem("pace") || "null") || { done, at: now };
  sessionStorage.setItem("pace", JSON.stringify(begun));
  const judged = done - begun.done;
  if (judged >= 3) {
    const minutes = Math.round(((now - begun.at) / judged) * (total - done) / 60000);
    document.getElementById("pace").textContent += minutes > 90 ? `, about ${Math.round(minutes / 60)} hours at your pace` : `, ${Math.max(1, minutes)} minutes at your pace`;
  }
}
