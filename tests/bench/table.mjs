// Figures for people: plain tables.

export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) => row.map((cell, column) => (column ? String(cell).padStart(widths[column]) : String(cell).padEnd(widths[column]))).join("  "))
    .join("\n");
}

export const ms = (value) => (value === undefined ? "–" : `${value.toFixed(value < 100 ? 1 : 0)} ms`);
export const mb = (value) => (value === undefined ? "–" : `${(value / 1e6).toFixed(2)} MB`);
export const seconds = (value) => (value === undefined ? "–" : `${value.toFixed(2)} s`);
export const ratio = (ours, peer) => (typeof ours === "number" && typeof peer === "number" ? (ours / peer).toFixed(2) : "–");

/** The geometric mean of the ratios of those that both sides can run. */
export function geometricMean(pairs) {
  const logs = pairs.filter(({ ours, peer }) => ours > 0 && peer > 0).map(({ ours, peer }) => Math.log(ours / peer));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}
