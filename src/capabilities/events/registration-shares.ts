/**
 * How many of each kind of organisation were invited and took part, and the share of women against the goal that was agreed.
 * Whoever did not say their sex, or was not asked, is in the whole and in no part: sexes are never imputed. Pure.
 */

/** Sides of the tripartite table: shown even where nobody of them is invited. */
export const SIDES = ['employers', 'workers', 'government'] as const;
/** Where it is not known which organisation somebody represents. */
export const NO_KIND = 'unknown';

export interface InvitedOrganisation {
  readonly organisationId: string;
  readonly organisationKind: string;
  readonly quota: number;
  readonly womenGoalPercent: number | null;
}

/** One person once, for the organisation they represent. */
export interface CountedPerson {
  readonly sex: string;
  readonly organisationId: string | null;
  readonly organisationKind: string | null;
}

export interface Count {
  readonly people: number;
  readonly women: number;
  /** Of whom it is not known whether they are women: nobody asked, or they would not say. */
  readonly unsaid: number;
}

/** `met` and `short` are certain whatever the unsaid sexes are; `unsure`: it depends on them. Null: no goal, or nobody yet. */
export type Parity = 'met' | 'short' | 'unsure' | null;

export interface KindShare {
  readonly kind: string;
  readonly invited: number;
  readonly quota: number | null;
  /** Of the invitations with a goal, each weighing as much as its quota. */
  readonly womenGoalPercent: number | null;
  readonly attended: Count;
}

/** A line for each side and for each other kind with anybody, then of whom the kind is not known. `order`: of the other kinds. */
export function sharesByKind(
  invited: readonly InvitedOrganisation[],
  attended: readonly CountedPerson[],
  order: readonly string[],
): KindShare[] {
  const kindOf = (one: { organisationKind: string | null }): string => one.organisationKind ?? NO_KIND;
  const met = new Set([...invited, ...attended].map(kindOf));
  const kinds = [...SIDES, ...order.filter((kind) => !isSide(kind) && kind !== NO_KIND && met.has(kind)), ...(met.has(NO_KIND) ? [NO_KIND] : [])];
  return kinds.map((kind) => ({
    kind,
    ...shareOf(invited.filter((one) => kindOf(one) === kind), attended.filter((one) => kindOf(one) === kind)),
  }));
}

/** The same of all of them, or of some. */
export function shareOf(invited: readonly InvitedOrganisation[], attended: readonly CountedPerson[]): Omit<KindShare, 'kind'> {
  return {
    invited: invited.length,
    quota: invited.length === 0 ? null : invited.reduce((sum, { quota }) => sum + quota, 0),
    womenGoalPercent: goalOf(invited),
    attended: countOf(attended),
  };
}

/** Women, and those of whom it is not known, among some people. */
export function countOf(people: readonly CountedPerson[]): Count {
  return {
    people: people.length,
    women: people.filter(({ sex }) => sex === 'woman').length,
    unsaid: people.filter(({ sex }) => sex === 'unknown' || sex === 'not-stated').length,
  };
}

/** Whether the share of women reaches the goal, as far as it can be known. */
export function parityOf({ people, women, unsaid }: Count, goalPercent: number | null): Parity {
  if (goalPercent === null || people === 0) return null;
  if (women * 100 >= goalPercent * people) return 'met';
  return (women + unsaid) * 100 >= goalPercent * people ? 'unsure' : 'short';
}

function goalOf(invited: readonly InvitedOrganisation[]): number | null {
  const agreed = invited.flatMap(({ quota, womenGoalPercent }) => (womenGoalPercent === null ? [] : [{ quota, goal: womenGoalPercent }]));
  const places = agreed.reduce((sum, { quota }) => sum + quota, 0);
  return places === 0 ? null : Math.round(agreed.reduce((sum, { quota, goal }) => sum + quota * goal, 0) / places);
}

function isSide(kind: string): boolean {
  return SIDES.some((side) => side === kind);
}
