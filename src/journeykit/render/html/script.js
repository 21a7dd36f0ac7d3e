(() => {
  "use strict";
  const all = (what, root = document) => [...root.querySelectorAll(what)];
  const by = name => document.getElementById(name);
  const map = by("jk-map"), svg = map.querySelector("svg"), panel = by("jk-panel"), body = by("jk-panel-body");
  const rows = new Map(all("tr[data-row]").map(row => [row.id, row]));
  const nameOf = each => each.dataset.step ?? each.dataset.node ?? "";
  const handles = new Map();
  let shown = null, pinned = null, timer = 0;

  const make = (tag, words, ...children) => {
    const made = document.createElement(tag);
    if (words) made.textContent = words;
    made.append(...children);
    return made;
  };
  const titleOf = id => rows.get(id).querySelector("th a").textContent;

  // The panel says what the step's row in the tables says.
  const section = (title, list) => list ? [make("h3", title), list] : [];
  const moves = (title, here, there) => {
    const found = all(`tr[data-${here}]`).filter(row => row.dataset[here] === shown && row.dataset.kind !== "drop_off");
    const list = make("ul");
    for (const row of found) {
      const end = row.children[here === "from" ? 1 : 0].cloneNode(true);
      const share = row.querySelector(".jk-share").textContent, why = row.querySelector(".jk-why").textContent;
      const item = make("li", "", ...end.childNodes);
      item.className = { back: "jk-m-back", self: "jk-m-back", drop_off: "jk-m-drop_off" }[row.dataset.kind] ?? "";
      const way = { back: "back", self: "again" }[row.dataset.kind];
      const note = [way, share, why].filter(Boolean).join(" · ");
      if (note) item.append(" ", make("small", note));
      list.append(item);
    }
    return section(title, found.length ? list : null);
  };
  const fill = id => {
    const row = rows.get(id), facts = make("dl"), lists = [], said = [];
    for (const cell of row.querySelectorAll("td[data-title]")) {
      const copy = cell.cloneNode(true);
      all(".jk-off", copy).forEach(each => each.remove());
      const list = copy.querySelector("ul"), { name, title } = cell.dataset;
      if (list) {
        if (!list.children.length) continue;
        lists.push(...section(title, list));
        said.push(name === "emotion" ? `${title}: ${list.textContent}` : `${title}: ${list.children.length}`);
      } else if (copy.querySelector("img")) {
        lists.unshift(...copy.childNodes);
      } else if (copy.textContent.trim() && name !== "stage") {
        facts.append(make("dt", title), make("dd", "", ...copy.childNodes));
        said.push(`${title}: ${cell.textContent}`);
      }
    }
    const about = all("tr[data-about]").find(each => each.dataset.about === row.dataset.of);
    for (const cell of about?.querySelectorAll("td[data-title]") ?? []) {
      const list = cell.querySelector("ul")?.cloneNode(true);
      if (list) all(".jk-off", list).forEach(each => each.remove());
      if (list?.children.length) lists.push(...section(`${cell.dataset.title}, of the whole stage`, list));
    }
    const stage = row.querySelector("td[data-name=stage]")?.textContent ?? "";
    const number = row.querySelector(".jk-number")?.textContent.trim();
    by("jk-panel-over").textContent = [number ? `Step ${number}` : "Outcome", stage].filter(Boolean).join(" · ");
    by("jk-panel-title").textContent = titleOf(id);
    const address = make("a", "Address of this step");
    address.href = `#${id}`;
    const last = make("p", "", address);
    last.className = "jk-address";
    body.replaceChildren(...(facts.children.length ? [facts] : []), ...lists, ...moves("Leads to", "from", "to"),
      ...moves("Comes from", "to", "from"), last);
    by("jk-status").textContent = [titleOf(id), stage, ...said].filter(Boolean).join(". ");
  };

  // The map: the step and its moves stay, their other ends too, the rest fades.
  const light = id => {
    all(".jk-on, .jk-near, .jk-now", svg).forEach(each => each.classList.remove("jk-on", "jk-near", "jk-now"));
    svg.classList.toggle("jk-lit", id !== null && handles.has(id));
    if (id === null) return;
    for (const each of all("[data-step], [data-node]", svg)) if (nameOf(each) === id) each.classList.add("jk-on");
    const { of } = rows.get(id).dataset;
    for (const each of all(".jk-cell[data-stage]", svg)) if (each.dataset.stage === of) each.classList.add("jk-on");
    for (const each of all("[data-from], [data-source]", svg)) {
      const ends = [each.dataset.from ?? each.dataset.source, each.dataset.to ?? each.dataset.target];
      if (!ends.includes(id)) continue;
      each.classList.add("jk-on");
      for (const end of all("[data-step], [data-node]", svg))
        if (end.matches(".jk-step, .jk-node, .jk-outcome, .jk-handle") && ends.includes(nameOf(end))) end.classList.add("jk-near");
    }
    handles.get(id)?.classList.add("jk-now");
  };
  const show = id => {
    clearTimeout(timer);
    if (id === shown) return;
    shown = id;
    panel.hidden = id === null;
    document.body.classList.toggle("jk-open", id !== null);
    for (const [each, handle] of handles) handle.setAttribute("aria-expanded", String(each === id));
    light(id);
    if (id === null) by("jk-status").textContent = "";
    else fill(id);
  };
  const address = id => {
    try { history.replaceState(null, "", id === null ? location.pathname + location.search : `#${id}`); }
    catch { /* a page inside another has no address of its own */ }
  };
  const pin = (id, { scroll = false, focus = false } = {}) => {
    pinned = id;
    address(id);
    show(id);
    if (scroll) (handles.get(id) ?? rows.get(id)).scrollIntoView({ block: "center", inline: "center" });
    if (focus) by("jk-panel-title").focus({ preventScroll: true });
  };
  const close = () => {
    const back = shown !== null && panel.contains(document.activeElement) ? handles.get(shown) : null;
    pinned = null;
    if (location.hash) address(null);
    show(null);
    back?.focus({ preventScroll: true });
    if (shown !== null) show(null); // giving the focus back is no wish to see it again
  };

  // Steps become buttons; what they said as a tooltip becomes their name.
  svg.setAttribute("role", "group");
  for (const each of all("[role=listitem][data-step], .jk-step[data-step], [data-node]", svg)) {
    const id = nameOf(each);
    if (!rows.has(id) || handles.has(id)) continue;
    const tip = each.querySelector(":scope > title");
    if (!each.hasAttribute("aria-label")) each.setAttribute("aria-label", tip?.textContent || titleOf(id));
    tip?.remove();
    each.classList.add("jk-handle");
    for (const [name, value] of [["tabindex", "0"], ["role", "button"], ["aria-expanded", "false"], ["aria-controls", "jk-panel"]])
      each.setAttribute(name, value);
    all("a", each).forEach(link => link.replaceWith(...link.childNodes)); // no link inside a button: the panel has it
    handles.set(id, each);
  }
  all("[role=list]", svg).forEach(each => each.setAttribute("role", "group"));
  all("[role=listitem]", svg).forEach(each => each.removeAttribute("role"));
  const order = [...rows.keys()].filter(id => handles.has(id));

  const stepAt = target => {
    const found = target.closest?.("[data-step], [data-node]");
    return found && svg.contains(found) && rows.has(nameOf(found)) ? nameOf(found) : null;
  };
  const rest = () => { timer = setTimeout(() => show(pinned), 220); };
  svg.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    const id = stepAt(event.target);
    if (id === null) rest();
    else timer = setTimeout(() => show(id), 60);
  });
  svg.addEventListener("pointerleave", event => { if (event.pointerType !== "touch") { clearTimeout(timer); rest(); } });
  svg.addEventListener("focusin", event => { const id = stepAt(event.target); if (id !== null) show(id); });
  svg.addEventListener("focusout", event => { if (!panel.contains(event.relatedTarget)) rest(); });
  svg.addEventListener("click", event => {
    if (event.target.closest("a")) return;
    const id = stepAt(event.target);
    if (id === null) close();
    else pin(id);
  });
  svg.addEventListener("keydown", event => {
    const here = order.indexOf(stepAt(event.target));
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey || event.target.closest("a")) return;
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: order.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") pin(order[here], { focus: true });
    else if (to === undefined) return;
    else {
      const next = handles.get(order[Math.min(Math.max(to, 0), order.length - 1)]);
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    event.preventDefault();
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape" && shown !== null) close(); });
  by("jk-close").addEventListener("click", close);

  // Addresses: #quote shows the step, wherever the link stands.
  const wanted = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { /* not an address of ours */ }
    if (rows.has(id)) pin(id, { scroll: true });
  };
  document.addEventListener("click", event => {
    const link = event.target.closest?.('a[href^="#"]'), id = link?.getAttribute("href").slice(1);
    if (!link || svg.contains(link) || !rows.has(id) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pin(id, { scroll: true, focus: true });
  });
  addEventListener("hashchange", wanted);
  addEventListener("load", () => requestAnimationFrame(wanted));

  // Lanes: a hidden one leaves no hole, what stands below it in any group around it moves up.
  const shift = /translate\(\s*([-\d.e]+)[\s,]+([-\d.e]+)\s*\)/;
  const placed = each => {
    if (each.dataset.jkY === undefined) each.dataset.jkY = shift.exec(each.getAttribute("transform") ?? "")?.[2] ?? "";
    return each.dataset.jkY === "" ? null : Number(each.dataset.jkY);
  };
  const size = { box: (svg.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number), height: svg.getAttribute("height") ?? "" };
  const lanes = hidden => {
    const up = new Map();
    let lost = 0;
    for (const lane of all("[data-lane]", svg)) {
      const off = hidden.has(lane.dataset.lane), height = Number(lane.dataset.height) || 0;
      lane.classList.toggle("jk-off", off);
      if (!off) continue;
      lost += height;
      for (let each = lane; each !== svg; each = each.parentNode) {
        const y = placed(each);
        for (let next = each.nextElementSibling; y !== null && next; next = next.nextElementSibling)
          if (next.localName === "g" && placed(next) > y) up.set(next, (up.get(next) ?? 0) + height);
      }
    }
    for (const each of all("[data-jk-y]", svg)) {
      if (each.dataset.jkY === "") continue;
      each.setAttribute("transform", each.getAttribute("transform").replace(shift, (_, x) => `translate(${x} ${placed(each) - (up.get(each) ?? 0)})`));
    }
    const [x, y, width, height] = size.box, unit = size.height.replace(/^[\d.]+/, "");
    svg.setAttribute("viewBox", [x, y, width, height - lost].join(" "));
    svg.setAttribute("height", +(parseFloat(size.height) * (height - lost) / height).toFixed(2) + unit);
  };
  const people = hidden => {
    for (const each of all("svg [data-persona]")) each.classList.toggle("jk-off", hidden.has(each.dataset.persona));
    for (const each of all("[data-who]")) each.classList.toggle("jk-off", each.dataset.who.split(" ").every(id => hidden.has(id)));
  };
  const chosen = () => {
    const off = what => new Set(all(`[data-toggle=${what}]`).filter(box => !box.checked).map(box => box.value));
    const view = off("view");
    lanes(off("lane"));
    people(off("persona"));
    map.classList.toggle("jk-fit", !view.has("fit"));
    by("jk-tables").classList.toggle("jk-printed", !view.has("print"));
    if (shown !== null) fill(shown);
  };
  by("jk-controls").addEventListener("change", chosen);
  by("jk-controls").hidden = by("jk-print").hidden = false;
  by("jk-print").addEventListener("click", () => print());
  document.body.classList.add("jk-live");
})();
