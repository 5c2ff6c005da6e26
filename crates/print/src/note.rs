//! Phiếu nhận nộp hộ hồ sơ: what a desk gives that is no authority. It says who took what for whom
//! and promises nothing: no form of the state, no day.

use crate::fault::PrintFault;
use crate::fields::Field;
use crate::flow::{Block, apart, kept_with_the_end, tie};
use crate::paper::{Filed, Receipt};
use crate::receipt::{at_place, code, owner, request};
use crate::setting::{Setting, Stand};
use crate::signatures::Signer;
use crate::table::{Column, Table};
use crate::words::{OfNote, Words, filled};
use crate::wrap::{italic, plain};

/// Everything on the paper, from top to bottom.
pub(crate) fn blocks(
    setting: &Setting,
    words: &Words,
    receipt: &Receipt,
) -> Result<Vec<Block>, PrintFault> {
    let form = &words.note;
    let gap = setting.measures.gap;
    let from = &receipt.letterhead;
    let dated = words.dated(&from.place, receipt.printed.date());
    let issuer = if from.agency.is_empty() { &receipt.desk } else { &from.agency };
    let desk = if from.agency.is_empty() { "" } else { receipt.desk.as_str() };
    let mut blocks = vec![
        setting.plain_head(issuer, &[desk, &from.address, &from.phone], &dated),
        setting.title(&form.title),
        setting.panel(&code(words, receipt))?.below(gap * 0.6),
        state_of(setting, form, receipt).below(gap * 0.6),
    ];
    blocks.extend(apart(people(setting, words, receipt), gap));
    blocks.extend(apart(filed(setting, words, &receipt.filed), gap));
    let mut last = apart(terms(setting, words, receipt), gap);
    let gives = Signer { title: &form.gives, note: &form.sign, name: &receipt.submitter.name };
    let takes = Signer { title: &form.takes, note: &form.sign, name: &receipt.clerk };
    last.push(setting.two_signatures(&gives, &takes));
    blocks.extend(kept_with_the_end(last));
    Ok(blocks)
}

fn state_of(setting: &Setting, form: &OfNote, receipt: &Receipt) -> Block {
    if receipt.official_code.is_some() {
        return setting.boxed(&form.accepted, &form.no_promise);
    }
    setting.boxed(&form.not_received, &format!("{} {}", form.what_now, form.no_promise))
}

fn people(setting: &Setting, words: &Words, receipt: &Receipt) -> Vec<Block> {
    let (form, shared) = (&words.note, &words.receipt);
    let who = &receipt.submitter;
    let addressed = &receipt.letterhead.addressed;
    let agency = if addressed.is_empty() { &form.agency } else { addressed };
    let mut rows = vec![
        vec![Field::strong(&form.submitter, &who.name)],
        vec![Field::new(&shared.number, &who.number), Field::new(&shared.phone, &who.phone)],
        vec![Field::new(&shared.address, &who.address)],
    ];
    rows.extend(request(shared, receipt));
    rows.extend(owner(shared, receipt.owner.as_ref()));
    rows.push(vec![Field::strong(&form.for_whom, agency)]);
    let desk = at_place(&receipt.desk, &receipt.letterhead.address);
    rows.push(vec![Field::new(&form.desk, &desk)]);
    rows.push(vec![Field::strong(&form.clerk, &receipt.clerk)]);
    rows.iter().flat_map(|row| setting.fields(row)).collect()
}

/// The table of papers: what was scanned is known, what stays at the desk is for the pen.
fn filed(setting: &Setting, words: &Words, papers: &[Filed]) -> Vec<Block> {
    let form = &words.note;
    let measures = &setting.measures;
    let columns = vec![
        Column { share: 0.07, title: &words.receipt.number_column, stand: Stand::Centre },
        Column { share: 0.57, title: &form.name_column, stand: Stand::Left },
        Column { share: 0.14, title: &form.scanned_column, stand: Stand::Centre },
        Column { share: 0.22, title: &form.kept_column, stand: Stand::Centre },
    ];
    let row = |(index, filed): (usize, &Filed)| {
        let scanned = filled(&form.files, &[("files", &filed.files.to_string())]);
        let scanned = if filed.files == 0 { form.no_files.clone() } else { scanned };
        vec![(index + 1).to_string(), filed.name.clone(), scanned]
    };
    let rows = papers.iter().enumerate().map(row).collect();
    let mut blocks = setting.prose(measures.body, Stand::Left, &[plain(&form.filed)]);
    tie(&mut blocks, true);
    let table = Table { columns, over: None, rows, to_write_in: 0.0 };
    blocks.extend(apart(setting.table(&table, measures.small), measures.gap * 0.4));
    let note = setting.prose(measures.small, Stand::Left, &[italic(&form.kept_note)]);
    blocks.extend(apart(note, measures.gap * 0.3));
    blocks
}

fn terms(setting: &Setting, words: &Words, receipt: &Receipt) -> Vec<Block> {
    let (form, shared) = (&words.note, &words.receipt);
    let time = if receipt.time.is_empty() { &shared.unknown } else { &receipt.time };
    let mut rows = vec![
        vec![Field::new(&form.taken, &words.moment(receipt.taken))],
        vec![Field::new(&form.time, time)],
        vec![Field::new(&form.result, &receipt.result)],
    ];
    if !receipt.fee.is_empty() {
        rows.push(vec![Field::new(&shared.fee, &receipt.fee)]);
    }
    let mut blocks: Vec<_> = rows.iter().flat_map(|row| setting.fields(row)).collect();
    blocks.extend(setting.lookup(shared, receipt));
    blocks
}
