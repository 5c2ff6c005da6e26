//! Warnings about other dossiers and about files, with what a host shows of them.

use desk::rows::PageRow;
use domain::gap::Gap;

use crate::spoken::OtherDossier;
use crate::words::Words;

/// Under which args a gap names pages by their ids, and under which their files are spoken of. A gap
/// holds no names of files: people are named in them.
const FILES: [(&str, &str); 2] = [("page", "file"), ("twin", "other-file")];

/// Gaps that say which files they mean, as those were called when they were handed in.
pub(crate) fn with_files<'p>(
    gaps: Vec<Gap>,
    pages: impl IntoIterator<Item = &'p PageRow>,
) -> Vec<Gap> {
    let pages: Vec<_> = pages.into_iter().collect();
    let name = |gap: &Gap, arg: &str| {
        let id = gap.args.get(arg)?;
        let page = pages.iter().find(|page| page.page.to_string() == *id)?;
        Some(Words::plain(page.name.as_str()))
    };
    let named = |gap: Gap| {
        FILES.iter().fold(gap, |gap, (id, file)| match name(&gap, id) {
            Some(name) => gap.with(file, &name),
            None => gap,
        })
    };
    gaps.into_iter().map(named).collect()
}

/// The dossier that a gap is about, if it is about another.
pub(crate) fn other(gap: &Gap) -> Option<OtherDossier> {
    let dossier_id = gap.args.get("other")?.clone();
    Some(OtherDossier { dossier_id, provisional_code: gap.args.get("code")?.clone() })
}
