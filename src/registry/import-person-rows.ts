/** What a row of a list of people says of the person: only what stands in that row, never guessed. Pure. */
import type { z } from 'zod';
import {
  readBirth,
  readDocument,
  readLanguages,
  readSex,
  readStated,
  statedText,
  type ListDocument,
} from './cell-values.ts';
import type { Sex, STATED } from './entries.ts';
import type { ageBand, personName, Phone } from './particulars.ts';
import { Findings, NOTHING, readEmail, readPhones, readPlace, readText, type PlaceRead } from './import-cells.ts';
import type { Cells, Field, Finding, ProblemCode, Reading } from './import-file.ts';
import { normaliseName, splitFullName, tidyName } from './names.ts';

export const PERSON_NAMES: readonly Field[] = ['full-name', 'given-names', 'surnames', 'paternal'];

type Stated = (typeof STATED)[number];
type AgeBand = z.output<typeof ageBand>;

export interface PersonRow extends PlaceRead {
  /** Row of the file, from 1. */
  readonly row: number;
  readonly nameAsWritten: string;
  readonly name: z.output<typeof personName>;
  readonly document: ListDocument | null;
  /** null: the list does not say. Never guessed. */
  readonly sex: Sex | null;
  readonly birthDate: string | null;
  readonly birthYear: number | null;
  readonly ageBand: AgeBand | null;
  readonly phones: readonly Phone[];
  readonly email: string | null;
  readonly organisation: string | null;
  readonly position: string | null;
  readonly indigenous: Stated | null;
  readonly disability: Stated | null;
  readonly languages: readonly string[];
  readonly findings: readonly Finding[];
}

const NAME_LENGTH_MAX = 120;
const ORGANISATION_LENGTH_MAX = 200;
const POSITION_LENGTH_MAX = 120;
/** Oldest age that is no typing error. */
const AGE_MAX = 110;

/** Reads one row. `today` (ISO day) is the day an age or a band of ages is taken to be stated on. */
export function readPersonRow(row: number, cells: Cells, reading: Reading, today: string): PersonRow {
  const findings = new Findings(reading);
  const { asWritten, name } = readName(cells, reading, findings);
  const organisation = readText(cells, 'organisation', ORGANISATION_LENGTH_MAX, findings);
  const position = readText(cells, 'position', POSITION_LENGTH_MAX, findings);
  if (position !== null && organisation === null) findings.say('position-without-organisation', 'position', position);
  return {
    row,
    nameAsWritten: asWritten,
    name,
    document: documentOf(cells, findings),
    sex: sexOf(cells, reading, findings),
    ...birthOf(cells, reading, today, findings),
    ...readPlace(cells, findings),
    phones: readPhones(cells, findings),
    email: readEmail(cells, findings),
    organisation,
    position: organisation === null ? null : position,
    indigenous: statedOf(cells, 'indigenous', PEOPLES, findings),
    disability: statedOf(cells, 'disability', DISABILITIES, findings),
    languages: languagesOf(cells, findings),
    findings: findings.found,
  };
}

/** Cells after a person typed over some of them; parts of a name typed take the place of a whole one. */
export function withEdits(cells: Cells, edits: Readonly<Record<string, string>>): Cells {
  const mended: Record<string, string> = { ...cells, ...edits };
  if ('given-names' in edits || 'surnames' in edits || 'paternal' in edits) delete mended['full-name'];
  else if ('full-name' in edits) for (const part of ['given-names', 'surnames', 'paternal', 'maternal']) delete mended[part];
  return mended;
}

function readName(cells: Cells, reading: Reading, findings: Findings): { asWritten: string; name: PersonRow['name'] } {
  const { asWritten, name } = nameOf(cells, reading);
  const isApart = statedText(cells['full-name']) === null && reading.columns.some((column) => column.field === 'given-names');
  const problem = (code: ProblemCode): void => findings.say(code, isApart ? 'given-names' : 'full-name', asWritten === '' ? null : asWritten);
  if (asWritten === '') problem('name-missing');
  else if (!/\p{L}{2}/u.test(asWritten) || name.givenNames === '') problem('name-unreadable');
  else if (isTooLong(name)) problem('name-too-long');
  return { asWritten, name };
}

/** The name out of one column, of two, or of one for each surname. */
function nameOf(cells: Cells, reading: Reading): { asWritten: string; name: PersonRow['name'] } {
  const [whole, given, together] = [statedText(cells['full-name']), statedText(cells['given-names']), statedText(cells['surnames'])];
  const [paternal, maternal] = [tidied(statedText(cells['paternal'])), tidied(statedText(cells['maternal']))];
  const married = tidied(statedText(cells['married']))?.replace(/^de\s+/i, '') ?? null;
  const isApart = paternal !== null || maternal !== null;
  const written = [given, together, isApart && together === null ? [paternal, maternal].filter((one) => one !== null).join(' ') : null];
  const asWritten = whole ?? written.filter((one) => one !== null).join(' ');
  if (isApart) return { asWritten, name: { givenNames: tidyName(given ?? ''), paternal, maternal, married, surnames: null } };
  const split =
    given === null && together === null
      ? splitFullName(whole ?? '', reading.nameOrder)
      : { givenNames: tidyName(given ?? ''), surnames: tidyName(together ?? '') };
  const surnames = split.surnames === '' ? null : split.surnames;
  return { asWritten, name: { givenNames: split.givenNames, paternal: null, maternal: null, married, surnames } };
}

