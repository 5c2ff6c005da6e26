//! Giấy tiếp nhận hồ sơ và hẹn trả kết quả: the receipt of an authority's desk.

use crate::fault::PrintFault;
use crate::fields::Field;
use crate::flow::{Block, apart, kept_with_the_end, tie};
use crate::panel::Panel;
use crate::paper::{Party, Promise, Receipt, Registered};
use crate::setting::{Setting, Stand};
use crate::signatures::Signer;
use crate::table::{Column, Table};
use crate::words::{OfReceipt, Words, filled};
use crate::wrap::{bold, italic, plain};

/// Everything on the paper, from top to bottom.
pub(crate) fn blocks(
    setting: &Setting,
    words: &Words,
    receipt: &Receipt,
) -> Result<Vec<Block>, PrintFault> {
    let form = &words.receipt;
    let gap = setting.measures.gap;
    let dated = words.dated(&receipt.letterhead.place, receipt.printed.date());
    let mut blocks = vec![
        setting.letterhead(&receipt.letterhead, &words.state, &dated),
        setting.title(&form.title),
        setting.panel(&code(words, receipt))?.below(gap * 0.6),
    ];
    if receipt.official_code.is_none() {
        blocks.push(setting.boxed(&form.not_received, &form.what_now).below(gap * 0.6));
    }
    blocks.extend(apart(people(setting, form, receipt), gap));
    blocks.extend(apart(filed(setting, form, receipt), gap));
    let mut last = apart(terms(setting, words, receipt), gap);
    let gives = Signer { title: &form.gives, note: &form.sign, name: &receipt.submitter.name };
    let takes = Signer { title: &form.takes, note: &form.sign, name: &receipt.clerk };
    last.push(setting.two_signatures(&gives, &takes));
    blocks.extend(kept_with_the_end(last));
    Ok(blocks)
}

/// The code and what stands beside it.
pub(crate) fn code<'a>(words: &'a Words, receipt: &'a Receipt) -> Panel<'a> {
    let number = receipt.day_number.to_string();
    let number = filled(&words.code.day_number, &[("number", &number)]);
    let provisional = receipt.provisional_code.as_str();
    match &receipt.official_code {
        None => Panel { label: &words.code.provisional, code: provisional, lines: vec![number] },
        Some(official) => {
            let replaces = filled(&words.code.replaces, &[("code", provisional)]);
            Panel { label: &words.code.official, code: official, lines: vec![number, replaces] }
        }
    }
}

fn people(setting: &Setting, form: &OfReceipt, receipt: &Receipt) -> Vec<Block> {
    let who = &receipt.submitter;
    let mut rows = vec![
        vec![Field::new(&form.desk, &at_place(&receipt.desk, &receipt.letterhead.address))],
        vec![Field::strong(&form.submitter, &who.name), Field::new(&form.number, &who.number)],
        vec![
            Field::new(&form.channel, &receipt.channel),
            Field::new(&form.phone, &who.phone),
            Field::new(&form.email, ""),
        ],
        vec![Field::new(&form.address, &who.address)],
    ];
    rows.extend(request(form, receipt));
    rows.extend(owner(form, receipt.owner.as_ref()));
    rows.iter().flat_map(|row| setting.fields(row)).collect()
}

/// What is asked for; the procedure in a field of its own where the request says something else.
pub(crate) fn request(form: &OfReceipt, receipt: &Receipt) -> Vec<Vec<Field>> {
    let name = receipt.procedure_name.as_str();
    let code = filled(&form.coded, &[("code", &receipt.procedure_code)]);
    if receipt.request.is_empty() || receipt.request == name {
        return vec![vec![Field::of(&form.request, vec![bold(name), plain(code)])]];
    }
    vec![
        vec![Field::strong(&form.request, &receipt.request)],
        vec![Field::of(&form.procedure, vec![plain(name), plain(code)])],
    ]
}

/// Whose matter it is.
pub(crate) fn owner(form: &OfReceipt, owner: Option<&Party>) -> Vec<Vec<Field>> {
    let Some(owner) = owner else {
        return vec![vec![Field::new(&form.owner, &form.owner_is_submitter)]];
    };
    let Some(of) = &owner.organisation else {
        return vec![
            vec![Field::strong(&form.owner, &owner.name)],
            vec![Field::new(&form.owner_address, &owner.address)],
        ];
    };
    let mut registered = vec![Field::new(number_of(form, of.registered), &owner.number)];
    if !of.representative.is_empty() {
        registered.push(Field::new(&form.representative, &of.representative));
    }
    vec![
        vec![Field::strong(&form.organisation, &owner.name)],
        registered,
        vec![Field::new(&form.seat, &owner.address), Field::new(&form.phone, &owner.phone)],
    ]
}

