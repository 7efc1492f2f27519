// Builds the style sheets, scripts, fonts and pictures that Limen serves, the same bytes from the same sources.
// Output goes to limen/web/static/limen/ and limen/outside/printing/fonts/ and is committed; node is not needed to run
// Limen.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import rtlcss from "rtlcss";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = join(here, "..", "limen", "web", "static", "limen");
const press = join(here, "..", "limen", "outside", "printing", "fonts");

const FAMILIES = [
  { name: "Noto Sans", folder: "noto-sans", subsets: ["latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext"] },
  { name: "Noto Sans Arabic", folder: "noto-sans-arabic", subsets: ["arabic"] },
  { name: "Noto Sans Ethiopic", folder: "noto-sans-ethiopic", subsets: ["ethiopic"] },
];
const WEIGHTS = [400, 600];

/** Copy the fonts and give the @font-face rules that name them. */
function fonts() {
  mkdirSync(join(out, "fonts"), { recursive: true });
  const rules = [];
  for (const { name, folder, subsets } of FAMILIES) {
    const home = join(modules, "@fontsource", folder);
    const ranges = JSON.parse(readFileSync(join(home, "unicode.json"), "utf8"));
    cpSync(join(home, "LICENSE"), join(out, "fonts", `${folder}.OFL.txt`));
    for (const subset of subsets) {
      for (const weight of WEIGHTS) {
        const file = `${folder}-${subset}-${weight}-normal.woff2`;
        cpSync(join(home, "files", file), join(out, "fonts", file));
        rules.push(
          `@font-face{font-family:"${name}";font-style:normal;font-display:swap;font-weight:${weight};` +
            `src:url("fonts/${file}") format("woff2");unicode-range:${ranges[subset]}}`,
        );
      }
    }
  }
  return rules.join("\n");
}

/** Copy the whole fonts with which receipts are printed: a printed name may be in any of their letters. */
function printing() {
  const weights = { 400: "400Regular", 600: "600SemiBold" };
  rmSync(press, { recursive: true, force: true });
  mkdirSync(press, { recursive: true });
  for (const { name, folder } of FAMILIES) {
    const home = join(modules, "@expo-google-fonts", folder);
    cpSync(join(home, "LICENSE_FONT"), join(press, `${folder}.OFL.txt`));
    for (const weight of WEIGHTS) {
      const face = weights[weight];
      cpSync(join(home, face, `${name.replaceAll(" ", "")}_${face}.ttf`), join(press, `${folder}-${weight}.ttf`));
    }
  }
}

/** Compile the style sheet, and mirror it for right-to-left scripts. */
function styles() {
  const { css } = compile(join(here, "styles", "limen.scss"), {
    loadPaths: [join(here, "styles"), modules],
    style: "compressed",
    quietDeps: true,
  });
  const sheet = `${fonts()}\n${css.replace(/^\uFEFF/, "").replace(/^@charset "UTF-8";/, "")}\n`;
  if (/GDS Transport|crown/i.test(sheet)) throw new Error("the style sheet names a typeface or sign that is not ours");
  if (/url\((?!"fonts\/)/.test(sheet)) throw new Error("the style sheet refers to something outside fonts/");
  writeFileSync(join(out, "limen.css"), `@charset "UTF-8";\n${sheet}`);
  writeFileSync(join(out, "limen.rtl.css"), `@charset "UTF-8";\n${rtlcss.process(sheet)}`);
}

/** Bundle the scripts into one file that needs no inline code and no eval. */
async function scripts() {
  await build({
    entryPoints: [join(here, "scripts", "limen.js")],
    outfile: join(out, "limen.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome109", "firefox115", "safari16"],
    legalComments: "none",
    charset: "utf8",
    absWorkingDir: here,
    logLevel: "warning",
  });
}

/** Every file under a folder, in a settled order. */
function everyFile(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? everyFile(path) : [path];
    });
}

/** Write down the digest of every built file, so that a change by hand is seen. */
function manifest() {
  const files = {};
  for (const path of everyFile(out)) {
    files[relative(out, path)] = createHash("sha256").update(readFileSync(path)).digest("hex");
  }
  writeFileSync(join(out, "assets.json"), `${JSON.stringify({ files }, null, 2)}\n`);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const picture of ["mark.svg", "favicon.svg"]) cpSync(join(here, "images", picture), join(out, picture));
styles();
await scripts();
printing();
manifest();
