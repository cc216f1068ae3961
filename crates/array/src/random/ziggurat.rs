//! Standard normal and exponential numbers by the ziggurat method.
//!
//! G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables" (2000), with
//! 256 layers and J. A. Doornik's use of separate bits for layer and height. The tables are worked
//! out when first asked for, from the edge of the lowest layer and the area that all layers share.

use std::sync::LazyLock;

use super::BitGenerator;
use super::double_double::DoubleDouble;

const LAYERS: usize = 256;
/// The edge of the lowest layer under the normal curve.
const NORMAL_EDGE: f64 = 3.654_152_885_361_009;
/// The area of each layer under the normal curve, as the doubles were made that NumPy draws with.
const NORMAL_AREA: f64 = 0.004_928_673_233_974_652;
/// The one height whose exponential was rounded the other way in those doubles.
const NORMAL_ROUNDED_UP: usize = 38;
const EXPONENTIAL_EDGE: f64 = 7.697_117_470_131_05;

/// For each layer: how many steps lie wholly under the curve, the step's width, the curve's height.
struct Layers<K, F> {
    inside: [K; LAYERS],
    width: [F; LAYERS],
    height: [F; LAYERS],
}

struct Tables {
    normal: Layers<u64, f64>,
    normal_f32: Layers<u32, f32>,
    exponential: Layers<u64, f64>,
    exponential_f32: Layers<u32, f32>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let (normal, normal_f32) = normal_layers();
    let (exponential, exponential_f32) = exponential_layers();
    Tables {
        normal,
        normal_f32,
        exponential,
        exponential_f32,
    }
});

fn normal_layers() -> (Layers<u64, f64>, Layers<u32, f32>) {
    let exp = |x: f64| DoubleDouble::new(x).exp().round();
    let ln = |x: f64| DoubleDouble::new(x).ln().round();
    let mut edge = [NORMAL_EDGE; LAYERS];
    let mut height = [1.0; LAYERS];
    for layer in (1..LAYERS).rev() {
        if layer < LAYERS - 1 {
            let above = NORMAL_AREA / edge[layer + 1] + height[layer + 1];
            edge[layer] = (-2.0 * ln(above)).sqrt();
        }
        height[layer] = exp(-0.5 * edge[layer] * edge[layer]);
        if layer == NORMAL_ROUNDED_UP {
            height[layer] = height[layer].next_up();
        }
    }
    edge[0] = NORMAL_AREA / height[LAYERS - 1];
    let base = NORMAL_EDGE * height[LAYERS - 1] / NORMAL_AREA;
    let ratio = |layer: usize| match layer {
        0 => base,
        1 => 0.0,
        _ => edge[layer - 1] / edge[layer],
    };
    let steps = |steps: f64| move |layer| (ratio(layer) * steps).round_ties_even();
    let (steps_52, steps_23) = (steps(TWO_52), steps(TWO_23));
    let double = Layers {
        inside: std::array::from_fn(|layer| steps_52(layer) as u64),
        width: edge.map(|edge| edge / TWO_52),
        height,
    };
    let single = Layers {
        inside: std::array::from_fn(|layer| steps_23(layer) as u32),
        width: edge.map(|edge| (edge / TWO_23) as f32),
        height: height.map(|height| height as f32),
    };
    (double, single)
}

const TWO_23: f64 = 8_388_608.0;
const TWO_52: f64 = 4_503_599_627_370_496.0;
const TWO_53: f64 = 9_007_199_254_740_992.0;

