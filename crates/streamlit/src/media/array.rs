//! Pictures given as arrays of numbers, by whatever module, and as pictures of Pillow.

use brooklet_protocol::MediaSource;
use brooklet_python::vm::builtins::PyBytes;
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, TryFromObject};

use crate::argument::{is_of, text_of};
use crate::command::Call;
use crate::error::MediaError;

/// How the numbers of an array are read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    /// Whether numbers out of range are moved to its nearest end.
    pub(super) clamp: bool,
    /// Whether the colours stand in the order blue, green, red.
    pub(super) is_bgr: bool,
}

impl Call<'_> {
    /// How many numbers an array has in each direction; nothing for what is no array.
    pub(super) fn shape(&self, value: &PyObject) -> PyResult<Option<Vec<usize>>> {
        let vm = self.vm;
        if !value.has_attr("__array_interface__", vm)? {
            return Ok(None);
        }
        let shape = value.get_attr("shape", vm)?;
        let list = vm.ctx.types.list_type.to_owned();
        let list = PyObjectRef::from(list).call((shape,), vm)?;
        Vec::<usize>::try_from_object(vm, list).map(Some)
    }

    /// What an array or a picture of Pillow shows; nothing for anything else.
    pub(super) fn drawn(
        &self,
        image: &PyObject,
        reading: Reading,
    ) -> PyResult<Option<MediaSource>> {
        if let Some(shape) = self.shape(image)? {
            return self.array(image, &shape, reading).map(Some);
        }
        if !is_of(image, "PIL", self.vm)? {
            return Ok(None);
        }
        let vm = self.vm;
        let file = vm.import("io", 0)?.get_attr("BytesIO", vm)?.call((), vm)?;
        vm.call_method(image, "save", (file.clone(), vm.ctx.new_str("PNG")))?;
        let bytes = self.bytes_from(&file, "getvalue")?;
        Ok(Some(self.give("image/png", &bytes)))
    }

    fn bytes_from(&self, value: &PyObject, method: &str) -> PyResult<Vec<u8>> {
        let bytes = self.vm.call_method(value, method, ())?;
        match bytes.downcast_ref::<PyBytes>() {
            Some(bytes) => Ok(bytes.as_bytes().to_vec()),
            None => Err(self.error(MediaError::NoBytes {
                method: method.to_owned(),
            })),
        }
    }

    /// An array whose numbers begin with their lowest byte.
    fn little_endian(&self, array: &PyObject, kind: &str) -> PyResult {
        match kind.strip_prefix('>') {
            Some(rest) => {
                let kind = self.vm.ctx.new_str(format!("<{rest}"));
                self.vm.call_method(array, "astype", (kind,))
            }
            None => Ok(array.to_owned()),
        }
    }

    /// Samples as a file of sound: those of one channel, or a row for each of several. The loudest
    /// one is as loud as can be.
    pub(super) fn sound(&self, samples: &PyObject, rate: u32) -> PyResult<Vec<u8>> {
        let shape = self.shape(samples)?.unwrap_or_default();
        let (channels, length) = match *shape {
            [length] => (1, length),
            [channels, length] => (channels, length),
            _ => return self.invalid_value("data", "an array with 1 or 2 dimensions"),
        };
        let float = self.vm.ctx.new_str("<f8");
        let samples = self.vm.call_method(samples, "astype", (float,))?;
        let bytes = self.bytes_from(&samples, "tobytes")?;
        let samples = numbers(&bytes, "<f8").unwrap_or_default();
        Ok(wave(&samples, channels, length, rate))
    }

    fn array(&self, image: &PyObject, shape: &[usize], reading: Reading) -> PyResult<MediaSource> {
        let (height, width, channels) = match *shape {
            [height, width] => (height, width, 1),
            [height, width, channels] => (height, width, channels),
            _ => return self.invalid_value("image", "an array with 2 or 3 dimensions"),
        };
        if !matches!(channels, 1 | 3 | 4) {
            let shape: Vec<String> = shape.iter().map(ToString::to_string).collect();
            return Err(self.error(MediaError::Channels {
                channels,
                shape: shape.join(", "),
            }));
        }
        if reading.is_bgr && channels == 1 {
            return Err(self.error(MediaError::BgrChannels { channels }));
        }
        let interface = image.get_attr("__array_interface__", self.vm)?;
        let kind = text_of(&*interface.get_item("typestr", self.vm)?, self.vm)?;
        let image = self.little_endian(image, &kind)?;
        let Some(numbers) = numbers(&self.bytes_from(&image, "tobytes")?, &kind) else {
            return Err(self.error(MediaError::PixelType { kind }));
        };
        let is_float = kind.contains('f');
        let top = if is_float { 1.0 } else { 255.0 };
        // What is no number is dark, and not out of range.
        let is_outside = numbers.iter().any(|number| *number < 0.0 || *number > top);
        if !reading.clamp && is_outside {
            let (least, most) = if is_float {
                ("0.0", "1.0")
            } else {
                ("0", "255")
            };
            return Err(self.error(MediaError::PixelRange { least, most }));
        }
        let scale = 255.0 / top;
        let levels: Vec<u8> = numbers
            .iter()
            .map(|number| (number.clamp(0.0, top) * scale) as u8)
            .collect();
        let bitmap = bitmap(&levels, width, height, channels, reading.is_bgr);
        Ok(self.give("image/bmp", &bitmap))
    }
}

