// Bundles styles and islands into the Python package and collects the icons in use into one sprite.
import { build, context } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { unpackFonts } from "./fonts.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const web = join(root, "src/taktline/faces/web");
const out = join(web, "static/taktline/build");
const icons = join(root, "node_modules/@tabler/icons/icons/outline");

function* files(folder, endings) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "static" && entry.name !== "locale") yield* files(path, endings);
    } else if (endings.some((ending) => entry.name.endsWith(ending))) yield path;
  }
}

// Every quoted word that names an icon counts: too many cost bytes, a missing one costs a reader.
function sprite() {
  const names = new Set();
  for (const path of [...files(web, [".html", ".py"]), ...files(join(here, "ts"), [".ts"]), ...files(join(here, "islands"), [".ts"])]) {
    const text = readFileSync(path, "utf8");
    for (const match of text.matchAll(/["']([a-z0-9]+(?:-[a-z0-9]+)*)["']/g)) {
      const near = text.slice(Math.max(0, match.index - 140), match.index);
      if (/icon|layout|LABELS|_\(/i.test(near) && existsSync(join(icons, `${match[1]}.svg`))) names.add(match[1]);
    }
  }
  const symbols = [...names].sort().map((name) => {
    const svg = readFileSync(join(icons, `${name}.svg`), "utf8");
    const inside = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[\s\S]*?>/, "").replace(/<\/svg>\s*$/, "");
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inside.replace(/\s+/g, " ").trim()}</symbol>`;
  });
  writeFileSync(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
  return names.size;
}

mkdirSync(out, { recursive: true });
const options = {
  absWorkingDir: root,
  entryPoints: {
    app: "frontend/ts/app.ts",
    "app-style": "frontend/css/app.css",
    board: "frontend/islands/board/board.ts",
    "bom-editor": "frontend/islands/bom-editor.ts",
    chart: "frontend/islands/chart.ts",
    terminal: "frontend/islands/terminal/terminal.ts",
    "terminal-worker": "frontend/islands/terminal/worker.ts",
    floor: "frontend/css/floor.css",
  },
  outdir: out,
  bundle: true,
  minify: !process.argv.includes("--watch"),
  sourcemap: false,
  format: "iife",
  target: ["es2022", "chrome109", "safari16.4", "firefox115"],
  logLevel: "warning",
  legalComments: "none",
  define: { __VUE_OPTIONS_API__: "false" },
};
options.entryPoints = Object.entries(options.entryPoints).map(([name, path]) => ({ in: path, out: name === "app-style" ? "app" : name }));

const count = sprite();
await unpackFonts();
writeFileSync(join(out, "favicon.svg"), readFileSync(join(here, "favicon.svg")));
if (process.argv.includes("--watch")) {
  const watching = await context(options);
  await watching.watch();
} else {
  await build(options);
  const sizes = ["app.js", "app.css", "board.js", "bom-editor.js", "chart.js", "icons.svg"].map((name) => {
    const bytes = gzipSync(readFileSync(join(out, name))).length;
    return `${name} ${(bytes / 1024).toFixed(1)}`;
  });
  process.stdout.write(`built (kB gz): ${sizes.join(", ")}; ${count} icons\n`);
}
