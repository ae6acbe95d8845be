//! Papers drawn by Typst: a template and data, which never meet as source.
mod data;
mod press;
mod template;

#[cfg(test)]
mod tests;

pub use template::{Template, TemplateError};

use domain::receipts::Receipt;
use press::Press;
use std::{sync::Arc, thread::available_parallelism};
use tokio::{sync::Semaphore, task::spawn_blocking};
use usecases::ports::{LaidOut, PrintError, Printer, Printing};

/// Prints receipts by a template, as many at once as there are processors.
#[derive(Debug, Clone)]
pub struct Typst {
    press: Arc<Press>,
    turns: Arc<Semaphore>,
}

impl Typst {
    #[must_use]
    pub fn new(template: Template) -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        Self { press: Arc::new(Press::new(template)), turns: Arc::new(Semaphore::new(processors)) }
    }
}

impl Printer for Typst {
    fn print(&self, receipts: Vec<Receipt>, laid_out: LaidOut) -> Printing<'_> {
        Box::pin(async move {
            let stopped = |error: String| PrintError(format!("the printer stopped: {error}"));
            let turn =
                Arc::clone(&self.turns).acquire_owned().await.map_err(|error| stopped(error.to_string()))?;
            let press = Arc::clone(&self.press);
            let printing = spawn_blocking(move || {
                // Held until it is done, whether or not somebody still waits for it.
                let _turn = turn;
                press.print(&receipts, &laid_out)
            });
            printing.await.map_err(|error| stopped(error.to_string()))?
        })
    }
}
