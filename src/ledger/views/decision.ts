/** What a decision between versions holds, what is missing in it, and the entries it becomes. */
import { entryWithdrawn } from '../entries.ts';
import type { readConflict } from '../conflict-contract.ts';
import type { AnswerOf } from '../../web/api.ts';
import { newDraft, type DraftOptions } from '../../web/drafts.ts';
import type { OwnDraft } from '../../registry/views/use-writing.ts';

export type Conflict = AnswerOf<typeof readConflict>;
export type ContestedField = Conflict['fields'][number];
export type ShownValue = Conflict['joined'][number]['now'];

/** Field -> the value chosen or typed. A field that is absent is not decided. */
export type Choices = Readonly<Record<string, { readonly value: unknown }>>;

/** An entry names at most a thousand versions; beyond that decisions follow one another, the last over all. */
const SUPERSEDED_MAX = 900;

/** Whether the decision takes the thing back: then its other fields need no decision. */
export function withdraws(choices: Choices): boolean {
  return choices['withdrawn']?.value === true;
}

/** Fields that still have to be decided, in the order shown. */
export function fieldsLeft(conflict: Conflict, choices: Choices): string[] {
  if (withdraws(choices)) return [];
  return conflict.fields.map(({ field }) => field).filter((field) => choices[field] === undefined);
}

/** The payload as it would be: what counts now, and over it what was chosen. */
export function decidedPayload(conflict: Conflict, choices: Choices): Record<string, unknown> {
  return { ...conflict.payload, ...chosenUnder('payload.', choices) };
}

/**
 * The entries that decide: each carries the whole payload and the private parts chosen, and together they supersede
 * every leaf. `note` says how it is known; where the kind has no such part it is left out.
 */
export function decisionDrafts(conflict: Conflict, choices: Choices, words: { readonly note: string; readonly withdrawal: string }): OwnDraft[] {
  const note = words.note.trim();
  if (withdraws(choices)) {
    const reason = note === '' ? words.withdrawal : note;
    return inARow(conflict, (links) => newDraft(entryWithdrawn, conflict.occurredOn, {}, { ...links, private: { reason } }));
  }
  const parts = {
    ...chosenUnder('private.', choices),
    ...(note === '' || !conflict.parts.includes('note') ? {} : { note }),
  };
  const on = choices['occurredOn']?.value;
  const occurredOn = typeof on === 'string' ? on : conflict.occurredOn;
  return inARow(conflict, (links) => newDraft(kindOf(conflict), occurredOn, decidedPayload(conflict, choices), { ...links, private: parts }));
}

/**
 * The entries that undo a decision: one puts back what counted before it, the others say again what stood beside, over
 * what its authors had seen. So both versions stand apart again, and somebody decides anew.
 */
export function undoDrafts(
  conflict: Conflict,
  decision: OwnDraft,
  words: { readonly reason: string; readonly saidAgain: (recordedBy: string) => string },
): OwnDraft[] {
  const again = new Map<string, OwnDraft>();
  for (const { id, kind, occurredOn, supersedes, seen, payload, private: parts } of conflict.beside) {
    // What one of them had seen of another it has seen of that other said again.
    const links = { rootId: conflict.id, supersedes: [...supersedes, ...seen.flatMap((one) => again.get(one)?.id ?? [])] };
    const note = conflict.parts.includes('note') ? { note: words.saidAgain(authorOf(conflict, id)) } : {};
    again.set(
      id,
      kind === entryWithdrawn.kind
        ? newDraft(entryWithdrawn, occurredOn, {}, { ...links, private: { reason: words.reason } })
        : newDraft(kindOf(conflict), occurredOn, payload, { ...links, private: { ...parts, ...note } }),
    );
  }
  return [whatCounted(conflict, decision, words.reason), ...again.values()];
}

function whatCounted(conflict: Conflict, decision: OwnDraft, reason: string): OwnDraft {
  const links = { rootId: conflict.id, supersedes: [decision.id] };
  if (conflict.withdrawn) return newDraft(entryWithdrawn, conflict.occurredOn, {}, { ...links, private: { reason } });
  const parts = conflict.fields
    .filter(({ field }) => field.startsWith('private.'))
    .map(({ field, values }) => [field.slice('private.'.length), values[0]?.value ?? null] as const);
  return newDraft(kindOf(conflict), conflict.occurredOn, conflict.payload, { ...links, private: Object.fromEntries(parts) });
}

function authorOf({ fields }: Conflict, id: string): string {
  const authors = fields.flatMap(({ values }) => values.flatMap((value) => value.authors));
  return authors.find(({ entryId }) => entryId === id)?.recordedBy ?? '';
}

function kindOf({ kind, schemaVersion }: Conflict): { kind: string; version: number } {
  return { kind, version: schemaVersion };
}

function inARow(conflict: Conflict, make: (links: DraftOptions) => OwnDraft): OwnDraft[] {
  const drafts: OwnDraft[] = [];
  for (let from = 0; from < conflict.leaves.length; from += SUPERSEDED_MAX) {
    const last = drafts.at(-1);
    const seen = conflict.leaves.slice(from, from + SUPERSEDED_MAX);
    drafts.push(make({ rootId: conflict.id, supersedes: last === undefined ? seen : [last.id, ...seen] }));
  }
  return drafts;
}

function chosenUnder(prefix: string, choices: Choices): Record<string, unknown> {
  const own = Object.entries(choices).filter(([field]) => field.startsWith(prefix));
  return Object.fromEntries(own.map(([field, { value }]) => [field.slice(prefix.length), value]));
}
