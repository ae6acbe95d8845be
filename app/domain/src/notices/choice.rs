use super::{QuietHours, Subject};
use crate::push::Device;
use serde::{Deserialize, Serialize};

/// By what one hears of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Channel {
    /// It counts as new behind the bell. The list has it in any case.
    Bell,
    Letters,
    /// On the screen of a telephone or computer.
    Push,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Bell, Self::Letters, Self::Push];
}

impl Subject {
    /// Whether one may choose not to hear of it so. What guards the cabinet comes in every way; a fiscal receipt is sent by law.
    #[must_use]
    pub const fn may_refuse(self, channel: Channel) -> bool {
        match self {
            Self::Units => false,
            Self::Payments => !matches!(channel, Channel::Letters),
            _ => true,
        }
    }
}

/// How somebody hears of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub subject: Subject,
    pub bell: bool,
    pub letters: bool,
    pub push: bool,
}

impl Choice {
    /// In every way: what holds until somebody chooses.
    #[must_use]
    pub const fn all(subject: Subject) -> Self {
        Self { subject, bell: true, letters: true, push: true }
    }

    #[must_use]
    pub const fn has(&self, channel: Channel) -> bool {
        match channel {
            Channel::Bell => self.bell,
            Channel::Letters => self.letters,
            Channel::Push => self.push,
        }
    }
}

/// The boxes that were ticked, by channel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Chosen {
    #[serde(default)]
    pub bell: Vec<Subject>,
    #[serde(default)]
    pub letters: Vec<Subject>,
    #[serde(default)]
    pub push: Vec<Subject>,
}

impl Chosen {
    #[must_use]
    pub fn of(&self, subject: Subject) -> Choice {
        let ticked = |channel, ticked: &[Subject]| !subject.may_refuse(channel) || ticked.contains(&subject);
        Choice {
            subject,
            bell: ticked(Channel::Bell, &self.bell),
            letters: ticked(Channel::Letters, &self.letters),
            push: ticked(Channel::Push, &self.push),
        }
    }
}

/// «Уведомления» of the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeSettings {
    /// One for each subject, in their order.
    pub choices: Vec<Choice>,
    pub quiet: QuietHours,
    /// What a browser needs to subscribe; none where the portal pushes nothing.
    pub push_key: Option<String>,
    /// Where notices are pushed to, the newest first.
    pub devices: Vec<Device>,
}
