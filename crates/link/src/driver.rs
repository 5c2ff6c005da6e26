//! Does what the courier says, in the order in which it says it.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::sync::{mpsc, watch};
use tokio::task::AbortHandle;

use courier::{
    Activity, Change, Courier, Effect, Input, Load, Parcel, Request, RequestId, Standing, Tick, Why,
};
use domain::ids::ParcelId;

use crate::catalogue::Begun;
use crate::direct::Haste;
use crate::ears::Ears;
use crate::error::LinkError;
use crate::meter::Traffic;
use crate::perform::{Errand, Origin, Ports};
use crate::ports::PortError;
use crate::questions::runtime;
use crate::road::Road;
use crate::stream::Wires;

/// How long the desk may take to let go of a file that it was reading or keeping.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Until when a driver goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until nothing more can be done at once: a round has ended well, or everything that there is
    /// to be done had its turn, or the road is down.
    Rest {
        /// At most this long.
        limit: Duration,
    },
    /// Until nothing is left that could arrive without the clerk, through all pauses.
    Empty {
        /// At most this long.
        limit: Duration,
    },
    /// Until it is stopped.
    Stopped,
}

/// Is told what happens, on the driver's thread; it must not take long.
pub trait Watcher: Send {
    /// Something may have changed in the store, or in how things stand. Whoever wants to know asks
    /// for [`Courier::standing`]: with thousands of parcels that is too much for every answer.
    fn changed(&self, courier: &Courier);
    /// Bytes went over the road: how many since the driver began. It is told often.
    fn passed(&self, _so_far: Traffic) {}
    /// The desk could not save; the courier tries again after a pause.
    fn not_saved(&self, error: &PortError);
}

/// Runs one courier. It owns its connections and a runtime of one thread: the caller's.
pub struct Driver {
    runtime: Runtime,
    engine: Engine,
    bell: Bell,
}

/// Reaches a driver from any thread; it does nothing once the driver has ended.
#[derive(Clone)]
pub struct Bell {
    inputs: mpsc::UnboundedSender<Input>,
    stop: Arc<watch::Sender<bool>>,
}

impl Bell {
    /// Asks for a round at once: a click, or a network that came up.
    pub fn ring(&self) {
        self.tell(Input::Rung);
    }

    /// Says that the machine slept, or is in another network: whatever is under way is given up, and
    /// a round begins at once.
    pub fn rouse(&self) {
        self.tell(Input::Roused);
    }

    /// Says that a parcel was queued, or queued again.
    pub fn queued(&self, parcel: Parcel) {
        self.tell(Input::Queued(parcel));
    }

    /// Says that a parcel was superseded.
    pub fn cancelled(&self, parcel: ParcelId) {
        self.tell(Input::Cancelled(parcel));
    }

    /// Ends the driver before its next effect. What is under way is dropped; the store knows it as
    /// a lease, which is void in the next run.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    fn tell(&self, input: Input) {
        // A driver that has ended needs to be told nothing: the store says it all.
        let _ = self.inputs.send(input);
    }
}

impl Driver {
    /// A driver that has not begun.
    pub fn new(
        courier: Courier,
        road: Road,
        ports: Ports,
        origin: Origin,
    ) -> Result<Self, LinkError> {
        let (inputs, inbox) = mpsc::unbounded_channel();
        let (stop, stopped) = watch::channel(false);
        let engine = Engine {
            courier,
            road,
            ports,
            origin,
            inbox,
            inputs: inputs.clone(),
            stopped,
            under_way: BTreeMap::new(),
            begun: Begun::default(),
            watcher: None,
        };
        Ok(Self { runtime: runtime()?, engine, bell: Bell { inputs, stop: Arc::new(stop) } })
    }

    /// The same driver, watched.
    #[must_use]
    pub fn watched_by(mut self, watcher: Box<dyn Watcher>) -> Self {
        self.engine.watcher = Some(watcher);
        self
    }

