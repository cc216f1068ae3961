// Lines of so many points that a shape for each would be more than a page can hold: what is drawn is the
// least and the most of each column of pixels, which looks the same, and the point under the pointer is
// found in the data itself.

/** Which lines of a chart are long: those of `st.line_chart` over numbers or moments. */
export function longLine(spec, datasets, least) {
  if (spec.usermeta?.brooklet !== "lines") return undefined;
  const { x, y, color, tooltip } = spec.layer[0].encoding;
  const columns = datasets[spec.data.name];
  const isMeasured = (channel) => ["quantitative", "temporal"].includes(channel.type);
  if (!columns || !isMeasured(x) || !isMeasured(y)) return undefined;
  const [xs, ys] = [columns[plain(x.field)], columns[plain(y.field)]];
  if (!xs || !ys || xs.length <= least) return undefined;
  const names = color?.field && columns[plain(color.field)];
  return { columns, xs, ys, names, series: seriesOf(names, xs.length), field: x.field, color, tooltip };
}

/** A name as it is in the data: without the signs that say that it is no path. */
const plain = (field) => field.replace(/\\(.)/g, "$1");

/** For each row the number of the line that it belongs to, and how many lines there are. */
function seriesOf(names, count) {
  const of = new Uint32Array(count);
  const known = new Map();
  for (let row = 0; names && row < count; row += 1) {
    const name = names[row];
    if (!known.has(name)) known.set(name, known.size);
    of[row] = known.get(name);
  }
  return { of, count: Math.max(known.size, 1) };
}

/** The specification without what would make a shape for each point. */
export function withoutShapes(spec) {
  const [lines] = spec.layer;
  const encoding = { ...lines.encoding, tooltip: { value: null } };
  // Steep turns within a few pixels would end in spikes.
  const mark = { ...lines.mark, tooltip: null, strokeJoin: "round" };
  return { ...spec, layer: [{ ...lines, mark, encoding }], params: spec.params.filter(({ name }) => name !== "nearest") };
}

/** Where the numbers of a column end; nothing where there are none. */
function ends(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null || Number.isNaN(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

/** Of each place of a table, the row that suits it best. */
function table(places) {
  const rows = new Int32Array(places).fill(-1);
  return { rows, put: (at, row, isBetter) => (rows[at] < 0 || isBetter) && (rows[at] = row) };
}

/**
 * The rows that are drawn of lines that are seen between two values of x, in so many columns of pixels: of
 * each the first, the last, the least, the most, and one that is missing; the neighbours on both sides; and
 * the ends of each line, so that none is forgotten.
 */
export function thinned({ xs, ys, series }, domain, pixels) {
  const [low, high] = domain ?? ends(xs) ?? [0, 1];
  const scale = pixels / (high - low || 1);
  const [first, last, least, most, missing] = Array.from({ length: 5 }, () => table(series.count * pixels));
  const [begins, closes, before, after] = Array.from({ length: 4 }, () => table(series.count));
  for (let row = 0; row < xs.length; row += 1) {
    const [x, y, own] = [xs[row], ys[row], series.of[row]];
    if (x === null || Number.isNaN(x)) continue;
    begins.put(own, row, x < xs[begins.rows[own]]);
    closes.put(own, row, x >= xs[closes.rows[own]]);
    if (x < low) before.put(own, row, x >= xs[before.rows[own]]);
    else if (x > high) after.put(own, row, x < xs[after.rows[own]]);
    else {
      const at = own * pixels + Math.min(Math.floor((x - low) * scale), pixels - 1);
      if (y === null || Number.isNaN(y)) missing.put(at, row, false);
      else {
        first.put(at, row, x < xs[first.rows[at]]);
        last.put(at, row, x >= xs[last.rows[at]]);
        least.put(at, row, y < ys[least.rows[at]]);
        most.put(at, row, y > ys[most.rows[at]]);
      }
    }
  }
  const kept = new Set();
  for (const { rows } of [first, last, least, most, missing, begins, closes, before, after]) {
    for (const row of rows) if (row >= 0) kept.add(row);
  }
  return Int32Array.from(kept).sort();
}

/** The row whose point is nearest to a place, where a value of x and y stands by `k * value + b`. */
export function nearest({ xs, ys }, [kx, bx], [ky, by], [left, top], [width, height]) {
  let [best, least] = [-1, Infinity];
  for (let row = 0; row < xs.length; row += 1) {
    if (xs[row] === null || ys[row] === null) continue;
    const [x, y] = [kx * xs[row] + bx, ky * ys[row] + by];
    if (!(x >= 0 && x <= width && y >= 0 && y <= height)) continue;
    const distance = (x - left) ** 2 + (y - top) ** 2;
    if (distance < least) [best, least] = [row, distance];
  }
  return best;
}

/** Between which values of x a chart is seen, by what its selection of scales holds; nothing for all. */
export function zoomedTo({ field }, value) {
  const found = Object.entries(value ?? {}).find(([name]) => plain(name) === plain(field));
  return found?.[1]?.map(Number);
}

/** What is said of a row beside the pointer. */
export function words({ columns, tooltip }, row) {
  const said = (value, type) => {
    if (value === null || value === undefined) return "null";
    if (type === "quantitative") return String(Number(Number(value).toPrecision(12))).replace("-", "−");
    if (type === "temporal") return new Date(value).toLocaleDateString("en-US", { month: "short", day: "2-digit", year: "numeric" });
    return String(value);
  };
  return Object.fromEntries(tooltip.map(({ field, title, type }) => [title ?? plain(field), said(columns[plain(field)][row], type)]));
}

/**
 * How values of a scale become pixels: `k * value + b`.
 * @returns {[number, number]}
 */
function line(scale) {
  const [first, last] = scale.domain().map(Number);
  const [from, to] = [scale(first), scale(last)];
  const k = (to - from) / (last - first || 1);
  return [k, from - k * first];
}

/** Shows the nearest point of `longOf()` while the pointer is over a chart. Returned is what ends it. */
export function follow(inner, view, longOf, plainColor) {
  const dot = document.createElement("div");
  dot.className = "bk-chart-point";
  dot.hidden = true;
  inner.append(dot);
  let turn = 0;
  const tell = (event, value) => view.tooltip()?.call(view, null, event, null, value);
  const show = (event) => {
    const long = longOf();
    const area = inner.querySelector("canvas, svg")?.getBoundingClientRect();
    if (!long || !area) return;
    const [left, top] = view.origin();
    /** @type {[number, number]} */
    const place = [event.clientX - area.left - left, event.clientY - area.top - top];
    /** @type {[number, number]} */
    const size = [view.signal("width"), view.signal("height")];
    const isInside = place.every((at, axis) => at >= 0 && at <= size[axis]);
    const [toX, toY] = [line(view.scale("x")), line(view.scale("y"))];
    const row = isInside ? nearest(long, toX, toY, place, size) : -1;
    dot.hidden = row < 0;
    if (row < 0) return tell(event, null);
    dot.style.left = `${left + toX[0] * long.xs[row] + toX[1]}px`;
    dot.style.top = `${top + toY[0] * long.ys[row] + toY[1]}px`;
    dot.style.background = long.names ? view.scale("color")(long.names[row]) : (long.color?.value ?? plainColor);
    tell(event, words(long, row));
  };
  inner.addEventListener("pointermove", (event) => {
    cancelAnimationFrame(turn);
    turn = requestAnimationFrame(() => show(event));
  });
  inner.addEventListener("pointerleave", (event) => {
    cancelAnimationFrame(turn);
    dot.hidden = true;
    tell(event, null);
  });
}
