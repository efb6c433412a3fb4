/**
 * Answers about pairs of words, remembered: the names of a country are few, and a list of thousands asks about the same
 * pairs millions of times. Pure: what is remembered is what would be worked out again.
 */

/** Words that get a number; the answers about later ones are worked out every time. A pair of numbers fits one integer. */
const WORDS_MAX = 0xff_ff;
/** Pairs remembered, as a power of two; a pair takes the place of another that falls on it. */
const PAIRS_BITS = 18;

/** A question about two words that has one of a few answers. */
export class PairMemory<T> {
  private readonly answers: readonly T[];
  private readonly answer: (a: string, b: string) => T;
  private readonly numbers = new Map<string, number>();
  /** By number, from 1. */
  private readonly words: string[] = [''];
  private readonly pairs = new Int32Array(2 ** PAIRS_BITS);
  private readonly known = new Uint8Array(2 ** PAIRS_BITS);

  /** `answers` holds every answer there is, at most 256. */
  constructor(answers: readonly T[], answer: (a: string, b: string) => T) {
    this.answers = answers;
    this.answer = answer;
  }

  /** What `answer` says of two words. */
  of(a: string, b: string): T {
    const one = this.numberOf(a);
    const other = this.numberOf(b);
    return one === 0 || other === 0 ? this.answer(a, b) : this.ofNumbers(one, other);
  }

  /** The same of two words by their numbers, neither of them 0. */
  ofNumbers(one: number, other: number): T {
    const pair = (one << 16) | other;
    const slot = Math.imul(pair, 0x9e3779b1) >>> (32 - PAIRS_BITS);
    const found = this.pairs[slot] === pair ? this.answers[this.known[slot] ?? 0] : undefined;
    if (found !== undefined) return found;
    const answer = this.answer(this.words[one] ?? '', this.words[other] ?? '');
    this.pairs[slot] = pair;
    this.known[slot] = this.answers.indexOf(answer);
    return answer;
  }

  /** From 1; 0 for a word that came too late to get one. */
  numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    if (this.numbers.size >= WORDS_MAX) return 0;
    const number = this.numbers.size + 1;
    this.numbers.set(word, number);
    this.words.push(word);
    return number;
  }
}
