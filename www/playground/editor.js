// The editor: CodeMirror with Python, light and dark, four spaces, Ctrl+Enter to run.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
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
  ".cm-panels": { backgroundColor: "var(--bar)", color: "var(--text)" },
});

// Tab leaves the editor after Escape, so that it is no trap for the keyboard.
function extensions(run, change) {
  return [
    Prec.highest(keymap.of([{ key: "Mod-Enter", preventDefault: true, run: () => (run(), true) }])),
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
    python(),
    syntaxHighlighting(colours),
    look,
    EditorView.contentAttributes.of({ "aria-label": "Script" }),
    EditorView.updateListener.of((update) => update.docChanged && change()),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      { key: "Tab", run: indentMore, shift: indentLess },
    ]),
  ];
}

/** An editor inside `parent` that calls `run` on Ctrl+Enter and `change` at every edit. */
export function createEditor(parent, { run, change }) {
  const state = (doc) => EditorState.create({ doc, extensions: extensions(run, change) });
  const view = new EditorView({ parent, state: state("") });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(doc) {
      view.setState(state(doc));
    },
    focus: () => view.focus(),
  };
}
