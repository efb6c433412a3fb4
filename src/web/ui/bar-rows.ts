/** What `BarPair` draws. */
export interface BarPart {
  readonly key: string;
  readonly label: string;
  /** Not a category but the lack of one: drawn as an empty frame. */
  readonly missing?: boolean;
}

export interface BarRow {
  readonly key: string;
  readonly label: string;
  /** One for each part, in their order. */
  readonly values: readonly (number | null)[];
  readonly total: number | null;
  /** A last column, already written: for instance the share of women. */
  readonly extra?: string;
}
