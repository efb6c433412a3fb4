/** Routes of answering by link. What is public answers with HTML; nothing of whoever sends it is kept. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import type { Ledger } from '../../../ledger/ledger.ts';
import { dayIn } from '../../../platform/calendar.ts';
import type { Clock } from '../../../platform/clock.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { houseAddress, type Routes } from '../../../platform/http/route.ts';
import { draftOf } from '../../../registry/batch-writing.ts';
import { codeTyped } from '../../../verification/rules.ts';
import { satisfactionRecorded } from '../entries.ts';
import { findOpeningAddress, OPEN_SATISFACTION, type OpeningAddress } from '../open-registration/queries.ts';
import { isTooMuch, languageOf, limitsOfSending, sendingIn, sendOn, sendPage, takePlainForms } from '../public-forms.ts';
import { askOpinion, listSheets, readAnswering, sendOpinion } from './contract.ts';
import { addressOf, emptyForm, opinionPage, type Filled, type Outcome, type Place } from './page.ts';
import { answeringPage, publicForm, sheetsPage, type PublicForm } from './pages.ts';
import { faultsOf, isFaulty, NO_FAULTS, saidIn, typedIn, type Typed } from './rules.ts';

/** Pages asked for from one address in a minute, and answers sent in all: a whole room answers at once, through one connection. */
const ASKED_PER_MINUTE_MAX = 300;
const SENT_MAX = { byAddress: 120, toProcess: 400 };

export interface OpenSatisfactionParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
}

export function answeringRoutes(routes: Routes, { pool, clock, publicAddress }: OpenSatisfactionParts): void {
  routes.inside(readAnswering, ({ programme, params, caller, request }) => {
    const asked = { programme, processId: params.id, now: clock.now(), address: houseAddress(publicAddress, request) };
    return inProgramme(pool, programme.id, (client) => answeringPage(client, asked), { scope: caller.scope });
  });

  routes.inside(listSheets, ({ programme, params, caller }) =>
    inProgramme(pool, programme.id, (client) => sheetsPage(client, programme.id, params.id), { scope: caller.scope }),
  );
}

/** `app` is a part of the server of its own (public-forms.ts). */
export function publicOpinionRoutes(app: FastifyInstance, routes: Routes, parts: OpenSatisfactionParts): void {
  takePlainForms(app);
  const asking = app.createRateLimit({ max: ASKED_PER_MINUTE_MAX, timeWindow: '1 minute' });
  const sending = limitsOfSending(app, SENT_MAX);

  routes.open(askOpinion, async ({ params, query, request, reply }) => {
    const place = placeOf(params.code, query.lang);
    const found = (await isTooMuch(asking, request)) ? TOO_MANY : await openAt(parts, params.code);
    if ('kind' in found) return send(reply, found, place);
    const { open, programme } = found;
    if (query.recibida !== undefined) return send(reply, { kind: 'received', open }, place);
    return send(reply, { kind: 'form', open, programme, filled: emptyForm(randomUUID()) }, place);
  });

  routes.open(sendOpinion, async ({ params, query, body, request, reply }) => {
    const place = placeOf(params.code, query.lang);
    const found = (await isTooMuch(asking, request)) ? TOO_MANY : await openAt(parts, params.code);
    if ('kind' in found) return send(reply, found, place);
    const { open, programme } = found;
    const sent = new Map(Object.entries(body ?? {}));
    // Whoever filled the box that nobody sees is told what everybody is told.
    if ((sent.get('sitio') ?? '') !== '') return sendOn(reply, addressOf(place, ['recibida=1']));
    const typed = typedIn(body ?? {});
    const id = sendingIn(sent.get('envio')) ?? randomUUID();
    const again = (more: Partial<Filled>): FastifyReply =>
      send(reply, { kind: 'form', open, programme, filled: { typed, faults: NO_FAULTS, sending: id, tooMany: false, ...more } }, place);
    const faults = faultsOf(typed, open.form.questions.map(({ key }) => key));
    if (isFaulty(faults)) return again({ faults });
    if (await sending(request)) return again({ tooMany: true });
    const written = await write(parts, programme, open, typed, id);
    if (written === 'closed') return send(reply, { kind: 'closed', title: open.process.title }, place);
    return written === 'changed' ? again({ faults: { ...NO_FAULTS, whole: 'changed' } }) : sendOn(reply, addressOf(place, ['recibida=1']));
  });
}

const TOO_MANY: Outcome = { kind: 'too-many' };

function placeOf(code: string, language: string | undefined): Place {
  return { language: languageOf(language), code: codeTyped(code) ?? code };
}

type Found = { readonly open: PublicForm; readonly programme: OpeningAddress['programme'] };

/** The form that a code leads to while one can answer it, or what is said instead. */
async function openAt({ pool, clock }: OpenSatisfactionParts, code: string): Promise<Found | Outcome> {
  const typed = codeTyped(code);
  const address = typed === null ? null : await findOpeningAddress(pool, OPEN_SATISFACTION, typed);
  if (address === null) return { kind: 'unknown' };
  const { programme, openingId } = address;
  const open = await inProgramme(pool, programme.id, (client) => publicForm(client, programme, openingId, clock.now()), { readOnly: true });
  if (open === null) return { kind: 'closed', title: null };
  return open.isOpen ? { open, programme } : { kind: 'closed', title: open.process.title };
}

/**
 * Writes the answers under the number of the page they were sent from, so that the same page sent again is the same entry:
 * the first stands. Between page and sending, answering may have been closed or the questions changed.
 */
async function write(parts: OpenSatisfactionParts, programme: OpeningAddress['programme'], open: PublicForm, typed: Typed, id: string): Promise<'taken' | 'closed' | 'changed'> {
  const { answers, comment } = saidIn(typed);
  const draft = draftOf(
    {
      id,
      kind: satisfactionRecorded.kind,
      schemaVersion: satisfactionRecorded.version,
      occurredOn: dayIn(parts.clock.now(), programme.timeZone),
      payload: { processId: open.process.id, openingId: open.openingId, sessionId: null, answers },
      private: comment === '' ? {} : { comment },
    },
    null,
  );
  const may = (permission: string): boolean => permission === satisfactionRecorded.permission;
  const [answer] = await parts.ledger.append({ programmeId: programme.id, userId: null, via: 'web', may }, [draft]);
  if (answer?.answer !== 'refused' || answer.code === 'id-reused') return 'taken';
  if (answer.code === 'satisfaction-closed') return 'closed';
  if (answer.code === 'unknown-question') return 'changed';
  throw new Error(`The ledger refused an answer by link: ${answer.code} ${answer.field ?? ''}`);
}

const STATUS = { unknown: 404, 'too-many': 429, closed: 410, received: 200 } as const;

function send(reply: FastifyReply, outcome: Outcome, place: Place): FastifyReply {
  const status = outcome.kind === 'form' ? formStatus(outcome.filled) : STATUS[outcome.kind];
  return sendPage(reply, status, opinionPage(outcome, place));
}

function formStatus({ faults, tooMany }: Filled): number {
  if (tooMany) return 429;
  return isFaulty(faults) ? 422 : 200;
}
