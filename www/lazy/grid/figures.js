// What a column holds, in figures: how many values, of what size, and a small chart of how they are spread.

const [WIDTH, HEIGHT] = [180, 64];
/** How many bars a chart has, and how many texts. */
const [MOST_BARS, MOST_TEXTS] = [15, 5];
const DAY = 86_400;
const SPANS = Object.entries({ year: 365.25 * DAY, month: 30.44 * DAY, week: 7 * DAY, day: DAY, hour: 3600, minute: 60, second: 1 });

/** The figures of values as elements. `kind` says what the values are; `isSampled`, that they are not all there are. */
export function figures(kind, values, isSampled) {
  const found = { number, text, date: moment, datetime: moment, checkbox }[kind](values, kind === "date");
  const { count, empty } = found;
  if (!count && !empty) return [words("bk-figures-note", "No data")];
  const lines = [["Values", digits(count, 0)], ["Empty", `${digits(empty, 0)} (${digits((100 * empty) / (count + empty), 1)}%)`]];
  const list = make("dl", "bk-figures", { "data-testid": "stDataFrameStatisticsMetrics" });
  for (const [label, value] of count ? [...lines, ...found.lines] : lines) {
    const line = make("div");
    line.append(words("", label, "dt"), words("", value, "dd"));
    list.append(line);
  }
  const parts = count ? [found.chart(), make("div", "bk-column-line"), list] : [list];
  const content = make("div", "", { "data-testid": "stDataFrameStatisticsContent" });
  content.append(...parts);
  if (isSampled) content.append(words("bk-figures-note", "Based on sample"));
  return [content];
}

function number(values) {
  const numbers = values.filter(Number.isFinite).sort((one, other) => one - other);
  const count = numbers.length;
  const sum = numbers.reduce((all, value) => all + value, 0);
  const mean = sum / count;
  const variance = numbers.reduce((all, value) => all + (value - mean) ** 2, 0) / count;
  const lines = [
    ["Distinct", digits(new Set(numbers).size, 0)], ["Average", digits(mean)], ["Standard deviation", digits(Math.sqrt(variance))],
    ...spread(numbers, digits), ["Sum", digits(sum)],
  ];
  return { count, empty: missing(values), lines, chart: () => histogram(numbers, digits) };
}

function moment(values, isDay) {
  const moments = values.filter(Number.isFinite).sort((one, other) => one - other);
  const count = moments.length;
  const day = /** @type {Intl.DateTimeFormatOptions} */ ({ year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
  const clock = /** @type {Intl.DateTimeFormatOptions} */ (isDay ? day : { ...day, hour: "2-digit", minute: "2-digit" });
  const say = (millis) => new Date(millis).toLocaleString(undefined, clock);
  const mean = moments.reduce((all, value, index) => all + (value - all) / (index + 1), 0);
  const lines = [...spread(moments, say), ["Average", say(mean)], ["Range", span(moments[0], moments[count - 1])]];
  return { count, empty: values.length - count, lines, chart: () => histogram(moments, say) };
}

function text(values) {
  const known = new Map();
  const texts = values.filter((value) => value !== null && value !== undefined && value !== "").map(String);
  const count = texts.length;
  const lengths = texts.map((value) => value.length);
  for (const value of texts) known.set(value, (known.get(value) ?? 0) + 1);
  const most = (compare) => lengths.reduce((one, other) => (compare(one, other) ? one : other), lengths[0]);
  const lines = [
    ["Distinct", digits(known.size, 0)], ["Minimum length", digits(most((one, other) => one < other), 0)],
    ["Maximum length", digits(most((one, other) => one > other), 0)], ["Average length", digits(lengths.reduce((all, length) => all + length, 0) / count, 1)],
  ];
  const first = [...known].sort((one, other) => other[1] - one[1]).slice(0, MOST_TEXTS);
  return { count, empty: values.filter((value) => value === null || value === "").length, lines, chart: () => shares(first, count, "Most frequent values") };
}

function checkbox(values) {
  const [yes, no] = [true, false].map((truth) => values.filter((value) => value === truth).length);
  const count = yes + no;
  return { count, empty: values.length - count, lines: [], chart: () => shares([["True", yes], ["False", no]], count, "Shares of true and false") };
}

function missing(values) {
  return values.filter((value) => value === null).length;
}

/** The least, the greatest, and what a quarter, a half and three quarters of the values stand below. */
function spread(sorted, say) {
  const at = (share) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return say(low + (high - low) * (place % 1));
  };
  return [["Minimum", at(0)], ["25th percentile", at(0.25)], ["Median", at(0.5)], ["75th percentile", at(0.75)], ["Maximum", at(1)]];
}

/** A length of time in its largest unit. */
function span(first, last) {
  const seconds = (last - first) / 1000;
  const [unit, size] = SPANS.find(([, least]) => seconds >= least) ?? SPANS.at(-1);
  const count = Math.round(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** How many values there are between equal steps from the least to the greatest. */
function histogram(sorted, say) {
  const [first, last] = [sorted[0], sorted.at(-1)];
  const count = first === last ? 1 : Math.min(MOST_BARS, Math.ceil(Math.sqrt(sorted.length)));
  const step = (last - first) / count;
  const bars = new Array(count).fill(0);
  for (const value of sorted) bars[step ? Math.min(Math.floor((value - first) / step), count - 1) : 0] += 1;
  const highest = Math.max(...bars);
  const chart = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT });
  const wide = WIDTH / count;
  const titles = bars.map((bar, index) => `${say(first + index * step)} – ${say(index === count - 1 ? last : first + (index + 1) * step)}: ${digits(bar, 0)}`);
  bars.forEach((bar, index) => {
    const height = (bar / highest) * (HEIGHT - 4);
    const rect = svg("rect", { x: index * wide + 0.5, y: HEIGHT - 2 - height, width: Math.max(wide - 1, 1), height, rx: Math.min(2, height) });
    const title = svg("title");
    title.textContent = titles[index];
    rect.append(title);
    chart.append(rect);
  });
  return picture(`Histogram: ${titles.join("; ")}`, chart);
}

/** How often each of some values comes, as bars. */
function shares(pairs, count, label) {
  const lines = pairs.map(([value, times]) => {
    const share = (100 * times) / count;
    const line = make("div", "bk-figures-share", { title: `${value}: ${digits(times, 0)} (${digits(share, 1)}%)` });
    const track = make("span", "bk-figures-track");
    const bar = make("span");
    bar.style.width = `${share}%`;
    track.append(bar);
    line.append(words("bk-figures-value", value, "span"), track, words("bk-figures-percent", `${digits(share, 1)}%`, "span"));
    return line;
  });
  return picture(`${label}: ${lines.map((line) => line.title).join("; ")}`, ...lines);
}

function picture(label, ...parts) {
  const node = make("div", "bk-figures-chart", { role: "img", "aria-label": label, "data-testid": "stDataFrameStatisticsChart" });
  node.append(...parts);
  return node;
}

function digits(value, most = 2) {
  return Number.isFinite(value) ? value.toLocaleString(undefined, { maximumFractionDigits: most }) : "-";
}

function make(tag, className = "", attributes = {}) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function words(className, said, tag = "div") {
  const node = make(tag, className);
  node.textContent = said;
  return node;
}

function svg(tag, attributes = {}) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  return node;
}
