/**
 * A hundred thousand people out of one file, on the built server over HTTP: how long until they are compared, how long
 * until they are in, and the most memory the server's process ever held. Needs `npm run build` first. A quarter of the
 * rows is known from an earlier import, some with a new telephone; documents differ, names repeat as they do in a country.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { EXAMPLE_PROGRAMME } from '../examples/bolivia-digna-y-productiva/programme.ts';
import { runServer, type RunningServer } from '../test/journeys/running-server.ts';
import { row, seeded } from './bench-database.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 100_000);
const KNOWN = ROWS / 4;
const GIVEN = 'Ana,Juan,María,José,Rosa,Luis,Carmen,Carlos,Elena,Jorge,Julia,Mario,Silvia,Pedro,Martha,Raúl,Teresa,Hugo,Nora,Víctor,Gladys,Edgar,Lidia,Óscar,Delia,René,Sonia,Félix,Irma,Iván'.split(',');
const SURNAMES = 'Mamani,Quispe,Flores,Condori,Choque,Vargas,Rojas,Gutiérrez,Cruz,Fernández,García,López,Pérez,Rodríguez,Apaza,Huanca,Colque,Poma,Nina,Callisaya,Limachi,Chambi,Ticona,Zárate,Suárez,Justiniano,Cuéllar,Peredo,Arce,Villca,Alanoca,Yujra,Laura,Copa,Marca,Tola'.split(',');

/** Lines of a list, from one number to another; whoever has a number is the same person every time. */
function list(from: number, to: number, newPhones: boolean): string {
  const lines = ['Nombres;Apellido paterno;Apellido materno;CI;Sexo;Fecha de nacimiento;Celular;Departamento'];
  for (let n = from; n < to; n += 1) {
    const chance = seeded(n * 7919 + 1);
    for (let warm = 0; warm < 5; warm += 1) chance();
    const one = (of: readonly string[]): string => of[Math.floor(chance() * of.length)] ?? '';
    const day = `${1 + Math.floor(chance() * 28)}/${1 + Math.floor(chance() * 12)}/${1950 + Math.floor(chance() * 55)}`;
    const given = `${one(GIVEN)} ${one(GIVEN)}`;
    const phone = n % 3 === 0 && !newPhones ? '' : String(60_000_000 + n);
    lines.push([given, one(SURNAMES), one(SURNAMES), 1_000_000 + n * 11, chance() < 0.5 ? 'F' : 'V', day, phone, 'La Paz'].join(';'));
  }
  return lines.join('\n');
}

const stateSchema = z.object({
  id: z.string(),
  counts: z.record(z.string(), z.number()),
  progress: z.object({ stage: z.string(), done: z.number(), total: z.number() }),
});
type State = z.output<typeof stateSchema>;
const meSchema = z.object({ programmes: z.array(z.object({ id: z.string(), code: z.string() })) });

/** Somebody who follows up, at their browser. */
async function signedIn(server: RunningServer): Promise<(method: string, path: string, body?: FormData) => Promise<State>> {
  const password = await readFile(join(server.folder, 'demonstration-password'), 'utf8');
  const answer = await fetch(`${server.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'tatiana', password }),
  });
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const me = meSchema.parse(await (await fetch(`${server.url}/api/me`, { headers: { cookie } })).json());
  const programme = me.programmes.find(({ code }) => code === EXAMPLE_PROGRAMME.code);
  const base = `${server.url}/api/programmes/${programme?.id ?? ''}/registry-imports`;
  return async (method, path, body) => {
    const reply = await fetch(base + path, { method, headers: { cookie }, ...(body === undefined ? {} : { body }) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${await reply.text()}`);
    return stateSchema.parse(await reply.json());
  };
}

async function memory(server: RunningServer): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${server.child().pid}/status`, 'utf8');
  const kilobytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return { now: kilobytes('VmRSS') / 1024, most: kilobytes('VmHWM') / 1024 };
}

test('people are imported', async () => {
  const server = await runServer();
  try {
    const ask = await signedIn(server);
    const until = async (id: string, stages: readonly string[]): Promise<State> => {
      for (;;) {
        const state = await ask('GET', `/${id}`);
        if (stages.includes(state.progress.stage)) return state;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    };
    const bring = async (text: string, name: string): Promise<{ compared: number; written: number; state: State }> => {
      const form = new FormData();
      form.append('file', new Blob([text]), name);
      const began = performance.now();
      const { id } = await ask('POST', '/people', form);
      const planned = await until(id, ['ready']);
      const compared = performance.now() - began;
      await ask('POST', `/${id}/opening`);
      await until(id, ['open']);
      return { compared: compared / 1000, written: (performance.now() - began) / 1000 - compared / 1000, state: planned };
    };
    const before = await memory(server);
    const known = await bring(list(0, KNOWN, false), 'conocidos.csv');
    row(`import of ${KNOWN} people, all new: compared / in`, `${known.compared.toFixed(1)} s / ${known.written.toFixed(1)} s`, JSON.stringify(known.state.counts));
    const all = await bring(list(0, ROWS, true), 'todos.csv');
    const after = await memory(server);
    row(`import of ${ROWS} people: compared / in`, `${all.compared.toFixed(1)} s / ${all.written.toFixed(1)} s`, JSON.stringify(all.state.counts));
    row('memory of the server before / now / at most, MB', before.now, after.now, after.most);
    const { counts } = all.state;
    expect((counts['new'] ?? 0) + (counts['update'] ?? 0) + (counts['same'] ?? 0) + (counts['doubtful'] ?? 0) + (counts['problem'] ?? 0)).toBe(ROWS);
  } finally {
    await server.stop();
  }
});
