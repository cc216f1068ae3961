//! Files as one zip archive, as they are: nothing is compressed.

use zlib_rs::crc32::crc32;

/// The version of the format that is needed to read it: 2.0, which knows folders.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// 1 January 1980, the first day that the format knows.
const DATE: u16 = 0x0021;

/// The archive of these files, by their names.
pub(super) fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in files {
        let offset = archive.len() as u32;
        let fields = fields(name, content);
        archive.extend(b"PK\x03\x04");
        archive.extend(&fields);
        archive.extend(name.as_bytes());
        archive.extend(content);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(fields);
        // No comment, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, count) = (archive.len() as u32, (files.len() as u16).to_le_bytes());
    let size = directory.len() as u32;
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count);
    archive.extend(count);
    archive.extend(size.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0; 2]);
    archive
}

/// What stands before a file and in the directory alike.
fn fields(name: &str, content: &[u8]) -> Vec<u8> {
    let mut fields = Vec::new();
    let stored_as_is = 0_u16;
    let midnight = 0_u16;
    for number in [VERSION, FLAGS, stored_as_is, midnight, DATE] {
        fields.extend(number.to_le_bytes());
    }
    let size = content.len() as u32;
    for number in [crc32(0, content), size, size] {
        fields.extend(number.to_le_bytes());
    }
    fields.extend((name.len() as u16).to_le_bytes());
    fields.extend([0; 2]);
    fields
}