/// The numbers of an array, by the name of their type as `__array_interface__` has it.
fn numbers(bytes: &[u8], kind: &str) -> Option<Vec<f64>> {
    fn all<const N: usize>(bytes: &[u8], read: impl Fn([u8; N]) -> f64) -> Vec<f64> {
        let (numbers, _) = bytes.as_chunks::<N>();
        numbers.iter().map(|number| read(*number)).collect()
    }
    Some(match kind.trim_start_matches(['<', '>', '|', '=']) {
        "b1" => all::<1>(bytes, |[byte]| f64::from(byte)),
        "u1" => all::<1>(bytes, |[byte]| f64::from(byte)),
        "i1" => all(bytes, |number| f64::from(i8::from_le_bytes(number))),
        "u2" => all(bytes, |number| f64::from(u16::from_le_bytes(number))),
        "i2" => all(bytes, |number| f64::from(i16::from_le_bytes(number))),
        "u4" => all(bytes, |number| f64::from(u32::from_le_bytes(number))),
        "i4" => all(bytes, |number| f64::from(i32::from_le_bytes(number))),
        "u8" => all(bytes, |number| u64::from_le_bytes(number) as f64),
        "i8" => all(bytes, |number| i64::from_le_bytes(number) as f64),
        "f2" => all(bytes, |number| half(u16::from_le_bytes(number))),
        "f4" => all(bytes, |number| f64::from(f32::from_le_bytes(number))),
        "f8" => all(bytes, f64::from_le_bytes),
        // Their real parts, as whole numbers.
        "c8" => all(bytes, |[a, b, c, d, ..]: [u8; 8]| {
            f64::from(f32::from_le_bytes([a, b, c, d]))
        }),
        "c16" => all(bytes, |[a, b, c, d, e, f, g, h, ..]: [u8; 16]| {
            f64::from_le_bytes([a, b, c, d, e, f, g, h])
        }),
        _ => return None,
    })
}

/// A number of 16 bits: a sign, 5 bits of exponent, 10 of fraction.
fn half(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (bits >> 10 & 31, f64::from(bits & 1023) / 1024.0);
    sign * match exponent {
        0 => fraction / 16384.0,
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + fraction) * 2_f64.powi(i32::from(exponent) - 15),
    }
}

/// A file of sound of 16 bits a sample, the channels' samples in turn.
fn wave(samples: &[f64], channels: usize, length: usize, rate: u32) -> Vec<u8> {
    let loudest = samples
        .iter()
        .fold(0.0, |most: f64, sample| most.max(sample.abs()));
    let scale = if loudest > 0.0 {
        32767.0 / loudest
    } else {
        0.0
    };
    let size = (samples.len() * 2) as u32;
    let step = (channels * 2) as u16;
    let mut file = b"RIFF".to_vec();
    file.extend((36 + size).to_le_bytes());
    file.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    file.extend((channels as u16).to_le_bytes());
    file.extend(rate.to_le_bytes());
    file.extend(rate.wrapping_mul(u32::from(step)).to_le_bytes());
    file.extend(step.to_le_bytes());
    file.extend(b"\x10\0data");
    file.extend(size.to_le_bytes());
    for at in 0..length {
        for channel in 0..channels {
            let sample = samples.get(channel * length + at).copied().unwrap_or(0.0);
            file.extend(((sample * scale) as i16).to_le_bytes());
        }
    }
    file
}

