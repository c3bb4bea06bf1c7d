// Only comfort: without this script the page shows and links the same things.
(() => {
  const text = document.querySelector(".text");
  const notes = [...document.querySelectorAll(".note")];

  // in the margin each note stands at the line of its words, or below the note before it
  const align = () => {
    const wide = matchMedia("screen and (min-width: 62.001rem)").matches;
    text.classList.toggle("aligned", wide);
    text.style.minHeight = "";
    if (!wide) return;
    const top = text.getBoundingClientRect().top;
    let floor = 0;
    for (const note of notes) {
      const words = document.getElementById("q" + note.querySelector(".said").id.slice(1));
      floor = Math.max(floor, words ? words.getBoundingClientRect().top - top - 2 : floor);
      note.style.top = floor + "px";
      floor += note.offsetHeight + 12;
    }
    text.style.minHeight = floor + "px";
  };
  addEventListener("resize", align);
  document.addEventListener("toggle", align, true);
  if (document.fonts) document.fonts.ready.then(align);

  const open = () => {
    const here = location.hash && document.getElementById(location.hash.slice(1));
    const note = here && here.closest("details");
    if (note) note.open = true;
  };
  addEventListener("hashchange", open);
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || String(getSelection())) return;
    const keys = [...mark.classList].filter((name) => /^s\d+$/.test(name));
    if (keys.length) location.hash = "n" + keys.pop().slice(1);
  });

  let before = [];
  const all = [...document.querySelectorAll("details")];
  addEventListener("beforeprint", () => {
    before = all.filter((one) => one.open);
    all.forEach((one) => { one.open = true; });
    text.classList.remove("aligned");
  });
  addEventListener("afterprint", () => {
    all.forEach((one) => { one.open = before.includes(one); });
    align();
  });
  // older browsers cannot show a closed note's first lines in the margin, so the notes start open there
  if (!CSS.supports("selector(::details-content)") && innerWidth > 900) notes.forEach((one) => { one.open = true; });
  open();
  align();
})();
