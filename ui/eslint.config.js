// Folder rules: screens → reading → text → components, screens → state → ipc, screens → consensus → components and state; one importer of @tauri-apps.
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

const layers = ["ipc", "components", "text", "reading", "state", "consensus", "screens"];
const mayImport = {
  ipc: [],
  components: [],
  text: ["components"],
  reading: ["ipc", "components", "text"],
  state: ["ipc"],
  consensus: ["ipc", "components", "state"],
};
const tauri = {
  regex: "^@tauri-apps/",
  message: "Only src/ipc talks to Tauri.",
};

/** Forbids every layer that `layer` must not know. */
function layerRule(layer) {
  const allowed = new Set([layer, ...mayImport[layer]]);
  const forbidden = layers.filter((other) => !allowed.has(other));
  const patterns = forbidden.map((other) => ({
    regex: `^(\\.\\./)+${other}(/|$)`,
    message: `src/${layer} must not import src/${other} (see ARCHITECTURE.md, "ui").`,
  }));
  return {
    files: [`src/${layer}/**/*.{ts,svelte,svelte.ts}`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: layer === "ipc" ? patterns : [...patterns, tauri] },
      ],
    },
  };
}

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/ipc/contract.ts"] },
  ...ts.configs.strict,
  ...svelte.configs["flat/recommended"],
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      "no-restricted-imports": ["error", { patterns: [tauri] }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "no-console": "error",
      eqeqeq: "error",
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, svelteConfig },
    },
  },
  ...Object.keys(mayImport).map(layerRule),
  {
    files: ["src/screens/**/*.{ts,svelte,svelte.ts}"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            tauri,
            {
              regex: "^\\.\\./(?!\\.\\./)",
              message: "No screen imports another: share through components, text or state.",
            },
            {
              regex: "^(\\.\\./)+screens/",
              message: "No screen imports another: share through components, text or state.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["e2e/**", "*.config.js"],
    languageOptions: { globals: { ...globals.node } },
    rules: { "no-console": "off" },
  },
);
