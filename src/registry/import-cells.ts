/** What lists of people and of organisations share when a row is read: cells by field, places, contacts, findings. Pure. */
import { statedText } from './cell-values.ts';
import type { Phone } from './particulars.ts';
import type { Cells, Field, Finding, ListFault, ProblemCode, Reading, ReadingColumn, WarningCode } from './import-file.ts';
import { PROBLEM_CODES } from './import-file.ts';
import { JOINED_FIELDS } from './import-reading.ts';
import { findDepartment, findMunicipalities } from './place-search.ts';
import type { ListSheet } from './sheet-headings.ts';

/** Phones the registry keeps of one person or organisation. */
const PHONES_MAX = 3;
const PHONE_LENGTH_MAX = 30;

/** What most rows of a list have: one for all keeps it small. */
export const NOTHING: readonly never[] = [];

/** Collects what is wrong or strange while one row is read. */
export class Findings {
  found: readonly Finding[] = NOTHING;
  private readonly reading: Reading;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  say(code: ProblemCode | WarningCode, field: Field, value: string | null): void {
    const column = this.reading.columns.find((one) => one.field === field)?.heading ?? null;
    this.found = [...this.found, { code, field, column, value }];
  }
}

const BLOCKING: ReadonlySet<string> = new Set(PROBLEM_CODES);

/** Whether a finding keeps its row out until it is mended. */
export function blocks({ code }: Finding): boolean {
  return BLOCKING.has(code);
}

/** What is wrong with a reading as a whole: no name, or one field for two columns. */
export function faultsOfReading(reading: Reading, names: readonly Field[]): ListFault[] {
  const faults: ListFault[] = [];
  if (!reading.columns.some(({ field }) => names.includes(field))) {
    faults.push({ code: 'no-name-column', blocks: true, detail: null });
  }
  const seen = new Set<Field>();
  for (const { field, heading } of reading.columns) {
    if (JOINED_FIELDS.has(field)) continue;
    if (seen.has(field)) faults.push({ code: 'column-twice', blocks: true, detail: heading });
    seen.add(field);
  }
  return faults;
}

/** The lines below the headings, blank ones, repeated headings and closing lines passed over; row numbers from 1. */
export function* linesOf(sheet: ListSheet, reading: Reading): Generator<{ row: number; cells: Cells }> {
  const heading = JSON.stringify(sheet.rows[reading.headerRow - 1] ?? null);
  const used = reading.columns.filter(({ field }) => field !== 'ignore');
  for (let index = reading.headerRow; index < sheet.rows.length; index += 1) {
    const line = sheet.rows[index] ?? [];
    if (line.length === 0 || (reading.headerRow > 0 && line[0] === sheet.rows[reading.headerRow - 1]?.[0] && JSON.stringify(line) === heading)) continue;
    const cells = cellsOf(line, used);
    if (saysSomething(cells)) yield { row: index + 1, cells };
  }
}

/** Cells by field. Columns that make up one thing are joined; two columns for F and M give the letter of the mark. */
function cellsOf(line: readonly string[], columns: readonly ReadingColumn[]): Cells {
  const cells: Partial<Record<Field, string>> = {};
  for (const { index, field, heading } of columns) {
    const text = (line[index] ?? '').trim();
    if (text === '') continue;
    const value = field === 'sex' ? sexUnderHeading(text, heading) : text;
    const before = cells[field];
    cells[field] = before === undefined ? value : `${before}${field === 'phone' ? ' / ' : ' '}${value}`;
  }
  return cells;
}

/** A mark in a column headed F or M says what its heading says. */
function sexUnderHeading(text: string, heading: string): string {
  const letter = /(?:^|\s)([fmhv])$/i.exec(heading)?.[1];
  return letter !== undefined && /^(x|1|✓|✔|si|sí)$/i.test(text) ? letter : text;
}

const CLOSING =
  /^(_{3,}|((sub)?total(es)?|promedio|nota|fuente|firma|responsable|elaborado|revisado|aprobado|observaciones|lugar y fecha|datos inventados)(?![a-zñ]))/i;

