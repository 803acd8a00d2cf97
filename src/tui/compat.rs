//! The last pass over a frame for terminals that draw East Asian *ambiguous* characters (`│ … █ ①`) two columns wide.
//!
//! Widgets draw lines, bars and `…` as usual; this pass puts an ASCII sign of one column in the place of each, so that
//! columns stay straight. A sign inside a name is shown plain as well: what is stored and printed is untouched.

use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

pub fn narrow(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if !symbol.is_ascii() && symbol.width() == 1 && symbol.width_cjk() != 1 {
            let sign = symbol.chars().next().map_or('?', sign);
            cell.set_char(sign);
        }
    }
}

const fn sign(c: char) -> char {
    match c {
        '─' | '—' | '–' | '▔' => '-',
        '│' | '▏' | '▕' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
        '█' | '▇' | '▉' | '▊' => '#',
        '▋' | '▌' | '▆' => '=',
        '▍' | '▎' | '▅' | '▄' => '-',
        '▁' | '▂' | '▃' => '_',
        '…' => '~',
        '·' | '•' => '.',
        '×' => 'x',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn nothing_of_ambiguous_width_is_left_and_nothing_moves() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
        buffer.set_string(0, 0, "│─┌ 张三 ▌█… 阿依古丽·买买提 Ⅳ", Style::new());
        narrow(&mut buffer);
        let text: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
        assert!(text.starts_with("|-+ 张 三  =#~ 阿 依 古 丽 .买 买 提  ?"), "{text}");
        assert!(buffer.content.iter().all(|cell| cell.symbol().width() == cell.symbol().width_cjk()));
    }
}
