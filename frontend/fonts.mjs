// Printed documents need Chinese type on every machine: unpacks Noto Sans SC (OFL) for typst, which reads no woff2.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import wawoff from "wawoff2";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const family = join(root, "node_modules/@fontsource-variable/noto-sans-sc");
const out = join(root, "src/taktline/office/fonts");

export async function unpackFonts() {
  mkdirSync(out, { recursive: true });
  const names = readdirSync(join(family, "files")).filter((name) => name.endsWith("-wght-normal.woff2"));
  for (const name of names) {
    const font = await wawoff.decompress(readFileSync(join(family, "files", name)));
    writeFileSync(join(out, name.replace(".woff2", ".ttf")), font);
  }
  copyFileSync(join(family, "LICENSE"), join(out, "LICENSE"));
  return names.length;
}
