/** What is refused of registering from outside: a public code of a process that leads elsewhere, the same request again, answers that do not fit. */
import { z } from 'zod';
import type { Refuser } from '../../../ledger/append.ts';
import type { Prepared } from '../../../ledger/prepare.ts';
import { checkInOpened } from '../check-in-entries.ts';
import { satisfactionOpened } from '../entries.ts';
import { registrationAnswered, registrationOpened, registrationRequested } from '../registration-entries.ts';
import { findCodesInUse, findPrivateParts } from '../public-forms/queries.ts';
import { findTaken } from '../records/queries.ts';
import { sameRequestKey } from './rules.ts';

type Refusals = Map<string, { code: string; field: string | null }>;
type Client = Parameters<Refuser>[0];

export const openRegistrationRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused: Refusals = new Map();
  await refuseTakenCodes(client, prepared, refused);
  await refuseRequests(client, programmeId, prepared, refused);
  await refuseAnswers(client, programmeId, prepared, refused);
  return refused;
};

const ofKind = (prepared: readonly Prepared[], kind: string): readonly Prepared[] => prepared.filter((item) => item.kind.kind === kind);

async function refuseTakenCodes(client: Client, prepared: readonly Prepared[], refused: Refusals): Promise<void> {
  const opened = [registrationOpened, satisfactionOpened, checkInOpened].flatMap(({ kind }) => ofKind(prepared, kind));
  if (opened.length === 0) return;
  const codeOf = ({ newest }: Prepared): string => String(newest.payload['code']);
  const taken = await findCodesInUse(client, opened.map(codeOf));
  for (const item of opened) {
    const holder = taken.get(codeOf(item));
    if (holder !== undefined && holder !== item.rootId) refused.set(item.draft.id, { code: 'registration-code-taken', field: 'code' });
    else taken.set(codeOf(item), item.rootId);
  }
}

/** One asks only where registration is open, and once. */
async function refuseRequests(client: Client, programmeId: string, prepared: readonly Prepared[], refused: Refusals): Promise<void> {
  const requests = ofKind(prepared, registrationRequested.kind).map((item) => ({ ...item, payload: registrationRequested.payload.parse(item.newest.payload) }));
  if (requests.length === 0) return;
  const processIds = [...new Set(requests.map(({ payload }) => payload.processId))];
  const openings = new Map((await findTaken(client, programmeId, processIds, [registrationOpened.kind])).map(({ id, processId }) => [id, processId]));
  const known = await findPrivateParts(client, programmeId, processIds, registrationRequested.kind);
  const holders = new Map(known.map(({ id, processId, parts }) => [`${processId} ${keyOf(parts)}`, id]));
  for (const { draft, rootId, payload, newest } of requests) {
    const key = `${payload.processId} ${keyOf(newest.private)}`;
    const holder = holders.get(key);
    if (draft.rootId === null && openings.get(payload.openingId) !== payload.processId) refused.set(draft.id, { code: 'registration-closed', field: 'process' });
    // A correction sends only the parts that it changes: it is of the request it names.
    else if (draft.rootId === null && holder !== undefined) refused.set(draft.id, { code: 'already-requested', field: null });
    else holders.set(key, rootId);
  }
}

const partsSchema = z.object({ name: z.unknown().optional(), document: z.unknown().optional(), contact: z.unknown().optional() });

function keyOf(parts: unknown): string {
  const { name = null, document = null, contact = null } = partsSchema.parse(parts);
  return sameRequestKey({ name, document, contact });
}

/** An answer is to a request of the same process, and names a registration only where it accepts. */
async function refuseAnswers(client: Client, programmeId: string, prepared: readonly Prepared[], refused: Refusals): Promise<void> {
  const answers = ofKind(prepared, registrationAnswered.kind).map((item) => ({ ...item, payload: registrationAnswered.payload.parse(item.newest.payload) }));
  if (answers.length === 0) return;
  const rows = await findTaken(client, programmeId, [...new Set(answers.map(({ payload }) => payload.processId))], [registrationRequested.kind]);
  const requests = new Map(rows.map(({ id, processId }) => [id, processId]));
  for (const item of ofKind(prepared, registrationRequested.kind)) requests.set(item.rootId, String(item.newest.payload['processId']));
  for (const { draft, payload } of answers) {
    const { requestId, processId, answer, registrationId } = payload;
    if (requests.get(requestId) !== processId) refused.set(draft.id, { code: 'request-of-another-process', field: 'process' });
    else if ((answer === 'accepted') !== (registrationId !== null)) refused.set(draft.id, { code: 'bad-payload', field: 'registrationId' });
  }
}
