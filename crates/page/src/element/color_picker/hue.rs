//! Colours by hue, saturation and brightness, as a palette shows them.

/// A colour. Hue in degrees, the others from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Color {
    pub(super) hue: f64,
    pub(super) saturation: f64,
    pub(super) brightness: f64,
}

impl Color {
    /// The colour that `#rrggbb`, `#rgb`, `rgb(51, 102, 153)` or `hsl(210, 50%, 40%)` says.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.split_once('(') {
            Some((name, rest)) => Self::read_parts(name, rest.strip_suffix(')')?),
            None => Self::read_hex(text.strip_prefix('#')?),
        }
    }

    fn read_parts(name: &str, parts: &str) -> Option<Self> {
        let separates = |c: char| c == ',' || c == '/' || c.is_whitespace();
        let parts = parts.split(separates).filter(|part| !part.is_empty());
        let numbers: Option<Vec<f64>> = parts
            .map(|part| part.trim_end_matches(['%', '°']).parse().ok())
            .collect();
        let [first, second, third] = numbers?.try_into().ok()?;
        let is_within = |number: f64, most: f64| (0.0..=most).contains(&number);
        match name.trim().to_lowercase().as_str() {
            "rgb"
                if [first, second, third]
                    .iter()
                    .all(|part| is_within(*part, 255.0)) =>
            {
                Some(Self::mix(first / 255.0, second / 255.0, third / 255.0))
            }
            "hsl" if is_within(second, 100.0) && is_within(third, 100.0) && first.is_finite() => {
                Some(Self::from_hsl(first, second / 100.0, third / 100.0))
            }
            _ => None,
        }
    }

    fn from_hsl(hue: f64, saturation: f64, lightness: f64) -> Self {
        let brightness = lightness + saturation * lightness.min(1.0 - lightness);
        Self {
            hue: hue.rem_euclid(360.0),
            saturation: if brightness == 0.0 {
                0.0
            } else {
                2.0 * (1.0 - lightness / brightness)
            },
            brightness,
        }
    }

    fn read_hex(digits: &str) -> Option<Self> {
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let part = |place: usize| -> Option<f64> {
            let text = match digits.len() {
                3 => digits[place..=place].repeat(2),
                6 => digits[place * 2..place * 2 + 2].to_owned(),
                _ => return None,
            };
            Some(f64::from(u8::from_str_radix(&text, 16).ok()?) / 255.0)
        };
        Some(Self::mix(part(0)?, part(1)?, part(2)?))
    }

    fn mix(red: f64, green: f64, blue: f64) -> Self {
        let most = red.max(green).max(blue);
        let range = most - red.min(green).min(blue);
        let sixth = if range == 0.0 {
            0.0
        } else if red >= most {
            ((green - blue) / range).rem_euclid(6.0)
        } else if green >= most {
            (blue - red) / range + 2.0
        } else {
            (red - green) / range + 4.0
        };
        Self {
            hue: sixth * 60.0,
            saturation: if most == 0.0 { 0.0 } else { range / most },
            brightness: most,
        }
    }

    /// The colour as `#rrggbb`.
    pub(super) fn text(self) -> String {
        let [red, green, blue] = self.rgb();
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Hue in degrees, saturation and lightness from 0 to 1.
    pub(super) fn hsl(self) -> [f64; 3] {
        let lightness = self.brightness * (1.0 - self.saturation / 2.0);
        let range = lightness.min(1.0 - lightness);
        let saturation = if range == 0.0 {
            0.0
        } else {
            (self.brightness - lightness) / range
        };
        [self.hue, saturation, lightness]
    }

    /// Red, green and blue.
    pub(super) fn rgb(self) -> [u8; 3] {
        let part = |turn: f64| {
            let place = (turn + self.hue / 60.0).rem_euclid(6.0);
            let share = place.min(4.0 - place).clamp(0.0, 1.0);
            let value = self.brightness * (1.0 - self.saturation * share);
            (value * 255.0).round() as u8
        };
        [part(5.0), part(3.0), part(1.0)]
    }

    /// Takes another saturation and brightness.
    pub(super) fn move_to(&mut self, saturation: f64, brightness: f64) {
        self.saturation = saturation.clamp(0.0, 1.0);
        self.brightness = brightness.clamp(0.0, 1.0);
    }

    /// Changes saturation and brightness.
    pub(super) fn move_by(&mut self, saturation: f64, brightness: f64) {
        self.move_to(self.saturation + saturation, self.brightness + brightness);
    }
}

#[cfg(test)]
mod tests {
    use super::Color;

    #[test]
    fn colours_are_read_and_written() {
        for text in [
            "#000000", "#ffffff", "#00f900", "#123456", "#c83a7e", "#ff0001", "#808080",
        ] {
            assert_eq!(Color::read(text).map(Color::text).as_deref(), Some(text));
        }
        assert_eq!(
            Color::read("#Abc").map(Color::text).as_deref(),
            Some("#aabbcc")
        );
        for (text, hex) in [
            ("rgb(51, 102, 153)", "#336699"),
            ("RGB(0 0 0)", "#000000"),
            ("hsl(210, 50%, 40%)", "#336699"),
            ("hsl(0, 0%, 100%)", "#ffffff"),
            ("hsl(-120 100% 50%)", "#0000ff"),
        ] {
            assert_eq!(Color::read(text).map(Color::text).as_deref(), Some(hex));
        }
        for text in [
            "rgb(1, 2)",
            "rgb(1, 2, 300)",
            "hsl(1, 2%, x)",
            "cmy(1, 2, 3)",
            "rgb(1, 2, 3",
        ] {
            assert_eq!(Color::read(text), None);
        }
        assert_eq!(Color::read("red"), None);
        assert_eq!(Color::read("#12"), None);
        assert_eq!(Color::read("#ääää"), None);
    }

    #[test]
    fn a_mark_stays_on_its_area() {
        let mut color = Color::read("#ff0000").unwrap();
        color.move_by(0.5, -2.0);
        assert_eq!(color.text(), "#000000");
    }
}
