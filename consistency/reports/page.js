// Without this script a mark is a link to its finding; with it the finding comes to the mark.
(() => {
  "use strict";
  const peek = document.getElementById("peek");
  const body = peek.querySelector(".body");
  const marks = [...document.querySelectorAll(".mark")];
  const stops = marks.filter((mark) => mark.tabIndex === 0);
  let active = null;
  let pinned = false;
  let timer = 0;

  const fellows = (mark) => marks.filter((other) => other.dataset.findings === mark.dataset.findings);

  function copyOf(number) {
    const copy = document.getElementById("f" + number).cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("tabindex");
    return copy;
  }

  function place(mark) {
    if (matchMedia("(max-width: 40rem)").matches) {
      peek.style.left = peek.style.top = "";
      // The sheet covers the lower part of the screen; the marked words stay above it.
      const covered = mark.getBoundingClientRect().bottom - peek.getBoundingClientRect().top;
      if (covered > 0) scrollBy({ top: covered + 24 });
      return;
    }
    const lines = mark.getClientRects();
    const last = lines[lines.length - 1];
    const room = document.documentElement.clientWidth - peek.offsetWidth - 16;
    const left = Math.max(16, Math.min(last.left - 24, room));
    const below = last.bottom + 8;
    const above = lines[0].top - 8 - peek.offsetHeight;
    const top = below + peek.offsetHeight > innerHeight && above > 0 ? above : below;
    peek.style.left = left + scrollX + "px";
    peek.style.top = top + scrollY + "px";
  }

  function show(mark, pin) {
    clearTimeout(timer);
    pinned = pin;
    if (active !== mark) {
      hide();
      pinned = pin;
      active = mark;
      body.replaceChildren(...mark.dataset.findings.split(" ").map(copyOf));
      peek.hidden = false;
      peek.scrollTop = 0;
      fellows(mark).forEach((other) => other.classList.add("active"));
    }
    place(mark);
  }

  function hide() {
    clearTimeout(timer);
    if (active) fellows(active).forEach((other) => other.classList.remove("active"));
    active = null;
    pinned = false;
    peek.hidden = true;
  }

  function hideSoon() {
    clearTimeout(timer);
    if (!pinned) timer = setTimeout(hide, 250);
  }

  for (const mark of marks) {
    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse" && !pinned) show(mark, false);
    });
    mark.addEventListener("pointerleave", hideSoon);
    mark.addEventListener("focus", () => {
      if (mark.matches(":focus-visible")) show(mark, false);
    });
    mark.addEventListener("blur", hideSoon);
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      if (active === mark && pinned) hide();
      else show(mark, true);
    });
  }
  peek.addEventListener("pointerenter", () => clearTimeout(timer));
  peek.addEventListener("pointerleave", hideSoon);
  peek.querySelector(".close").addEventListener("click", () => {
    const mark = active;
    hide();
    if (mark) mark.focus({ focusVisible: false });
  });
  document.addEventListener("pointerdown", (event) => {
    if (active && !peek.contains(event.target) && !event.target.closest(".mark")) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (!step || !stops.length) return;
    event.preventDefault();
    const here = stops.indexOf(active || document.activeElement);
    const next = here < 0 ? (step > 0 ? 0 : stops.length - 1) : (here + step + stops.length) % stops.length;
    stops[next].scrollIntoView({ block: "center" });
    stops[next].focus({ preventScroll: true, focusVisible: true });
    show(stops[next], true);
  });
  addEventListener("resize", () => active && place(active));
})();
