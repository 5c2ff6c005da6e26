//! Submitting and taking back.

use desk::withdrawals::Withdrawn;
use desk::{dossiers, submissions, withdrawals};

use super::Which;
use crate::error::UiError;
use crate::host::Host;
use crate::reply::{How, Queued, TakenBack};

pub(crate) fn submit(host: &Host, args: Which) -> Result<Queued, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        Ok(Queued::new(dossier, &submissions::submit(desk, actor, dossier)?))
    })
}

pub(crate) fn withdraw(host: &Host, args: Which) -> Result<TakenBack, UiError> {
    host.with_desk(|desk, actor| {
        let dossier = dossiers::find(desk, &args.dossier)?;
        let (withdrawn, code) = withdrawals::withdraw(desk, actor, dossier)?;
        let how = match withdrawn {
            Withdrawn::Discarded => How::Discarded,
            Withdrawn::Cancelled => How::Cancelled,
            Withdrawn::Asked => How::Asked,
        };
        let (dossier_id, provisional_code) = (dossier.to_string(), code.to_string());
        Ok(TakenBack { dossier_id, provisional_code, how })
    })
}