fn exponential_layers() -> (Layers<u64, f64>, Layers<u32, f32>) {
    // The edge that closes the topmost layer at height one, beyond a double's digits.
    let lowest = DoubleDouble::from_parts(EXPONENTIAL_EDGE, EXPONENTIAL_EDGE_REST);
    let one = DoubleDouble::new(1.0);
    let area = (lowest + one) * (-lowest).exp();
    let mut edge = [lowest; LAYERS];
    let mut height = [one; LAYERS];
    for layer in (1..LAYERS).rev() {
        if layer < LAYERS - 1 {
            edge[layer] = -(area / edge[layer + 1] + height[layer + 1]).ln();
        }
        height[layer] = (-edge[layer]).exp();
    }
    edge[0] = area / height[LAYERS - 1];
    let ratio = |layer: usize| match layer {
        0 => lowest / edge[0],
        1 => DoubleDouble::new(0.0),
        _ => edge[layer - 1] / edge[layer],
    };
    let double = Layers {
        // Twice the steps of 2⁵²: the last bit is always zero.
        inside: std::array::from_fn(|layer| 2 * ratio(layer).scale(TWO_52).floor() as u64),
        width: edge.map(|edge| edge.scale(1.0 / TWO_53).round()),
        height: height.map(DoubleDouble::round),
    };
    let single = Layers {
        inside: std::array::from_fn(|layer| (ratio(layer).round() * TWO_23).round() as u32),
        width: edge.map(|edge| nine_digits(edge.scale(1.0 / TWO_23).round())),
        height: height.map(|height| nine_digits(height.round())),
    };
    (double, single)
}

/// What is missing in [`EXPONENTIAL_EDGE`].
const EXPONENTIAL_EDGE_REST: f64 = -3.624_870_366_240_596_4e-16;

/// A float by way of nine decimal digits, as the exponential's single table is rounded.
fn nine_digits(value: f64) -> f32 {
    format!("{value:.8e}").parse().unwrap_or(value as f32)
}

/// A standard normal double.
pub fn standard_normal(bits: &mut dyn BitGenerator) -> f64 {
    let layers = &TABLES.normal;
    loop {
        let word = bits.next_u64();
        let layer = (word & 0xff) as usize;
        let steps = (word >> 9) & 0x000f_ffff_ffff_ffff;
        let magnitude = steps as f64 * layers.width[layer];
        let x = if (word >> 8) & 1 == 1 {
            -magnitude
        } else {
            magnitude
        };
        if steps < layers.inside[layer] {
            return x;
        }
        if layer == 0 {
            let tail = normal_tail(bits);
            return if (steps >> 8) & 1 == 1 { -tail } else { tail };
        }
        let (upper, lower) = (layers.height[layer - 1], layers.height[layer]);
        if (upper - lower) * bits.next_f64() + lower < (-0.5 * x * x).exp() {
            return x;
        }
    }
}

/// A number of the normal curve's tail beyond the lowest layer's edge (Marsaglia, 1964).
fn normal_tail(bits: &mut dyn BitGenerator) -> f64 {
    /// 1 / 3.654152885361009, as NumPy rounds it.
    const INVERSE_EDGE: f64 = 0.273_661_237_329_758_3;
    loop {
        let beyond = -INVERSE_EDGE * (-bits.next_f64()).ln_1p();
        let height = -(-bits.next_f64()).ln_1p();
        if height + height > beyond * beyond {
            return NORMAL_EDGE + beyond;
        }
    }
}

/// A standard normal float.
pub fn standard_normal_f32(bits: &mut dyn BitGenerator) -> f32 {
    let layers = &TABLES.normal_f32;
    loop {
        let word = bits.next_u32();
        let layer = (word & 0xff) as usize;
        let steps = (word >> 9) & 0x007f_ffff;
        let magnitude = steps as f32 * layers.width[layer];
        let x = if (word >> 8) & 1 == 1 {
            -magnitude
        } else {
            magnitude
        };
        if steps < layers.inside[layer] {
            return x;
        }
        if layer == 0 {
            let tail = normal_tail_f32(bits);
            return if (steps >> 8) & 1 == 1 { -tail } else { tail };
        }
        let (upper, lower) = (layers.height[layer - 1], layers.height[layer]);
        let curve = (-0.5 * f64::from(x) * f64::from(x)).exp();
        if f64::from((upper - lower) * bits.next_f32() + lower) < curve {
            return x;
        }
    }
}

