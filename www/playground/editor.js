// The editor: CodeMirror with Python and Streamlit's names, four spaces, Ctrl+Enter to run.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { streamlit } from "./streamlit.js";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.comment, tags.docComment], color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--code-function)" },
  { tag: [tags.definition(tags.variableName), tags.className], color: "var(--code-definition)" },
  { tag: tags.invalid, color: "var(--code-invalid)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--editor)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "13.5px", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text)", padding: "12px 0" },
  ".cm-gutters": { backgroundColor: "var(--editor)", color: "var(--faint)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--active)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "& .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--bar)", color: "var(--text)", borderColor: "var(--line)" },
});

// Tab leaves the editor after Escape, so that it is no trap for the keyboard.
function extensions(path, isReadOnly, { run, change, save }) {
  const keys = [
    { key: "Mod-Enter", preventDefault: true, run: () => (run(), true) },
    { key: "Mod-s", preventDefault: true, run: () => (save(), true) },
  ];
  return [
    Prec.highest(keymap.of(keys)),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    EditorState.readOnly.of(isReadOnly),
    path.endsWith(".py") ? [python(), streamlit, autocompletion()] : [],
    syntaxHighlighting(colours),
    look,
    EditorView.contentAttributes.of({ "aria-label": "Script" }),
    EditorView.updateListener.of((update) => update.docChanged && change(update.state.doc.toString())),
    keymap.of([
      ...completionKeymap,
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      { key: "Tab", run: indentMore, shift: indentLess },
    ]),
  ];
}

/** An editor inside `parent`; `act` has `run`, `save` and `change`, which takes the new text. */
export function createEditor(parent, act) {
  const view = new EditorView({ parent });
  let states = new Map();
  let shown;
  return {
    /** Shows a file; what was undone and where the caret stood is known from before. */
    show(path, text) {
      if (shown !== undefined) states.set(shown, view.state);
      const isText = typeof text === "string";
      const doc = isText ? text : `${text.length} bytes that are no text.`;
      view.setState(states.get(path) ?? EditorState.create({ doc, extensions: extensions(path, !isText, act) }));
      shown = path;
    },
    /** Forgets all files. */
    forget() {
      states = new Map();
      shown = undefined;
    },
    /** Underlines a line that does not compile; without one, nothing. */
    complain(line, message) {
      /** @type {import("@codemirror/lint").Diagnostic[]} */
      const diagnostics = [];
      if (line >= 1 && line <= view.state.doc.lines) {
        const { from, to } = view.state.doc.line(line);
        diagnostics.push({ from, to, severity: "error", message });
      }
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    focus: () => view.focus(),
  };
}
