/** Serves a public form of a process: plain HTML, without account or JavaScript, within limits. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool, PoolClient } from 'pg';
import type { Ledger } from '../../../ledger/ledger.ts';
import { dayIn } from '../../../platform/calendar.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Counters } from '../../../platform/counters/counters.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { houseAddress, type Routes } from '../../../platform/http/route.ts';
import { draftOf } from '../../../registry/batch-writing.ts';
import { codeTyped } from '../../../verification/rules.ts';
import type { formAt, pageAt } from './contract.ts';
import { addressOf, formPage, RECEIVED, type Filled, type FormWords, type Look, type Opened, type Outcome, type Place } from './page.ts';
import { findOpeningAddress, type OpeningAddress, type Opens } from './queries.ts';
import { languageOf, sendingIn, type Boxes, type Language } from './rules.ts';

/** Largest form, bytes: all boxes full, letter by letter escaped. */
const FORM_BYTES_MAX = 32 * 1024;

export interface FormParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly counters: Counters;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
}

/** A process that a code leads to while it is open, and its programme. */
export interface Found<Open> {
  readonly open: Open;
  readonly programme: OpeningAddress['programme'];
}

export interface Sent<Typed> {
  readonly typed: Typed;
  /** The number made with the page: sent again, it is the same entry. */
  readonly id: string;
  readonly language: Language;
}

interface Max {
  /** Pages from one address in a minute. */
  readonly pages: number;
  /** Forms sent from one address in ten minutes, and for one process in an hour. */
  readonly byAddress: number;
  readonly toProcess: number;
}

/** What is a form's own. */
export interface PublicForm<Open extends Opened, Typed, Faults, Words extends FormWords> {
  readonly opens: Opens;
  readonly page: ReturnType<typeof pageAt>;
  readonly form: ReturnType<typeof formAt>;
  readonly look: Look<Open, Typed, Faults, Words>;
  readonly max: Max;
  /** As nobody filled it yet. */
  readonly blank: { readonly typed: Typed; readonly faults: Faults };
  /** null where whoever opened it closed it. */
  readonly find: (client: PoolClient, programme: OpeningAddress['programme'], openingId: string, now: Date) => Promise<Open | null>;
  /** What is known of the sender besides what they typed; left out: nothing is asked. */
  readonly known?: (request: FastifyRequest, found: Found<Open>) => Promise<Partial<Typed>>;
  readonly typedIn: (boxes: Boxes) => Typed;
  readonly faultsOf: (typed: Typed, found: Found<Open>) => Faults;
  readonly isFaulty: (faults: Faults) => boolean;
  /** Writes what has no fault; answers whether it was closed meanwhile, or what turned out to be wrong. */
  readonly write: (found: Found<Open>, sent: Sent<Typed>) => Promise<'taken' | 'closed' | { readonly faults: Faults }>;
}

