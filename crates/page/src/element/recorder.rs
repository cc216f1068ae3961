//! Recording what the reader says, as a WAV file.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AnalyserNode, AudioBuffer, AudioContext, Blob, BlobEvent, BlobPropertyBag, MediaRecorder,
    MediaStream, MediaStreamConstraints, MediaStreamTrack, OfflineAudioContext,
};

/// A recording under way.
pub(super) struct Recording {
    recorder: MediaRecorder,
    stream: MediaStream,
    context: AudioContext,
    analyser: AnalyserNode,
    parts: Rc<RefCell<Array>>,
    _on_data: Closure<dyn FnMut(BlobEvent)>,
}

/// A recording that has ended.
pub(super) struct Sound {
    /// The file.
    pub(super) wav: Blob,
    /// How loud it is along its way, from 0 to 1.
    pub(super) levels: Vec<f32>,
    /// How long it is.
    pub(super) secs: f64,
}

/// The picture or sound of a device, once the reader has allowed it.
pub(super) async fn device(constraints: &MediaStreamConstraints) -> Result<MediaStream, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let devices = window.navigator().media_devices()?;
    let promise = devices.get_user_media_with_constraints(constraints)?;
    JsFuture::from(promise).await.map(JsValue::unchecked_into)
}

/// Lets go of a device.
pub(super) fn release(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

impl Recording {
    /// Begins, once the reader has allowed it.
    pub(super) async fn start() -> Result<Self, JsValue> {
        let constraints = MediaStreamConstraints::new();
        constraints.set_audio(&JsValue::TRUE);
        let stream = device(&constraints).await?;
        let recorder = MediaRecorder::new_with_media_stream(&stream)?;
        let parts: Rc<RefCell<Array>> = Rc::default();
        let sink = parts.clone();
        let on_data = Closure::wrap(Box::new(move |event: BlobEvent| {
            if let Some(data) = event.data() {
                sink.borrow().push(&data);
            }
        }) as Box<dyn FnMut(BlobEvent)>);
        recorder.set_ondataavailable(Some(on_data.as_ref().unchecked_ref()));
        let context = AudioContext::new()?;
        let analyser = context.create_analyser()?;
        context
            .create_media_stream_source(&stream)?
            .connect_with_audio_node(&analyser)?;
        recorder.start()?;
        Ok(Self {
            recorder,
            stream,
            context,
            analyser,
            parts,
            _on_data: on_data,
        })
    }

    /// How loud it is now, from 0 to 1.
    pub(super) fn level(&self) -> f32 {
        let mut samples = vec![0.0; self.analyser.fft_size() as usize];
        self.analyser.get_float_time_domain_data(&mut samples);
        loudest(&samples)
    }

    /// Ends, and gives what was recorded at this rate; 0 stands for that of the device.
    pub(super) async fn finish(self, sample_rate: u32) -> Result<Sound, JsValue> {
        let stopped = Promise::new(&mut |resolve, _| self.recorder.set_onstop(Some(&resolve)));
        self.recorder.stop()?;
        JsFuture::from(stopped).await?;
        let rate = if sample_rate == 0 {
            self.context.sample_rate()
        } else {
            sample_rate as f32
        };
        let blob = Blob::new_with_blob_sequence(&self.parts.borrow())?;
        let bytes: ArrayBuffer = JsFuture::from(blob.array_buffer()).await?.unchecked_into();
        // Decoding brings the samples to the rate of the context.
        let decoder = OfflineAudioContext::new_with_number_of_channels_and_length_and_sample_rate(
            1, 1, rate,
        )?;
        let sound = JsFuture::from(decoder.decode_audio_data(&bytes)?).await?;
        let sound: AudioBuffer = sound.unchecked_into();
        let samples = sound.get_channel_data(0)?;
        let options = BlobPropertyBag::new();
        options.set_type("audio/wav");
        let wav = wav(&samples, rate as u32);
        let bytes = Array::of1(&Uint8Array::from(wav.as_slice()));
        Ok(Sound {
            wav: Blob::new_with_u8_array_sequence_and_options(&bytes, &options)?,
            levels: levels(&samples),
            secs: sound.duration(),
        })
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.recorder.set_ondataavailable(None);
        release(&self.stream);
        // A context that is closed already needs no closing.
        let _ = self.context.close();
    }
}

fn loudest(samples: &[f32]) -> f32 {
    samples
        .iter()
        .fold(0.0, |most, sample| sample.abs().max(most))
}

/// How loud each hundredth part is.
fn levels(samples: &[f32]) -> Vec<f32> {
    samples
        .chunks(samples.len().div_ceil(100).max(1))
        .map(loudest)
        .collect()
}

/// Samples as a WAV file of one channel and 16 bits.
fn wav(samples: &[f32], rate: u32) -> Vec<u8> {
    let length = (samples.len() * 2) as u32;
    let mut bytes = Vec::with_capacity(44 + samples.len() * 2);
    bytes.extend_from_slice(b"RIFF");
    bytes.extend_from_slice(&(36 + length).to_le_bytes());
    bytes.extend_from_slice(b"WAVEfmt ");
    bytes.extend_from_slice(&16u32.to_le_bytes());
    bytes.extend_from_slice(&1u16.to_le_bytes());
    bytes.extend_from_slice(&1u16.to_le_bytes());
    bytes.extend_from_slice(&rate.to_le_bytes());
    bytes.extend_from_slice(&(rate * 2).to_le_bytes());
    bytes.extend_from_slice(&2u16.to_le_bytes());
    bytes.extend_from_slice(&16u16.to_le_bytes());
    bytes.extend_from_slice(b"data");
    bytes.extend_from_slice(&length.to_le_bytes());
    for sample in samples {
        let value = (sample.clamp(-1.0, 1.0) * 32767.0) as i16;
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wav_file_says_how_it_is_to_be_read() {
        let bytes = wav(&[0.0, 1.0, -1.0], 8000);
        assert_eq!(bytes.len(), 50);
        assert_eq!(&bytes[..4], b"RIFF");
        assert_eq!(bytes[4..8], 42u32.to_le_bytes());
        assert_eq!(bytes[24..28], 8000u32.to_le_bytes());
        assert_eq!(bytes[40..44], 6u32.to_le_bytes());
        assert_eq!(bytes[44..], [0, 0, 0xff, 0x7f, 0x01, 0x80]);
    }

    #[test]
    fn levels_are_the_loudest_of_each_part() {
        let mut samples = vec![0.0; 1000];
        samples[15] = -0.5;
        let levels = levels(&samples);
        assert_eq!(levels.len(), 100);
        assert!((levels[1] - 0.5).abs() < f32::EPSILON);
        assert!(super::levels(&[]).is_empty());
    }
}
