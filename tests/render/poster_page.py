"""Measures drawings in a browser: where each text and shape lies, what lies on what, and what the page complains of."""

from __future__ import annotations

from contextlib import contextmanager

JUDGE = r"""(source) => {
  const read = new DOMParser().parseFromString(source, 'image/svg+xml');
  if (read.querySelector('parsererror')) return {faults: [['not XML', read.documentElement.textContent]], texts: 0};
  const svg = document.importNode(read.documentElement, true);
  const view = svg.getAttribute('viewBox').split(' ').map(Number);
  svg.setAttribute('width', view[2]); svg.setAttribute('height', view[3]);
  document.body.replaceChildren(svg);
  const faults = [], fault = (...said) => faults.length < 12 && faults.push(said);
  const SLACK = 1;  // px that letters may stick out
  // scripts that a server has no font for, and code points without a letter: boxes of any width stand for them
  const NO_FONT = new RegExp('[^' + ['Latin', 'Greek', 'Cyrillic', 'Hebrew', 'Arabic', 'Han', 'Hiragana', 'Katakana',
    'Hangul', 'Common', 'Inherited'].map(script => `\\p{Script=${script}}`).join('') + ']', 'u');
  const AIR = 4;  // px beside a column that belong to nobody
  const where = each => {
    const home = each.closest('[data-step], [data-stage], [data-from], [data-persona], [data-lane], [class]');
    return home ? [home.getAttribute('class'), home.dataset.step || home.dataset.stage || home.dataset.from ||
      home.dataset.persona || home.dataset.lane || ''].join(' ') : ''; };
  const round = box => box.map(value => Math.round(value * 10) / 10);

  // what is no number, and what is less than nothing
  for (const each of svg.querySelectorAll('*')) for (const {name, value} of each.attributes) {
    if (/^(x|y|[xy][12]|width|height|rx?|ry|c[xy]|d|points|transform|font-size|stroke-width|data-height)$/.test(name)
        && /nan|inf|undefined|none/i.test(value)) fault('no number', each.tagName, name, value.slice(0, 80));
    if (/^(width|height|rx?|ry|font-size|stroke-width|data-height)$/.test(name) && parseFloat(value) < 0)
      fault('below 0', each.tagName, name, value);
  }
  const ids = [...svg.querySelectorAll('[id]')].map(each => each.id);
  for (const id of ids.filter((id, index) => ids.indexOf(id) !== index)) fault('two of one id', id);

  // every text and shape with its box, in the order of painting
  const marks = [...svg.querySelectorAll('text, rect, path, circle, ellipse, line, polygon, polyline, image')]
    .filter(each => !each.closest('defs, clipPath, marker, mask'))
    .map((each, order) => {
      const b = each.getBBox(), m = each.getCTM(), style = getComputedStyle(each);
      const at = (x, y) => [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f];
      const [p, q] = [at(b.x, b.y), at(b.x + b.width, b.y + b.height)];
      const wide = style.stroke === 'none' ? 0 : parseFloat(style.strokeWidth) * Math.abs(m.a);
      return {each, order, m, tag: each.tagName, wide, filled: style.fill !== 'none' && style.fillOpacity !== '0',
        stroked: style.stroke !== 'none', box: [p[0], p[1], q[0], q[1]]}; });
  const within = (a, b, slack = SLACK) =>
    a[0] >= b[0] - slack && a[1] >= b[1] - slack && a[2] <= b[2] + slack && a[3] <= b[3] + slack;
  const meet = (a, b, slack = SLACK) =>
    Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > slack && Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > slack;
  const said = mark => [mark.each.textContent.slice(0, 40), where(mark.each), round(mark.box)];
  const texts = marks.filter(mark => mark.tag === 'text' && mark.box[2] - mark.box[0] > 0.5
    && !NO_FONT.test(mark.each.textContent));
  const page = [0, 0, view[2], view[3]];
  for (const mark of marks) if ((mark.box[2] > mark.box[0] || mark.box[3] > mark.box[1]) && !within(mark.box, page))
    fault('outside the drawing', mark.tag, ...said(mark));

  // rooms: of a band, of a lane in it, of a card, a portrait, a head, an item
  const top = group => { const m = group.getCTM(); return m.f; };
  const rooms = new Map();
  for (const group of svg.querySelectorAll('.jk-band[data-height], .jk-lane[data-height]')) {
    const y = top(group);
    rooms.set(group, [0, y, view[2], y + Number(group.dataset.height)]);
  }
  for (const mark of marks) for (const name of ['.jk-lane', '.jk-band']) {
    const group = mark.each.closest(name);
    if (rooms.has(group) && !within(mark.box, rooms.get(group), mark.tag === 'text' ? 1 : 2))
      fault('outside its ' + name, mark.tag, ...said(mark), round(rooms.get(group)));
  }
  const shape = new Map(marks.map(mark => [mark.each, mark]));
  const own = group => shape.get([...group.children].find(child => /^(rect|path)$/.test(child.tagName)));
  for (const mark of texts) {
    const group = mark.each.closest('.jk-step, .jk-outcome, .jk-portrait, .jk-stage, .jk-item');
    if (!group) continue;
    let box = own(group)?.tag === 'rect' || group.matches('.jk-stage') ? own(group).box : null;
    if (!box && group.matches('.jk-item')) {  // an item without a box stays in its column, or under its stage
      const cell = group.closest('.jk-cell'), band = group.closest('.jk-band');
      const of = cell.dataset.step ? `.jk-step[data-step="${cell.dataset.step}"]`
        : `.jk-stage[data-stage="${cell.dataset.stage}"]`;
      const home = band.querySelector(of);
      if (home) box = [own(home).box[0] - AIR, -1e9, own(home).box[2] + AIR, 1e9];
    }
    if (box && !within(mark.box, box)) fault('outside its box', ...said(mark), round(box));
  }

  // pairs of boxes that meet, by sweeping from left to right
  const sweep = (ones, others, found, reach = 0) => {
    const all = [...ones.map(mark => [mark, 0]), ...others.map(mark => [mark, 1])]
      .sort((a, b) => a[0].box[0] - b[0].box[0]);
    let live = [];
    for (const [mark, side] of all) {
      live = live.filter(([other]) => other.box[2] + reach >= mark.box[0]);
      for (const [other, its] of live)
        if (its !== side && other.box[1] <= mark.box[3] + reach && mark.box[1] <= other.box[3] + reach)
          side ? found(other, mark) : found(mark, other);
      live.push([mark, side]);
    }
  };
  const among = (ones, found) => {
    const sorted = [...ones].sort((a, b) => a.box[0] - b.box[0]);
    let live = [];
    for (const mark of sorted) {
      live = live.filter(other => other.box[2] >= mark.box[0]);
      for (const other of live) if (meet(mark.box, other.box)) found(other, mark);
      live.push(mark);
    }
  };
  among(texts, (one, other) => fault('two texts overlap', ...said(one), ...said(other)));
  const ground = mark => mark.each.classList.contains('jk-paper') || mark.each.parentNode.matches('.jk-lane, .jk-chart')
    || mark.each.closest('.jk-legend');
  const rects = marks.filter(mark => mark.tag === 'rect' && !ground(mark));
  const solid = rects.filter(mark => mark.filled);
  among(solid, (one, other) => {
    if (!within(one.box, other.box, 3) && !within(other.box, one.box, 3))
      fault('two boxes overlap', ...said(one), ...said(other)); });
  sweep(texts, rects, (text, rect) => {
    if (text.order > rect.order && meet(text.box, rect.box) && !within(text.box, rect.box))
      fault('over the edge of a box', ...said(text), where(rect.each), round(rect.box)); });

  // what is painted over a text, and the lines that run behind one
  const STEP = 4, BIN = 64, pieces = new Map();
  const line = mark => {  // its pieces of a few px each, in bins from left to right
    if (!pieces.has(mark)) {
      const found = new Map(), whole = mark.each.getTotalLength(), m = mark.m;
      let before = null;
      for (let at = 0; at < whole + STEP; at += STEP) {
        const p = mark.each.getPointAtLength(Math.min(at, whole));
        const here = {x: m.a * p.x + m.c * p.y + m.e, y: m.b * p.x + m.d * p.y + m.f};
        if (before && Math.hypot(here.x - before.x, here.y - before.y) < STEP + 0.5) {  // else the pen was lifted
          const bin = Math.floor(here.x / BIN);
          if (!found.has(bin)) found.set(bin, []);
          found.get(bin).push([before, here]);
        }
        before = here;
      }
      pieces.set(mark, found);
    }
    return pieces.get(mark);
  };
  const crossing = (mark, box) => {  // where the ink of a line is in a box, more than SLACK deep
    const by = mark.wide / 2 - SLACK, left = box[0] - by, top = box[1] - by, right = box[2] + by, bottom = box[3] + by;
    const bins = line(mark);
    for (let bin = Math.floor((left - STEP) / BIN); bin <= Math.floor((right + STEP) / BIN); bin++)
      for (const [a, b] of bins.get(bin) || []) {
        if (Math.max(a.x, b.x) < left || Math.min(a.x, b.x) > right || Math.max(a.y, b.y) < top ||
            Math.min(a.y, b.y) > bottom) continue;
        for (let t = 0; t <= 1; t += 0.25) {
          const x = a.x + (b.x - a.x) * t, y = a.y + (b.y - a.y) * t;
          if (x > left && x < right && y > top && y < bottom) return [x, y];
        }
      }
    return undefined;
  };
  const fills = (mark, box) => {
    if (mark.tag !== 'path') return meet(mark.box, box);
    const back = mark.m.inverse();
    for (let x = box[0] + 1.5; x < box[2] - 1; x += 3) for (let y = box[1] + 1.5; y < box[3] - 1; y += 3)
      if (mark.each.isPointInFill(new DOMPoint(x, y).matrixTransform(back))) return true;
    return false; };
  const shapes = marks.filter(mark => mark.tag !== 'text' && (mark.filled || mark.stroked || mark.tag === 'image'));
  sweep(texts, shapes, (text, mark) => {
    if (mark.order < text.order) return;
    if ((mark.filled || mark.tag === 'image') && fills(mark, text.box))
      fault('painted over a text', mark.tag, ...said(text), where(mark.each), round(mark.box));
    else if (mark.stroked && crossing(mark, text.box))
      fault('a line over a text', ...said(text), where(mark.each), crossing(mark, text.box).map(Math.round));
  }, 2);
  const runs = shapes.filter(mark => mark.stroked && mark.tag === 'path'
    && mark.each.closest('.jk-move, .jk-curve, .jk-exit, .jk-hop'));
  sweep(texts, runs, (text, mark) => {
    if (mark.order > text.order) return;
    const hit = crossing(mark, text.box);
    if (!hit) return;
    const covers = ([left, top, right, bottom]) =>
      hit[0] >= left - 1 && hit[0] <= right + 1 && hit[1] >= top - 1 && hit[1] <= bottom + 1;
    const between = rect => rect.filled && rect.order > mark.order && rect.order < text.order;
    const paper = rects.some(rect => between(rect) && covers(rect.box));
    if (!paper) fault('a line behind a text', ...said(text), where(mark.each), hit.map(Math.round));
  }, 2);
  return {faults, texts: texts.length, shapes: shapes.length,
    steps: svg.querySelectorAll('.jk-step').length, curves: svg.querySelectorAll('.jk-curve').length,
    moves: svg.querySelectorAll('.jk-move, .jk-exit').length};
}"""


@contextmanager
def watched(chromium, scheme="light"):
    """An empty page, and the list of what it complains of: errors on its console, exceptions, dialogs, requests."""
    page = chromium.new_page(color_scheme=scheme)
    complaints: list[str] = []

    def dialog(each) -> None:
        complaints.append(f"dialog: {each.message}")
        each.dismiss()

    page.on("console", lambda each: complaints.append(each.text) if each.type in ("error", "warning") else None)
    page.on("pageerror", lambda each: complaints.append(str(each)))
    page.on("dialog", dialog)
    page.on("request", lambda each: complaints.append(f"request: {each.url}") if each.url[:5] != "data:" else None)
    page.set_content('<!doctype html><meta charset="utf-8"><body style="margin:0"></body>')
    complaints.clear()
    try:
        yield page, complaints
    finally:
        page.close()


def judged(page, complaints, svg):
    """What is wrong with a drawing, in words, and how much there was to look at."""
    seen = page.evaluate(JUDGE, svg)
    faults = [": ".join(str(part) for part in each) for each in seen["faults"]] + complaints[:]
    complaints.clear()
    return faults, seen
