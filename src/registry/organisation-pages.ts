/** An organisation's page. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { isEntrySeen } from '../access/scope-queries.ts';
import { Problem } from '../platform/problem.ts';
import type { readOrganisation, revealOrganisation } from './contract.ts';
import { organisationLines } from './list-pages.ts';
import { findOrganisationMerges } from './organisation-line-queries.ts';
import { organisationMergeOf } from './organisation-lines.ts';
import {
  findOrganisation,
  findOrganisationStanding,
  findPeopleOf,
  findProcessesOf,
  findRecordsOf,
  findSizeRules,
  findSizes,
  type OrganisationRecordRow,
  type OrganisationRow,
} from './organisation-queries.ts';
import { linesOf } from './people-lines.ts';
import { sizeClassOn } from './rules.ts';

export async function organisationRow(client: PoolClient, programmeId: string, id: string): Promise<OrganisationRow> {
  const row = await findOrganisation(client, programmeId, id);
  if (row === null) throw new Problem('not-found', { organisation: id });
  return row;
}

/**
 * A record's organisation: what stands for all its records together, and what this record says itself. `withPeople`:
 * whether the reader may see who they are.
 */
export async function organisationPage(
  client: PoolClient,
  programmeId: string,
  id: string,
  today: string,
  withPeople: boolean,
): Promise<z.input<typeof readOrganisation.answer>> {
  const row = await organisationRow(client, programmeId, id);
  const rules = await findSizeRules(client, programmeId);
  const standing = await findOrganisationStanding(client, programmeId, row.canonicalId);
  // A record that was withdrawn stands for itself alone.
  const shown = standing === null || row.withdrawn ? row : { ...standing, id, leafId: row.leafId, leaves: row.leaves, occurredOn: row.occurredOn, conflictFields: row.conflictFields };
  const records = await recordsOf(client, programmeId, row);
  const [line, record] = await organisationLines(client, programmeId, [shown, row], rules, today);
  if (line === undefined || record === undefined) throw new Error('An organisation has a line.');
  const sizes = await findSizes(client, programmeId, [row.canonicalId]);
  return {
    ...line,
    record,
    merges: records.length < 2 ? [] : await mergesOf(client, programmeId, row.canonicalId, records),
    records: records.map(({ id: one, name }) => ({ id: one, name })),
    withdrawn: row.withdrawn,
    isWithinReach: await isEntrySeen(client, programmeId, id),
    hasContact: row.contact !== null,
    othersHaveContact: records.some((one) => one.id !== id && one.contact !== null),
    sizes: sizes
      .map(({ canonicalId: _canonicalId, ...size }, at) => {
        // As of its own day and no later statement: the class that these numbers had.
        const classed = sizeClassOn(sizes.slice(0, at + 1), rules, size.sizedOn);
        return { ...size, sizeClass: classed?.sizeClass ?? null, rule: classed?.rule ?? null };
      })
      .toReversed(),
    people: withPeople ? await peopleOf(client, programmeId, records) : [],
    processes: await findProcessesOf(client, programmeId, records.map(({ number }) => number)),
  };
}

/** By the names that stand of those of their records that the reader sees. */
async function peopleOf(client: PoolClient, programmeId: string, records: readonly { readonly id: string; readonly number: number }[]) {
  const rows = await findPeopleOf(client, programmeId, records);
  const lines = new Map((await linesOf(client, programmeId, [...new Set(rows.map(({ id }) => id))])).map((line) => [line.id, line]));
  return rows.map((row) => ({ ...row, givenNames: lines.get(row.id)?.givenNames ?? '', surnames: lines.get(row.id)?.surnames ?? '' }));
}

/** Contacts of a record, and of the others that are the same organisation, each as it says them: no merge chooses among them. */
export async function organisationContacts(
  client: PoolClient,
  programmeId: string,
  id: string,
): Promise<z.input<typeof revealOrganisation.answer>> {
  const row = await organisationRow(client, programmeId, id);
  const others = (await recordsOf(client, programmeId, row)).filter((one) => one.id !== id);
  return {
    contact: row.contact,
    others: others.flatMap(({ id: other, name, contact }) => (contact === null ? [] : [{ id: other, name, contact }])),
  };
}

/** The records of an organisation; one that was withdrawn stands for itself alone. */
async function recordsOf(client: PoolClient, programmeId: string, row: OrganisationRow): Promise<OrganisationRecordRow[]> {
  const found = row.withdrawn ? [] : await findRecordsOf(client, programmeId, row.canonicalId);
  return found.length === 0 ? [row] : found;
}

/** Merges of these records; of two that no list shows nothing is said here. */
async function mergesOf(client: PoolClient, programmeId: string, canonicalId: string, records: readonly { readonly id: string }[]) {
  const shown = new Set(records.map(({ id }) => id));
  return (await findOrganisationMerges(client, programmeId, [canonicalId])).flatMap((row) => {
    const { organisationIds, score } = organisationMergeOf(row);
    const { entryId, recordedAt, recordedBy } = row;
    if (!organisationIds.some((id) => shown.has(id))) return [];
    return [{ entryId, organisationIds: [...organisationIds], score, recordedAt: recordedAt.toISOString(), recordedBy: recordedBy ?? '' }];
  });
}
