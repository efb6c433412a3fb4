/**
 * Targets of the example. The article states results and no target at all, so these are invented for the demonstration,
 * and their source says so wherever they are shown.
 */
import type { DraftInput } from '../../src/ledger/entry.ts';
import { stableId } from './stable-id.ts';

const SOURCE = 'Dato de demostración: la noticia de la OIT no da metas';

const trained = { indicatorId: stableId('indicator 2.2.1'), from: '2019-10-01', to: '2021-12-31', counting: 'cumulative', source: SOURCE };

export const EXAMPLE_TARGETS: readonly DraftInput[] = [
  target('target 2.2.1', '2019-10-15', { ...trained, value: 200, reason: null }),
  target('target 2.2.1 revised', '2021-03-15', { ...trained, value: 240, reason: 'Demostración: se sumó un proceso sobre fichas de mercado' }),
  target('target 2.2.2', '2019-10-15', { ...trained, indicatorId: stableId('indicator 2.2.2'), value: 50, reason: null }),
];

function target(name: string, occurredOn: string, payload: Record<string, unknown>): DraftInput {
  return { id: stableId(name), kind: 'results.target-set', occurredOn, payload };
}
