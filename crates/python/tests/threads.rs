//! Threads do their work when they are started; locks that would be waited for are errors.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use std::time::Duration;

use harness::{run, stopped};

#[test]
fn a_thread_has_done_its_work_when_it_has_started() {
    let printed = run(r"
import threading, time
out = []
local = threading.local(); local.x = 'main'
main = threading.get_ident()
def work(n, *, k=1):
    out.append((n, k, threading.current_thread().name, hasattr(local, 'x'), threading.get_ident() != main))
    local.x = n
t = threading.Thread(target=work, args=(1,), kwargs={'k': 2}, name='W')
print(t, t.is_alive(), t.daemon, t.ident)
t.start()
print(out, t.is_alive(), local.x, t)
t.join(); t.join(1)
print(threading.active_count(), threading.current_thread() is threading.main_thread())
for wrong in (t.start, threading.Thread(target=work).join):
    try: wrong()
    except RuntimeError as error: print(error)
def bad(): raise ValueError('oops')
threading.Thread(target=bad, daemon=True, name='B').start()
threading.excepthook = lambda a: print('hook', a.exc_type.__name__, a.exc_value, a.thread.name)
threading.Thread(target=bad, name='C').start()
threading.excepthook = threading.__excepthook__
start = time.monotonic()
threading.Timer(2, lambda: print('timer')).start()
print(time.monotonic() - start)
class Squares(threading.Thread):
    def run(self): self.result = [n * n for n in range(3)]
t = Squares(); t.start(); t.join(); print(t.result)
class Mine(threading.local):
    def __init__(self, n): self.n = n
mine = Mine(5); mine.n = 6
t = threading.Thread(target=lambda: print(mine.n, mine.__dict__)); t.start(); print(mine.n)
");
    expect_test::expect![[r#"
        <Thread(W, initial)> False False None
        [(1, 2, 'W', False, True)] False main <Thread(W, stopped 2)>
        1 True
        threads can only be started once
        cannot join thread before it is started
        Exception in thread B:
        Traceback (most recent call last):
          File "/lib/python3.14/threading.py", line 1082, in _bootstrap_inner
          File "/lib/python3.14/threading.py", line 1024, in run
          File "/app/app.py", line 18, in bad
            def bad(): raise ValueError('oops')
                       ^^^^^^^^^^^^^^^^^^^^^^^^
        ValueError: oops
        hook ValueError oops C
        timer
        2.0
        [0, 1, 4]
        5 {'n': 5}
        6
    "#]]
    .assert_eq(&printed);
}

#[test]
fn locks_keep_their_rules_and_never_wait_in_vain() {
    let printed = run(r"
import threading
lock = threading.Lock()
with lock: print(lock.locked(), lock.acquire(False), lock.acquire(timeout=1), repr(lock)[:27])
print(lock.locked())
for wrong in (lock.release, threading.RLock().release, lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-2)):
    try: wrong()
    except (RuntimeError, ValueError) as error: print(repr(error))
again = threading.RLock()
with again:
    with again: print(again._recursion_count(), repr(again)[:35])
event = threading.Event(); print(event.wait(1)); event.set(); print(event.wait())
semaphore = threading.Semaphore(2); print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(timeout=1))
condition = threading.Condition()
with condition: print(condition.wait(1), condition.wait_for(lambda: True)); condition.notify_all()
print(threading.Barrier(1).wait())
with lock:
    try: lock.acquire()
    except RuntimeError as error: print(error)
try: threading.Event().wait()
except RuntimeError as error: print('the same')
");
    expect_test::expect![[r#"
        True False False <locked _thread.lock object
        False
        RuntimeError('release unlocked lock')
        RuntimeError('cannot release un-acquired lock')
        ValueError("can't specify a timeout for a non-blocking call")
        ValueError('timeout value must be a non-negative number')
        2 <locked _thread.RLock object count=
        False
        True
        True True False
        False True
        0
        this would wait for ever: there are no threads in a browser's tab, so nothing else runs that could release the lock (a thread's work is done when it is started)
        the same
    "#]].assert_eq(&printed);
}

#[test]
fn queues_work() {
    let printed = run(r"
import queue, threading, sched, time
q = queue.Queue(2); q.put(1); q.put(2); print(q.full(), q.get(), q.qsize(), q.get(timeout=1))
for q in (queue.Queue(), queue.SimpleQueue()):
    try: q.get(timeout=1)
    except queue.Empty: print('empty')
    try: q.get_nowait()
    except queue.Empty: print('empty')
q = queue.LifoQueue(1); q.put(1)
try: q.put(3, timeout=1)
except queue.Full: print('full')
p = queue.PriorityQueue(); [p.put(x) for x in (3, 1, 2)]; print([p.get() for _ in range(3)])
q, out = queue.Queue(), []
def consume():
    while (item := q.get()) is not None: out.append(item)
for item in (1, 2, None): q.put(item)
threading.Thread(target=consume).start(); print(out)
s = sched.scheduler(); s.enter(0.5, 1, print, ('later',)); s.enter(0.1, 1, print, ('sooner',)); s.run()
");
    expect_test::expect![[r#"
        True 1 1 2
        empty
        empty
        empty
        empty
        full
        [1, 2, 3]
        [1, 2]
        sooner
        later
    "#]]
    .assert_eq(&printed);
}

#[test]
fn pools_do_their_work_where_it_is_given() {
    let printed = run(r"
import concurrent.futures as cf, multiprocessing
from multiprocessing.pool import ThreadPool
def bad(): raise ValueError('oops')
for Pool in (cf.ThreadPoolExecutor, cf.ProcessPoolExecutor):
    with Pool(max_workers=4) as pool:
        futures = [pool.submit(pow, n, 2) for n in range(4)]
        print([f.result() for f in futures], list(pool.map(lambda a, b: a + b, [1, 2], [3, 4])))
        failed = pool.submit(bad)
        print(repr(failed.exception()), failed.done(), failed.running(), failed.cancelled(), failed.cancel())
        print(len(list(cf.as_completed(futures))), cf.wait(futures).not_done)
    try: pool.submit(print)
    except RuntimeError as error: print(error)
pool = cf.ThreadPoolExecutor(initializer=bad)
print(repr(pool.submit(print).exception()))
try: pool.submit(print)
except cf.BrokenExecutor as error: print(type(error).__name__)
for Pool in (ThreadPool, multiprocessing.Pool):
    with Pool(3) as pool:
        print(pool.map(abs, [-1, -2]), pool.starmap(pow, [(2, 3)]), list(pool.imap_unordered(abs, [-3])))
        print(pool.apply_async(len, ('abc',), callback=print).get(), pool.apply_async(bad).successful())
    try: pool.map(abs, [1])
    except ValueError as error: print(error)
");
    expect_test::expect![[r#"
        [0, 1, 4, 9] [4, 6]
        ValueError('oops') True False False False
        4 set()
        cannot schedule new futures after shutdown
        [0, 1, 4, 9] [4, 6]
        ValueError('oops') True False False False
        4 set()
        cannot schedule new futures after shutdown
        BrokenThreadPool('The initializer failed; the pool is not usable anymore')
        BrokenThreadPool
        [1, 2] [8] [3]
        3
        3 False
        Pool not running
        [1, 2] [8] [3]
        3
        3 False
        Pool not running
    "#]]
    .assert_eq(&printed);
}

#[test]
fn a_thread_is_stopped_with_its_program() {
    let script = "import threading, time\n\
        def work():\n    while True: time.sleep(1)\n\
        threading.Thread(target=work).start()\nprint('on')";
    assert_eq!(stopped(script, 2, Duration::ZERO), "KeyboardInterrupt");
}
