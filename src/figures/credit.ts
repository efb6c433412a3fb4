/** What is credited to one person per occasion, case by case: begun anew without clearing anything. Pure. */
export class Credit {
  /** Per occasion, one place on (-1: none stands at 0): the case in which it was credited last, and how much. */
  private readonly lastCase: Int32Array;
  private readonly sums: Float64Array;
  private atHand = 0;

  /** `occasions`: how many there are. */
  constructor(occasions: number) {
    this.lastCase = new Int32Array(occasions + 1);
    this.sums = new Float64Array(occasions + 1);
  }

  /** The next case: nothing is credited in it yet. */
  begin(): void {
    this.atHand += 1;
  }

  /** Credits a quantity, to no more than `most` in all. Returns what was added. An occasion beyond those there are adds nothing. */
  add(occasion: number, quantity: number, most: number): number {
    const at = occasion + 1;
    if (at >= this.sums.length) return 0;
    const before = this.lastCase[at] === this.atHand ? (this.sums[at] ?? 0) : 0;
    const after = Math.min(before + quantity, most);
    this.lastCase[at] = this.atHand;
    this.sums[at] = after;
    return after - before;
  }
}
