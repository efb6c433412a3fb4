/** What the cells of lists of people and organisations say: documents, sexes, kinds, dates, years. Pure. */
import { OCCURRED_YEAR_MAX, OCCURRED_YEAR_MIN } from '../ledger/entry.ts';
import { ORGANISATION_KINDS, type OrganisationKind, type Sex } from './entries.ts';
import { normaliseName } from './names.ts';
import { findDepartment } from './place-search.ts';

export type DateOrder = 'dmy' | 'mdy';

export interface ListDocument {
  readonly number: string;
  readonly complement: string | null;
  readonly issuedIn: string | null;
}

/** Cells that say "nothing here" in words. */
const NOTHING = new RegExp(
  '^(-+|—|–|\\.+|s/?n|s/?d|n/?[ad]|n\\.a\\.|ninguno|no tiene|no aplica|null|x{2,}|' +
    'sin (dato|c\\.?i\\.?|correo|n[uú]mero|celular))$',
  'i',
);

/** The text of a cell, or null where it says that there is none. */
export function statedText(text: string | undefined): string | null {
  const trimmed = (text ?? '').trim();
  return trimmed === '' || NOTHING.test(trimmed) ? null : trimmed;
}

export type DocumentReading = ListDocument | 'letter-o' | 'not-ci' | 'unreadable';

const ISSUED: Readonly<Record<string, string>> = {
  '01': 'CH', '02': 'LP', '03': 'CB', '04': 'OR', '05': 'PT', '06': 'TJ', '07': 'SC', '08': 'BE', '09': 'PD',
};

const LETTER_O = /^[\dO]*(\dO|O\d)[\dO]*([\s\-.]*[A-Z. ]*)$/;

/**
 * An identity card: 4 to 12 digits, perhaps a complement (1A) and the department that issued it. A letter O among the
 * digits is pointed out, not mended; a passport is no identity card (`not-ci`).
 */
export function readDocument(text: string): DocumentReading {
  const upper = text.toUpperCase().replace(/^(C\.?\s?I\.?|CARNET|DNI)\s*[:.]?\s*/, '').replace(/^E-?(?=\d)/, '').trim();
  const joined = upper.replace(/(?<=\d)[., ](?=\d{3}(?!\d))/g, '').replace(/\.0$/, '');
  const match = /^(\d+)(?:\s*[- ]\s*(\d[A-Z]|[A-Z]\d))?[\s.\-/]*([A-ZÁÉÍÓÚ. ]*)$/.exec(joined);
  if (match?.[1] !== undefined) {
    const suffix = (match[3] ?? '').replace(/[. ]/g, '');
    const place = findDepartment(match[3] ?? '') ?? findDepartment(suffix);
    if (suffix !== '' && suffix !== 'QR' && place === null) return LETTER_O.test(joined) ? 'letter-o' : 'unreadable';
    if (match[1].length < 4 || match[1].length > 12) return 'unreadable';
    const issuedIn = place === null ? null : (ISSUED[place.code] ?? null);
    return { number: match[1], complement: match[2] ?? null, issuedIn };
  }
  if (LETTER_O.test(joined)) return 'letter-o';
  return /^[A-Z]{1,3}[- ]?\d{5,9}$/.test(joined) ? 'not-ci' : 'unreadable';
}

/**
 * Sex as stated. A bare M is masculino or mujer: `sexOfM` says which in this column; `undecidable` when it does not.
 */
export function readSex(text: string, sexOfM: 'man' | 'woman' | null): Sex | 'undecidable' | 'unreadable' {
  const word = normaliseName(text);
  if (word === 'm') return sexOfM ?? 'undecidable';
  if (/^(f|fem|femenino|femenina|mujer|w|woman|female|muj)$/.test(word)) return 'woman';
  if (/^(h|v|masc|masculino|hombre|varon|man|male|hom)$/.test(word)) return 'man';
  if (/^(o|otro|otra|other|no binari[oae]|x|lgbti\w*)$/.test(word)) return 'other';
  if (/^(ns|nr|ns nr|no declara|no responde|prefiero no decir\w*|prefer not to say|not stated)$/.test(word)) {
    return 'not-stated';
  }
  return 'unreadable';
}