function saysSomething(cells: Cells): boolean {
  const keys = Object.keys(cells);
  if (keys.length === 0) return false;
  const name = cells['full-name'] ?? cells['surnames'] ?? cells['paternal'] ?? cells['given-names'] ?? cells['name'] ?? '';
  return !(CLOSING.test(name) && cells['document'] === undefined && cells['email'] === undefined && cells['tax-number'] === undefined);
}

export interface PlaceRead {
  readonly department: string | null;
  readonly municipality: string | null;
}

/** Department and municipality; a town that names its department says both. */
export function readPlace(cells: Cells, findings: Findings): PlaceRead {
  const departmentText = statedText(cells['department']);
  const stated = departmentText === null ? null : townOf(departmentText);
  if (departmentText !== null && stated === null) findings.say('department-unknown', 'department', departmentText);
  const text = statedText(cells['municipality']);
  if (text === null) return stated ?? { department: null, municipality: null };
  const department = stated?.department ?? null;
  const places = findMunicipalities(text, department);
  const [only] = places;
  if (places.length === 1 && only !== undefined) return { department: only.department, municipality: only.code };
  const named = findDepartment(text)?.code ?? null;
  if (named === null) {
    const elsewhere = places.length === 0 && findMunicipalities(text).length > 0;
    const code = places.length > 1 ? 'municipality-ambiguous' : elsewhere ? 'municipality-elsewhere' : 'municipality-unknown';
    findings.say(code, 'municipality', text);
  }
  return { department: department ?? named, municipality: null };
}

/** What a bare place name says: a department before a town of the same name; null where it says neither. */
function townOf(text: string): PlaceRead | null {
  const department = findDepartment(text);
  if (department !== null) return { department: department.code, municipality: null };
  const places = findMunicipalities(text);
  const [only] = places;
  return places.length === 1 && only !== undefined ? { department: only.department, municipality: only.code } : null;
}

/** Telephones of a cell, up to three; Bolivian mobiles begin with 6 or 7, fixed lines with the code of the area. */
export function readPhones(cells: Cells, findings: Findings): readonly Phone[] {
  const text = statedText(cells['phone']);
  if (text === null) return NOTHING;
  const phones: Phone[] = [];
  for (const part of text.split(/\s*[/;,|]\s*|\s+[yo]\s+/).filter((one) => one !== '')) {
    const digits = part.replace(/\D/g, '').replace(/^(00)?591(?=\d{7,8}$)/, '');
    if (digits.length < 7 || digits.length > 15 || part.length > PHONE_LENGTH_MAX || /[a-z]{4}/i.test(part)) {
      findings.say('phone-unreadable', 'phone', part);
    } else if (phones.length < PHONES_MAX && !phones.some(({ number }) => number.replace(/\D/g, '').endsWith(digits))) {
      phones.push({ kind: /^0?[234]\d{6,7}$/.test(digits) ? 'landline' : 'mobile', number: part });
    }
  }
  // A copy has no room to spare; what was pushed to has room for sixteen.
  return phones.length === 0 ? NOTHING : phones.slice();
}

export function readEmail(cells: Cells, findings: Findings): string | null {
  const text = statedText(cells['email']);
  if (text === null) return null;
  const email = text.toLowerCase().replace(/^mailto:/, '').replace(/[,;.]+$/, '');
  if (/^[^\s@,;<>]+@[^\s@,;<>]+\.[a-z]{2,}$/.test(email) && email.length <= 200) return email;
  findings.say('email-unreadable', 'email', text);
  return null;
}

/** A text of at most so many letters; what is longer is cut, and said. */
export function readText(cells: Cells, field: Field, length: number, findings: Findings): string | null {
  const text = statedText(cells[field]);
  if (text === null || text.length <= length) return text;
  findings.say('text-cut', field, text);
  // Half of a sign that takes two places is no text.
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '').trim();
}
