/** Rows of the events as `events/phone-rows.ts` makes them for phones. */
import type { listProcesses, readSession } from '../contract.ts';
import type { AnswerOf } from '../../../web/api.ts';

export type ProcessRow = Omit<AnswerOf<typeof listProcesses>['items'][number], 'attendedCount' | 'trainedCount'>;

export interface SessionRow {
  readonly id: string;
  readonly processId: string;
  readonly leaves: string[];
  readonly number: number;
  readonly title: string | null;
  readonly heldOn: string;
  readonly startsAt: string | null;
  readonly durationMinutes: number;
  readonly modality: string;
  readonly department: string | null;
  readonly municipality: string | null;
}

export interface RosterRow {
  readonly people: readonly (Omit<AnswerOf<typeof readSession>['people'][number], 'minutes' | 'entries'>)[];
}

export interface StayRow {
  readonly processId: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly organisationId: string | null;
  readonly minutes: number;
  readonly leaves: string[];
  readonly conflictFields: string[];
  readonly via: string;
  readonly recordedAt: string;
  readonly occurredOn: string;
  readonly payload: Record<string, unknown>;
  /** Of somebody who is not in the roster yet. */
  readonly person?: RosterRow['people'][number];
}
