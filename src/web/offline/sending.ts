/** Who sends what from this device: each person what they wrote, by the secret of their own, whoever works here now. */
import { appendEntries, uploadPart } from '../../ledger/contract.ts';
import { askOnce, sendBytes } from '../api.ts';
import { Problem } from '../problem.ts';
import { spaceOf, type KeptEntry, type Owner, type Store } from './database.ts';
import { keepCopyKey } from '../copies/copy.ts';
import { countBytes, mayPhotosGo } from './data-use.ts';
import { ownersOfUnsent } from './outbox.ts';
import { sendingAs, signedOut, tellServer } from '../people/devices.ts';
import { sendAll, type Post, type PostPart, type Sent } from './sender.ts';

type OnProgress = (sent: number, of: number) => void;

/** What the server was told of this phone is told again after so long, milliseconds. */
const TOLD_MS = 10 * 60_000;
/** What the server was told last, by device. */
const toldHow = new Map<string, { readonly unsent: number; readonly refused: number; readonly at: number }>();

/**
 * Sends what whoever works here wrote, and what others left here: each by the secret of their own. Whom the server has signed out on this phone
 * sends nothing more, and what they had read is taken away.
 */
export async function sendEverybodys(own: Store, current: Owner, onProgress: OnProgress): Promise<Sent['outcome']> {
  const [first, ...others] = await sendersOf(own, current);
  if (first === undefined) return 'done';
  const outcome = await sendOnes(own, first, current, onProgress);
  if (outcome !== 'done') return outcome;
  for (const other of others) await sendOnes(own, other, current, onProgress);
  return 'done';
}

async function sendOnes(own: Store, owner: Owner, current: Owner, onProgress: OnProgress): Promise<Sent['outcome']> {
  try {
    const device = await sendingAs(owner.userId);
    // Somebody else who must sign in here first: what they wrote waits for them.
    if (device === null) return owner.userId === current.userId ? 'signed-out' : 'done';
    const { outcome } = await sendAll({ store: own, post: postBy(device), postPart: postPartBy(device), maySendFiles: mayPhotosGo, now: () => new Date(), onProgress }, owner);
    if (outcome === 'signed-out') throw new Problem('device-ended', 401, '');
    if (outcome === 'done') await tellHow(own, owner, device);
    // So that copies can be made without a connection.
    if (owner.userId === current.userId) await keepCopyKey(own, owner.programmeId);
    return outcome;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'device-ended') await signedOut(owner.userId);
    return error.status === 401 ? 'signed-out' : 'failed';
  }
}

/** Whoever works here, and everybody else with something to send, each once for each programme. */
async function sendersOf(own: Store, current: Owner): Promise<Owner[]> {
  const senders = new Map([[spaceOf(current), current]]);
  for (const owner of await ownersOfUnsent(own)) senders.set(spaceOf(owner), owner);
  return [...senders.values()];
}

/** The server hears how somebody's part of this phone is where that changed, and from time to time. */
async function tellHow(own: Store, { programmeId, userId }: Owner, device: string): Promise<void> {
  const number = (state: KeptEntry['state']): Promise<number> => own.countFromIndex('entries', 'owner', [programmeId, userId, state]);
  const refused = await number('refused');
  const unsent = (await number('kept')) + refused;
  const before = toldHow.get(device);
  if (before !== undefined && before.unsent === unsent && before.refused === refused && Date.now() - before.at < TOLD_MS) return;
  await tellServer(device, { unsent, refused });
  toldHow.set(device, { unsent, refused, at: Date.now() });
}

const postPartBy = (device: string): PostPart => async ({ programmeId, sha256, purpose, fileName, bytes: { byteLength: size } }, offset, bytes) => {
  try {
    countBytes({ up: bytes.byteLength });
    const { received, file } = await sendBytes(uploadPart, { params: { programme: programmeId, sha256 }, query: { purpose, offset: String(offset), size: String(size), fileName }, bytes, device });
    return { outcome: 'answered', received, sha256: file?.sha256 ?? null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 401) return { outcome: 'signed-out' };
    return error.status >= 400 && error.status < 500 && error.status !== 429 ? { outcome: 'refused', code: error.code } : { outcome: 'failed' };
  }
};

const postBy = (device: string): Post => async (programmeId, entries, door) => {
  try {
    countBytes({ up: JSON.stringify(entries).length });
    const { answers } = await askOnce(appendEntries, { params: { programme: programmeId }, query: { via: door }, body: { entries: [...entries] } }, device);
    return { outcome: 'answered', answers };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 401) return { outcome: 'signed-out' };
    if (error.status === 400 || error.status === 413) return { outcome: 'too-much', code: error.code };
    // Whoever may not write here any more keeps what they wrote: each entry says so.
    if (error.status === 403 || error.status === 404) return { outcome: 'too-much', code: 'not-allowed' };
    return { outcome: 'failed' };
  }
};

