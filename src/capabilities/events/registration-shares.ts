/**
 * How many of each kind of organisation were invited, registered and took part, and the share of women against the goal that was agreed.
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
  /** Of the registered, those with a place. */
  readonly registered: Count;
  readonly waiting: number;
  readonly attended: Count;
}

/** Everybody of a process, each once in each list. Who is in one says nothing of another. */
export interface Everybody {
  readonly registered: readonly CountedPerson[];
  readonly waiting: readonly CountedPerson[];
  readonly attended: readonly CountedPerson[];
}

/** A line for each side and for each other kind with anybody, then of whom the kind is not known. `order`: of the other kinds. */
export function sharesByKind(
  invited: readonly InvitedOrganisation[],
  people: Everybody,
  order: readonly string[],
): KindShare[] {
  const kindOf = (one: { organisationKind: string | null }): string => one.organisationKind ?? NO_KIND;
  const met = new Set([...invited, ...people.registered, ...people.waiting, ...people.attended].map(kindOf));
  const kinds = [...SIDES, ...order.filter((kind) => !isSide(kind) && kind !== NO_KIND && met.has(kind)), ...(met.has(NO_KIND) ? [NO_KIND] : [])];
  return kinds.map((kind) => {
    const isOf = (one: { organisationKind: string | null }): boolean => kindOf(one) === kind;
    return { kind, ...shareOf(invited.filter(isOf), peopleWhere(people, isOf)) };
  });
}

/** The same of all of them, or of some. */
export function shareOf(invited: readonly InvitedOrganisation[], people: Everybody): Omit<KindShare, 'kind'> {
  return {
    invited: invited.length,
    quota: invited.length === 0 ? null : invited.reduce((sum, { quota }) => sum + quota, 0),
    womenGoalPercent: goalOf(invited),
    registered: countOf(people.registered),
    waiting: people.waiting.length,
    attended: countOf(people.attended),
  };
}

/** Those of each list of whom it is so. */
export function peopleWhere({ registered, waiting, attended }: Everybody, isSo: (one: CountedPerson) => boolean): Everybody {
  return { registered: registered.filter(isSo), waiting: waiting.filter(isSo), attended: attended.filter(isSo) };
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
