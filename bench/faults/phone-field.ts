/** Where phones are tried: one server for all runs, and for each run a programme of its own with a course, its sessions and people. */
import { randomUUID } from 'node:crypto';
import { insertMembership, insertProgramme } from '../../src/access/queries.ts';
import { inProgramme } from '../../src/platform/database/programme-transaction.ts';
import type { Draft } from '../../src/ledger/entry.ts';
import type { Owner } from '../../src/web/offline/database.ts';
import { attendance, organisation, person, process, registration, session } from '../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type Reply, type ServedHouse } from '../../test/cast/house.ts';
import { Phone } from '../../test/phone/phone.ts';

export interface Field {
  readonly programmeId: string;
  readonly base: string;
  readonly trainers: readonly { readonly userId: string; readonly actor: Actor }[];
  readonly course: Draft;
  readonly sessions: readonly Draft[];
  readonly people: readonly Draft[];
  /** Attendance that was there before. */
  readonly stays: readonly Draft[];
  /** Ids of what came into the ledger since, in order. */
  arrived(): Promise<string[]>;
  ask(path: string): Promise<Reply>;
  /** Nobody works here any more: with every membership of theirs the server asks more. */
  end(): Promise<void>;
  /** A phone of the same person on which nothing was done. */
  fresh(owner: Owner & { readonly userName: string }): Phone;
  /** The server ends and starts again, for everybody. */
  restart(): Promise<void>;
  /** Resolved when no restart is under way. */
  steady(): Promise<void>;
  /** Again and again until there is an answer that is not null. */
  insist<T>(work: () => Promise<T | null>): Promise<T>;
}

const course = process('A', { partnerId: PARTNER_A });
const sessions = [session(course.id, 1), session(course.id, 2)];
const people = ['Quispe, Ana', 'Rojas, Carla', 'Mamani, Delia'].map((name) => person(name));
const stays = people.slice(0, 2).map(({ id }) => attendance({ processId: course.id, sessionId: sessions[0]?.id ?? '', personId: id }, 90));
/** The same in every programme: ids are each programme's own. */
const SET_UP = [{ ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A }, course, ...sessions, ...people, ...people.map(({ id }) => registration(course.id, id)), ...stays];
/** A server that starts again is back long before these are over. */
const TRIES = 100;

export interface Fields {
  make(): Promise<Field>;
  close(): Promise<void>;
}

export async function openFields(): Promise<Fields> {
  const served = await servedHouse();
  let restarting: Promise<void> | null = null;
  const steady = (): Promise<void> => restarting ?? Promise.resolve();
  const restart = async (): Promise<void> => {
    restarting ??= served.restart().finally(() => {
      restarting = null;
    });
    await restarting;
  };
  const insist = async <T>(work: () => Promise<T | null>): Promise<T> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      await steady();
      // A server that has just gone away is asked again.
      const answer = await work().catch(() => null);
      if (answer !== null) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('The server never answered.');
  };
  const users = await usersOf(served);
  const make = async (): Promise<Field> => {
    const programmeId = randomUUID();
    const base = `/api/programmes/${programmeId}`;
    await inProgramme(served.database.app, programmeId, (client) => insertProgramme(client, { id: programmeId, code: `c-${programmeId}`, name: 'Campo', timeZone: 'America/La_Paz', demonstration: true }));
    await insertMembership(served.database.app, users.alicia, programmeId, 'coordinator', { partnerId: null });
    await insertMembership(served.database.app, users.teo, programmeId, 'trainer', { partnerId: PARTNER_A });
    await insertMembership(served.database.app, users.pilar, programmeId, 'partner-coordinator', { partnerId: PARTNER_A });
    const [alicia, teo, pilar] = await Promise.all([served.as('alicia', `campo=${programmeId}`), served.as('teo', `campo=${programmeId}`), served.as('pilar', `campo=${programmeId}`)]);
    const reply = await insist(async () => sure(await alicia.post(`${base}/entries`, { entries: SET_UP })));
    if (reply.text.includes('refused')) throw new Error(reply.text);
    return {
      programmeId, base, course, sessions, people, stays, restart, steady, insist,
      trainers: [{ userId: users.teo, actor: teo }, { userId: users.pilar, actor: pilar }],
      arrived: () => arrivedIn(served, programmeId),
      ask: async (path) => sureReply(await teo.get(base + path)),
      end: async () => void (await served.database.owner.query('delete from membership where programme_id = $1', [programmeId])),
      fresh: (owner) => new Phone(owner.userId === users.teo ? teo : pilar, base, owner),
    };
  };
  return { make, close: () => served.close() };
}

/** A reply of a server that is there; null where it is going. */
function sure(reply: Reply): Reply | null {
  return reply.status === 200 ? reply : null;
}
function sureReply(reply: Reply): Reply {
  if (reply.status >= 500) throw new Error(reply.text);
  return reply;
}

async function usersOf(served: ServedHouse): Promise<Record<'alicia' | 'teo' | 'pilar', string>> {
  const { rows } = await served.database.owner.query<{ role: string; user: string }>('select role, user_id as "user" from membership where programme_id = $1 order by partner_id', [served.programme.id]);
  const of = (role: string): string => rows.find((one) => one.role === role)?.user ?? '';
  return { alicia: of('coordinator'), teo: of('trainer'), pilar: of('partner-coordinator') };
}

async function arrivedIn(served: ServedHouse, programmeId: string): Promise<string[]> {
  return inProgramme(served.database.app, programmeId, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from entry where programme_id = $1 and position > $2 order by position', [programmeId, SET_UP.length]);
    return rows.map(({ id }) => id);
  });
}
