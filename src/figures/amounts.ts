/** Numbers that a column of 32 bits cannot hold, each under a code that it can. Pure data structure. */

/** Codes stand below every number that is kept as it is. */
const FIRST_CODE = -0x80000000;
const CODES_END = FIRST_CODE + 0x1000000;
const WHOLE_MAX = 0x7fffffff;

/** Minutes and percents, which are nearly all, stand for themselves; decimals and greater numbers have a code. */
export class Amounts {
  private readonly values: number[];
  private readonly codes: Map<number, number>;

  constructor(values: readonly number[] = []) {
    this.values = [...values];
    this.codes = new Map(this.values.map((value, at) => [value, FIRST_CODE + at]));
  }

  /** What a column keeps for a number. */
  codeOf(value: number): number {
    if (Number.isInteger(value) && value >= CODES_END && value <= WHOLE_MAX) return value;
    const known = this.codes.get(value);
    if (known !== undefined) return known;
    const code = FIRST_CODE + this.values.length;
    this.values.push(value);
    this.codes.set(value, code);
    return code;
  }

  /** The number a column keeps. */
  valueOf(code: number): number {
    return code >= CODES_END ? code : (this.values[code - FIRST_CODE] ?? 0);
  }

  /** A copy that keeps what it learns to itself. */
  fork(): Amounts {
    return new Amounts(this.values);
  }
}
