// Shows each look that the server sends. Whatever comes from the map is set as text; the picture is parsed as XML,
// and its style becomes a style sheet of the page, since the page's policy runs no script and no style from inside it.
"use strict";

const byId = (id) => document.getElementById(id);
const picture = byId("picture");
let zoom = "fit"; // "fit", "wide", or a number: 1 is full size
let text = null; // the source that is shown
let last = null; // the last look

function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// ------------------------------------------------------------------ the picture

const drawn = () => picture.querySelector("svg");

function size(svg) {
  const box = (svg.getAttribute("viewBox") || "").split(/[\s,]+/).map(Number);
  return box.length === 4 && box[2] > 0 && box[3] > 0 ? [box[2], box[3]] : [800, 600];
}

function factor(svg) {
  if (typeof zoom === "number") return zoom;
  const [width, height] = size(svg);
  const style = getComputedStyle(picture);
  const padding = parseFloat(style.paddingLeft) * 2;
  const wide = (picture.clientWidth - padding) / width;
  return Math.max(0.02, Math.min(zoom === "fit" ? Math.min(wide, (picture.clientHeight - padding) / height) : wide, 4));
}

function scale() {
  const svg = drawn();
  if (!svg) return;
  const by = factor(svg);
  const [width, height] = size(svg);
  svg.setAttribute("width", width * by);
  svg.setAttribute("height", height * by);
  byId("zoom").textContent = `${Math.round(by * 100)} %`;
  byId("fit").setAttribute("aria-pressed", zoom === "fit");
  byId("wide").setAttribute("aria-pressed", zoom === "wide");
  byId("full").setAttribute("aria-pressed", zoom === 1);
}

function zoomTo(wanted) {
  const svg = drawn();
  const x = (picture.scrollLeft + picture.clientWidth / 2) / picture.scrollWidth;
  const y = (picture.scrollTop + picture.clientHeight / 2) / picture.scrollHeight;
  zoom = wanted;
  if (!svg) return;
  scale();
  picture.scrollLeft = x * picture.scrollWidth - picture.clientWidth / 2;
  picture.scrollTop = y * picture.scrollHeight - picture.clientHeight / 2;
}

function step(by) {
  const svg = drawn();
  if (svg) zoomTo(Math.max(0.1, Math.min(4, Math.round(factor(svg) * by * 100) / 100)));
}

function xml(source) {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
  if (parsed.querySelector("parsererror")) throw new Error("the picture is no SVG");
  return parsed.documentElement;
}

function draw(source) {
  const sheets = [];
  const bare = source.replace(/<style\b[^>]*>[^]*?<\/style>/g, (style) => { // parsed inside, it would be refused
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(xml(style.replace(/^<style/, "<rules").replace(/style>$/, "rules>")).textContent);
    sheets.push(sheet);
    return "";
  });
  const parsed = xml(bare);
  const { scrollLeft, scrollTop } = picture;
  document.adoptedStyleSheets = sheets;
  picture.replaceChildren(document.importNode(parsed, true));
  for (const link of picture.querySelectorAll("a")) {
    link.setAttribute("target", "_blank"); // this page stays where it is
    link.setAttribute("rel", "noopener noreferrer");
  }
  scale();
  picture.scrollLeft = scrollLeft;
  picture.scrollTop = scrollTop;
}

const inPicture = (id) => [...picture.querySelectorAll(`[data-step="${CSS.escape(id)}"]`)];

function mark(id) {
  for (const each of picture.querySelectorAll(".jk-live-here")) each.classList.remove("jk-live-here");
  if (id) for (const each of inPicture(id)) each.classList.add("jk-live-here");
}

// ------------------------------------------------------------------ the source

function showSource(source) {
  if (source === text) return;
  text = source;
  const { scrollTop } = byId("source");
  const lines = source.split(/\r\n|\r|\n/);
  byId("lines").replaceChildren(...lines.map((line, index) => make("li", { id: `L${index + 1}` }, line)));
  byId("source").scrollTop = scrollTop;
}

function showLine(number, focus) {
  for (const each of document.querySelectorAll("#lines .here")) {
    each.classList.remove("here");
    each.removeAttribute("aria-current");
  }
  const line = number ? byId(`L${number}`) : null;
  if (!line) return;
  if (focus) beside(true);
  line.classList.add("here");
  line.setAttribute("aria-current", "true");
  const pane = byId("source");
  pane.scrollTop = line.offsetTop - pane.offsetTop - pane.clientHeight / 2;
  pane.scrollLeft = 0;
  if (focus) pane.focus({ preventScroll: matchMedia("(min-width: 801px)").matches });
}

// ------------------------------------------------------------------ findings and faults

