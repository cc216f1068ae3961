//! The operations by their names.

use std::rc::Rc;

use crate::context::Context;
use crate::failure::{Answer, Failure};
use crate::request::{Arguments, text};
use crate::{backups, blobs, callbacks, connections, statements};

/// Carries out a request.
pub(crate) fn run(context: &Rc<Context>, request: &[u8]) -> Answer {
    let args = &mut Arguments(request);
    match args.text()? {
        "version" => Ok(text(&connections::version())),
        "complete" => connections::complete(args),
        "open" => connections::open(context, args),
        "close" => connections::close(context, args),
        "state" => connections::state(context, args),
        "interrupt" => connections::interrupt(context, args),
        "limit" => connections::limit(context, args),
        "config" => connections::config(context, args),
        "serialize" => connections::serialize(context, args),
        "deserialize" => connections::deserialize(context, args),
        "prepare" => statements::prepare(context, args),
        "bind" => statements::bind(context, args),
        "step" => statements::step(context, args),
        "columns" => statements::columns(context, args),
        "reset" => statements::reset(context, args),
        "finalize" => statements::finalize(context, args),
        "function" => callbacks::create_function(context, args),
        "aggregate" => callbacks::create_aggregate(context, args),
        "window" => callbacks::create_window(context, args),
        "collation" => callbacks::create_collation(context, args),
        "authorizer" => callbacks::set_authorizer(context, args),
        "progress" => callbacks::set_progress(context, args),
        "trace" => callbacks::set_trace(context, args),
        "blob open" => blobs::open(context, args),
        "blob read" => blobs::read(context, args),
        "blob write" => blobs::write(context, args),
        "blob close" => blobs::close(context, args),
        "backup" => backups::begin(context, args),
        "backup step" => backups::step(context, args),
        "backup end" => backups::end(context, args),
        name => Err(Failure::misuse(&format!("there is no operation {name}"))),
    }
}
