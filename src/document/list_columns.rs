//! How wide the columns of a list are: the largest type at which all of them go on one page, upright before across.

use super::footer::MARGIN;
use super::length::{A4, Um, mm, part, pt};
use super::list::List;
use super::pen::Pen;
use super::typeface::Typefaces;
use crate::domain::refusal::Refusal;
use crate::{both, refusal};

/// Between a cell's edge and its text.
pub(super) const PADDING: Um = mm(1);
/// From the type that reads well to the smallest that still does.
const SIZES: [Um; 4] = [pt(105), pt(95), pt(85), pt(75)];
/// A cell is wrapped rather than wider than this.
const WIDEST: Um = mm(62);
/// A column that is filled by hand.
const BLANK: Um = mm(15);

pub(super) struct Columns {
    pub(super) size: Um,
    pub(super) across: bool,
    pub(super) widths: Vec<Um>,
    /// Short cells of one kind stand in the middle.
    pub(super) centred: Vec<bool>,
    /// The columns of each page beside another: all of them but for a list whose lead stands again.
    pub(super) groups: Vec<Vec<usize>>,
    /// Something is written by hand.
    pub(super) by_hand: bool,
}

pub(super) fn columns(list: &List, faces: &Typefaces) -> Result<Columns, Refusal> {
    let pen = Pen::new(faces, A4);
    let count = list.header.len();
    let cells = |column: usize| list.rows.iter().filter_map(move |row| row.get(column)).filter(|text| !text.is_empty());
    let blank: Vec<bool> = (0..count).map(|column| cells(column).next().is_none()).collect();
    // One measure for all sizes: widths grow with the type.
    let mut natural = Vec::new();
    let mut words = Vec::new();
    let mut centred = Vec::new();
    for column in 0..count {
        let (mut widest, mut word) = (0, 0);
        for text in cells(column) {
            widest = widest.max(pen.width(text, SIZES[0])?);
            word = word.max(pen.longest_word(text, SIZES[0])?);
        }
        let name = pen.width(&list.header[column], SIZES[0])?;
        // The name of a column may stand in two lines.
        let half = part(name, 55, 100).max(pen.longest_word(&list.header[column], SIZES[0])?).min(name);
        natural.push(widest.max(half));
        words.push(half.max(word));
        centred.push(widest <= mm(26));
    }
    let by_hand = blank.contains(&true) && !list.rows.is_empty();
    let at = |size: Um, column: usize| {
        let own = part(natural[column], size, SIZES[0]).min(WIDEST) + 2 * PADDING + mm(1);
        if blank[column] { own.max(BLANK) } else { own }
    };
    let (narrow, wide) = (A4.0 - 2 * MARGIN, A4.1 - 2 * MARGIN);
    let found = [(false, narrow), (true, wide)].into_iter().find_map(|(across, room)| {
        let size = SIZES.iter().find(|size| (0..count).map(|column| at(**size, column)).sum::<Um>() <= room)?;
        // Upright with small type reads worse than across with large.
        (across || *size >= SIZES[2]).then_some((across, room, *size))
    });
    let mut columns = match found {
        Some((across, room, size)) => {
            let mut widths: Vec<Um> = (0..count).map(|column| at(size, column)).collect();
            spread(&mut widths, room);
            Columns { size, across, widths, centred, groups: vec![(0..count).collect()], by_hand }
        }
        None if list.lead > 0 && count > list.lead => {
            let size = SIZES[1];
            let widths: Vec<Um> = (0..count).map(|column| at(size, column)).collect();
            let groups = groups(&widths, list.lead, wide);
            Columns { size, across: true, widths, centred, groups, by_hand }
        }
        None => {
            let size = SIZES[3];
            let mut widths: Vec<Um> = (0..count).map(|column| at(size, column)).collect();
            let least: Vec<Um> = words.iter().map(|word| part(*word, size, SIZES[0]) + 2 * PADDING).collect();
            if least.iter().sum::<Um>() > wide {
                return Err(too_wide(count));
            }
            squeeze(&mut widths, &least, wide);
            Columns { size, across: true, widths, centred, groups: vec![(0..count).collect()], by_hand }
        }
    };
    if columns.groups.len() > 1 {
        even(&mut columns, list.lead, wide);
    }
    Ok(columns)
}

/// What is left over goes to every column by its width.
fn spread(widths: &mut [Um], room: Um) {
    let own: Um = widths.iter().sum();
    for width in widths {
        *width = part(*width, room, own);
    }
}

/// What is too much comes off the columns that have most above their least.
fn squeeze(widths: &mut [Um], least: &[Um], room: Um) {
    let (own, floor): (Um, Um) = (widths.iter().sum(), least.iter().sum());
    let (over, slack) = (own - room, (own - floor).max(1));
    for (width, least) in widths.iter_mut().zip(least) {
        *width -= part((*width - least).max(0), over.min(slack), slack);
    }
}

fn too_wide(columns: usize) -> Refusal {
    refusal!(
        "too_wide",
        "这张表有 {columns} 栏，一页 A4 印不下。",
        "This list has {columns} columns, more than a page of A4 holds."
    )
    .next(both!("请写成 .xlsx。", "Write it as .xlsx."))
}

/// The columns after the lead, as many to a page as go beside it.
fn groups(widths: &[Um], lead: usize, room: Um) -> Vec<Vec<usize>> {
    let beside: Um = widths[..lead].iter().sum();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut used = Um::MAX / 2;
    for (column, width) in widths.iter().enumerate().skip(lead) {
        if used + width > room {
            groups.push((0..lead).collect());
            used = beside;
        }
        used += width;
        groups.last_mut().expect("one was begun").push(column);
    }
    groups
}

/// The columns of every page but the last fill it; those of the last are as wide as theirs.
fn even(columns: &mut Columns, lead: usize, room: Um) {
    let lead_width: Um = columns.widths[..lead].iter().sum();
    let fullest = columns.groups.iter().map(Vec::len).max().unwrap_or(lead + 1) - lead;
    let each = (room - lead_width) / fullest as i32;
    let widest = columns.widths[lead..].iter().copied().max().unwrap_or(each);
    if each >= widest {
        columns.widths[lead..].fill(each);
    }
}
