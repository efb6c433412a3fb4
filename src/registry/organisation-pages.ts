/** An organisation's page. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Problem } from '../platform/problem.ts';
import type { readOrganisation } from './contract.ts';
import { organisationLines } from './list-pages.ts';
import { findOrganisation, findPeopleOf, findProcessesOf, findSizeRules, findSizes, type OrganisationRow } from './organisation-queries.ts';
import { sizeClassOn } from './rules.ts';

export async function organisationRow(client: PoolClient, programmeId: string, id: string): Promise<OrganisationRow> {
  const row = await findOrganisation(client, programmeId, id);
  if (row === null) throw new Problem('not-found', { organisation: id });
  return row;
}

/** `withPeople`: whether the reader may see who they are. */
export async function organisationPage(
  client: PoolClient,
  programmeId: string,
  id: string,
  today: string,
  withPeople: boolean,
): Promise<z.input<typeof readOrganisation.answer>> {
  const row = await organisationRow(client, programmeId, id);
  const rules = await findSizeRules(client, programmeId);
  const [line] = await organisationLines(client, programmeId, [row], rules, today);
  if (line === undefined) throw new Error('An organisation has a line.');
  const sizes = await findSizes(client, programmeId, [id]);
  return {
    ...line,
    withdrawn: row.withdrawn,
    hasContact: row.contact !== null,
    sizes: sizes
      .map(({ organisationId: _organisationId, ...size }, at) => {
        // As of its own day and no later statement: the class that these numbers had.
        const classed = sizeClassOn(sizes.slice(0, at + 1), rules, size.sizedOn);
        return { ...size, sizeClass: classed?.sizeClass ?? null, rule: classed?.rule ?? null };
      })
      .toReversed(),
    people: withPeople ? await findPeopleOf(client, programmeId, row) : [],
    processes: await findProcessesOf(client, programmeId, row.number),
  };
}
