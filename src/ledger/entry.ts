/**
 * What an entry is. Pure: the phone, the server and the command line share it.
 * Source: ARCHITECTURE.md, "The ledger".
 */
import { z } from 'zod';

/** How exactly the moment of an event is known. */
export type OccurredPrecision = 'day' | 'instant';

/** A thing an entry speaks of. `target` is the id of the entry that introduced the thing. */
export interface Reference {
  readonly role: string;
  readonly target: string;
  /** Kind the target must have; an entry whose reference is unknown is refused. */
  readonly kind: string;
}

/** One private part as the author's device makes it: value and 256-bit salt (64 hex digits). */
export interface PrivatePart {
  readonly salt: string;
  readonly value: unknown;
}

/** An id. In lower case: ids are compared as text, and one thing must not have two. */
export const uuid = z.uuid().toLowerCase();

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Years in which an event of a programme can have happened. Outside them a date is a typing error. */
export const OCCURRED_YEAR_MIN = 1990;
export const OCCURRED_YEAR_MAX = 2100;

/** An entry before the ledger took it in: what the author's device sends. */
export const draftSchema = z.strictObject({
  id: uuid,
  kind: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  schemaVersion: z.int().min(1).max(1000).default(1),
  occurredOn: isoDay,
  /** Instant (UTC, ISO 8601) where the event is known to the minute. */
  occurredAt: z.iso.datetime().nullable().default(null),
  payload: z.record(z.string(), z.unknown()),
  private: z
    .record(z.string().max(40), z.strictObject({ salt: z.string().regex(/^[0-9a-f]{64}$/), value: z.unknown() }))
    .default({}),
  attachments: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20).default([]),
  batchId: uuid.nullable().default(null),
  /** The entry this one corrects, and the versions of it the author had seen. Empty for a first version. */
  rootId: uuid.nullable().default(null),
  supersedes: z.array(uuid).max(1000).default([]),
  sourceId: z.string().max(200).nullable().default(null),
  device: z.string().max(100).nullable().default(null),
});

export type Draft = z.output<typeof draftSchema>;
/** A draft as people write it: only what is not the default. */
export type DraftInput = z.input<typeof draftSchema>;

/** Door through which an entry came in. */
export type Via = 'web' | 'offline' | 'import' | 'openrosa' | 'cli';

/** Answer of the ledger to one draft. */
export type Answer =
  /** `conflicts`: fields in which it contradicts a version its author had not seen; the earliest counts meanwhile. */
  | { readonly id: string; readonly answer: 'accepted'; readonly position: number; readonly conflicts: string[] }
  | { readonly id: string; readonly answer: 'already-had'; readonly position: number }
  /** Kept, and counts as soon as what it corrects is in. */
  | { readonly id: string; readonly answer: 'waiting'; readonly position: number }
  | { readonly id: string; readonly answer: 'refused'; readonly code: string; readonly field: string | null };

/**
 * A shape that entries of a kind once had. Such entries are stored as they came and hashed in the shape they state;
 * whoever reads them sees the newest shape, made by `up`.
 */
export interface EarlierVersion {
  readonly payload: z.ZodType;
  /** The newest payload. Pure, total over the old schema, and it names the same things in the same roles. */
  readonly up: (old: never) => unknown;
  /** Private parts whose shape was another one; a part not named here had today's shape. */
  readonly privateParts: Readonly<Record<string, EarlierPart>>;
}

/** A shape that a private part once had, and how it reads today. */
export interface EarlierPart {
  readonly shape: z.ZodType;
  readonly up: (old: never) => unknown;
}

/** One kind of entry: its shape, what it refers to, who may write it. Declared once, in an `entries.ts`. */
export interface EntryKind {
  /** `capability.past-participle`. */
  readonly kind: string;
  /** Version of the shapes declared here: the newest. */
  readonly version: number;
  /** Shapes of versions before it, by number. A version that is not listed is refused. */
  readonly earlier: Readonly<Record<number, EarlierVersion>>;
  readonly payload: z.ZodType;
  /** Private parts and their shapes; a part not listed is refused. */
  readonly privateParts: Readonly<Record<string, z.ZodType>>;
  /** Permission needed to append it, `noun.verb`. */
  readonly permission: string;
  /** Permission needed to read it, besides that of reading entries at all; null: none. */
  readonly readPermission: string | null;
  /** Things the payload names. */
  readonly references: (payload: never) => readonly Reference[];
}

/** Declares an entry kind; the payload type of `references` follows from the schema. */
export function entryKind<P extends z.ZodType>(definition: {
  kind: string;
  version: number;
  payload: P;
  earlier?: Readonly<Record<number, EarlierVersion>>;
  privateParts?: Readonly<Record<string, z.ZodType>>;
  permission: string;
  readPermission?: string;
  references?: (payload: z.output<P>) => readonly Reference[];
}): EntryKind & { readonly payload: P } {
  return { privateParts: {}, earlier: {}, references: () => [], readPermission: null, ...definition };
}

/** Declares an earlier version of a payload and how it reads today; the type of `up` follows from the old schema. */
export function earlierVersion<P extends z.ZodType>(
  payload: P,
  up: (old: z.output<P>) => Record<string, unknown>,
  privateParts: Readonly<Record<string, EarlierPart>> = {},
): EarlierVersion {
  return { payload, up, privateParts };
}

/** Declares an earlier shape of a private part and how it reads today. */
export function earlierPart<P extends z.ZodType>(shape: P, up: (old: z.output<P>) => unknown): EarlierPart {
  return { shape, up };
}

/** Kinds that somebody may not read, by what they may. */
export function hiddenKinds(kinds: ReadonlyMap<string, EntryKind>, may: (permission: string) => boolean): string[] {
  return [...kinds.values()].filter(({ readPermission }) => readPermission !== null && !may(readPermission)).map(({ kind }) => kind);
}
