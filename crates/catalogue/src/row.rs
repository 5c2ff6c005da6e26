//! Places in the rows of a list: `/declaration/members/*/name` is `/declaration/members/0/name` in
//! the first.

/// Stands for the number of a row in a path.
pub(crate) const ROW: &str = "*";

/// The path in one row; a path that is in no list stays as it is.
pub(crate) fn in_row(path: &str, row: usize) -> String {
    path.replacen("/*", &format!("/{row}"), 1)
}

/// What follows the list's own path, without the slash; `None` for what is not in the list.
pub(crate) fn within<'p>(path: &'p str, list: &str) -> Option<&'p str> {
    path.strip_prefix(list)?.strip_prefix('/')
}

/// A path in a list, taken apart: the row, and what follows it.
pub(crate) fn row_of<'p>(path: &'p str, list: &str) -> Option<(usize, Option<&'p str>)> {
    let inner = within(path, list)?;
    let (row, rest) = inner.split_once('/').map_or((inner, None), |(row, rest)| (row, Some(rest)));
    Some((row.parse().ok()?, rest))
}

/// The path that something has in any row of a list.
pub(crate) fn any_row(list: &str, inner: &str) -> String {
    format!("{list}/{ROW}/{inner}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "/declaration/members";

    #[test]
    fn path_in_a_row_is_taken_apart_and_put_together() {
        let any = any_row(LIST, "address/commune");

        let path = in_row(&any, 12);

        assert_eq!(any, "/declaration/members/*/address/commune");
        assert_eq!(path, "/declaration/members/12/address/commune");
        assert_eq!(row_of(&path, LIST), Some((12, Some("address/commune"))));
        assert_eq!(row_of("/declaration/members/3", LIST), Some((3, None)));
    }

    #[test]
    fn path_outside_of_the_list_has_no_row() {
        for path in ["/declaration/members", "/declaration/membership/1", "/declaration/members/x"]
        {
            assert_eq!(row_of(path, LIST), None, "{path}");
        }
        assert_eq!(in_row("/declaration/name", 3), "/declaration/name");
    }
}
