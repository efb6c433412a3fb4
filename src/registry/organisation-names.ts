/**
 * Names of organisations as Bolivian lists write them, taken apart: the words that tell one from another, the words that
 * many share, the legal form, an acronym, and the branch. Pure.
 */
import { editDistance, normaliseName, phoneticKey } from './names.ts';
import { GIVEN_NAMES, SURNAMES } from './name-lists.ts';
import { findDepartment } from './place-search.ts';

export interface OrganisationName {
  /** Words of the name without legal form, empty words and branch, abbreviations written out. */
  readonly words: readonly NameWord[];
  /** Acronyms: the one stated, one in brackets, and the name itself where it is nothing but one. */
  readonly acronyms: readonly string[];
  /** First letters of the words, which an acronym may be. */
  readonly initials: string;
  /** `srl`, `sa`, `ltda`, `unipersonal`; null where none is stated. */
  readonly legalForm: string | null;
  /** "sucursal oruro"; empty for the organisation itself. */
  readonly branch: string;
}

export interface NameWord {
  readonly word: string;
  /** How much it says that two organisations share the word, in bits. */
  readonly bits: number;
  /** A number or a place: where these differ, the organisations do. */
  readonly decides: boolean;
  /** Part of the name proper, not of a trade or a kind of body. */
  readonly telling: boolean;
}

const EMPTY_WORDS = new Set(['de', 'del', 'la', 'las', 'el', 'los', 'y', 'e', 'en', 'por', 'the', 'and', 'of']);
/** Legal forms in all their spellings; "Soc. de Resp. Ltda." is an S.R.L., "Ltda." alone its older name. */
const LEGAL_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\b(srl|soc(iedad)? (de )?resp(onsabilidad)? (ltda|limitada))\b/g, 'srl'],
  [/\b(sa|soc(iedad)? anonima)\b/g, 'sa'],
  [/\b(ltda|limitada)\b/g, 'ltda'],
  [/\b(empresa )?unipersonal\b/g, 'unipersonal'],
];
const BRANCH = /\b(sucursal|agencia|filial|regional|oficina|planta)\b(.*)$/;

const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(Object.entries({
  asoc: 'asociacion', aso: 'asociacion', coop: 'cooperativa', prod: 'productores', ind: 'industrias', fed: 'federacion',
  com: 'comercial', sta: 'santa', sto: 'santo', hnos: 'hermanos', agrop: 'agropecuaria', dist: 'distribuidora',
  const: 'constructora', constr: 'constructora', dptal: 'departamental', deptal: 'departamental', imp: 'importadora',
  exp: 'exportadora', conf: 'confecciones', cia: 'compania', emp: 'empresa', nal: 'nacional', nac: 'nacional',
  gral: 'general', mcpal: 'municipal', gob: 'gobierno', aut: 'autonomo', org: 'organizacion', fund: 'fundacion', inst: 'instituto',
  univ: 'universidad', sind: 'sindicato', trab: 'trabajadores', serv: 'servicios', transp: 'transportes', rest: 'restaurante',
  sra: 'senora', ntra: 'nuestra', virg: 'virgen', art: 'artesanias', gam: 'gobierno autonomo municipal',
}));

/** Words of which the names of bodies are made. */
const BODY_WORDS = stems(
  `empresa asociacion cooperativa federacion confederacion camara central sindicato union organizacion fundacion instituto
    integral general nacional boliviana boliviano bolivia departamental municipal regional gobierno autonomo productores
    compania grupo micro pequenas empresas hijos san santa virgen senor nueva empresarios privados colegio escuela universidad
    centro hermanos comercial industria servicio`,
);
/** Trades: more telling than a kind of body, and still no name. */
const TRADE_WORDS = stems(
  `importadora exportadora distribuidora constructora agropecuaria agroindustrial artesanas artesanos artesanias mujeres
    trabajadores trabajadoras confecciones textiles panaderia panificadora restaurante carpinteria lacteos alimentos calzados
    muebles tejidos farmacia transportes metalmecanica imprenta cafe chocolates curtiembre joyeria molino bebidas ferreteria
    hotel turismo consultora apicola avicola reposteria tapiceria vidrieria ceramica queseria bodega vinedos ingenio aserradero
    heladeria lavanderia multiactiva quinua cacao miel papa leche maiz castana taller comercio hotelera fabriles hogar tienda`,
);
/** Names that many firms choose. */
const USUAL = stems(
  `jose illimani andina andino cruz carmen pedro copacabana rosa oriental sajama andes juan tunari martin mayo urkupina
    altiplano titicaca esperanza moderna inti pachamama progreso victoria lapaz santacruz elalto mamani quispe flores condori choque`,
);

