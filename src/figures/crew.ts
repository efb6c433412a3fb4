/**
 * Figures over very many facts are worked out by several threads together: each takes shares of the people until none
 * is left, the one that asks among them. Facts lie in memory that all read; the asking thread waits for the others, so
 * nothing changes meanwhile.
 */
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { Columns, SharedFacts } from './columns.ts';
import { evaluate, evaluatePart, type Part } from './evaluate.ts';
import type { Evaluation, Question } from './evaluation.ts';
import { sharedBytes, sharedInts } from './int-column.ts';
import { addsUp, joined, unpacked, type Packed } from './joining.ts';
import { sharesOf } from './shares.ts';
import type { View } from './view.ts';

/** A figure in which a thread is asked to help. Records that are one come once; `members` absent: those sent before. */
export interface Task {
  readonly facts: SharedFacts;
  readonly view: Omit<View, 'members'> & { readonly members?: View['members'] };
  readonly question: Question;
  readonly part: Part;
}

/** What a thread is given when it starts. */
export interface HandData {
  readonly port: MessagePort;
  readonly state: Int32Array;
}

/** What a thread is at, as all see it: a number in shared memory. */
export const STATE = { starting: 0, idle: 1, busy: 2, done: 3, failed: 4 } as const;

/** Figures over fewer facts are worked out alone: handing them out takes longer. */
const FACTS_MIN = 200_000;
/** A thread that says nothing for so long is given up, and the figure worked out here. */
const PATIENCE_MS = 10_000;

interface Hand {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly state: Int32Array;
  /** The members it was sent last. */
  members: View['members'] | null;
}

export class Crew {
  /** null until there is a figure to share: most programmes never need them. */
  private hands: Hand[] | null = null;
  private readonly script: URL;
  private readonly size: number;
  private readonly factsMin: number;
  private readonly patienceMs: number;

  /** So many threads of a script, besides the one that asks. They join in as soon as they are up. */
  constructor(script: URL, size: number, { factsMin = FACTS_MIN, patienceMs = PATIENCE_MS }: { factsMin?: number; patienceMs?: number } = {}) {
    this.script = script;
    this.size = size;
    this.factsMin = factsMin;
    this.patienceMs = patienceMs;
  }

  /** As `evaluate`. */
  evaluate(columns: Columns, view: View, question: Question, explain: boolean): Evaluation {
    const hands = !columns.isFork && addsUp(question) && columns.length >= this.factsMin ? this.idle() : [];
    if (hands.length === 0) return evaluate(columns, view, question, explain);
    const status = explain ? sharedBytes(columns.length) : null;
    const part: Part = { shares: sharesOf(view.canonical.length), status };
    const facts = columns.sharedFacts(question.measure);
    for (const hand of hands) ask(hand, { facts, view, question, part });
    const own = evaluatePart(columns, view, question, part);
    const found = hands.map((hand) => this.answerOf(hand, status));
    // Which shares a thread that failed had taken is not known: all is worked out again.
    return found.every((one) => one !== null) ? joined([own, ...found]) : evaluate(columns, view, question, explain);
  }

  /** Threads that are up and free. */
  idle(): Hand[] {
    this.hands ??= Array.from({ length: this.size }, () => startHand(this.script));
    return this.hands.filter(({ state }) => Atomics.load(state, 0) === STATE.idle);
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    const hands = this.hands ?? [];
    this.hands = [];
    await Promise.all(hands.map(({ worker }) => worker.terminate()));
  }

  /** What a thread found; null where it failed: it is given up then. */
  private answerOf(hand: Hand, status: Uint8Array | null): Evaluation | null {
    Atomics.wait(hand.state, 0, STATE.busy, this.patienceMs);
    const found: { message: Packed } | undefined = receiveMessageOnPort(hand.port);
    if (found !== undefined && Atomics.compareExchange(hand.state, 0, STATE.done, STATE.idle) === STATE.done) return unpacked(found.message, status);
    this.hands = (this.hands ?? []).filter((other) => other !== hand);
    void hand.worker.terminate();
    return null;
  }
}

function startHand(script: URL): Hand {
  const { port1, port2 } = new MessageChannel();
  const state = sharedInts(1);
  const workerData: HandData = { port: port2, state };
  const worker = new Worker(script, { workerData, transferList: [port2] });
  // A thread that fails is seen by its state; none keeps the process from ending.
  worker.on('error', () => Atomics.store(state, 0, STATE.failed));
  worker.unref();
  port1.unref();
  return { worker, port: port1, state, members: null };
}

function ask(hand: Hand, task: Task): void {
  const { members, ...rest } = task.view;
  const known = hand.members === members;
  hand.members = members ?? null;
  Atomics.store(hand.state, 0, STATE.busy);
  hand.port.postMessage({ ...task, view: known ? rest : task.view });
}
