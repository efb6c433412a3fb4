/** Keeps what the programme states about how it is run in step with the ledger. */
import type { Projector } from '../../ledger/append.ts';
import type { EntryKind } from '../../ledger/entry.ts';
import { reportApproved, reportPrepared, reportReturned, reportSubmitted } from './report-entries.ts';
import {
  activityPlanned,
  activityProgressed,
  assumptionStated,
  budgetAgreed,
  currencySet,
  lessonNoted,
  noteWritten,
  riskNoted,
  spendingRecorded,
} from './statement-entries.ts';
import { privacyStated } from './privacy-entries.ts';
import { pagePublished } from './publication-entries.ts';
import { remindersScheduled } from './reminder-entries.ts';
import { keepStatement } from './statement-queries.ts';

/** Kinds kept in `results_statement` as they are stated; the table of contents takes them from here. */
export const STATEMENTS: readonly EntryKind[] = [
  activityPlanned,
  activityProgressed,
  noteWritten,
  currencySet,
  budgetAgreed,
  spendingRecorded,
  riskNoted,
  lessonNoted,
  assumptionStated,
  reportPrepared,
  reportSubmitted,
  reportReturned,
  reportApproved,
  pagePublished,
  privacyStated,
  remindersScheduled,
];
const KINDS: ReadonlySet<string> = new Set(STATEMENTS.map(({ kind }) => kind));

export const statementProjector: Projector = async (client, entries) => {
  for (const { stored } of entries) {
    if (KINDS.has(stored.rootKind)) await keepStatement(client, stored, KINDS.has(stored.kind));
  }
};
