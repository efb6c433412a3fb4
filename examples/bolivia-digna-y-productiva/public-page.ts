/** What the example shows to anybody: four indicators, the map, what was delivered, who took part; and what it says of personal data. */
import type { z } from 'zod';
import { pagePublished } from '../../src/capabilities/results/publication-entries.ts';
import { privacyStated } from '../../src/capabilities/results/privacy-entries.ts';
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

/** Invented, as the people of the example are: it says so itself. */
const NOTICE: z.input<typeof privacyStated.payload> = {
  responsible: 'Bolivia Digna y Productiva (demostración)',
  address: null,
  contact: 'Oficina del programa, teléfono 700 00000 (demostración)',
  legalBasis: null,
  kept: null,
  purposes: null,
  retention: {
    es: 'Mientras dure el programa y cinco años más, para que quien lo evalúe pueda comprobar las cifras. Después se borran los datos que dicen quién es cada persona.',
    en: 'As long as the programme lasts and five years more, so that whoever evaluates it can check the figures. Then the data that say who each person is are erased.',
  },
  readers: null,
};

export const PRIVACY_NOTICE: DraftInput = { id: stableId('privacy notice'), kind: privacyStated.kind, occurredOn: '2021-12-31', payload: NOTICE };
