/** Registering from outside as staff see it, and what of a process the public is told. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { dayIn } from '../../../platform/calendar.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { candidatesFor } from '../../../registry/candidates.ts';
import { personContact, personDocument, personName } from '../../../registry/particulars.ts';
import { surnamesOf } from '../../../registry/surnames.ts';
import { processOf } from '../process-pages.ts';
import { findProcesses, findSessions, type ProcessRow, type SessionRow } from '../queries.ts';
import { findOpening } from '../public-forms/queries.ts';
import { findRecordsBeside, type RecordRow } from '../records/queries.ts';
import { registrationAnswered, registrationOpened, registrationRequested } from '../registration-entries.ts';
import { placedOf } from '../registration-expected.ts';
import { findInvitations, findRegistrations, type RegistrationRow } from '../registration-queries.ts';
import type { readRequests } from './contract.ts';
import { isHeld, isOpenOn, publicPath } from './rules.ts';

type Page = z.input<typeof readRequests.answer>;
type Item = Page['items'][number];

/** Requests of a process for which the registry is searched at once; the others are searched when they are opened. */
const SEARCHED_MAX = 60;

interface Asked {
  readonly programme: ProgrammeInfo;
  readonly processId: string;
  readonly now: Date;
  /** Address of the house, without a slash at the end. */
  readonly address: string;
  /** Whether the reader may search the registry. */
  readonly searches: boolean;
}

export async function requestsPage(client: PoolClient, { programme, processId, now, address, searches }: Asked): Promise<Page> {
  const process = await processOf(client, programme.id, processId);
  const rows = await findRecordsBeside(client, programme.id, [process.id], [registrationOpened.kind, registrationRequested.kind, registrationAnswered.kind]);
  const ofKind = (kind: string): RecordRow[] => rows.filter((row) => row.kind === kind);
  const registrations = new Map((await findRegistrations(client, programme.id, process.id)).map((row) => [row.id, row]));
  const answers = new Map(ofKind(registrationAnswered.kind).map((row) => [registrationAnswered.payload.parse(row.body).requestId, row]));
  const [opened] = ofKind(registrationOpened.kind);
  const items: Item[] = [];
  let searched = 0;
  for (const row of ofKind(registrationRequested.kind)) {
    const item = { ...requestOf(row), matches: null, answer: answerOf(answers.get(row.id), registrations) };
    const isSearched = searches && item.answer === null && searched < SEARCHED_MAX;
    if (isSearched) searched += 1;
    items.push(isSearched ? { ...item, matches: (await candidatesFor(client, programme.id, likenessOf(item))).length } : item);
  }
  return {
    processId: process.id,
    heldOn: isHeld(dayIn(now, programme.timeZone), process.lastOn) ? process.lastOn : null,
    opening: opened === undefined ? null : openingOf(opened, process, address, dayIn(now, programme.timeZone)),
    items,
  };
}

function openingOf(row: RecordRow, process: ProcessRow, address: string, today: string): NonNullable<Page['opening']> {
  const { code, closesOn, consent } = registrationOpened.payload.parse(row.body);
  return {
    ...standingOf(row),
    openedOn: row.occurredOn,
    code,
    address: `${address}${publicPath(code)}`,
    closesOn,
    consent,
    isOpen: isOpenOn(today, closesOn, process.lastOn),
  };
}

const partsSchema = z.object({
  name: personName.nullable().default(null),
  document: personDocument.nullable().default(null),
  contact: personContact.nullable().default(null),
  organisationName: z.string().nullable().default(null),
});

function requestOf(row: RecordRow): Omit<Item, 'matches' | 'answer'> {
  const { sex, birthYear, organisationId } = registrationRequested.payload.parse(row.body);
  const { name, document, contact, organisationName } = partsSchema.parse(row.privateParts);
  return {
    ...standingOf(row),
    requestedOn: row.occurredOn,
    givenNames: name?.givenNames ?? '',
    surnames: surnamesOf(name),
    sex: sex ?? 'unknown',
    birthYear,
    document,
    phone: contact?.phones[0]?.number ?? null,
    organisationId,
    organisationName: row.organisationName ?? organisationName,
    organisationKind: row.organisationKind,
  };
}

function answerOf(row: RecordRow | undefined, registrations: ReadonlyMap<string, RegistrationRow>): Item['answer'] {
  if (row === undefined) return null;
  const { answer, registrationId } = registrationAnswered.payload.parse(row.body);
  const made = registrationId === null ? undefined : registrations.get(registrationId);
  const { reason } = z.object({ reason: z.string().nullable().default(null) }).parse(row.privateParts);
  return {
    id: row.id,
    leaves: row.leaves,
    answer,
    answeredOn: row.occurredOn,
    reason: reason || null,
    // What is written with an answer stands right before it.
    registration: made === undefined ? null : { id: made.id, leaves: made.leaves, personId: made.personId, isNew: made.number === row.number - 1 },
  };
}

function standingOf({ id, leaves, conflictFields }: RecordRow) {
  return { id, leaves, conflictFields };
}

function likenessOf({ givenNames, surnames, document, phone, birthYear, sex, organisationId }: Omit<Item, 'matches' | 'answer'>) {
  return {
    givenNames, surnames, phone, birthYear, sex, organisationId,
    document: document?.number ?? null, complement: document?.complement ?? null, email: null, municipality: null,
  };
}

/** What of an open process the public is told: nobody is named. */
export interface PublicProcess {
  readonly openingId: string;
  /** In its address. */
  readonly code: string;
  /** Version of the opening whose purpose is shown. */
  readonly agreedTo: string;
  readonly process: ProcessRow;
  readonly sessions: readonly SessionRow[];
  readonly consent: { readonly es: string; readonly en: string | null };
  readonly closesOn: string | null;
  readonly isOpen: boolean;
  /** Day of the last session, where all are past. */
  readonly heldOn: string | null;
  /** Places left; null: there is room for everybody. */
  readonly placesLeft: number | null;
  /** Requests that nobody has answered yet. */
  readonly unanswered: number;
  readonly invited: readonly { readonly organisationId: string; readonly organisationName: string }[];
}

/** null where registration was closed by who opened it, or the process is no more. */
export async function publicProcess(client: PoolClient, programme: ProgrammeInfo, openingId: string, now: Date): Promise<PublicProcess | null> {
  const opening = await findOpening(client, programme.id, registrationOpened.kind, openingId);
  const [process] = opening === null ? [] : await findProcesses(client, programme.id, opening.processId);
  if (opening === null || process === undefined) return null;
  const { code, consent, closesOn } = registrationOpened.payload.parse(opening.body);
  const today = dayIn(now, programme.timeZone);
  const invited = await findInvitations(client, programme.id, process.id);
  const placed = await placedOf(client, programme.id, process, invited);
  const rows = await findRecordsBeside(client, programme.id, [process.id], [registrationRequested.kind, registrationAnswered.kind]);
  const taken = placed.filter(({ place }) => place.state === 'place').length;
  const answered = rows.filter(({ kind }) => kind === registrationAnswered.kind).length;
  return {
    openingId,
    code,
    agreedTo: opening.leafId,
    process,
    sessions: await findSessions(client, programme.id, { processId: process.id }),
    consent,
    closesOn,
    isOpen: isOpenOn(today, closesOn, process.lastOn),
    heldOn: isHeld(today, process.lastOn) ? process.lastOn : null,
    placesLeft: process.capacity === null ? null : Math.max(0, process.capacity - taken),
    unanswered: rows.length - 2 * answered,
    invited,
  };
}
