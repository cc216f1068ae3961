//! What the reader is told when an engine ends.

/// A run did not answer, and its worker was ended.
pub(crate) const FORCED: &str = "The script did not answer and was ended. Its session is as the last run left it; the widgets keep their values.";

/// Says why an engine has ended by itself.
pub(crate) fn words(reason: &str, message: &str) -> String {
    match reason {
        "stack" => "The script nested its calls deeper than the browser allows, and Python had to be started anew.".to_owned(),
        "memory" => "The script needed more memory than the browser gives, and Python had to be started anew.".to_owned(),
        "load" => format!("Python could not be loaded: {message}. Check the connection, then run the app again."),
        _ => format!("Python has ended unexpectedly and had to be started anew. It said: {message}"),
    }
}
