/**
 * Copies of what a phone has not sent: sealed to the key of the programme, and brought in elsewhere in the name of their author. What was sent
 * meanwhile is there already, and nothing comes twice.
 */
import { appendEntries, uploadPart } from '../../ledger/contract.ts';
import type { DraftInput } from '../../ledger/entry.ts';
import { openCopy, readCopyKey } from '../../phone/copies-contract.ts';
import { importContentKey, keyForCopy } from '../../phone/copy-sealing.ts';
import { ask, askOnce, sendBytes, type AnswerOf } from '../api.ts';
import { spaceOf, type KeptEntry, type KeptFile, type Owner, type Store } from '../offline/database.ts';
import { entriesOf, filesOf, type Answered } from '../offline/outbox.ts';
import { personHere } from '../people/people.ts';
import { Problem } from '../problem.ts';
import { bytesOf, textOf } from './base64.ts';

const FORMAT = 'digna-copy 2';
/** As earlier versions wrote copies: in clear, without files. */
const IN_CLEAR = 'digna-outbox 1';
/** Entries in one request, and bytes of a file in one part. */
const [BATCH, PART_BYTES] = [50, 256 * 1024];

interface SealedCopy extends Record<'programmeId' | 'author' | 'keyId' | 'ephemeral' | 'salt' | 'iv' | 'data', string> {
  readonly format: typeof FORMAT;
}

/** What a copy holds. `device`: by which its author sends, `ID.SECRET`; null: the phone was not known to the server. */
interface Content {
  readonly name: string;
  readonly device: string | null;
  readonly entries: readonly CopiedEntry[];
  readonly files: readonly (Pick<KeptFile, 'sha256' | 'purpose' | 'fileName' | 'mediaType'> & { readonly bytes: string })[];
}
export type CopiedEntry = Pick<KeptEntry, 'id' | 'about' | 'keptAt' | 'draft'>;

export interface OpenedCopy extends Content {
  readonly programmeId: string;
}

/** What came of an entry of a copy. */
export interface BroughtIn {
  readonly entry: CopiedEntry;
  readonly answer: Answered;
}

const settingOf = (programmeId: string): string => `copy-key ${programmeId}`;

/** Keeps the key of the programme here, so that copies can be made without a connection. Throws `Problem`. */
export async function keepCopyKey(store: Store, programmeId: string): Promise<void> {
  if ((await store.get('settings', settingOf(programmeId))) !== undefined) return;
  await store.put('settings', { key: settingOf(programmeId), value: await ask(readCopyKey, { params: { programme: programmeId } }) });
}

/** A file with what an owner has not sent, or with some of it, which nobody reads but them and whoever manages users. Throws `Problem` (`offline` where this phone never had the key). */
export async function copyOf(store: Store, owner: Owner, only: readonly KeptEntry[] | null = null): Promise<File> {
  await keepCopyKey(store, owner.programmeId);
  const setting = await store.get('settings', settingOf(owner.programmeId));
  const { id: keyId, publicKey } = keyFrom(setting?.value);
  const belonging = { programmeId: owner.programmeId, author: owner.userId };
  const { key, ephemeral, salt } = await keyForCopy(bytesOf(publicKey), belonging);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const content = new TextEncoder().encode(JSON.stringify(await contentOf(store, owner, only)));
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, content));
  const sealed: SealedCopy = { format: FORMAT, ...belonging, keyId, ephemeral: textOf(ephemeral), salt: textOf(salt), iv: textOf(iv), data: textOf(data) };
  return new File([JSON.stringify(sealed)], `digna-${new Date().toISOString().slice(0, 10)}.json`, { type: 'application/json' });
}

async function contentOf(store: Store, owner: Owner, only: readonly KeptEntry[] | null): Promise<Content> {
  const entries = only ?? (await entriesOf(store, owner, ['kept', 'sending', 'refused']));
  const person = await personHere(owner.userId);
  const device = person?.device ?? null;
  const files = await Promise.all([...new Set(entries.flatMap(filesOf))].map((sha256) => store.get('files', [spaceOf(owner), sha256])));
  return {
    name: entries[0]?.userName ?? person?.name ?? '',
    device: device === null ? null : `${device.id}.${device.send}`,
    entries: entries.map(({ id, about, keptAt, draft }) => ({ id, about, keptAt, draft })),
    files: files.flatMap((file) => (file === undefined ? [] : [{ sha256: file.sha256, purpose: file.purpose, fileName: file.fileName, mediaType: file.mediaType, bytes: textOf(new Uint8Array(file.bytes)) }])),
  };
}

