//! Time zones of the world, and the local one.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use harness::{Fixture, run};

#[test]
fn zones_are_known_by_name() {
    let printed = run(r"
import datetime, pickle, zoneinfo
from zoneinfo import ZoneInfo
berlin = ZoneInfo('Europe/Berlin')
day = datetime.datetime(2024, 7, 1, 12, tzinfo=berlin)
print(day, day.tzname(), day.utcoffset(), day.dst(), berlin, repr(berlin))
print(day.astimezone(ZoneInfo('America/New_York')), pickle.loads(pickle.dumps(day)) == day)
for fold in (0, 1): print(datetime.datetime(2024, 10, 27, 2, 30, tzinfo=berlin, fold=fold).utcoffset())
for year in (1900, 1940, 2050): print(datetime.datetime(year, 7, 1, tzinfo=berlin).tzname())
zones = zoneinfo.available_timezones()
print(len(zones) > 590, {'Asia/Kolkata', 'UTC', 'US/Pacific', 'Etc/GMT+5'} <= zones)
print(ZoneInfo('Asia/Tokyo') is ZoneInfo('Asia/Tokyo'), ZoneInfo.no_cache('UTC'))
try: ZoneInfo('Europe/Atlantis')
except zoneinfo.ZoneInfoNotFoundError as error: print(error)
");
    expect_test::expect![[r#"
        2024-07-01 12:00:00+02:00 CEST 2:00:00 1:00:00 Europe/Berlin zoneinfo.ZoneInfo(key='Europe/Berlin')
        2024-07-01 06:00:00-04:00 True
        2:00:00
        1:00:00
        CET
        CEST
        CEST
        True True
        True UTC
        'No time zone found with key Europe/Atlantis'
    "#]].assert_eq(&printed);
}

#[test]
fn local_time_is_that_of_the_world() {
    let fixture = Fixture::new();
    fixture.world.offset_secs.set(-5 * 3600 - 1800);
    let printed = fixture.run(
        r"
import datetime, time
local = time.localtime()
print(local.tm_hour, local.tm_min, local.tm_zone, local.tm_gmtoff, local.tm_isdst)
print(time.strftime('%Y-%m-%d %H:%M:%S %Z %z'), time.mktime(local), time.ctime())
now = datetime.datetime.now(datetime.timezone.utc).astimezone()
print(now, now.tzname(), now.utcoffset())
",
    );
    expect_test::expect![[r#"
        23 36 -0530 -19800 0
        2026-03-03 23:36:07 -0530 -0530 1772600767.0 Tue Mar  3 23:36:07 2026
        2026-03-03 23:36:07.250000-05:30 -0530 -1 day, 18:30:00
    "#]]
    .assert_eq(&printed);
}

#[test]
fn moments_are_read_and_written_in_all_formats() {
    let printed = run(r"
import time, datetime
moment = time.gmtime(1709259845)
print(time.strftime('%a %A %b %B %d %H %I %j %m %M %p %S %U %w %W %y %Y %% %G %V %u %e', moment))
print(time.strftime('%c | %x | %X | %D | %F | %T | %R', moment))
for text, form in (('2024-02-03 04:05:06 PM', '%Y-%m-%d %I:%M:%S %p'), ('Sat 3 Feb 24', '%a %d %b %y'),
                   ('2024 60', '%Y %j'), ('Saturday, February 03', '%A, %B %d')):
    print(time.strptime(text, form)[:8])
print(datetime.datetime.strptime('2024-02-03T04:05:06.5+02:00', '%Y-%m-%dT%H:%M:%S.%f%z'))
print(datetime.date(2024, 2, 9).strftime('%d.%m.%y'), f'{datetime.date(2024, 2, 9):%e %B}')
try: time.strptime('x', '%Y')
except ValueError as error: print(error)
");
    expect_test::expect![[r#"
        Fri Friday Mar March 01 02 02 061 03 24 AM 05 08 5 09 24 2024 % 2024 09 5  1
        Fri Mar  1 02:24:05 2024 | 03/01/24 | 02:24:05 | 03/01/24 | 2024-03-01 | 02:24:05 | 02:24
        (2024, 2, 3, 16, 5, 6, 5, 34)
        (2024, 2, 3, 0, 0, 0, 5, 34)
        (2024, 2, 29, 0, 0, 0, 3, 60)
        /app/app.py:8: DeprecationWarning: Parsing dates involving a day of month without a year specified is ambiguous
        and fails to parse leap day. The default behavior will change in Python 3.15
        to either always raise an exception or to use a different default year (TBD).
        To avoid trouble, add a specific year to the input & format.
        See https://github.com/python/cpython/issues/70647.
          print(time.strptime(text, form)[:8])
        (1900, 2, 3, 0, 0, 0, 5, 34)
        2024-02-03 04:05:06.500000+02:00
        09.02.24  9 February
        time data 'x' does not match format '%Y'
    "#]].assert_eq(&printed);
}
