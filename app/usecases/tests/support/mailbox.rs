use std::sync::{Arc, Mutex};
use usecases::ports::{Letter, MailError, Mailer, Sending};

/// A mail server that keeps what it is given, and fails when told to.
#[derive(Debug, Clone, Default)]
pub struct Mailbox(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    letters: Vec<Letter>,
    failure: Option<MailError>,
}

impl Mailbox {
    /// From now on every letter fails like this, or none does.
    pub fn fail(&self, failure: Option<MailError>) {
        self.0.lock().unwrap().failure = failure;
    }

    /// Takes out what has come.
    pub fn take(&self) -> Vec<Letter> {
        std::mem::take(&mut self.0.lock().unwrap().letters)
    }
}

impl Mailer for Mailbox {
    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a> {
        Box::pin(async {
            let mut state = self.0.lock().unwrap();
            if let Some(failure) = &state.failure {
                return Err(failure.clone());
            }
            state.letters.push(letter.clone());
            Ok(())
        })
    }
}
