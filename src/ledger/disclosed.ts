/** Private parts whose values are kept from sight until somebody asks for them; who was shown them is kept. */
import type { PoolClient } from 'pg';

/** Whose values they are. */
export interface Disclosed {
  readonly what: string;
  readonly id: string;
}

/** Keeps that somebody was shown a document, contacts or a date of birth in full. Given by the room that knows people and organisations. */
export type Disclose = (client: PoolClient, programmeId: string, of: Disclosed, userId: string) => Promise<void>;

/** Whose values an entry holds: what it is about, or the entry itself where they are of somebody who has no record yet, as who asks for a place. */
export function disclosedOf(about: readonly Disclosed[], rootId: string): Disclosed {
  const [first] = about;
  const isOfProcess = about.some(({ what }) => what === 'process' || what === 'session');
  return first === undefined || (isOfProcess && first.what !== 'person') ? { what: 'entry', id: rootId } : first;
}

const PARTS: readonly string[] = ['document', 'contact', 'birthDate'];

/** Whether any of these parts is one of them. `private.` before a name, as conflicts write it, makes no difference. */
export function areDisclosed(parts: readonly string[]): boolean {
  return parts.some((part) => PARTS.includes(part.replace(/^private\./, '')));
}
