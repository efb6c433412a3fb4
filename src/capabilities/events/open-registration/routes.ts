/** Routes of registering from outside. What is public answers with HTML or a calendar, and tells nobody who is known. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import type { z } from 'zod';
import type { Disclose } from '../../../ledger/disclosed.ts';
import type { Ledger } from '../../../ledger/ledger.ts';
import { dayIn } from '../../../platform/calendar.ts';
import type { Clock } from '../../../platform/clock.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { houseAddress, type Routes } from '../../../platform/http/route.ts';
import { draftOf } from '../../../registry/batch-writing.ts';
import { normaliseName } from '../../../registry/names.ts';
import { codeTyped } from '../../../verification/rules.ts';
import { registrationRequested } from '../registration-entries.ts';
import { calendarPage } from '../registration-pages.ts';
import { isTooMuch, languageOf, limitsOfSending, sendingIn, sendOn, sendPage, takePlainForms, type Language } from '../public-forms.ts';
import { askToRegister, readRequests, savePublicCalendar, sendRequest } from './contract.ts';
import { addressOf, emptyForm, registrationPage, type Outcome, type Place } from './page.ts';
import { publicProcess, requestsPage, type PublicProcess } from './pages.ts';
import { findOpeningAddress, OPEN_REGISTRATION, type OpeningAddress } from './queries.ts';
import { faultsOf, saidIn, type Typed } from './rules.ts';

/** Pages asked for from one address in a minute: a training room shares one address. */
const ASKED_PER_MINUTE_MAX = 120;
/** Requests sent from one address in ten minutes, and for one process in an hour. */
const SENT_MAX = { byAddress: 30, toProcess: 400 };

export interface OpenRegistrationParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
  readonly disclose: Disclose;
}

export function requestRoutes(routes: Routes, { pool, clock, publicAddress, disclose }: OpenRegistrationParts): void {
  routes.inside(readRequests, ({ programme, params, caller, request }) => {
    const asked = { programme, processId: params.id, now: clock.now(), address: houseAddress(publicAddress, request), searches: caller.may('person.read') };
    return inProgramme(pool, programme.id, async (client) => {
      const page = await requestsPage(client, asked);
      // Telephones and documents are shown in full, as whoever answers must compare them and call.
      for (const { id, phone, document } of page.items) {
        if (phone !== null || document !== null) await disclose(client, programme.id, { what: 'entry', id }, caller.userId);
      }
      return page;
    }, { scope: caller.scope });
  });
}

/** `app` is a part of the server of its own (public-forms.ts). */
export function publicRegistrationRoutes(app: FastifyInstance, routes: Routes, parts: OpenRegistrationParts): void {
  takePlainForms(app);
  const asking = app.createRateLimit({ max: ASKED_PER_MINUTE_MAX, timeWindow: '1 minute' });
  const sending = limitsOfSending(app, SENT_MAX);

  routes.open(askToRegister, async ({ params, query, request, reply }) => {
    const place = { language: languageOf(query.lang), code: codeTyped(params.code) ?? params.code };
    const found = (await isTooMuch(asking, request)) ? TOO_MANY : await openAt(parts, params.code);
    if ('kind' in found) return send(reply, found, place);
    const { open, programme } = found;
    if (query.recibida !== undefined) return send(reply, { kind: 'received', open }, place);
    return send(reply, { kind: 'form', open, programme, filled: emptyForm(randomUUID()) }, place);
  });

  routes.open(sendRequest, async ({ params, query, body, request, reply }) => {
    const place = { language: languageOf(query.lang), code: codeTyped(params.code) ?? params.code };
    const found = (await isTooMuch(asking, request)) ? TOO_MANY : await openAt(parts, params.code);
    if ('kind' in found) return send(reply, found, place);
    const { open, programme } = found;
    const typed = typedIn(body ?? {});
    const received = (): FastifyReply => sendOn(reply, addressOf(place, ['recibida=1']));
    // Whoever filled the box that nobody sees is told what everybody is told.
    if ((body?.sitio ?? '') !== '') return received();
    const sendingId = sendingIn(body?.envio) ?? randomUUID();
    const faults = faultsOf(typed, yearIn(parts, programme));
    if (Object.keys(faults).length > 0) return send(reply, { kind: 'form', open, programme, filled: { typed, faults, sending: sendingId, tooMany: false } }, place);
    if (await sending(request)) return send(reply, { kind: 'form', open, programme, filled: { typed, faults: {}, sending: sendingId, tooMany: true } }, place);
    const isClosed = await write(parts, programme, open, { typed, id: sendingId, language: place.language });
    return isClosed ? send(reply, closedOf(open), place) : received();
  });

  routes.open(savePublicCalendar, async ({ params, request, reply }) => {
    const place = { language: 'es', code: codeTyped(params.code) ?? params.code } as const;
    const found = (await isTooMuch(asking, request)) ? TOO_MANY : await openAt(parts, params.code);
    if ('kind' in found) return send(reply, found, place);
    const { open, programme } = found;
    const asked = { id: open.process.id, now: parts.clock.now(), address: houseAddress(parts.publicAddress, request) };
    const { fileName, text } = await inProgramme(parts.pool, programme.id, (client) => calendarPage(client, programme, asked), { readOnly: true });
    reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${fileName}"`);
    return reply.type('text/calendar; charset=utf-8').send(text);
  });
}

