/** A whole house on a database of its own, served over real HTTP, with the named cast. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../src/access/rules.ts';
import { insertMembership, insertProgramme } from '../../src/access/queries.ts';
import { openHouse, type House } from '../../src/app/house.ts';
import { makeServer } from '../../src/app/server.ts';
import { inProgramme } from '../../src/platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../src/platform/http/route.ts';
import { testDatabase, type TestDatabase } from '../database/test-database.ts';
import { TestClock } from './programme.ts';

/** Two implementing partners; a test that speaks of them registers them under these ids. */
export const PARTNER_A = '0198a000-0000-7000-8000-00000000000a';
export const PARTNER_B = '0198a000-0000-7000-8000-00000000000b';

/** Alicia coordinates, Mario follows up, Elena gives the money, Ada administers; Nadie signs in and belongs nowhere.
 * Pilar coordinates and Teo trains for partner A, Berta trains for partner B; Evo evaluates; Pepa takes part. */
const CAST: readonly { username: string; role: Role | null; partnerId?: string }[] = [
  { username: 'alicia', role: 'coordinator' },
  { username: 'mario', role: 'me-officer' },
  { username: 'elena', role: 'donor' },
  { username: 'ada', role: 'administrator' },
  { username: 'nadie', role: null },
  { username: 'pilar', role: 'partner-coordinator', partnerId: PARTNER_A },
  { username: 'teo', role: 'trainer', partnerId: PARTNER_A },
  { username: 'berta', role: 'trainer', partnerId: PARTNER_B },
  { username: 'evo', role: 'evaluator' },
  { username: 'pepa', role: 'participant' },
];
export const PASSWORD = 'contraseña-de-prueba';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  /** Cookies the answer set, as the browser would send them back. */
  readonly cookie: string;
  /** The body as it came, for files. */
  readonly bytes: ArrayBuffer;
  readonly headers: Headers;
}

/** One person at their browser. */
export interface Actor {
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown): Promise<Reply>;
  put(path: string, body: unknown): Promise<Reply>;
  delete(path: string): Promise<Reply>;
  /** A part of a file. */
  sendBytes(path: string, bytes: Uint8Array): Promise<Reply>;
  upload(path: string, fileName: string, bytes: Uint8Array): Promise<Reply>;
  /** A form of a page, as a browser sends it; what the page leads to afterwards is read, too. */
  sendForm(path: string, boxes: Readonly<Record<string, string>>): Promise<Reply>;
}

export interface ServedHouse {
  readonly house: House;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly programme: ProgrammeInfo;
  /** Address of the programme's routes. */
  readonly base: string;
  readonly url: string;
  readonly stranger: Actor;
  /** `cookie`: a further one. The server remembers for some seconds who came with which, and what they may. */
  as(username: string, cookie?: string): Promise<Actor>;
  /** Ends the server, whatever it is being asked, and starts another on the same data and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `trustedProxies`: whose word is taken for the address from which a request comes. */
export async function servedHouse(options: { cast: boolean; trustedProxies?: readonly string[] } = { cast: true }): Promise<ServedHouse> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'digna-house-'));
  const clock = new TestClock();
  const house = await openHouse(database.app, folder, clock);
  const id = randomUUID();
  const programme = { id, code: 'prueba', name: 'Programa de prueba', timeZone: 'America/La_Paz', demonstration: true };
  if (options.cast) {
    await inProgramme(database.app, id, (client) => insertProgramme(client, programme));
    for (const { username, role, partnerId = null } of CAST) {
      const userId = await house.signIn.addUser({ username, name: username, password: PASSWORD });
      if (role !== null) await insertMembership(database.app, userId, id, role, { partnerId });
    }
  }
  const serve = (of: House) => makeServer(of, { webFolder: null, log: (line) => process.stderr.write(`${line}\n`), trustedProxies: options.trustedProxies ?? [] });
  let app = await serve(house);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const cookies = new Map<string, string>();
  return {
    house,
    database,
    clock,
    programme,
    base: `/api/programmes/${id}`,
    url,
    stranger: actor(url, ''),
    async as(username, cookie = '') {
      const known = cookies.get(username) ?? (await signIn(url, username));
      cookies.set(username, known);
      return actor(url, cookie === '' ? known : `${known}; ${cookie}`);
    },
    async restart() {
      app.server.closeAllConnections();
      await app.close();
      app = await serve(await openHouse(database.app, folder, clock));
      await app.listen({ port: Number(new URL(url).port), host: '127.0.0.1' });
    },
    async close() {
      await app.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signIn(url: string, username: string): Promise<string> {
  const response = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`${username} could not sign in: ${await response.text()}`);
  return cookieOf(response);
}

export function cookieOf(response: Response): string {
  return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Somebody with these cookies; `more`: further headers of each request. */
export function actor(url: string, cookie: string, more: () => Readonly<Record<string, string>> = () => ({})): Actor {
  const send = async (method: string, path: string, body: string | FormData | URLSearchParams | Blob | null, type: string | null): Promise<Reply> => {
    const response = await fetch(url + path, { method, body, headers: { cookie, ...more(), ...(type === null ? {} : { 'content-type': type }) } });
    const bytes = await response.arrayBuffer();
    const text = new TextDecoder().decode(bytes);
    return { status: response.status, text, bytes, body: text.startsWith('{') ? JSON.parse(text) : null, cookie: cookieOf(response), headers: response.headers };
  };
  const json = 'application/json';
  return {
    get: (path) => send('GET', path, null, null),
    post: (path, body = null) => send('POST', path, body === null ? null : JSON.stringify(body), body === null ? null : json),
    delete: (path) => send('DELETE', path, null, null),
    put: (path, body) => send('PUT', path, JSON.stringify(body), json),
    sendBytes: (path, bytes) => send('PUT', path, new Blob([new Uint8Array(bytes)]), 'application/octet-stream'),
    upload: (path, fileName, bytes) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), fileName);
      return send('POST', path, form, null);
    },
    sendForm: (path, boxes) => send('POST', path, new URLSearchParams(boxes), null),
  };
}
