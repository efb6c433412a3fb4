/** Registers a route from its contract: parse, authorise, handle, reply. No route can forget to say who may. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Contract } from '../contract.ts';
import { allCanBeKept } from '../kept-text.ts';
import { Problem } from '../problem.ts';

/** Who asks, and for which programme. */
export interface Caller {
  readonly userId: string;
  readonly userName: string;
  readonly may: (permission: string) => boolean;
  /** What the caller is narrowed to inside the programme, and its name; null: nothing is narrowed. */
  readonly scope: string | null;
  readonly scopeName: string | null;
}

/** A programme as requests see it. */
export interface ProgrammeInfo {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
}

/** Who is signed in, whatever programme. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly sessionId: string;
  readonly secondFactor: boolean;
}

/** Finds out who asks; assembled in src/access. */
export interface Gatekeeper {
  /** Who is signed in, or null. */
  userOf(request: FastifyRequest): Promise<Account | null>;
  /** null when nobody is signed in. `programmeId` null: a route outside programmes. `sentByDevices`: of the route's contract. */
  callerOf(
    request: FastifyRequest,
    programmeId: string | null,
    sentByDevices: boolean,
  ): Promise<{ caller: Caller; programme: ProgrammeInfo | null } | null>;
}

export interface Handled<C extends Contract> {
  readonly params: z.output<C['params']>;
  readonly query: z.output<C['query']>;
  readonly body: z.output<C['body']>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Address under which people reach the house, without a slash at the end: as it is set, else as the request comes. */
export function houseAddress(publicAddress: string | null, request: FastifyRequest): string {
  return publicAddress ?? `${request.protocol}://${request.host}`;
}

export interface Inside {
  readonly caller: Caller;
  readonly programme: ProgrammeInfo;
}

export interface Routes {
  /** A route inside a programme: the caller is signed in, a member, and has the permission. */
  inside<C extends Contract>(contract: C, handle: (input: Handled<C> & Inside) => Promise<z.input<C['answer']>>): void;
  /** A route outside programmes for whoever is signed in. */
  signedIn<C extends Contract>(
    contract: C,
    handle: (input: Handled<C> & { readonly account: Account }) => Promise<z.input<C['answer']>>,
  ): void;
  /** A route outside programmes, open to anyone. */
  open<C extends Contract>(contract: C, handle: (input: Handled<C>) => Promise<z.input<C['answer']>>): void;
}

/** `heard` is told of every contract, for tables and tests that must not forget one. */
export function routes(app: FastifyInstance, gatekeeper: Gatekeeper, heard: (contract: Contract) => void = () => undefined): Routes {
  return {
    inside<C extends Contract>(contract: C, handle: (input: Handled<C> & Inside) => Promise<z.input<C['answer']>>) {
      heard(contract);
      app.route({
        method: contract.method,
        url: contract.path,
        handler: async (request, reply) => {
          const params = parse<C['params']>(contract.params, request.params);
          const programmeId = programmeOf(params);
          const found = await gatekeeper.callerOf(request, programmeId, contract.sentByDevices === true);
          if (found === null) throw new Problem('not-signed-in');
          // Whoever is not a member does not learn that the programme exists.
          if (found.programme === null) throw new Problem('not-found');
          if (!found.caller.may(contract.permission)) throw new Problem('forbidden', { permission: contract.permission });
          const input = { params, query: parse<C['query']>(contract.query, request.query), body: bodyOf(contract, request) };
          const answer = await handle({ ...input, request, reply, caller: found.caller, programme: found.programme });
          return reply.sent ? reply : reply.send(answer);
        },
      });
    },
    signedIn<C extends Contract>(
      contract: C,
      handle: (input: Handled<C> & { readonly account: Account }) => Promise<z.input<C['answer']>>,
    ) {
      if (contract.permission !== 'signed-in') throw new Error(`${contract.path} asks for more than a session.`);
      heard(contract);
      app.route({
        method: contract.method,
        url: contract.path,
        handler: async (request, reply) => {
          const account = await gatekeeper.userOf(request);
          if (account === null) throw new Problem('not-signed-in');
          const params = parse<C['params']>(contract.params, request.params);
          const input = { params, query: parse<C['query']>(contract.query, request.query), body: bodyOf(contract, request) };
          const answer = await handle({ ...input, request, reply, account });
          return reply.sent ? reply : reply.send(answer);
        },
      });
    },
    open<C extends Contract>(contract: C, handle: (input: Handled<C>) => Promise<z.input<C['answer']>>) {
      if (contract.permission !== 'anyone') throw new Error(`${contract.path} is not open to anyone.`);
      heard(contract);
      app.route({
        method: contract.method,
        url: contract.path,
        handler: async (request, reply) => {
          const params = parse<C['params']>(contract.params, request.params);
          const input = { params, query: parse<C['query']>(contract.query, request.query), body: bodyOf(contract, request) };
          const answer = await handle({ ...input, request, reply });
          return reply.sent ? reply : reply.send(answer);
        },
      });
    },
  };
}

function bodyOf<C extends Contract>(contract: C, request: FastifyRequest): z.output<C['body']> {
  const body = parse<C['body']>(contract.body, request.isMultipart() ? null : (request.body ?? null));
  if (contract.judgesTexts !== true && !(body instanceof Uint8Array) && !allCanBeKept(body)) throw new Problem('unusable-character');
  return body;
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, 10).map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Problem('bad-request', { issues });
}

function programmeOf(params: unknown): string {
  if (typeof params === 'object' && params !== null && 'programme' in params && typeof params.programme === 'string') {
    return params.programme;
  }
  throw new Error('A programme route begins with /api/programmes/:programme.');
}