    /// The way to reach it while it runs.
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Begins with a round at once, and goes on in the caller's thread. Whoever wants to go on
    /// after the end begins anew with what the store says.
    pub fn run(self, until: Until) -> Standing {
        // While a bell lives, the engine knows that nobody has stopped it.
        let Self { runtime, mut engine, bell: _bell } = self;
        runtime.block_on(engine.run(until));
        // What the desk still reads or keeps ends by itself, because nobody listens any more. The
        // system's search for a name does not, and is left to itself.
        runtime.shutdown_timeout(LAST_WORDS);
        engine.courier.standing()
    }
}

struct Engine {
    courier: Courier,
    road: Road,
    ports: Ports,
    origin: Origin,
    inbox: mpsc::UnboundedReceiver<Input>,
    inputs: mpsc::UnboundedSender<Input>,
    stopped: watch::Receiver<bool>,
    under_way: BTreeMap<RequestId, UnderWay>,
    begun: Begun,
    watcher: Option<Box<dyn Watcher>>,
}

impl Engine {
    async fn run(&mut self, until: Until) {
        let limit = self.limit(until);
        self.take_in(Input::Rung);
        while !self.is_stopped() && !self.is_done(until) {
            let input = if self.is_in_a_hurry(until) {
                Some(Input::Hurried)
            } else {
                self.next(limit).await
            };
            let Some(input) = input else { break };
            self.take_in(input);
        }
        for (_, errand) in std::mem::take(&mut self.under_way) {
            errand.task.abort();
        }
        self.tell_traffic();
    }

    fn limit(&self, until: Until) -> Option<Tick> {
        let limit = match until {
            Until::Rest { limit } | Until::Empty { limit } => limit,
            Until::Stopped => return None,
        };
        let limit = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
        Some(Tick(self.road.clock().now().tick.0.saturating_add(limit)))
    }

    fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    fn is_done(&mut self, until: Until) -> bool {
        match until {
            Until::Stopped => false,
            Until::Rest { .. } => !self.is_busy() && !self.courier.has_untried(),
            Until::Empty { .. } => !self.is_busy() && self.is_empty(),
        }
    }

    fn is_busy(&self) -> bool {
        self.courier.activity() == Activity::UnderWay || !self.inbox.is_empty()
    }

    /// Whoever waits for one round does not wait for pauses: one thing that does not get through
    /// is no reason not to try the others.
    fn is_in_a_hurry(&mut self, until: Until) -> bool {
        matches!(until, Until::Rest { .. }) && !self.is_busy() && self.courier.has_untried()
    }

    /// Whether nothing is left, or whatever is left waits for the clerk.
    fn is_empty(&self) -> bool {
        let Load { waiting, results, .. } = self.courier.load();
        let rests = matches!(self.courier.activity(), Activity::Rested { .. });
        let wakes_for_news = matches!(self.courier.wake(), None | Some((_, Why::Poll)));
        waiting == 0 && results == 0 || rests && wakes_for_news
    }

    /// What happens next. Answers come before the clock: what arrived in time while the disk was
    /// slow is not late.
    async fn next(&mut self, limit: Option<Tick>) -> Option<Input> {
        let clock = self.road.clock();
        let wake = self.courier.wake().map(|(tick, _)| tick);
        tokio::select! {
            biased;
            _ = self.stopped.wait_for(|is_stopped| *is_stopped) => None,
            input = self.inbox.recv() => input,
            () = clock.wait(wake.unwrap_or(Tick(u64::MAX))), if wake.is_some() => {
                Some(Input::Woken)
            }
            () = clock.wait(limit.unwrap_or(Tick(u64::MAX))), if limit.is_some() => None,
        }
    }

