/** Every route and every kind of entry with whatever may come, over real HTTP: no failure of ours, nothing of another programme. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitting } from '../../test/cast/arbitrary.ts';
import { attendance, draft, organisation, person, process, session } from '../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type Reply, type ServedHouse } from '../../test/cast/house.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { contractsOf, nameOf } from '../../test/cast/routes.ts';
import { insertMembership, insertProgramme, findUserByName } from '../access/queries.ts';
import type { Draft } from '../ledger/entry.ts';
import type { Contract } from '../platform/contract.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { KINDS } from './catalogue.ts';

/** Values tried per route and caller, and per kind. A failure prints the seed with which it comes again. */
const RUNS = 20;
/** Time for a caller to try everything, milliseconds: routes and kinds are many, and the machine may have other work. */
const PATIENCE_MS = 300_000;
/** Stands in every word of the other programme. */
const STRANGE = 'FORASTERO';
const P = '/api/programmes/:programme';

let served: ServedHouse;
let contracts: Contract[];
let ids: string[];
const other = randomUUID();

/** A small programme; `word` stands in every name of it. */
function things(word: string): Draft[] {
  const partner = organisation(`Centro ${word}`, 'implementing-partner');
  const ana = person(`${word}, Ana`, { sex: 'woman' });
  const beto = person(`${word}, Beto`);
  const course = process(`C${word.slice(0, 3)}`, { partnerId: partner.id, title: `Curso ${word}` });
  const first = session(course.id, 1, { title: word });
  const stay = attendance({ processId: course.id, sessionId: first.id, personId: ana.id, organisationId: partner.id }, 100);
  return [partner, ana, beto, course, first, stay, indicator('TRAINED')];
}

beforeAll(async () => {
  served = await servedHouse();
  contracts = await contractsOf(served.house);
  const own = [...things('PROPIO'), { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A }];
  const strange = things(STRANGE);
  const taken = await (await served.as('alicia')).post(`${served.base}/entries`, { entries: own });
  expect(taken.text).not.toContain('refused');
  await inProgramme(served.house.pool, other, (client) =>
    insertProgramme(client, { id: other, code: 'otro', name: STRANGE, timeZone: 'America/La_Paz', demonstration: true }),
  );
  const owner = await findUserByName(served.house.pool, 'nadie');
  await insertMembership(served.house.pool, owner?.id ?? '', other, 'administrator');
  expect((await (await served.as('nadie')).post(`/api/programmes/${other}/entries`, { entries: strange })).text).not.toContain('refused');
  // Signed in before the open doors are knocked at: they let only so many in a minute through.
  for (const username of ['ada', 'teo', 'mario']) await served.as(username);
  ids = [...own, ...strange].map(({ id }) => id);
});
afterAll(() => served.close());