interface Asked {
  readonly params: { readonly code: string };
  readonly query: { readonly lang?: string | undefined };
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Answers a request to the process it names with what `then` says, or says why it leads nowhere. */
export type Reach<Open> = (asked: Asked, then: (found: Found<Open>, place: Place) => Promise<FastifyReply>) => Promise<FastifyReply>;

/** `app` is a part of the server of its own: no other route takes such a body, which any page of the web could make a browser send. */
export function servePublicForm<Open extends Opened, Typed, Faults, Words extends FormWords>(
  app: FastifyInstance,
  routes: Routes,
  parts: FormParts,
  form: PublicForm<Open, Typed, Faults, Words>,
): Reach<Open> {
  takePlainForms(app);
  const pages = app.createRateLimit({ max: form.max.pages, timeWindow: '1 minute' });

  function send(reply: FastifyReply, outcome: Outcome<Open, Typed, Faults>, place: Place): FastifyReply {
    const status = outcome.kind === 'form' ? formStatus(outcome.filled) : STATUS[outcome.kind];
    // What stands there may change any moment, and a shared device keeps nothing of what was typed.
    reply.status(status).header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    return reply.type('text/html; charset=utf-8').send(formPage(form.look, outcome, place));
  }
  function formStatus({ faults, tooMany }: Filled<Typed, Faults>): number {
    if (tooMany) return 429;
    return form.isFaulty(faults) ? 422 : 200;
  }
  const reach: Reach<Open> = async ({ params, query, request, reply }, then) => {
    const place = { language: languageOf(query.lang), code: codeTyped(params.code) ?? params.code, house: houseAddress(parts.publicAddress, request) };
    const found = (await isOver(pages, request)) ? ({ kind: 'too-many' } as const) : await openAt(parts, form, params.code);
    return 'kind' in found ? send(reply, found, place) : then(found, place);
  };

  routes.open(form.page, (asked) =>
    reach(asked, async (found, place) => {
      const { open } = found;
      if (asked.query.recibida !== undefined) return send(asked.reply, { kind: 'received', open }, place);
      const { typed, faults } = form.blank;
      const filled = { typed: { ...typed, ...(await form.known?.(asked.request, found)) }, faults, sending: randomUUID(), tooMany: false };
      return send(asked.reply, { kind: 'form', ...found, filled }, place);
    }),
  );

  routes.open(form.form, (asked) =>
    reach(asked, async (found, place) => {
      const { reply } = asked;
      const boxes = new Map(Object.entries(asked.body ?? {}));
      // The page that says so can be loaded again without sending anything.
      const taken = (): FastifyReply => reply.status(303).header('cache-control', 'no-store').header('location', addressOf(form.look, place, RECEIVED)).send();
      // Whoever filled the box that nobody sees is told what everybody is told.
      if ((boxes.get('sitio') ?? '') !== '') return taken();
      const typed = { ...form.typedIn(Object.fromEntries(boxes)), ...(await form.known?.(asked.request, found)) };
      const id = sendingIn(boxes.get('envio')) ?? randomUUID();
      const again = (faults: Faults, tooMany = false): FastifyReply => send(reply, { kind: 'form', ...found, filled: { typed, faults, sending: id, tooMany } }, place);
      const faults = form.faultsOf(typed, found);
      if (form.isFaulty(faults)) return again(faults);
      if (await isTooMuch(parts, form, asked.request.ip, place.code)) return again(form.blank.faults, true);
      const written = await form.write(found, { typed, id, language: place.language });
      if (written === 'closed') return send(reply, { kind: 'closed', open: found.open }, place);
      return written === 'taken' ? taken() : again(written.faults);
    }),
  );
  return reach;
}

const STATUS = { unknown: 404, 'too-many': 429, closed: 410, received: 200 } as const;

function takePlainForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: FORM_BYTES_MAX }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
}

/** Counts a page that is asked for, in this server only: what it costs is no more than to count it. Answers whether it was one too many. */
async function isOver(limit: ReturnType<FastifyInstance['createRateLimit']>, request: FastifyRequest): Promise<boolean> {
  const asked = await limit(request);
  return !asked.isAllowed && asked.isExceeded;
}

/** Counts what is sent from an address and for a process, whichever server takes it; answers whether it was too much. */
async function isTooMuch({ counters }: FormParts, { opens, max }: { readonly opens: Opens; readonly max: Max }, address: string, code: string): Promise<boolean> {
  if ((await counters.count(`${opens} from`, address, 10)) > max.byAddress) return true;
  return (await counters.count(`${opens} to`, code, 60)) > max.toProcess;
}

/** The process that a code leads to while it is open, or what is said instead. */
async function openAt<Open extends Opened, Typed, Faults, Words extends FormWords>(
  { pool, clock }: FormParts,
  { opens, find }: PublicForm<Open, Typed, Faults, Words>,
  code: string,
): Promise<Found<Open> | Outcome<Open, Typed, Faults>> {
  const typed = codeTyped(code);
  const address = typed === null ? null : await findOpeningAddress(pool, opens, typed);
  if (address === null) return { kind: 'unknown' };
  const { programme, openingId } = address;
  const open = await inProgramme(pool, programme.id, (client) => find(client, programme, openingId, clock.now()), { readOnly: true });
  return open?.isOpen === true ? { open, programme } : { kind: 'closed', open };
}

interface Written {
  readonly id: string;
  readonly kind: { readonly kind: string; readonly version: number; readonly permission: string };
  readonly payload: Record<string, unknown>;
  /** Parts that name somebody, apart from it. */
  readonly private: Readonly<Record<string, unknown>>;
}

/**
 * Writes one entry of somebody without an account. Answers by which of the `expected` codes it was refused; null where it is
 * in, now or before: the same page sent again is the same entry.
 */
export async function writeFromOutside<Code extends string>(
  { ledger, clock }: FormParts,
  programme: OpeningAddress['programme'],
  { kind, ...says }: Written,
  expected: readonly Code[],
): Promise<Code | null> {
  const draft = draftOf({ ...says, kind: kind.kind, schemaVersion: kind.version, occurredOn: dayIn(clock.now(), programme.timeZone) }, null);
  const may = (permission: string): boolean => permission === kind.permission;
  const [answer] = await ledger.append({ programmeId: programme.id, userId: null, via: 'web', may }, [draft]);
  if (answer?.answer !== 'refused' || answer.code === 'id-reused') return null;
  const code = expected.find((one) => one === answer.code);
  if (code === undefined) throw new Error(`The ledger refused what came from outside: ${kind.kind} ${answer.code} ${answer.field ?? ''}`);
  return code;
}
