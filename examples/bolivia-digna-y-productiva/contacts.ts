/** Numbers and addresses of invented people: no two alike. */
import { CAST } from './cast.ts';
import type { Random } from './random.ts';
import { withoutAccents, type FullName } from './spellings.ts';

/** A card in the fourth list beside which the name is missing. */
export const NAMELESS_DOCUMENT = 6_120_444;

export class ContactBook {
  private readonly random: Random;
  private readonly taken = new Set<string>();

  constructor(random: Random) {
    this.random = random;
    for (const { document, phone } of CAST) this.taken.add(String(document)).add(phone);
    this.taken.add(String(NAMELESS_DOCUMENT));
  }

  /**
   * Number of an identity card: seven digits, a multiple of 11. Two such numbers always differ by more than one wrong
   * digit or two digits swapped, so a slip in one never makes another.
   */
  document(): number {
    return Number(this.fresh(() => String(11 * this.random.between(100_000, 899_999))));
  }

  /** Eight digits, as mobile numbers have. */
  phone(): string {
    return this.fresh(() => `${this.random.pick(['6', '7'])}${this.random.between(1_000_000, 9_999_999)}`);
  }

  /** An address in a domain that belongs to nobody. */
  email({ given, surnames }: FullName): string {
    const start = withoutAccents(`${given[0] ?? ''}.${surnames[0] ?? ''}`.toLowerCase());
    return this.fresh(() => `${start}${this.random.between(10, 99)}@correo.example`);
  }

  private fresh(make: () => string): string {
    let made = make();
    while (this.taken.has(made)) made = make();
    this.taken.add(made);
    return made;
  }
}
