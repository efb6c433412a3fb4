/** Everybody's own page: what the programme holds about the person whom the caller is, what they say and ask of it, and nothing of anybody else. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { EntryKind } from '../ledger/entry.ts';
import type { Caller, ProgrammeInfo, Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import { mergeInForce, personLineOf } from '../registry/people.ts';
import { personalFrom } from '../registry/person-pages.ts';
import { draftOf } from '../registry/batch-writing.ts';
import { consentStated } from '../registry/entries.ts';
import { correctionRequested, erasureRequested } from '../registry/own-request-entries.ts';
import { findRequests } from '../registry/own-requests/queries.ts';
import { canonicalOf, findAttendance, findConsents, findMerges, findRecords, findRoles } from '../registry/queries.ts';
import { dayIn } from '../platform/calendar.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findCoordinators, findSettings, lockMember } from './member-queries.ts';
import { askOfOwnData, readOwnPage, stateOwnConsent } from './members-contract.ts';
import type { AccessParts } from './routes.ts';

type OwnPage = z.input<typeof readOwnPage.answer>;
type Recorded = Pick<OwnPage, 'person' | 'organisations' | 'consents' | 'requests' | 'attendance'>;

const NOTHING_RECORDED: Recorded = { person: null, organisations: [], consents: [], requests: [], attendance: [] };

interface OwnParts extends Pick<AccessParts, 'pool' | 'clock'> {
  readonly ledger: Ledger;
}

export function ownPageRoutes(routes: Routes, parts: OwnParts): void {
  const { pool } = parts;
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
  routes.inside(stateOwnConsent, async ({ programme, caller, body: { id, purpose, given } }) => {
    await say(parts, programme, caller, { id, kind: consentStated, payload: (personId, statedOn) => ({ personId, purpose, given, statedOn }), private: {} });
    return { stated: true as const };
  });
  routes.inside(askOfOwnData, async ({ programme, caller, body: { id, what, words } }) => {
    if (await wasAsked(parts, programme.id, caller, { id, what, words })) return { asked: true as const };
    const kind = what === 'erasure' ? erasureRequested : correctionRequested;
    await say(parts, programme, caller, { id, kind, payload: (personId) => ({ personId }), private: words === '' ? {} : { words } });
    return { asked: true as const };
  });
}

interface Said {
  /** Made with the form: sent again, it is the same entry. */
  readonly id: string;
  readonly kind: Pick<EntryKind, 'kind' | 'version'>;
  readonly payload: (personId: string, today: string) => Record<string, unknown>;
  readonly private: Readonly<Record<string, unknown>>;
}

/** Writes what the caller says of themselves; the ledger judges whether they may. */
async function say({ pool, ledger, clock }: OwnParts, programme: ProgrammeInfo, { userId, scope }: Caller, said: Said): Promise<void> {
  const personId = (await inProgramme(pool, programme.id, (client) => lockMember(client, programme.id, userId)))?.personId ?? null;
  if (personId === null) throw new Problem('not-linked');
  const today = dayIn(clock.now(), programme.timeZone);
  const { id, kind, private: parts } = said;
  const draft = draftOf({ id, kind: kind.kind, schemaVersion: kind.version, occurredOn: today, payload: said.payload(personId, today), private: parts }, null);
  const [answer] = await ledger.append({ programmeId: programme.id, userId, scope, via: 'web', may: () => true }, [draft]);
  if (answer?.answer !== 'refused') return;
  if (answer.code === 'already-asked' || answer.code === 'id-reused') throw new Problem(answer.code);
  // Characters that no text has.
  if (answer.code === 'bad-text') throw new Problem('bad-request', { issues: [{ path: answer.field ?? '', message: answer.code }] });
  throw new Error(`The ledger refused what somebody said of themselves: ${kind.kind} ${answer.code}`);
}

/** Whether the caller asked this very thing before: what they wrote is sealed with chance, so the ledger takes it for another. */
function wasAsked({ pool }: OwnParts, programmeId: string, { userId }: Caller, asked: z.output<typeof askOfOwnData.body>): Promise<boolean> {
  return inProgramme(pool, programmeId, async (client) => {
    const personId = (await lockMember(client, programmeId, userId))?.personId ?? null;
    const requests = personId === null ? [] : await findRequests(client, programmeId, [personId]);
    return requests.some(({ id, what, words }) => id === asked.id && what === asked.what && (words ?? '') === asked.words);
  });
}

async function recordedAbout(client: PoolClient, programmeId: string, personId: string): Promise<Recorded> {
  const canonicalId = await canonicalOf(client, programmeId, personId);
  const records = canonicalId === null ? [] : await findRecords(client, programmeId, [canonicalId]);
  if (records.length === 0) return NOTHING_RECORDED;
  const merges = (await findMerges(client, programmeId, records.map((record) => record.canonicalId))).map(mergeInForce);
  const { givenNames, surnames, sex, birthYear, department, municipality } = personLineOf(records, merges, new Map());
  const { document, phone, email } = personalFrom(records, merges);
  const ids = records.map(({ id }) => id);
  const roles = await findRoles(client, programmeId, ids);
  const attendance = await findAttendance(client, programmeId, records.map(({ number }) => number));
  return {
    person: { givenNames, surnames, sex, birthYear, department, municipality, document, phone, email },
    consents: (await findConsents(client, programmeId, ids)).map(({ purpose, given, statedOn }) => ({ purpose, given, statedOn })),
    requests: (await findRequests(client, programmeId, ids)).map(({ answerId: _answerId, personId: _personId, ...row }) => row),
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