fn normal_tail_f32(bits: &mut dyn BitGenerator) -> f32 {
    const EDGE: f32 = NORMAL_EDGE as f32;
    const INVERSE_EDGE: f32 = 0.273_661_24;
    loop {
        let beyond = -INVERSE_EDGE * (-bits.next_f32()).ln_1p();
        let height = -(-bits.next_f32()).ln_1p();
        if height + height > beyond * beyond {
            return EDGE + beyond;
        }
    }
}

/// A standard exponential double.
pub fn standard_exponential(bits: &mut dyn BitGenerator) -> f64 {
    let layers = &TABLES.exponential;
    loop {
        let word = bits.next_u64() >> 3;
        let layer = (word & 0xff) as usize;
        let steps = word >> 8;
        let x = steps as f64 * layers.width[layer];
        if steps < layers.inside[layer] {
            return x;
        }
        if layer == 0 {
            return EXPONENTIAL_EDGE - (-bits.next_f64()).ln_1p();
        }
        let (upper, lower) = (layers.height[layer - 1], layers.height[layer]);
        if (upper - lower) * bits.next_f64() + lower < (-x).exp() {
            return x;
        }
    }
}

/// A standard exponential float.
pub fn standard_exponential_f32(bits: &mut dyn BitGenerator) -> f32 {
    let layers = &TABLES.exponential_f32;
    loop {
        let word = bits.next_u32() >> 1;
        let layer = (word & 0xff) as usize;
        let steps = word >> 8;
        let x = steps as f32 * layers.width[layer];
        if steps < layers.inside[layer] {
            return x;
        }
        if layer == 0 {
            return EXPONENTIAL_EDGE as f32 - (-bits.next_f32()).ln_1p();
        }
        let (upper, lower) = (layers.height[layer - 1], layers.height[layer]);
        if (upper - lower) * bits.next_f32() + lower < (-x).exp() {
            return x;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a over the bytes of a table.
    fn fingerprint(bytes: impl Iterator<Item = u8>) -> u64 {
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    #[test]
    fn tables_are_those_that_numpy_draws_with() {
        let tables = &*TABLES;
        let u64s = |table: &[u64]| fingerprint(table.iter().flat_map(|x| x.to_le_bytes()));
        let f64s = |table: &[f64]| fingerprint(table.iter().flat_map(|x| x.to_le_bytes()));
        let u32s = |table: &[u32]| fingerprint(table.iter().flat_map(|x| x.to_le_bytes()));
        let f32s = |table: &[f32]| fingerprint(table.iter().flat_map(|x| x.to_le_bytes()));
        let found = [
            u64s(&tables.normal.inside),
            f64s(&tables.normal.width),
            f64s(&tables.normal.height),
            u32s(&tables.normal_f32.inside),
            f32s(&tables.normal_f32.width),
            f32s(&tables.normal_f32.height),
            u64s(&tables.exponential.inside),
            f64s(&tables.exponential.width),
            f64s(&tables.exponential.height),
            u32s(&tables.exponential_f32.inside),
            f32s(&tables.exponential_f32.width),
            f32s(&tables.exponential_f32.height),
        ];
        let recorded = [
            0xd271_bfe7_421e_8d28,
            0x8dc0_debf_0ba9_cdc4,
            0x0c95_4fbc_d5a2_6724,
            0xccbe_e108_22a5_fb0a,
            0x492b_ad45_6beb_b3a1,
            0x7fa8_4812_1af9_78a3,
            0xbf33_ef41_9338_54e0,
            0x5657_7f40_daad_f588,
            0x1e61_7529_f070_efbc,
            0xf771_40ab_cecc_1da6,
            0xb950_80bc_2110_6b06,
            0xa9ed_b5df_37c1_ed00,
        ];
        assert_eq!(found, recorded);
    }
}
