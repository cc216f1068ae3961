//! Which columns, rows and names a Python value has that is shown as a table.

mod cursor;

use brooklet_frame::Label;
use brooklet_python::vm::builtins::{
    PyBaseExceptionRef, PyDict, PyDictRef, PyList, PyRange, PyTuple, PyType,
};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{
    AsObject, PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
};

use super::labels::{label, labels, levels};
use super::value_kind::{everything, is_scalar, is_set};
use crate::argument::{as_i64, text_of, type_name};
use crate::command::Call;
use crate::error::{DataError, shown};

/// A table of Python values.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The names of the columns, a label a level.
    pub names: Vec<Vec<Label>>,
    /// The columns.
    pub columns: Vec<Vec<PyObjectRef>>,
    /// What names the rows, a column a level; none where they are counted.
    pub index: Vec<Vec<PyObjectRef>>,
    /// What the levels of the index are called.
    pub index_names: Vec<Option<Label>>,
    /// What the levels of the columns' names are called.
    pub level_names: Vec<Option<Label>>,
    /// Whether the names of the columns say nothing, such as numbers of places.
    pub has_placeholder_names: bool,
    /// How many rows.
    pub rows: usize,
}

/// How values of other libraries say that they can be had as a table.
const FOREIGN: [&str; 5] = [
    "to_pandas",
    "toPandas",
    "__dataframe__",
    "__arrow_c_stream__",
    "collect",
];

/// Reads a value as a table.
pub(crate) fn table_of(call: &Call, value: &PyObjectRef) -> PyResult<Table> {
    Reader { call, vm: call.vm }.read(value)
}

struct Reader<'a, 'c> {
    call: &'a Call<'c>,
    vm: &'a VirtualMachine,
}

impl Reader<'_, '_> {
    fn read(&self, value: &PyObjectRef) -> PyResult<Table> {
        let vm = self.vm;
        if vm.is_none(value) {
            return Ok(Table::default());
        }
        if self.has(value, "columns")? && self.has(value, "index")? {
            return self.data_frame(value);
        }
        if self.has(value, "index")? && self.has(value, "to_list")? {
            return self.series(value);
        }
        for name in FOREIGN {
            let is_class = value.downcast_ref::<PyType>().is_some();
            if !is_class && self.has(value, name)? && value.downcast_ref::<PyDict>().is_none() {
                return Err(self.foreign(value, name));
            }
        }
        if let Some(names) = self.cursor_names(value)? {
            return self.rows_of_cursor(value, &names);
        }
        if let Some(fields) = self.fields(value)? {
            return self.mapping(&fields);
        }
        if let Some(mapping) = self.as_dict(value)? {
            return self.mapping(&mapping);
        }
        if self.has(value, "tolist")? && value.downcast_ref::<PyType>().is_none() {
            let list = vm.call_method(value, "tolist", ())?;
            return self.sequence(&list, false);
        }
        if is_scalar(value, self.vm) || !self.has(value, "__iter__")? && !self.is_enum(value)? {
            return Err(self.refuse(value));
        }
        self.sequence(value, false)
    }

    fn has(&self, value: &PyObject, name: &'static str) -> PyResult<bool> {
        value.has_attr(name, self.vm)
    }

    /// A frame such as that of pandas.
    fn data_frame(&self, value: &PyObjectRef) -> PyResult<Table> {
        let vm = self.vm;
        let names = value.get_attr("columns", vm)?;
        let list = |object: &PyObjectRef| -> PyResult<Vec<PyObjectRef>> { self.list(object) };
        let mut columns = Vec::new();
        for position in 0..list(&names)?.len() {
            let at = value.get_attr("iloc", vm)?;
            let all: PyObjectRef = vm
                .ctx
                .new_tuple(vec![everything(vm), vm.new_pyobj(position)])
                .into();
            columns.push(list(&at.get_item(&*all, vm)?)?);
        }
        let index = value.get_attr("index", vm)?;
        let mut table = Table {
            names: list(&names)?
                .iter()
                .map(|name| labels(name, self.vm))
                .collect::<PyResult<_>>()?,
            rows: value.length(vm)?,
            columns,
            level_names: self.level_names(&names)?,
            ..Table::default()
        };
        self.set_index(&mut table, &index)?;
        Ok(table)
    }

