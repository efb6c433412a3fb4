/** Documents as PDF, set by Typst: a template of ours, data as JSON and named images in, bytes out. See decision 12. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { projectRoot } from '../database/project-root.ts';

export interface DocumentPlan {
  /** Path of the template below `src`: `capabilities/events/certificates/certificate.typ`. */
  readonly template: string;
  /** Everything the template says: it reads `json("/data.json")`. No text ever becomes a part of the template. */
  readonly data: unknown;
  /** Files that the data name, by path: `/images/logo-1`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Moment written into the file: with the same moment and data the bytes are the same. */
  readonly madeAt: Date;
}

export interface Typesetting {
  /** PDF/UA-1: tagged, with title and language. Rejects where the template cannot be set: that is a bug of ours. */
  pdf(plan: DocumentPlan): Promise<Uint8Array>;
  /** The same document as a picture, its pages one below the other, for a preview. */
  svg(plan: DocumentPlan): Promise<Uint8Array>;
  stop(): Promise<void>;
}

/** What every template may import: `#import "/letterhead.typ": *`. */
const LETTERHEAD = 'platform/documents/letterhead.typ';
/** A document that takes longer is given up, and the thread with it. A thousand pages take a few seconds. */
const PATIENCE_MS = 60_000;
/** Documents waiting at most: whoever comes then is asked to try again. */
const WAITING_MAX = 20;
/** A thread that nobody asks for this long is let go, with the memory it holds. */
const IDLE_MS = 60_000;

const answerSchema = z.object({ id: z.int(), bytes: z.instanceof(Uint8Array).optional(), failure: z.string().optional() });

/** The typesetter has too much to do just now. */
export class TypesettingBusy extends Error {}

interface Asked {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  readonly patience: NodeJS.Timeout;
}

/** Starts its thread when first asked. */
export function openTypesetting(): Typesetting {
  const asked = new Map<number, Asked>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last = 0;

  function settle(id: number, outcome: Uint8Array | Error): void {
    const one = asked.get(id);
    if (one === undefined) return;
    asked.delete(id);
    clearTimeout(one.patience);
    if (outcome instanceof Error) one.reject(outcome);
    else one.resolve(outcome);
    if (asked.size === 0) idle = setTimeout(() => void letGo(new Error('idle')), IDLE_MS).unref();
  }

  /** Ends the thread; whoever still waits is told why. */
  async function letGo(why: Error): Promise<void> {
    const ending = worker;
    worker = null;
    for (const id of asked.keys()) settle(id, why);
    if (idle !== null) clearTimeout(idle);
    await ending?.terminate();
  }

  function thread(): Worker {
    if (worker !== null) return worker;
    const started = new Worker(join(projectRoot(), 'src', 'platform', 'documents', 'typeset-worker.mjs'));
    // The process may end while the thread rests.
    started.unref();
    started.on('message', (message: unknown) => {
      const { id, bytes, failure } = answerSchema.parse(message);
      settle(id, bytes ?? new Error(`A document could not be set: ${failure ?? ''}`));
    });
    started.on('error', (error) => void (worker === started ? letGo(error instanceof Error ? error : new Error('The thread failed.')) : null));
    worker = started;
    return started;
  }

  async function set(plan: DocumentPlan, as: 'pdf' | 'svg'): Promise<Uint8Array> {
    if (asked.size >= WAITING_MAX) throw new TypesettingBusy('Too many documents are waiting.');
    const files = await filesOf(plan);
    if (idle !== null) clearTimeout(idle);
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => void letGo(new Error('A document took too long.')), PATIENCE_MS).unref();
      asked.set(id, { resolve, reject, patience });
      thread().postMessage({ id, main: 'main.typ', files, madeAtSeconds: Math.floor(plan.madeAt.getTime() / 1000), as });
    });
  }

  return {
    pdf: (plan) => set(plan, 'pdf'),
    svg: (plan) => set(plan, 'svg'),
    stop: () => letGo(new Error('The server is stopping.')),
  };
}

async function filesOf({ template, data, files }: DocumentPlan): Promise<[string, Uint8Array][]> {
  const source = (path: string): Promise<Buffer> => readFile(join(projectRoot(), 'src', path));
  return [
    ['main.typ', await source(template)],
    ['letterhead.typ', await source(LETTERHEAD)],
    ['data.json', new TextEncoder().encode(JSON.stringify(data))],
    ...[...files].map(([path, bytes]): [string, Uint8Array] => [path.replace(/^\//, ''), bytes]),
  ];
}