/** An address of the contract with these parameters; the programme is mostly the caller's. */
function addressOf(contract: Contract, params: unknown, query: unknown): string {
  const values = new Map(Object.entries(typeof params === 'object' && params !== null ? params : {}));
  const path = contract.path.replace(/:([A-Za-z0-9]+)/g, (_whole, name: string) => encodeURIComponent(wellFormed(values.get(name))));
  const search = Object.entries(typeof query === 'object' && query !== null ? query : {}).filter(([, value]) => value !== undefined);
  return `${path}?${search.map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`).join('&')}`;
}

/** A lone surrogate cannot be written into an address at all. */
function wellFormed(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}

function send(who: Actor, { method }: Contract, address: string, body: unknown): Promise<Reply> {
  if (method === 'GET') return who.get(address);
  if (method === 'DELETE') return who.delete(address);
  return method === 'PUT' ? who.put(address, body) : who.post(address, body);
}

function tried(reply: Reply, where: string): void {
  expect([where, reply.status < 500, reply.text.slice(0, 200)]).toEqual([where, true, reply.text.slice(0, 200)]);
  expect([where, reply.text.includes(STRANGE)]).toEqual([where, false]);
}

/** The settings tried may ask staff for a second factor: then nothing else would be tried at all. */
async function withoutSecondFactor(): Promise<void> {
  await served.database.owner.query('update programme set second_factor_required = false');
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

async function tryRoute(who: Actor, contract: Contract): Promise<void> {
  const request = fc.record({
    params: fitting(contract.params, [...ids, PARTNER_A]),
    query: fitting(contract.query, ids),
    body: fitting(contract.body, ids),
    programme: fc.oneof({ arbitrary: fc.constant(served.programme.id), weight: 9 }, { arbitrary: fc.constant(other), weight: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ params, query, body, programme }) => {
      const named = { ...(typeof params === 'object' ? params : {}), programme };
      tried(await send(who, contract, addressOf(contract, named, query), body), nameOf(contract));
    }),
    { numRuns: RUNS },
  );
}

describe('every route of the programme', () => {
  for (const username of ['ada', 'teo']) {
    test(`as ${username}`, async () => {
      const who = await served.as(username);
      for (const contract of contracts.filter(({ path }) => path.startsWith(P))) {
        await tryRoute(who, contract);
        if (contract.path.endsWith('/access-settings')) await withoutSecondFactor();
      }
      // Whoever was tried is still in: nothing of it took their right away.
      expect((await who.get(`${served.base}/framework`)).status).toBe(200);
    }, PATIENCE_MS);
  }
});

test('every route outside programmes, as a stranger and as somebody', async () => {
  const outside = contracts.filter(({ path }) => !path.startsWith(P));
  for (const contract of outside) await tryRoute(served.stranger, contract);
  const mario = await served.as('mario');
  for (const contract of outside) await tryRoute(mario, contract);
});

describe('every kind of entry', () => {
  for (const username of ['alicia', 'teo']) {
    test(`as ${username}`, async () => {
      const who = await served.as(username);
      for (const kind of KINDS) {
        const parts = Object.entries(kind.privateParts).map(([part, shape]) => [part, fitting(shape, ids)] as const);
        const tryOne = fc.record({
          payload: fitting(kind.payload, ids),
          parts: fc.record(Object.fromEntries(parts), { requiredKeys: [] }),
          root: fc.constantFrom(null, null, ...ids),
          batchId: fc.constantFrom(null, null, null, ids[0] ?? null),
        });
        await fc.assert(
          fc.asyncProperty(tryOne, async ({ payload, parts: values, root, batchId }) => {
            const secret = Object.fromEntries(Object.entries(values).map(([part, value]) => [part, { salt: 'a'.repeat(64), value }]));
            const of = root === null ? {} : { rootId: root, supersedes: [root] };
            const entry = { ...draft(kind.kind, {}, of), payload, private: secret, batchId };
            tried(await who.post(`${served.base}/entries`, { entries: [entry] }), kind.kind);
            tried(await who.post(`${served.base}/effect`, { entries: [entry] }), `effect of ${kind.kind}`);
          }),
          { numRuns: RUNS },
        );
      }
      for (const path of ['/framework', '/people', '/processes', '/duplicates', '/description', '/batches', '/workplan', '/notes', '/risks', '/budget', '/results-chain', '/publication']) tried(await (await served.as('ada')).get(served.base + path), path);
    }, PATIENCE_MS);
  }
});

test('files of any bytes, under any name', async () => {
  const who = await served.as('alicia');
  // Of its own: what the tests above tried may have withdrawn the others.
  const course = process('LISTAS');
  await who.post(`${served.base}/entries`, { entries: [course, session(course.id, 1)] });
  let read = 0;
  const file = fc.record({
    name: fc.constantFrom('a.csv', 'a.xlsx', 'a.txt', 'a', '../a.csv', `${'ñ'.repeat(200)}.csv`),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ maxLength: 300, unit: 'binary' }).map((text) => new TextEncoder().encode(`Nombres;Apellidos;Sesión\n${text}`)),
      fc.uint8Array({ maxLength: 200 }).map((rest) => new Uint8Array([0x50, 0x4b, 3, 4, ...rest])),
    ),
  });
  await fc.assert(
    fc.asyncProperty(file, async ({ name, bytes }) => {
      const begun = await who.upload(`${served.base}/processes/${course.id}/imports`, name, bytes);
      tried(begun, 'upload');
      if (begun.status === 200) read += 1;
      const id = /"id":"([0-9a-f-]{36})"/.exec(begun.text)?.[1];
      if (id === undefined) return;
      tried(await who.get(`${served.base}/imports/${id}/rows`), 'rows');
      tried(await who.put(`${served.base}/imports/${id}/rows/2`, { decision: 'same', personId: ids[1] ?? null }), 'decide');
      tried(await who.post(`${served.base}/imports/${id}/opening`), 'open');
    }),
    { numRuns: 40 },
  );
  expect(read).toBeGreaterThan(10);
});