    /// One column with an index, such as that of pandas.
    fn series(&self, value: &PyObjectRef) -> PyResult<Table> {
        let vm = self.vm;
        let values = self.list(value)?;
        let name = value.get_attr("name", vm)?;
        let name = if vm.is_none(&name) {
            vec!["value".into()]
        } else {
            labels(&name, self.vm)?
        };
        let mut table = Table {
            names: vec![name],
            rows: values.len(),
            columns: vec![values],
            ..Table::default()
        };
        self.set_index(&mut table, &value.get_attr("index", vm)?)?;
        Ok(table)
    }

    fn set_index(&self, table: &mut Table, index: &PyObjectRef) -> PyResult<()> {
        let keys = self.list(index)?;
        if type_name(index) != "RangeIndex" {
            table.index = levels(&keys);
            table.index_names = self.level_names(index)?;
        }
        Ok(())
    }

    fn level_names(&self, names: &PyObjectRef) -> PyResult<Vec<Option<Label>>> {
        let vm = self.vm;
        let Some(names) = vm.get_attribute_opt(names, "names")? else {
            return Ok(Vec::new());
        };
        let name = |name: &PyObjectRef| {
            Ok(if vm.is_none(name) {
                None
            } else {
                Some(label(name, self.vm)?)
            })
        };
        self.list(&names)?.iter().map(name).collect()
    }

    /// Fields of a dataclass or a named tuple.
    fn fields(&self, value: &PyObjectRef) -> PyResult<Option<PyDictRef>> {
        let vm = self.vm;
        if value.downcast_ref::<PyType>().is_some() {
            return Ok(None);
        }
        if value.downcast_ref::<PyTuple>().is_some() && self.has(value, "_asdict")? {
            let fields = vm.call_method(value, "_asdict", ())?;
            return Ok(fields.downcast::<PyDict>().ok());
        }
        let Some(declared) = vm.get_attribute_opt(value, "__dataclass_fields__")? else {
            return Ok(None);
        };
        let fields = vm.ctx.new_dict();
        for name in self.list(&declared)? {
            let text = text_of(&name, vm)?;
            let name = vm.ctx.intern_str(text);
            fields.set_item(name, value.get_attr(name, vm)?, vm)?;
        }
        Ok(Some(fields))
    }

    /// A dict, or what acts like one.
    fn as_dict(&self, value: &PyObjectRef) -> PyResult<Option<PyDictRef>> {
        if let Ok(dict) = value.clone().downcast::<PyDict>() {
            return Ok(Some(dict));
        }
        let is_mapping = value.downcast_ref::<PyType>().is_none()
            && self.has(value, "keys")?
            && self.has(value, "__getitem__")?;
        if !is_mapping {
            return Ok(None);
        }
        let dict = self.vm.ctx.types.dict_type.as_object();
        Ok(dict.call((value.clone(),), self.vm)?.downcast().ok())
    }

    fn mapping(&self, mapping: &PyDictRef) -> PyResult<Table> {
        let entries: Vec<(PyObjectRef, PyObjectRef)> = mapping.into_iter().collect();
        if entries.is_empty() {
            return Ok(Table::default());
        }
        let is = |test: &dyn Fn(&PyObjectRef) -> PyResult<bool>| {
            entries
                .iter()
                .map(|(_, value)| test(value))
                .collect::<PyResult<Vec<bool>>>()
        };
        let are_dicts = is(&|value| Ok(value.downcast_ref::<PyDict>().is_some()))?;
        let are_columns = is(&|value| self.is_column(value))?;
        if are_dicts.iter().all(|is_dict| *is_dict) {
            return self.columns_of_dicts(&entries);
        }
        if are_columns.iter().any(|is_column| *is_column) {
            return self.columns_of_lists(&entries, &are_columns);
        }
        let keys: Vec<PyObjectRef> = entries.iter().map(|(key, _)| key.clone()).collect();
        let values: Vec<PyObjectRef> = entries.into_iter().map(|(_, value)| value).collect();
        let mut table = if values.iter().any(|value| is_set(value)) {
            self.sequence(&self.vm.ctx.new_list(values).into(), true)?
        } else {
            one_column(values)
        };
        table.index = levels(&keys);
        Ok(table)
    }

