//! Packages that come as wheels are imported.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod harness;

use brooklet_python::WheelError;
use harness::Fixture;

/// Makes a wheel in Python's own way.
const PACK: &str = r#"
import zipfile
with zipfile.ZipFile("tea-1.2-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
    wheel.writestr("tea/__init__.py", "from .leaf import brew\n" + "pass\n" * 200)
    wheel.writestr("tea/leaf.py", "def brew(n): return 'tea' * n\n", zipfile.ZIP_STORED)
    wheel.writestr("tea/data/list.txt", "green\nblack\n")
    wheel.writestr("tea-1.2.data/purelib/pot.py", "import tea")
    wheel.writestr("tea-1.2.data/scripts/tea", "no")
    wheel.writestr("../escape.py", "no")
    wheel.writestr("tea-1.2.dist-info/METADATA", "Metadata-Version: 2.1\nName: tea\nVersion: 1.2\nRequires-Dist: water\n")
    wheel.writestr("tea-1.2.dist-info/RECORD", "")
"#;

#[test]
fn packages_of_wheels_are_imported() {
    let fixture = Fixture::new();
    assert_eq!(fixture.run(PACK), "");
    let wheel = fixture.python.files().read("tea-1.2-py3-none-any.whl");
    let install = |bytes: Vec<u8>| {
        fixture
            .python
            .enter(|vm| fixture.python.install_wheel(bytes, vm))
    };
    let paths = install(wheel.clone().unwrap()).unwrap();
    expect_test::expect![[r#"
        /lib/python3.14/site-packages/tea/__init__.py
        /lib/python3.14/site-packages/tea/leaf.py
        /lib/python3.14/site-packages/tea/data/list.txt
        /lib/python3.14/site-packages/pot.py
        /lib/python3.14/site-packages/tea-1.2.dist-info/METADATA
        /lib/python3.14/site-packages/tea-1.2.dist-info/RECORD"#]]
    .assert_eq(&paths.join("\n"));
    let printed = fixture.run(
        r#"
import importlib.metadata, importlib.resources, inspect, os
from tea import brew
import pot, tea
print(brew(2), pot.tea is tea, tea.__file__, os.path.getsize(tea.__file__))
print(importlib.metadata.version("tea"), importlib.metadata.requires("tea"), inspect.getsource(brew))
print((importlib.resources.files("tea") / "data/list.txt").read_text().split(), os.listdir(tea.__path__[0]))
with open(tea.__path__[0] + "/leaf.py", "a") as file: print(file.tell())
"#,
    );
    expect_test::expect![[r#"
        teatea True /lib/python3.14/site-packages/tea/__init__.py 1023
        1.2 ['water'] def brew(n): return 'tea' * n

        ['green', 'black'] ['__init__.py', 'data', 'leaf.py']
        30
    "#]]
    .assert_eq(&printed);

    let cut = wheel.unwrap()[..200].to_vec();
    assert_eq!(install(cut), Err(WheelError::Damaged));
    assert_eq!(install(Vec::new()), Err(WheelError::Damaged));
}
