/** Gathers what waits for one reader: each kind asked once, and only if the reader does something about it. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { findConflicts, findWaitingEntries } from '../../../ledger/conflict-queries.ts';
import { hiddenKinds, type EntryKind } from '../../../ledger/entry.ts';
import { dayIn } from '../../../platform/calendar.ts';
import type { Caller, ProgrammeInfo } from '../../../platform/http/route.ts';
import { findDrafts } from '../../../registry/draft-queries.ts';
import { countOpenPairs } from '../../../registry/duplicate-queries.ts';
import { DOUBTFUL_SCORE_MIN } from '../../../registry/matching.ts';
import { countRequests } from '../../../registry/own-requests/queries.ts';
import { ORGANISATIONS, PEOPLE } from '../../../registry/subject.ts';
import type { frameworkRow } from '../contract.ts';
import { reportsAt } from '../report/reports.ts';
import { stateOf } from '../report/rules.ts';
import { remindedOf, type RemindersParts } from '../reminders/reminded.ts';
import { scheduleAt } from '../reminders/schedule.ts';
import { workplanAt } from '../workplan/workplan.ts';
import { daysAfter, MATTER_PERMISSIONS, REPORT_SPOKEN_OF_DAYS, type Matter, type MatterKind } from './rules.ts';

/** What another room knows of that waits, read in the transaction of the page. */
export type MattersRead = (
  client: PoolClient,
  asked: { readonly programmeId: string; readonly today: string; readonly wants: (kind: MatterKind) => boolean },
) => Promise<readonly Matter[]>;

/** The same, given by the house, as rooms meet in entries only. What it needs of the facts in memory is read before the transaction. */
export type MattersElsewhere = (programmeId: string) => Promise<MattersRead>;

export interface MattersAsked {
  readonly programme: ProgrammeInfo;
  readonly caller: Caller;
  readonly position: number;
  readonly today: string;
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly elsewhere: MattersRead;
}

/** What imports bring, and the kind of matter each is while it is in review. */
const IMPORTS: Readonly<Record<string, MatterKind>> = { attendance: 'import', people: 'people-import', organisations: 'organisations-import' };
const CODES_SAID = 4;

/** Everything but figures, in no order. Seen as far as the transaction's scope reaches. */
export async function mattersFor(client: PoolClient, asked: MattersAsked): Promise<Matter[]> {
  const { programme: { id: programmeId }, today, elsewhere } = asked;
  const wants = wantsOf(asked.caller);
  return [
    ...(await elsewhere(client, { programmeId, today, wants })),
    ...(wants('report-to-read') ? await reportMatters(client, asked) : []),
    ...(wants('activities-late') ? await lateActivities(client, asked) : []),
    ...(await openQuestions(client, asked)),
    ...(wants('import') ? await importsInReview(client, asked.programme) : []),
    ...(await duplicates(client, programmeId, wants)),
    ...(wants('data-requests') ? await dataRequests(client, programmeId) : []),
  ];
}

/**
 * The reports of which the reader is reminded today, with how many things each lacks. Outside the transaction of the others, as
 * reports are computed. One that came back has a line of its own for whoever writes it; a partner with nothing to mend has none.
 */
export async function reminderMatters(parts: RemindersParts, programme: ProgrammeInfo, caller: Caller): Promise<Matter[]> {
  if (!caller.may(MATTER_PERMISSIONS['report-reminder'])) return [];
  const writes = caller.may(MATTER_PERMISSIONS['report-returned']);
  const { reports } = await remindedOf(parts, programme, caller.userId, 'spoken-of');
  return reports
    .filter(({ state, missing }) => (writes ? state === 'draft' : missing.length > 0))
    .map(({ id, title, dueOn, missing }) => ({ kind: 'report-reminder', count: missing.length, dueOn, since: null, id, title }));
}

/** Figures behind their target, and without any value. */
export function figureMatters(lines: readonly Pick<z.input<typeof frameworkRow>, 'code' | 'value' | 'target'>[], caller: Caller): Matter[] {
  const wants = wantsOf(caller);
  const late = lines.filter(({ target }) => target?.state === 'late');
  const missing = lines.filter(({ value }) => value === null);
  return [
    ...(late.length > 0 && wants('figures-late') ? [ofFigures('figures-late', late)] : []),
    ...(missing.length > 0 && wants('figures-missing') ? [ofFigures('figures-missing', missing)] : []),
  ];
}