    fn columns_of_dicts(&self, entries: &[(PyObjectRef, PyObjectRef)]) -> PyResult<Table> {
        let vm = self.vm;
        let rows = vm.ctx.new_dict();
        for (_, column) in entries {
            for key in self.list(column)? {
                rows.set_item(&*key, vm.ctx.none(), vm)?;
            }
        }
        let keys = self.list(rows.as_ref())?;
        let mut table = Table {
            rows: keys.len(),
            ..Table::default()
        };
        for (name, column) in entries {
            let cell = |key: &PyObjectRef| -> PyResult {
                let dict = column.downcast_ref::<PyDict>();
                let found = dict.map(|dict| dict.get_item_opt(&**key, vm)).transpose()?;
                Ok(found.flatten().unwrap_or_else(|| vm.ctx.none()))
            };
            table.names.push(labels(name, self.vm)?);
            table
                .columns
                .push(keys.iter().map(cell).collect::<PyResult<_>>()?);
        }
        table.index = levels(&keys);
        Ok(table)
    }

    /// Lists are columns, other values are repeated. Lists of different lengths are rows instead.
    fn columns_of_lists(
        &self,
        entries: &[(PyObjectRef, PyObjectRef)],
        are_columns: &[bool],
    ) -> PyResult<Table> {
        let mut columns = Vec::new();
        for ((_, value), is_column) in entries.iter().zip(are_columns) {
            columns.push(if *is_column {
                Some(self.items(value)?)
            } else {
                None
            });
        }
        let mut lengths = columns.iter().flatten().map(Vec::len);
        let rows = lengths.next().unwrap_or(0);
        if lengths.any(|length| length != rows) {
            let lists: Vec<PyObjectRef> = entries.iter().map(|(_, value)| value.clone()).collect();
            let keys: Vec<PyObjectRef> = entries.iter().map(|(key, _)| key.clone()).collect();
            let mut table = self.sequence(&self.vm.ctx.new_list(lists).into(), true)?;
            table.index = levels(&keys);
            return Ok(table);
        }
        let mut table = Table {
            rows,
            ..Table::default()
        };
        for ((name, value), column) in entries.iter().zip(columns) {
            table.names.push(labels(name, self.vm)?);
            table
                .columns
                .push(column.unwrap_or_else(|| vec![value.clone(); rows]));
        }
        Ok(table)
    }

    fn sequence(&self, value: &PyObjectRef, is_array: bool) -> PyResult<Table> {
        let rows = if self.is_enum(value)? {
            self.list(value)?
                .iter()
                .map(|member| member.get_attr("value", self.vm))
                .collect::<PyResult<Vec<_>>>()?
        } else {
            self.items(value)?
        };
        if rows.is_empty() {
            return Ok(Table::default());
        }
        let mut records = Vec::new();
        for row in &rows {
            records.extend(match self.fields(row)? {
                Some(fields) => Some(fields),
                None => row.clone().downcast::<PyDict>().ok(),
            });
        }
        if records.len() == rows.len() {
            return self.rows_of_records(&records);
        }
        let mut are_lists = Vec::new();
        for row in &rows {
            are_lists.push(self.is_column(row)? || is_set(row));
        }
        if are_lists.iter().all(|is_list| *is_list) {
            return self.rows_of_lists(&rows);
        }
        if !records.is_empty() && are_lists.contains(&true) {
            return Err(self.refuse(value));
        }
        let mut table = one_column(rows);
        if is_array {
            table.names = vec![vec![Label::Int(0)]];
        }
        Ok(table)
    }

