/** Two records of organisations side by side, and the merge they become. */
import type { listOrganisationDuplicates } from '../duplicate-contract.ts';
import { organisationsMerged, type ORGANISATION_MERGE_FIELDS, type ScoreLine } from '../entries.ts';
import { contactWords, noteOf, sideThatStands, sumOf, type ComparisonRow, type RowKey, type Standing } from './comparison.ts';
import { placeWords } from './person-words.ts';
import { sectorName } from '../sectors.ts';
import { today, type OwnDraft } from './use-writing.ts';
import type { AnswerOf } from '../../web/api.ts';
import { wordOf } from '../../web/codes/codes.ts';
import { newDraft } from '../../web/drafts.ts';
import { language } from '../../web/words.ts';

export type OrganisationPair = AnswerOf<typeof listOrganisationDuplicates>['items'][number];
type Side = OrganisationPair['a'];
type MergeField = (typeof ORGANISATION_MERGE_FIELDS)[number];

interface RowPlan {
  readonly key: RowKey;
  readonly value: (side: Side) => string | null;
  /** Fields of the explanation that belong to the row. */
  readonly explained: readonly string[];
  readonly merged: MergeField | null;
}

const PLANS: readonly RowPlan[] = [
  { key: 'name', value: (side) => side.name, explained: ['name', 'nameFrequency', 'legalForm', 'branch', 'decides'], merged: 'name' },
  { key: 'acronym', value: (side) => side.acronym, explained: [], merged: 'acronym' },
  {
    key: 'organisationKind',
    value: (side) => wordOf('organisationKinds', side.organisationKind),
    explained: ['organisationKind'],
    merged: 'organisationKind',
  },
  { key: 'taxNumber', value: (side) => side.taxNumber, explained: ['taxNumber'], merged: 'taxNumber' },
  {
    key: 'place',
    value: (side) => placeWords(side.municipality, side.department) || null,
    explained: ['municipality'],
    merged: 'place',
  },
  { key: 'sector', value: ({ sector }) => (sector === null ? null : `${sectorName(sector, language.value) ?? ''} (${sector})`.trim()), explained: [], merged: 'sector' },
  { key: 'valueChain', value: (side) => side.valueChain, explained: [], merged: 'valueChain' },
  { key: 'formalStatus', value: ({ formalStatus }) => (formalStatus === null ? null : wordOf('formalStatuses', formalStatus)), explained: [], merged: 'formalStatus' },
  { key: 'members', value: membersOf, explained: [], merged: 'members' },
  { key: 'exports', value: ({ exports }) => (exports === null ? null : wordOf('yesNo', exports)), explained: [], merged: 'exports' },
  { key: 'contact', value: contactWords, explained: ['phone', 'email'], merged: null },
];

/** One count of members, by sex. */
function membersOf({ membersWomen, membersMen, membersUnknown }: Side): string | null {
  const counts = [['woman', membersWomen], ['man', membersMen], ['unknown', membersUnknown]] as const;
  return counts.flatMap(([sex, count]) => (count === null ? [] : [`${wordOf('sexesPlural', sex)}: ${count}`])).join(', ') || null;
}

/** The rows to compare. Points that belong to no row stand in the last one, so that they add up to the score. */
export function organisationRows(pair: OrganisationPair): ComparisonRow[] {
  const rows = PLANS.map(({ key, value, explained, merged }) => {
    const [a, b] = [value(pair.a), value(pair.b)];
    const lines = pair.explanation.filter((line) => explained.includes(line.field));
    return { key, a, b, points: sumOf(lines), lines, choosable: merged !== null && a !== b };
  });
  const told = rows.filter(({ a, b, lines }) => a !== null || b !== null || lines.some(({ points }) => points !== 0));
  const others = pair.explanation.filter(({ field }) => !PLANS.some(({ explained }) => explained.includes(field)));
  return others.length === 0 ? told : [...told, ruleRow(others)];
}

function ruleRow(lines: readonly ScoreLine[]): ComparisonRow {
  return { key: 'rule', a: null, b: null, points: sumOf(lines), lines, choosable: false };
}

/** The merge, with the values chosen where they differ. */
export function organisationMergeDraft(pair: OrganisationPair, standing: Standing, note = ''): OwnDraft {
  const chosen: Partial<Record<MergeField, string>> = {};
  for (const row of organisationRows(pair)) {
    const field = PLANS.find(({ key }) => key === row.key)?.merged ?? null;
    if (row.choosable && field !== null) chosen[field] = pair[standing[row.key] ?? sideThatStands(row)].id;
  }
  const { score, explanation } = pair;
  const payload = { organisationIds: [pair.a.id, pair.b.id], score, explanation, chosen };
  return newDraft(organisationsMerged.kind, today(), payload, noteOf(note));
}
