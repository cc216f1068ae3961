//! A session that goes on in another engine with objects of classes that the app itself defines.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

fn last_line(app: &App) -> String {
    app.outline().lines().last().unwrap_or_default().to_owned()
}

const TODOS: &str = r#"
import collections, dataclasses, enum
import streamlit as st

class Level(enum.Enum):
    LOW = 1
    HIGH = 2

Place = collections.namedtuple("Place", "x y")

@dataclasses.dataclass
class Todo:
    text: str
    level: Level = Level.LOW
    more: list = dataclasses.field(default_factory=list)

class Box:
    class Lid:
        pass
    def __init__(self, content):
        self.content, self.lid, self.itself = content, Box.Lid(), self

def shout(text):
    return text.upper()

if "todos" not in st.session_state:
    st.session_state.todos = []
    st.session_state.places = {"home": Place(1, 2)}
    st.session_state.box = Box(Level.HIGH)
    st.session_state.voice = shout
    st.session_state.kind = Todo
if st.button("Add"):
    todos = st.session_state.todos
    todos.append(Todo(f"t{len(todos)}", Level.HIGH, [todos[0]] if todos else []))
todos, places, box = (st.session_state[key] for key in ("todos", "places", "box"))
st.text([
    [todo.text for todo in todos],
    all(isinstance(todo, Todo) and todo.level is Level.HIGH for todo in todos),
    all(todo.more[0] is todos[0] for todo in todos[1:]),
    places == {"home": Place(1, 2)} and isinstance(places["home"], Place),
    isinstance(box, Box) and isinstance(box.lid, Box.Lid) and box.itself is box and box.content is Level.HIGH,
    st.session_state.voice("a"), st.session_state.kind.__name__,
])
"#;

#[test]
fn objects_of_the_scripts_own_classes_outlive_crashes() {
    let mut app = App::new(TODOS);
    app.click("Add");
    app.click("Add");
    // Objects of runs before are of the classes of those runs, as everywhere; only equal to the eye.
    app.crash();
    let whole = "text: [['t0', 't1'], True, True, True, True, 'A', 'Todo']";
    assert_eq!(last_line(&app), whole);
    app.crash();
    assert_eq!(last_line(&app), whole);
    app.rerun();
    app.rerun();
    app.crash();
    assert_eq!(last_line(&app), whole);
    app.reopen(TODOS);
    assert_eq!(last_line(&app), whole);
    assert!(app.warnings().is_empty(), "{:?}", app.warnings());
}

#[test]
fn objects_of_a_modules_classes_are_of_the_module_that_the_script_imports() {
    let script = "
import streamlit as st
st.session_state.setdefault('todos', [])
from helper import Todo
if st.button('Add'):
    st.session_state.todos.append(Todo('sow'))
st.text([(todo.text, isinstance(todo, Todo)) for todo in st.session_state.todos])
";
    let helper = "class Todo:\n    def __init__(self, text): self.text = text\n";
    let mut app = App::with_files(script, &[("helper.py", helper)]);
    app.click("Add");
    for _ in 0..3 {
        app.crash();
        assert_eq!(last_line(&app), "text: [('sow', True)]");
    }
    assert!(app.warnings().is_empty(), "{:?}", app.warnings());
}

#[test]
fn a_key_is_there_before_the_script_has_defined_its_class() {
    let mut app = App::new(
        "
import streamlit as st
if 'todos' not in st.session_state:
    st.session_state.todos = []
class Todo: pass
if st.button('Add'):
    st.session_state.todos.append(Todo())
st.text([isinstance(todo, Todo) for todo in st.session_state.todos])
",
    );
    app.click("Add");
    for _ in 0..2 {
        app.crash();
        assert_eq!(last_line(&app), "text: [True]");
    }
    assert!(app.warnings().is_empty(), "{:?}", app.warnings());
}

#[test]
fn what_is_asked_for_too_soon_is_there_in_the_next_run() {
    let mut app = App::new(
        "
import streamlit as st
found = st.session_state.get('todo')
class Todo: pass
if st.button('Add'):
    st.session_state.todo = Todo()
st.text(type(found).__name__)
",
    );
    app.click("Add");
    app.crash();
    assert_eq!(last_line(&app), "text: NoneType");
    app.rerun();
    assert_eq!(last_line(&app), "text: Todo");
    assert!(app.warnings().is_empty(), "{:?}", app.warnings());
}

