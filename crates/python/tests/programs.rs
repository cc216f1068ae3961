//! Programs and what they print.

mod harness;

use harness::{Fixture, run};

#[test]
fn a_program_prints() {
    assert_eq!(run("print('hello', 1 + 1)"), "hello 2\n");
}

#[test]
fn reruns_leave_nothing_behind() {
    let fixture = Fixture::new();
    let script = "import gc, json, dataclasses\n\
        @dataclasses.dataclass\nclass Point:\n    x: int\n\
        class Node:\n    def __init__(self): self.me = self; self.data = [0] * 100\n\
        nodes = [Node() for _ in range(50)]\n\
        def f(n): return f\n\
        g = (x for x in nodes)\nnext(g)\n\
        try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    kept = error\n\
        print(len(gc.get_objects()))\n";
    let mut counts = Vec::new();
    for _ in 0..60 {
        counts.push(fixture.run(script));
        fixture.python.enter(|vm| fixture.python.collect(vm));
    }
    assert_eq!(counts[20], counts[59]);
}

#[test]
fn each_run_begins_with_a_fresh_main() {
    let fixture = Fixture::new();
    assert_eq!(
        fixture.run("x = 1\nimport __main__\nprint(__main__.x, __name__)"),
        "1 __main__\n"
    );
    assert_eq!(
        fixture.run("print('x' in globals(), __file__)"),
        "False /app/app.py\n"
    );
}

#[test]
fn a_class_of_the_script_can_be_pickled_and_resolved() {
    let printed = run("import pickle, typing, dataclasses\n\
         @dataclasses.dataclass\nclass Point:\n    x: 'int'\n\
         print(pickle.loads(pickle.dumps(Point(1))), typing.get_type_hints(Point))");
    assert_eq!(printed, "Point(x=1) {'x': <class 'int'>}\n");
}

#[test]
fn a_program_leaves_early() {
    let script = "import sys, os\nprint(sys.argv, os.environ['TZ'])\nquit(3)\nprint('never')";
    let printed = run(script);
    assert!(
        printed.starts_with("['/app/app.py'] Europe/Berlin\n"),
        "{printed}"
    );
    assert!(printed.ends_with("SystemExit: 3"), "{printed}");
}
