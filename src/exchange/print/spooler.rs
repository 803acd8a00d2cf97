//! Handing a document to the system's printer: `lp` where there is CUPS, the print verb of Windows elsewhere. Nothing is left on the disk
//! where the spooler takes the document through a pipe.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::domain::identity::inert;
use crate::domain::refusal::Refusal;
use crate::{both, refusal};

/// What takes a document and prints it.
pub trait Spooler {
    /// Hands over a PDF; returns once the spooler has all of it.
    ///
    /// # Errors
    /// Where there is no spooler or it refuses: says what to do instead.
    fn print(&self, pdf: &[u8], title: &str, printer: Option<&str>) -> Result<(), Refusal>;
}

/// The spooler of this system.
pub struct System;

impl Spooler for System {
    fn print(&self, pdf: &[u8], title: &str, printer: Option<&str>) -> Result<(), Refusal> {
        if cfg!(windows) {
            return print_verb(pdf, printer);
        }
        Pipe { program: "lp" }.print(pdf, title, printer)
    }
}

/// A program that takes the document on its standard input, as `lp` does.
pub struct Pipe<'a> {
    pub program: &'a str,
}

impl Spooler for Pipe<'_> {
    fn print(&self, pdf: &[u8], title: &str, printer: Option<&str>) -> Result<(), Refusal> {
        let mut command = Command::new(self.program);
        command.args(["-t", title]);
        if let Some(printer) = printer {
            command.args(["-d", printer]);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|_| no_spooler())?;
        if let Some(mut input) = child.stdin.take() {
            // A spooler that refuses closes the pipe early: its own words come below.
            let _ = input.write_all(pdf);
        }
        let output = child.wait_with_output().map_err(|_| no_spooler())?;
        if output.status.success() { Ok(()) } else { Err(refused(&String::from_utf8_lossy(&output.stderr))) }
    }
}

/// Windows prints through the program that opens PDF files: it wants a file.
fn print_verb(pdf: &[u8], printer: Option<&str>) -> Result<(), Refusal> {
    let name = format!("touchstone-{}-{}.pdf", std::process::id(), pdf.len());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, pdf).map_err(|error| refused(&error.to_string()))?;
    let mut command = Command::new("powershell");
    // The names travel in the environment, so that none of them is ever read as a command.
    command.env("TOUCHSTONE_PAGE", &path).env("TOUCHSTONE_PRINTER", printer.unwrap_or_default());
    command.args(["-NoProfile", "-NonInteractive", "-Command"]).arg(match printer {
        Some(_) => "Start-Process -FilePath $env:TOUCHSTONE_PAGE -Verb PrintTo -ArgumentList ('\"' + $env:TOUCHSTONE_PRINTER + '\"') -Wait",
        None => "Start-Process -FilePath $env:TOUCHSTONE_PAGE -Verb Print -Wait",
    });
    let output = command.stdin(Stdio::null()).output();
    let _ = std::fs::remove_file(&path);
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(refused(&String::from_utf8_lossy(&output.stderr))),
        Err(_) => Err(no_spooler()),
    }
}

fn no_spooler() -> Refusal {
    refusal!("no_spooler", "这台电脑没有打印服务。", "This computer has no print service.").next(both!(
        "请写成 PDF 文件（界面按 w，命令行用 --output），拿到能打印的电脑上打印；或安装打印服务（CUPS 的 lp 命令）。",
        "Write a PDF (w on the screen, --output at the command line) and print it elsewhere, or install a print service (the lp command of CUPS)."
    ))
}

fn refused(words: &str) -> Refusal {
    let words = inert(words.trim());
    let words: String = words.chars().take(200).collect();
    refusal!("not_printed", "打印服务没有接受：{words}", "The print service did not take it: {words}").next(both!(
        "请检查打印机名称和连接，或写成 PDF 文件（界面按 w，命令行用 --output）。",
        "Check the printer's name and connection, or write a PDF (w on the screen, --output at the command line)."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_spooler_it_is_said_what_to_do_instead() {
        let refusal = Pipe { program: "touchstone-no-such-spooler" }.print(b"%PDF", "试", None).unwrap_err();
        assert_eq!(refusal.code, "no_spooler");
        assert!(refusal.next.is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_spooler_gets_the_whole_document_its_title_and_its_printer_and_its_refusal_is_told() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (program, got) = (folder.path().join("lp"), folder.path().join("got"));
        let script = format!(
            "#!/bin/sh\n[ \"$4\" = broken ] && {{ echo no such printer >&2; exit 1; }}\n{{ echo \"$@\"; cat; }} > '{}'\n",
            got.display()
        );
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let pipe = Pipe { program: program.to_str().unwrap() };
        let pdf = vec![b'x'; 300_000];
        pipe.print(&pdf, "准考证", Some("前台")).unwrap();
        let got = std::fs::read(&got).unwrap();
        assert!(got.starts_with("-t 准考证 -d 前台\n".as_bytes()) && got.ends_with(&pdf));
        let refusal = pipe.print(&pdf, "准考证", Some("broken")).unwrap_err();
        assert!(refusal.because.en.contains("no such printer"), "{refusal}");
    }
}
