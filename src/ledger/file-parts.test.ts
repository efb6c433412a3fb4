/** A file that comes in by parts over HTTP: broken off, sent twice, out of order, not what was announced. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { png } from '../../test/cast/pictures.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { uploadPart } from './contract.ts';

let served: ServedHouse;
let teo: Actor;

beforeAll(async () => {
  served = await servedHouse();
  teo = await served.as('teo');
});
afterAll(() => served.close());

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function addressOf(sha256: string, offset: number, size: number, purpose = 'attendance-sheet'): string {
  return `${served.base}/files/${sha256}/part?${new URLSearchParams({ purpose, offset: String(offset), size: String(size), fileName: 'hoja.png' }).toString()}`;
}
async function part(who: Actor, whole: Buffer, from: number, to: number) {
  const reply = await who.sendBytes(addressOf(hashOf(whole), from, whole.length), whole.subarray(from, to));
  return reply.status === 200 ? uploadPart.answer.parse(reply.body) : reply;
}

test('parts make a file, whatever of them is lost, late or sent twice', async () => {
  const photo = png(90, 120);
  const third = Math.floor(photo.length / 3);
  expect(await part(teo, photo, 0, third)).toEqual({ received: third, file: null });
  // The answer was lost: the same part again.
  expect(await part(teo, photo, 0, third)).toEqual({ received: third, file: null });
  // One is missing between: nothing is added, and the sender hears where to go on.
  expect(await part(teo, photo, 2 * third, photo.length)).toEqual({ received: third, file: null });
  expect(await part(teo, photo, third, 2 * third)).toEqual({ received: 2 * third, file: null });
  expect(await part(teo, photo, 2 * third, photo.length)).toMatchObject({ received: photo.length, file: { sha256: hashOf(photo), mediaType: 'image/png', fileName: 'hoja.png' } });
  const kept = await teo.get(`${served.base}/files/${hashOf(photo)}`);
  expect(hashOf(new Uint8Array(kept.bytes))).toBe(hashOf(photo));
  // All of it was there already: it comes in once more and is one file.
  expect(await part(teo, photo, 0, photo.length)).toMatchObject({ file: { sha256: hashOf(photo) } });
});

test('two people who send the same file are not in each other’s way', async () => {
  const photo = png(91, 121);
  const alicia = await served.as('alicia');
  expect(await part(teo, photo, 0, 40)).toEqual({ received: 40, file: null });
  expect(await part(alicia, photo, 40, photo.length)).toEqual({ received: 0, file: null });
  expect((await alicia.get(`${served.base}/files/${hashOf(photo)}`)).status).toBe(404);
});

test('what is not the file that was announced is not kept, and can be begun anew', async () => {
  const photo = png(92, 122);
  const sha256 = hashOf(photo);
  const other = Buffer.from(photo);
  other[50] = (other[50] ?? 0) ^ 1;
  const broken = await teo.sendBytes(addressOf(sha256, 0, other.length), other);
  expect([broken.status, broken.body]).toMatchObject([409, { code: 'file-parts-broken' }]);
  expect(await part(teo, photo, 0, photo.length)).toMatchObject({ file: { sha256 } });
});

test('refused: too large, more than was announced, no bytes, not a picture, who may not', async () => {
  const photo = png(93, 123);
  const sha256 = hashOf(photo);
  const text = Buffer.from('hola, no soy una foto');
  const code = async (who: Actor, path: string, bytes: Buffer): Promise<unknown> => {
    const { status, body } = await who.sendBytes(path, bytes);
    return [status, body === null ? null : (body as { code?: string }).code];
  };
  expect(await code(teo, addressOf(sha256, 0, 16 * 1024 * 1024), photo)).toEqual([413, 'file-too-large']);
  expect(await code(teo, addressOf(sha256, 0, 10), photo)).toEqual([400, 'not-a-file']);
  expect((await teo.put(addressOf(sha256, 0, 10), {})).status).toBe(400);
  expect(await code(teo, addressOf(hashOf(text), 0, text.length), text)).toEqual([400, 'file-type-refused']);
  expect(await code(teo, addressOf(sha256, 0, 600_000), Buffer.alloc(600_000))).toEqual([413, 'too-large']);
  // A trainer takes attendance; documents delivered are not theirs to upload, and a donor uploads nothing.
  expect(await code(teo, addressOf(sha256, 0, photo.length, 'product-document'), photo)).toEqual([403, 'forbidden']);
  expect(await code(await served.as('elena'), addressOf(sha256, 0, photo.length), photo)).toEqual([403, 'forbidden']);
  expect(await code(served.stranger, addressOf(sha256, 0, photo.length), photo)).toEqual([401, 'not-signed-in']);
});
