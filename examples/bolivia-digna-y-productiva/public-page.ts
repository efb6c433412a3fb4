/** What the example shows of its results to anybody: four indicators, the map, what was delivered, who took part. */
import type { z } from 'zod';
import { pagePublished } from '../../src/capabilities/results/publication-entries.ts';
import type { DraftInput } from '../../src/ledger/entry.ts';
import { stableId } from './stable-id.ts';

const indicatorId = (code: string): string => stableId(`indicator ${code}`);

const PAGE: z.input<typeof pagePublished.payload> = {
  indicators: [
    { indicatorId: indicatorId('2.2.1'), large: true, by: ['sex', 'department', 'organisation-kind', 'youth'] },
    { indicatorId: indicatorId('2.2.2'), large: false, by: [] },
    { indicatorId: indicatorId('2.2.3'), large: false, by: [] },
    { indicatorId: indicatorId('2.2.4'), large: false, by: ['department', 'organisation-kind'] },
  ],
  rhythm: 'quarter',
  introduction: null,
  withMap: true,
  withProducts: true,
  withPartners: true,
};

export const PUBLIC_PAGE: DraftInput = { id: stableId('public page'), kind: pagePublished.kind, occurredOn: '2021-12-31', payload: PAGE };
