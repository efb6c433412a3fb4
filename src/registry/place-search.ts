/** Which place of Bolivia a text means: abbreviations, other names, a wrong letter. Pure. */
import { editDistance, normaliseName, phoneticKey } from './names.ts';
import { DEPARTMENTS, MUNICIPALITIES, type Department, type Municipality } from './places.ts';

/** How lists abbreviate departments, besides their names, capitals and ISO codes. */
const DEPARTMENT_ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  '01': ['ch', 'chq', 'chuq', 'su'],
  '02': ['lp', 'lpz'],
  '03': ['cb', 'cbb', 'cbba', 'cocha', 'cba'],
  '04': ['or', 'oru'],
  '05': ['pt', 'pts', 'pot', 'po'],
  '06': ['tj', 'tja', 'tar', 'ta'],
  '07': ['sc', 'scz', 'stacruz', 'sta cruz', 'santa cruz de la sierra'],
  '08': ['be', 'bn', 'ben', 'el beni'],
  '09': ['pd', 'pa', 'pan', 'pdo'],
};

/** Names people give to municipalities whose official name differs. */
const MUNICIPALITY_ALIASES: ReadonlyMap<string, string> = new Map(Object.entries({
  'nuestra senora de la paz': '020101',
  'ciudad de la paz': '020101',
  'ciudad el alto': '020105',
  'ciudad de el alto': '020105',
  alto: '020105',
  ancoraimes: '020202',
  carabuco: '020403',
  guaqui: '020802',
  tiwanaku: '020803',
  tiahuanaco: '020803',
  independencia: '030301',
  raqaypampa: '031304',
  quillacas: '040202',
  'salinas de garci mendoza': '040801',
  huari: '041401',
  huayllamarca: '041601',
  cercado: '060101',
  villamontes: '060303',
  'concepcion de uriondo': '060401',
  'santa cruz': '070101',
  'san ignacio de velasco': '070301',
  'san miguel de velasco': '070302',
  'san rafael de velasco': '070303',
  'san jose de chiquitos': '070501',
  'valle grande': '070801',
  'ascension de guarayos': '071501',
  rurrenabaque: '080304',
  'santa ana del yacuma': '080401',
  'santa ana de yacuma': '080401',
  'san ignacio de moxos': '080501',
}));

/** Every way of writing a department, in the form to compare by. */
const DEPARTMENT_WORDS: ReadonlyMap<string, Department> = new Map(
  DEPARTMENTS.flatMap((department) => {
    const words = [department.name, department.capital, department.iso, department.code].map(normaliseName);
    return [...words, ...(DEPARTMENT_ABBREVIATIONS[department.code] ?? [])].map((word) => [word, department] as const);
  }),
);
const MUNICIPALITY_NAMES = MUNICIPALITIES.map((place) => ({ place, name: normaliseName(place.name) }));

/** Length from which one wrong letter in a place is forgiven; shorter names of places lie too near to each other. */
const TYPO_LENGTH_MIN = 5;

/**
 * Department a text names: by name, capital letters or not, abbreviation (LP, CBBA, SCZ ...), ISO or INE code, with at
 * most one wrong letter. null when it names none. A capital alone (Sucre, Trinidad) names its department.
 */
export function findDepartment(text: string): Department | null {
  const wanted = bare(text);
  if (wanted === '') return null;
  const exact = DEPARTMENT_WORDS.get(wanted);
  if (exact !== undefined) return exact;
  const near = DEPARTMENTS.filter((department) => nearlyEqual(normaliseName(department.name), wanted));
  return near.length === 1 ? (near[0] ?? null) : null;
}

/** The municipality a text names, within a department if one is known; null when none or several fit. */
export function findMunicipality(text: string, department: string | null = null): Municipality | null {
  const found = findMunicipalities(text, department);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** All municipalities a text may name ("San Pedro" names several); empty when it names none. */
export function findMunicipalities(text: string, department: string | null = null): readonly Municipality[] {
  const key = `${department ?? ''} ${text}`;
  const known = lately.get(key);
  if (known !== undefined) return known;
  const found = lookUpMunicipalities(bare(text), department);
  if (lately.size >= LATELY_MAX) lately.clear();
  lately.set(key, found);
  return found;
}

/** Answers given lately: a list names the same few places on thousands of rows. */
const lately = new Map<string, readonly Municipality[]>();
const LATELY_MAX = 5_000;

function lookUpMunicipalities(wanted: string, department: string | null): readonly Municipality[] {
  if (wanted === '') return [];
  const inside = MUNICIPALITY_NAMES.filter(({ place }) => department === null || place.department === department);
  const exact = inside.filter(({ place, name }) => name === wanted || place.code === wanted);
  if (exact.length > 0) return exact.map(({ place }) => place);
  const alias = MUNICIPALITY_ALIASES.get(wanted);
  const known = alias === undefined ? undefined : inside.find(({ place }) => place.code === alias);
  if (known !== undefined) return [known.place];
  return inside.filter(({ name }) => nearlyEqual(name, wanted)).map(({ place }) => place);
}

/**
 * Municipalities a text being typed may mean, best first: those whose name begins so, then those with a word that does,
 * then those that sound or are spelled nearly so. An empty text gives all, by name.
 */
export function searchMunicipalities(text: string, department: string | null, limit: number): readonly Municipality[] {
  const wanted = bare(text);
  const inside = MUNICIPALITY_NAMES.filter(({ place }) => department === null || place.department === department);
  if (wanted === '') return inside.map(({ place }) => place).toSorted(byName).slice(0, limit);
  const rank = (name: string): number => {
    if (name.startsWith(wanted)) return 0;
    if (` ${name}`.includes(` ${wanted}`)) return 1;
    if (name.includes(wanted)) return 2;
    const alike = [name, name.slice(0, wanted.length), ...name.split(' ')];
    return alike.some((part) => nearlyEqual(part, wanted)) ? 3 : 4;
  };
  return inside
    .map(({ place, name }) => ({ place, rank: rank(name) }))
    .filter((it) => it.rank < 4)
    .toSorted((a, b) => a.rank - b.rank || byName(a.place, b.place))
    .slice(0, limit)
    .map(({ place }) => place);
}

function byName(a: Municipality, b: Municipality): number {
  return a.name.localeCompare(b.name, 'es');
}

/** "Depto. de La Paz, Bolivia" says La Paz. */
function bare(text: string): string {
  return normaliseName(text)
    .replace(/^(departamento|depto|dpto|dep|municipio|ciudad|gobierno autonomo municipal|gam) (de |del )?/, '')
    .replace(/ bolivia$/, '');
}

function nearlyEqual(name: string, wanted: string): boolean {
  if (wanted.length < TYPO_LENGTH_MIN || name.length < TYPO_LENGTH_MIN) return false;
  return editDistance(name, wanted, 1) <= 1 || phoneticKey(name) === phoneticKey(wanted);
}
