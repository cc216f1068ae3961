//! The modules of the standard library do what they are for.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use harness::{Fixture, run};

#[test]
fn the_usual_modules_work() {
    let printed = run(r"
import json, re, math, random, datetime, time, collections, itertools, functools, dataclasses
import typing, enum, statistics, string, textwrap, io, os, pathlib, copy, pickle, csv, hashlib
import base64, uuid, decimal, fractions, traceback, contextlib, inspect, logging, urllib.parse
print(json.dumps({'a': [1, 2.5, None]}), json.loads('[1, {}]'))
print(re.findall(r'\d+', 'a1b22'), math.sqrt(2))
random.seed(1); print(random.randint(1, 6), random.choice('abc'))
print(datetime.date(2024, 2, 29) + datetime.timedelta(days=1))
print(collections.Counter('aab').most_common(1), collections.OrderedDict(a=1))
print(list(itertools.islice(itertools.count(), 3)), functools.reduce(lambda a, b: a + b, [1, 2, 3]))
@dataclasses.dataclass
class Point:
    x: int
    y: int = 2
print(Point(1), typing.Optional[int])
class Color(enum.Enum):
    RED = 1
print(Color.RED, statistics.mean([1, 2, 3]), string.ascii_lowercase[:3])
print(textwrap.dedent('  a'), io.StringIO('x').read(), os.path.join('a', 'b'), pathlib.Path('/a/b.txt').stem)
print(copy.deepcopy({'a': [1]}), pickle.loads(pickle.dumps({'a': (1, 2)})))
print(list(csv.reader(['a,b', '1,2'])), hashlib.sha256(b'x').hexdigest()[:8], base64.b64encode(b'hi'))
print(uuid.UUID(int=1), decimal.Decimal('0.1') + decimal.Decimal('0.2'), fractions.Fraction(1, 3))
try:
    1 / 0
except ZeroDivisionError:
    print(traceback.format_exc())
with contextlib.suppress(KeyError):
    {}['x']
print(inspect.signature(Point), urllib.parse.quote('a b'))
logging.warning('careful')
def f(a: int = 1) -> str: return 'x'
print(inspect.getsource(f))
print(len(str(uuid.uuid4())), uuid.uuid1().version)
");
    expect_test::expect![[r#"
        {"a": [1, 2.5, null]} [1, {}]
        ['1', '22'] 1.4142135623730951
        2 c
        2024-03-01
        [('a', 2)] OrderedDict({'a': 1})
        [0, 1, 2] 6
        Point(x=1, y=2) int | None
        Color.RED 2 abc
        a x a/b b
        {'a': [1]} {'a': (1, 2)}
        [['a', 'b'], ['1', '2']] 2d711642 b'aGk='
        00000000-0000-0000-0000-000000000001 0.3 1/3
        Traceback (most recent call last):
          File "/app/app.py", line 24, in <module>
            1 / 0
            ~~^~~
        ZeroDivisionError: division by zero

        (x: int, y: int = 2) -> None a%20b
        WARNING:root:careful
        def f(a: int = 1) -> str: return 'x'

        36 1
    "#]]
    .assert_eq(&printed);
}

#[test]
fn the_rest_of_the_library_is_asked_for_once_and_only_if_needed() {
    let fixture = Fixture::new();
    let common = "import json, os, re, random, datetime, collections, dataclasses, math, time";
    assert_eq!(fixture.run(common), "");
    let missing =
        "try:\n    import no_such_module\nexcept ModuleNotFoundError as error:\n    print(error)";
    assert_eq!(fixture.run(missing), "No module named 'no_such_module'\n");
    assert_eq!(fixture.world.library_asked.get(), 0);
    assert_eq!(
        fixture.run("import xml.etree.ElementTree, email, configparser; print(1)"),
        "1\n"
    );
    assert_eq!(fixture.world.library_asked.get(), 1);
}

#[test]
fn the_first_archive_is_complete() {
    let names: Vec<&str> = include_str!("../../stdlib/build/core.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let fixture = Fixture::new();
    let needed = fixture.run(&format!(
        "import os, sys\nknown = {names:?}\nfor name in known: __import__(name)\n\
         for name, module in sorted(sys.modules.items()):\n    \
         if module.__spec__ and type(module.__spec__.loader).__name__ == 'LibraryImporter' \
         and module.__spec__.name not in known: print(name)"
    ));
    assert_eq!(needed, "", "modules of core.txt import others");
}
