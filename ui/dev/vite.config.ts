import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const here = dirname(fileURLToPath(import.meta.url));

/** The window with a fake program behind it, for looking at screens in a browser. Never part of a build that ships. */
export default defineConfig({
  root: resolve(here, ".."),
  plugins: [
    svelte(),
    {
      name: "fake-bridge",
      enforce: "pre",
      resolveId: (source, importer) =>
        source === "./bridge" && importer?.includes("/src/ipc/") ? resolve(here, "fake-bridge.ts") : null,
    },
  ],
  server: { port: 5199, strictPort: true },
  build: { target: ["safari17"], outDir: resolve(here, "../../artefacts/fixture"), emptyOutDir: true, assetsInlineLimit: 0 },
});
