/** Codes a statement may stand under: those of the framework as it is, or as the same call makes it. */
import type { PoolClient } from 'pg';
import type { Prepared } from '../../ledger/prepare.ts';
import { frameworkDefined } from './entries.ts';
import { payloadAt } from './queries.ts';

export interface FrameworkCodes {
  readonly results: ReadonlySet<string>;
  readonly areas: ReadonlySet<string>;
}

export async function frameworkCodes(client: PoolClient, programmeId: string, prepared: readonly Prepared[]): Promise<FrameworkCodes> {
  const known = await payloadAt(client, programmeId, frameworkDefined, Number.MAX_SAFE_INTEGER);
  const inCall = prepared.filter(({ kind }) => kind.kind === frameworkDefined.kind).map(({ newest }) => newest.payload);
  const frameworks = [...(known === null ? [] : [known]), ...inCall].map((payload) => frameworkDefined.payload.parse(payload));
  const results = frameworks.flatMap((framework) => framework.results);
  return {
    results: new Set(results.map(({ code }) => code)),
    areas: new Set(results.flatMap((result) => result.areas.map(({ code }) => code))),
  };
}
