/** A person's page, and their personal data in full. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Problem } from '../platform/problem.ts';
import type { readPerson, revealContact } from './contract.ts';
import { SEXES, STATED } from './entries.ts';
import { ageBandOf, contactOf, documentText, mergeInForce, personLineOf, standing, type Merge } from './people.ts';
import {
  canonicalOf,
  findAttendance,
  findConsents,
  findMerges,
  findRecords,
  findRoles,
  findWithdrawnRecord,
  lastOrganisations,
  type MergeRow,
  type RecordRow,
} from './queries.ts';

/** The records of a person; those of one that was withdrawn too, so that they can be brought back. */
export async function recordsOf(client: PoolClient, programmeId: string, id: string): Promise<RecordRow[]> {
  const canonicalId = await canonicalOf(client, programmeId, id);
  if (canonicalId === null) throw new Problem('not-found', { person: id });
  const records = await findRecords(client, programmeId, [canonicalId]);
  const found = records.length > 0 ? records : await findWithdrawnRecord(client, programmeId, id);
  if (found.length === 0) throw new Problem('not-found', { person: id });
  return found;
}

export type SaidOfThemselves = Pick<z.input<typeof readPerson.answer>, 'indigenous' | 'disability' | 'languages'>;

export async function personPage(client: PoolClient, programmeId: string, id: string): Promise<z.input<typeof readPerson.answer>> {
  const records = await recordsOf(client, programmeId, id);
  const ids = records.map((record) => record.id);
  const numbers = records.map((record) => record.number);
  const merges = (await findMerges(client, programmeId, canonicalIdsOf(records))).map((row) => ({ row, merge: mergeInForce(row) }));
  const attendance = await findAttendance(client, programmeId, numbers);
  const all = merges.map(({ merge }) => merge);
  return {
    ...personLineOf(records, all, await lastOrganisations(client, programmeId, numbers)),
    ...saidOfThemselves(records, all),
    withdrawn: records.every(({ withdrawn }) => withdrawn),
    records: records.map(recordOf),
    merges: merges.filter(({ row, merge }) => row.isSeen && merge.personIds.some((one) => ids.includes(one))).map(mergeLine),
    roles: await findRoles(client, programmeId, ids),
    consents: await findConsents(client, programmeId, ids),
    attendance: attendance.map(({ minutes, minutesHeld, ...row }) => ({
      ...row,
      percent: minutesHeld === 0 ? 0 : Math.floor((minutes * 100) / minutesHeld),
    })),
  };
}

function canonicalIdsOf(records: readonly RecordRow[]): string[] {
  return [...new Set(records.map(({ canonicalId }) => canonicalId))];
}

export type PersonalData = z.input<typeof revealContact.answer>;

/** Document, contacts and date of birth of these people, by canonical id. */
export async function personalDataOf(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<Map<string, PersonalData>> {
  const records = await findRecords(client, programmeId, canonicalIds);
  const merges = (await findMerges(client, programmeId, canonicalIds)).map(mergeInForce);
  return new Map(canonicalIds.map((id) => [id, personalFrom(records.filter(({ canonicalId }) => canonicalId === id), merges)]));
}

/** The same for one person, withdrawn or not. */
export async function personalData(client: PoolClient, programmeId: string, records: readonly RecordRow[]): Promise<PersonalData> {
  return personalFrom(records, (await findMerges(client, programmeId, canonicalIdsOf(records))).map(mergeInForce));
}

/** Each from the record whose value stands. */
export function personalFrom(records: readonly RecordRow[], merges: readonly Merge[]): PersonalData {
  const { value } = standing(records, merges);
  const year = value('birthYear', ({ birthYear }) => birthYear);
  const documented = value('document', (record) => (record.documentNumber === null ? null : record));
  const contact = value('contact', contactOf);
  return {
    document: documented === null ? null : documentText(documented),
    documentParts:
      documented?.documentNumber == null
        ? null
        : { number: documented.documentNumber, complement: documented.documentComplement, issuedIn: documented.documentIssuedIn },
    phone: contact?.phone ?? null,
    phones: contact?.phones ?? [],
    email: contact?.email ?? null,
    // A date of another year would belie the year that stands.
    birthDate: value('birthYear', ({ birthDate }) => (birthDate !== null && (year === null || birthDate.startsWith(`${year}-`)) ? birthDate : null)),
  };
}

export function recordOf(record: RecordRow): z.input<typeof readPerson.answer>['records'][number] {
  return {
    id: record.id,
    leafId: record.leafId,
    leaves: record.leaves,
    occurredOn: record.occurredOn,
    conflictFields: record.conflictFields,
    givenNames: record.givenNames,
    surnames: record.surnames,
    paternal: record.paternal,
    maternal: record.maternal,
    married: record.married,
    sex: SEXES.find((sex) => sex === record.sex) ?? null,
    birthYear: record.birthYear,
    ageBand: ageBandOf(record),
    department: record.department,
    municipality: record.municipality,
    indigenous: statedOf(record.indigenous),
    disability: statedOf(record.disability),
    languages: record.languages,
    has: {
      birthDate: record.birthDate !== null,
      document: record.documentNumber !== null,
      contact: record.phones.length > 0 || record.email !== null,
    },
    registeredAt: record.registeredAt.toISOString(),
    batchId: record.batchId,
  };
}

function mergeLine({ row, merge }: { row: MergeRow; merge: Merge }): z.input<typeof readPerson.answer>['merges'][number] {
  return {
    entryId: row.entryId,
    personIds: [...merge.personIds],
    score: merge.score,
    explanation: merge.explanation,
    decidedBy: merge.decidedBy,
    recordedAt: row.recordedAt.toISOString(),
    recordedBy: row.recordedBy ?? '',
  };
}

/** What people answer about themselves, each from the record whose value stands. */
export function saidOfThemselves(records: readonly RecordRow[], merges: readonly Merge[]): SaidOfThemselves {
  const { value } = standing(records, merges);
  return {
    indigenous: value('indigenous', ({ indigenous }) => statedOf(indigenous)),
    disability: value('disability', ({ disability }) => statedOf(disability)),
    languages: value('languages', ({ languages }) => (languages.length === 0 ? null : languages)) ?? [],
  };
}

function statedOf(text: string | null): (typeof STATED)[number] | null {
  return STATED.find((answer) => answer === text) ?? null;
}
