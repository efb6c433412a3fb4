/** Routes of what is noted beside a process: tests, satisfaction, follow-up, speakers and materials. Writing is appending entries. */
import type { Pool } from 'pg';
import { dayIn } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { inProgramme } from '../../platform/database/programme-transaction.ts';
import type { Routes } from '../../platform/http/route.ts';
import { readTests } from './assessments/contract.ts';
import { testsPage } from './assessments/pages.ts';
import { readFollowUp } from './follow-up/contract.ts';
import { followUpPage } from './follow-up/pages.ts';
import { readMaterials } from './materials/contract.ts';
import { materialsPage } from './materials/pages.ts';
import type { PeopleOf } from './process-pages.ts';
import { readSatisfaction } from './satisfaction/contract.ts';
import { satisfactionPage } from './satisfaction/pages.ts';

export function processRecordRoutes(routes: Routes, { pool, clock, peopleOf }: { pool: Pool; clock: Clock; peopleOf: PeopleOf }): void {
  routes.inside(readTests, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => testsPage(client, programme.id, params.id, peopleOf, caller.may('person.read')), {
      scope: caller.scope,
    }),
  );

  routes.inside(readSatisfaction, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => satisfactionPage(client, programme.id, params.id, caller.may('person.read')), {
      scope: caller.scope,
    }),
  );

  routes.inside(readFollowUp, ({ programme, params, caller }) => {
    const asked = { programmeId: programme.id, id: params.id, today: dayIn(clock.now(), programme.timeZone) };
    return inProgramme(pool, programme.id, (client) => followUpPage(client, asked, peopleOf, caller.may('person.read')), {
      scope: caller.scope,
    });
  });

  routes.inside(readMaterials, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => materialsPage(client, programme.id, params.id), { scope: caller.scope }),
  );
}
