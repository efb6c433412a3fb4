/** Entries of earlier versions, read in the newest shape of their kind. Pure; the stored body is never rewritten. */
import type { z } from 'zod';
import type { EarlierVersion, EntryKind } from './entry.ts';
import type { PrivateValues } from './stored.ts';

/** The shapes in which a draft of a version is validated and hashed; null for a version the kind never had. */
export function shapesOf(
  kind: EntryKind,
  version: number,
): { readonly payload: z.ZodType; readonly partShape: (part: string) => z.ZodType | undefined } | null {
  if (version === kind.version) return { payload: kind.payload, partShape: (part) => kind.privateParts[part] };
  const earlier = kind.earlier[version];
  if (earlier === undefined) return null;
  return { payload: earlier.payload, partShape: (part) => earlier.privateParts[part]?.shape ?? kind.privateParts[part] };
}

/**
 * A payload in the newest shape. `kind` undefined or a version it never had (written by a newer server): as it is.
 * Throws where the newest schema does not take what an upcaster made: that is a bug in the upcaster.
 */
export function newestPayload(
  kind: EntryKind | undefined,
  version: number,
  payload: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const earlier = earlierOf(kind, version);
  if (kind === undefined || earlier === null) return { ...payload };
  // The schema of that very version made the payload; `up` was declared for it beside that schema.
  const made = kind.payload.parse(earlier.up(earlier.payload.parse(payload) as never));
  if (!isRecord(made)) throw new TypeError(`A payload of ${kind.kind} is not an object.`);
  return made;
}

/** Private parts in their newest shapes. A part that is null was cleared by its author and stays so. */
export function newestPrivate(kind: EntryKind | undefined, version: number, values: PrivateValues): Record<string, unknown> {
  const earlier = earlierOf(kind, version);
  if (earlier === null) return { ...values };
  return Object.fromEntries(
    Object.entries(values).map(([part, value]) => {
      const old = earlier.privateParts[part];
      return [part, old === undefined ? value : old.up(old.shape.parse(value) as never)];
    }),
  );
}

/** The payload in a sealed body, in the newest shape of its kind. */
export function payloadOf(body: string, kinds: ReadonlyMap<string, EntryKind>): Record<string, unknown> {
  const sealed: { kind: string; schemaVersion: number; payload: Record<string, unknown> } = JSON.parse(body);
  return newestPayload(kinds.get(sealed.kind), sealed.schemaVersion, sealed.payload);
}

function earlierOf(kind: EntryKind | undefined, version: number): EarlierVersion | null {
  return kind === undefined || version === kind.version ? null : (kind.earlier[version] ?? null);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
