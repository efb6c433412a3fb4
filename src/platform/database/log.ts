/** What the database tells the operator: whole sentences, never rows, statements or passwords. */
export interface Log {
  readonly info: (sentence: string) => void;
  readonly error: (sentence: string) => void;
}
