/** A thread of the crew: works out the share of a figure it is asked for, and says when it is done. */
import { workerData } from 'node:worker_threads';
import { Columns } from './columns.ts';
import { STATE, type HandData, type Task } from './crew.ts';
import { evaluatePart } from './evaluate.ts';
import { packed } from './joining.ts';
import type { View } from './view.ts';

const { port, state }: HandData = workerData;
let members: View['members'] = new Map();

port.on('message', ({ facts, view, question, part }: Task) => {
  let after: number = STATE.failed;
  try {
    members = view.members ?? members;
    const found = evaluatePart(Columns.ofShared(facts), { ...view, members }, question, part);
    port.postMessage(packed(found));
    after = STATE.done;
  } finally {
    Atomics.store(state, 0, after);
    Atomics.notify(state, 0);
  }
});

Atomics.store(state, 0, STATE.idle);
