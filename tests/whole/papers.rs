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

fn form(name: &str, number: &str, declaration: &Value) -> Value {
    json!({
        "submitter": {
            "name": name,
            "number": { "kind": "citizen", "value": number },
            "address": { "commune": "06577", "detail": "Thôn Pò Cại" },
            "phone": "0912 345 678"
        },
        "result": "at_desk",
        "declaration": declaration
    })
}

/// The birth of a child, with a photo.
pub fn a_birth() -> Paper {
    Paper {
        procedure: "1.001193",
        form: form("Lộc Thị Mỷ Châu", "020196000321", &json!({ "child": "Vi Minh Khôi" })),
        component: "giay-chung-sinh",
        name: "Giấy chứng sinh.jpg".to_owned(),
        bytes: a_photo(1, 150_000),
    }
}

/// A death, with a scan.
pub fn a_death() -> Paper {
    Paper {
        procedure: "1.000656",
        form: form("Nông Văn Dền", "020088000654", &json!({ "deceased": "Nông Văn Páo" })),
        component: "giay-bao-tu",
        name: "Giấy báo tử.pdf".to_owned(),
        bytes: a_scan(2, 40_000),
    }
}

/// A certificate of marital status, with a scan.
pub fn a_marital_status() -> Paper {
    Paper {
        procedure: "1.004873",
        form: form("Hà Thị Yên", "020099000987", &json!({ "purpose": "kết hôn" })),
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