/** What a bare M means: beside F it is masculino, beside H or V it is mujer; beside both or neither, nobody knows. */
export function meaningOfM(values: readonly string[], heading: string): 'man' | 'woman' | null {
  const head = normaliseName(heading);
  if (/\b(m f|f m)\b/.test(head)) return 'man';
  if (/\b(h m|m h|v m|m v)\b/.test(head)) return 'woman';
  const seen = new Set(values.map((value) => normaliseName(value)));
  const beside = (words: readonly string[]): boolean => words.some((word) => seen.has(word));
  const feminine = beside(['f', 'fem', 'femenino', 'mujer', 'female', 'w']);
  const masculine = beside(['h', 'v', 'masc', 'masculino', 'hombre', 'varon', 'male']);
  return feminine === masculine ? null : feminine ? 'man' : 'woman';
}

const KIND_WORDS: readonly (readonly [OrganisationKind, RegExp])[] = [
  ['ngo', /\bongs?\b|\bngo\b|no gubernamental|fundacion|sociedad civil/],
  ['implementing-partner', /implementador|implementing/],
  ['training-provider', /capacitador|formador|training provider/],
  ['producers-association', /productor|cooperativa|producer/],
  ['employers', /empleador|patronal|empresarial|employer|camara|sector privado|gremio/],
  ['workers', /trabajador|sindica|obrer|worker|laboral|fabril/],
  ['government', /gobierno|estatal|^estado|public|government|ministerio|municipal|gubernam|alcaldia/],
  ['academia', /academ|universi|instituto tecn/],
  ['financial', /financier|banco|financial/],
  ['buyer', /comprador|buyer/],
  ['donor', /donante|cooperacion internacional|donor/],
  ['enterprise', /empresa|pyme|mype|emprend|unidad economica|enterprise|company/],
  ['other', /^otr[oa]s?$|^other$/],
];

/** Kind of organisation a text names, by its code or in words; null when it names none. */
export function readOrganisationKind(text: string): OrganisationKind | null {
  const code = ORGANISATION_KINDS.find((kind) => kind === text.trim().toLowerCase());
  if (code !== undefined) return code;
  const words = normaliseName(text);
  return KIND_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

export interface Moment {
  /** ISO day. */
  readonly day: string;
  /** Minutes from midnight; null where only the day is known. */
  readonly minute: number | null;
}

const MONTHS = ['ene|jan', 'feb', 'mar', 'abr|apr', 'may', 'jun', 'jul', 'ago|aug', 'sep|set', 'oct', 'nov', 'dic|dec'];

/** Years that a date may lie in, and the century of a year written with two digits. */
interface Years {
  readonly min: number;
  readonly max: number;
  readonly full: (text: string) => number;
}
const OUR_YEARS: Years = { min: OCCURRED_YEAR_MIN, max: OCCURRED_YEAR_MAX, full: fullYear };

const WORDED_DAY =
  /^(\d{1,2})[\s.-]*(?:de\s+)?([a-z]{3,10})\.?[\s.-]*(?:del?\s+)?(\d{4}|\d{2})(?:,?\s+(\d.*))?$/i;

/** Date, perhaps with time. `impossible`: has the shape of a date but is none (31/02), or lies outside our years. */
export function readMoment(text: string, order: DateOrder, years: Years = OUR_YEARS): Moment | 'impossible' | 'unreadable' {
  const trimmed = text.trim();
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(.*))?$/.exec(trimmed);
  if (iso !== null) return moment(years, Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]);
  const plain = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})(?:,?\s+(.*))?$/.exec(trimmed);
  if (plain !== null) {
    const [first, second] = [Number(plain[1]), Number(plain[2])];
    const [day, month] = order === 'dmy' ? [first, second] : [second, first];
    return moment(years, years.full(plain[3] ?? ''), month, day, plain[4]);
  }
  const worded = WORDED_DAY.exec(trimmed);
  const month = worded === null ? 0 : monthOf(worded[2] ?? '');
  if (worded !== null && month > 0) return moment(years, years.full(worded[3] ?? ''), month, Number(worded[1]), worded[4]);
  // The number a spreadsheet keeps for a day, shown bare: 44055 is 12 August 2020.
  if (/^\d{5}(\.\d+)?$/.test(trimmed)) return serialMoment(years, Number(trimmed));
  return 'unreadable';
}

