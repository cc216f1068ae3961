//! Weighing `pkg/` against the budget, as a content delivery network would send it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::project::Project;

/// The quality that such networks compress files with ahead of time.
const BROTLI_QUALITY: u32 = 9;

/// What a first visit to a small app fetches from `pkg/`; its page and script come on top.
const HELLO: [&str; 9] = [
    "brooklet.js",
    "shell.css",
    "page.js",
    "page_bg.wasm",
    "worker.js",
    "engine.js",
    "engine_bg.wasm",
    "stdlib.wasm",
    "fonts/source-sans.woff2",
];

/// Limits in bytes, compressed with brotli.
const PAGE_LIMIT: u64 = 700_000;
const HELLO_LIMIT: u64 = 5_000_000;

/// The weight of a file in bytes: as it is, with gzip, with brotli.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Weight {
    fn of(bytes: &[u8]) -> Result<Weight> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        let mut writer = brotli::CompressorWriter::new(&mut brotli, 1 << 16, BROTLI_QUALITY, 24);
        writer.write_all(bytes)?;
        drop(writer);
        Ok(Weight {
            raw: bytes.len() as u64,
            gzip: gzip.finish()?.len() as u64,
            brotli: brotli.len() as u64,
        })
    }

    fn plus(self, other: Weight) -> Weight {
        Weight {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

/// A limit and what was weighed against it.
struct Verdict {
    what: &'static str,
    bytes: u64,
    limit: u64,
}

impl Verdict {
    fn holds(&self) -> bool {
        self.bytes <= self.limit
    }
}

/// Prints the table and fails over the budget.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    let weights = weigh(&project.pkg(), &files_to_weigh(&project.pkg()))?;
    println!("{:<28}{:>12}{:>12}{:>12}", "file", "raw", "gzip", "brotli");
    for (name, weight) in &weights {
        print_row(name, *weight);
    }
    let verdicts = judge(&weights);
    print_row("a small app's first visit", first_visit(&weights));
    let mut holds = true;
    for verdict in &verdicts {
        let Verdict { what, bytes, limit } = verdict;
        let word = if verdict.holds() { "holds" } else { "EXCEEDED" };
        println!("size: {what}: {bytes} of {limit} bytes with brotli, {word}");
        holds &= verdict.holds();
    }
    Ok(if holds {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn print_row(name: &str, weight: Weight) {
    println!(
        "{name:<28}{:>12}{:>12}{:>12}",
        weight.raw, weight.gzip, weight.brotli
    );
}

/// What a first visit needs, which must be there, then what else is shipped.
fn files_to_weigh(pkg: &Path) -> Vec<String> {
    let mut files: Vec<String> = HELLO.map(str::to_owned).to_vec();
    for later in [
        "library.bin",
        "sqlite.wasm",
        "fonts/source-code.woff2",
        "engine-data_bg.wasm",
        "data.wasm",
        "data-more.bin",
    ] {
        if pkg.join(later).is_file() {
            files.push(later.to_owned());
        }
    }
    files
}

fn weigh(pkg: &Path, files: &[String]) -> Result<Vec<(String, Weight)>> {
    let weigh_one = |file: &String| {
        let bytes = fs::read(pkg.join(file))
            .with_context(|| format!("pkg/{file} is missing: run `cargo xtask build` first"))?;
        Ok((file.clone(), Weight::of(&bytes)?))
    };
    files.iter().map(weigh_one).collect()
}

fn first_visit(weights: &[(String, Weight)]) -> Weight {
    let needed = weights
        .iter()
        .filter(|(name, _)| HELLO.contains(&name.as_str()));
    needed.fold(Weight::default(), |sum, (_, weight)| sum.plus(*weight))
}

fn judge(weights: &[(String, Weight)]) -> [Verdict; 2] {
    let page = weights.iter().find(|(name, _)| name == "page_bg.wasm");
    [
        Verdict {
            what: "the page with its styles",
            bytes: page.map_or(0, |(_, weight)| weight.brotli),
            limit: PAGE_LIMIT,
        },
        Verdict {
            what: "a small app's first visit",
            bytes: first_visit(weights).brotli,
            limit: HELLO_LIMIT,
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(page: u64, engine: u64) -> Vec<(String, Weight)> {
        let row = |name: &str, brotli| {
            (
                name.to_owned(),
                Weight {
                    raw: 0,
                    gzip: 0,
                    brotli,
                },
            )
        };
        vec![
            row("page_bg.wasm", page),
            row("engine_bg.wasm", engine),
            row("library.bin", 1 << 30),
        ]
    }

    #[test]
    fn a_budget_holds_up_to_its_last_byte() {
        let [page, hello] = judge(&weights(700_000, 4_300_000));
        assert!(page.holds() && hello.holds());
    }

    #[test]
    fn a_heavy_page_is_caught() {
        let [page, hello] = judge(&weights(700_001, 0));
        assert!(!page.holds() && hello.holds());
    }

    #[test]
    fn a_heavy_whole_is_caught() {
        let [page, hello] = judge(&weights(700_000, 4_300_001));
        assert!(page.holds() && !hello.holds());
    }

    #[test]
    fn repetition_weighs_little() {
        let weight = Weight::of(&vec![7; 100_000]).unwrap();
        assert_eq!(weight.raw, 100_000);
        assert!(weight.gzip < 1_000 && weight.brotli < weight.gzip);
    }

    #[test]
    fn a_missing_file_is_named() {
        let failure = weigh(Path::new("/nowhere"), &["page.js".to_owned()]).unwrap_err();
        assert!(failure.to_string().contains("pkg/page.js is missing"));
    }
}
