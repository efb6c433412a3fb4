// Keeps the English words out of the parts that a Spanish screen loads: in the browser's build every texts.en.ts is empty
// until English is chosen, and then all of them come in one file (src/web/english.ts).
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './ready.mjs';

const CATALOGUE = /[\\/]texts\.en\.ts$/;
const ENGLISH = join(root, 'src', 'web', 'english.ts');
const ALL = 'virtual:digna-english';
/** A query by which a catalogue is asked for as it is written. */
const WHOLE = '?whole';

/** A plugin for the build of the pages. */
export function englishApart() {
  const slashed = (path) => path.split(sep).join('/');
  const nameOf = (path) => slashed(relative(root, path));
  return {
    name: 'digna-english-apart',
    enforce: 'pre',
    resolveId: (id) => (id === ALL ? `\0${ALL}` : null),
    load(id) {
      if (id === `\0${ALL}`) return allOf(catalogues().map((path) => ({ path: slashed(path), name: nameOf(path) })));
      if (id === slashed(ENGLISH)) return LATER;
      if (CATALOGUE.test(id)) return `import { englishOf } from ${JSON.stringify(slashed(ENGLISH))};\nexport const en = englishOf(${JSON.stringify(nameOf(id))});`;
      return null;
    },
  };
}

function catalogues() {
  return readdirSync(join(root, 'src'), { recursive: true })
    .map((path) => join(root, 'src', path))
    .filter((path) => CATALOGUE.test(path))
    .sort();
}

function allOf(found) {
  const imports = found.map(({ path }, at) => `import { en as en${at} } from ${JSON.stringify(path + WHOLE)};`);
  const entries = found.map(({ name }, at) => `${JSON.stringify(name)}: en${at}`);
  return `${imports.join('\n')}\nexport const catalogues = { ${entries.join(', ')} };`;
}

/** Stands in place of src/web/english.ts. */
const LATER = `
let catalogues = null;
const empty = new Map();
export const isEnglishHere = () => catalogues !== null;
export async function loadEnglish() {
  ({ catalogues } = await import('${ALL}'));
  for (const [name, en] of empty) Object.assign(en, catalogues[name]);
}
export function englishOf(name) {
  const en = {};
  if (catalogues === null) empty.set(name, en);
  else Object.assign(en, catalogues[name]);
  return en;
}`;
