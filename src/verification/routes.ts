/** Routes of the pages on which papers are verified. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool, PoolClient } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { askCode, verifyCode } from './contract.ts';
import { verificationPage, type Language, type Outcome, type Paper } from './page.ts';
import { findCode } from './queries.ts';
import { codeTyped } from './rules.ts';

/** Codes asked for from one address in a minute: a person with a pile of papers passes, a guesser gets nowhere. */
const ASKED_PER_MINUTE_MAX = 40;

/** Says what a paper of one kind is; null where the programme does not know it. */
export type Verifier = (client: PoolClient, programmeId: string, subjectId: string, language: Language) => Promise<Paper | null>;

/** `verifiers`: by kind of paper. */
export function verificationRoutes(app: FastifyInstance, routes: Routes, pool: Pool, verifiers: Readonly<Record<string, Verifier>>): void {
  const limit = app.createRateLimit({ max: ASKED_PER_MINUTE_MAX, timeWindow: '1 minute' });

  async function send(request: FastifyRequest, reply: FastifyReply, language: Language, typed: string | null): Promise<FastifyReply> {
    const outcome = typed === null ? ({ kind: 'ask' } as const) : await limited(request, typed, language);
    // What stands there may change any moment: nobody keeps it, and no engine lists it.
    reply.status(STATUS[outcome.kind]).header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    return reply.type('text/html; charset=utf-8').send(verificationPage(outcome, language));
  }

  async function limited(request: FastifyRequest, typed: string, language: Language): Promise<Outcome> {
    const asked = await limit(request);
    if (!asked.isAllowed && asked.isExceeded) return { kind: 'too-many' };
    return verify(pool, verifiers, typed, language);
  }

  routes.open(askCode, ({ query, request, reply }) => send(request, reply, languageOf(query.lang), query.codigo ?? null));
  routes.open(verifyCode, ({ params, query, request, reply }) => send(request, reply, languageOf(query.lang), params.code));
}

const STATUS = { ask: 200, found: 200, unreadable: 404, unknown: 404, 'too-many': 429 } as const;

function languageOf(asked: string | undefined): Language {
  return asked === 'en' ? 'en' : 'es';
}

async function verify(pool: Pool, verifiers: Readonly<Record<string, Verifier>>, typed: string, language: Language): Promise<Outcome> {
  const code = codeTyped(typed);
  if (code === null) return { kind: 'unreadable', typed: typed.slice(0, 40) };
  const found = await findCode(pool, code);
  const verifier = verifiers[found?.kind ?? ''];
  if (found === null || verifier === undefined) return { kind: 'unknown', code };
  const { programmeId, subjectId, programmeName, demonstration } = found;
  const paper = await inProgramme(pool, programmeId, (client) => verifier(client, programmeId, subjectId, language), { readOnly: true });
  return paper === null ? { kind: 'unknown', code } : { kind: 'found', code, programme: programmeName, demonstration, paper };
}
