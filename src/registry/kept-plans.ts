/** Plans of imports, made in the background and kept while they are looked at; how far each is can be told meanwhile. */

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (done: number, total: number) => void;

export const NOT_BEGUN: Progress = { done: 0, total: 0 };

/** Plans kept at once. A large one takes a hundred megabytes. */
const KEPT_MAX = 2;

interface Job<P> {
  /** What the plan is made from: another one is another plan. */
  readonly stamp: string;
  readonly plan: Promise<P>;
  made: P | null;
  readonly told: { progress: Progress };
}

export class KeptPlans<P> {
  private readonly jobs = new Map<string, Job<P>>();

  /** The plan of an import made from `stamp`: the one at hand or under way, else a new one. */
  of(id: string, stamp: string, make: (onProgress: OnProgress) => Promise<P>): Promise<P> {
    const known = this.jobs.get(id);
    if (known?.stamp === stamp) return known.plan;
    const told = { progress: NOT_BEGUN };
    const job: Job<P> = { stamp, plan: make((done, total) => (told.progress = { done, total })), made: null, told };
    this.jobs.delete(id);
    const [oldest] = this.jobs.keys();
    if (this.jobs.size >= KEPT_MAX && oldest !== undefined) this.jobs.delete(oldest);
    this.jobs.set(id, job);
    // A plan that failed is made again the next time it is asked for.
    job.plan.then((made) => (job.made = made), () => this.jobs.delete(id));
    return job.plan;
  }

  /** The plan at hand, or under way; undefined where there is none. */
  atHand(id: string): Promise<P> | undefined {
    return this.jobs.get(id)?.plan;
  }

  /** The plan at hand, if it is finished. */
  made(id: string): P | null {
    return this.jobs.get(id)?.made ?? null;
  }

  progress(id: string): Progress {
    return this.jobs.get(id)?.told.progress ?? NOT_BEGUN;
  }

  drop(id: string): void {
    this.jobs.delete(id);
  }
}

/** How long an answer waits for a plan to end, milliseconds; longer ones go on, and progress is told. */
const WAIT_MS = 1500;

/** A plan that is there soon, or null while it is still being made. */
export function soon<P>(plan: Promise<P>): Promise<P | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), WAIT_MS);
    plan.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