    fn rows_of_records(&self, records: &[PyDictRef]) -> PyResult<Table> {
        let vm = self.vm;
        let positions = vm.ctx.new_dict();
        let mut table = Table {
            rows: records.len(),
            ..Table::default()
        };
        for (row, record) in records.iter().enumerate() {
            for (name, value) in record {
                let known = positions.get_item_opt(&*name, vm)?;
                let position = match known.and_then(|position| as_i64(&position, vm)) {
                    Some(position) => position as usize,
                    None => {
                        let position = table.columns.len();
                        positions.set_item(&*name, vm.new_pyobj(position), vm)?;
                        table.names.push(labels(&name, self.vm)?);
                        table.columns.push(Vec::with_capacity(records.len()));
                        position
                    }
                };
                let column = &mut table.columns[position];
                column.resize_with(row, || vm.ctx.none());
                column.push(value);
            }
        }
        for column in &mut table.columns {
            column.resize_with(records.len(), || vm.ctx.none());
        }
        Ok(table)
    }

    fn rows_of_lists(&self, rows: &[PyObjectRef]) -> PyResult<Table> {
        let mut lists = Vec::with_capacity(rows.len());
        for row in rows {
            lists.push(self.items(row)?.into_iter());
        }
        let width = lists.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
        let none = self.vm.ctx.none();
        let mut columns: Vec<Vec<PyObjectRef>> = vec![Vec::with_capacity(rows.len()); width];
        for mut list in lists {
            for column in &mut columns {
                column.push(list.next().unwrap_or_else(|| none.clone()));
            }
        }
        let named = match rows.first() {
            Some(row) if type_name(row) == "Row" && self.has(row, "keys")? => {
                let names = self.list(&*self.vm.call_method(row, "keys", ())?)?;
                let names = names.iter().map(|name| labels(name, self.vm));
                Some(names.collect::<PyResult<Vec<_>>>()?)
            }
            _ => None,
        };
        let named = named.filter(|names| names.len() == width);
        Ok(Table {
            has_placeholder_names: named.is_none(),
            names: named.unwrap_or_else(|| unnamed(width)),
            columns,
            rows: rows.len(),
            ..Table::default()
        })
    }

    fn list(&self, value: &PyObject) -> PyResult<Vec<PyObjectRef>> {
        let iterator = PyIter::try_from_object(self.vm, value.to_owned())?;
        iterator.iter(self.vm)?.collect()
    }

    /// The items of a list, quickly where it is one.
    fn items(&self, value: &PyObjectRef) -> PyResult<Vec<PyObjectRef>> {
        if let Some(list) = value.downcast_ref::<PyList>() {
            return Ok(list.borrow_vec().to_vec());
        }
        if let Some(tuple) = value.downcast_ref::<PyTuple>() {
            return Ok(tuple.as_slice().to_vec());
        }
        self.list(value)
    }

    /// Whether a value is a list of some kind, whose items have an order.
    fn is_column(&self, value: &PyObject) -> PyResult<bool> {
        let is_list = value.downcast_ref::<PyList>().is_some()
            || value.downcast_ref::<PyTuple>().is_some()
            || value.downcast_ref::<PyRange>().is_some()
            || matches!(type_name(value).as_str(), "deque" | "Row" | "UserList");
        Ok(is_list
            || (self.has(value, "tolist")?
                && self.has(value, "__iter__")?
                && self.has(value, "__len__")?))
    }

    fn is_enum(&self, value: &PyObject) -> PyResult<bool> {
        Ok(value.downcast_ref::<PyType>().is_some() && self.has(value, "__members__")?)
    }

    fn refuse(&self, value: &PyObject) -> PyBaseExceptionRef {
        self.call.error(DataError::NoTable {
            kind: type_name(value),
            given: shown(value, self.vm),
        })
    }

    fn foreign(&self, value: &PyObject, way: &str) -> PyBaseExceptionRef {
        self.call.error(DataError::ForeignTable {
            kind: type_name(value),
            way: way.to_owned(),
        })
    }
}

/// What columns without names of their own are called: one by what it holds, several by numbers.
pub(super) fn unnamed(width: usize) -> Vec<Vec<Label>> {
    match width {
        1 => vec![vec!["value".into()]],
        _ => (0..width as i64)
            .map(|number| vec![Label::Int(number)])
            .collect(),
    }
}

/// A column without a name of its own.
fn one_column(values: Vec<PyObjectRef>) -> Table {
    Table {
        names: unnamed(1),
        rows: values.len(),
        columns: vec![values],
        has_placeholder_names: true,
        ..Table::default()
    }
}
