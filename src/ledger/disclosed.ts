/** Private parts whose values are kept from sight until somebody asks for them; who was shown them is kept. */
import type { PoolClient } from 'pg';

/** Whose values they are. */
export interface Disclosed {
  readonly what: string;
  readonly id: string;
}

/** Keeps that somebody was shown a document, contacts or a date of birth in full. Given by the room that knows people and organisations. */
export type Disclose = (client: PoolClient, programmeId: string, of: Disclosed, userId: string) => Promise<void>;

const PARTS: readonly string[] = ['document', 'contact', 'birthDate'];

/** Whether any of these parts is one of them. `private.` before a name, as conflicts write it, makes no difference. */
export function areDisclosed(parts: readonly string[]): boolean {
  return parts.some((part) => PARTS.includes(part.replace(/^private\./, '')));
}
