//! However deep a program goes, it ends with a `RecursionError`, never with the machine's stack.

mod harness;

use harness::run;

fn check(name: &str, script: &str) {
    let wrapped = format!(
        "{script}\ntry:\n    go()\n    print('no error')\nexcept RecursionError:\n    print('RecursionError')\n"
    );
    assert_eq!(run(&wrapped), "RecursionError\n", "{name}");
}

#[test]
fn calls_without_end() {
    check("a function", "def go(): go()");
    check("keywords", "def go(**k): go(**k, **{})");
    check("a lambda", "go = lambda: go()");
    check(
        "a method",
        "class A:\n    def f(self, *a): return self.f(*a)\ndef go(): A().f(1)",
    );
    check(
        "a constructor",
        "class A:\n    def __init__(self): A()\ndef go(): A()",
    );
    check(
        "call",
        "class A:\n    def __call__(self): self()\ndef go(): A()()",
    );
    check("map", "def go(): return list(map(lambda x: go(), [1]))");
    check(
        "partial",
        "import functools\ndef f(): go()\ngo = functools.partial(f)",
    );
}

#[test]
fn special_methods_without_end() {
    check(
        "repr",
        "class A:\n    def __repr__(self): return repr(self)\ndef go(): repr(A())",
    );
    check(
        "repr in a list",
        "class A:\n    def __repr__(self): return repr([self])\ndef go(): repr(A())",
    );
    check(
        "str",
        "class A:\n    def __str__(self): return f'{self}'\ndef go(): str(A())",
    );
    check(
        "eq",
        "class A:\n    def __eq__(self, o): return self == o\ndef go(): A() == A()",
    );
    check(
        "getattr",
        "class A:\n    def __getattr__(self, n): return self.x\ndef go(): A().y",
    );
    check(
        "property",
        "class A:\n    @property\n    def x(self): return self.x\ndef go(): A().x",
    );
    check(
        "hash",
        "class A:\n    def __hash__(self): return hash(self)\ndef go(): hash(A())",
    );
    check(
        "add",
        "class A:\n    def __add__(self, o): return self + o\ndef go(): A() + 1",
    );
    check(
        "bool",
        "class A:\n    def __bool__(self): return not self\ndef go(): bool(A())",
    );
    check(
        "len",
        "class A:\n    def __len__(self): return len(self)\ndef go(): len(A())",
    );
    check(
        "getitem",
        "class A:\n    def __getitem__(self, i): return self[i]\ndef go(): A()[0]",
    );
    check(
        "iter",
        "class A:\n    def __iter__(self): return iter(self)\ndef go(): list(A())",
    );
    check(
        "contains",
        "class A:\n    def __contains__(self, i): return i in self\ndef go(): 1 in A()",
    );
}

#[test]
fn the_library_without_end() {
    check("sort key", "def go(*a): return sorted([1, 2], key=go)");
    check(
        "deepcopy",
        "import copy\nx = []\nfor _ in range(100000): x = [x]\ndef go(): copy.deepcopy(x)",
    );
    check(
        "json.dumps",
        "import json\nx = []\nfor _ in range(100000): x = [x]\ndef go(): json.dumps(x)",
    );
    check(
        "json.loads",
        "import json\ndef go(): json.loads('[' * 100000 + ']' * 100000)",
    );
    check(
        "repr of lists",
        "x = []\nfor _ in range(100000): x = [x]\ndef go(): repr(x)",
    );
    check(
        "equal lists",
        "x = []\ny = []\nfor _ in range(100000): x, y = [x], [y]\ndef go(): x == y",
    );
    check(
        "pickle",
        "import pickle\nx = []\nfor _ in range(100000): x = [x]\ndef go(): pickle.dumps(x)",
    );
    check(
        "hash of tuples",
        "x = ()\nfor _ in range(100000): x = (x,)\ndef go(): hash(x)",
    );
    check(
        "isinstance",
        "x = int\nfor _ in range(100000): x = (x,)\ndef go(): isinstance('', x)",
    );
}

#[test]
fn generators_without_end() {
    check("yield from", "def g(): yield from g()\ndef go(): list(g())");
    check(
        "a generator in a generator",
        "def g():\n    for x in g(): yield x\ndef go(): list(g())",
    );
    check(
        "nested generators",
        "def g(n):\n    it = iter([1])\n    for _ in range(1000): it = (x for x in it)\n    return it\ndef go(): list(g(1))",
    );
    check(
        "await",
        "async def f(): await f()\ndef go(): f().send(None)",
    );
}

#[test]
fn a_program_goes_on_after_an_error() {
    let printed = run(
        "def f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(900))\n\
         for _ in range(3):\n    try: f(100000)\n    except RecursionError as e: print(e)\nprint(f(900))\n\
         x = []\nfor _ in range(100000): x = [x]\ndel x\nprint('freed')",
    );
    let error = "maximum recursion depth exceeded \n";
    assert_eq!(printed, format!("900\n{error}{error}{error}900\nfreed\n"));
}

#[test]
fn sources_without_end_are_refused() {
    for source in [
        "'-' * 5000 + '1'",
        "'not ' * 5000 + '1'",
        "'lambda: ' * 5000 + '1'",
        "'1' + '**1' * 5000",
        "'1 if 1 else ' * 5000 + '1'",
        "'1' + '+1' * 5000",
        "'x' + '.x' * 5000",
        "'x' + '()' * 5000",
    ] {
        check(source, &format!("def go(): compile({source}, 'x', 'eval')"));
        check(
            source,
            &format!("import ast\ndef go(): ast.parse({source})"),
        );
        check(source, &format!("def go(): eval({source})"));
    }
    let blocks = "''.join(' ' * n + 'if 1:\\n' for n in range(2000)) + ' ' * 2000 + 'pass'";
    check("blocks", &format!("def go(): exec({blocks})"));
}

#[test]
fn long_sources_are_not_deep() {
    let printed = run(
        "print(len(eval('[' + '-1, ' * 5000 + ']')), eval('1 ' + '- 1 ' * 500), len(eval('{' + '1: -1, ' * 5000 + '}')))\n\
         exec('if 0: pass\\n' + 'elif 0: pass\\n' * 3000 + 'else: print(1)')\n\
         exec('x = -1; ' * 3000 + 'print(x)')\nexec('for i in range(1):\\n if i:\\n  pass\\n' * 2000)",
    );
    assert_eq!(printed, "5000 -499 1\n1\n-1\n");
}

#[test]
fn deep_sources_are_refused() {
    let script = format!(
        "try: compile('{}1{}', 'x', 'eval')\nexcept (RecursionError, SyntaxError, MemoryError) as e: print('refused')",
        "(".repeat(5000),
        ")".repeat(5000)
    );
    assert_eq!(run(&script), "refused\n");
    let script = format!(
        "try: eval('1{}')\nexcept (RecursionError, SyntaxError, MemoryError) as e: print('refused')\nelse: print('fine')",
        "+1".repeat(3000)
    );
    assert!(["refused\n", "fine\n"].contains(&run(&script).as_str()));
}
