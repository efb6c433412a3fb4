/** Every route and every kind of entry with whatever may come, over real HTTP: no failure of ours, nothing of another programme. */
import { randomInt, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitting } from '../../test/cast/arbitrary.ts';
import { draft, process, session } from '../../test/cast/drafts.ts';
import { furnish, opensToPublic } from '../../test/cast/furnished.ts';
import { begun, EXPENDABLE, goingThrough, somebody, type Stage } from '../../test/cast/going-through.ts';
import { actor, PARTNER_A, servedHouse, type Actor, type Reply, type ServedHouse } from '../../test/cast/house.ts';
import { goodRequest, isPlain, requestsOf, sendRequest, unkeepable, type Sides } from '../../test/cast/requests.ts';
import { contractsOf, nameOf } from '../../test/cast/routes.ts';
import { insertMembership, insertProgramme, findUserByName } from '../access/queries.ts';
import { permits } from '../access/rules.ts';
import type { Contract } from '../platform/contract.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { KINDS } from './catalogue.ts';

/** Values tried per route and caller, and per kind. A failure prints the seed with which it comes again. */
const RUNS = 20;
/** Where little depends on what is sent: there is nothing to choose, or the caller may not ask at all. */
const RUNS_OF_SAME = 5;
/** Time for a caller to try everything, milliseconds: routes and kinds are many, and the machine may have other work. */
const PATIENCE_MS = 300_000;
/** Stands in every word of the other programme. */
const STRANGE = 'FORASTERO';
/** Code of a programme that opens nothing to anybody. */
const CLOSED = 'cerrado';
const P = '/api/programmes/:programme';

let served: ServedHouse;
/** Without users: it can still be set up. */
let empty: ServedHouse;
let contracts: Contract[];
let stage: Stage;
let sides: Sides;
let through: ReturnType<typeof goingThrough>;
let ids: readonly string[];
const other = randomUUID();
/** Routes that answered somebody well. */
const reached = new Set<string>();
/** What was answered to the request that should go through, each time it was tried. */
const answered = new Map<string, string>();

/** Each request comes from another address: open doors let only so many in a minute through from one. */
const from = () => ({ 'x-forwarded-for': `10.${[1, 2, 3].map(() => randomInt(256)).join('.')}` });

beforeAll(async () => {
  served = await servedHouse({ cast: true, trustedProxies: ['127.0.0.1'] });
  empty = await servedHouse({ cast: false, trustedProxies: ['127.0.0.1'] });
  contracts = await contractsOf(served.house);
  const { pool } = served.house;
  const idOf = async (username: string): Promise<string> => (await findUserByName(pool, username))?.id ?? '';
  for (const [id, code] of [[other, 'otro'], [randomUUID(), CLOSED]] as const) {
    await inProgramme(pool, id, (client) => insertProgramme(client, { id, code, name: STRANGE, timeZone: 'America/La_Paz', demonstration: true }));
  }
  await insertMembership(pool, await idOf('nadie'), other, 'administrator');
  const [ada, nadie] = [await served.as('ada'), await served.as('nadie')];
  const own = await furnish({ who: ada, base: served.base, word: 'PROPIO', suffix: 'UNO', partnerId: PARTNER_A, members: await Promise.all(EXPENDABLE.map(idOf)) });
  const base = `/api/programmes/${other}`;
  const strange = await furnish({ who: nadie, base, word: STRANGE, suffix: 'OTRO', partnerId: randomUUID(), members: [await idOf('nadie')] });
  expect((await ada.post(`${served.base}/entries`, { entries: opensToPublic(own) })).text).not.toContain('refused');
  await insertMembership(pool, await idOf('teo'), served.programme.id, 'trainer', { partnerId: PARTNER_A, personId: own.ana.id });
  stage = { served, empty, own, ada, from };
  sides = {
    own: { ids: own.ids, named: { ...own.named, ...own.open, 'p/:code': [served.programme.code] }, programmeId: served.programme.id },
    strange: { ids: strange.ids, named: { ...strange.named, ...(await begun(nadie, base, strange)), 'p/:code': [CLOSED] }, programmeId: other },
  };
  through = goingThrough(stage);
  ids = [...own.ids, ...strange.ids];
}, PATIENCE_MS);
afterAll(() => Promise.all([served.close(), empty.close()]));

function tried(reply: Reply, where: string): void {
  expect([where, reply.status < 500, reply.text.slice(0, 200)]).toEqual([where, true, reply.text.slice(0, 200)]);
  expect([where, reply.text.includes(STRANGE)]).toEqual([where, false]);
}

/** The settings tried may ask staff for a second factor: then nothing else would be tried at all. */
async function withoutSecondFactor(): Promise<void> {
  await served.database.owner.query('update programme set second_factor_required = false');
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

/** First what goes through, then that with characters that cannot be kept, then what is near to it. */
async function tryRoute(who: Actor, contract: Contract, may = true): Promise<void> {
  const name = nameOf(contract);
  const good = (await through[name]?.()) ?? {};
  const request = goodRequest(contract, good, sides);
  const spoilt = unkeepable(request);
  await fc.assert(
    fc.asyncProperty(requestsOf(contract, good, sides), async (sent) => {
      const reply = await sendRequest(sent.byHolder ? (good.who ?? who) : who, contract, sent);
      tried(reply, name);
      if (reply.status < 300) reached.add(name);
      if (sent === request) answered.set(name, `${answered.get(name) ?? ''} ${reply.status} ${reply.text.slice(0, 200)}`);
    }),
    { numRuns: spoilt.length + (may && !isPlain(contract) ? RUNS : RUNS_OF_SAME), examples: [request, ...spoilt].map((one) => [one]) },
  );
}

describe('every route of the programme', () => {
  for (const [username, role] of [['ada', 'administrator'], ['teo', 'trainer']] as const) {
    test(`as ${username}`, async () => {
      const who = await served.as(username);
      for (const contract of contracts.filter(({ path }) => path.startsWith(P))) {
        await tryRoute(who, contract, permits(role, contract.permission));
        if (contract.path.endsWith('/access-settings')) await withoutSecondFactor();
      }
      // Whoever was tried is still in: nothing of it took their right away.
      expect((await who.get(`${served.base}/framework`)).status).toBe(200);
    }, PATIENCE_MS);
  }
});

test('every route outside programmes, as a stranger and as somebody', async () => {
  const outside = contracts.filter(({ path }) => !path.startsWith(P));
  const stranger = actor(served.url, '', from);
  for (const contract of outside) await tryRoute(stranger, contract, contract.permission === 'anyone');
  let { who } = await somebody(stage);
  for (const contract of outside) {
    await tryRoute(who, contract);
    // What was tried may have signed them out, or changed how they sign in; no page does.
    if (contract.path.startsWith('/api/')) ({ who } = await somebody(stage));
  }
}, PATIENCE_MS);

test('each of them answered somebody well', () => {
  expect(contracts.map(nameOf).filter((name) => !reached.has(name)).map((name) => [name, answered.get(name)])).toEqual([]);
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
      tried(await who.put(`${served.base}/imports/${id}/rows/2`, { decision: 'same', personId: stage.own.ana.id }), 'decide');
      tried(await who.post(`${served.base}/imports/${id}/opening`), 'open');
    }),
    { numRuns: 40 },
  );
  expect(read).toBeGreaterThan(10);
});
