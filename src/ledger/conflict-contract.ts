/** Routes of conflicts: what is to be decided, one conflict whole, and entries that wait for what they correct. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';

const programme = z.object({ programme: z.uuid() });
const page = z.object({
  /** Part of a name of whom or what it is about. */
  q: z.string().max(200).optional(),
  /** Position below which the page begins; absent: from the newest. */
  cursor: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A thing with a name. Sessions are named by their process and their number. */
export const namedThing = z.object({
  what: z.enum(['person', 'organisation', 'process', 'session', 'other']),
  id: z.uuid(),
  label: z.string(),
  /** Number of the session. */
  number: z.int().nullable(),
});

export const conflictLine = z.object({
  /** Id of the thing: its first entry. */
  id: z.uuid(),
  kind: z.string(),
  /** The thing itself where it has a name, else the things it names, people first. */
  about: z.array(namedThing),
  /** Since when these fields are in conflict. */
  since: z.string(),
  position: z.int(),
  /** Whose values stand side by side, without repetition. */
  by: z.array(z.string()),
  fields: z.array(z.string()),
});

/** Things in conflict that the reader may see, newest first. */
export const listConflicts = contract({
  method: 'GET',
  path: '/api/programmes/:programme/conflicts',
  permission: 'entry.read',
  params: programme,
  query: page,
  body: z.null(),
  answer: z.object({ items: z.array(conflictLine), total: z.int(), next: z.int().nullable() }),
});

/** Who wrote a value, and how it came in. */
export const authorLine = z.object({
  entryId: z.uuid(),
  recordedBy: z.string(),
  /** Role in the programme; null for who has none. */
  role: z.string().nullable(),
  recordedAt: z.string(),
  via: z.string(),
  /** How it is known; null for readers without personal data. */
  note: z.string().nullable(),
});

/** A value, or its mask: `hidden` values are null, `mask` shows their last digits where they have any. */
export const shownValue = z.object({ value: z.unknown(), hidden: z.boolean(), mask: z.string().nullable() });

export const contestedField = z.object({
  /** `withdrawn`, `occurredOn`, `payload.<field>` or `private.<part>`. */
  field: z.string(),
  before: shownValue,
  /** Earliest first: the first counts now. At most fifty; `valueCount` says how many there are. */
  values: z.array(shownValue.extend({ authors: z.array(authorLine), authorCount: z.int() })),
  valueCount: z.int(),
});

/** One thing, decided or not: with no field in conflict there is nothing to decide. */
export const readConflict = contract({
  method: 'GET',
  path: '/api/programmes/:programme/conflicts/:id',
  permission: 'entry.read',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    /** Said of an answer that a phone gives from its own store: private values and how something is known are not there. */
    partial: z.literal(true).optional(),
    id: z.uuid(),
    kind: z.string(),
    /** Newest version of the kind's shapes, in which all values here are. */
    schemaVersion: z.int(),
    /** What it takes to correct a thing of this kind. */
    permission: z.string(),
    /** Private parts an entry of this kind can carry. */
    parts: z.array(z.string()),
    about: z.array(namedThing),
    /** What a decision must supersede. */
    leaves: z.array(z.uuid()),
    withdrawn: z.boolean(),
    occurredOn: z.string(),
    /** The payload that counts now. */
    payload: z.record(z.string(), z.unknown()),
    fields: z.array(contestedField),
    /**
     * Versions whose values do not count, as they were written: undoing a decision says them again. Empty for readers
     * from whom a value is hidden, who decide nothing.
     */
    beside: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        occurredOn: z.string(),
        supersedes: z.array(z.uuid()),
        /** Others of these that its author had seen. */
        seen: z.array(z.uuid()),
        payload: z.record(z.string(), z.unknown()),
        private: z.record(z.string(), z.unknown()),
      }),
    ),
    /** Fields that only one side changed. */
    joined: z.array(
      z.object({ field: z.string(), before: shownValue, now: shownValue, author: authorLine.nullable() }),
    ),
    /** Names of the things whose ids stand in values. */
    labels: z.array(namedThing),
  }),
});

export const waitingLine = z.object({
  id: z.uuid(),
  kind: z.string(),
  position: z.int(),
  about: z.array(namedThing),
  recordedAt: z.string(),
  recordedBy: z.string(),
  via: z.string(),
  /** The thing it corrects, and whether that is in: else only versions of it are missing. */
  rootId: z.uuid(),
  rootIsIn: z.boolean(),
  missingCount: z.int(),
});

/** Corrections that came before what they correct, newest first. They count as soon as it is in. */
export const listWaiting = contract({
  method: 'GET',
  path: '/api/programmes/:programme/waiting-entries',
  permission: 'entry.read',
  params: programme,
  query: page.omit({ q: true }),
  body: z.null(),
  answer: z.object({ items: z.array(waitingLine), total: z.int(), next: z.int().nullable() }),
});