#[test]
fn what_cannot_be_read_is_absent_and_named_once() {
    let before = "
import streamlit as st
class Basket: pass
class Cart:
    def __setstate__(self, state): raise ValueError('an old cart')
st.session_state.basket = Basket()
st.session_state.cart = Cart()
st.session_state.cart.x = 1
st.session_state.total = 7
";
    let after = "
import streamlit as st
class Cart:
    def __setstate__(self, state): raise ValueError('an old cart')
st.text([
    'basket' in st.session_state, st.session_state.get('basket', 'none'), len(st.session_state),
    list(st.session_state), dict(st.session_state), hasattr(st.session_state, 'cart'),
])
";
    let mut app = App::new(before);
    app.reopen(after);
    let shown = "text: [False, 'none', 1, ['total'], {'total': 7}, False]";
    assert_eq!(last_line(&app), shown);
    app.rerun();
    assert_eq!(last_line(&app), shown);
    let warnings = app.warnings();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    for fact in ["basket (AttributeError", "cart (ValueError: an old cart)"] {
        assert!(warnings[0].contains(fact), "{warnings:?}");
    }
    // The key is free.
    app.edit("import streamlit as st\nst.session_state.setdefault('basket', 3)\nst.text(st.session_state.basket)");
    assert_eq!(last_line(&app), "text: 3");
    app.crash();
    assert_eq!(last_line(&app), "text: 3");
}

#[test]
fn what_nobody_asks_for_stays_from_engine_to_engine() {
    let mut app = App::new(
        "
import streamlit as st
class Todo:
    def __init__(self): self.text = 'sow'
    def __setstate__(self, state):
        print('read')
        self.__dict__ = state
if st.button('Add'):
    st.session_state.todo = Todo()
if st.button('Show'):
    st.text(st.session_state.todo.text)
",
    );
    app.click("Add");
    for _ in 0..3 {
        app.crash();
        app.rerun();
    }
    assert_eq!(app.printed(), "");
    app.click("Show");
    assert_eq!(last_line(&app), "text: sow");
    assert_eq!(app.printed(), "read\n");
}

#[test]
fn pages_find_the_classes_of_their_own_scripts() {
    let main = "
import streamlit as st
class Note: pass
st.navigation([st.Page('notes.py', default=True), st.Page('todos.py')]).run()
";
    let notes = "
import streamlit as st
from __main__ import Note
st.session_state.setdefault('note', Note())
st.text([isinstance(st.session_state.note, Note), list(st.session_state)])
";
    let todos = "
import streamlit as st
class Todo: pass
st.session_state.setdefault('todo', Todo())
st.text(isinstance(st.session_state.todo, Todo))
";
    let mut app = App::with_files(main, &[("notes.py", notes), ("todos.py", todos)]);
    app.go("todos");
    // What is of the classes of another page cannot be had here, and is not lost.
    for _ in 0..2 {
        app.crash();
        assert_eq!(last_line(&app), "text: [True, ['note']]");
    }
    app.go("todos");
    assert_eq!(last_line(&app), "text: True");
}

#[test]
fn callbacks_and_fragments_find_them_too() {
    let mut app = App::new(
        "
import streamlit as st
class Todo:
    done = 0
def finish():
    st.session_state.todo.done += 1
if st.button('Add'):
    st.session_state.todo = Todo()
st.button('Finish', on_click=finish)
@st.fragment
def part():
    if st.button('Show'):
        st.text(f'{st.session_state.todo.done} {isinstance(st.session_state.todo, Todo)}')
part()
",
    );
    app.click("Add");
    app.crash();
    app.click("Finish");
    app.crash();
    app.click("Show");
    assert_eq!(last_line(&app).trim(), "text: 1 True");
    assert!(app.warnings().is_empty(), "{:?}", app.warnings());
}

#[test]
fn a_hidden_widget_goes_on_with_a_value_of_a_class_of_the_script() {
    let mut app = App::new(
        "
import enum
import streamlit as st
class Level(enum.Enum):
    LOW = 1
    HIGH = 2
if not st.checkbox('Hide'):
    st.selectbox('Level', list(Level), key='level', persist_state='session', format_func=lambda level: level.name)
    st.text(st.session_state.level is Level.HIGH)
",
    );
    app.set("Level", WidgetValue::Text("HIGH".to_owned()));
    app.set("Hide", WidgetValue::Bool(true));
    app.crash();
    app.set("Hide", WidgetValue::Bool(false));
    assert_eq!(last_line(&app), "text: True");
    assert!(app.warnings().is_empty(), "{:?}", app.warnings());
}
