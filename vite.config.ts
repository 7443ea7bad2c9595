import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

/**
 * Two bundles: what the browser gets, with hashed names, and the server (`vite build --ssr`), which keeps its packages outside. Of
 * ECharts only what is drawn with comes along: read file by file it costs five times the memory and the time of its first use.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss()],
  oxc: { jsx: { runtime: "automatic", importSource: "#jsx", development: false } },
  publicDir: false,
  ssr: { noExternal: ["echarts", "zrender"] },
  build: isSsrBuild
    ? { ssr: "src/main.ts", outDir: "dist/server", target: "node26", emptyOutDir: true, sourcemap: true }
    : {
        outDir: "dist/client",
        assetsDir: "assets",
        manifest: "manifest.json",
        emptyOutDir: true,
        rolldownOptions: { input: "src/ui/client/main.ts" },
      },
}));
