//! `sqlite3`: what is special about ours. Python's own tests are run by `examples/sqlite_suite.rs`.

mod harness;

use harness::{Fixture, run};

#[test]
fn rows_go_in_and_come_out_as_what_they_are() {
    let printed = run(r#"
import sqlite3
connection = sqlite3.connect(":memory:")
connection.execute("create table t (a, b, c, d, e)")
with connection:
    connection.execute("insert into t values (?, ?, ?, ?, ?)", (None, -(2**63), 0.5, "Müsli\n", b"\x00\xff"))
    connection.execute("insert into t values (:a, :b, :c, :d, :e)", dict(a="", b=b"", c=True, d=2**63 - 1, e=1e300))
for row in connection.execute("select * from t"):
    print(row)
cursor = connection.execute("select a as first, d from t")
print([column[0] for column in cursor.description], cursor.fetchall())
print(connection.total_changes, connection.in_transaction)
"#);
    assert_eq!(
        printed,
        "(None, -9223372036854775808, 0.5, 'Müsli\\n', b'\\x00\\xff')\n\
         ('', b'', 1, 9223372036854775807, 1e+300)\n\
         ['first', 'd'] [(None, 'Müsli\\n'), ('', 9223372036854775807)]\n2 False\n"
    );
}

#[test]
fn errors_are_of_the_kind_that_the_documents_name() {
    let printed = run(r#"
import sqlite3
connection = sqlite3.connect(":memory:")
connection.execute("create table t (a integer primary key, b not null)")
for statement, parameters in [
    ("selec 1", ()), ("select * from nowhere", ()), ("insert into t values (1, null)", ()),
    ("select ?", ()), ("select 1; select 2", ()), ("select ?", (object,)), ("select ?", (2**63,)),
]:
    try:
        connection.execute(statement, parameters)
    except Exception as error:
        print(type(error).__name__, getattr(error, "sqlite_errorname", "-"), error)
connection.close()
try:
    connection.execute("select 1")
except sqlite3.Error as error:
    print(type(error).__name__, error)
"#);
    assert_eq!(
        printed,
        "OperationalError SQLITE_ERROR near \"selec\": syntax error\n\
         OperationalError SQLITE_ERROR no such table: nowhere\n\
         IntegrityError SQLITE_CONSTRAINT_NOTNULL NOT NULL constraint failed: t.b\n\
         ProgrammingError - Incorrect number of bindings supplied. The current statement uses 1, and there are 0 supplied.\n\
         ProgrammingError - You can only execute one statement at a time.\n\
         ProgrammingError - Error binding parameter 1: type 'type' is not supported\n\
         OverflowError - Python int too large to convert to SQLite INTEGER\n\
         ProgrammingError Cannot operate on a closed database.\n"
    );
}

#[test]
fn a_database_in_a_file_is_there_for_the_next_connection() {
    let fixture = Fixture::new();
    let printed = fixture.run(
        r#"
import os, sqlite3
one = sqlite3.connect("notes.db")
one.execute("create table note (text)")
one.execute("insert into note values ('a')")
other = sqlite3.connect("notes.db", timeout=0.1)
print(other.execute("select count(*) from note").fetchone())
try:
    other.execute("insert into note values ('b')")
except sqlite3.OperationalError as error:
    print(error)
print(sorted(name for name in os.listdir() if name.startswith("notes")))
one.commit()
print(other.execute("select * from note").fetchall())
other.execute("insert into note values ('b')")
other.commit()
one.close()
"#,
    );
    assert_eq!(
        printed,
        "(0,)\ndatabase is locked\n['notes.db', 'notes.db-journal']\n[('a',)]\n"
    );
    let printed = fixture.run(
        "import sqlite3, os\n\
         print(sqlite3.connect('notes.db').execute('select * from note').fetchall())\n\
         print(sorted(name for name in os.listdir() if name.startswith('notes')))",
    );
    assert_eq!(printed, "[('a',), ('b',)]\n['notes.db']\n");
}

#[test]
fn functions_of_the_program_are_called_and_may_call_back() {
    let printed = run(r#"
import sqlite3
connection = sqlite3.connect(":memory:")
connection.create_function("twice", 1, lambda value: value * 2)
connection.create_function("inner", 0, lambda: connection.execute("select 7").fetchone()[0])
def broken(): raise ValueError("no")
connection.create_function("broken", 0, broken)
class Longest:
    def __init__(self): self.text = ""
    def step(self, text): self.text = max(self.text, text, key=len)
    def finalize(self): return self.text
connection.create_aggregate("longest", 1, Longest)
connection.create_collation("backwards", lambda one, other: (one < other) - (one > other))
print(connection.execute("select twice(21), twice('ab'), inner()").fetchone())
print(connection.execute("select longest(column1) from (values ('a'), ('bcd'), ('ef'))").fetchone())
print(connection.execute("select column1 from (values ('a'), ('c'), ('b')) order by 1 collate backwards").fetchall())
try:
    connection.execute("select broken()")
except sqlite3.OperationalError as error:
    print(error)
"#);
    assert_eq!(
        printed,
        "(42, 'abab', 7)\n('bcd',)\n[('c',), ('b',), ('a',)]\nuser-defined function raised exception\n"
    );
}

#[test]
fn what_stops_a_program_stops_it_inside_of_a_query_too() {
    let printed = run(r#"
import sqlite3
connection = sqlite3.connect(":memory:")
def stop(): raise KeyboardInterrupt("enough")
connection.create_function("stop", 0, stop)
try:
    connection.execute("select stop()").fetchall()
except KeyboardInterrupt as error:
    print(repr(error))
print(connection.execute("select 1").fetchone())
"#);
    assert_eq!(printed, "KeyboardInterrupt('enough')\n(1,)\n");
}

#[test]
fn a_dump_makes_the_same_database_again() {
    let printed = run(r#"
import sqlite3
one, other = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
one.executescript("create table t (a, b); insert into t values (1, 'it''s'); create index i on t (a);")
other.executescript("\n".join(one.iterdump()))
print(other.execute("select * from t").fetchall())
third = sqlite3.connect(":memory:")
one.backup(third)
fourth = sqlite3.connect(":memory:")
fourth.deserialize(third.serialize())
print(fourth.execute("select name from sqlite_master").fetchall())
"#);
    assert_eq!(printed, "[(1, \"it's\")]\n[('t',), ('i',)]\n");
}

/// What `CPython` prints for it stands below.
const SHARED: &str = r#"
import sqlite3
uri = "file:x?mode=memory&cache=shared"
one = sqlite3.connect(uri, uri=True)
one.execute("create table t (a)")
one.execute("insert into t values (1)")
other = sqlite3.connect(uri, uri=True, timeout=0.1)
for statement in ["select * from t", "insert into t values (2)"]:
    try:
        print(other.execute(statement).fetchall())
    except sqlite3.OperationalError as error:
        print(error.sqlite_errorname, error)
other.rollback()
one.commit()
print(other.execute("select * from t").fetchall())
other.execute("insert into t values (3)")
other.commit()
print(one.execute("select * from t").fetchall())
print(sqlite3.connect("file:y?mode=memory&cache=shared", uri=True).execute("select count(*) from sqlite_master").fetchone())
third = sqlite3.connect(":memory:", uri=True)
third.execute("attach 'file:x?mode=memory&cache=shared' as shared")
print(third.execute("select * from shared.t").fetchall(), [row[1:] for row in third.execute("pragma database_list")])
nameless = [sqlite3.connect("file::memory:?cache=shared", uri=True) for _ in range(2)]
nameless[0].execute("create table u (b)")
print(nameless[1].execute("select count(*) from u").fetchone())
private = [sqlite3.connect("file:z?mode=memory", uri=True) for _ in range(2)]
private[0].execute("create table v (c)")
print(private[1].execute("select count(*) from sqlite_master").fetchone())
for connection in (one, other, third):
    connection.close()
print(sqlite3.connect(uri, uri=True).execute("select count(*) from sqlite_master").fetchone())
"#;

#[test]
fn connections_share_a_database_in_memory_that_they_name() {
    assert_eq!(
        run(SHARED),
        "SQLITE_LOCKED_SHAREDCACHE database table is locked: t\n\
         SQLITE_LOCKED_SHAREDCACHE database table is locked\n\
         [(1,)]\n[(1,), (3,)]\n(0,)\n\
         [(1,), (3,)] [('main', ''), ('shared', '')]\n(0,)\n(0,)\n(0,)\n"
    );
}
