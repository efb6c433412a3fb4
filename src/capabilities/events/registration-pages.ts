/** Who is invited to a process, as screens show it. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Problem } from '../../platform/problem.ts';
import { ORGANISATION_KINDS } from '../../registry/entries.ts';
import type { PeopleOf } from './process-pages.ts';
import { findProcesses } from './queries.ts';
import type { readInvited } from './registration-contract.ts';
import { findAttended, findInvitations } from './registration-queries.ts';
import { countOf, shareOf, sharesByKind, type CountedPerson } from './registration-shares.ts';

/** Invited organisations and, by kind, how many came against what was agreed. */
export async function invitedPage(
  client: PoolClient,
  programmeId: string,
  id: string,
  peopleOf: PeopleOf,
): Promise<z.input<typeof readInvited.answer>> {
  const [process] = await findProcesses(client, programmeId, id);
  if (process === undefined) throw new Problem('not-found', { process: id });
  const invited = await findInvitations(client, programmeId, process.id);
  const attended = await withSex(client, programmeId, await findAttended(client, programmeId, process.number), peopleOf);
  return {
    organisations: invited.map((one) => ({
      ...one,
      attended: countOf(attended.filter(({ organisationId }) => organisationId === one.organisationId)),
    })),
    kinds: sharesByKind(invited, attended, ORGANISATION_KINDS),
    total: shareOf(invited, attended),
  };
}

async function withSex<Row extends { readonly personId: string }>(
  client: PoolClient,
  programmeId: string,
  rows: readonly Row[],
  peopleOf: PeopleOf,
): Promise<(Row & Pick<CountedPerson, 'sex'>)[]> {
  const lines = await peopleOf(client, programmeId, rows.map(({ personId }) => personId));
  const sexes = new Map(lines.map(({ id, sex }) => [id, sex]));
  return rows.map((row) => ({ ...row, sex: sexes.get(row.personId) ?? 'unknown' }));
}
