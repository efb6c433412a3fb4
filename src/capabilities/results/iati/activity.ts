/** An IATI 2.03 activity as plain data: what a programme knows about itself; what it does not know is null or empty. Pure. */

/** A text in Spanish, the source, and in English where somebody wrote it. */
export interface Narrative {
  readonly es: string;
  readonly en: string | null;
}
export interface Organisation {
  readonly name: Narrative;
  /** Identifier as org-id.guide writes it, for instance `XM-DAC-41302`. */
  readonly ref: string | null;
  /** Code of the list OrganisationType. */
  readonly type: string | null;
}
/** Code of OrganisationRole: 1 funding, 2 accountable, 3 extending, 4 implementing. */
export type OrganisationRole = '1' | '2' | '3' | '4';

export interface Money {
  readonly value: number;
  readonly currency: string;
  /** Day whose rate of exchange holds. */
  readonly valueDate: string;
}
/** One value of a dimension: `sex` `woman`. */
export interface Cell {
  readonly dimension: string;
  readonly value: string;
  readonly amount: number;
}
export interface IndicatorReport {
  readonly code: string;
  readonly title: Narrative;
  readonly description: Narrative | null;
  /** `ordinal`: the place of a step, an answer or a level that was observed. */
  readonly measure: 'unit' | 'percentage' | 'ordinal';
  /** Whether people or organisations stand behind it, so that a small cell could point at somebody. */
  readonly sensitive: boolean;
  readonly baseline: { readonly year: number; readonly value: number } | null;
  readonly periods: readonly {
    readonly from: string;
    readonly to: string;
    readonly target: number | null;
    readonly actual: number | null;
    /** Of a share: what it is made of; a small one is suppressed. */
    readonly parts: { readonly numerator: number; readonly denominator: number } | null;
    /** How many people stand behind a value that does not count them (a mean, a ratio); absent where it counts. */
    readonly behind?: readonly number[];
    readonly cells: readonly Cell[];
  }[];
}
export interface ResultReport {
  readonly code: string;
  readonly title: Narrative;
  /** Code of ResultType: 1 output, 2 outcome, 3 impact, 9 other (the framework does not say). */
  readonly type: '1' | '2' | '3' | '9';
  readonly indicators: readonly IndicatorReport[];
}
export interface Activity {
  readonly identifier: string | null;
  readonly reporting: Organisation | null;
  readonly title: Narrative;
  readonly description: Narrative;
  readonly participating: readonly (Organisation & { readonly role: OrganisationRole })[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly countries: readonly string[];
  /** Names of places; never where a person lives. */
  readonly locations: readonly Narrative[];
  /** Sectors of the OECD DAC's five-digit list. */
  readonly sectors: readonly { readonly code: string; readonly percentage: number | null }[];
  /** Codes of PolicyMarker and of PolicySignificance. */
  readonly markers: readonly { readonly code: string; readonly significance: string }[];
  readonly budgets: readonly { readonly from: string; readonly to: string; readonly money: Money }[];
  /** Code of TransactionType: 1 incoming funds, 2 outgoing commitment, 3 disbursement, 4 expenditure. */
  readonly transactions: readonly { readonly type: string; readonly on: string; readonly money: Money; readonly description: Narrative | null }[];
  /** Agreements of more than a year, which IATI does not take as one budget and nobody has divided. */
  readonly budgetsLeftOut: number;
  /** Whether money is left out because whoever exports may not see it. */
  readonly moneyHidden: boolean;
  readonly documents: readonly { readonly title: Narrative; readonly url: string; readonly publishedOn: string | null }[];
  /** Things delivered that have no link, and so cannot be named in the file. */
  readonly productsWithoutLink: number;
  readonly results: readonly ResultReport[];
  readonly demonstration: boolean;
  /** Codes of indicators that are never told in public. */
  readonly figuresLeftOut: readonly string[];
}
