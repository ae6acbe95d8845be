//! The key that seals secrets: the configuration names it, or the first start makes one beside the database.
use crate::config::Config;
use anyhow::{Context, anyhow, bail};
use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};
use usecases::{
    Ctx, second_factor,
    vault::{self, KEY, Vault},
};

/// # Errors
/// When the file beside the database cannot be read or made.
pub fn configured(config: &Config) -> anyhow::Result<Vault> {
    match config.encryption.vault() {
        Some(vault) => Ok(vault),
        None => Ok(Vault::new(beside(&config.key_beside())?, config.encryption.old())),
    }
}

/// The key of a file, which is made where there is none; only its owner may read it.
///
/// # Errors
/// When it cannot be read or made, or holds something else.
pub fn beside(file: &Path) -> anyhow::Result<[u8; KEY]> {
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let text = vault::fresh_key();
            make(file, &text).with_context(|| format!("файл ключа {} не создаётся", file.display()))?;
            text
        }
        read => read.with_context(|| format!("файл ключа {} не читается", file.display()))?,
    };
    let odd =
        || anyhow!("{}: здесь должен стоять ключ шифрования, 64 шестнадцатеричные цифры", file.display());
    vault::key(text.lines().next().unwrap_or_default()).ok_or_else(odd)
}

/// Half a key is never left behind, and none that secrets are sealed with is lost: the file gets its name once it is whole, and its folder is written.
fn make(file: &Path, key: &str) -> std::io::Result<()> {
    let begun = file.with_extension("key.new");
    let mut new = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&begun)?;
    new.write_all(format!("{key}\n").as_bytes())?;
    new.sync_all()?;
    fs::rename(begun, file)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or_else(|| Path::new(".")))?.sync_all()
}

/// Whether the key is that of the database; what an old one had sealed is sealed anew.
///
/// # Errors
/// A sentence for whoever starts the portal when it is not.
pub async fn settle(ctx: &Ctx) -> anyhow::Result<()> {
    let Some(other) = second_factor::settle_keys(ctx).await? else { return Ok(()) };
    let own = ctx.portal.vault.key_id();
    if other.is_empty() {
        bail!(
            "секреты «Входа по коду» в базе не зашифрованы: её записала версия портала, которая ещё этого не умела"
        );
    }
    bail!(
        "ключ шифрования не тот: секреты «Входа по коду» зашифрованы ключом {other}, а у портала ключ {own}. \
         Верните прежний файл ключа или назовите его в [encryption] old_key_files (docs/OPERATIONS.md)"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_first_start_makes_a_key_that_only_its_owner_reads_and_later_ones_find_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("domovoy.key");
        let first = beside(&file).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(beside(&file).unwrap(), first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_holds_no_key_is_told_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("domovoy.key");
        for text in ["", "пароль\n"] {
            fs::write(&file, text).unwrap();
            assert!(beside(&file).unwrap_err().to_string().contains("64 шестнадцатеричные цифры"));
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
    }
}