function tidied(text: string | null): string | null {
  return text === null ? null : tidyName(text);
}

function isTooLong({ givenNames, surnames, paternal, maternal, married }: PersonRow['name']): boolean {
  const longest = Math.max(givenNames.length, surnames?.length ?? 0);
  return longest > NAME_LENGTH_MAX || [paternal, maternal, married].some((part) => (part?.length ?? 0) > NAME_LENGTH_MAX / 2);
}

/** Number, complement and place of issue, in one column or in several. */
function documentOf(cells: Cells, findings: Findings): ListDocument | null {
  const text = statedText(cells['document']);
  if (text === null) return null;
  const complement = statedText(cells['complement'])?.toUpperCase() ?? null;
  const issued = statedText(cells['issued-in']);
  const read = readDocument(text);
  if (typeof read === 'string') {
    if (read === 'not-ci') findings.say('document-not-ci', 'document', text);
    else findings.say(read === 'letter-o' ? 'document-letter-o' : 'document-unreadable', 'document', text);
    return null;
  }
  const issuedRead = issued === null ? null : readDocument(`${read.number} ${issued}`);
  const issuedIn = issuedRead === null || typeof issuedRead === 'string' ? read.issuedIn : issuedRead.issuedIn;
  const stated = complement !== null && /^[0-9A-Z]{1,6}$/.test(complement) ? complement : null;
  return { number: read.number, complement: read.complement ?? stated, issuedIn };
}

function sexOf(cells: Cells, reading: Reading, findings: Findings): Sex | null {
  const text = statedText(cells['sex']);
  if (text === null) return null;
  const sex = readSex(text, reading.sexOfM);
  if (sex !== 'undecidable' && sex !== 'unreadable') return sex;
  findings.say(sex === 'undecidable' ? 'sex-undecidable' : 'sex-unreadable', 'sex', text);
  return null;
}

type Birth = Pick<PersonRow, 'birthDate' | 'birthYear' | 'ageBand'>;
const UNBORN: Birth = { birthDate: null, birthYear: null, ageBand: null };

function birthOf(cells: Cells, reading: Reading, today: string, findings: Findings): Birth {
  const born = statedText(cells['birth']);
  if (born !== null) {
    const read = readBirth(born, reading.dateOrder);
    if (read === 'unreadable') findings.say('birth-unreadable', 'birth', born);
    else if (read === 'impossible' || !isPossible(read, today)) findings.say('birth-impossible', 'birth', born);
    else return { birthDate: read.date, birthYear: read.year, ageBand: null };
    return UNBORN;
  }
  for (const field of ['age', 'age-band'] as const) {
    const text = statedText(cells[field]);
    if (text === null) continue;
    const band = readAges(text);
    if (band !== null) return { ...UNBORN, ageBand: { ...band, statedOn: today } };
    findings.say('age-impossible', field, text);
    return UNBORN;
  }
  return UNBORN;
}

function isPossible({ date, year }: { date: string | null; year: number }, today: string): boolean {
  const thisYear = Number(today.slice(0, 4));
  return date === null ? year <= thisYear && year >= thisYear - AGE_MAX : date <= today && year >= thisYear - AGE_MAX;
}

/** "34", "34 años", "18-29", "de 18 a 29 años", "60 y más", "60+", "menor de 18". */
export function readAges(text: string): { fromYears: number; toYears: number | null } | null {
  const plain = normaliseName(text.replace(/\+/g, ' y mas ').replace(/[-–—]/g, ' a '));
  const numbers = [...plain.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const [first, second] = numbers;
  if (first === undefined || numbers.length > 2 || numbers.some((age) => age > AGE_MAX)) return null;
  if (second !== undefined) return first <= second ? { fromYears: first, toYears: second } : null;
  if (/menor|menos de|hasta|under/.test(plain)) return { fromYears: 0, toYears: /hasta/.test(plain) ? first : Math.max(0, first - 1) };
  if (/mas|mayor|adelante|over|or older/.test(plain)) return { fromYears: /mayor de|over/.test(plain) ? first + 1 : first, toYears: null };
  return /^\d+( anos?| years?)?$/.test(plain) ? { fromYears: first, toYears: first } : null;
}

const PEOPLES =
  /aymara|aimara|quechua|guarani|chiquitan|mojen|moxen|afrobol|tsimane|chimane|guaray|uru|weenhayek|yuracar|ayoreo|movima|tacana|leco|mosete|kallawaya|ese ejja|siriono|baure|indigena|originari/;
const DISABILITIES = /fisic|motor|visual|auditiv|intelectual|mental|multiple|psiquic|sordo|ciego|silla de ruedas|con discapacidad/;

/** An answer, or the name of a people or a disability, which says yes. */
function statedOf(cells: Cells, field: 'indigenous' | 'disability', named: RegExp, findings: Findings): Stated | null {
  const text = cells[field]?.trim() ?? '';
  if (text === '' || /^[-—–.]+$|^s\/?d$|^n\/?[ad]$/i.test(text)) return null;
  const answer = readStated(text);
  if (answer !== null) return answer;
  if (named.test(normaliseName(text))) return 'yes';
  findings.say('stated-unreadable', field, text);
  return null;
}

function languagesOf(cells: Cells, findings: Findings): readonly string[] {
  const text = statedText(cells['languages']);
  if (text === null) return NOTHING;
  const { codes, unknown } = readLanguages(text);
  if (unknown.length > 0) findings.say('language-unknown', 'languages', text);
  return codes;
}
