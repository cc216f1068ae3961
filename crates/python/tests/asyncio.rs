//! Coroutines run on the world's clock.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use std::time::Duration;

use harness::{run, stopped};

/// What a script prints that begins with some coroutines.
fn run_async(script: &str) -> String {
    run(&format!(
        "import asyncio, contextlib, contextvars, time\n\
         async def child(n, secs):\n    await asyncio.sleep(secs)\n    return n\n\
         async def fail(): raise ValueError('x')\n{script}"
    ))
}

#[test]
fn tasks_run_side_by_side() {
    let printed = run_async(
        r"
async def main():
    start = time.monotonic()
    print(await asyncio.gather(child(1, 3), child(2, 1), child(3, 2)), time.monotonic() - start)
    task = asyncio.create_task(child(4, 1), name='T4')
    print(task.get_name(), task.done(), await task, task.done(), task.result())
    tasks = [asyncio.create_task(child(n, n)) for n in (1, 5)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for coroutine in asyncio.as_completed([child(7, 2), child(8, 1)]): print(await coroutine)
    print(await asyncio.gather(fail(), child(1, 0), return_exceptions=True))
    task = asyncio.create_task(asyncio.sleep(1)); await asyncio.sleep(0); task.cancel()
    try: await task
    except asyncio.CancelledError: print('cancelled', task.cancelled())
    async with asyncio.TaskGroup() as group:
        a, b = group.create_task(child('a', 2)), group.create_task(child('b', 1))
    print(a.result(), b.result(), await asyncio.shield(child(3, 0)), asyncio.current_task().get_name())
    try:
        async with asyncio.TaskGroup() as group: group.create_task(child('c', 1)); group.create_task(fail())
    except* ValueError as errors: print(errors.exceptions)
    return 'done'
print(asyncio.run(main()))
",
    );
    expect_test::expect![[r#"
        [1, 2, 3] 3.0
        T4 False 4 True 4
        1 1
        8
        7
        [ValueError('x'), 1]
        cancelled True
        a b 3 Task-1
        (ValueError('x'),)
        done
    "#]]
    .assert_eq(&printed);
}

#[test]
fn waiting_ends_in_time() {
    let printed = run_async(
        r"
async def main():
    try: await asyncio.wait_for(child(9, 10), 1)
    except TimeoutError as error: print(repr(error))
    start = time.monotonic()
    try:
        async with asyncio.timeout(2): await asyncio.sleep(10)
    except TimeoutError: print(time.monotonic() - start)
    event = asyncio.Event(); asyncio.get_running_loop().call_later(1, event.set); print(await event.wait())
asyncio.run(main())
async def forever(): await asyncio.Event().wait()
try: asyncio.run(forever())
except RuntimeError as error: print(error)
print(asyncio.run(child(1, 1)))
",
    );
    expect_test::expect![[r#"
        TimeoutError()
        2.0
        True
        this would wait for ever: no task is ready, none sleeps, and nothing else runs
        1
    "#]]
    .assert_eq(&printed);
}

#[test]
fn tasks_share_by_queues_and_locks() {
    let printed = run_async(
        r"
async def main():
    queue, got = asyncio.Queue(1), []
    async def produce():
        for item in (0, 1, 2, None): await queue.put(item)
    producer = asyncio.create_task(produce())
    while (item := await queue.get()) is not None: got.append(item)
    print(got)
    lock, semaphore, condition = asyncio.Lock(), asyncio.Semaphore(1), asyncio.Condition()
    async with lock, semaphore, condition: print(lock.locked(), semaphore.locked(), condition.locked())
    async with asyncio.Barrier(1): print('barrier')
    variable = contextvars.ContextVar('v', default=0)
    async def own(n): variable.set(n); await asyncio.sleep(1); return variable.get()
    print(await asyncio.gather(own(1), own(2)), variable.get())
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(lambda a, b: a + b, 1, b=2), await loop.run_in_executor(None, pow, 2, 5))
    future = loop.create_future(); loop.call_soon_threadsafe(future.set_result, 5); print(await future)
asyncio.run(main())
",
    );
    expect_test::expect![[r#"
        [0, 1, 2]
        True True True
        barrier
        [1, 2] 0
        3 32
        5
    "#]]
    .assert_eq(&printed);
}

#[test]
fn generators_and_contexts_are_asynchronous() {
    let printed = run_async(
        r"
async def numbers():
    for n in range(3):
        await asyncio.sleep(1); yield n
@contextlib.asynccontextmanager
async def around():
    print('in'); yield 1; print('out')
async def main():
    print([n async for n in numbers()], [n async for n in numbers() if n])
    async with around() as one: print(one)
    async with contextlib.AsyncExitStack() as stack: await stack.enter_async_context(around())
asyncio.run(main())
with asyncio.Runner() as runner: print(runner.run(child(5, 0)), runner.run(child(6, 0)))
loop = asyncio.new_event_loop(); print(loop.run_until_complete(child(1, 1)), loop.is_closed()); loop.close(); print(loop)
for wrong in (asyncio.get_running_loop, lambda: asyncio.run(asyncio)):
    try: wrong()
    except (RuntimeError, TypeError, ValueError) as error: print(error)
async def connect(): await asyncio.open_connection('example.com', 80)
try: asyncio.run(connect())
except OSError as error: print(error)
async def left(): asyncio.create_task(fail()); await asyncio.sleep(1)
asyncio.run(left())
",
    );
    expect_test::expect![[r#"
        [0, 1, 2] [1, 2]
        in
        1
        out
        in
        out
        5 6
        1 False
        <EventLoop running=False closed=True debug=False>
        no running event loop
        An asyncio.Future, a coroutine or an awaitable is required
        [Errno -4] a browser's tab has no sockets and looks up no names
        Task exception was never retrieved
        future: <Task finished name='Task-15' coro=<fail() done, defined at /app/app.py:5> exception=ValueError('x')>
        Traceback (most recent call last):
          File "/app/app.py", line 5, in fail
            async def fail(): raise ValueError('x')
                              ^^^^^^^^^^^^^^^^^^^^^
        ValueError: x
    "#]].assert_eq(&printed);
}

#[test]
fn a_loop_of_events_is_stopped() {
    for script in [
        "import asyncio\nasyncio.run(asyncio.sleep(1000000))",
        "import asyncio\nasync def main():\n    while True: await asyncio.sleep(0)\nasyncio.run(main())",
    ] {
        let last = stopped(script, 2, Duration::from_millis(1));
        assert_eq!(last, "KeyboardInterrupt", "{script}");
    }
}
