//! The page on this machine, and only on this machine.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use oxhttp::model::{Body, Method, Request, Response, StatusCode, header};
use oxhttp::{ListeningServer, Server};

use crate::failure::{Failure, Outcome};
use crate::options::Options;
use crate::{compile, page, places, site};

const USUAL_PORT: u16 = 8080;

/// `cargo xtask serve`: builds the page and serves it until stopped.
pub(crate) fn command(options: Options) -> Outcome {
    let port = options.number("--port")?;
    if !options.has("--no-build") {
        page::provided(compile::BuildMode::Full)?;
    }
    let site = Site::open(places::dist(), port)?;
    println!("\nThe register is at {} (Ctrl+C stops it)", site.address());
    site.wait()
}

/// A folder being served on 127.0.0.1, until the program ends. Each connection has a thread of its own: browsers open more
/// of them than they use, and one that idles must not keep another waiting.
pub(crate) struct Site {
    server: ListeningServer,
    address: SocketAddr,
}

impl Site {
    /// Serves `folder` on `port`, or on the usual one or the next that is free.
    pub(crate) fn open(folder: PathBuf, port: Option<u32>) -> Outcome<Self> {
        if !folder.join("index.html").is_file() {
            return Err(Failure::new(format!("There is no page in {}; `cargo xtask build` makes it.", folder.display())));
        }
        let ports = match port {
            Some(port) => vec![u16::try_from(port).map_err(|_| Failure::new(format!("There is no port {port}.")))?],
            None => (USUAL_PORT..USUAL_PORT + 20).collect(),
        };
        let first = ports[0];
        let site = ports.into_iter().find_map(|port| listen(&folder, port));
        site.ok_or_else(|| Failure::new(format!("Port {first} is taken; choose another with --port.")))
    }

    /// `http://127.0.0.1:8080/`.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    fn wait(self) -> Outcome {
        self.server.join().map_err(|why| Failure::new(format!("The server stopped unexpectedly: {why}.")))
    }
}

fn listen(folder: &Path, port: u16) -> Option<Site> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let folder = folder.to_owned();
    let server = Server::new(move |request| answer(&folder, request)).bind(address).spawn().ok()?;
    Some(Site { server, address })
}

fn answer(folder: &Path, request: &Request<Body>) -> Response<Body> {
    if request.method() != Method::GET {
        return refused(StatusCode::METHOD_NOT_ALLOWED, "Only GET.");
    }
    let word = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (accepts, host) = (word(header::ACCEPT_ENCODING), word(header::HOST));
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let Some(found) = site::find(folder, address, accepts, host) else {
        return refused(StatusCode::NOT_FOUND, "There is no such file.");
    };
    let Ok(bytes) = fs::read(&found.file) else {
        return refused(StatusCode::INTERNAL_SERVER_ERROR, "The file cannot be read.");
    };
    let response = found.headers.iter().fold(Response::builder(), |response, (name, value)| response.header(*name, value));
    response.body(Body::from(bytes)).unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR, "A header is malformed."))
}

fn refused(status: StatusCode, why: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(why));
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::time::Duration;

    use super::*;

    /// What a connection of its own gets as the first line.
    fn first_line(site: &Site, request: &str) -> String {
        let mut stream = TcpStream::connect(site.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(format!("{request}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn connections_that_idle_keep_nobody_waiting() {
        let folder = std::env::temp_dir().join(format!("raid-register-serve-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "here").unwrap();
        let site = Site::open(folder.clone(), None).unwrap();
        let idle: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(site.address).unwrap()).collect();
        assert_eq!(first_line(&site, "GET / HTTP/1.1"), "HTTP/1.1 200 OK");
        assert_eq!(first_line(&site, "GET /nowhere HTTP/1.1"), "HTTP/1.1 404 Not Found");
        assert_eq!(first_line(&site, "POST / HTTP/1.1"), "HTTP/1.1 405 Method Not Allowed");
        drop(idle);
        fs::remove_dir_all(&folder).unwrap();
    }
}
