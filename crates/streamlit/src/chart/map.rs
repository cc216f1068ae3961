//! `st.map`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Library;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::library::{PYTHON, chart};
use super::pydeck::map_layout;
use crate::argument::text_of;
use crate::call::args::{Alt, ContainerWidth, Deferred, Stretch, StretchHeight, arguments};
use crate::command::{Call, Command, Place};
use crate::data::add_rows::growing;
use crate::data::shape::table_of;

arguments! {
    /// The arguments of `st.map`.
    pub(crate) struct Map {
        /// The points: anything that `st.dataframe` shows.
        data: PyObjectRef = None,
        *,
        /// The column that says how far north a point is.
        latitude: PyObjectRef = None,
        /// The column that says how far east it is.
        longitude: PyObjectRef = None,
        /// The colour of all points, or the column that says it.
        color: PyObjectRef = None,
        /// How large points are in metres, or the column that says it.
        size: PyObjectRef = None,
        /// How near the map is, from 0 for all of the earth; by itself all points are seen.
        zoom: PyObjectRef = None,
        width: Deferred<Stretch> = "stretch",
        height: Deferred<StretchHeight> = 500,
        use_container_width: ContainerWidth = None,
        alt: Alt = None,
    }
}

/// `st.map`.
pub(crate) const MAP: Command = Command {
    name: "map",
    place: Place::Container("MapMixin"),
    signature: Map::SIGNATURE,
    doc: "Draw places as points on a map, from the columns with their latitude and longitude.",
    run: |call| growing(call, |call| map(call, Map::read(call)?)),
};

fn map(call: &Call, args: Map) -> PyResult {
    let vm = call.vm;
    let layout = map_layout(call, &args.width, &args.height, args.use_container_width)?;
    let table = table_of(call, &args.data)?;
    let list = |items: Vec<PyObjectRef>| -> PyObjectRef { vm.ctx.new_list(items).into() };
    let names = table.names.iter().map(|name| {
        let labels: Vec<String> = name.iter().map(ToString::to_string).collect();
        vm.ctx.new_str(labels.join(" / ")).into()
    });
    let columns = table.columns.iter().map(|values| list(values.clone()));
    let given = FuncArgs::from(vec![
        args.data,
        list(names.collect()),
        list(columns.collect()),
        args.latitude,
        args.longitude,
        args.color,
        args.size,
        args.zoom,
    ]);
    let spec = call.runtime.call_python(PYTHON, "map_spec", given, vm)?;
    let chart = chart(Library::Deck, text_of(&spec, vm)?, args.alt.0);
    Ok(call.draw(Element::LibraryChart(chart), layout))
}
