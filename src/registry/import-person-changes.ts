/** What a row of a list says of a known person that the registry does not: filled, replaced, or kept as it is. Pure. */
import type { z } from 'zod';
import type { peopleMerged } from './entries.ts';
import type { Field, Policy } from './import-file.ts';
import type { PersonRow } from './import-person-rows.ts';
import { phoneKey } from './matching.ts';
import { nameWords } from './names.ts';
import { surnamesOf } from './surnames.ts';

/** What can be known of a person, whichever record says it. */
export type PersonValues = Pick<
  PersonRow,
  | 'name'
  | 'document'
  | 'sex'
  | 'birthDate'
  | 'birthYear'
  | 'ageBand'
  | 'department'
  | 'municipality'
  | 'phones'
  | 'email'
  | 'indigenous'
  | 'disability'
  | 'languages'
>;

export type Chosen = z.output<typeof peopleMerged.payload>['chosen'];
export type ChoiceField = keyof Chosen;

export interface Change {
  readonly field: Field;
  /** `kept`: the file says otherwise, and what the registry has stays. */
  readonly what: 'fill' | 'replace' | 'kept';
  readonly before: string | null;
  readonly after: string;
}

type Said = { readonly before: string | null; readonly after: string; readonly fits: boolean };

/** Fields that are compared, each with what the row says beside what stands; null: the row says nothing new. */
const COMPARED: readonly (readonly [Field, (row: PersonValues, known: PersonValues) => Said | null])[] = [
  ['full-name', nameSaid],
  ['document', documentSaid],
  ['sex', (row, known) => statedSaid(row.sex, known.sex)],
  ['birth', birthSaid],
  ['department', placeSaid],
  ['phone', phonesSaid],
  ['email', (row, known) => plain(row.email, known.email?.trim().toLowerCase() ?? null)],
  ['indigenous', (row, known) => statedSaid(row.indigenous, known.indigenous)],
  ['disability', (row, known) => statedSaid(row.disability, known.disability)],
  ['languages', languagesSaid],
];

/**
 * The changes a row would make. `records` are what each record of the person says: what any of them says already is
 * nothing new, unless the file's values are to replace those that stand.
 */
export function changesOf(row: PersonValues, standing: PersonValues, records: readonly PersonValues[], policy: Policy): Change[] {
  return COMPARED.flatMap(([field, compare]): Change[] => {
    const said = compare(row, standing);
    if (said === null) return [];
    const { before, after, fits } = said;
    if (fits) return [{ field, what: 'fill', before, after }];
    if (policyOf(policy, field) === 'replace') return [{ field, what: 'replace', before, after }];
    const saidBefore = records.some((record) => compare(row, record) === null);
    return saidBefore ? [] : [{ field, what: 'kept', before, after }];
  });
}

/** Columns that speak of one thing share what was chosen for the first of them. */
const POLICY_COLUMNS: Readonly<Partial<Record<Field, readonly Field[]>>> = {
  'full-name': ['full-name', 'given-names', 'surnames', 'paternal', 'maternal', 'married'],
  document: ['document', 'complement', 'issued-in'],
  birth: ['birth', 'age', 'age-band'],
  department: ['department', 'municipality'],
};

function policyOf(policy: Policy, field: Field): 'fill' | 'replace' {
  return (POLICY_COLUMNS[field] ?? [field]).some((column) => policy[column] === 'replace') ? 'replace' : 'fill';
}

const CHOICES: Readonly<Partial<Record<Field, readonly ChoiceField[]>>> = {
  'full-name': ['name'],
  document: ['document'],
  sex: ['sex'],
  birth: ['birthYear', 'birthDate'],
  department: ['department', 'municipality'],
  phone: ['contact'],
  email: ['contact'],
  indigenous: ['indigenous'],
  disability: ['disability'],
  languages: ['languages'],
};

const CHOICE_FIELDS: readonly ChoiceField[] = [...new Set(Object.values(CHOICES).flat())];

/** Whether values say anything of a field for which a merge can choose. */
const SAYS: Readonly<Record<ChoiceField, (values: PersonValues) => boolean>> = {
  name: () => true,
  document: ({ document }) => document !== null,
  sex: ({ sex }) => sex !== null,
  birthYear: ({ birthYear, ageBand }) => birthYear !== null || ageBand !== null,
  birthDate: ({ birthDate }) => birthDate !== null,
  department: ({ department }) => department !== null,
  municipality: ({ municipality }) => municipality !== null,
  contact: ({ phones, email }) => phones.length > 0 || email !== null,
  indigenous: ({ indigenous }) => indigenous !== null,
  disability: ({ disability }) => disability !== null,
  languages: ({ languages }) => languages.length > 0,
};

/**
 * Whose value stands once a row's record joins a person, for every field of which both say something, or of which the
 * row changes what stands. Fields that only one of them states need no choice: the first known value stands.
 */
export function chosenBy(
  row: PersonValues,
  standing: PersonValues,
  changes: readonly Change[],
  recordId: string,
  sourceOf: (field: ChoiceField) => string,
): Chosen {
  const taken = new Set(changes.flatMap(({ field, what }) => (what === 'kept' ? [] : (CHOICES[field] ?? []))));
  const chosen: Chosen = {};
  for (const field of CHOICE_FIELDS) {
    if (!SAYS[field](row)) continue;
    if (taken.has(field)) chosen[field] = recordId;
    else if (SAYS[field](standing)) chosen[field] = sourceOf(field);
  }
  return chosen;
}

