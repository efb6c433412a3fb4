/** Sealed copies: whoever may open one gets its key, and nobody else anything. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { z } from 'zod';
import { openCopy, readCopyKey } from './copies-contract.ts';
import { importContentKey, keyForCopy } from './copy-sealing.ts';

let served: ServedHouse;
let key: z.output<typeof readCopyKey.answer>;
let teo: Actor;
let teoId: string;
beforeAll(async () => {
  served = await servedHouse();
  teo = await served.as('teo');
  key = readCopyKey.answer.parse((await teo.get(`${served.base}/phone/copy-key`)).body);
  teoId = z.object({ user: z.object({ id: z.uuid() }) }).parse((await teo.get('/api/me')).body).user.id;
});
afterAll(() => served.close());

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64'));
const text = (some: Uint8Array): string => Buffer.from(some).toString('base64');

async function sealed(words: string, author = teoId) {
  const made = await keyForCopy(bytes(key.publicKey), { programmeId: served.programme.id, author });
  const iv = new Uint8Array(12);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, made.key, new TextEncoder().encode(words));
  return { body: { keyId: key.id, author, ephemeral: text(made.ephemeral), salt: text(made.salt) }, data };
}

async function read(who: Actor, { body, data }: Awaited<ReturnType<typeof sealed>>): Promise<string> {
  const reply = await who.post(`${served.base}/phone/copy-openings`, body);
  if (reply.status !== 200) return z.object({ code: z.string() }).parse(reply.body).code;
  const content = await importContentKey(bytes(openCopy.answer.parse(reply.body).key).buffer);
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, content, data).then(
    (plain) => new TextDecoder().decode(plain),
    () => 'does not open',
  );
}

test('its author and whoever coordinates open it; another trainer does not', async () => {
  const copy = await sealed('lo que falta enviar');
  expect(await read(teo, copy)).toBe('lo que falta enviar');
  expect(await read(await served.as('alicia'), copy)).toBe('lo que falta enviar');
  expect(await read(await served.as('berta'), copy)).toBe('copy-not-yours');
  expect((await served.stranger.post(`${served.base}/phone/copy-openings`, copy.body)).status).toBe(401);
});

test('said to be one’s own it does not open', async () => {
  const berta = await served.as('berta');
  const bertaId = z.object({ user: z.object({ id: z.uuid() }) }).parse((await berta.get('/api/me')).body).user.id;
  const { body, data } = await sealed('lo que falta enviar');
  expect(await read(berta, { body: { ...body, author: bertaId }, data })).toBe('does not open');
});

test('the key is one for everybody; another key and a broken point are said', async () => {
  expect(readCopyKey.answer.parse((await (await served.as('alicia')).get(`${served.base}/phone/copy-key`)).body)).toEqual(key);
  const copy = await sealed('x');
  expect(await read(teo, { ...copy, body: { ...copy.body, keyId: '0'.repeat(32) } })).toBe('copy-unknown-key');
  expect(await read(teo, { ...copy, body: { ...copy.body, ephemeral: text(new Uint8Array(65)) } })).toBe('copy-broken');
  expect(JSON.stringify(key)).not.toContain('private');
});
