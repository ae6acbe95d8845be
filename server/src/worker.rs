//! Work on the outbox in the background.
use crate::host::Host;
use futures::{FutureExt, future::join_all};
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use usecases::jobs::{self, Lane};

const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// How long until it is tried again to hear other instances.
const DEAF_FOR: Duration = Duration::from_secs(5);

/// Does what is due until `stop`; a job in hand is finished.
pub async fn run(host: Arc<Host>, stop: CancellationToken) {
    join_all(Lane::ALL.map(|lane| work(&host, lane, &stop))).await;
}

async fn work(host: &Host, lane: Lane, stop: &CancellationToken) {
    let interval = host.limits.worker_interval;
    let mut pause = interval;
    let mut promised = lane != Lane::EverythingElse;
    while !stop.is_cancelled() {
        let work = async {
            if !promised {
                jobs::promise_recurring(&host.system_ctx()).await?;
                promised = true;
            }
            jobs::run_lane(&host.system_ctx(), lane).await
        };
        match AssertUnwindSafe(work).catch_unwind().await {
            Ok(Ok(0)) => pause = interval,
            Ok(Ok(_)) => continue,
            Ok(Err(error)) => {
                tracing::error!(error = ?error, "the outbox cannot be read");
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            Err(_) => {
                tracing::error!("a job panicked");
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
        tokio::select! {
            () = sleep(pause) => {}
            () = stop.cancelled() => {}
        }
    }
}

/// Passes on to pages that are open here what other instances have changed, until `stop`.
pub async fn hear_others(host: Arc<Host>, stop: CancellationToken) {
    let hearing = async {
        while let Err(error) = host.db.hear_others().await {
            tracing::error!(error = ?error, "other instances cannot be heard");
            sleep(DEAF_FOR).await;
        }
    };
    tokio::select! {
        () = hearing => {}
        () = stop.cancelled() => {}
    }
}
