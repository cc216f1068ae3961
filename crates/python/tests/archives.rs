//! Programs pack, compress and lay out files in the formats of the library.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use harness::run;

#[test]
fn archives_are_packed_and_unpacked() {
    let printed = run(r"
import io, os, shutil, tarfile, zipfile
os.makedirs('q/r'); open('q/r/a', 'w').write('text')
with zipfile.ZipFile('z.zip', 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('a.txt', 'hello' * 100); z.write('q/r/a', 'dir/a')
with zipfile.ZipFile('z.zip', 'a') as z: z.writestr('b', b'')
with zipfile.ZipFile('z.zip') as z:
    print(z.namelist(), z.read('a.txt')[:5], z.testzip(), z.getinfo('a.txt').file_size, z.open('dir/a').read()); z.extractall('out')
print(sorted(os.listdir('out')), zipfile.is_zipfile('z.zip'), sorted(path.name for path in zipfile.Path('z.zip').iterdir()))
for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w', method) as z: z.writestr('x', 'y' * 50)
    print(zipfile.ZipFile(file).read('x')[:3])
try: zipfile.ZipFile('q/r/a')
except zipfile.BadZipFile as error: print(error)
for method in ('', 'gz', 'bz2', 'xz'):
    with tarfile.open('t.tar', 'w:' + method) as t: t.add('q'); t.addfile(tarfile.TarInfo('e'), io.BytesIO())
    with tarfile.open('t.tar') as t: print(sorted(t.getnames()), t.extractfile('q/r/a').read()); t.extractall('tar', filter='data')
print(sorted(os.listdir('tar')), shutil.make_archive('packed', 'gztar', 'q'))
shutil.unpack_archive('packed.tar.gz', 'un'); print(os.listdir('un/r'))
");
    expect_test::expect![[r#"
        ['a.txt', 'dir/a', 'b'] b'hello' None 500 b'text'
        ['a.txt', 'b', 'dir'] True ['a.txt', 'b', 'dir']
        b'yyy'
        b'yyy'
        b'yyy'
        File is not a zip file
        ['e', 'q', 'q/r', 'q/r/a'] b'text'
        ['e', 'q', 'q/r', 'q/r/a'] b'text'
        ['e', 'q', 'q/r', 'q/r/a'] b'text'
        ['e', 'q', 'q/r', 'q/r/a'] b'text'
        ['e', 'q'] /app/packed.tar.gz
        ['a']
    "#]]
    .assert_eq(&printed);
}

#[test]
fn bytes_are_compressed() {
    let printed = run(r"
import bz2, gzip, lzma, zlib
data = b'abc' * 1000
for module in (zlib, gzip, bz2, lzma):
    packed = module.compress(data); print(module.__name__, len(packed) < 100, module.decompress(packed) == data)
for module in (gzip, bz2, lzma):
    with module.open('c', 'wt') as file: file.write('text\n' * 3)
    print(module.open('c', 'rt').readlines())
print(zlib.crc32(data), zlib.adler32(data), zlib.decompressobj().decompress(zlib.compress(b'x')))
for wrong in (lambda: zlib.decompress(b'x'), lambda: gzip.decompress(b'xx'), lambda: lzma.decompress(b'x')):
    try: wrong()
    except (zlib.error, OSError, lzma.LZMAError) as error: print(type(error).__name__)
");
    expect_test::expect![[r#"
        zlib True True
        gzip True True
        bz2 True True
        lzma True True
        ['text\n', 'text\n', 'text\n']
        ['text\n', 'text\n', 'text\n']
        ['text\n', 'text\n', 'text\n']
        733562123 3973348525 b'x'
        error
        BadGzipFile
        LZMAError
    "#]]
    .assert_eq(&printed);
}

#[test]
fn tables_settings_and_objects_are_kept_in_files() {
    let printed = run(r"
import configparser, csv, json, pickle, plistlib, shelve, sys, tomllib
with open('c.csv', 'w', newline='') as file:
    writer = csv.writer(file); writer.writerow(['a', 'b,c', 'd\x22e']); writer.writerows([[1, None, 2.5]])
print(open('c.csv').read(), list(csv.reader(open('c.csv'))), list(csv.DictReader(open('c.csv'))))
writer = csv.DictWriter(sys.stdout, ['x', 'y'], delimiter=';', lineterminator='\n'); writer.writeheader(); writer.writerow({'x': 1, 'y': 'z'})
print(csv.Sniffer().sniff('a;b\n1;2\n').delimiter, sorted(csv.list_dialects()))
settings = configparser.ConfigParser(); settings['s'] = {'a': '1', 'b': '%(a)s2'}
with open('i.ini', 'w') as file: settings.write(file)
again = configparser.ConfigParser(); print(again.read(['i.ini', 'none']), again['s']['b'], again.getint('s', 'a'), again.sections())
with shelve.open('shelf') as shelf: shelf['k'] = [1]
with shelve.open('shelf') as shelf: print(dict(shelf))
with open('j', 'w') as file: json.dump({'a': 1}, file)
with open('p', 'wb') as file: pickle.dump([1], file)
print(json.load(open('j')), pickle.load(open('p', 'rb')), tomllib.loads('a = [1, 2.5]'), plistlib.loads(plistlib.dumps({'a': 1})))
");
    expect_test::expect![[r#"
        a,"b,c","d""e"
        1,,2.5
         [['a', 'b,c', 'd"e'], ['1', '', '2.5']] [{'a': '1', 'b,c': '', 'd"e': '2.5'}]
        x;y
        1;z
        ; ['excel', 'excel-tab', 'unix']
        ['i.ini'] 12 1 ['s']
        {'k': [1]}
        {'a': 1} [1] {'a': [1, 2.5]} {'a': 1}
    "#]]
    .assert_eq(&printed);
}

#[test]
fn temporary_files_go_away() {
    let printed = run(r"
import os, tempfile
with tempfile.TemporaryDirectory() as folder: open(os.path.join(folder, 'x'), 'w').close(); print(os.path.isdir(folder))
print(os.path.exists(folder), tempfile.gettempdir())
with tempfile.NamedTemporaryFile('w+', delete=False) as file: file.write('x')
print(open(file.name).read()); os.unlink(file.name)
with tempfile.NamedTemporaryFile() as file: print(os.path.exists(file.name))
print(os.path.exists(file.name))
with tempfile.TemporaryFile() as file: file.write(b'1'); file.seek(0); print(file.read())
with tempfile.SpooledTemporaryFile(max_size=2) as file: file.write(b'123'); file.seek(0); print(file.read())
fd, name = tempfile.mkstemp(); os.write(fd, b'abc'); os.lseek(fd, 0, 0); print(os.read(fd, 2)); os.close(fd); os.remove(name)
print(os.path.isdir(tempfile.mkdtemp(prefix='my')), [name for name in os.listdir('/tmp') if not name.startswith('my')])
");
    expect_test::expect![[r#"
        True
        False /tmp
        x
        True
        False
        b'1'
        b'123'
        b'ab'
        True []
    "#]]
    .assert_eq(&printed);
}
