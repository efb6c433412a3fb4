/** Puts names of invented people together so that no two can be taken for one. */
import type { Sex } from '../../src/registry/entries.ts';
import { MEN, SURNAMES, WOMEN } from './name-pool.ts';
import type { Random } from './random.ts';
import type { FullName } from './spellings.ts';

const ATTEMPTS_MAX = 2000;

/**
 * Gives names. Two people who share a surname, in whatever place, never share a given name: whichever words a list
 * leaves out, there is always one that tells them apart.
 */
export class NameBook {
  private readonly random: Random;
  private readonly givenBySurname = new Map<string, Set<string>>();

  constructor(random: Random) {
    this.random = random;
  }

  /** A name nobody has yet. `surnames`: how many. Throws when the pool has run dry. */
  take(sex: Sex | null, surnames: 1 | 2): FullName {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const name = this.invent(sex, surnames);
      if (this.isFree(name)) {
        this.reserve(name);
        return name;
      }
    }
    throw new Error('The pool has no name left.');
  }

  private invent(sex: Sex | null, count: 1 | 2): FullName {
    const { random } = this;
    const woman = sex === 'woman' || (sex !== 'man' && random.chance(50));
    const given = random.shuffled(woman ? WOMEN : MEN).slice(0, random.chance(40) ? 2 : 1);
    const [first = '', second = '', husband = ''] = random.shuffled(SURNAMES);
    const surnames = count === 1 ? [first] : [first, second];
    return { given, surnames, married: sex === 'woman' && count === 2 && random.chance(40) ? husband : null };
  }

  private isFree({ given, surnames }: FullName): boolean {
    return surnames.every((surname) => {
      const taken = this.givenBySurname.get(surname);
      return taken === undefined || !given.some((name) => taken.has(name));
    });
  }

  private reserve({ given, surnames }: FullName): void {
    for (const surname of surnames) {
      const taken = this.givenBySurname.get(surname) ?? new Set<string>();
      for (const name of given) taken.add(name);
      this.givenBySurname.set(surname, taken);
    }
  }
}
