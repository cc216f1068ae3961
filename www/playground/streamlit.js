// What the editor knows of Streamlit: names, signatures and a line about each, from the table of commands.

import { pythonLanguage } from "@codemirror/lang-python";
import { hoverTooltip } from "@codemirror/view";
import commands from "./commands.json";

const byName = new Map(commands.map((command) => [command.name, command]));
const options = commands.map(({ name, signature, doc }) => ({ label: name, type: "function", detail: `(${signature})`, info: doc }));

function complete(context) {
  const word = context.matchBefore(/\bst(?:\.sidebar)?\.\w*/);
  if (!word) return null;
  return { from: word.from + word.text.lastIndexOf(".") + 1, options, validFor: /^\w*$/ };
}

const tooltip = hoverTooltip((view, place) => {
  const line = view.state.doc.lineAt(place);
  for (const found of line.text.matchAll(/\bst(?:\.sidebar)?\.(\w+)/g)) {
    const from = line.from + found.index;
    const command = byName.get(found[1]);
    if (!command || place < from || place > from + found[0].length) continue;
    return { pos: from, end: from + found[0].length, above: true, create: () => ({ dom: card(command) }) };
  }
  return null;
});

function card({ name, signature, doc, parameters }) {
  const dom = document.createElement("div");
  dom.className = "card";
  const head = document.createElement("code");
  head.textContent = `st.${name}(${signature})`;
  const text = document.createElement("p");
  text.textContent = doc;
  dom.append(head, text);
  if (parameters.length > 0) dom.append(list(parameters));
  return dom;
}

function list(parameters) {
  const dom = document.createElement("dl");
  for (const [name, kind, says] of parameters) {
    const term = document.createElement("dt");
    term.textContent = kind ? `${name}: ${kind}` : name;
    const text = document.createElement("dd");
    text.textContent = says;
    dom.append(term, text);
  }
  return dom;
}

export const streamlit = [pythonLanguage.data.of({ autocomplete: complete }), tooltip];
