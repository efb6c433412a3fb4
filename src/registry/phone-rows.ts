/** People and organisations as a phone keeps them: as in the lists, numbers masked; of people what a correction starts from, too. */
import type { PoolClient } from 'pg';
import type { PhoneCollection, RowOf } from '../phone/collection.ts';
import { idsIn } from '../phone/collection.ts';
import { linesOf } from './people-lines.ts';
import { mergeInForce } from './people.ts';
import { recordOf, saidOfThemselves } from './person-pages.ts';
import { findMerges, findRecords, type RecordRow } from './queries.ts';
import {
  findOrganisationsOfPhone,
  findRecordsOfOrganisations,
  findRecordsOfPeople,
  findSeenAmong,
  findSeenPeople,
  type OrganisationOfPhone,
} from './phone-queries.ts';

export const peopleOfPhone: PhoneCollection = {
  name: 'person',
  permission: 'person.read',
  page: async (client, programmeId, after, limit) =>
    peopleRows(client, programmeId, await findSeenPeople(client, programmeId, after, limit)),
  // A person may come into sight by any record of theirs, and two that were one part again: all their records are looked at.
  touched: (client, programmeId, things) => findRecordsOfPeople(client, programmeId, idsIn(things)),
  rows: async (client, programmeId, ids) => peopleRows(client, programmeId, await findSeenAmong(client, programmeId, ids)),
};

export const organisationsOfPhone: PhoneCollection = {
  name: 'organisation',
  permission: 'organisation.read',
  page: async (client, programmeId, after, limit) => (await findOrganisationsOfPhone(client, programmeId, { after, limit })).map(rowOf),
  touched: (client, programmeId, things) => findRecordsOfOrganisations(client, programmeId, idsIn(things)),
  rows: async (client, programmeId, ids) => (await findOrganisationsOfPhone(client, programmeId, { ids })).map(rowOf),
};

/** A correction states the whole record, so all of it has to be on the phone; its private parts are not. */
async function peopleRows(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<RowOf[]> {
  const records = new Map<string, RecordRow[]>();
  for (const record of await findRecords(client, programmeId, ids)) {
    const own = records.get(record.canonicalId);
    if (own === undefined) records.set(record.canonicalId, [record]);
    else own.push(record);
  }
  // Choices are asked for only where there is more than one record to choose from.
  const several = [...records.values()].filter(({ length }) => length > 1).flat();
  const merges = several.length === 0 ? [] : (await findMerges(client, programmeId, several.map(({ canonicalId }) => canonicalId))).map(mergeInForce);
  return (await linesOf(client, programmeId, ids)).map((line) => {
    const own = records.get(line.id) ?? [];
    return { id: line.id, body: { ...line, ...saidOfThemselves(own, merges), records: own.map(recordOf) } };
  });
}

function rowOf(line: OrganisationOfPhone): RowOf {
  return { id: line.id, body: { ...line } };
}
