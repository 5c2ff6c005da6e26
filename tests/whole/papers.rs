//! What residents bring: forms of three procedures, and scans.

use serde_json::{Value, json};

/// What one resident brings.
pub struct Paper {
    pub procedure: &'static str,
    pub form: Value,
    pub component: &'static str,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The catalogue's own example of a form, handed in by this person.
fn form(example: &str, name: &str, number: &str) -> Value {
    let mut form: Value = serde_json::from_str(example).expect("an example is JSON");
    form["submitter"] = json!({
        "name": name,
        "number": { "kind": "citizen", "value": number },
        "address": { "commune": "06577", "detail": "Thôn Pò Cại" },
        "phone": "0912 345 678"
    });
    form
}

/// The birth of a child, with a photo.
pub fn a_birth() -> Paper {
    let example = include_str!("../../assets/catalogue/examples/1.001193.json");
    Paper {
        procedure: "1.001193",
        form: form(example, "Lộc Thị Mỷ Châu", "020196000321"),
        component: "giay-chung-sinh",
        name: "Giấy chứng sinh.jpg".to_owned(),
        bytes: a_photo(1, 150_000),
    }
}

/// A death, with a scan.
pub fn a_death() -> Paper {
    let example = include_str!("../../assets/catalogue/examples/1.000656.json");
    let mut form = form(example, "Nông Văn Dền", "020088000654");
    form["declaration"]["deceased"]["name"] = json!("Nông Văn Páo");
    Paper {
        procedure: "1.000656",
        form,
        component: "giay-bao-tu",
        name: "Giấy báo tử.pdf".to_owned(),
        bytes: a_scan(2, 40_000),
    }
}

/// A certificate of marital status, with a scan that nobody asks for.
pub fn a_marital_status() -> Paper {
    let example = include_str!("../../assets/catalogue/examples/1.004873.json");
    let (name, number) = ("Hà Thị Yên", "020199000987");
    let mut form = form(example, name, number);
    form["declaration"]["person"]["name"] = json!(name);
    form["declaration"]["person"]["number"] = json!(number);
    Paper {
        procedure: "1.004873",
        form,
        component: "giay-to-khac",
        name: "Quyết định ly hôn.pdf".to_owned(),
        bytes: a_scan(3, 5_000),
    }
}

/// A JPEG of so many bytes, like no other.
pub fn a_photo(number: u32, size: usize) -> Vec<u8> {
    let photo = testkit::a_jpeg(number);
    let (body, end) = photo.split_at(photo.len() - 2);
    [body, &noise(number, size), end].concat()
}

/// A PDF of so many bytes, like no other.
pub fn a_scan(number: u32, size: usize) -> Vec<u8> {
    let comment = data_encoding::HEXLOWER.encode(&noise(number, size / 2));
    [testkit::a_pdf(number), format!("% {comment}\n%%EOF\n").into_bytes()].concat()
}

/// Bytes that are nowhere the same and never look like a mark in a JPEG.
fn noise(seed: u32, size: usize) -> Vec<u8> {
    let step = |state: u32| state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    let states = std::iter::successors(Some(seed.wrapping_add(77)), |state| Some(step(*state)));
    states.map(|state| state.to_be_bytes()[0] & 0x7f).take(size).collect()
}