/** Day and month in a heading such as "12/08", "12-ago" or "Sesión 1 (12/08/2020)"; day first, as in Bolivia. */
export function readHeadingDay(text: string): { day: number; month: number; year: number | null } | null {
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso !== null) return { day: Number(iso[3]), month: Number(iso[2]), year: Number(iso[1]) };
  const plain = /(?<!\d)(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?!\d)/.exec(text);
  if (plain !== null) {
    const year = plain[3] === undefined ? null : fullYear(plain[3]);
    const [day, month] = [Number(plain[1]), Number(plain[2])];
    return day > 31 || month > 12 || day < 1 || month < 1 ? null : { day, month, year };
  }
  const worded = /(?<!\d)(\d{1,2})[\s.-]*(?:de\s+)?([a-z]{3,10})\b/i.exec(text);
  const month = monthOf(worded?.[2] ?? '');
  return worded === null || month === 0 ? null : { day: Number(worded[1]), month, year: null };
}

function monthOf(word: string): number {
  const plain = normaliseName(word);
  return MONTHS.findIndex((stems) => stems.split('|').some((stem) => plain.startsWith(stem))) + 1;
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function moment(
  years: Years,
  year: number,
  month: number,
  day: number,
  time: string | undefined,
): Moment | 'impossible' | 'unreadable' {
  if (day < 1 || day > daysInMonth(year, month)) return 'impossible';
  if (year < years.min || year > years.max) return 'impossible';
  const minute = time === undefined || time.trim() === '' ? null : readClock(time);
  if (minute === 'unreadable') return 'unreadable';
  return { day: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, minute };
}

function daysInMonth(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function serialMoment(years: Years, serial: number): Moment | 'impossible' {
  // 25569 is 1 January 1970. Day arithmetic by hand: this file has no clock.
  const days = Math.floor(serial) - 25_569;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const found = moment(years, year, month, day, undefined);
  if (found === 'impossible' || found === 'unreadable') return 'impossible';
  return serial % 1 === 0 ? found : { ...found, minute: Math.round((serial % 1) * 1440) };
}

/** Whether a text is a time of day, and so says no day. */
export function isTimeOfDay(text: string): boolean {
  return CLOCK.test(text.trim());
}

const CLOCK = /^(\d{1,2})[:.h](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?\s?m\.?)?(?:\s*hrs?\.?)?$/i;

/** Minutes from midnight of "18:05", "06:05:12 PM", "6:05 p. m." */
export function readClock(text: string): number | 'unreadable' {
  const match = CLOCK.exec(text.trim());
  if (match === null) return 'unreadable';
  const [hour, minute, half] = [Number(match[1]), Number(match[2]), match[3]?.toLowerCase()];
  if (minute > 59 || hour > (half === undefined ? 23 : 12)) return 'unreadable';
  const base = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return base * 60 + minute;
}

/** Of years written with two digits, the last taken for one of this century: participants are grown or nearly so. */
const YOUNGEST_SHORT_YEAR = 20;

/** Year of birth out of a date, a serial number or a bare year; null when the text is none of these. */
export function readBirthYear(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d{4}$/.test(trimmed)) return Number(trimmed);
  const written = /^(?:\d{1,2}[/.-]\d{1,2}[/.-](\d{4})|(\d{4})-\d{2}-\d{2}.*)$/.exec(trimmed);
  if (written !== null) return Number(written[1] ?? written[2]);
  // A serial number of a day between 1910 and 2020; day numbers grow by 365.25 a year from 1900.
  if (/^\d{5}$/.test(trimmed)) return 1900 + Math.floor((Number(trimmed) - 1) / 365.25);
  const short = /^\d{1,2}[\s/.-]+(?:\d{1,2}|[a-z]{3,10})[\s/.-]+(\d{2})$/i.exec(trimmed)?.[1];
  if (short !== undefined) return Number(short) + (Number(short) > YOUNGEST_SHORT_YEAR ? 1900 : 2000);
  const worded = /(\d{4})$/.exec(trimmed);
  return worded === null || !/[a-z]/i.test(trimmed) ? null : Number(worded[1]);
}

const BIRTH_YEARS: Years = {
  min: 1900,
  max: 2100,
  full: (text) => (text.length > 2 ? Number(text) : Number(text) + (Number(text) > YOUNGEST_SHORT_YEAR ? 1900 : 2000)),
};

/** When somebody was born: the day where it stands, else the year alone. `impossible`: has the shape of a date but is none. */
export function readBirth(text: string, order: DateOrder): { date: string | null; year: number } | 'impossible' | 'unreadable' {
  const read = /^\d{4}$/.test(text.trim()) ? 'unreadable' : readMoment(text, order, BIRTH_YEARS);
  if (read === 'impossible') return read;
  if (read !== 'unreadable') return { date: read.day, year: Number(read.day.slice(0, 4)) };
  const year = readBirthYear(text);
  return year === null ? 'unreadable' : { date: null, year };
}

/** A whole number of people: "12", "1.200", "12 socios". null where the text is none. */
export function readCount(text: string): number | null {
  const match = /^(\d{1,3}(?:[.,\s]\d{3})+|\d{1,7})(?:[.,]0+)?(?:\s+\p{L}+\.?)?$/u.exec(text.trim());
  return match === null ? null : Number((match[1] ?? '').replace(/\D/g, ''));
}

export interface Amount {
  /** In minor units (centavos). */
  readonly minor: number;
  readonly currency: 'BOB' | 'USD';
}

/** An amount of money: "Bs 12.500,50", "$us 3,000", "80000". Bolivianos where no currency stands. */
export function readAmount(text: string): Amount | null {
  const currency = /\$|usd|us\$|d[oó]lar/i.test(text) ? 'USD' : 'BOB';
  const bare = text.replace(/(us)?\$(us)?|usd|bob|bs\.?|bolivianos?|d[oó]lares?|americanos|\s/gi, '');
  if (!/^\d[\d.,]*$/.test(bare)) return null;
  // The last separator is the decimal one where one or two digits follow it; all others part thousands.
  const decimals = /[.,](\d{1,2})$/.exec(bare)?.[1] ?? '';
  const whole = (decimals === '' ? bare : bare.slice(0, -decimals.length - 1)).replace(/\D/g, '');
  const minor = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}

/** An answer people give about themselves: yes, no, or that they do not say. */
export function readStated(text: string): 'yes' | 'no' | 'not-stated' | null {
  const word = normaliseName(text);
  if (/^(ninguna?|no|n|0|false|falso|no tiene)( se (auto)?identifica)?$/.test(word)) return 'no';
  if (/^(ns|nr|ns nr|no (declara|responde|sabe)|prefiero no decir\w*|not stated|prefer not to say)$/.test(word)) return 'not-stated';
  if (/^(si|s|x|1|yes|y|true|verdadero)\b/.test(word)) return 'yes';
  return null;
}

const LANGUAGE_WORDS: readonly (readonly [string, RegExp])[] = [
  ['es', /^(es|espanol|castellano|spanish)$/],
  ['ay', /^(ay|aymara|aimara)$/],
  ['qu', /^(qu|quechua|qhichwa|quichua)$/],
  ['gn', /^(gn|guarani)$/],
  ['en', /^(en|ingles|english)$/],
  ['pt', /^(pt|portugues|portuguese)$/],
];

/** Languages a text names, as ISO 639 codes, in order; what it names besides is in `unknown`. */
export function readLanguages(text: string): { codes: string[]; unknown: string[] } {
  const words = normaliseName(text.replace(/[,;/+]|\s+[ye]\s+/gi, '|')).split(/\s+/);
  const codes = new Set<string>();
  const unknown: string[] = [];
  for (const word of words.filter((one) => one !== '' && one !== 'y' && one !== 'e')) {
    const code = LANGUAGE_WORDS.find(([, pattern]) => pattern.test(word))?.[0];
    if (code === undefined) unknown.push(word);
    else codes.add(code);
  }
  return { codes: [...codes], unknown };
}
