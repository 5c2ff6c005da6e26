//! Tờ khai: what a person declares, to be read through and signed.

use catalogue::{Entry, SheetBlock};

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
    let mut blocks = vec![
        setting.state(setting.column(), &words.state),
        setting.title(&clean(&declaration.sheet.title).to_uppercase()),
        addressed(setting, words, &clean(&declaration.letterhead.addressed)).below(gap),
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
    let form = &words.declaration;
    let name = clean(declaration.signer);
    let signer = Signer { title: &form.signer, note: &form.sign, name: &name };
    said.push(setting.one_signature(&dated, &signer));
    blocks.extend(kept_with_the_end(said));
    blocks
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
