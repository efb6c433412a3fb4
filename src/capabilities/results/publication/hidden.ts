/** What of the public page stays hidden, and why, for whoever decides on it. Pure. */
import type { z } from 'zod';
import type { checkPublication } from './contract.ts';
import type { PublicResults } from './results.ts';

type Hidden = z.input<typeof checkPublication.answer>['hidden'][number];

export function hiddenIn({ indicators }: Pick<PublicResults, 'indicators'>): Hidden[] {
  return indicators.flatMap(({ name, withheld, held, tables, untold }) => {
    const line = (what: Hidden['what'], dimension: Hidden['dimension'] = null, count = 0): Hidden => ({ name, what, dimension, count });
    return [
      ...(withheld === 'few' ? [line('value')] : []),
      ...(withheld === 'no-data' ? [line('no-data')] : []),
      ...(held ? [line('held')] : []),
      ...tables.flatMap(({ dimension, cells }) => {
        const count = cells.filter((cell) => cell.count === null).length;
        return count === 0 ? [] : [line('cells', dimension, count)];
      }),
      ...untold.map((dimension) => line('table', dimension)),
    ];
  });
}
