/** A phone that takes in what changed holds what one holds that takes in everything, whatever happened in between. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attendance, correction, organisation, peopleMerged, person, process, registration, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { PARTNER_A, PARTNER_B, servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import type { Draft } from '../ledger/entry.ts';
import { readConflict } from '../ledger/conflict-contract.ts';
import { readRows } from '../phone/contract.ts';
import type { z } from 'zod';

type Answer = z.output<typeof readRows.answer>;

let served: ServedHouse;
let alicia: Actor;
const partnerA = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const partnerB = { ...organisation('Centro Chaqueño', 'implementing-partner'), id: PARTNER_B };
const courses = [process('A', { partnerId: PARTNER_A, capacity: 3 }), process('B', { partnerId: PARTNER_B }), process('C')];
const sessions = courses.flatMap(({ id }) => [session(id, 1), session(id, 2)]);
const chambers = [organisation('Cámara'), organisation('Federación', 'workers')];
const people = ['Quispe, Ana', 'Vaca, Beto', 'Rojas, Carla', 'Mamani, Delia', 'Choque, Elio', 'Apaza, Fabio'].map((name) => person(name));

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  await send(partnerA, partnerB, ...chambers, ...courses, ...sessions, ...people);
});
afterAll(() => served.close());

async function send(...entries: Draft[]): Promise<void> {
  const reply = await alicia.post(`${served.base}/entries`, { entries });
  expect(reply.status).toBe(200);
  expect(reply.text).not.toContain('refused');
}

async function ask(who: Actor, query: Record<string, string>): Promise<Answer> {
  const reply = await who.get(`${served.base}/phone/rows?${new URLSearchParams(query).toString()}`);
  expect(reply.status).toBe(200);
  return readRows.answer.parse(reply.body);
}

/** Rows as a phone keeps them. */
class Phone {
  rows = new Map<string, unknown>();
  cursor: string | null = null;
  wholes = 0;
  private readonly who: Actor;
  private readonly limit: string;

  constructor(who: Actor, limit = 20) {
    this.who = who;
    this.limit = String(limit);
  }

  async sync(): Promise<void> {
    let answer = await ask(this.who, { limit: this.limit, ...(this.cursor === null ? {} : { cursor: this.cursor }) });
    const taken = new Map(answer.whole ? [] : this.rows);
    if (answer.whole) this.wholes += 1;
    for (;;) {
      for (const { collection, id, body } of answer.rows) {
        if (body === null) taken.delete(`${collection} ${id}`);
        else taken.set(`${collection} ${id}`, body);
      }
      if (answer.after === null) break;
      answer = await ask(this.who, { limit: this.limit, after: answer.after });
    }
    expect(answer.cursor).not.toBeNull();
    this.rows = taken;
    this.cursor = answer.cursor;
  }
}

const which = (most: number) => fc.nat(most - 1);
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('attend' as const), session: which(6), person: which(6), chamber: which(2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('register' as const), course: which(3), person: which(6) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), person: which(6), year: fc.integer({ min: 1950, max: 2000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('contradict' as const), person: which(6), sex: fc.constantFrom('woman', 'man') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unite' as const), one: which(6), other: which(6) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('withdraw' as const), back: which(10) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hand over' as const), course: which(3), to: fc.constantFrom(PARTNER_A, PARTNER_B, null) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), session: which(6), day: fc.integer({ min: 10, max: 28 }) }) },
);

type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** What stands: the last version of each thing. */
class Histories {
  private readonly last = new Map<string, Draft>();
  private readonly standing: Draft[] = [];
  private readonly registered = new Set<string>();

  /** The entry that comes of an act; null where the act makes no sense. */
  entryOf(one: Act): Draft | null {
    switch (one.do) {
      case 'attend': return this.stands(attendance({ processId: courses[Math.floor(one.session / 2)]?.id ?? '', sessionId: sessions[one.session]?.id ?? '', personId: people[one.person]?.id ?? '', organisationId: chambers[one.chamber]?.id ?? null }, 90));
      case 'register': return this.register(one.course, one.person);
      case 'rename': return this.corrected(people[one.person], { birthYear: one.year });
      // Of somebody as they were registered, whatever was said since.
      case 'contradict': return correction(people[one.person] ?? person('X'), { sex: one.sex });
      case 'unite': return one.one === one.other ? null : this.stands(peopleMerged(people[one.one]?.id ?? '', people[one.other]?.id ?? ''));
      case 'withdraw': return this.withdrawn(one.back);
      case 'hand over': return this.corrected(courses[one.course], { partnerId: one.to });
      case 'move': return this.corrected(sessions[one.session], { heldOn: `2020-11-${one.day}` });
    }
  }

