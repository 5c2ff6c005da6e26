//! Tờ khai: what a person declares, to be read through and signed.

use catalogue::{Entry, SheetBlock, SheetSigner};

use crate::clean::clean;
use crate::fields::Field;
use crate::flow::{Block, apart, kept_with_the_end, tie};
use crate::listed::listed;
use crate::paper::Declaration;
use crate::setting::{Setting, Stand};
use crate::signatures::Signer;
use crate::words::Words;
use crate::wrap::{bold, plain};

/// Everything on the paper, from top to bottom.
pub(crate) fn blocks(
    setting: &Setting,
    words: &Words,
    declaration: &Declaration<'_>,
) -> Vec<Block> {
    let gap = setting.measures.gap;
    let to = declaration.sheet.addressed.as_ref().unwrap_or(&declaration.letterhead.addressed);
    let mut blocks = vec![
        setting.state(setting.column(), &words.state),
        setting.title(&clean(&declaration.sheet.title).to_uppercase()),
        addressed(setting, words, &clean(to)).below(gap),
    ];
    let mut said: Vec<_> = declaration
        .sheet
        .blocks
        .iter()
        .enumerate()
        .flat_map(|(index, block)| {
            let above = if index == 0 { gap } else { 0.0 };
            apart(set(setting, words, block), above)
        })
        .collect();
    let dated = words.dated(&clean(&declaration.letterhead.place), declaration.written_on);
    said.push(signed(setting, words, declaration, &dated));
    blocks.extend(kept_with_the_end(said));
    blocks
}

/// The place to sign of whoever the sheet names, else of the requester.
fn signed(setting: &Setting, words: &Words, declaration: &Declaration<'_>, dated: &str) -> Block {
    let form = &words.declaration;
    let names: Vec<_> = declaration.sheet.signers.iter().map(name).collect();
    let signers = declaration.sheet.signers.iter().zip(&names);
    let signers: Vec<_> =
        signers.map(|(one, name)| Signer { title: &one.title, note: &form.sign, name }).collect();
    match signers.as_slice() {
        [left, right, ..] => setting.two_signatures_of(dated, left, right),
        [one] => setting.one_signature(dated, one),
        [] => {
            let name = clean(declaration.signer);
            let signer = Signer { title: &form.signer, note: &form.sign, name: &name };
            setting.one_signature(dated, &signer)
        }
    }
}

fn name(signer: &SheetSigner) -> String {
    signer.name.as_deref().map(clean).unwrap_or_default()
}

fn addressed(setting: &Setting, words: &Words, to: &str) -> Block {
    let size = setting.measures.body;
    let label = plain(format!("{} ", words.declaration.addressed));
    if to.is_empty() {
        return setting.dotted_in_the_middle(label);
    }
    setting.paragraph(size, setting.column(), Stand::Centre, &[label, bold(to)])
}

fn set(setting: &Setting, words: &Words, block: &SheetBlock) -> Vec<Block> {
    let measures = &setting.measures;
    match block {
        SheetBlock::Heading(text) => {
            let mut lines = setting.prose(measures.body, Stand::Left, &[bold(clean(text))]);
            tie(&mut lines, true);
            apart(lines, measures.gap)
        }
        SheetBlock::Prose(text) => apart(
            setting.prose(measures.body, Stand::Left, &[plain(clean(text))]),
            measures.gap * 0.7,
        ),
        SheetBlock::Row(entries) => {
            let fields: Vec<_> = entries.iter().map(field).collect();
            apart(setting.fields(&fields), measures.gap * 0.5)
        }
        SheetBlock::Table(list) => apart(listed(setting, words, list), measures.gap * 0.7),
    }
}

fn field(entry: &Entry) -> Field {
    let label = clean(&entry.label);
    let value = entry.value.as_deref().map(clean).unwrap_or_default();
    if entry.is_strong { Field::strong(&label, &value) } else { Field::new(&label, &value) }
}
