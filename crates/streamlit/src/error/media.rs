//! What can be wrong with pictures, sound, films and files.

use super::problem::problems;

problems! {
    /// What can be wrong with media.
    MediaError {
        /// A file that cannot be read.
        Unreadable { name: String = "lost.pdf" }
        StreamlitAPIException by "st.pdf('lost.pdf')"
        => "There is no file `{name}` to read. Give its path from the folder of the app.";

        /// A file of a medium that cannot be read.
        NoMediaFile { name: String = "lost.png" }
        MediaFileStorageError by "st.image('lost.png')"
        => "There is no file `{name}` to show. Give its path from the folder of the app, or an address.";

        /// Bytes that are no picture.
        NoPicture {}
        StreamlitAPIException by "st.image(b'none')"
        => "`image` holds no picture that can be shown. These can: PNG, JPEG, GIF, WebP, BMP, AVIF, ICO and SVG.";

        /// An array with too many numbers a point.
        Channels {
            channels: usize = 2_usize,
            shape: String = "4, 4, 2",
        }
        StreamlitAPIException by "# st.image(numpy.zeros((4, 4, 2)))"
        => "A picture of the shape ({shape}) has {channels} numbers a point. It takes 1 for gray, 3 for colour, 4 for colour with opacity.";

        /// Blue, green and red in an array of another depth.
        BgrChannels { channels: usize = 1_usize }
        StreamlitAPIException by "# st.image(numpy.zeros((4, 4)), channels='BGR')"
        => "`channels='BGR'` needs an image with 3 or 4 numbers a point, and this one has {channels}.";

        /// Numbers out of range.
        PixelRange {
            least: &'static str = "0.0",
            most: &'static str = "1.0",
        }
        StreamlitAPIException by "# st.image(numpy.full((4, 4), 1.5))"
        => "The image has numbers outside of the range from {least} to {most}. Scale them, or set `clamp=True` to cut them off.";

        /// Numbers of a type that is no brightness.
        PixelType { kind: String = "<M8[s]" }
        TypeError by "# st.image(numpy.zeros((4, 4), 'M8[s]'))"
        => "An image of numbers of the type `{kind}` cannot be shown. Convert them to int or float.";

        /// Something that gave no bytes.
        NoBytes { method: String = "getvalue" }
        TypeError by "# an image whose getvalue() returns no bytes"
        => "`{method}()` of the image gave no bytes.";

        /// A link on several pictures.
        LinkForSeveral { count: usize = 2_usize }
        StreamlitAPIException by "st.image(['https://example.org/a.png', 'https://example.org/b.png'], link='https://example.org')"
        => "`link` is given for {count} images, and one image can have it. Show each by an `st.image` of its own.";

        /// Another number of captions.
        CaptionCount {
            captions: usize = 1_usize,
            images: usize = 2_usize,
        }
        StreamlitAPIException by "st.image(['https://example.org/a.png', 'https://example.org/b.png'], caption=['A'])"
        => "`caption` is a list of {captions} for {images} images. Give each image one.";

        /// One description for several pictures.
        OneAlt { images: usize = 2_usize }
        StreamlitAPIException by "st.image(['https://example.org/a.png', 'https://example.org/b.png'], alt='A')"
        => "`alt` is one value for {images} images. Give a list with one for each; None leaves an image without.";

        /// Descriptions for pictures without an order.
        AltOfSet {}
        StreamlitAPIException by "st.image({'https://example.org/a.png'}, alt=['A'])"
        => "`alt` is a list, but the images are a set and have no order to go by. Put them into a list.";

        /// Another number of descriptions.
        AltCount {
            alts: usize = 1_usize,
            images: usize = 2_usize,
        }
        StreamlitAPIException by "st.image(['https://example.org/a.png', 'https://example.org/b.png'], alt=['A'])"
        => "`alt` is a list of {alts} for {images} images. Give each image one; None leaves an image without.";

        /// An option that is gone.
        ColumnWidthIsGone {}
        notice by "st.image('https://example.org/a.png', use_column_width=True)"
        => "`use_column_width` does nothing any more. Say `width='stretch'`, `width='content'`, or a number of pixels.";

        /// A logo that is no picture.
        BadLogo { parameter: &'static str = "image" }
        StreamlitAPIException by "st.logo(1)"
        => "`{parameter}` of `st.logo` is no picture. Give an emoji, a symbol such as `:material/home:`, a path, an address, or bytes.";

        /// A picture of a chat that is none.
        BadAvatar {}
        StreamlitAPIException by "st.chat_message('Ada', avatar='lost.png')"
        => "`avatar` is no picture. Give 'user', 'assistant', an emoji, a symbol such as `:material/face:`, a path, an address, or bytes.";

        /// An end before the beginning.
        PlayerTimes {
            start: String = "5",
            end: String = "2",
        }
        StreamlitAPIException by "st.video('https://example.org/a.mp4', start_time=5, end_time=2)"
        => "`start_time` is {start} and `end_time` is {end}, in seconds. Let the start be at 0 or later, and the end after it.";

        /// A time that is none.
        PlayerTime {
            parameter: String = "start_time",
            given: String = "'soon'",
        }
        StreamlitAPIException by "st.audio(b'', start_time='soon')"
        => "`{parameter}` is `{given}`, which is no time. Write it as `'10s'` or `'1m30s'`, or as a number of seconds.";

        /// Subtitles for a film that has its own.
        SubtitlesForYouTube {}
        StreamlitAPIException by "st.video('https://youtu.be/dQw4w9WgXcQ', subtitles='a.vtt')"
        => "`subtitles` cannot be added to a film of YouTube, whose player has its own. Leave them out.";

        /// Subtitles that cannot be read.
        SubtitlesUnreadable {
            label: String = "default",
            why: String = "There is no file `lost.vtt` to show. Give its path from the folder of the app, or an address.",
        }
        StreamlitAPIException by "# st.video(…, subtitles=…) with a file that cannot be read"
        => "The subtitles '{label}' cannot be read: {why}";

        /// Subtitles of another type.
        SubtitlesType { kind: String = "int" }
        TypeError by "# st.video(b'', subtitles={'English': 1})"
        => "Values of the type `{kind}` are no subtitles. Give a path, an address, a str or bytes.";

        /// Subtitles in another form.
        SubtitlesFormat { label: String = "default" }
        StreamlitAPIException by "st.video(b'', subtitles='Hello')"
        => "The subtitles '{label}' are neither WebVTT nor SubRip: no line says from when to when. Write `00:01 --> 00:02` above each text.";

        /// A sound of numbers without a rate.
        NoSampleRate {}
        StreamlitMissingRequiredParameterError by "# st.audio(numpy.zeros(100))"
        => "`sample_rate` is missing. An array needs it: give how many numbers a second has.";

        /// A point of a small chart that is no number.
        ChartValue {
            given: String = "'a'",
            kind: String = "str",
        }
        StreamlitAPIException by "st.metric('Speed', 1, chart_data=['a'])"
        => "`chart_data` has the value `{given}` of the type `{kind}`, which is no number.";
    }
}
