/**
 * A hundred thousand rows of attendance out of one file, on the built server over HTTP: how long until they are
 * compared, how long until they are in, and the most memory the server's process ever held. Needs `npm run build` first.
 * A typed list of four sessions; whoever is in it comes to each, nine of ten with a document.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { EXAMPLE_PROGRAMME } from '../examples/bolivia-digna-y-productiva/programme.ts';
import { process as processDraft, session } from '../test/cast/drafts.ts';
import { runServer, type RunningServer } from '../test/journeys/running-server.ts';
import { row, seeded } from './bench-database.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 100_000);
const SESSIONS = 4;
const GIVEN = 'Ana,Juan,María,José,Rosa,Luis,Carmen,Carlos,Elena,Jorge,Julia,Mario,Silvia,Pedro,Martha,Raúl,Teresa,Hugo,Nora,Víctor,Gladys,Edgar,Lidia,Óscar,Delia,René,Sonia,Félix,Irma,Iván'.split(',');
const SURNAMES = 'Mamani,Quispe,Flores,Condori,Choque,Vargas,Rojas,Gutiérrez,Cruz,Fernández,García,López,Pérez,Rodríguez,Apaza,Huanca,Colque,Poma,Nina,Callisaya,Limachi,Chambi,Ticona,Zárate,Suárez,Justiniano,Cuéllar,Peredo,Arce,Villca,Alanoca,Yujra,Laura,Copa,Marca,Tola'.split(',');

/** Everybody of the list, session by session. */
function list(): string {
  const chance = seeded(20_211_126);
  const one = (of: readonly string[]): string => of[Math.floor(chance() * of.length)] ?? '';
  const people = Array.from({ length: Math.ceil(ROWS / SESSIONS) }, (_, n) => {
    const name = `${one(GIVEN)} ${one(GIVEN)} ${one(SURNAMES)} ${one(SURNAMES)}`;
    const document = chance() < 0.9 ? String(1_000_000 + n * 11) : '';
    return [name, document, chance() < 0.5 ? 'F' : 'V', `Empresa ${one(SURNAMES)} ${Math.floor(chance() * 60)}`, String(60_000_000 + n)].join(';');
  });
  const lines = ['Nombre completo;CI;Sexo;Institución;Celular;Sesión;Minutos'];
  for (let number = 1; number <= SESSIONS; number += 1) {
    for (const person of people) lines.push(`${person};${number};${60 + Math.floor(chance() * 40)}`);
  }
  return lines.slice(0, ROWS + 1).join('\n');
}

const stateSchema = z.object({
  id: z.string(),
  counts: z.record(z.string(), z.number()),
  progress: z.object({ stage: z.string(), done: z.number(), total: z.number() }),
});
type State = z.output<typeof stateSchema>;
const meSchema = z.object({ programmes: z.array(z.object({ id: z.string(), code: z.string() })) });

type Ask = (method: string, path: string, body?: FormData | string) => Promise<unknown>;

/** Somebody who follows up, at their browser. */
async function signedIn(server: RunningServer): Promise<Ask> {
  const password = await readFile(join(server.folder, 'demonstration-password'), 'utf8');
  const json = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/api/sign-in`, { method: 'POST', headers: json, body: JSON.stringify({ username: 'tatiana', password }) });
  const cookie = answer.headers.getSetCookie().map((part) => part.split(';')[0]).join('; ');
  const me = meSchema.parse(await (await fetch(`${server.url}/api/me`, { headers: { cookie } })).json());
  const programme = me.programmes.find(({ code }) => code === EXAMPLE_PROGRAMME.code);
  return async (method, path, body) => {
    const headers = typeof body === 'string' ? { cookie, ...json } : { cookie };
    const reply = await fetch(`${server.url}/api/programmes/${programme?.id ?? ''}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${await reply.text()}`);
    return reply.json();
  };
}

async function memory(server: RunningServer): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${server.child().pid}/status`, 'utf8');
  const kilobytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return { now: kilobytes('VmRSS') / 1024, most: kilobytes('VmHWM') / 1024 };
}

test('attendance is imported', async () => {
  const server = await runServer();
  try {
    const ask = await signedIn(server);
    const course = processDraft('GRANDE');
    const sessions = Array.from({ length: SESSIONS }, (_, at) => session(course.id, at + 1));
    await ask('POST', '/entries', JSON.stringify({ entries: [course, ...sessions] }));
    const until = async (id: string, stage: string): Promise<State> => {
      for (;;) {
        const state = stateSchema.parse(await ask('GET', `/imports/${id}`));
        if (state.progress.stage === stage) return state;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    };
    const before = await memory(server);
    const form = new FormData();
    form.append('file', new Blob([list()]), 'asistencia.csv');
    const began = performance.now();
    const { id } = stateSchema.parse(await ask('POST', `/processes/${course.id}/imports`, form));
    const planned = await until(id, 'ready');
    const compared = (performance.now() - began) / 1000;
    await ask('POST', `/imports/${id}/opening`);
    await until(id, 'open');
    const written = (performance.now() - began) / 1000 - compared;
    const after = await memory(server);
    row(`import of ${ROWS} rows of attendance: compared / in`, `${compared.toFixed(1)} s / ${written.toFixed(1)} s`, JSON.stringify(planned.counts));
    row('memory of the server before / now / at most, MB', before.now, after.now, after.most);
    const { counts } = planned;
    expect((counts['new'] ?? 0) + (counts['recognised'] ?? 0) + (counts['doubtful'] ?? 0) + (counts['problem'] ?? 0)).toBe(ROWS);
  } finally {
    await server.stop();
  }
});
