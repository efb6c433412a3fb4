/** First half of an append, outside any transaction: parse, validate, hash. Refusals here are about shape and rights. */
import type { z } from 'zod';
import { canBeKept } from '../platform/kept-text.ts';
import { OCCURRED_YEAR_MAX, OCCURRED_YEAR_MIN, type Draft, type EntryKind, type Reference, type Via } from './entry.ts';
import { contentHash, sealedText } from './sealed.ts';
import type { PrivateValues } from './stored.ts';
import { newestPayload, newestPrivate, shapesOf } from './versions.ts';

/** Who appends, through which door, and what they may do. */
export interface AppendContext {
  readonly programmeId: string;
  readonly userId: string | null;
  readonly via: Via;
  readonly may: (permission: string) => boolean;
  /** The partner the user is narrowed to; null or absent: the whole programme. */
  readonly scope?: string | null | undefined;
}

/** A draft that is well formed and allowed. */
export interface Prepared {
  /** In the shape of the version it states: what is hashed and stored. */
  readonly draft: Draft;
  /** Payload and private values in the newest shape: what rules, facts and lists see. */
  readonly newest: { readonly payload: Readonly<Record<string, unknown>>; readonly private: PrivateValues };
  readonly kind: EntryKind;
  readonly references: readonly Reference[];
  readonly rootId: string;
  readonly body: string;
  readonly contentHash: Buffer;
  readonly recordedBy: string | null;
  /** The partner for which it is recorded, or null. */
  readonly recordedFor: string | null;
  readonly via: Via;
}

export interface ShapeRefusal {
  readonly id: string;
  readonly answer: 'refused';
  readonly code: string;
  readonly field: string | null;
}

/** Well formed and allowed, or why not. Never throws. */
export function prepare(context: AppendContext, kinds: ReadonlyMap<string, EntryKind>, draft: Draft): Prepared | ShapeRefusal {
  const refuse = (code: string, field: string | null = null): ShapeRefusal => ({
    id: draft.id,
    answer: 'refused',
    code,
    field,
  });
  const kind = kinds.get(draft.kind);
  if (kind === undefined) return refuse('unknown-kind', 'kind');
  const fault = headFault(context, kind, draft);
  if (fault !== null) return refuse(fault.code, fault.field);
  const shapes = shapesOf(kind, draft.schemaVersion);
  if (shapes === null) return refuse('bad-version', 'schemaVersion');
  const payload = shapes.payload.safeParse(draft.payload);
  if (!payload.success) return refuse('bad-payload', payload.error.issues[0]?.path.join('.') ?? null);
  if (!isRecord(payload.data)) return refuse('bad-payload');
  const parts = parseParts(shapes.partShape, draft);
  if (typeof parts === 'string') return refuse('bad-private-part', parts);
  const parsed: Draft = { ...draft, payload: payload.data, private: parts };
  if (!isLedgerValue([parsed.payload, parts, parsed.device, parsed.sourceId])) return refuse('bad-text');
  const newest = {
    payload: newestPayload(kind, draft.schemaVersion, payload.data),
    private: newestPrivate(kind, draft.schemaVersion, valuesOf(parts)),
  };
  // The schema of this very kind made the payload; `references` was declared for it beside that schema.
  const references = kind.references(newest.payload as never);
  const body = sealedText(context.programmeId, parsed, references);
  return {
    draft: parsed,
    newest,
    kind,
    references,
    rootId: draft.rootId ?? draft.id,
    body,
    contentHash: contentHash(body),
    recordedBy: context.userId,
    recordedFor: context.scope ?? null,
    via: context.via,
  };
}

/** What is wrong with an entry before its contents are looked at, or null. */
function headFault(context: AppendContext, kind: EntryKind, draft: Draft): { code: string; field: string | null } | null {
  if (draft.schemaVersion > kind.version) return { code: 'future-version', field: 'schemaVersion' };
  if (!context.may(kind.permission)) return { code: 'not-allowed', field: null };
  if (!isPossibleDay(draft.occurredOn)) return { code: 'impossible-date', field: 'occurredOn' };
  if (draft.occurredAt !== null && !isPossibleDay(draft.occurredAt.slice(0, 10))) return { code: 'impossible-date', field: 'occurredAt' };
  if (kind.kind === 'ledger.entry-withdrawn' && draft.rootId === null) return { code: 'missing-root', field: 'rootId' };
  if ((draft.rootId === null) !== (draft.supersedes.length === 0)) return { code: 'bad-correction', field: 'supersedes' };
  return null;
}

/** The private parts in their parsed form, or the name of the part that is wrong. */
function parseParts(partShape: (part: string) => z.ZodType | undefined, draft: Draft): Draft['private'] | string {
  const parsed: Draft['private'] = {};
  for (const [part, { salt, value }] of Object.entries(draft.private)) {
    const shape = partShape(part);
    if (shape === undefined) return part;
    const result = shape.safeParse(value);
    if (!result.success) return part;
    parsed[part] = { salt, value: result.data };
  }
  return parsed;
}

function valuesOf(parts: Draft['private']): PrivateValues {
  return Object.fromEntries(Object.entries(parts).map(([part, { value }]) => [part, value]));
}

/** Only what the ledger can keep for ever: safe integers, no floats, text without NUL or lone surrogates. */
function isLedgerValue(value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value === 'string') return canBeKept(value);
  if (Array.isArray(value)) return value.every(isLedgerValue);
  if (isRecord(value)) return Object.entries(value).every(([key, item]) => isLedgerValue(key) && isLedgerValue(item));
  return false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A day of the calendar in years a programme can speak of. */
function isPossibleDay(day: string): boolean {
  const year = Number(day.slice(0, 4));
  if (year < OCCURRED_YEAR_MIN || year > OCCURRED_YEAR_MAX) return false;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
