//! `st.connection`: what is expected was taken from Streamlit 1.67, but for what only a server can do.

use std::path::PathBuf;

use brooklet_tests::App;

use crate::assertions::{raises, shows};

const OWN: &str = "
from streamlit.connections import BaseConnection, ExperimentalBaseConnection
class Own(BaseConnection[list]):
    def _connect(self, **kwargs):
        print('opened', kwargs)
        return [1, 2]
    def close(self):
        print('closed')
";

#[test]
fn a_class_of_the_app_is_opened_once_and_knows_its_secrets() {
    let script = format!(
        "import streamlit as st{OWN}
own = st.connection('own', type=Own, size=3)
print(own is st.connection('own', type=Own, size=3), own is st.connection('other', type=Own))
print(own._instance, own._connection_name, own._kwargs, dict(own._secrets), Own.scope())
own.reset()
print(own._instance)
try: own.append
except AttributeError as error: print(error)
try: own.nothing
except AttributeError as error: print(error)
print(issubclass(Own, st.connections.ExperimentalBaseConnection))
st.cache_resource.clear()
"
    );
    let secrets = "[connections.own]\nuser = 'ada'\n";
    let app = App::with_files(&script, &[(".streamlit/secrets.toml", secrets)]);
    assert_eq!(
        app.printed(),
        "opened {'size': 3}
opened {}
True False
[1, 2] own {'size': 3} {'user': 'ada'} global
opened {'size': 3}
[1, 2]
`append` belongs to what is behind this connection: write `._instance.append`
'Own' object has no attribute 'nothing'
True
closed
closed
"
    );
}

#[test]
fn the_type_comes_from_the_secrets_the_environment_or_its_full_name() {
    let script = "
import os
import streamlit as st
os.environ['WHICH'] = 'notes'
for name, options in (('notes', {}), ('env:WHICH', {}), ('more', {'type': 'own.Own'})):
    st.text(st.connection(name, **options)._connection_name)
";
    let own = format!("import streamlit as st{OWN}");
    let files = [
        ("own.py", own.as_str()),
        (
            ".streamlit/secrets.toml",
            "[connections.notes]\ntype = 'own.Own'\n",
        ),
    ];
    let app = App::with_files(script, &files);
    assert_eq!(app.outline(), "text: notes\ntext: notes\ntext: more\n");
}

#[test]
fn a_connection_of_a_session_is_made_anew_in_the_next() {
    let script = format!(
        "{OWN}
class Mine(Own):
    @classmethod
    def scope(cls): return 'session'
st.text(st.connection('mine', type=Mine) is st.connection('mine', type=Mine))"
    );
    shows(&script, "text: True\n");
    let wrong = script.replace("'session'", "'page'");
    raises(&wrong, "StreamlitValueError | Mine | 'page'");
}

#[test]
fn what_a_tab_cannot_reach_is_refused_with_what_it_can() {
    for kind in ["snowflake", "snowpark", "snowflake-callers-rights"] {
        raises(
            &format!("st.connection('{kind}')"),
            &format!("StreamlitAPIException | {kind} | socket | sqlite:///"),
        );
    }
    raises(
        "st.connection('notes', type='mongo')",
        "StreamlitAPIException | 'mongo' | 'sql'",
    );
    raises("st.connection('notes')", "StreamlitSecretNotFoundError");
    raises("st.connection('env:NOPE')", "KeyError | NOPE");
    raises(
        "st.connection('db', type='sql', url='sqlite://')",
        "ModuleNotFoundError | sqlalchemy | requirements.txt",
    );
    raises(
        "st.connections.BaseConnection('any')",
        "TypeError | _connect",
    );
}

/// An app with the wheels of `SQLAlchemy`.
fn with_sqlalchemy(script: &str, secrets: &str) -> App {
    let folder = std::env::var_os("BROOKLET_TEST_WHEELS");
    let folder = PathBuf::from(folder.expect("`cargo xtask test` says where the wheels are"));
    let script = format!("import streamlit as st\n{script}");
    let mut app = App::with_files("", &[(".streamlit/secrets.toml", secrets)]);
    for entry in folder
        .read_dir()
        .expect("the folder of the wheels")
        .flatten()
    {
        let bytes = std::fs::read(entry.path()).expect("a wheel");
        let name = entry.file_name().to_string_lossy().into_owned();
        app.add_file(&format!("site-packages/{name}"), bytes);
    }
    app.edit(&script);
    app
}

