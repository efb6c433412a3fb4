/** SQL that reads what a programme set: its ages, its rules of size, who set them, and how many stand where. */
import type { PoolClient } from 'pg';
import { personLineSeen } from '../access/scope-queries.ts';
import { conflictFieldsOf, leavesOf } from '../ledger/standing-queries.ts';
import { ageGroupsSet, sizeRuleSet } from './entries.ts';
import { SHOWN } from './queries.ts';
import type { SizeRule } from './rules.ts';
import type { Births } from './settings-counts.ts';

export interface DefinitionRow {
  entryId: string;
  leaves: string[];
  occurredOn: string;
  conflictFields: string[];
  recordedAt: Date;
  recordedBy: string | null;
}

const DEFINITION = (root: string, last: string): string => `${root} as "entryId", ${leavesOf('e.programme_id', root, last)} as leaves,
  (select r.occurred_on from entry r where r.programme_id = e.programme_id and r.id = ${root}) as "occurredOn",
  ${conflictFieldsOf('e.programme_id', root)} as "conflictFields", e.recorded_at as "recordedAt", u.name as "recordedBy"`;

/** The ages in force; null before any were set. */
export async function findAgeDefinition(client: PoolClient, programmeId: string): Promise<DefinitionRow | null> {
  const { rows } = await client.query<DefinitionRow>(
    `select ${DEFINITION('e.root_id', 'e.id')} from age_groups_version a
     join entry e on e.programme_id = a.programme_id and e.position = a.from_position
     left join app_user u on u.id = e.recorded_by
     left join batch b on b.programme_id = a.programme_id and b.number = a.batch
     where a.programme_id = $1 and a.to_position is null
       and (a.batch is null or (b.from_position is not null and b.to_position is null))
     order by a.from_position desc limit 1`,
    [programmeId],
  );
  return rows[0] ?? null;
}

/** Rules of size that stand, in the order in which they come to be in force. */
export async function findSizeDefinitions(client: PoolClient, programmeId: string): Promise<(DefinitionRow & { body: SizeRule })[]> {
  const { rows } = await client.query<DefinitionRow & { body: SizeRule }>(
    `select p.body, ${DEFINITION('p.entry_id', 'p.leaf_id')} from size_rule p
     join entry e on e.programme_id = p.programme_id and e.id = p.leaf_id
     left join app_user u on u.id = e.recorded_by
     where p.programme_id = $1 and ${SHOWN('p')} order by p.in_force_from, p.changed_position`,
    [programmeId],
  );
  return rows;
}

export interface SettingRow {
  entryId: string;
  kind: string;
  rootId: string;
  rootKind: string;
  body: string;
  recordedAt: Date;
  recordedBy: string | null;
}

/** Every version of ages and rules of size, and what was withdrawn of them, oldest first. */
export async function findSettings(client: PoolClient, programmeId: string): Promise<SettingRow[]> {
  const { rows } = await client.query<SettingRow>(
    `select e.id as "entryId", e.kind, e.root_id as "rootId", r.kind as "rootKind", e.body, e.recorded_at as "recordedAt",
       u.name as "recordedBy"
     from entry r join entry e on e.programme_id = r.programme_id and e.root_id = r.id
     left join app_user u on u.id = e.recorded_by
     left join batch b on b.programme_id = e.programme_id and b.id = r.batch_id
     where r.programme_id = $1 and r.kind = any($2) and r.id = r.root_id and (r.batch_id is null or b.from_position is not null)
     order by e.position`,
    [programmeId, [ageGroupsSet.kind, sizeRuleSet.kind]],
  );
  return rows;
}

/** People by the years in which they may have been born. */
export async function countBirths(client: PoolClient, programmeId: string): Promise<Births[]> {
  const { rows } = await client.query<Births>(
    `select l.born_from as "from", l.born_to as "to", count(*) as people from person_line l
     where l.programme_id = $1 and ${personLineSeen('l')} group by l.born_from, l.born_to`,
    [programmeId],
  );
  return rows;
}
