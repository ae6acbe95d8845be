//! Each test runs twice, in a world of its own: [`twins!`] makes `sqlite::NAME` and `postgres::NAME` of it.
mod bank;
mod cast;
mod mailbox;
mod press;
mod screens;
mod shelf;
mod world;

pub use bank::{Bank, Trouble};
pub use cast::{Cast, Household};
pub use mailbox::Mailbox;
pub use press::Press;
pub use screens::Screens;
pub use shelf::Shelf;
pub use world::{PASSWORD, World, token_in};

use domain::{
    Rejection,
    notices::{Chosen, Subject},
};
use std::panic::resume_unwind;
use store::testing::Scratch;
use usecases::{
    Ctx, Error, notices,
    session::{self, Entrance, SignedIn},
};

/// Lists the tests of a file: ordinary functions `async fn name(world: World)`.
macro_rules! twins {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                $crate::support::on_sqlite(super::$name).await;
            })+
        }

        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                $crate::support::on_postgres(super::$name).await;
            })+
        }
    };
}
pub(crate) use twins;

pub async fn on_sqlite<Test>(test: impl FnOnce(World) -> Test)
where
    Test: Future<Output = ()> + Send + 'static,
{
    run(Scratch::sqlite().await, test).await;
}

pub async fn on_postgres<Test>(test: impl FnOnce(World) -> Test)
where
    Test: Future<Output = ()> + Send + 'static,
{
    if let Some(scratch) = Scratch::postgres().await {
        run(scratch, test).await;
    }
}

/// The database goes also when the test fails.
async fn run<Test>(scratch: Scratch, test: impl FnOnce(World) -> Test)
where
    Test: Future<Output = ()> + Send + 'static,
{
    let world = World::new(scratch.db.clone()).await;
    let outcome = tokio::spawn(test(world)).await;
    scratch.discard().await;
    if let Err(failed) = outcome {
        resume_unwind(failed.into_panic());
    }
}

/// The refusal of a form.
#[track_caller]
pub fn rejection<T: std::fmt::Debug>(answer: Result<T, Error>) -> Rejection {
    match answer {
        Err(Error::Rejected(rejection)) => rejection,
        other => panic!("not a rejection: {other:?}"),
    }
}

/// Signs in somebody whose password is all that is asked for.
pub async fn sign_in(ctx: &Ctx, email: &str, password: &str) -> Result<SignedIn, Error> {
    session::sign_in(ctx, email, password).await.map(opened)
}

/// The session that was opened.
#[track_caller]
pub fn opened(entrance: Entrance) -> SignedIn {
    match entrance {
        Entrance::Open(signed_in) => signed_in,
        Entrance::Code(_) => panic!("a code is asked for"),
    }
}

/// From now on whoever asks gets letters about these subjects alone, and hears of everything in the other ways.
pub async fn want_letters(ctx: &Ctx, letters: &[Subject]) {
    let all = || Subject::ALL.to_vec();
    let chosen = Chosen { bell: all(), letters: letters.to_vec(), push: all() };
    notices::choose(ctx, &chosen, "22:00", "08:00").await.unwrap();
}
