/** Everybody's own page: what the programme holds about the person whom the caller is, and nothing of anybody else. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import { documentText, personLineOf } from '../registry/people.ts';
import { canonicalOf, findAttendance, findRecords, findRoles } from '../registry/queries.ts';
import { findCoordinators, findSettings, lockMember } from './member-queries.ts';
import { readOwnPage } from './members-contract.ts';
import type { AccessParts } from './routes.ts';

type OwnPage = z.input<typeof readOwnPage.answer>;
type Recorded = Pick<OwnPage, 'person' | 'organisations' | 'attendance'>;

const NOTHING_RECORDED: Recorded = { person: null, organisations: [], attendance: [] };

export function ownPageRoutes(routes: Routes, { pool }: AccessParts): void {
  routes.inside(readOwnPage, ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const member = await lockMember(client, programme.id, caller.userId);
      const settings = await findSettings(client, programme.id);
      if (member === null || settings === null) throw new Problem('not-found');
      return {
        role: member.role,
        memberSince: member.since.toISOString(),
        ...(member.personId === null ? NOTHING_RECORDED : await recordedAbout(client, programme.id, member.personId)),
        contact: { ...settings.contact },
        coordinators: await findCoordinators(client, programme.id),
      };
    }),
  );
}

async function recordedAbout(client: PoolClient, programmeId: string, personId: string): Promise<Recorded> {
  const canonicalId = await canonicalOf(client, programmeId, personId);
  const records = canonicalId === null ? [] : await findRecords(client, programmeId, [canonicalId]);
  if (records.length === 0) return NOTHING_RECORDED;
  const { givenNames, surnames, sex, birthYear, department, municipality } = personLineOf(records, [], new Map());
  const first = <T>(of: (record: (typeof records)[number]) => T | null): T | null =>
    records.map(of).find((value) => value !== null) ?? null;
  const contact = { document: first(documentText), phone: first((it) => it.phone), email: first((it) => it.email) };
  const roles = await findRoles(client, programmeId, records.map(({ id }) => id));
  const attendance = await findAttendance(client, programmeId, records.map(({ number }) => number));
  return {
    person: { givenNames, surnames, sex, birthYear, department, municipality, ...contact },
    organisations: roles.map(({ organisationName, position }) => ({ name: organisationName, position })),
    attendance: attendance.map((row) => {
      const percent = row.minutesHeld === 0 ? 0 : Math.floor((row.minutes * 100) / row.minutesHeld);
      const { processTitle, firstOn, lastOn, sessionsAttended, sessionsHeld, thresholdPercent } = row;
      return {
        processTitle, firstOn, lastOn, sessionsAttended, sessionsHeld, percent, thresholdPercent,
        reached: row.minutesHeld > 0 && row.minutes * 100 >= thresholdPercent * row.minutesHeld,
      };
    }),
  };
}