    /// Hands an input to the courier, and then whatever follows from what it says.
    fn take_in(&mut self, input: Input) {
        if matches!(input, Input::Roused) {
            self.road.forget();
        }
        let is_progress = matches!(input, Input::Progressed(_) | Input::Came { .. });
        let mut inputs = VecDeque::from([input]);
        let mut has_saved = false;
        while let Some(input) = inputs.pop_front() {
            if !self.is_awaited(&input) {
                continue;
            }
            for effect in self.courier.handle(self.road.clock().now(), input) {
                if self.is_stopped() {
                    return;
                }
                match self.obey(effect) {
                    Done::Saved(queued) => {
                        has_saved = true;
                        inputs.extend(queued.into_iter().map(Input::Queued));
                    }
                    Done::NotSaved => {
                        inputs.push_front(Input::NotSaved);
                        break;
                    }
                    Done::Otherwise => {}
                }
            }
        }
        self.tell_traffic();
        if !is_progress || has_saved {
            self.tell();
        }
    }

    /// Whether the courier still waits for it. An abandoned request may have spoken before it fell
    /// silent.
    fn is_awaited(&mut self, input: &Input) -> bool {
        match input {
            Input::Answered { request, .. } => self.under_way.remove(request).is_some(),
            Input::Progressed(request)
            | Input::Came { request, .. }
            | Input::Streamed { request, .. } => self.under_way.contains_key(request),
            Input::Rung
            | Input::Roused
            | Input::Hurried
            | Input::Queued(_)
            | Input::Cancelled(_)
            | Input::Woken
            | Input::NotSaved => true,
        }
    }

    fn obey(&mut self, effect: Effect) -> Done {
        match effect {
            Effect::Save(changes) => return self.save(&changes),
            Effect::Send(id, request) => self.send(id, request),
            Effect::Abandon(id) => self.abandon(id),
            Effect::Finish(id) => self.finish(id),
        }
        Done::Otherwise
    }

    fn save(&mut self, changes: &[Change]) -> Done {
        match self.ports.parcels.save(changes) {
            Ok(queued) => Done::Saved(queued),
            Err(error) => {
                if let Some(watcher) = &self.watcher {
                    watcher.not_saved(&error);
                }
                // The courier takes everything back, a request that it had sent before included.
                while let Some((_, errand)) = self.under_way.pop_first() {
                    errand.task.abort();
                }
                Done::NotSaved
            }
        }
    }

    /// The request is made beside the driver's loop, which only hears of its progress and its end.
    fn send(&mut self, id: RequestId, request: Request) {
        let Ears { progress, words, came } = Ears::of(id, &self.inputs);
        let (finish, wanted) = watch::channel(false);
        let errand = Errand {
            road: self.road.straight(Haste::NONE),
            ports: self.ports.clone(),
            origin: self.origin,
            wires: Wires {
                words,
                finish: wanted,
                line: self.road.line(),
                opened: progress.clone(),
            },
            progress,
            came,
            news: self.courier.wants_news(),
            begun: self.begun.clone(),
        };
        let inputs = self.inputs.clone();
        let task = tokio::spawn(async move {
            let heard = errand.perform(request).await;
            let _ = inputs.send(Input::Answered {
                request: id,
                answer: heard.answer,
                time: heard.time,
            });
        });
        self.under_way.insert(id, UnderWay { task: task.abort_handle(), finish });
    }

    fn finish(&mut self, id: RequestId) {
        if let Some(errand) = self.under_way.get(&id) {
            errand.finish.send_replace(true);
        }
    }

    fn abandon(&mut self, id: RequestId) {
        if let Some(errand) = self.under_way.remove(&id) {
            errand.task.abort();
        }
    }

    fn tell_traffic(&self) {
        if let Some(watcher) = &self.watcher {
            watcher.passed(self.road.traffic());
        }
    }

    fn tell(&self) {
        if let Some(watcher) = &self.watcher {
            watcher.changed(&self.courier);
        }
    }
}

/// A request that is being made.
struct UnderWay {
    task: AbortHandle,
    /// Turns true when a stream is to end in order.
    finish: watch::Sender<bool>,
}

/// How an effect ended.
enum Done {
    /// It is on the disk, and these parcels were queued by it.
    Saved(Vec<Parcel>),
    /// It is not on the disk: what follows must not happen.
    NotSaved,
    /// Nothing is to be said of it.
    Otherwise,
}
