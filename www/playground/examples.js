// The examples of the repository, as text in the bundle.

import arrays from "../../examples/arrays/app.py";
import errors from "../../examples/errors/app.py";
import hello from "../../examples/hello/app.py";
import layout from "../../examples/layout/app.py";
import live from "../../examples/live/app.py";
import session from "../../examples/session/app.py";

export const examples = {
  Hello: hello,
  Layout: layout,
  "Session state": session,
  "Live updates": live,
  Arrays: arrays,
  Errors: errors,
};
