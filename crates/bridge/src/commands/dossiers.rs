//! Beginning, listing and showing dossiers.

use desk::dossiers::{self, Beginning, Wanted};
use desk::rows::Summary;
use domain::kinds::{Assistance, CaseState, Channel, DeskKind};
use domain::procedure::ProcedureCode;
use serde::Deserialize;
use serde_json::Value;

use super::Which;
use super::names::official_name;
use crate::error::{Kind, UiError};
use crate::host::Host;
use crate::reply::{Begun, Listed, Shown};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Begin {
    procedure: String,
    /// Absent: the usual one of this kind of desk.
    channel: Option<Channel>,
    /// Absent: the desk types for the person.
    assistance: Option<Assistance>,
    form: Value,
}

fn usual_channel(kind: DeskKind) -> Channel {
    match kind {
        DeskKind::Authority | DeskKind::Volunteer => Channel::Direct,
        DeskKind::Post => Channel::Post,
    }
}

pub(crate) fn begin(host: &Host, args: Begin) -> Result<Begun, UiError> {
    let procedure: ProcedureCode = args
        .procedure
        .parse()
        .map_err(|_| UiError::new(Kind::Input, "not-a-procedure").with("code", &args.procedure))?;
    let (assistance, form) = (args.assistance.unwrap_or(Assistance::DoneFor), args.form);
    host.with_desk(|desk, actor| {
        let channel = args.channel.unwrap_or_else(|| usual_channel(desk.row().kind));
        let beginning = Beginning { procedure, channel, assistance, form };
        let begun = dossiers::begin(desk, actor, beginning)?;
        Ok(Begun {
            dossier_id: begun.dossier.to_string(),
            provisional_code: begun.provisional_code.to_string(),
            edition: begun.edition,
        })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    state: Option<String>,
    #[serde(default)]
    discarded: bool,
}

pub(crate) fn list(host: &Host, args: List) -> Result<Vec<Listed>, UiError> {
    let state = args.state.map(|word| word.parse::<CaseState>());
    let wanted = match (args.discarded, state) {
        (true, _) => Wanted::Discarded,
        (false, None) => Wanted::All,
        (false, Some(Ok(state))) => Wanted::In(state),
        (false, Some(Err(_))) => return Err(UiError::new(Kind::Usage, "not-a-state")),
    };
    host.with_desk(|desk, _| {
        let listed = |row: Summary| {
            let name = official_name(desk, &row.procedure);
            Listed::new(row, name)
        };
        Ok(dossiers::list(desk, wanted)?.into_iter().map(listed).collect())
    })
}

pub(crate) fn show(host: &Host, args: Which) -> Result<Shown, UiError> {
    host.with_desk(|desk, _| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let whole = dossiers::show(desk, dossier)?;
        let name = official_name(desk, &whole.dossier.procedure);
        Ok(Shown::new(whole, name))
    })
}