/** The choices of a merge, one by one. */
export function choicesOf(chosen: Chosen): (readonly [ChoiceField, string])[] {
  return CHOICE_FIELDS.flatMap((field) => {
    const id = chosen[field];
    return id === undefined ? [] : [[field, id] as const];
  });
}

/** What the record of a row holds: its own words, but no contact that was not taken over (contacts stand together). */
export function recordValues(row: PersonValues, standing: PersonValues | null, changes: readonly Change[]): PersonValues {
  const kept = new Set(changes.filter(({ what }) => what === 'kept').map(({ field }) => field));
  return {
    ...row,
    phones: kept.has('phone') ? (standing?.phones ?? []) : row.phones,
    email: kept.has('email') ? (standing?.email ?? null) : row.email,
  };
}

/** What stands of a person after a row's changes. */
export function valuesAfter(standing: PersonValues, row: PersonValues, changes: readonly Change[]): PersonValues {
  const taken = new Set(changes.filter(({ what }) => what !== 'kept').map(({ field }) => field));
  const pick = <K extends keyof PersonValues>(field: Field, key: K): PersonValues[K] => (taken.has(field) ? row[key] : standing[key]);
  return {
    name: pick('full-name', 'name'),
    document: pick('document', 'document'),
    sex: pick('sex', 'sex'),
    birthDate: pick('birth', 'birthDate'),
    birthYear: pick('birth', 'birthYear'),
    ageBand: pick('birth', 'ageBand'),
    department: pick('department', 'department'),
    municipality: pick('department', 'municipality'),
    phones: pick('phone', 'phones'),
    email: pick('email', 'email'),
    indigenous: pick('indigenous', 'indigenous'),
    disability: pick('disability', 'disability'),
    languages: pick('languages', 'languages'),
  };
}

function plain(after: string | null, before: string | null): Said | null {
  return after === null || after === before ? null : { before, after, fits: before === null };
}

function statedSaid(after: string | null, before: string | null): Said | null {
  if (after === 'not-stated' && before !== null) return null;
  return plain(after, before === 'not-stated' ? null : before);
}

export function fullName(name: PersonValues['name']): string {
  return `${name.givenNames} ${surnamesOf(name)}`.trim();
}

/** A longer form of the same name ("Ana Mamani" and "Ana Mamani Condori") fills what was missing. */
function nameSaid(row: PersonValues, known: PersonValues): Said | null {
  const [after, before] = [fullName(row.name), fullName(known.name)];
  const [words, had] = [nameWords(after), nameWords(before)];
  const [more, less] = [new Set(words), new Set(had)];
  if (words.every((word) => less.has(word))) return null;
  return { before, after, fits: had.every((word) => more.has(word)) };
}

function documentText({ document }: PersonValues): string | null {
  return document === null ? null : [document.number, document.complement, document.issuedIn].filter((part) => part !== null).join(' ');
}

function documentSaid(row: PersonValues, known: PersonValues): Said | null {
  const after = documentText(row);
  if (row.document === null || after === null) return null;
  const before = documentText(known);
  if (known.document === null) return { before, after, fits: true };
  if (known.document.number !== row.document.number) return { before, after, fits: false };
  const adds = (['complement', 'issuedIn'] as const).filter((part) => row.document?.[part] !== null && row.document?.[part] !== known.document?.[part]);
  if (adds.length === 0) return null;
  const loses = (['complement', 'issuedIn'] as const).some((part) => known.document?.[part] !== null && row.document?.[part] !== known.document?.[part]);
  return { before, after, fits: !loses };
}

function birthText({ birthDate, birthYear, ageBand }: PersonValues): string | null {
  if (birthDate !== null || birthYear !== null) return birthDate ?? String(birthYear);
  return ageBand === null ? null : `${ageBand.fromYears}-${ageBand.toYears ?? ''}`;
}

/** A year says more than a band of ages, a day more than a year. */
function birthSaid(row: PersonValues, known: PersonValues): Said | null {
  const after = birthText(row);
  if (after === null) return null;
  const before = birthText(known);
  if (before === null) return { before, after, fits: true };
  if (row.birthYear === null) return known.birthYear === null && after !== before ? { before, after, fits: false } : null;
  if (known.birthYear === null) return { before, after, fits: true };
  if (row.birthYear !== known.birthYear) return { before, after, fits: false };
  if (row.birthDate === null || row.birthDate === known.birthDate) return null;
  return { before, after, fits: known.birthDate === null };
}

function placeSaid(row: PersonValues, known: PersonValues): Said | null {
  const after = row.municipality ?? row.department;
  const before = known.municipality ?? known.department;
  if (after === null || after === before) return null;
  if (known.municipality !== null && row.municipality === null && row.department === known.department) return null;
  return { before, after, fits: before === null || (known.municipality === null && row.department === known.department) };
}

function phonesSaid(row: PersonValues, known: PersonValues): Said | null {
  const had = new Set(known.phones.map(({ number }) => phoneKey(number)));
  if (row.phones.every(({ number }) => had.has(phoneKey(number)))) return null;
  const text = (phones: PersonValues['phones']): string => phones.map(({ number }) => number).join(' / ');
  return { before: had.size === 0 ? null : text(known.phones), after: text(row.phones), fits: had.size === 0 };
}

function languagesSaid(row: PersonValues, known: PersonValues): Said | null {
  if (row.languages.every((code) => known.languages.includes(code))) return null;
  const fits = known.languages.every((code) => row.languages.includes(code));
  return { before: known.languages.length === 0 ? null : known.languages.join(' '), after: row.languages.join(' '), fits };
}
