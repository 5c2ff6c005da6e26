//! What is heard of a request while it is under way.

use std::sync::Arc;

use courier::{Input, RequestId};
use tokio::sync::mpsc;

use crate::fetch::Came;
use crate::pieces::Progress;
use crate::stream::Words;

/// Tells the driver how far a request has come.
pub(crate) struct Ears {
    pub(crate) progress: Progress,
    pub(crate) words: Words,
    pub(crate) came: Came,
}

impl Ears {
    /// Those of one request. A driver that has ended hears nothing, and needs to hear nothing.
    pub(crate) fn of(request: RequestId, inputs: &mpsc::UnboundedSender<Input>) -> Self {
        let tell = {
            let inputs = inputs.clone();
            move |input| drop(inputs.send(input))
        };
        let (progress, words, came) = (tell.clone(), tell.clone(), tell);
        Self {
            progress: Arc::new(move || progress(Input::Progressed(request))),
            words: Arc::new(move |lane, word| words(Input::Streamed { request, lane, word })),
            came: Arc::new(move |held| came(Input::Came { request, held })),
        }
    }
}
