/** Everybody of a process: who has a place, who attended, and whoever else a record names. */
import type { PoolClient } from 'pg';
import type { PersonName } from '../../registry/people.ts';
import type { PeopleOf } from './process-pages.ts';
import type { ProcessRow } from './queries.ts';
import { expectedOf } from './registration-expected.ts';
import { findAttended } from './attended.ts';

export interface ProcessPerson {
  readonly personId: string;
  readonly givenNames: string;
  readonly surnames: string;
  readonly sex: string;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly organisationKind: string | null;
}

/** Whom a record names, for the organisation it states. */
type NamedPerson = Pick<ProcessPerson, 'personId' | 'organisationId' | 'organisationName' | 'organisationKind'>;

/** By surname. `known`: who attended, where that was read already. Of several organisations the one of the attendance stands, then that of the registration. */
export async function peopleOfProcess(
  client: PoolClient,
  programmeId: string,
  process: ProcessRow,
  peopleOf: PeopleOf,
  named: readonly NamedPerson[],
  known: readonly NamedPerson[] | null = null,
): Promise<ProcessPerson[]> {
  const expected = await expectedOf(client, programmeId, process);
  const attended = known ?? (await findAttended(client, programmeId, process.number));
  const organisations = new Map<string, Omit<NamedPerson, 'personId'>>();
  for (const one of [...attended, ...expected, ...named]) {
    if (organisations.get(one.personId)?.organisationId == null) organisations.set(one.personId, one);
  }
  const lines = await peopleOf(client, programmeId, [...organisations.keys()]);
  const collator = new Intl.Collator('es');
  return lines
    .map((line) => personOf(line, organisations.get(line.id)))
    .sort((a, b) => collator.compare(`${a.surnames} ${a.givenNames}`, `${b.surnames} ${b.givenNames}`));
}

function personOf({ id, givenNames, surnames, sex }: PersonName, of: Omit<NamedPerson, 'personId'> | undefined): ProcessPerson {
  return {
    personId: id,
    givenNames,
    surnames,
    sex,
    organisationId: of?.organisationId ?? null,
    organisationName: of?.organisationName ?? null,
    organisationKind: of?.organisationKind ?? null,
  };
}