const TOO_MANY: Outcome = { kind: 'too-many' };

type Found = { readonly open: PublicProcess; readonly programme: OpeningAddress['programme'] };

/** The process that a code leads to while one can ask for a place in it, or what is said instead. */
async function openAt({ pool, clock }: OpenRegistrationParts, code: string): Promise<Found | Outcome> {
  const typed = codeTyped(code);
  const address = typed === null ? null : await findOpeningAddress(pool, OPEN_REGISTRATION, typed);
  if (address === null) return { kind: 'unknown' };
  const { programme, openingId } = address;
  const open = await inProgramme(pool, programme.id, (client) => publicProcess(client, programme, openingId, clock.now()), { readOnly: true });
  if (open === null) return { kind: 'closed', title: null };
  return open.isOpen ? { open, programme } : closedOf(open);
}

function typedIn(body: NonNullable<z.output<typeof sendRequest.body>>): Typed {
  return {
    surnames: body.apellidos ?? '',
    givenNames: body.nombres ?? '',
    document: body.documento ?? '',
    sex: body.sexo ?? '',
    birthYear: body.nacimiento ?? '',
    phone: body.telefono ?? '',
    organisation: body.organizacion ?? '',
    agrees: body.acepto === '1',
  };
}

function yearIn({ clock }: OpenRegistrationParts, { timeZone }: OpeningAddress['programme']): number {
  return Number(dayIn(clock.now(), timeZone).slice(0, 4));
}

interface Request {
  readonly typed: Typed;
  readonly id: string;
  readonly language: Language;
}

/**
 * Writes the request; answers whether registration was closed meanwhile. Sent again, by the same page or with the same
 * words, it is there already, and whoever sent it is told what everybody is told.
 */
async function write(parts: OpenRegistrationParts, programme: OpeningAddress['programme'], open: PublicProcess, { typed, id, language }: Request): Promise<boolean> {
  const { sex, birthYear, name, document, contact, organisationName } = saidIn(typed, yearIn(parts, programme));
  const wanted = normaliseName(organisationName ?? '');
  const invited = open.invited.find((one) => wanted !== '' && normaliseName(one.organisationName) === wanted);
  const draft = draftOf(
    {
      id,
      kind: registrationRequested.kind,
      schemaVersion: registrationRequested.version,
      occurredOn: dayIn(parts.clock.now(), programme.timeZone),
      payload: { processId: open.process.id, openingId: open.openingId, agreedTo: open.agreedTo, language, sex, birthYear, organisationId: invited?.organisationId ?? null },
      private: {
        name,
        contact,
        ...(document === null ? {} : { document }),
        ...(organisationName === null ? {} : { organisationName }),
      },
    },
    null,
  );
  const may = (permission: string): boolean => permission === registrationRequested.permission;
  const [answer] = await parts.ledger.append({ programmeId: programme.id, userId: null, via: 'web', may }, [draft]);
  if (answer?.answer !== 'refused' || answer.code === 'already-requested' || answer.code === 'id-reused') return false;
  if (answer.code === 'registration-closed') return true;
  throw new Error(`The ledger refused a request for a place: ${answer.code} ${answer.field ?? ''}`);
}

/** Whoever comes after the last session is told that it was held, and not that they missed a day. */
function closedOf({ process: { title }, heldOn }: PublicProcess): Outcome {
  return heldOn === null ? { kind: 'closed', title } : { kind: 'held', title, lastOn: heldOn };
}

const STATUS = { unknown: 404, 'too-many': 429, closed: 410, held: 410, received: 200 } as const;

function send(reply: FastifyReply, outcome: Outcome, place: Place): FastifyReply {
  const status = outcome.kind === 'form' ? formStatus(outcome.filled) : STATUS[outcome.kind];
  return sendPage(reply, status, registrationPage(outcome, place));
}

function formStatus({ faults, tooMany }: Extract<Outcome, { kind: 'form' }>['filled']): number {
  if (tooMany) return 429;
  return Object.keys(faults).length > 0 ? 422 : 200;
}
