use domain::receipts::Receipt;
use usecases::ports::{LaidOut, Printer, Printing};

/// A printer whose papers are the codes of the receipts, a line for each.
#[derive(Debug, Clone, Copy)]
pub struct Press;

impl Printer for Press {
    fn print(&self, receipts: Vec<Receipt>, laid_out: LaidOut) -> Printing<'_> {
        Box::pin(async move {
            laid_out.say(receipts.len());
            let lines: Vec<String> = receipts.iter().map(|receipt| receipt.code.to_string()).collect();
            Ok(lines.join("\n").into_bytes())
        })
    }
}
