//! The app as one value: messages in, messages out.
