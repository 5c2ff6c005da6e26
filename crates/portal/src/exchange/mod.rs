//! The honest way on: what has arrived is written into a folder, in the words of the message
//! `DongBoHoSoMC`, for whatever system the province has; and what that system says comes back in
//! the same words.
//!
//! No public specification of that message was found. The names of its fields and code lists are
//! those that running systems use; what is only guessed is left out. All values are texts, dates
//! are `yyyyMMddHHmmss` on a Vietnamese wall clock.
//!
//! | field | what it carries |
//! |---|---|
//! | `ThongTinKhac` | `nopho:<dossier id>; <provisional code>`, then a withdrawal that was asked for; **by this an import finds the dossier** |
//! | `MaHoSo` | the agency's code; left out until the agency has given it |
//! | `TrangThaiHoSo` | the agency's status as it came; `1` in an import says nothing |
//! | `NgayNopHoSo` | when the gateway first heard of the dossier |
//! | `NgayTiepNhan` | when the agency officially took it in |
//! | `NgayHenTra` | the promised day, at its end: the hour is not known. Not the day by which a resident must answer |
//! | `GhiChu` | why it stands so; in an import `ThongTinTra` counts where it is empty |
//! | `TaiLieuNop` | the newest revision's papers, its `form.json` among them |
//! | `DanhSachHoSoBoSung` | the revisions that answered a question of the agency |
//! | `DanhSachGiayToKetQua` | the result files |

pub mod cursor;
pub mod export;
pub mod fault;
mod folder;
pub mod import;
mod judging;
mod line;
mod plan;
mod reading;
mod record;
mod stamp;
