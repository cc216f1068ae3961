//! Colours by hue, saturation and brightness, as a palette shows them.

/// A colour. Hue in degrees, the others from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Color {
    pub(super) hue: f64,
    pub(super) saturation: f64,
    pub(super) brightness: f64,
}

impl Color {
    /// The colour that `#rrggbb` or `#rgb` says.
    pub(super) fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
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
        let part = |turn: f64| {
            let place = (turn + self.hue / 60.0).rem_euclid(6.0);
            let share = place.min(4.0 - place).clamp(0.0, 1.0);
            let value = self.brightness * (1.0 - self.saturation * share);
            (value * 255.0).round() as u8
        };
        format!("#{:02x}{:02x}{:02x}", part(5.0), part(3.0), part(1.0))
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
