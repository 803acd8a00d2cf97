//! Numbers as people and spreadsheets write them, brought to one plain form before they are read.

/// Full-width ASCII (`！`…`～`) and the full-width space as their ordinary forms; everything else unchanged.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).expect("full-width forms lie 0xFEE0 above ASCII"),
        _ => c,
    }
}

/// A number without what carries no meaning in it: half width, upper case, no spaces, no hyphens, no leading apostrophe (the
/// one that makes Excel keep a number as text). Hidden characters stay, so that the reader of the number refuses them.
pub fn plain(text: &str) -> String {
    let text: String = text.chars().map(half_width).filter(|c| !c.is_whitespace() && !is_hyphen(*c)).collect();
    text.strip_prefix(['\'', '‘', '’']).unwrap_or(&text).to_ascii_uppercase()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A number that a spreadsheet has turned into a float's text, as it may be shown: `1.10105E+17`. Beyond six digits it is cut
/// (`1.10105…E+17`), since it may carry fifteen digits of an ID number.
pub fn scientific(plain: &str) -> Option<String> {
    let (mantissa, exponent) = plain.split_once('E')?;
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let power = exponent.strip_prefix('+').filter(|power| digits(power) && power.len() <= 3)?;
    if whole.len() != 1 || !digits(whole) || !digits(part) {
        return None;
    }
    Some(match mantissa.get(..7) {
        Some(shown) if mantissa.len() > 7 => format!("{shown}…E+{power}"),
        _ => format!("{mantissa}E+{power}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_spaced_and_hyphened_numbers_come_out_plain() {
        for written in [
            "１１０１０５１９４９１２３１００２ｘ",
            " 110105 19491231 002x\u{a0}",
            "110105-19491231-002X",
            "'11010519491231002x",
            "　11010519491231002X　",
        ] {
            assert_eq!(plain(written), "11010519491231002X", "{written}");
        }
    }

    #[test]
    fn only_a_floats_text_counts_as_scientific() {
        for text in ["1.10105E+17", "1E+17", "1.38E+10"] {
            assert_eq!(scientific(text).as_deref(), Some(text));
        }
        assert_eq!(scientific("1.10105194912310E+17").as_deref(), Some("1.10105…E+17"));
        for text in ["E12345678", "1E17", "12E+17", "1.E+17", "E+17", "1.1E+", "110105"] {
            assert_eq!(scientific(text), None, "{text}");
        }
    }
}
