/** Routes of badges. Codes follow from ids, so nothing is kept of them. */
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { houseAddress, type Routes } from '../../../platform/http/route.ts';
import type { PersonLine } from '../../../registry/people.ts';
import { processOf, type PeopleOf } from '../process-pages.ts';
import { peopleOfProcess } from '../process-people.ts';
import { languageOf } from '../public-forms/rules.ts';
import { explainBadge, findBadge, readBadges } from './contract.ts';
import { badgePage } from './page.ts';
import { findBearers } from './queries.ts';
import { BADGE_PATH, badgeCodeOf, badgeNumberOf, badgeShown, badgeTyped } from './rules.ts';

export interface BadgeParts {
  readonly pool: Pool;
  readonly peopleOf: PeopleOf;
  /** The same with the organisation of each. */
  readonly linesOf: (...asked: Parameters<PeopleOf>) => Promise<PersonLine[]>;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
}

export function badgeRoutes(routes: Routes, { pool, peopleOf, linesOf, publicAddress }: BadgeParts): void {
  routes.inside(readBadges, ({ programme, params, caller, request }) =>
    inProgramme(
      pool,
      programme.id,
      async (client) => {
        const process = await processOf(client, programme.id, params.id);
        const people = (await peopleOfProcess(client, programme.id, process, peopleOf, [])).map(({ personId, givenNames, surnames, organisationName }) => ({
          personId, givenNames, surnames, organisationName, code: badgeShown(badgeCodeOf(personId)),
        }));
        return { processId: process.id, title: process.title, partnerName: process.partnerName, address: houseAddress(publicAddress, request) + BADGE_PATH, people };
      },
      { scope: caller.scope },
    ),
  );

  routes.inside(findBadge, async ({ programme, params, caller }) => {
    const read = badgeTyped(params.code);
    if (read.kind !== 'badge') return { people: [] };
    return inProgramme(pool, programme.id, async (client) => ({ people: await bearersOf(client, programme.id, read.code, linesOf) }), { scope: caller.scope });
  });

  routes.open(explainBadge, async ({ params, query, reply }) => {
    const read = badgeTyped(params.code);
    reply.status(read.kind === 'badge' ? 200 : 404).header('x-robots-tag', 'noindex');
    return reply.type('text/html; charset=utf-8').send(badgePage(read, languageOf(query.lang)));
  });
}

async function bearersOf(client: PoolClient, programmeId: string, code: string, linesOf: BadgeParts['linesOf']): Promise<z.input<typeof findBadge.answer>['people']> {
  const lines = await linesOf(client, programmeId, await findBearers(client, programmeId, badgeNumberOf(code)));
  return lines.map(({ id, givenNames, surnames, sex, organisationId, organisationName, organisationKind }) => ({
    personId: id, givenNames, surnames, sex, organisationId, organisationName, organisationKind,
  }));
}