/** Towns, mountains, words of Quechua and Aymara, and surnames after which firms are called now and then. */
const KNOWN = new Set([
  ...stems(
    `tiwanaku chuquisaca amazonas primavera wara kantuta jallalla tupiza guadalquivir aranjuez chaco chapare valle hermoso pinos
      palmas trebol estrella fuente tierra kollasuyo warmi suma sumaj qamana imilla chasqui sariri wayra achachila ayni tika
      samiri munay kusi amaru nayra yungas caranavi coroico sorata mizque totora punata tarata cliza aiquile villamontes camiri
      vallegrande samaipata montero warnes guarayos trinidad reyes rurrenabaque riberalta cobija bermejo padcaya sol luna
      condor nevado sur norte norteno oriente occidente central familia amistad paz libertad independencia murillo abaroa`,
  ),
  ...[...SURNAMES, ...GIVEN_NAMES].map(stem),
]);

/** Departments, and the towns whose names bodies bear most. */
const PLACE_WORDS = new Set('lapaz oruro potosi cochabamba chuquisaca sucre tarija santacruz beni trinidad pando cobija elalto'.split(' '));

const BITS = { body: 1.5, trade: 4, usual: 5, place: 5, number: 5, known: 7, other: 11 } as const;

/** Takes a name apart. `acronym`: as stated beside it; null where none is. */
export function organisationNameOf(name: string, acronym: string | null): OrganisationName {
  const stated = [acronym, inBrackets(name)].flatMap((text) => (text === null ? [] : [acronymKey(text)]));
  const plain = withoutDots(normaliseName(name.replace(/\(([^)]*)\)/g, (_, inner: string) => (isAcronym(inner) ? ' ' : ` ${inner} `))));
  const { legalForm, rest } = withoutLegalForm(plain);
  const bare = rest.replace(/\b(la paz|santa cruz|el alto)\b/g, (place) => place.replace(' ', ''));
  const branch = BRANCH.exec(bare);
  const own = branch === null ? bare : bare.slice(0, branch.index);
  const words = own.split(' ').flatMap((word) => (ABBREVIATIONS.get(word) ?? word).split(' '));
  const kept = words.filter((word) => word !== '' && !EMPTY_WORDS.has(word));
  const all = kept.length > 0 ? kept : plain.split(' ').filter((word) => word !== '');
  const only = all.length === 1 && isAcronym(name.trim()) ? [acronymKey(name)] : [];
  return {
    words: all.map(nameWord),
    acronyms: [...new Set([...stated, ...only])].filter((text) => text.length >= 2),
    initials: all.map((word) => word.charAt(0)).join(''),
    legalForm,
    branch: branch === null ? '' : branch[2]?.trim() || (branch[1] ?? ''),
  };
}

function withoutLegalForm(plain: string): { legalForm: string | null; rest: string } {
  let legalForm: string | null = null;
  let rest = plain;
  for (const [pattern, form] of LEGAL_FORMS) {
    const without = rest.replace(pattern, ' ');
    if (without !== rest) legalForm ??= form;
    rest = without;
  }
  return { legalForm, rest };
}

function nameWord(word: string): NameWord {
  if (/\d/.test(word)) return { word, bits: BITS.number, decides: true, telling: true };
  if (PLACE_WORDS.has(word)) return { word, bits: BITS.place, decides: true, telling: true };
  if (BODY_WORDS.has(stem(word))) return { word, bits: BITS.body, decides: false, telling: false };
  if (TRADE_WORDS.has(stem(word))) return { word, bits: BITS.trade, decides: false, telling: false };
  const bits = USUAL.has(stem(word)) ? BITS.usual : KNOWN.has(stem(word)) ? BITS.known : BITS.other;
  return { word, bits, decides: false, telling: true };
}

/** "s r l" as dots leave it: letters that stand alone belong together. */
function withoutDots(text: string): string {
  return text.replace(/\b(\p{L}(?: \p{L}\b)+)/gu, (letters) => letters.replaceAll(' ', ''));
}

function inBrackets(name: string): string | null {
  const inner = /\(([^)]+)\)/.exec(name)?.[1] ?? null;
  return inner !== null && isAcronym(inner) ? inner : null;
}

function isAcronym(text: string): boolean {
  return /^[\p{Lu}.]{2,12}$/u.test(text.trim()) && findDepartment(text) === null;
}

function acronymKey(text: string): string {
  return normaliseName(text).replaceAll(' ', '');
}

/** Singular and plural, and the sound, brought together. */
function stem(word: string): string {
  const sound = phoneticKey(word);
  return sound.length > 4 ? sound.replace(/e?s$/, '') : sound;
}

function stems(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).map(stem));
}

/** Whether two words of names are one: alike, or singular and plural. A number is equal or another. */
export function sameWord(a: NameWord, b: NameWord): boolean {
  if (a.word === b.word) return true;
  if (/\d/.test(a.word + b.word)) return false;
  return stem(a.word) === stem(b.word) || (a.word.length > 1 && b.word.length > 1 && isSlip(a.word, b.word));
}

/** Letters from which one wrong letter in a firm's name is a slip. */
const SLIP_LETTERS_MIN = 5;

function isSlip(a: string, b: string): boolean {
  const [soundA, soundB] = [stem(a), stem(b)];
  return Math.min(a.length, b.length) >= SLIP_LETTERS_MIN && (editDistance(a, b, 1) <= 1 || editDistance(soundA, soundB, 1) <= 1);
}
