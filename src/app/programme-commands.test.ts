/** Another programme from the command line, and one account in both. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { process as course } from '../../test/cast/drafts.ts';
import { servedHouse, type ServedHouse } from '../../test/cast/house.ts';
import type { Values } from './asked.ts';
import { COMMANDS } from './commands.ts';
import { wordsIn } from './spoken.ts';

let served: ServedHouse;
beforeAll(async () => {
  served = await servedHouse();
});
afterAll(() => served.close());
afterEach(() => vi.unstubAllEnvs());

/** Runs a command as the command line does; what it wrote. */
async function digna(words: string, values: Values = {}): Promise<string> {
  const parts = words.split(' ');
  const command = COMMANDS.find((one) => one.words.every((word, at) => parts[at] === word));
  if (command === undefined) throw new Error(words);
  const lines: string[] = [];
  const { house, database } = served;
  const code = await command.run({
    house, values, language: 'es', t: wordsIn('es'), write: (line) => lines.push(line), positionals: parts.slice(command.words.length),
    database: { ...database, stop: () => Promise.resolve() },
  });
  expect(code).toBe(0);
  return lines.join('\n');
}

const meSchema = z.object({ programmes: z.array(z.object({ id: z.string(), code: z.string(), name: z.string(), role: z.string() }).loose()) }).loose();

test('a programme is added with an account that exists; each programme keeps what is its own', async () => {
  const made = await digna('programme add valles', { name: 'Valles productivos', 'time-zone': 'America/Lima', administrator: 'alicia' });
  const [code, id = ''] = made.split(' ');
  expect(code).toBe('valles');
  expect(JSON.parse(await digna('programme list', { json: true }))).toMatchObject({
    items: [{ code: 'prueba' }, { id, code: 'valles', name: 'Valles productivos', timeZone: 'America/Lima', demonstration: false }],
  });
  const alicia = await served.as('alicia');
  const me = meSchema.parse((await alicia.get('/api/me')).body);
  expect(me.programmes.map((one) => [one.code, one.role])).toEqual([['prueba', 'coordinator'], ['valles', 'administrator']]);
  // Others learn nothing of it.
  expect((await (await served.as('mario')).get(`/api/programmes/${id}/processes`)).status).toBe(404);
  // One code in both, and neither sees the other's.
  const both = [served.base, `/api/programmes/${id}`];
  await alicia.post(`${served.base}/entries`, { entries: [course('UNO')] });
  const lists = await Promise.all(both.map(async (base) => z.object({ items: z.array(z.unknown()) }).parse((await alicia.get(`${base}/processes`)).body).items.length));
  expect(lists).toEqual([1, 0]);
  // From now on commands are asked which.
  await expect(digna('figures', { json: true })).rejects.toMatchObject({ code: 'not-found' });
  expect(JSON.parse(await digna('figures', { json: true, programme: 'valles' }))).toMatchObject({ programme: 'valles', items: [] });
  vi.stubEnv('DIGNA_PASSWORD', 'otra-contraseña-larga');
  expect(await digna('user add tomasa', { programme: 'valles', role: 'coordinator' })).toBe('tomasa coordinator valles');
});

test('a code that is taken, an account that is not there, a zone that is none: nothing is made', async () => {
  await expect(digna('programme add prueba', { name: 'Otra vez' })).rejects.toMatchObject({ code: 'programme-taken' });
  await expect(digna('programme add nueva', { name: 'Nueva', administrator: 'fulana' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(digna('programme add nueva', { name: 'Nueva', 'time-zone': 'Bolivia/Cochabamba' })).rejects.toThrow('--time-zone');
  await expect(digna('programme add nueva')).rejects.toThrow('--name');
  await expect(digna('programme add NUEVA', { name: 'Nueva' })).rejects.toThrow('CODE');
  expect(await digna('programme list')).not.toContain('nueva');
});
