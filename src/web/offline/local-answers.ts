/** How a route is answered from the rows of this phone. */
import type { Contract } from '../../platform/contract.ts';
import type { AnswerOf, Input } from '../api.ts';
import type { EntryState } from './database.ts';
import type { Row } from './rows.ts';

/** The rows of whoever works here, with what they wrote laid over them. */
export interface Rows {
  all(collection: string): Promise<readonly Row[]>;
  one(collection: string, id: string): Promise<Row | null>;
  /** Why the server refused an entry; null where it did not. */
  refusalOf(entryId: string): Promise<{ readonly code: string; readonly field: string | null } | null>;
}

export interface LocalAnswer {
  readonly contract: Contract;
  /** Whether it is asked before the server: a list that somebody is writing in. */
  readonly first: boolean;
  /** Undefined where the rows cannot say. */
  readonly answer: (rows: Rows, input: object) => Promise<unknown>;
}

/** An answer to a route in its own shapes. */
export function localAnswer<C extends Contract>(
  contract: C,
  answer: (rows: Rows, input: Input<C>) => Promise<AnswerOf<C> | undefined>,
  { first = false }: { readonly first?: boolean } = {},
): LocalAnswer {
  return { contract, first, answer: (rows, input) => answer(rows, asInput<C>(input)) };
}

/** The caller gave what the contract asks for: `call` holds it to that. */
function asInput<C extends Contract>(input: object): Input<C>;
function asInput(input: object): object {
  return input;
}

/** Bodies of rows in the shape in which the server made them. */
export function bodiesOf<Body>(rows: readonly Row[]): Body[];
export function bodiesOf(rows: readonly Row[]): unknown[] {
  return rows.map(({ body }) => body);
}
/** Bodies with how far each is on its way, where it was written here. */
export function markedOf<Body>(rows: readonly (Row | null)[]): (Body & { readonly onPhone?: EntryState })[];
export function markedOf(rows: readonly (Row | null)[]): unknown[] {
  return rows.flatMap((row) => (row === null ? [] : [Object.assign({}, row.body, row.state === null ? {} : { onPhone: row.state })]));
}
/** Whether the server does not have it as it is here. */
export function isUnsent(row: Row | null): boolean {
  return row !== null && row.state !== null && row.state !== 'sent';
}
export function bodyOf<Body>(row: Row | null): Body | null;
export function bodyOf(row: Row | null): unknown {
  return row?.body ?? null;
}
