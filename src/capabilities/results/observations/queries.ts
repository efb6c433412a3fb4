/** SQL of observations: the names of the organisations they are of. */
import type { PoolClient } from 'pg';
import { kindThatStands } from '../../../registry/queries.ts';

/** Names and kinds by id; of organisations united those that stand for them. */
export async function findOrganisations(
  client: PoolClient,
  programmeId: string,
  ids: readonly string[],
): Promise<Map<string, { readonly name: string; readonly kind: string }>> {
  const { rows } = await client.query<{ id: string; name: string; kind: string }>(
    `select o.id, coalesce(l.name, o.name) as name, ${kindThatStands('o', 'l')} as kind from organisation o
     left join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
     where o.programme_id = $1 and o.id = any($2)`,
    [programmeId, ids],
  );
  return new Map(rows.map(({ id, name, kind }) => [id, { name, kind }]));
}