function links(each, label) {
  const made = [];
  if (each.line) {
    const link = make("a", { href: `#L${each.line}`, class: "where" }, label);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      showLine(each.line, true);
    });
    made.push(link);
    if (last.editor) {
      const address = last.editor.replace("{line}", each.line).replace("{column}", each.column || 1);
      made.push(make("a", { href: address, class: "edit", "aria-label": `Line ${each.line} in the editor` }, "edit"));
    }
  }
  if (each.step && inPicture(each.step).length) {
    const button = make("button", { type: "button" }, "in the picture");
    button.addEventListener("click", () => {
      mark(each.step);
      inPicture(each.step)[0].scrollIntoView({ block: "center", inline: "center" });
    });
    made.push(button);
  }
  return made;
}

function finding(each) {
  const at = each.line ? `${last.name}:${each.line}${each.column ? `:${each.column}` : ""}` : "";
  const item = make(
    "li",
    { class: "finding", "data-code": each.code },
    make("p", {}, make("span", { class: `level ${each.severity}` }, each.severity), " ",
      make("span", { class: "code" }, `${each.code} ${each.name}`)),
    make("p", {}, each.message),
    make("p", { class: "repair" }, each.repair),
    make("p", { class: "links" }, ...links(each, at), at ? null : each.place),
  );
  item.addEventListener("pointerenter", () => mark(each.step));
  item.addEventListener("pointerleave", () => mark(null));
  item.addEventListener("focusin", () => mark(each.step));
  return item;
}

function fault(each) {
  return make(
    "li",
    { class: "fault" },
    make("div", {}, each.place ? `${each.place}: ${each.message}` : each.message),
    each.excerpt ? make("pre", { tabindex: "0" }, each.excerpt) : null,
    make("div", { class: "links" }, ...links(each, each.where)),
  );
}

function showFaults(look) {
  const banner = byId("fault");
  banner.hidden = look.faults.length === 0;
  picture.classList.toggle("stale", look.stale);
  if (banner.hidden) return banner.replaceChildren();
  const count = look.faults.length === 1 ? "A fault" : `${look.faults.length} faults`;
  const head = look.svg ? `${count}: this is the last good picture` : `${count}: there is no picture yet`;
  banner.replaceChildren(make("h2", {}, head), make("ol", {}, ...look.faults.map(fault)));
  banner.scrollTop = 0;
}

function show(look) {
  const fresh = !last || look.svg !== last.svg;
  const before = last;
  last = look;
  document.title = `${look.faults.length ? "✗ " : ""}${look.name} – journeykit live`;
  byId("name").textContent = look.name;
  if (fresh && look.svg) draw(look.svg);
  showSource(look.source);
  showFaults(look);
  byId("verdict").textContent = look.verdict || "No findings while there is a fault.";
  byId("findings").replaceChildren(...look.findings.map(finding));
  if (look.faults.length) showLine(look.faults[0].line, false);
  else if (before && before.faults.length) showLine(null, false);
  const at = new Date().toLocaleTimeString();
  tell(look.faults.length ? `faulty since ${at}` : `drawn at ${at} in ${Math.round(look.seconds * 1000)} ms`, false);
  document.body.dataset.looks = Number(document.body.dataset.looks || 0) + 1;
}

function tell(words, lost) {
  byId("state").textContent = words;
  byId("state").classList.toggle("lost", lost);
}

function beside(shown) {
  byId("beside").hidden = !shown;
  byId("work").classList.toggle("alone", !shown);
  byId("side").setAttribute("aria-pressed", shown);
  scale();
}

// ------------------------------------------------------------------ hands and wires

const actions = {
  smaller: () => step(1 / 1.25),
  larger: () => step(1.25),
  fit: () => zoomTo("fit"),
  wide: () => zoomTo("wide"),
  full: () => zoomTo(1),
  side: () => beside(byId("beside").hidden),
};
for (const [id, act] of Object.entries(actions)) byId(id).addEventListener("click", act);

const keys = { "-": "smaller", "+": "larger", "=": "larger", f: "fit", w: "wide", 0: "full", s: "side" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  actions[keys[event.key]]();
});
picture.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  step(event.deltaY < 0 ? 1.1 : 1 / 1.1);
}, { passive: false });
picture.addEventListener("click", (event) => {
  const found = event.target.closest("[data-step]");
  if (found && last) showLine(last.steps[found.dataset.step], false);
});
new ResizeObserver(() => scale()).observe(picture);

const events = new EventSource("/events");
events.addEventListener("look", (event) => {
  try {
    show(JSON.parse(event.data));
  } catch (error) {
    tell(`this look cannot be shown: ${error.message}`, true);
  }
});
events.addEventListener("open", () => tell(last ? "connected again" : "drawing…", false));
events.addEventListener("error", () => tell("no connection: has the command ended? Trying again…", true));
