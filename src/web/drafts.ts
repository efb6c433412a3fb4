/** Makes drafts of ledger entries on this device and sends them. */
import type { z } from 'zod';
import type { DraftInput, EntryKind } from '../ledger/entry.ts';
import { appendEntries, type answerSchema } from '../ledger/contract.ts';
import { call, readyHere } from './api.ts';
import { tellOutcome } from './outcomes.ts';
import type { FileToKeep } from './offline/outbox.ts';
import { loadSentences, refusalSentence } from './problem-words.ts';

/** `kept`: it is on this phone, and not yet sent. */
export type Answer = z.output<typeof answerSchema> | { readonly id: string; readonly answer: 'kept' };

/** How an entry changes rows that this phone keeps. */
export interface ShadowOf {
  readonly of: string;
  readonly collection: string;
  readonly id: string;
  readonly body: unknown;
}

/** What is told of drafts where a phone keeps them. */
export interface Keeping {
  /** What they are, as their author reads it. */
  readonly about?: string;
  readonly shadows?: readonly ShadowOf[];
  /** Files that drafts carry by their SHA-256 and the server does not have. Only where a phone keeps them. */
  readonly files?: readonly FileToKeep[];
  /** Whether the screen shows by itself how far each is: nothing is waited for then. */
  readonly shown?: boolean;
  /** Whether whoever wrote still has before them what they wrote: what is refused then stays with them. Else it stays on this phone, in the tray. */
  readonly isOpen?: () => boolean;
  /** The refused entry of this phone whose place the first of them takes. */
  readonly inPlaceOf?: string | null;
}

type Keeper = (drafts: readonly Draft[], keeping: Keeping) => Promise<readonly Answer[]>;
type Draft = DraftInput & { readonly id: string };

let keeper: Keeper | null = null;

/** What this device does with drafts in the place of sending them at once; null: they are sent. */
export function keepHere(one: Keeper | null): void {
  keeper = one;
}

export interface DraftOptions {
  /** Private parts by name; each gets a salt of its own. */
  readonly private?: Readonly<Record<string, unknown>>;
  /** The root of what is corrected or withdrawn, and the versions the user had seen. */
  readonly rootId?: string;
  readonly supersedes?: readonly string[];
  readonly batchId?: string;
  readonly occurredAt?: string;
  /** Files that the entry carries, by their SHA-256. */
  readonly attachments?: readonly string[];
}

/**
 * A draft of an entry that happened on `occurredOn` (`yyyy-mm-dd`), with an id and salts made here. Given the kind
 * itself, the draft states its newest version; given its name alone, the first.
 */
export function newDraft(
  kind: string | Pick<EntryKind, 'kind' | 'version'>,
  occurredOn: string,
  payload: Record<string, unknown>,
  options: DraftOptions = {},
): DraftInput & { id: string } {
  return {
    id: uuidV7(),
    kind: typeof kind === 'string' ? kind : kind.kind,
    schemaVersion: typeof kind === 'string' ? 1 : kind.version,
    occurredOn,
    payload,
    private: Object.fromEntries(
      Object.entries(options.private ?? {}).map(([name, value]) => [name, { salt: salt(), value }]),
    ),
    rootId: options.rootId ?? null,
    supersedes: [...(options.supersedes ?? [])],
    batchId: options.batchId ?? null,
    occurredAt: options.occurredAt ?? null,
    attachments: [...(options.attachments ?? [])],
  };
}

export interface Appended {
  readonly answers: readonly Answer[];
  /** One sentence for each entry the ledger refused, in the user's language; empty when all went in. */
  readonly refusals: readonly {
    readonly id: string;
    readonly code: string;
    readonly field: string | null;
    readonly sentence: string;
  }[];
  /** Things in which an entry contradicts what somebody else wrote meanwhile, by the id of the thing. */
  readonly conflicts: readonly { readonly rootId: string; readonly fields: readonly string[] }[];
  /** Entries kept until what they correct is in. */
  readonly waiting: readonly string[];
  /** Entries that are on this phone and not yet sent. */
  readonly kept: readonly string[];
}

/**
 * Sends drafts in one request; on a phone they are kept there first, and go from there. Throws `Problem` when the request fails; refusals are an answer, in words. What came into
 * conflict, and what waits, is told to the user here, so that no form forgets it.
 */
export async function append(programmeId: string, drafts: readonly Draft[], keeping: Keeping = {}): Promise<Appended> {
  await Promise.all([readyHere(), loadSentences()]);
  const answers = keeper === null ? await sendAtOnce(programmeId, drafts) : await keeper(drafts, keeping);
  const refusals = answers.flatMap((answer) =>
    answer.answer === 'refused'
      ? [
        { id: answer.id, code: answer.code, field: answer.field, sentence: refusalSentence(answer.code, answer.field) },
      ]
      : [],
  );
  const conflicts = answers.flatMap((answer) => {
    if (answer.answer !== 'accepted' || answer.conflicts.length === 0) return [];
    const rootId = drafts.find(({ id }) => id === answer.id)?.rootId ?? answer.id;
    return [{ rootId, fields: answer.conflicts }];
  });
  const waiting = answers.flatMap(({ id, answer }) => (answer === 'waiting' ? [id] : []));
  const kept = answers.flatMap(({ id, answer }) => (answer === 'kept' ? [id] : []));
  tellOutcome({ conflicts, waiting, kept: keeping.shown === true ? [] : kept });
  return { answers, refusals, conflicts, waiting, kept };
}

/** What this window wrote, by the version whose place it took: whoever wrote it has seen it, even where the screen still shows the one before. */
const ownSuccessors = new Map<string, string>();
/** The versions that each draft named when it went out: sent again, it is the same. */
const named = new Map<string, string[]>();

/** Sends drafts; none of them contradicts what the same person wrote here a moment before. */
async function sendAtOnce(programmeId: string, drafts: readonly Draft[]): Promise<readonly Answer[]> {
  const entries = drafts.map((draft) => {
    const supersedes = named.get(draft.id) ?? [...new Set((draft.supersedes ?? []).map(latestOwn))];
    named.set(draft.id, supersedes);
    return { ...draft, supersedes };
  });
  const { answers } = await call(appendEntries, { params: { programme: programmeId }, body: { entries } });
  const accepted = new Set(answers.flatMap(({ id, answer }) => (answer === 'accepted' ? [id] : [])));
  for (const { id, supersedes } of entries) if (accepted.has(id)) for (const before of supersedes) ownSuccessors.set(before, id);
  return answers;
}

function latestOwn(version: string): string {
  const next = ownSuccessors.get(version);
  return next === undefined ? version : latestOwn(next);
}

/** UUID version 7 (RFC 9562): milliseconds since 1970 first, so that ids sort by when they were made. */
export function uuidV7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const text = hex(bytes);
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

function salt(): string {
  return hex(crypto.getRandomValues(new Uint8Array(32)));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
