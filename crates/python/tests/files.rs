//! Programs read and write files.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use harness::{Fixture, run};

#[test]
fn files_are_written_and_read_in_all_modes() {
    let printed = run(r"
with open('a.txt', 'w') as f: print(f.write('one\ntwo\n'), f.name, f.mode, f.encoding)
with open('a.txt', 'a') as f: f.write('three')
with open('a.txt') as f: print(f.readlines(), f.closed)
with open('a.txt', 'r+') as f: f.seek(4); f.write('TWO'); f.seek(0); print(f.read())
with open('b.bin', 'wb') as f: print(f.write(bytes(range(5))), f)
with open('b.bin', 'rb') as f: print(f.read(2), f.tell(), f.seek(-1, 2), f.read())
with open('b.bin', 'rb+', buffering=0) as f: print(f.truncate(3), f.readall(), f)
try: open('a.txt', 'x')
except FileExistsError as error: print(error)
try: open('none')
except FileNotFoundError as error: print(error, error.errno, error.filename)
try: open('/tmp')
except IsADirectoryError as error: print(error)
try: open('a.txt', 'rw')
except ValueError as error: print(error)
try: open('a.txt').write('x')
except OSError as error: print(type(error).__name__, error)
try: open('/nope/a', 'w')
except FileNotFoundError as error: print(error)
import io
print(io.open is open, isinstance(open('b.bin', 'rb', 0), io.RawIOBase), io.FileIO('b.bin').read())
print(open('a.txt', encoding='latin-1', newline='').read(3), list(open('a.txt'))[-1])
print('ä'.encode() == open('u', 'w').write('ä') or open('u', 'rb').read())
");
    expect_test::expect![[r#"
        8 a.txt w utf-8
        ['one\n', 'two\n', 'three'] False
        one
        TWO
        three
        5 <_io.BufferedWriter name='b.bin'>
        b'\x00\x01' 2 4 b'\x04'
        3 b'\x00\x01\x02' <_io.FileIO name='b.bin' mode='rb+' closefd=True>
        [Errno 17] File exists: 'a.txt'
        [Errno 2] No such file or directory: 'none' 2 none
        [Errno 21] Is a directory: '/tmp'
        must have exactly one of create/read/write/append mode
        UnsupportedOperation not writable
        [Errno 2] No such file or directory: '/nope/a'
        True True b'\x00\x01\x02'
        one three
        b'\xc3\xa4'
    "#]]
    .assert_eq(&printed);
}

#[test]
fn folders_are_made_listed_and_removed() {
    let printed = run(r"
import os, pathlib, shutil, tempfile, glob
print(os.getcwd(), os.name, os.sep)
os.makedirs('d/e'); pathlib.Path('d/e/x.py').write_text('hi'); pathlib.Path('d/y.txt').write_bytes(b'yo')
print(sorted(os.listdir('d')), [(e.name, e.is_dir(), e.path) for e in os.scandir('d')])
print(list(os.walk('d')), glob.glob('d/**/*.py', recursive=True), sorted(map(str, pathlib.Path('d').rglob('*'))))
print(os.path.exists('d'), os.path.isdir('d'), os.path.isfile('d/y.txt'), os.path.getsize('d/y.txt'))
status = os.stat('d/y.txt')
print(oct(status.st_mode), status.st_size, status.st_mtime, status[6], status.st_mtime_ns)
os.utime('d/y.txt', (1, 2)); print(os.path.getmtime('d/y.txt'))
os.rename('d/y.txt', 'z.txt'); print(os.path.exists('d/y.txt'), open('z.txt').read())
shutil.copy('z.txt', 'd'); print(shutil.copytree('d', 'f'), sorted(os.listdir('f')))
try: os.rmdir('d')
except OSError as error: print(error, error.errno)
shutil.rmtree('d'); print(os.path.exists('d'))
with tempfile.NamedTemporaryFile('w+', suffix='.txt') as f:
    f.write('temporary'); f.seek(0); print(f.read(), os.path.dirname(f.name))
with tempfile.TemporaryDirectory() as name: print(os.path.isdir(name))
print(os.path.isdir(name), os.environ['HOME'], os.getenv('NOPE', 'unset'), os.fspath(pathlib.Path('q')))
os.environ['A'] = 'b'; print(os.environ.get('A'), os.cpu_count(), os.getpid(), len(os.urandom(4)))
try: os.system('ls')
except OSError as error: print(error)
os.chdir('/tmp'); print(os.getcwd(), pathlib.Path().resolve(), os.path.abspath('x'))
try: os.listdir('/none')
except FileNotFoundError as error: print(error)
print(pathlib.Path('/app/../app/app.py').exists(), os.path.expanduser('~/x'))
");
    expect_test::expect![[r#"
        /app posix /
        ['e', 'y.txt'] [('e', True, 'd/e'), ('y.txt', False, 'd/y.txt')]
        [('d', ['e'], ['y.txt']), ('d/e', [], ['x.py'])] ['d/e/x.py'] ['d/e', 'd/e/x.py', 'd/y.txt']
        True True True 2
        0o100644 2 1772600767.25 2 1772600767250000000
        2.0
        False yo
        f ['e', 'z.txt']
        [Errno 39] Directory not empty: 'd' 39
        False
        temporary /tmp
        True
        False /home/user unset q
        b 1 1 4
        [Errno 38] Function not implemented
        /tmp /tmp /tmp/x
        [Errno 2] No such file or directory: '/none'
        True /home/user/x
    "#]]
    .assert_eq(&printed);
}

#[test]
fn modules_of_the_app_are_imported() {
    let fixture = Fixture::new();
    let files = fixture.python.files();
    let write = |path: &str, source: &str| {
        files
            .write(path, source.as_bytes())
            .expect("it is writable");
    };
    write(
        "/app/helper.py",
        "VALUE = 1\ndef f(): return __name__, __file__\n",
    );
    write("/app/pack/__init__.py", "from .inner import x\n");
    write("/app/pack/inner.py", "x = 7\n");
    write("/app/space/deep.py", "y = 8\n");
    write("/app/statistics.py", "mine = True\n");
    let printed = fixture.run(
        "import helper, pack, space.deep, statistics, sys, inspect\n\
         print(helper.f(), pack.x, space.deep.y, statistics.mine, sys.path)\n\
         print(inspect.getsource(helper.f), __name__, __file__, sys.modules['__main__'].__file__)\n",
    );
    expect_test::expect![[r#"
        ('helper', '/app/helper.py') 7 8 True ['/app', '/lib/python3.14/site-packages']
        def f(): return __name__, __file__
         __main__ /app/app.py /app/app.py
    "#]]
    .assert_eq(&printed);
    write("/app/helper.py", "VALUE = 2\n");
    let again = fixture
        .python
        .enter(|vm| fixture.python.forget_modules(vm).is_ok());
    assert!(again);
    assert_eq!(fixture.run("import helper; print(helper.VALUE)"), "2\n");
    write("/app/broken.py", "def f(:\n");
    expect_test::expect![[r#"
        Traceback (most recent call last):
          File "/app/app.py", line 1, in <module>
            import broken
          File "/app/broken.py", line 1
            def f(:
                 ^
        SyntaxError: '(' was never closed"#]]
    .assert_eq(&fixture.run("import broken"));
}

#[test]
fn a_module_that_makes_its_attributes_late_is_not_asked_for_its_file() {
    let fixture = harness::Fixture::new();
    let kept = "import sys\n\
         class Late(type(sys)):\n    \
         def __getattr__(self, name): asked.append(name); raise AttributeError(name)\n\
         sys.asked = asked = []\n\
         sys.modules['late'] = Late('late')\n";
    fixture.run(kept);
    let forgotten = fixture
        .python
        .enter(|vm| fixture.python.forget_modules(vm).is_ok());
    assert!(forgotten);
    assert_eq!(
        fixture.run("import sys; print(sys.asked, 'late' in sys.modules)"),
        "[] True\n"
    );
}

#[test]
fn system_errors_are_of_the_kind_of_their_number() {
    let printed = harness::run(
        "for n in (1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 28, 32, 103, 104, 108, 110, 111, 114, 115):\n    \
         print(type(OSError(n, 'x')).__name__)\n\
         class Mine(OSError): pass\n\
         class Odd(OSError):\n    def __init__(self, *all): super().__init__(5, 'odd')\n\
         class Made(OSError):\n    def __new__(cls, *all): return super().__new__(cls, 7, 'made')\n\
         print(repr(Mine(2, 'x')), Mine(2, 'x').errno, repr(Odd(1, 2, 3, 4, 5, 6)), Odd().errno, repr(Made(1)))\n\
         print(repr(OSError()), repr(OSError('x')), repr(OSError(2)), OSError(2, 'x', 'f').filename)\n\
         import copy, pickle\nprint(repr(copy.copy(OSError(2, 'x'))), repr(pickle.loads(pickle.dumps(OSError(2, 'x')))))\n\
         try: OSError(x=1)\nexcept TypeError as e: print(e)",
    );
    let kinds = "PermissionError FileNotFoundError ProcessLookupError InterruptedError \
                 ChildProcessError BlockingIOError PermissionError FileExistsError \
                 NotADirectoryError IsADirectoryError OSError BrokenPipeError \
                 ConnectionAbortedError ConnectionResetError BrokenPipeError TimeoutError \
                 ConnectionRefusedError BlockingIOError BlockingIOError";
    let expected = format!(
        "{}\nMine(2, 'x') 2 Odd(5, 'odd') 5 Made(7, 'made')\n\
         OSError() OSError('x') OSError(2) f\n\
         FileNotFoundError(2, 'x') FileNotFoundError(2, 'x')\n\
         OSError() takes no keyword arguments\n",
        kinds.replace(' ', "\n")
    );
    assert_eq!(printed, expected);
}

#[test]
fn errors_tell_their_number_and_the_path() {
    let printed = run(r"
import os, pathlib, shutil
open('file', 'w').close(); os.makedirs('full/inner')
Path = pathlib.Path
for wrong in (lambda: open('none'), lambda: open('file', 'x'), lambda: open('file/x'), lambda: open('.'), lambda: open(99),
              lambda: os.mkdir('full'), lambda: os.mkdir('none/x'), lambda: os.rmdir('full'), lambda: os.rmdir('file'),
              lambda: os.remove('full'), lambda: os.rename('none', 'x'), lambda: os.rename('full', 'full/inner/x'),
              lambda: os.chdir('file'), lambda: os.scandir('none'), lambda: os.stat('none'), lambda: os.close(99),
              lambda: os.symlink('file', 'link'), lambda: os.readlink('file'), lambda: shutil.copytree('full', 'full'),
              lambda: Path('full').mkdir(), lambda: Path('none').unlink(), lambda: Path('full').read_text(),
              lambda: Path('file').touch(exist_ok=False), lambda: open('file', 'r').truncate(1), lambda: os.truncate('file', 1 << 40)):
    try: wrong()
    except OSError as error: print(type(error).__name__, error.errno, error.filename, error)
");
    expect_test::expect![[r#"
        FileNotFoundError 2 none [Errno 2] No such file or directory: 'none'
        FileExistsError 17 file [Errno 17] File exists: 'file'
        NotADirectoryError 20 file/x [Errno 20] Not a directory: 'file/x'
        IsADirectoryError 21 . [Errno 21] Is a directory: '.'
        OSError 9 None [Errno 9] Bad file descriptor
        FileExistsError 17 full [Errno 17] File exists: 'full'
        FileNotFoundError 2 none/x [Errno 2] No such file or directory: 'none/x'
        OSError 39 full [Errno 39] Directory not empty: 'full'
        NotADirectoryError 20 file [Errno 20] Not a directory: 'file'
        IsADirectoryError 21 full [Errno 21] Is a directory: 'full'
        FileNotFoundError 2 none [Errno 2] No such file or directory: 'none' -> 'x'
        OSError 22 full [Errno 22] Invalid argument: 'full' -> 'full/inner/x'
        NotADirectoryError 20 file [Errno 20] Not a directory: 'file'
        FileNotFoundError 2 none [Errno 2] No such file or directory: 'none'
        FileNotFoundError 2 none [Errno 2] No such file or directory: 'none'
        OSError 9 None [Errno 9] Bad file descriptor
        OSError 38 None [Errno 38] Function not implemented
        OSError 22 file [Errno 22] Invalid argument: 'file'
        FileExistsError 17 full [Errno 17] File exists: 'full'
        FileExistsError 17 full [Errno 17] File exists: 'full'
        FileNotFoundError 2 none [Errno 2] No such file or directory: 'none'
        IsADirectoryError 21 full [Errno 21] Is a directory: 'full'
        FileExistsError 17 file [Errno 17] File exists: 'file'
        UnsupportedOperation None None truncate
        OSError 27 file [Errno 27] File too large: 'file'
    "#]]
    .assert_eq(&printed);
}

#[test]
fn paths_do_all_that_paths_do() {
    let printed = run(r"
import filecmp, fnmatch, os, shutil, stat
from pathlib import Path
Path('p/q').mkdir(parents=True, exist_ok=True)
print(Path('p/t').write_text('hällo'), Path('p/t').read_bytes(), Path('p/t').stat().st_size, Path('p/t').owner())
Path('p/t').rename('p/u'); Path('p/u').replace('p/v'); Path('p/x').touch(); Path('none').unlink(missing_ok=True)
print(sorted(map(str, Path('p').rglob('*'))), sorted(map(str, Path().glob('p/?'))), [len(names) for _, _, names in Path('p').walk()])
print(Path('p/v').copy('p/q/v'), Path('p/v').samefile('p/q/../v'), filecmp.cmp('p/v', 'p/q/v'), Path('p/v').move_into('p/q'))
print(Path('a/b.tar.gz').suffixes, Path('a/b.c').with_suffix('.d').parent, Path('p/../p').resolve(), Path.cwd(), Path('~').expanduser())
os.chmod('p/x', 0o600); os.chown('p/x', -1, -1); os.utime('p/x', ns=(1, 2)); status = os.stat('p/x')
print(stat.filemode(status.st_mode), status.st_mtime_ns, os.access('p/x', os.R_OK), os.access('none', os.F_OK))
usage = shutil.disk_usage('.'); Path('big').write_bytes(bytes(1 << 20))
print(usage.total == usage.used + usage.free, usage.free - shutil.disk_usage('.').free)
print([(folder, sorted(folders), sorted(files)) for folder, folders, files in os.walk('p', topdown=False)])
os.renames('p/x', 'new/deep/x'); os.removedirs('p/none') if Path('p/none').exists() else None
print(os.path.relpath('new', 'p'), os.path.realpath('new/../p'), fnmatch.filter(os.listdir('new/deep'), '?'), shutil.which('ls'))
print(next(os.scandir('new')), os.listdir(b'new'), os.path.ismount('/'), os.path.samefile('p', './p'))
");
    expect_test::expect![[r#"
        5 b'h\xc3\xa4llo' 6 user
        ['p/q', 'p/v', 'p/x'] ['p/q', 'p/v', 'p/x'] [2, 0]
        p/q/v True True p/q/v
        ['.tar', '.gz'] a /app/p /app /home/user
        -rw------- 2 True False
        True 1048576
        [('p/q', [], ['v']), ('p', ['q'], ['x'])]
        ../new /app/p ['x'] None
        <DirEntry 'deep'> [b'deep'] True True
    "#]]
    .assert_eq(&printed);
}

#[test]
fn text_is_encoded_and_lines_end_as_asked() {
    let printed = run(r"
import io, os
open('n', 'w', newline='\r\n').write('a\nb\n'); print(open('n', 'rb').read(), open('n').read(), open('n', newline='').readlines())
open('u', 'w', encoding='utf-16').write('ä'); print(open('u', 'rb').read(), open('u', encoding='utf-16').read())
try: open('u').read()
except UnicodeDecodeError as error: print(error)
print(open('u', errors='replace').read()[:2], open('u', encoding='latin-1').read()[:2])
with open('n', 'w+') as file:
    print('line', file=file); file.flush(); os.fsync(file.fileno()); file.seek(0); print(repr(next(file)), file.closed)
try: file.read()
except ValueError as error: print(error)
fd = os.open('raw', os.O_RDWR | os.O_CREAT); os.write(fd, b'hello'); os.lseek(fd, 1, 0); print(os.read(fd, 3)); os.ftruncate(fd, 2); os.close(fd)
with open(os.devnull, 'w') as file: print('gone', file=file); print(open(os.devnull).read() == '', os.path.exists(os.devnull))
buffer = bytearray(4); print(open('raw', 'rb').readinto(buffer), buffer, open('raw', 'ab').tell())
for wrong in (lambda: open('n', 'q'), lambda: open('n', 'wb', encoding='utf-8'), lambda: open('n', 'rt', buffering=0)):
    try: wrong()
    except ValueError as error: print(error)
");
    expect_test::expect![[r#"
        b'a\r\nb\r\n' a
        b
         ['a\r\n', 'b\r\n']
        b'\xff\xfe\xe4\x00' ä
        'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
        �� ÿþ
        'line\n' False
        I/O operation on closed file
        b'ell'
        True True
        2 bytearray(b'he\x00\x00') 2
        invalid mode: 'q'
        binary mode doesn't take an encoding argument
        can't have unbuffered text I/O
    "#]]
    .assert_eq(&printed);
}