const SQL: &str = r#"
from sqlalchemy import text
db = st.connection("db", type="sql")
with db.session as session:
    session.execute(text("create table if not exists pet (name text, owner text)"))
    session.execute(text("delete from pet"))
    for name, owner in (("Rex", "ada"), ("Tom", "bob"), ("Kit", None)):
        session.execute(text("insert into pet values (:name, :owner)"), {"name": name, "owner": owner})
    session.commit()
pets = db.query("select * from pet", ttl=0)
st.dataframe(pets)
print(pets, pets.shape, pets.columns, len(pets), pets.empty, sep="\n")
print([f"{pet.Index}{pet.name}" for pet in pets.itertuples()], pets["owner"].tolist(), pets.name.iloc[0])
print(pets.iloc[1].owner, pets.iloc[0, 0], pets.head(1).to_dict("records"))
print(pets[["owner"]].to_csv(index=False), [row["name"] for _, row in pets.iterrows()])
print(db.query("select name from pet where owner = :owner", params={"owner": "bob"}).to_dict("list"))
print(db.query("select * from pet", index_col="name").index)
first = db.query("select count(*) as n from pet", ttl=60).n[0]
with db.session as session:
    session.execute(text("delete from pet where name = 'Rex'"))
    session.commit()
print(first, db.query("select count(*) as n from pet", ttl=60).n[0], db.query("select count(*) as n from pet").n[0])
st.cache_data.clear()
print(db.query("select count(*) as n from pet", ttl=60).n[0], db.driver, type(db.engine).__name__)
for wrong in ("db.query('select * from nope')", "pets.groupby", "db.query('select 1', parse_dates=[1])", "db.dispose",
              "st.connection('far', type='sql', url='postgresql://ada@example.org/db')", "st.connection('sql')",
              "db.query('delete from pet')"):
    try: print(eval(wrong))
    except Exception as error: print(type(error).__name__, str(error).splitlines()[0])
"#;

#[test]
#[ignore = "it needs the wheels of SQLAlchemy, which `cargo xtask test` fetches"]
fn a_database_is_asked_by_sqlalchemy() {
    let secrets = "[connections.db]\nurl = 'sqlite:///pets.db'\n";
    let app = with_sqlalchemy(SQL, secrets);
    assert_eq!(
        app.tables(),
        ["name:Text owner:Text\nRex ada\nTom bob\nKit -"]
    );
    assert_eq!(
        app.printed(),
        r#"   name  owner
0   Rex    ada
1   Tom    bob
2   Kit   None
(3, 2)
['name', 'owner']
3
False
['0Rex', '1Tom', '2Kit'] ['ada', 'bob', None] Rex
bob Rex [{'name': 'Rex', 'owner': 'ada'}]
owner
ada
bob
""
 ['Rex', 'Tom', 'Kit']
{'name': ['Tom']}
['Rex', 'Tom', 'Kit']
3 3 2
2 pysqlite Engine
OperationalError (sqlite3.OperationalError) no such table: nope
AttributeError The table of a query has neither a column nor a method 'groupby': it is not that of pandas. `.to_dict('records')` gives its rows, and SQL can group, sort and join.
StreamlitAPIException `query` has no `parse_dates`, which is for pandas to do. Convert the values in SQL or in the rows that it returns.
AttributeError `dispose` belongs to what is behind this connection: write `._instance.dispose`
StreamlitAPIException The connection 'far' is to postgresql, which is reached by a socket, and a browser tab has none. Keep the data in a file of SQLite (`url='sqlite:///notes.db'`), or ask a web API before the database with `requests`.
StreamlitAPIException Nothing says where the database of the connection 'sql' is. Give `url='sqlite:///notes.db'`, or write it into `.streamlit/secrets.toml` under `[connections.sql]`.
ResourceClosedError This result object does not return rows. It has been closed automatically.
"#
    );
}
