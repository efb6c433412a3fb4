/** People and organisations as a phone keeps them: as in the lists, numbers masked. */
import type { PhoneCollection, RowOf } from '../phone/collection.ts';
import { idsIn } from '../phone/collection.ts';
import { linesOf } from './people-lines.ts';
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
    (await linesOf(client, programmeId, await findSeenPeople(client, programmeId, after, limit))).map(rowOf),
  // A person may come into sight by any record of theirs, and two that were one part again: all their records are looked at.
  touched: (client, programmeId, things) => findRecordsOfPeople(client, programmeId, idsIn(things)),
  rows: async (client, programmeId, ids) => (await linesOf(client, programmeId, await findSeenAmong(client, programmeId, ids))).map(rowOf),
};

export const organisationsOfPhone: PhoneCollection = {
  name: 'organisation',
  permission: 'organisation.read',
  page: async (client, programmeId, after, limit) => (await findOrganisationsOfPhone(client, programmeId, { after, limit })).map(rowOf),
  touched: (client, programmeId, things) => findRecordsOfOrganisations(client, programmeId, idsIn(things)),
  rows: async (client, programmeId, ids) => (await findOrganisationsOfPhone(client, programmeId, { ids })).map(rowOf),
};

function rowOf(line: { readonly id: string } & (OrganisationOfPhone | Record<string, unknown>)): RowOf {
  return { id: line.id, body: { ...line } };
}
