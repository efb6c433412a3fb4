/** Adds to the loaded example what registration sheets say of its people and organisations. */
import type { PoolClient } from 'pg';
import { organisationSheet, personSheet } from '../../examples/bolivia-digna-y-productiva/attributes.ts';
import { draftSchema, type DraftInput } from '../ledger/entry.ts';
import type { AppendContext } from '../ledger/prepare.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { organisationRegistered, personRegistered } from '../registry/entries.ts';
import { EVERY_ORGANISATION, findOrganisationsPage } from '../registry/organisation-list-queries.ts';
import { findOrganisation, type OrganisationRow } from '../registry/organisation-queries.ts';
import { ageBandOf } from '../registry/people.ts';
import { findAllRecords } from '../registry/queries.ts';
import type { House } from './house.ts';

const CHUNK = 400;

/** Throws when an entry was refused. */
export async function addSheets(house: House, context: AppendContext): Promise<void> {
  const entries = await inProgramme(house.pool, context.programmeId, (client) => sheets(client, context.programmeId));
  for (let from = 0; from < entries.length; from += CHUNK) {
    const answers = await house.ledger.append(context, entries.slice(from, from + CHUNK).map((entry) => draftSchema.parse(entry)));
    const refused = answers.find(({ answer }) => answer === 'refused');
    if (refused !== undefined) throw new Error(`A sheet of the example was refused: ${JSON.stringify(refused)}`);
  }
}

async function sheets(client: PoolClient, programmeId: string): Promise<DraftInput[]> {
  const people = await findAllRecords(client, programmeId);
  const page = { sort: 'name', descending: false, after: null, limit: 1000 } as const;
  const { lines } = await findOrganisationsPage(client, programmeId, EVERY_ORGANISATION, page);
  const records = await organisationRecords(client, programmeId, lines.map(({ id }) => id));
  return [
    // Of several records of one person the sheet is the first one's.
    ...people
      .filter(({ id, canonicalId }) => id === canonicalId)
      .flatMap((record) => {
        const { sex, birthYear, department, municipality, indigenous, disability, languages } = record;
        const payload = personRegistered.payload.parse({
          sex, birthYear, ageBand: ageBandOf(record), department, municipality, indigenous, disability, languages,
        });
        return personSheet({ id: record.id, leafId: record.leafId, name: `${record.givenNames} ${record.surnames}`, payload });
      }),
    ...records.flatMap((row) => {
      const payload = Object.fromEntries(Object.keys(organisationRegistered.payload.shape).map((field) => [field, Reflect.get(row, field)]));
      return organisationSheet({ id: row.id, leafId: row.leafId, payload: organisationRegistered.payload.parse(payload) });
    }),
  ];
}

/** Organisations as their own record says it, whatever stands for records that were united. */
async function organisationRecords(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<OrganisationRow[]> {
  const records = [];
  for (const id of ids) {
    const record = await findOrganisation(client, programmeId, id);
    if (record !== null) records.push(record);
  }
  return records;
}
