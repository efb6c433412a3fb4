/** Says who represents which organisation, so that every organisation of the three kinds is represented. */
import type { OrganisationKind } from '../../src/registry/entries.ts';
import {
  CONSTITUENTS,
  DEPARTMENTS,
  isConstituent,
  ORGANISATIONS,
  type Constituent,
  type Organisation,
} from './organisations.ts';
import type { Random } from './random.ts';
import { TRAINED_SLOTS } from './slots.ts';

/** How many of the trained stand for each kind. The rest stand for the government. */
const EMPLOYERS_TRAINED = 95;
const WORKERS_TRAINED = 80;

export class OrganisationDealer {
  private readonly random: Random;
  private readonly kinds: Constituent[];
  /** By kind, the organisations of a department as often as its weight says, dealt round and round. */
  private readonly rounds: Readonly<Record<Constituent, Organisation[]>>;

  constructor(random: Random) {
    this.random = random;
    this.kinds = random.shuffled(
      TRAINED_SLOTS.map((_, at) =>
        at < EMPLOYERS_TRAINED ? 'employers' : at < EMPLOYERS_TRAINED + WORKERS_TRAINED ? 'workers' : 'government',
      ),
    );
    const [employers, workers, government] = [this.round('employers'), this.round('workers'), this.round('government')];
    this.rounds = { employers, workers, government };
  }

  /** The organisation of the next of the trained. */
  deal(): Organisation {
    const round = this.rounds[this.kinds.pop() ?? 'government'];
    const next = round.shift();
    if (next === undefined) throw new Error('No organisation to deal.');
    round.push(next);
    return next;
  }

  /** Any organisation of a kind; null where nobody is represented. */
  any(kind: OrganisationKind | 'constituents' | null): Organisation | null {
    if (kind === null) return null;
    const fits = (one: OrganisationKind): boolean => (kind === 'constituents' ? isConstituent(one) : one === kind);
    return this.random.pick(ORGANISATIONS.filter((one) => fits(one.kind)));
  }

  /** An organisation of the same department and another of the three kinds. */
  ofAnotherKind({ kind, department }: Organisation): Organisation {
    const kinds = CONSTITUENTS.filter((other) => other !== kind);
    const other = this.random.pick(kinds);
    return this.random.pick(ORGANISATIONS.filter((one) => one.kind === other && one.department === department));
  }

  private round(kind: Constituent): Organisation[] {
    const ofKind = ORGANISATIONS.filter((one) => one.kind === kind);
    const weighted = ofKind.flatMap((one) => Array.from({ length: DEPARTMENTS[one.department].weight }, () => one));
    return this.random.shuffled(weighted);
  }
}
