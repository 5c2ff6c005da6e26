//! Beginning, listing and showing dossiers.

use desk::dossiers::{self, Beginning};
use domain::kinds::{Assistance, CaseState, Channel};
use domain::procedure::ProcedureCode;
use serde::Deserialize;
use serde_json::Value;

use super::Which;
use crate::error::{Kind, UiError};
use crate::host::Host;
use crate::reply::{Begun, Listed, Shown};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Begin {
    procedure: String,
    #[serde(default = "at_the_desk")]
    channel: Channel,
    #[serde(default = "done_for")]
    assistance: Assistance,
    form: Value,
}

fn at_the_desk() -> Channel {
    Channel::Direct
}

fn done_for() -> Assistance {
    Assistance::DoneFor
}

pub(crate) fn begin(host: &Host, args: Begin) -> Result<Begun, UiError> {
    let procedure: ProcedureCode = args
        .procedure
        .parse()
        .map_err(|_| UiError::new(Kind::Input, "not-a-procedure").with("code", &args.procedure))?;
    let (channel, assistance, form) = (args.channel, args.assistance, args.form);
    host.with_desk(|desk, actor| {
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
    #[serde(default)]
    state: Option<CaseState>,
}

pub(crate) fn list(host: &Host, args: List) -> Result<Vec<Listed>, UiError> {
    host.with_desk(|desk, _| {
        Ok(dossiers::list(desk, args.state)?.into_iter().map(Listed::from).collect())
    })
}

pub(crate) fn show(host: &Host, args: Which) -> Result<Shown, UiError> {
    host.with_desk(|desk, _| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        Ok(dossiers::show(desk, dossier)?.into())
    })
}
