//! What becomes of a round when the machine has slept, or is in another network.

use crate::courier::Courier;
use crate::turn::Turn;

impl Courier {
    /// What is under way goes over a connection that is dead, and nobody is to blame for that: it is
    /// given up without a pause, and a round begins as if somebody had rung.
    pub(crate) fn rouse(&mut self) -> Turn {
        self.let_go();
        // What it would do depends on what was under way, which is over.
        drop(self.ring());
        Turn::GoOn
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{a_parcel, id, under_way};
    use crate::{Effect, Input, Request};

    #[test]
    fn request_that_slept_with_the_machine_is_given_up_and_made_anew_at_once() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);

        scene.passes(1_000).hear(Input::Roused);

        assert!(matches!(scene.said.first(), Some(Effect::Abandon(_))), "{:?}", scene.said);
        assert_eq!(scene.asked(), Some(&Request::Feed { after: None }), "what nobody has tried");
        assert_eq!(scene.no_news().announces(), [id(1)], "then the same parcel, by a new request");
        assert!(scene.courier.standing().hindrance.is_none(), "nothing stands in the way");
    }

    #[test]
    fn pause_is_over_when_the_machine_wakes_and_the_next_is_short() {
        let mut scene = under_way(vec![a_parcel(1, 1)]);
        for _ in 0..8 {
            scene.sleeps().sleeps();
        }

        scene.hear(Input::Roused);

        assert!(scene.asked().is_some(), "a round begins: {:?}", scene.said);
    }
}
