// What the linter looks for in the scripts of this folder. Types are checked by tsc.

import js from "@eslint/js";
import globals from "globals";

const TOOLS = ["licences.js"];
const WORKERS = ["src/worker.js", "sw.js"];

export default [
  // The second is a template: crate `site` fills it in.
  { ignores: ["dist/", "app/sw.js"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: "latest", sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "consistent-return": "off",
      eqeqeq: ["error", "always"],
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-implicit-globals": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "require-atomic-updates": "off",
    },
  },
  { files: TOOLS, languageOptions: { globals: globals.node } },
  { files: WORKERS, languageOptions: { globals: { ...globals.worker, ...globals.serviceworker } } },
];
