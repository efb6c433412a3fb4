/**
 * How many people do what: the part of the example that is the same for every seed. A slot is a place for one invented
 * person: the lists they stand in, whether they reach the threshold there, and what is peculiar about them. Pure data.
 */
import type { OrganisationKind } from '../../src/registry/entries.ts';

export const LISTS = ['APOYO', 'CONTINUIDAD', 'FICHAS'] as const;
export type ListCode = (typeof LISTS)[number];

/** `summed`: reaches the threshold, but only when the stays of every session are added. `part`: does not reach it. */
export type Attainment = 'full' | 'summed' | 'part';
export type Attends = Readonly<Partial<Record<ListCode, Attainment>>>;

/**
 * `sex-unstated`: no list says the sex. `sex-late`: the first list leaves it out, the second says it. `two-kinds`:
 * stands for another kind of organisation in the second list. `cast`: one of the people with a part in the fourth list.
 */
export type Trait = 'none' | 'sex-unstated' | 'sex-late' | 'two-kinds' | 'cast';

export interface Slot {
  readonly attends: Attends;
  readonly trait: Trait;
  /** `constituents`: employers, workers or government. null: nobody said for whom they came. */
  readonly represents: 'constituents' | OrganisationKind | null;
}

type Group = readonly [count: number, attends: Attends, trait?: Trait];

/** Those who count: 263. */
const TRAINED: readonly Group[] = [
  [7, { APOYO: 'full' }, 'cast'],
  [1, { APOYO: 'full' }, 'sex-unstated'],
  [88, { APOYO: 'full' }],
  [60, { CONTINUIDAD: 'full' }],
  [4, { FICHAS: 'full' }, 'sex-unstated'],
  [2, { FICHAS: 'summed' }, 'sex-unstated'],
  [6, { APOYO: 'full', CONTINUIDAD: 'full' }, 'two-kinds'],
  [5, { APOYO: 'full', CONTINUIDAD: 'full' }, 'sex-late'],
  [7, { APOYO: 'full', CONTINUIDAD: 'full' }],
  [5, { APOYO: 'full', CONTINUIDAD: 'part' }],
  [3, { APOYO: 'part', CONTINUIDAD: 'full' }, 'sex-late'],
  [15, { APOYO: 'full', FICHAS: 'full' }],
  [7, { APOYO: 'full', FICHAS: 'part' }],
  [3, { APOYO: 'full', FICHAS: 'summed' }],
  [2, { APOYO: 'part', FICHAS: 'full' }],
  [3, { APOYO: 'part', FICHAS: 'summed' }],
  [14, { CONTINUIDAD: 'full', FICHAS: 'full' }],
  [6, { CONTINUIDAD: 'full', FICHAS: 'part' }],
  [4, { CONTINUIDAD: 'part', FICHAS: 'summed' }],
  [3, { CONTINUIDAD: 'part', FICHAS: 'full' }],
  [8, { APOYO: 'full', CONTINUIDAD: 'full', FICHAS: 'full' }],
  [4, { APOYO: 'full', CONTINUIDAD: 'full', FICHAS: 'part' }],
  [3, { APOYO: 'full', CONTINUIDAD: 'part', FICHAS: 'full' }],
  [3, { APOYO: 'part', CONTINUIDAD: 'full', FICHAS: 'summed' }],
];

/** Representatives who came too little. */
const BELOW: readonly Group[] = [
  [16, { APOYO: 'part' }],
  [9, { CONTINUIDAD: 'part' }],
  [7, { FICHAS: 'part' }, 'sex-unstated'],
  [4, { APOYO: 'part', CONTINUIDAD: 'part' }],
  [2, { APOYO: 'part', FICHAS: 'part' }],
];

/** People who came for somebody else than the three kinds. */
const OTHERS: readonly (readonly [number, Attends, OrganisationKind | null, Trait?])[] = [
  [7, { APOYO: 'full' }, 'enterprise'],
  [4, { CONTINUIDAD: 'full' }, 'enterprise'],
  [3, { CONTINUIDAD: 'full' }, 'academia'],
  [3, { FICHAS: 'full' }, 'academia', 'sex-unstated'],
  [1, { APOYO: 'full', CONTINUIDAD: 'full' }, 'ngo'],
  [2, { APOYO: 'full' }, null],
  [2, { CONTINUIDAD: 'full' }, null],
  [2, { FICHAS: 'full' }, null, 'sex-unstated'],
];

export const TRAINED_SLOTS: readonly Slot[] = TRAINED.flatMap(slotsOf);
export const OTHER_SLOTS: readonly Slot[] = [
  ...BELOW.flatMap(slotsOf),
  ...OTHERS.flatMap(([count, attends, represents, trait = 'none']) => repeat(count, { attends, represents, trait })),
];

/** Of the trained whose sex a list states: these are women and these of another sex, the rest are men. */
export const WOMEN_TRAINED = 158;
export const OTHER_SEX_TRAINED = 2;

function slotsOf([count, attends, trait = 'none']: Group): Slot[] {
  return repeat(count, { attends, trait, represents: 'constituents' });
}

function repeat(count: number, slot: Slot): Slot[] {
  return Array.from({ length: count }, () => slot);
}
