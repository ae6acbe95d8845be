use std::sync::{Arc, Mutex, MutexGuard};
use usecases::ports::{Push, PushError, PushMessage, Pushing};

/// A push service that keeps what it is given, and fails when told to.
#[derive(Debug, Clone, Default)]
pub struct Screens(Arc<Mutex<State>>);

#[derive(Debug, Default)]
pub struct State {
    pub messages: Vec<PushMessage>,
    /// How every message fails.
    pub failure: Option<PushError>,
}

impl Screens {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Takes out what was pushed, by address and title.
    pub fn take(&self) -> Vec<(String, String)> {
        let messages = std::mem::take(&mut self.state().messages);
        let title = |message: &PushMessage| {
            let shown: serde_json::Value = serde_json::from_slice(&message.payload).unwrap();
            shown["title"].as_str().unwrap().to_owned()
        };
        messages.into_iter().map(|message| (message.endpoint.clone(), title(&message))).collect()
    }
}

impl Push for Screens {
    fn key(&self) -> &'static str {
        "key"
    }

    fn accepts(&self, endpoint: &str) -> bool {
        endpoint.starts_with("https://")
    }

    fn send<'a>(&'a self, message: &'a PushMessage) -> Pushing<'a> {
        Box::pin(async {
            let mut state = self.state();
            if let Some(failure) = &state.failure {
                return Err(failure.clone());
            }
            state.messages.push(message.clone());
            Ok(())
        })
    }
}