/// What an organisation's number is called.
fn number_of(form: &OfReceipt, registered: Registered) -> &str {
    match registered {
        Registered::TaxCode => &form.tax_code,
        Registered::AgencyCode => &form.agency_code,
        Registered::Decision => &form.decision,
        Registered::Nothing => &form.organisation_number,
    }
}

/// Something and where it is.
pub(crate) fn at_place(name: &str, address: &str) -> String {
    let parts = [name, address].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// The table of papers. The program knows what was scanned, not which paper was handed over: the
/// quantities are left to the pen.
fn filed(setting: &Setting, form: &OfReceipt, receipt: &Receipt) -> Vec<Block> {
    let measures = &setting.measures;
    let mut columns = vec![
        Column { share: 0.065, title: &form.number_column, stand: Stand::Centre },
        Column { share: 0.535, title: &form.name_column, stand: Stand::Left },
    ];
    let quantity = |title| Column { share: 0.135, title, stand: Stand::Centre };
    columns.extend(form.columns.iter().map(|title| quantity(title)));
    let row = |(index, filed): (usize, &crate::paper::Filed)| {
        let said = if filed.files == 0 { &form.not_scanned } else { &form.scanned };
        let files = filed.files.to_string();
        vec![(index + 1).to_string(), filled(said, &[("name", &filed.name), ("files", &files)])]
    };
    let rows = receipt.filed.iter().enumerate().map(row).collect();
    let table = Table { columns, over: Some((2, &form.quantity)), rows, to_write_in: 0.0 };
    let mut blocks = setting.prose(measures.body, Stand::Left, &[plain(&form.filed)]);
    tie(&mut blocks, true);
    blocks.extend(apart(setting.table(&table, measures.small), measures.gap * 0.4));
    let note = setting.prose(measures.small, Stand::Left, &[italic(&form.quantity_note)]);
    blocks.extend(apart(note, measures.gap * 0.3));
    blocks
}

/// Items 2 to 6.
fn terms(setting: &Setting, words: &Words, receipt: &Receipt) -> Vec<Block> {
    let form = &words.receipt;
    let time = if receipt.time.is_empty() { &form.unknown } else { &receipt.time };
    let mut sets = vec![Field::new(&form.sets, &form.one_set)];
    if !receipt.fee.is_empty() {
        sets.push(Field::new(&form.fee, &receipt.fee));
    }
    let mut taken = words.moment(receipt.taken);
    if let Some(received) = receipt.received {
        let moment = words.moment(received);
        taken = format!("{taken}; {}", filled(&form.received, &[("moment", &moment)]));
    }
    let rows = [
        sets,
        vec![Field::new(&form.time, time)],
        vec![Field::new(&form.taken, &taken)],
        vec![promise(form, &receipt.promise)],
    ];
    let mut blocks: Vec<_> = rows.iter().flat_map(|row| setting.fields(row)).collect();
    blocks.extend(setting.lookup(form, receipt));
    blocks.extend(setting.fields(&[Field::new(&form.result, &receipt.result)]));
    blocks
}

/// What is said about the day of the result. Before reception it is never a promise.
fn promise(form: &OfReceipt, promise: &Promise) -> Field {
    match promise {
        Promise::Named { day, said } => {
            Field::of(&form.expected, vec![bold(day), plain(format!("; {said}"))])
        }
        Promise::By { day } => Field::strong(&form.promised, day),
        Promise::Unknown { said } => {
            Field::new(&form.promised, if said.is_empty() { &form.no_day } else { said })
        }
        Promise::Expected { by, why_uncertain } => {
            let why = why_uncertain.as_ref().filter(|why| !why.is_empty());
            let why = why.map_or(String::new(), |why| format!(" ({why})"));
            let note = format!("; {}{why}", form.expected_note);
            Field::of(&form.expected, vec![bold(by), plain(note)])
        }
    }
}

impl Setting {
    /// Where people can ask; nothing where that is not known.
    pub(crate) fn lookup(&self, form: &OfReceipt, receipt: &Receipt) -> Vec<Block> {
        let from = &receipt.letterhead;
        let phone = filled(&form.lookup_phone, &[("phone", &from.phone)]);
        let phone = if from.phone.is_empty() { "" } else { &phone };
        let known = [from.lookup.as_str(), phone].into_iter().filter(|known| !known.is_empty());
        let known = known.collect::<Vec<_>>().join("; ");
        if known.is_empty() {
            return vec![];
        }
        let said = italic(format!("{}: {known}.", form.lookup));
        apart(self.prose(self.measures.small, Stand::Left, &[said]), self.measures.row)
    }
}
