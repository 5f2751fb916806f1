//! A line that says what is going on, for someone who waits at a terminal.

use super::Terminal;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// A spinner with the name of the stage; nothing when nobody watches. Gone when dropped.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Starts hidden work.
    pub fn new(terminal: Terminal) -> Self {
        let bar = ProgressBar::with_draw_target(
            None,
            match terminal {
                Terminal::Watched => ProgressDrawTarget::stderr(),
                Terminal::Unwatched => ProgressDrawTarget::hidden(),
            },
        );
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// Names the stage.
    pub fn stage(&self, name: impl Into<String>) {
        self.0.set_message(name.into());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