function ofFigures(kind: MatterKind, lines: readonly { readonly code: string }[]): Matter {
  const codes = lines.slice(0, CODES_SAID).map(({ code }) => code).join(', ');
  return { ...listed(kind, lines.length), title: lines.length > CODES_SAID ? `${codes}…` : codes };
}

function wantsOf({ may }: Caller): (kind: MatterKind) => boolean {
  return (kind) => may(MATTER_PERMISSIONS[kind]);
}

function listed(kind: MatterKind, count: number): Matter {
  return { kind, count, dueOn: null, since: null, id: null, title: null };
}

async function reportMatters(client: PoolClient, { programme, caller, position, today }: MattersAsked): Promise<Matter[]> {
  const reports = await reportsAt(client, programme.id, position);
  // Where reminders are scheduled, they say when a report is spoken of, and to whom.
  const isScheduled = (await scheduleAt(client, programme.id, position)) !== null;
  return reports.flatMap((report): Matter[] => {
    const { id, says: { title, dueOn } } = report;
    const of = (kind: MatterKind, day: string | null): Matter[] =>
      caller.may(MATTER_PERMISSIONS[kind]) ? [{ kind, count: 1, dueOn: day, since: null, id, title }] : [];
    switch (stateOf(report)) {
      case 'approved':
        return [];
      case 'returned':
        return of('report-returned', dueOn);
      case 'draft':
        return !isScheduled && dueOn !== null && dueOn <= daysAfter(today, REPORT_SPOKEN_OF_DAYS) ? of('report-due', dueOn) : [];
      case 'submitted':
        // Whoever wrote it has nothing to do; whoever only reads is told that it is there.
        return caller.may('report.write') ? of('report-to-answer', null) : of('report-to-read', null);
    }
  });
}

async function lateActivities(client: PoolClient, { programme, position, today }: MattersAsked): Promise<Matter[]> {
  const late = (await workplanAt(client, programme.id, position, today)).filter((one) => one.late);
  const [first] = late.map((one) => (one.verdict === 'late-to-end' ? one.dueOn : one.startsOn)).sort();
  return first === undefined ? [] : [{ ...listed('activities-late', late.length), dueOn: first, title: late.length === 1 ? (late[0]?.title ?? null) : null }];
}

/** Values with two versions, and corrections that wait for what they correct. */
async function openQuestions(client: PoolClient, { programme, caller, kinds }: MattersAsked): Promise<Matter[]> {
  if (!caller.may(MATTER_PERMISSIONS.conflicts)) return [];
  const one = { limit: 1, hidden: hiddenKinds(kinds, caller.may) };
  const [conflict] = await findConflicts(client, programme.id, { ...one, words: [] });
  const [waiting] = await findWaitingEntries(client, programme.id, one);
  return [
    ...(conflict === undefined ? [] : [listed('conflicts', conflict.total)]),
    ...(waiting === undefined ? [] : [listed('waiting', waiting.total)]),
  ];
}

async function importsInReview(client: PoolClient, { id, timeZone }: ProgrammeInfo): Promise<Matter[]> {
  const drafts = await findDrafts(client, id, Object.keys(IMPORTS));
  return drafts.flatMap((draft) => {
    const kind = IMPORTS[draft.what];
    return kind === undefined ? [] : [{ ...listed(kind, 1), since: dayIn(draft.startedAt, timeZone), id: draft.id, title: draft.fileName }];
  });
}

/** What people ask about their own data. */
async function dataRequests(client: PoolClient, programmeId: string): Promise<Matter[]> {
  const { count, since } = await countRequests(client, programmeId);
  return count === 0 ? [] : [{ ...listed('data-requests', count), since }];
}

async function duplicates(client: PoolClient, programmeId: string, wants: (kind: MatterKind) => boolean): Promise<Matter[]> {
  const matters: Matter[] = [];
  for (const [kind, what] of [['people-duplicates', PEOPLE], ['organisation-duplicates', ORGANISATIONS]] as const) {
    if (!wants(kind)) continue;
    const count = await countOpenPairs(client, programmeId, what, { scoreMin: DOUBTFUL_SCORE_MIN, scoreMax: 100 });
    if (count > 0) matters.push(listed(kind, count));
  }
  return matters;
}
