//! Desk and gateway in processes of their own, with a line between them, and one of the two killed
//! again and again: at each of its named points, and at any byte of what they say to each other. Each
//! time it is started again and the queue goes on. In the end every dossier has arrived once, with the
//! bytes that the desk sealed.

mod before;
mod clerk;
mod histogram;
mod line;
mod points;
mod program;
mod province;
mod random;
#[path = "../portal/points.rs"]
mod serving;
#[path = "../sources.rs"]
mod sources;
mod standing;
mod still;
mod verdict;
mod world;