/// A bitmap: it needs no compression, and never leaves the machine.
fn bitmap(levels: &[u8], width: usize, height: usize, channels: usize, is_bgr: bool) -> Vec<u8> {
    /// The length of both headers, the second of which is of version 4 and knows transparency.
    const HEAD: u32 = 14 + 108;
    let size = (width * height * 4) as u32;
    let mut file = b"BM".to_vec();
    for number in [HEAD + size, 0, HEAD, 108, width as u32] {
        file.extend(number.to_le_bytes());
    }
    // A negative height: the first row is the upper one.
    file.extend((-(height as i32)).to_le_bytes());
    // One plane of 32 bits, whose masks follow.
    file.extend([1, 0, 32, 0]);
    for number in [
        3,
        size,
        0,
        0,
        0,
        0,
        0x00ff_0000,
        0x0000_ff00,
        0x0000_00ff,
        0xff00_0000,
    ] {
        file.extend(u32::to_le_bytes(number));
    }
    file.extend(b"BGRs");
    file.resize(HEAD as usize, 0);
    for point in levels.chunks_exact(channels) {
        let [red, green, blue, alpha] = match *point {
            [gray] => [gray, gray, gray, 255],
            [blue, green, red] | [blue, green, red, _] if is_bgr => [red, green, blue, 255],
            [red, green, blue] => [red, green, blue, 255],
            [red, green, blue, alpha] => [red, green, blue, alpha],
            _ => continue,
        };
        file.extend([blue, green, red, alpha]);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::{bitmap, numbers, wave};

    #[test]
    fn samples_of_channels_stand_in_turn_and_are_as_loud_as_can_be() {
        let file = wave(&[0.0, 0.5, 0.25, -0.25], 2, 2, 8000);
        assert_eq!(file.len(), 44 + 8);
        assert_eq!(file[22..28], [2, 0, 0x40, 0x1f, 0, 0]);
        let samples: Vec<i16> = file[44..]
            .as_chunks()
            .0
            .iter()
            .map(|s| i16::from_le_bytes(*s))
            .collect();
        assert_eq!(samples, [0, 16383, 32767, -16383]);
        assert_eq!(wave(&[0.0], 1, 1, 8000)[44..], [0, 0]);
    }

    #[test]
    fn numbers_are_read_by_their_type() {
        assert_eq!(numbers(&[1, 255], "|u1"), Some(vec![1.0, 255.0]));
        assert_eq!(numbers(&[1, 0, 255, 255], "<i2"), Some(vec![1.0, -1.0]));
        assert_eq!(numbers(&0.5_f32.to_le_bytes(), "<f4"), Some(vec![0.5]));
        assert_eq!(numbers(&[1], "|b1"), Some(vec![1.0]));
        assert_eq!(numbers(&[0, 0x38, 0, 0xc0], "<f2"), Some(vec![0.5, -2.0]));
        let complex = [7.5_f64.to_le_bytes(), 2.0_f64.to_le_bytes()].concat();
        assert_eq!(numbers(&complex, "<c16"), Some(vec![7.5]));
        assert_eq!(numbers(&[0; 8], "<M8[s]"), None);
    }

    #[test]
    fn a_bitmap_has_its_points_row_by_row() {
        let file = bitmap(&[1, 2, 3, 4, 5, 6], 2, 1, 3, false);
        assert_eq!(file.len(), 122 + 8);
        assert_eq!(file[2..6], 130_u32.to_le_bytes());
        assert_eq!(file[122..], [3, 2, 1, 255, 6, 5, 4, 255]);
        let file = bitmap(&[1, 2, 3], 1, 1, 3, true);
        assert_eq!(file[122..], [1, 2, 3, 255]);
        let file = bitmap(&[1, 2, 3, 4], 1, 1, 4, true);
        assert_eq!(file[122..], [1, 2, 3, 255]);
        assert_eq!(bitmap(&[9], 1, 1, 1, false)[122..], [9, 9, 9, 255]);
    }
}
