/** Two records side by side: which values differ, which one stands, and the merge they become. */
import type { listDuplicates } from '../duplicate-contract.ts';
import { peopleMerged, type MERGE_FIELDS, type ScoreLine } from '../entries.ts';
import { fullName, placeWords } from './person-words.ts';
import { today, type OwnDraft } from './use-writing.ts';
import type { AnswerOf } from '../../web/api.ts';
import { ageBandWord, wordOf, wordWithin } from '../../web/codes/codes.ts';
import { newDraft } from '../../web/drafts.ts';
import { formatDate } from '../../web/format.ts';

export type Pair = AnswerOf<typeof listDuplicates>['items'][number];
export type Side = Pair['a'];
type MergeField = (typeof MERGE_FIELDS)[number];
export type RowKey =
  | 'name'
  | 'document'
  | 'contact'
  | 'birthYear'
  | 'sex'
  | 'place'
  | 'organisation'
  | 'acronym'
  | 'organisationKind'
  | 'taxNumber'
  | 'sector'
  | 'valueChain'
  | 'formalStatus'
  | 'members'
  | 'exports'
  | 'indigenous'
  | 'disability'
  | 'languages'
  | 'consents'
  | 'rule';
/** The side whose value stands, where the user chose one. */
export type Standing = Partial<Record<RowKey, 'a' | 'b'>>;

export interface ComparisonRow {
  readonly key: RowKey;
  readonly a: string | null;
  readonly b: string | null;
  readonly points: number;
  readonly lines: readonly ScoreLine[];
  /** Whether the user says which value stands: both are known, or may be, and they are not the same. */
  readonly choosable: boolean;
}

interface RowPlan {
  readonly key: RowKey;
  readonly value: (side: Side) => string | null;
  /** Fields of the explanation that belong to the row. */
  readonly explained: readonly string[];
  readonly merged: readonly MergeField[];
}

const PLANS: readonly RowPlan[] = [
  { key: 'name', value: fullName, explained: ['givenNames', 'surnames', 'nameFrequency'], merged: ['name'] },
  { key: 'document', value: (side) => side.documentMasked, explained: ['document'], merged: ['document'] },
  { key: 'contact', value: contactWords, explained: ['phone', 'email'], merged: ['contact'] },
  { key: 'birthYear', value: bornWords, explained: ['birthYear'], merged: ['birthYear'] },
  { key: 'sex', value: sexOf, explained: ['sex'], merged: ['sex'] },
  {
    key: 'place',
    value: (side) => placeWords(side.municipality, side.department) || null,
    explained: ['department', 'municipality'],
    merged: ['department', 'municipality'],
  },
  { key: 'indigenous', value: ({ indigenous }) => statedWord(indigenous), explained: [], merged: ['indigenous'] },
  { key: 'disability', value: ({ disability }) => statedWord(disability), explained: [], merged: ['disability'] },
  { key: 'languages', value: languagesOf, explained: [], merged: ['languages'] },
  { key: 'consents', value: consentWords, explained: [], merged: [] },
  { key: 'organisation', value: (side) => side.organisationName, explained: ['organisation'], merged: [] },
];

/** Few people are asked: a row in which neither says anything is left out. */
const SELDOM_ASKED: ReadonlySet<RowKey> = new Set(['indigenous', 'disability', 'languages', 'consents']);

/** One key for a pair, whichever of the two comes first. */
export function pairKey(pair: { readonly a: { readonly id: string }; readonly b: { readonly id: string } }): string {
  const { a, b } = pair;
  return a.id < b.id ? `${a.id}_${b.id}` : `${b.id}_${a.id}`;
}

/** The rows to compare. Points that belong to no row stand in the last one, so that they add up to the score. */
export function comparisonRows(pair: Pair): ComparisonRow[] {
  const rows = PLANS.map((plan) => rowOf(plan, pair)).filter((row) => !SELDOM_ASKED.has(row.key) || row.a !== null || row.b !== null);
  const placed = new Set(PLANS.flatMap((plan) => plan.explained));
  const others = pair.explanation.filter((line) => !placed.has(line.field));
  if (others.length === 0) return rows;
  return [...rows, { key: 'rule', a: null, b: null, points: sumOf(others), lines: others, choosable: false }];
}

function rowOf(plan: RowPlan, pair: Pair): ComparisonRow {
  const [a, b] = [plan.value(pair.a), plan.value(pair.b)];
  const lines = pair.explanation.filter((line) => plan.explained.includes(line.field));
  return { key: plan.key, a, b, points: sumOf(lines), lines, choosable: plan.merged.length > 0 && a !== b && !isSettled(plan.key, pair) };
}

/** A year that one states stands before the band of the other, whatever is chosen. */
function isSettled(key: RowKey, { a, b }: Pair): boolean {
  return key === 'birthYear' && (a.birthYear === null) !== (b.birthYear === null) && bornWords(a.birthYear === null ? a : b) !== null;
}

/** The side that stands unless the user says otherwise: the one that is known, else the first. */
export function sideThatStands(row: ComparisonRow): 'a' | 'b' {
  return row.a === null && row.b !== null ? 'b' : 'a';
}

/** The merge. Only values that differ are named: where both say the same there is nothing to choose. `note`: why, or nothing. */
export function mergeDraft(pair: Pair, standing: Standing, note = ''): OwnDraft {
  const chosen: Partial<Record<MergeField, string>> = {};
  for (const row of comparisonRows(pair)) {
    if (!row.choosable) continue;
    const side = standing[row.key] ?? sideThatStands(row);
    const fields = PLANS.find((plan) => plan.key === row.key)?.merged ?? [];
    // The value may be of another record of the same person.
    for (const field of fields) chosen[field] = pair[side].sources[field] ?? pair[side].id;
  }
  const payload = {
    personIds: [pair.a.id, pair.b.id],
    score: pair.score,
    explanation: pair.explanation,
    chosen,
    decidedBy: 'person',
  };
  return newDraft(peopleMerged.kind, today(), payload, noteOf(note));
}

/** The reason as a private part, where one was written. */
export function noteOf(note: string): { private?: { note: string } } {
  return note.trim() === '' ? {} : { private: { note: note.trim() } };
}

export function sumOf(lines: readonly ScoreLine[]): number {
  return lines.reduce((total, line) => total + line.points, 0);
}

function sexOf(side: Side): string | null {
  return side.sex === 'unknown' ? null : wordOf('sexes', side.sex);
}

function statedWord(answer: Side['indigenous']): string | null {
  return answer === null ? null : wordOf('stated', answer);
}

/** Nothing is chosen here: of each purpose the last that was said stands. */
function consentWords({ consents }: Side): string | null {
  return consents.map(({ purpose, given, statedOn }) => `${wordOf('consentPurposes', purpose)}: ${wordWithin('yesNo', given ? 'yes' : 'no')}, ${formatDate(statedOn)}`).join('. ') || null;
}

function languagesOf({ languages }: Side): string | null {
  return languages.map((code) => wordOf('languages', code)).join(', ') || null;
}

function bornWords({ birthYear, ageBand }: Side): string | null {
  if (birthYear !== null) return String(birthYear);
  return ageBand === null ? null : ageBandWord(`${ageBand.fromYears}-${ageBand.toYears ?? ''}`);
}

/** Every telephone and the e-mail: a merge chooses them together. */
export function contactWords({ phonesMasked, emailMasked }: { readonly phonesMasked: readonly string[]; readonly emailMasked: string | null }): string | null {
  return [...phonesMasked, ...(emailMasked === null ? [] : [emailMasked])].join(', ') || null;
}