  private stands(made: Draft): Draft {
    this.standing.push(made);
    return made;
  }

  private register(course: number, who: number): Draft | null {
    const key = `${course} ${who}`;
    if (this.registered.has(key)) return null;
    this.registered.add(key);
    return this.stands(registration(courses[course]?.id ?? '', people[who]?.id ?? '', chambers[0]?.id ?? null));
  }

  private corrected(thing: Draft | undefined, payload: Record<string, unknown>): Draft | null {
    if (thing === undefined) return null;
    const before = this.last.get(thing.id) ?? thing;
    const made = correction({ ...before, rootId: thing.id }, payload, [before.id]);
    this.last.set(thing.id, made);
    return made;
  }

  private withdrawn(back: number): Draft | null {
    const [thing] = this.standing.splice(Math.max(0, this.standing.length - 1 - back), 1);
    return thing === undefined ? null : withdrawal(thing);
  }
}

test('what changed and everything come to the same, for whoever sees the whole programme and for a partner', async () => {
  const readers = [alicia, await served.as('teo')];
  const phones = readers.map((who) => new Phone(who));
  const histories = new Histories();
  let written = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
      for (const one of acts) {
        const made = histories.entryOf(one);
        if (made === null) continue;
        // A merge of two who are one, or a registration of somebody who is registered as another record, is refused: nothing happens.
        const reply = await alicia.post(`${served.base}/entries`, { entries: [made] });
        expect(reply.status).toBe(200);
        if (!reply.text.includes('refused')) written += 1;
      }
      for (const [at, who] of readers.entries()) {
        const fresh = new Phone(who, 2000);
        await phones[at]?.sync();
        await fresh.sync();
        expect(Object.fromEntries(phones[at]?.rows ?? [])).toEqual(Object.fromEntries(fresh.rows));
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
  expect(written).toBeGreaterThan(30);
  // To whoever sees everything it was sent once.
  expect(phones[0]?.wholes).toBe(1);
}, 300_000);

test('a phone of a partner holds nothing of another', async () => {
  const [teo, berta] = [new Phone(await served.as('teo')), new Phone(await served.as('berta'))];
  await send(attendance({ processId: courses[2]?.id ?? '', sessionId: sessions[4]?.id ?? '', personId: people[5]?.id ?? '' }, 60));
  await teo.sync();
  await berta.sync();
  const processes = (phone: Phone): string[] => [...phone.rows.keys()].filter((key) => key.startsWith('process '));
  expect(processes(teo).some((key) => processes(berta).includes(key))).toBe(false);
});

test('a phone holds both versions of what is in conflict, private values masked, until somebody decides', async () => {
  const rosa = person('Poma, Rosa');
  const phoneOf = (number: string) => ({ contact: secret({ phones: [{ number, kind: 'mobile' }], email: null }), note: secret('lo dijo ella') });
  const [teo, berta] = [new Phone(await served.as('teo')), new Phone(await served.as('berta'))];
  const course = process('D', { partnerId: PARTNER_A });
  await send(course, rosa, registration(course.id, rosa.id));
  await teo.sync();
  await berta.sync();
  const one = { ...correction(rosa, { birthYear: 1980, sex: 'woman' }), private: phoneOf('70000231') };
  const other = { ...correction(rosa, { birthYear: 1990 }), private: phoneOf('70000213') };
  await send(one, other);
  await teo.sync();
  await berta.sync();
  const row = readConflict.answer.parse(teo.rows.get(`conflict ${rosa.id}`));
  expect(row.fields.map(({ field, values }) => [field, values.map(({ value, mask, authors }) => [value, mask, authors.map(({ entryId }) => entryId)])])).toEqual([
    ['payload.birthYear', [[1980, null, [one.id]], [1990, null, [other.id]]]],
    ['private.contact', [[null, '•••••231', [one.id]], [null, '•••••213', [other.id]]]],
  ]);
  expect(JSON.stringify(row)).not.toMatch(/70000231|lo dijo ella/);
  expect([...berta.rows.keys()]).not.toContain(`conflict ${rosa.id}`);
  await send({ ...correction(rosa, { birthYear: 1980, sex: 'woman' }, [one.id, other.id]), private: phoneOf('70000231') });
  await teo.sync();
  expect([...teo.rows.keys()]).not.toContain(`conflict ${rosa.id}`);
});

test('who may not write in the programme gets no rows; a cursor that is nonsense means everything', async () => {
  const donor = await served.as('elena');
  expect((await donor.get(`${served.base}/phone/rows`)).status).toBe(403);
  expect((await ask(alicia, { cursor: 'x'.repeat(100) })).whole).toBe(true);
  expect((await ask(alicia, { after: Buffer.from('[1,2]').toString('base64url') })).whole).toBe(true);
});
