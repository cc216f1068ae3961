// A grid of a page, as a reader points at it and reads it.

/** A grid that can be pointed at. */
export class Grid {
  constructor(app, name) {
    this.app = app;
    this.mouse = app.page.mouse;
    this.table = app.page.getByRole("grid", { name });
  }

  async middle(locator) {
    const { x, y, width, height } = await locator.boundingBox();
    return [x + width / 2, y + height / 2];
  }

  cell(row, column) {
    return this.table.getByTestId(`glide-cell-${column}-${row}`);
  }

  head(column) {
    return this.table.locator(`th[data-column="${column}"]`);
  }

  /** What the heads say. */
  async heads() {
    const texts = await this.table.getByRole("columnheader").allInnerTexts();
    return texts.map((text) => text.trim());
  }

  marker(row) {
    return this.table.locator(`tr[aria-rowindex="${row + 2}"] > .bk-grid-marker`);
  }

  async press(locator) {
    await this.mouse.move(...(await this.middle(locator)));
    await this.mouse.down();
  }

  async to(...point) {
    await this.mouse.move(...point, { steps: 5 });
  }

  async drag(from, to) {
    await this.press(from);
    await this.to(...(await this.middle(to)));
    await this.mouse.up();
  }

  /** Where the ring is: row and column. */
  ring() {
    return this.table.locator("[data-cursor]").evaluateAll((cells) => cells.map((cell) => cell.dataset.testid));
  }

  selected() {
    return this.table.locator("td[aria-selected=true]").evaluateAll((cells) => cells.map((cell) => cell.dataset.testid.slice(11)));
  }

  /** What a copy takes. */
  copied() {
    return this.table.evaluate((table) => {
      const clipboardData = new DataTransfer();
      table.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData("text/plain").split("\n").map((row) => row.split("\t"));
    });
  }
}