/** Opens a copy by the server’s leave. Throws `Problem`: `copy-broken`, `copy-not-yours`, `copy-unknown-key`, `offline`. */
export async function openedCopy(file: File, programmeId: string): Promise<OpenedCopy> {
  const text = await file.text();
  const copy = parsed(text);
  if (copy === null) throw broken();
  if (copy['format'] === IN_CLEAR) return inClear(copy, programmeId);
  if (!isSealed(copy)) throw broken();
  if (copy.programmeId !== programmeId) throw new Problem('copy-unknown-key', 409, '');
  const { keyId, author, ephemeral, salt } = copy;
  const { key } = await ask(openCopy, { params: { programme: programmeId }, body: { keyId, author, ephemeral, salt } });
  try {
    const content = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(copy.iv) }, await importContentKey(bytesOf(key).buffer), bytesOf(copy.data));
    const opened: Content = JSON.parse(new TextDecoder().decode(content));
    return { ...opened, programmeId };
  } catch {
    // The seal does not hold: cut off, changed, or said to be somebody else's.
    throw broken();
  }
}

/**
 * Brings the entries of a copy in, files first, in order: by the device of their author, in their name; where that was signed out or never was, in the
 * name of whoever brings them in. `onProgress` gets how many are in. Throws `Problem` where the server is away: what is in stays in.
 */
export async function bringIn(copy: OpenedCopy, onProgress: (done: number) => void): Promise<{ readonly brought: readonly BroughtIn[]; readonly inOwnName: boolean }> {
  const brought: BroughtIn[] = [];
  let device = copy.device;
  /** By the author's device while the server knows it. */
  const send = async <T>(by: (device: string | null) => Promise<T>): Promise<T> => {
    try {
      return await by(device);
    } catch (error) {
      if (device === null || !(error instanceof Problem) || error.code !== 'device-ended') throw error;
      device = null;
      return by(device);
    }
  };
  for (const file of copy.files) await send((by) => sendFile(copy, file, by));
  for (let from = 0; from < copy.entries.length; from += BATCH) {
    const batch = copy.entries.slice(from, from + BATCH);
    const { answers } = await send((by) => append(copy, batch.map(({ draft }) => draft), by));
    batch.forEach((entry, at) => {
      const answer = answers[at];
      if (answer !== undefined) brought.push({ entry, answer });
    });
    onProgress(brought.length);
  }
  return { brought, inOwnName: device === null };
}

function append({ programmeId }: OpenedCopy, entries: readonly DraftInput[], device: string | null): Promise<AnswerOf<typeof appendEntries>> {
  const input = { params: { programme: programmeId }, query: { via: 'offline' as const }, body: { entries: [...entries] } };
  return device === null ? ask(appendEntries, input) : askOnce(appendEntries, input, device);
}

async function sendFile({ programmeId }: OpenedCopy, file: Content['files'][number], device: string | null): Promise<void> {
  const bytes = bytesOf(file.bytes);
  const query = { purpose: file.purpose, size: String(bytes.length), fileName: file.fileName };
  for (let offset = 0; offset < bytes.length;) {
    const part = { params: { programme: programmeId, sha256: file.sha256 }, query: { ...query, offset: String(offset) }, bytes: bytes.slice(offset, offset + PART_BYTES).buffer };
    const { received, file: whole } = await sendBytes(uploadPart, device === null ? part : { ...part, device });
    if (whole !== null || received <= offset) return;
    offset = received;
  }
}

function inClear(copy: Record<string, unknown>, programmeId: string): OpenedCopy {
  const entries = Array.isArray(copy['entries']) ? copy['entries'].flatMap(entryInClear) : [];
  if (entries.length === 0) throw broken();
  return { programmeId, name: '', device: null, files: [], entries };
}

function entryInClear(one: unknown): CopiedEntry[] {
  const { draft, about, keptAt } = fieldsOf(one);
  const { id } = fieldsOf(draft);
  // The door judges the draft itself.
  return typeof id === 'string' && typeof about === 'string' && typeof keptAt === 'string' ? [{ id, about, keptAt, draft: trusted(draft) }] : [];
}

function isSealed(copy: Record<string, unknown>): copy is Record<string, unknown> & SealedCopy {
  const fields = ['programmeId', 'author', 'keyId', 'ephemeral', 'salt', 'iv', 'data'];
  return copy['format'] === FORMAT && fields.every((field) => typeof copy[field] === 'string');
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    // Something else than a copy.
    return null;
  }
}

function keyFrom(value: unknown): AnswerOf<typeof readCopyKey> {
  const { id, publicKey } = fieldsOf(value);
  return { id: String(id), publicKey: String(publicKey) };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function trusted(draft: unknown): DraftInput;
function trusted(draft: unknown): unknown {
  return draft;
}

function broken(): Problem {
  return new Problem('copy-broken', 400, '');
}
