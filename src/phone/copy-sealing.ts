/**
 * How a copy is sealed: ECDH on P-256 with a key made for it alone, HKDF-SHA-256, AES-256-GCM. Shared by the phone, which seals, and the server, which
 * finds the same key again. By the browser's own cryptography, which Node has too.
 */

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
export const CONTENT = { name: 'AES-GCM', length: 256 } as const;

type SubtleKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Whose copy it is, in which programme: another answer here gives another key. */
export interface Belonging {
  readonly programmeId: string;
  readonly author: string;
}

/** A pair: the public half as a point, the private one as PKCS 8. */
export async function makeCopyKey(): Promise<{ readonly id: string; readonly publicKey: Uint8Array<ArrayBuffer>; readonly privateKey: Uint8Array<ArrayBuffer> }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey));
  const id = Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id, publicKey, privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)) };
}

/** The key of a copy that is being made, with what the other side needs to find it again. */
export async function keyForCopy(publicKey: Uint8Array<ArrayBuffer>, belonging: Belonging): Promise<{ readonly key: SubtleKey; readonly ephemeral: Uint8Array<ArrayBuffer>; readonly salt: Uint8Array<ArrayBuffer> }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: await pointOf(publicKey) }, pair.privateKey, 256);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { key: await importContentKey(await contentKey(shared, salt, belonging)), ephemeral, salt };
}

/** The key of a copy that was made, for who holds the private half. Throws where `ephemeral` is no point. */
export async function keyOfCopy(privateKey: Uint8Array<ArrayBuffer>, ephemeral: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>, belonging: Belonging): Promise<ArrayBuffer> {
  const own = await crypto.subtle.importKey('pkcs8', privateKey, CURVE, false, ['deriveBits']);
  return contentKey(await crypto.subtle.deriveBits({ name: 'ECDH', public: await pointOf(ephemeral) }, own, 256), salt, belonging);
}

export function importContentKey(raw: ArrayBuffer): Promise<SubtleKey> {
  return crypto.subtle.importKey('raw', raw, CONTENT, false, ['encrypt', 'decrypt']);
}

function pointOf(raw: Uint8Array<ArrayBuffer>): Promise<SubtleKey> {
  return crypto.subtle.importKey('raw', raw, CURVE, false, []);
}

async function contentKey(shared: ArrayBuffer, salt: Uint8Array<ArrayBuffer>, { programmeId, author }: Belonging): Promise<ArrayBuffer> {
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode(`digna-copy 2 ${programmeId} ${author}`);
  return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, secret, 256);
}
