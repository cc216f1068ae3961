//! What can be wrong with tables and charts.

use super::problem::problems;

problems! {
    /// What can be wrong with tables and charts.
    DataError {
        /// A value without rows and columns.
        NoTable {
            kind: String = "int",
            given: String = "5",
        }
        StreamlitDataframeConversionError by "st.dataframe(5)"
        => "`{given}` is of the type `{kind}`, which is no table. Give a list, a dict, a list of dicts or of lists, a dict of lists, named tuples, dataclasses, or the rows of a database.";

        /// An array of three dimensions or more.
        TooManyDimensions {
            shape: String = "2, 2, 2",
        }
        ValueError by "# st.dataframe(numpy.zeros((2, 2, 2)))"
        => "An array of the shape ({shape}) is no table, which has rows and columns: two dimensions at most. Choose a part of it, or `reshape` it.";

        /// A table of a library that does not run here.
        ForeignTable {
            kind: String = "Table",
            way: String = "__arrow_c_stream__",
        }
        StreamlitDataframeConversionError by "# st.dataframe(…) with a value that hands out its table by `__arrow_c_stream__`"
        => "A `{kind}` hands out its table by `{way}`, which Brooklet cannot read yet. Give its rows as a list of dicts, or its columns as a dict of lists.";

        /// A selection to begin with where none can be made.
        DefaultWithoutSelection {}
        StreamlitIncompatibleParametersError by "st.dataframe([1], selection_default={'selection': {'rows': [0]}})"
        => "`selection_default` does nothing while `on_select` is 'ignore'. Set `on_select` to 'rerun' or to a function.";

        /// Two ways to select the same.
        TwoSelectionModes {
            one: &'static str = "single-row",
            other: &'static str = "multi-row",
            parts: &'static str = "rows",
        }
        StreamlitIncompatibleParametersError by "st.dataframe([1], on_select='rerun', selection_mode=['single-row', 'multi-row'])"
        => "`selection_mode` has both '{one}' and '{other}', and {parts} can be selected in one way only. Leave one of the two out.";

        /// A colour that is none.
        ChartColor { given: String = "'loud'" }
        StreamlitAPIException by "st.line_chart({'speed': [1, 2]}, color='loud')"
        => "`color` is `{given}`, neither a column of the data nor a colour. Write a colour as `'#00ffaa'`, by a name such as 'red' or 'primary', or as a tuple of three or four numbers; for several columns, give a list with a colour for each.";

        /// Another number of colours.
        ColorCount {
            colors: usize = 1_usize,
            columns: usize = 2_usize,
            names: String = "speed, height",
        }
        StreamlitAPIException by "st.line_chart({'speed': [1], 'height': [2]}, color=['#00ffaa'])"
        => "`color` is a list of {colors}, and the columns drawn are {columns}: {names}. Give a colour for each column.";

        /// A column that the data does not have.
        UnknownColumn {
            name: String = "weight",
            known: String = "speed, height",
        }
        StreamlitAPIException by "st.line_chart({'speed': [1], 'height': [2]}, y='weight')"
        => "The data has no column `{name}`. It has: {known}.";

        /// One of several colours that is none.
        InvalidColor { given: String = "'loud'" }
        StreamlitInvalidColorError by "st.line_chart({'speed': [1], 'height': [2]}, color=['#00ffaa', 'loud'])"
        => "`{given}` is no colour. Write a colour as `'#00ffaa'`, by a name such as 'red' or 'primary', or as a tuple of three or four numbers.";

        /// A value that is no graph.
        NoGraph { kind: String = "int" }
        StreamlitInvalidParameterTypeError by "st.graphviz_chart(5)"
        => "`figure_or_dot` is of the type `{kind}`, which is no graph. Give a text in the language of Graphviz, or a graph of the package `graphviz`.";

        /// A chart without a specification.
        NoSpecification {}
        StreamlitMissingRequiredParameterError by "st.vega_lite_chart([1, 2])"
        => "`spec` is missing. Give what Vega-Lite shall draw as a dict.";

        /// A specification that cannot be read.
        SpecificationNotJson { why: String = "expected value at line 1 column 1" }
        StreamlitAPIException by "st.vega_lite_chart([1, 2], 'bars')"
        => "The specification of the chart cannot be read as JSON: {why}.";

        /// A value that is no chart.
        NoChart { kind: String = "int" }
        StreamlitAPIException by "st.altair_chart(5)"
        => "A value of the type `{kind}` is no chart. Give a dict, or an object with a method `to_dict`.";

        /// A chart in which nothing can be selected.
        NothingToSelect {}
        StreamlitAPIException by "st.vega_lite_chart({'mark': 'bar'}, on_select='rerun')"
        => "`on_select` has nothing to listen to: no entry of `params` in the chart has a `select`. Add one, or leave out `on_select`.";

        /// A selection that the chart does not have.
        UnknownSelection {
            name: String = "brush",
            known: String = "'point'",
        }
        StreamlitAPIException by "st.vega_lite_chart({'mark': 'bar', 'params': [{'name': 'point', 'select': 'point'}]}, on_select='rerun', selection_mode='brush')"
        => "`selection_mode` names the selection '{name}', which the chart does not have. It has {known}.";

        /// A value that cannot be edited.
        NotEditable { kind: String = "int" }
        StreamlitDataframeConversionError by "st.data_editor(5)"
        => "A value of the type `{kind}` cannot be edited. Give `st.data_editor` lists, dicts, or another table.";

        /// Rows with several names each.
        DeepIndex {}
        StreamlitAPIException by "# st.data_editor(…) with a table whose index has two levels"
        => "The rows have an index of several levels, which `st.data_editor` cannot edit. Make the levels columns.";

        /// Columns of one name.
        SameColumnName { name: String = "a" }
        StreamlitAPIException by "# st.data_editor(…) with a table that has two columns `a`"
        => "Several columns have the name `{name}`, and edits go by names. Give each column a name of its own.";

        /// A column with the name of the index.
        ColumnNamedIndex {}
        StreamlitAPIException by "st.data_editor({'_index': [1]})"
        => "A column has the name `_index`, which stands for the index. Give it another name.";

        /// A type of column that does not suit its values.
        UnfitColumn {
            wanted: String = "date",
            name: String = "a",
            kind: String = "integer",
        }
        StreamlitAPIException by "st.data_editor({'a': [1]}, column_config={'a': st.column_config.DateColumn()})"
        => "A column of the type `{wanted}` cannot edit the values of `{name}`, which are of the kind `{kind}`. Choose a type that suits them, convert them before, or set `disabled=True` for the column.";

        /// A column of buttons that nobody could ask for its clicks.
        NoButtonKey {}
        StreamlitMissingRequiredParameterError by "st.column_config.ButtonColumn(on_click=print)"
        => "A column of buttons that calls a function has no `key`. Give it one: `st.session_state` says under it which button was clicked.";

        /// Nothing that could get more rows.
        NothingToGrow {}
        StreamlitAPIException by "st.text('Hello').add_rows([1])"
        => "There is no table to add rows to. `add_rows` works on what `st.dataframe`, `st.table` and the charts have drawn in this run.";

        /// A library in machine code.
        NoMatplotlib {}
        StreamlitAPIException by "st.pyplot(None)"
        => "`st.pyplot` needs Matplotlib, which is machine code that a tab cannot run yet. Draw by `st.line_chart` and its kin, `st.altair_chart`, `st.plotly_chart`, `st.echarts_chart` or `st.vega_lite_chart`.";

        /// A library that is not among the packages of the app.
        NoBokeh {}
        StreamlitAPIException by "st.bokeh_chart(1)"
        => "`st.bokeh_chart` needs the package `bokeh`, which the app does not have. Name it in `requirements.txt`, or give what `bokeh.embed.json_item` has made elsewhere.";

        /// A value that is no option of a chart.
        NoOption { kind: String = "list" }
        StreamlitInvalidParameterTypeError by "st.echarts_chart([1])"
        => "A value of the type `{kind}` is no option of ECharts. Give a dict, its JSON, or a chart of pyecharts.";

        /// A value that is no figure.
        NoFigure { kind: String = "int" }
        StreamlitAPIException by "st.plotly_chart(1)"
        => "A value of the type `{kind}` is no figure. Give `st.plotly_chart` a figure of Plotly, a dict that says one, or its data.";

        /// A value that is no map.
        NoDeck { kind: String = "int" }
        StreamlitAPIException by "st.pydeck_chart(1)"
        => "A value of the type `{kind}` is no map. Give `st.pydeck_chart` a `pydeck.Deck`.";

        /// A map without one of its coordinates.
        NoCoordinates {
            word: String = "latitude",
            known: String = "lat, latitude, LAT, LATITUDE",
            columns: String = "a",
        }
        StreamlitAPIException by "st.map({'a': [1]})"
        => "No column of the data is the {word}: it has {columns}. Call the column one of {known}, or name it by `{word}`.";

        /// A point without a place.
        GapInCoordinates { name: String = "lat" }
        StreamlitAPIException by "st.map({'lat': [1, None], 'lon': [1, 2]})"
        => "The column `{name}` has gaps, and a point without a place cannot be drawn. Leave out these rows.";

        /// A colour of points that is none.
        PointColor { given: String = "'loud'" }
        StreamlitInvalidColorError by "st.map({'lat': [1], 'lon': [2]}, color='loud')"
        => "{given} is no colour. Write it as `'#0044ff'`, `'#0044ff80'` or `(0, 68, 255)`.";
    }
}

