import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The window freezes `Object.prototype`, after which these two assignments of d3 are errors: they become definitions. */
const frozen: Plugin = {
  name: "d3-under-a-frozen-prototype",
  transform(code, id) {
    if (!/[\\/]d3-(color|format)[\\/]/.test(id)) return null;
    return code
      .replace("prototype.constructor = constructor;", 'Object.defineProperty(prototype, "constructor", { value: constructor, writable: true, configurable: true });')
      .replace("FormatSpecifier.prototype.toString = function", 'Object.defineProperty(FormatSpecifier.prototype, "toString", { value: undefined, writable: true, configurable: true });\nFormatSpecifier.prototype.toString = function');
  },
};

/** The production window. Fonts stay files, because the content policy refuses `data:` fonts. */
export default defineConfig({
  plugins: [frozen, svelte(), svelteTesting()],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    target: ["safari17"],
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["dev/jsdom-shims.ts"],
    restoreMocks: true,
    // A busy machine is slow, not wrong.
    testTimeout: 120_000,
  },
});
