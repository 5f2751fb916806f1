//! `granska completions`: a script for the user's shell.

use super::args::{Cli, Shell};
use super::{Exit, Stop};
use clap::CommandFactory;
use clap_complete::{generate, shells};
use std::io::Write;

pub(super) fn completions(shell: Shell, out: &mut dyn Write) -> Result<Exit, Stop> {
    let mut command = Cli::command();
    let mut script = Vec::new();
    match shell {
        Shell::Bash => generate(shells::Bash, &mut command, "granska", &mut script),
        Shell::Zsh => generate(shells::Zsh, &mut command, "granska", &mut script),
        Shell::Fish => generate(shells::Fish, &mut command, "granska", &mut script),
        Shell::Powershell => generate(shells::PowerShell, &mut command, "granska", &mut script),
    }
    out.write_all(&script)?;
    Ok(Exit::Done)
}
