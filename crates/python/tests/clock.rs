//! Programs see the world's clock, and no other.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use std::rc::Rc;
use std::time::Duration;

use harness::{Fixture, stopped};

#[test]
fn all_clocks_are_those_of_the_world() {
    let fixture = Fixture::new();
    let printed = fixture.run(r"
import time, datetime, uuid, logging, random
print(time.time(), time.time_ns(), time.monotonic(), time.perf_counter(), time.perf_counter_ns(), time.process_time())
print(time.gmtime()[:6], time.gmtime(0)[:9], time.gmtime(1.9).tm_sec, time.localtime().tm_zone)
print(time.strftime('%Y-%m-%d %H:%M:%S'), time.strftime('%j %a', time.gmtime(86400)), time.ctime(0), time.asctime())
print(datetime.datetime.now(), datetime.datetime.now(datetime.timezone.utc), datetime.date.today())
print(datetime.datetime.today(), datetime.datetime.now(tz=datetime.timezone(datetime.timedelta(hours=2))))
import warnings; warnings.simplefilter('ignore')
print(datetime.datetime.utcnow(), type(datetime.datetime.now()).__name__)
class Mine(datetime.datetime): pass
print(type(Mine.now()).__name__, time.mktime((2026, 3, 4, 5, 6, 7, 0, 0, -1)), time.tzname, time.timezone)
print(datetime.datetime.strptime('2024-01-02', '%Y-%m-%d'), time.struct_time(range(9)).tm_year)
print(uuid.uuid1().time > 0, datetime.datetime.fromtimestamp(0, datetime.timezone.utc))
");
    expect_test::expect![[r#"
        1772600767.25 1772600767250000000 100.0 100.0 100000000000 100.0
        (2026, 3, 4, 5, 6, 7) (1970, 1, 1, 0, 0, 0, 3, 1, 0) 1 UTC
        2026-03-04 05:06:07 002 Fri Thu Jan  1 00:00:00 1970 Wed Mar  4 05:06:07 2026
        2026-03-04 05:06:07.250000 2026-03-04 05:06:07.250000+00:00 2026-03-04
        2026-03-04 05:06:07.250000 2026-03-04 07:06:07.250000+02:00
        2026-03-04 05:06:07.250000 datetime
        Mine 1772600767.0 ('UTC', 'UTC') 0
        2024-01-02 00:00:00 0
        True 1970-01-01 00:00:00+00:00
    "#]]
    .assert_eq(&printed);
}

#[test]
fn sleeping_passes_the_time_of_the_world() {
    let fixture = Fixture::new();
    let printed = fixture.run(
        "import time\nstart = time.time()\ntime.sleep(2)\ntime.sleep(0.5)\nprint(time.time() - start)\n\
         for wrong in (-1, 'x', float('nan')):\n    try: time.sleep(wrong)\n    except Exception as e: print(repr(e))",
    );
    assert_eq!(
        printed,
        "2.5\nValueError('sleep length must be non-negative')\n\
         TypeError(\"'str' object cannot be interpreted as an integer or float\")\n\
         ValueError('Invalid value NaN (not a number)')\n"
    );
    assert_eq!(fixture.world.slept.get(), Duration::from_millis(2500));
}

#[test]
fn loops_without_end_are_stopped() {
    for script in [
        "while True: pass",
        "while True: 'text'",
        "x = 0\nfor i in range(10**12): x += i",
        "x = 0\nfor i in range(10**6):\n    for j in range(10**6): x += j",
        "import itertools\nfor x in itertools.repeat(1): pass",
        "any(x < 0 for x in range(10**12))",
        "while True:\n    try:\n        x = 1\n    except Exception:\n        pass",
        "import itertools\nfor x in itertools.count(): y = x",
        "import itertools\n[x for x in itertools.count()]",
        "import itertools\nsum(x for x in itertools.count())",
        "def f():\n    'text'\n    return 1\nimport itertools\nlist(map(lambda x: f(), itertools.count()))",
        "def gen():\n    while True:\n        yield 1\nfor x in gen(): pass",
        "class A:\n    def f(self):\n        while 1: self.x = 1\nA().f()",
        "exec('while True: pass')",
        "exec(compile('while True: pass', 'x', 'exec'))",
        "import itertools\neval('[x for x in itertools.count()]')",
        "x = 0\n[x for i in range(10**6) for j in range(10**6)]",
        "import itertools\n{x: [y for y in (x,)] for x in itertools.count()}",
        "def g(): yield from g2()\ndef g2():\n    while True: yield\nfor x in g(): pass",
        "fib = lambda n: n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(80)",
        "async def f():\n    while True: pass\ntry:\n    f().send(None)\nfinally: pass",
    ] {
        assert_eq!(
            stopped(script, 2, Duration::from_millis(1)),
            "KeyboardInterrupt",
            "{script}"
        );
    }
}

#[test]
fn a_loop_in_a_module_of_the_app_is_stopped() {
    let fixture = Fixture::new();
    fixture.world.step.set(Duration::from_millis(1));
    fixture
        .python
        .files()
        .write("/app/helper.py", b"def f():\n    while True: pass\n")
        .expect("writable");
    fixture.python.set_checkpoint(Rc::new(|vm| {
        Err(vm.new_exception_empty(vm.ctx.exceptions.keyboard_interrupt.to_owned()))
    }));
    assert!(
        fixture
            .run("import helper\nhelper.f()")
            .ends_with("KeyboardInterrupt")
    );
}

/// How many times messages were let in while a program computed, and the milliseconds from one to
/// the next, where each of them costs so much.
fn listening(cost: Duration) -> (u32, f64) {
    let fixture = Fixture::new();
    fixture.world.step.set(Duration::from_millis(1));
    fixture.world.breath_cost.set(cost);
    assert_eq!(fixture.run("for _ in range(500_000): len('')"), "");
    let yields = fixture.world.yields.get();
    let clock_ms = fixture.world.clock.get().as_secs_f64() * 1000.0;
    (yields, clock_ms / f64::from(yields))
}

#[test]
fn a_program_that_computes_listens_for_a_hundredth_of_its_time() {
    let (yields, apart_ms) = listening(Duration::from_micros(300));
    assert!(yields > 40, "{yields}");
    // The clock of this world moves by a millisecond whenever it is looked at, which is a part of
    // what listening seems to cost.
    assert!((30.0..=53.0).contains(&apart_ms), "{apart_ms}");
}

#[test]
fn it_listens_twenty_times_a_second_whatever_that_costs() {
    let (_, apart_ms) = listening(Duration::from_millis(5));
    assert!((50.0..=60.0).contains(&apart_ms), "{apart_ms}");
}

#[test]
fn a_sleep_is_stopped() {
    assert_eq!(
        stopped("import time\ntime.sleep(1000000)", 1, Duration::ZERO),
        "KeyboardInterrupt"
    );
}

#[test]
fn ticks_change_nothing_that_a_program_sees() {
    let printed = harness::run(
        "def f(a):\n    'docs'\n    for x in [a]:\n        return x\nprint(f(3), f.__doc__, f.__code__.co_firstlineno)\n\
         def g():\n    'only docs'\nprint(g(), g.__doc__)\nprint([x for x in range(4) if x % 2], {x: y for x in 'ab' for y in 'c'})\n\
         class A:\n    'A docs'\n    xs = [i for i in range(2)]\n    def __m(self): return [self for _ in range(1)]\nprint(A.xs, A.__doc__)\n\
         def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)\nprint(fib(12))\n\
         while False: pass\nelse: print('else')\nfor i in (): pass\nelse: print('else')\n\
         def local():\n    a = 1\n    exec('for i in [a]: print(i, sorted(locals()))')\n    return eval('[a + i for i in range(2)]')\nprint(local())\n\
         for wrong in (1, None):\n    try:\n        for i in wrong: pass\n    except TypeError as e: print(e)\n\
         print([*(x for x in iter([1, 2].__iter__().__next__, 2))])",
    );
    assert_eq!(
        printed,
        "3 docs 1\nNone only docs\n[1, 3] {'a': 'c', 'b': 'c'}\n[0, 1] A docs\n144\nelse\nelse\n\
         1 ['a', 'i']\n[1, 2]\n'int' object is not iterable\n'NoneType' object is not iterable\n[1]\n"
    );
}