impl DataError {
    /// The problem of this name that a source in Python raises with these facts, if it is one of
    /// tables and charts.
    pub(super) fn of_python(name: &str, facts: &[String]) -> Option<Self> {
        let fact = |index: usize| facts.get(index).cloned().unwrap_or_default();
        Some(match name {
            "SameColumnName" => Self::SameColumnName { name: fact(0) },
            "ColumnNamedIndex" => Self::ColumnNamedIndex {},
            "UnfitColumn" => Self::UnfitColumn {
                wanted: fact(0),
                name: fact(1),
                kind: fact(2),
            },
            "NoButtonKey" => Self::NoButtonKey {},
            "SpecificationNotJson" => Self::SpecificationNotJson { why: fact(0) },
            "NoOption" => Self::NoOption { kind: fact(0) },
            "NoBokeh" => Self::NoBokeh {},
            "NoFigure" => Self::NoFigure { kind: fact(0) },
            "NoDeck" => Self::NoDeck { kind: fact(0) },
            "NoCoordinates" => Self::NoCoordinates {
                word: fact(0),
                known: fact(1),
                columns: fact(2),
            },
            "GapInCoordinates" => Self::GapInCoordinates { name: fact(0) },
            "PointColor" => Self::PointColor { given: fact(0) },
            _ => return None,
        })
    }
}
