//! The page on this machine, and only on this machine.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use tiny_http::{Header, Method, Request, Response, Server};

use crate::failure::{Failure, Outcome};
use crate::options::Options;
use crate::{page, places, site};

const USUAL_PORT: u16 = 8080;

/// A browser asks for several files at once.
const WORKERS: usize = 4;

/// `cargo xtask serve`: builds the page and serves it until stopped.
pub(crate) fn command(options: Options) -> Outcome {
    let port = options.number("--port")?;
    if !options.has("--no-build") {
        page::provided()?;
    }
    let site = Site::open(places::dist(), port)?;
    println!("\nThe register is at {} (Ctrl+C stops it)", site.address());
    site.wait()
}

/// A folder being served on 127.0.0.1, until the program ends.
pub(crate) struct Site {
    server: Arc<Server>,
    workers: Vec<std::thread::JoinHandle<()>>,
}

impl Site {
    /// Serves `folder` on `port`, or on the usual one or the next that is free.
    pub(crate) fn open(folder: PathBuf, port: Option<u32>) -> Outcome<Self> {
        if !folder.join("index.html").is_file() {
            return Err(Failure::new(format!("There is no page in {}; `cargo xtask build` makes it.", folder.display())));
        }
        let server = Arc::new(listen(port)?);
        let workers = (0..WORKERS).map(|_| worker(Arc::clone(&server), folder.clone())).collect();
        Ok(Self { server, workers })
    }

    /// `http://127.0.0.1:8080/`.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.server.server_addr())
    }

    fn wait(self) -> Outcome {
        for worker in self.workers {
            worker.join().map_err(|_| Failure::new("The server stopped unexpectedly."))?;
        }
        Ok(())
    }
}

fn listen(port: Option<u32>) -> Outcome<Server> {
    let ports = match port {
        Some(port) => vec![u16::try_from(port).map_err(|_| Failure::new(format!("There is no port {port}.")))?],
        None => (USUAL_PORT..USUAL_PORT + 20).collect(),
    };
    let first = ports[0];
    let server = ports.into_iter().find_map(|port| Server::http(("127.0.0.1", port)).ok());
    server.ok_or_else(|| Failure::new(format!("Port {first} is taken; choose another with --port.")))
}

fn worker(server: Arc<Server>, folder: PathBuf) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            // A browser that has gone away is no concern of ours.
            answer(&folder, request).ok();
        }
    })
}

fn answer(folder: &std::path::Path, request: Request) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::from_string("Only GET and HEAD.").with_status_code(405));
    }
    let accepts = header(&request, "Accept-Encoding");
    let Some(found) = site::find(folder, request.url(), &accepts) else {
        return request.respond(Response::from_string("There is no such file.").with_status_code(404));
    };
    let mut response = Response::from_file(File::open(&found.file)?).with_chunked_threshold(usize::MAX);
    for (name, value) in &found.headers {
        response.add_header(Header::from_bytes(*name, value.as_str()).map_err(|()| std::io::ErrorKind::InvalidData)?);
    }
    request.respond(response)
}

fn header(request: &Request, name: &'static str) -> String {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.to_string()).unwrap_or_default()
}
