/** Rows of the events as `events/phone-rows.ts` makes them for phones, and as what is written on a phone changes them. */
import type { z } from 'zod';
import type { listProcesses, readSession } from '../contract.ts';
import type { readRegistrations } from '../registration-contract.ts';
import { MODALITIES, type processOpened, type sessionScheduled } from '../entries.ts';
import type { AnswerOf } from '../../../web/api.ts';
import type { ShadowOf } from '../../../web/drafts.ts';
import type { Chosen } from '../../../registry/views/OrganisationPicker.vue';
import type { OwnDraft } from '../../../registry/views/use-writing.ts';

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

export type RegistrationLine = AnswerOf<typeof readRegistrations>['items'][number];

export interface RosterRow {
  readonly people: readonly (Omit<AnswerOf<typeof readSession>['people'][number], 'minutes' | 'checkIn' | 'entries'>)[];
  readonly registrations: readonly RegistrationLine[];
  readonly quotas: readonly { readonly organisationId: string; readonly quota: number }[];
}

/** Somebody who says that they are in a session. */
export interface CheckInRow {
  readonly id: string;
  readonly leaves: string[];
  readonly sessionId: string;
  readonly personId: string;
  readonly declaredAt: string;
  readonly declaredBy: string;
}

/** Of what is written here only: the server sends registrations with the roster. */
export interface RegistrationRow {
  readonly processId: string;
  readonly withdrawn: boolean;
  readonly line: RegistrationLine;
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

export type ProcessSaid = Omit<z.input<typeof processOpened.payload>, 'format' | 'modality'> & { readonly format: string; readonly modality: string | null };
export type SessionSaid = Omit<z.input<typeof sessionScheduled.payload>, 'modality'> & { readonly modality: string };

/** A process as this draft opens or corrects it. */
export function processShadow(
  draft: OwnDraft,
  said: ProcessSaid,
  named: { readonly partner: Pick<Chosen, 'name' | 'organisationKind'> | null; readonly funder: Pick<Chosen, 'name' | 'organisationKind'> | null },
): ShadowOf {
  const id = draft.rootId ?? draft.id;
  const { partner, funder } = named;
  const body: ProcessRow = {
    ...said,
    modality: MODALITIES.find((one) => one === said.modality) ?? null,
    id,
    leafId: draft.id,
    leaves: [draft.id],
    conflictFields: [],
    openedOn: draft.occurredOn,
    partnerName: partner?.name ?? null,
    partnerKind: partner?.organisationKind ?? null,
    funderName: funder?.name ?? null,
    funderKind: funder?.organisationKind ?? null,
    sessionCount: 0,
    firstOn: null,
    lastOn: null,
  };
  return { of: draft.id, collection: 'process', id, body };
}

/** A session as this draft schedules or corrects it. */
export function sessionShadow(draft: OwnDraft, said: SessionSaid): ShadowOf {
  const id = draft.rootId ?? draft.id;
  const body: SessionRow = { ...said, id, leaves: [draft.id] };
  return { of: draft.id, collection: 'session', id, body };
}

/** A registration as this draft makes or corrects it; places are worked out where it is shown. */
export function registrationShadow(draft: OwnDraft, processId: string, who: Pick<RegistrationLine, 'personId' | 'givenNames' | 'surnames' | 'sex' | 'organisationId' | 'organisationName' | 'organisationKind'>): ShadowOf {
  const id = draft.rootId ?? draft.id;
  const { personId, givenNames, surnames, sex, organisationId, organisationName, organisationKind } = who;
  const person = { personId, givenNames, surnames, sex, organisationId, organisationName, organisationKind };
  const line: RegistrationLine = { ...person, id, leaves: [draft.id], conflictFields: [], registeredOn: draft.occurredOn, state: 'place', waitingFor: null, turn: null };
  const body: RegistrationRow = { processId, withdrawn: false, line };
  return { of: draft.id, collection: 'registration', id, body };
}

/** A registration taken back. A row of its own, for the line stands in the roster. */
export function cancelledShadow(draft: OwnDraft, processId: string, line: RegistrationLine): ShadowOf {
  const body: RegistrationRow = { processId, withdrawn: true, line };
  return { of: draft.id, collection: 'registration', id: line.id, body };
}
