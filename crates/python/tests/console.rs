//! Programs print and log; nobody answers them.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use harness::run;

#[test]
fn what_is_printed_goes_to_the_world_in_lines() {
    let printed = run(r"
import sys
print('a', end=''); print('b')
print('c', 1, sep='-', file=sys.stderr, flush=True)
sys.stderr.write('d\n'); sys.stdout.writelines(['e\n', 'f\n'])
sys.stdout.buffer.write('ä\n'.encode()); sys.stdout.buffer.flush()
print(sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.name, sys.stdout.fileno(), sys.stdout.errors)
try: sys.stdout.write(b'x')
except TypeError as error: print(error)
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()) as kept: print('hidden')
print(repr(kept.getvalue()))
sys.stdout.write('g'); sys.stdout.flush(); print()
print('begun', end='')
");
    expect_test::expect![[r#"
        ab
        c-1
        d
        e
        f
        ä
        utf-8 False <stdout> 1 strict
        write() argument must be str, not bytes
        'hidden\n'
        g
        begun"#]]
    .assert_eq(&printed);
}

#[test]
fn nobody_can_be_asked() {
    let printed = run(r"
import io, pdb, sys
for ask in (input, breakpoint):
    try: ask('Name?')
    except (EOFError, RuntimeError) as error: print(repr(error))
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), list(sys.stdin), sys.stdin.buffer.read(), sys.stdin.isatty())
sys.stdin = io.StringIO('Ada\nLin')
print(input('Name? '), input())
try: input()
except EOFError as error: print(error)
sys.stdin = sys.__stdin__
def greet(name):
    'Greets somebody.'
help(greet)
try: exit('bye')
except SystemExit as error: print(error)
");
    expect_test::expect![[r#"
        EOFError("input() has nobody to ask: an app runs in a browser's tab, without a terminal. Use a widget, such as st.text_input, instead.")
        RuntimeError("breakpoint() has nobody to ask: an app runs in a browser's tab, without a terminal. Print what you want to know, or show it with st.write.")
        '' '' [] b'' False
        Name? Ada Lin
        EOF when reading a line
        Help on function greet in module __main__:

        greet(name)
            Greets somebody.

        bye
    "#]].assert_eq(&printed);
}

#[test]
fn programs_log_by_levels() {
    let printed = run(r"
import logging, logging.config, logging.handlers, os, sys, warnings
logging.debug('no'); logging.info('no'); logging.warning('careful %s', 1); logging.error('bad')
log = logging.getLogger('a.b'); log.setLevel(logging.DEBUG); log.propagate = False
handler = logging.StreamHandler(sys.stdout); log.addHandler(handler)
handler.setFormatter(logging.Formatter('%(levelname)-8s|%(name)s|%(funcName)s|%(lineno)d|%(message)s|%(threadName)s'))
log.debug('detail')
try: 1 / 0
except ZeroDivisionError: log.exception('failed')
file = logging.FileHandler('log.txt'); log.addHandler(file); log.info('kept'); file.close(); print(open('log.txt').read(), end='')
log.removeHandler(handler)
turning = logging.handlers.RotatingFileHandler('turning.log', maxBytes=20, backupCount=2); log.addHandler(turning)
for _ in range(5): log.info('x' * 10)
turning.close(); print(sorted(name for name in os.listdir() if name.startswith('turning')))
logging.basicConfig(level=logging.INFO, format='%(asctime)s %(message)s', force=True); logging.info('now')
logging.config.dictConfig({'version': 1, 'root': {'handlers': ['c'], 'level': 'DEBUG'},
    'handlers': {'c': {'class': 'logging.StreamHandler', 'stream': 'ext://sys.stdout'}}})
logging.debug('configured'); warnings.warn('careful')
");
    expect_test::expect![[r#"
        WARNING:root:careful 1
        ERROR:root:bad
        DEBUG   |a.b|<module>|7|detail|MainThread
        ERROR   |a.b|<module>|9|failed|MainThread
        Traceback (most recent call last):
          File "/app/app.py", line 8, in <module>
            try: 1 / 0
                 ~~^~~
        ZeroDivisionError: division by zero
        INFO    |a.b|<module>|10|kept|MainThread
        kept
        ['turning.log', 'turning.log.1', 'turning.log.2']
        2026-03-04 05:06:07,250 now
        configured
        /app/app.py:18: UserWarning: careful
          logging.debug('configured'); warnings.warn('careful')
    "#]]
    .assert_eq(&printed);
}

#[test]
fn the_machine_is_told_as_far_as_there_is_one() {
    let printed = run(r"
import getpass, locale, os, platform, sys
print(sys.platform, sys.version_info[:2], sys.version.split()[0], sys.implementation.name, sys.byteorder)
print(repr(sys.executable), sys.argv, sys.orig_argv, sys.flags.utf8_mode)
print(platform.system(), platform.machine(), platform.node(), platform.python_implementation(), platform.python_version())
print(os.getcwd(), os.environ['HOME'], os.name, os.uname().sysname, os.cpu_count(), getpass.getuser(), os.path.expanduser('~'))
print(locale.setlocale(locale.LC_ALL), locale.setlocale(locale.LC_ALL, ''), locale.localeconv()['decimal_point'], locale.getpreferredencoding())
try: locale.setlocale(locale.LC_ALL, 'de_DE.UTF-8')
except locale.Error as error: print(error)
os.environ['KEY'] = 'value'; print(os.environ['KEY'], os.getenv('KEY'), os.environ.pop('KEY'), os.getenv('KEY'))
try: os.environ['KEY']
except KeyError as error: print(repr(error))
");
    expect_test::expect![[r#"
        emscripten (3, 14) 3.14.0.alpha rustpython little
        '' ['/app/app.py'] [] 1
        Emscripten wasm32 browser RustPython 3.14.0.alpha
        /app /home/user posix Emscripten 1 user /home/user
        C C . utf-8
        _locale emulation only supports "C" locale
        value value value None
        KeyError('KEY')
    "#]]
    .assert_eq(&printed);
}
