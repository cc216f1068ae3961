//! Rows of a database, out of its cursor.

use brooklet_python::vm::builtins::PyDict;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::{Reader, Table};
use crate::data::labels::labels;

impl Reader<'_, '_> {
    /// The names of the columns that a database cursor gives.
    pub(super) fn cursor_names(&self, value: &PyObjectRef) -> PyResult<Option<Vec<PyObjectRef>>> {
        if !(self.has(value, "fetchall")? && self.has(value, "description")?) {
            return Ok(None);
        }
        let description = value.get_attr("description", self.vm)?;
        if self.vm.is_none(&description) {
            return Ok(Some(Vec::new()));
        }
        let names = self.list(&description)?;
        let first = names
            .iter()
            .map(|column| column.get_item(&0_usize, self.vm));
        first.collect::<PyResult<Vec<_>>>().map(Some)
    }

    pub(super) fn rows_of_cursor(
        &self,
        value: &PyObjectRef,
        names: &[PyObjectRef],
    ) -> PyResult<Table> {
        let vm = self.vm;
        // A row factory may make dicts of rows.
        let in_order = |row: PyObjectRef| match row.downcast::<PyDict>() {
            Ok(row) => {
                let value = |name: &PyObjectRef| row.get_item_opt(&**name, vm);
                let values = names
                    .iter()
                    .map(|name| Ok(value(name)?.unwrap_or_else(|| vm.ctx.none())));
                let values = values.collect::<PyResult<Vec<_>>>()?;
                Ok(vm.ctx.new_list(values).into())
            }
            Err(row) => Ok(row),
        };
        let rows = self.list(&*vm.call_method(value, "fetchall", ())?)?;
        let rows = rows
            .into_iter()
            .map(in_order)
            .collect::<PyResult<Vec<_>>>()?;
        let mut table = self.rows_of_lists(&rows)?;
        table.columns.resize_with(names.len(), Vec::new);
        table.names = names
            .iter()
            .map(|name| labels(name, self.vm))
            .collect::<PyResult<_>>()?;
        table.has_placeholder_names = false;
        Ok(table)
    }
}
