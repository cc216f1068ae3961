//! Which rows and columns of a grid are visible, and where.

/// What the browser can scroll over, in CSS pixels; higher grids are scrolled faster.
const MAX_SCROLL: f64 = 30_000_000.0;

/// The part of a grid that is on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Viewport {
    /// Room for the cells and the head, in CSS pixels.
    pub(super) width: f64,
    pub(super) height: f64,
    /// How far the browser has scrolled.
    pub(super) scroll_left: f64,
    pub(super) scroll_top: f64,
    pub(super) rows: usize,
    pub(super) row_height: f64,
    pub(super) head_height: f64,
}

impl Viewport {
    /// How high all of it is to the browser.
    pub(super) fn scroll_height(&self) -> f64 {
        (self.rows as f64 * self.row_height).min(MAX_SCROLL) + self.head_height
    }

    fn body(&self) -> f64 {
        (self.height - self.head_height).max(0.0)
    }

    /// How far the uppermost visible pixel of the rows is from the first row.
    pub(super) fn top(&self) -> f64 {
        let all = self.rows as f64 * self.row_height;
        let reach = (self.scroll_height() - self.head_height - self.body()).max(0.0);
        let most = (all - self.body()).max(0.0);
        if reach <= 0.0 {
            return 0.0;
        }
        (self.scroll_top * (most / reach)).clamp(0.0, most)
    }

    /// The rows that are visible, the last one not included.
    pub(super) fn visible_rows(&self) -> (usize, usize) {
        let first = (self.top() / self.row_height).floor() as usize;
        let count = (self.body() / self.row_height).ceil() as usize + 1;
        (first.min(self.rows), (first + count).min(self.rows))
    }

    /// Where a row stands, counted from the upper edge of the grid.
    pub(super) fn row_top(&self, row: usize) -> f64 {
        row as f64 * self.row_height - self.top() + self.head_height
    }

    /// The row nearest to a place that is counted from the upper edge of the grid.
    pub(super) fn row_at(&self, y: f64) -> Option<usize> {
        let y = y.clamp(
            self.head_height,
            self.height.max(self.head_height + 1.0) - 1.0,
        );
        let row = ((y - self.head_height + self.top()) / self.row_height).floor() as usize;
        Some(row.min(self.rows.checked_sub(1)?))
    }

    /// How far the browser has to scroll so that a row is visible; `None` if it is.
    pub(super) fn scroll_to_row(&self, row: usize) -> Option<f64> {
        let (top, bottom) = (
            row as f64 * self.row_height,
            (row + 1) as f64 * self.row_height,
        );
        let wanted = if top < self.top() {
            top
        } else if bottom > self.top() + self.body() {
            bottom - self.body()
        } else {
            return None;
        };
        let most = (self.rows as f64 * self.row_height - self.body()).max(1.0);
        let reach = (self.scroll_height() - self.head_height - self.body()).max(0.0);
        Some((wanted * (reach / most)).clamp(0.0, reach))
    }

    /// How many rows a page has.
    pub(super) fn page(&self) -> usize {
        ((self.body() / self.row_height).floor() as usize).max(1)
    }
}

/// A column on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    /// Its place among the columns that are shown.
    pub(super) position: usize,
    /// From the left edge, as if nothing were scrolled.
    pub(super) left: f64,
    pub(super) width: f64,
    pub(super) is_pinned: bool,
}

/// Where columns stand: pinned ones first, whatever is scrolled. `columns` are widths and whether
/// the column is pinned, `lead` is what stands before all of them.
pub(super) fn place(columns: &[(f64, bool)], lead: f64) -> Vec<Placed> {
    let mut left = lead;
    columns
        .iter()
        .enumerate()
        .map(|(position, (width, is_pinned))| {
            let placed = Placed {
                position,
                left,
                width: *width,
                is_pinned: *is_pinned,
            };
            left += width;
            placed
        })
        .collect()
}

/// The column at a place that is counted from the left edge of the grid.
pub(super) fn column_at(placed: &[Placed], x: f64, viewport: &Viewport) -> Option<usize> {
    let holds = |column: &&Placed| {
        let at = if column.is_pinned {
            x
        } else {
            x + viewport.scroll_left
        };
        (column.left..column.left + column.width).contains(&at)
    };
    placed.iter().find(holds).map(|column| column.position)
}

