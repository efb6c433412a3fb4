/** Keeps the line of each organisation in step with its records. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { payloadOf } from '../ledger/versions.ts';
import { organisationsMerged } from './entries.ts';
import {
  countTerms,
  deleteOrganisationLines,
  findOrganisationLineRecords,
  findOrganisationMerges,
  insertOrganisationLines,
  type OrganisationLineRecord,
  type OrganisationLineRow,
} from './organisation-line-queries.ts';
import { phoneticKey } from './names.ts';
import { organisationWords, sortKey } from './sort-key.ts';
import { chooser, valueThatStands } from './value-that-stands.ts';

type Said = z.output<typeof organisationsMerged.payload>;
/** A merge in force, and the organisation that it joins. */
type OrganisationMerge = Said & { readonly canonicalId: string };

/** Organisations whose lines are made in one go. */
const CHUNK = 1000;
const MERGE_KINDS = new Map([[organisationsMerged.kind, organisationsMerged]]);

/**
 * Makes the lines of every organisation these records belong to anew. `recordIds` holds every record of those whose
 * records were joined or separated: a line bears the id of one of them.
 */
export async function refreshOrganisationLines(client: PoolClient, programmeId: string, recordIds: readonly string[]): Promise<void> {
  const changes = new Map<string, number>();
  const count = (words: readonly string[], organisations: number): void => {
    for (const word of words) changes.set(word, (changes.get(word) ?? 0) + organisations);
  };
  for (let from = 0; from < recordIds.length; from += CHUNK) {
    const ids = recordIds.slice(from, from + CHUNK);
    const records = await findOrganisationLineRecords(client, programmeId, ids);
    const joined = records.filter(({ id, canonicalId }) => id !== canonicalId).map(({ canonicalId }) => canonicalId);
    const merges = joined.length === 0 ? [] : (await findOrganisationMerges(client, programmeId, joined)).map((row) => ({ ...organisationMergeOf(row), canonicalId: row.canonicalId }));
    const lines = linesFrom(records, merges);
    const gone = [...new Set([...ids, ...lines.map(({ id }) => id)])];
    for (const words of await deleteOrganisationLines(client, programmeId, gone)) count(words, -1);
    await insertOrganisationLines(client, programmeId, lines);
    for (const { words } of lines) count(words, 1);
  }
  const changed = [...changes].filter(([, organisations]) => organisations !== 0);
  await countTerms(client, programmeId, changed.map(([word, organisations]) => ({ word, sound: soundOf(word), organisations })));
}

/** Numbers are not misheard: a sound of theirs would stand for all of them. */
function soundOf(word: string): string {
  return /\d/.test(word) ? '' : phoneticKey(word);
}

/** What a merge said. */
export function organisationMergeOf(row: { readonly body: string }): Said {
  return organisationsMerged.payload.parse(payloadOf(row.body, MERGE_KINDS));
}

function linesFrom(records: readonly OrganisationLineRecord[], merges: readonly OrganisationMerge[]): OrganisationLineRow[] {
  const byOrganisation = new Map<string, OrganisationLineRecord[]>();
  for (const record of records) {
    const own = byOrganisation.get(record.canonicalId);
    if (own === undefined) byOrganisation.set(record.canonicalId, [record]);
    else own.push(record);
  }
  return [...byOrganisation].flatMap(([id, [first, ...others]]) => (first === undefined ? [] : [lineFrom(id, [first, ...others], merges)]));
}

/** A field holds the chosen record's value, else the first known in order of id. */
function lineFrom(
  id: string,
  records: readonly [OrganisationLineRecord, ...OrganisationLineRecord[]],
  merges: readonly OrganisationMerge[],
): OrganisationLineRow {
  const [first] = records;
  const chosenFor = chooser(records, merges);
  const known = <T>(of: (record: OrganisationLineRecord) => T | null, from: OrganisationLineRecord | null = null): T | null =>
    valueThatStands(records, from, of);
  const name = (chosenFor('name') ?? first).name;
  // Members are of one count: no women of one record with men of another.
  const counted = known((record) => (hasMembers(record) ? record : null), chosenFor('members')) ?? first;
  // A place is of one record: no department of one with a municipality of another.
  const placed = known((record) => (record.department === null ? null : record), chosenFor('place')) ?? first;
  return {
    id,
    recordId: first.id,
    sortName: sortKey(name, ''),
    words: [...new Set(records.flatMap(organisationWords))],
    name,
    acronym: known((record) => record.acronym, chosenFor('acronym')),
    organisationKind: (chosenFor('organisationKind') ?? first).organisationKind,
    department: placed.department,
    municipality: placed.municipality,
    taxNumber: known((record) => record.taxNumber, chosenFor('taxNumber')),
    sector: known((record) => record.sector, chosenFor('sector')),
    valueChain: known((record) => record.valueChain, chosenFor('valueChain')),
    formalStatus: known((record) => record.formalStatus, chosenFor('formalStatus')),
    membersWomen: counted.membersWomen,
    membersMen: counted.membersMen,
    membersUnknown: counted.membersUnknown,
    exports: known((record) => record.exports, chosenFor('exports')),
    recordCount: records.length,
    registeredPosition: Math.min(...records.map(({ number }) => number)),
  };
}

function hasMembers({ membersWomen, membersMen, membersUnknown }: OrganisationLineRecord): boolean {
  return membersWomen !== null || membersMen !== null || membersUnknown !== null;
}
