/** Answering by link as staff see it, and what of a process those who answer are told: nobody is named. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { dayIn } from '../../../platform/calendar.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { satisfactionFormSet, satisfactionOpened, satisfactionRecorded } from '../entries.ts';
import { findOpening } from '../public-forms/queries.ts';
import { processOf } from '../process-pages.ts';
import { findProcesses, type ProcessRow } from '../queries.ts';
import { findRecordsBeside, type RecordRow } from '../records/queries.ts';
import type { SatisfactionForm } from '../satisfaction/default-form.ts';
import { commentIn, formOf } from '../satisfaction/pages.ts';
import type { listSheets, readAnswering } from './contract.ts';
import { isOpenOn, publicPath } from './rules.ts';

interface Asked {
  readonly programme: ProgrammeInfo;
  readonly processId: string;
  readonly now: Date;
  /** Address of the house, without a slash at the end. */
  readonly address: string;
}

export async function answeringPage(client: PoolClient, { programme, processId, now, address }: Asked): Promise<z.input<typeof readAnswering.answer>> {
  const process = await processOf(client, programme.id, processId);
  const [row] = await findRecordsBeside(client, programme.id, [process.id], [satisfactionOpened.kind]);
  const { id, title, lastOn } = process;
  if (row === undefined) return { processId: id, title, lastOn, opening: null };
  const { code, closesOn } = satisfactionOpened.payload.parse(row.body);
  const isOpen = isOpenOn(dayIn(now, programme.timeZone), closesOn);
  const opening = { ...standingOf(row), openedOn: row.occurredOn, code, address: `${address}${publicPath(code)}`, closesOn, isOpen };
  return { processId: id, title, lastOn, opening };
}

/** Newest day first; within a day by their ids, which are chance where they came by link: the list does not say who answered before whom. */
export async function sheetsPage(client: PoolClient, programmeId: string, processId: string): Promise<z.input<typeof listSheets.answer>> {
  const process = await processOf(client, programmeId, processId);
  const rows = await findRecordsBeside(client, programmeId, [process.id], [satisfactionRecorded.kind]);
  const items = rows.map((row) => {
    const { openingId, answers } = satisfactionRecorded.payload.parse(row.body);
    return { ...standingOf(row), answeredOn: row.occurredOn, byLink: openingId !== null, answers, comment: commentIn(row) };
  });
  return { items: items.toSorted((a, b) => (a.answeredOn === b.answeredOn ? compared(a.id, b.id) : compared(b.answeredOn, a.answeredOn))) };
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function standingOf({ id, leaves, conflictFields }: RecordRow) {
  return { id, leaves, conflictFields };
}

/** What whoever has the link is told. */
export interface OpenForm {
  readonly openingId: string;
  readonly process: ProcessRow;
  readonly form: SatisfactionForm;
  readonly closesOn: string | null;
  readonly isOpen: boolean;
}

/** null where answering was closed by who opened it, or the process is no more. */
export async function openForm(client: PoolClient, programme: ProgrammeInfo, openingId: string, now: Date): Promise<OpenForm | null> {
  const opening = await findOpening(client, programme.id, satisfactionOpened.kind, openingId);
  const [process] = opening === null ? [] : await findProcesses(client, programme.id, opening.processId);
  if (opening === null || process === undefined) return null;
  const { closesOn } = satisfactionOpened.payload.parse(opening.body);
  const [set] = await findRecordsBeside(client, programme.id, [process.id], [satisfactionFormSet.kind]);
  const isOpen = isOpenOn(dayIn(now, programme.timeZone), closesOn);
  return { openingId, process, form: formOf(set), closesOn, isOpen };
}