/// Those of the columns that can be seen.
pub(super) fn visible(placed: &[Placed], viewport: &Viewport) -> Vec<Placed> {
    let pinned_end = placed
        .iter()
        .filter(|column| column.is_pinned)
        .map(|column| column.left + column.width)
        .fold(0.0, f64::max);
    let left = viewport.scroll_left + pinned_end;
    let right = viewport.scroll_left + viewport.width;
    let is_visible = |column: &&Placed| {
        column.is_pinned || (column.left + column.width > left && column.left < right)
    };
    placed.iter().filter(is_visible).copied().collect()
}

/// How far to scroll so that a column is visible; `None` if it is.
pub(super) fn scroll_to_column(
    placed: &[Placed],
    position: usize,
    viewport: &Viewport,
) -> Option<f64> {
    let column = placed.get(position).filter(|column| !column.is_pinned)?;
    let pinned = placed.iter().filter(|column| column.is_pinned);
    let pinned_end = pinned
        .map(|column| column.left + column.width)
        .fold(0.0, f64::max);
    if column.left < viewport.scroll_left + pinned_end {
        return Some((column.left - pinned_end).max(0.0));
    }
    let right = column.left + column.width;
    (right > viewport.scroll_left + viewport.width).then(|| {
        (right - viewport.width)
            .min(column.left - pinned_end)
            .max(0.0)
    })
}

/// Lets the columns that grow share the room that is left over.
pub(super) fn grow(columns: &mut [(f64, bool)], room: f64) {
    let used: f64 = columns.iter().map(|(width, _)| width).sum();
    let growing = columns.iter().filter(|(_, grows)| *grows).count();
    if used >= room || growing == 0 {
        return;
    }
    // Lines between columns are drawn where pixels are: no width has a fraction.
    let mut rest = (room - used).floor();
    let growing_columns = columns.iter_mut().filter(|(_, grows)| *grows);
    for (index, (width, _)) in growing_columns.enumerate() {
        let more = (rest / (growing - index) as f64).floor();
        *width += more;
        rest -= more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewport(rows: usize, scroll_top: f64) -> Viewport {
        Viewport {
            width: 300.0,
            height: 400.0,
            scroll_left: 0.0,
            scroll_top,
            rows,
            row_height: 35.0,
            head_height: 35.0,
        }
    }

    #[test]
    fn only_rows_on_the_screen_are_visible() {
        assert_eq!(viewport(100, 0.0).visible_rows(), (0, 12));
        assert_eq!(viewport(100, 350.0).visible_rows(), (10, 22));
        assert_eq!(viewport(3, 0.0).visible_rows(), (0, 3));
        assert_eq!(viewport(0, 0.0).visible_rows(), (0, 0));
        assert_eq!(viewport(100, 350.0).row_top(10) as i32, 35);
    }

    #[test]
    fn the_end_of_a_million_rows_can_be_reached() {
        let rows = 2_000_000;
        let end = viewport(rows, 0.0).scroll_height() - 400.0;
        let (_, last) = viewport(rows, end).visible_rows();
        assert_eq!(last, rows);
        let at = viewport(rows, 0.0)
            .scroll_to_row(rows - 1)
            .expect("far away");
        assert_eq!(viewport(rows, at).visible_rows().1, rows);
    }

    #[test]
    fn pinned_columns_are_always_visible() {
        let placed = place(
            &[
                (100.0, true),
                (100.0, false),
                (100.0, false),
                (500.0, false),
            ],
            32.0,
        );
        assert_eq!(placed[1].left as i32, 132);
        let mut scrolled = viewport(1, 0.0);
        scrolled.scroll_left = 150.0;
        let seen: Vec<usize> = visible(&placed, &scrolled)
            .iter()
            .map(|column| column.position)
            .collect();
        assert_eq!(seen, [0, 2, 3]);
        assert_eq!(scroll_to_column(&placed, 1, &scrolled), Some(0.0));
        assert_eq!(scroll_to_column(&placed, 0, &scrolled), None);
    }

    #[test]
    fn room_left_over_is_shared() {
        let mut columns = [(50.0, false), (50.0, true), (70.0, true)];
        grow(&mut columns, 270.0);
        assert_eq!(columns.map(|(width, _)| width as i32), [50, 100, 120]);
        grow(&mut columns, 100.0);
        assert_eq!(columns[2].0 as i32, 120);
    }
}
