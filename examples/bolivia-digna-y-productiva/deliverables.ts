/**
 * What the article says was delivered, and the totals it or its sources declare without a list. Dates are as exact as the
 * source gives them; where it gives none, the programme's period. Nothing is invented.
 */
import type { z } from 'zod';
import { productDelivered, totalDeclared } from '../../src/capabilities/results/entries.ts';
import { occurredOnOf } from '../../src/capabilities/results/deliverables/rules.ts';
import type { DraftInput } from '../../src/ledger/entry.ts';
import { stableId } from './stable-id.ts';

type Product = z.input<typeof productDelivered.payload>;
type Total = z.input<typeof totalDeclared.payload>;

const ARTICLE = 'OIT, Oficina para los Países Andinos, noticia del 3 de agosto de 2022';
const WEBINAR_NOTE = 'OIT Lima, WCMS_821898, octubre de 2021';
const LAST_DAY = '2021-12-31';
/** The programme's own period, for what the article does not date. */
const WITHIN = { since: '2019-10', until: '2021-12' };
const WEBINARS = { since: '2021-08', until: '2021-09' };
const NOTHING = { funder: null, link: null, fileSha256: null };

const PRODUCTS: readonly Product[] = [
  {
    ...NOTHING,
    productType: 'study',
    title: 'Evaluación rápida de mercado 2019: granos andinos y turismo',
    titleEn: 'Rapid market assessment 2019: Andean grains and tourism',
    area: '2.1',
    since: '2019',
    until: null,
    source: `${ARTICLE}; estudio con ISBN 978-92-2-031363-3`,
  },
  {
    ...NOTHING,
    productType: 'study',
    title: 'Evaluación rápida de mercado 2020-2021, durante la pandemia de COVID-19',
    titleEn: 'Rapid market assessment 2020-2021, during the COVID-19 pandemic',
    area: '2.1',
    since: '2020',
    until: '2021',
    source: ARTICLE,
  },
  {
    ...NOTHING,
    productType: 'study',
    title: 'Diagnóstico complementario: efectos de la COVID-19 en los granos andinos y la formalización',
    titleEn: 'Complementary diagnostic: effects of COVID-19 on Andean grains and formalisation',
    area: '2.1',
    since: '2020-11',
    until: null,
    source: `Diagnóstico de noviembre de 2020 (scribd 489625239); ${ARTICLE}`,
  },
  {
    ...NOTHING,
    productType: 'digitised-package',
    title: 'Oferta de SCORE adaptada y digitalizada: bioseguridad, seguridad y salud en el trabajo, y pasos para exportar',
    titleEn: 'SCORE Training offer adapted and digitalized: biosafety, occupational safety and health, and export steps',
    area: '1.1',
    ...WITHIN,
    source: ARTICLE,
  },
  {
    ...NOTHING,
    productType: 'digitised-package',
    title: 'Paquete SCORE para micro y pequeñas empresas «Mejora Continua», digitalizado',
    titleEn: 'SCORE package for micro and small enterprises “Mejora Continua”, digitalized',
    area: '1.1',
    ...WITHIN,
    source: ARTICLE,
  },
  {
    ...NOTHING,
    productType: 'plan',
    title: 'Planes de transición a SCORE Fase IV (2022-2023)',
    titleEn: 'Transition plans towards SCORE Phase IV (2022-2023)',
    area: '1.1',
    since: '2021',
    until: null,
    source: ARTICLE,
  },
  {
    ...NOTHING,
    productType: 'programme',
    title: 'IMPULSA: mentoría para fortalecer capacidades de gestión',
    titleEn: 'IMPULSA Mentoring: a programme to strengthen management capacities',
    area: '2.3',
    ...WITHIN,
    source: ARTICLE,
  },
  {
    ...NOTHING,
    productType: 'programme',
    title: 'RE-Actívate: acceso a mercados',
    titleEn: 'RE-Actívate: access to markets',
    area: '2.3',
    ...WITHIN,
    source: ARTICLE,
  },
  {
    productType: 'event-series',
    fileSha256: null,
    title: 'Serie de seminarios web «Desarrollo y adaptación de las pequeñas unidades económicas en Bolivia»',
    titleEn: 'Series of webinars “Development and adaptation of small economic units in Bolivia”',
    area: '2.3',
    ...WEBINARS,
    funder: 'SECO según la noticia de 2022; COSUDE (SDC) según la nota de octubre de 2021',
    source: `${WEBINAR_NOTE}; ${ARTICLE}`,
    link: null,
  },
];

const exactly = { bound: 'exact', link: null } as const;
const TOTALS: readonly Total[] = [
  {
    ...exactly,
    title: 'Cadenas de valor elegidas: granos andinos, turismo y café',
    titleEn: 'Value chains chosen: Andean grains, tourism and coffee',
    area: '2.1',
    ...WITHIN,
    value: '3',
    unit: 'cadenas de valor',
    unitEn: 'value chains',
    source: ARTICLE,
  },
  {
    ...exactly,
    title: 'Territorios alcanzados: La Paz, Cochabamba, Santa Cruz, Beni, Oruro y Tarija',
    titleEn: 'Territories reached: La Paz, Cochabamba, Santa Cruz, Beni, Oruro and Tarija',
    area: '1.1',
    ...WITHIN,
    value: '6',
    unit: 'territorios',
    unitEn: 'territories',
    source: ARTICLE,
  },
  {
    ...exactly,
    title: 'Lineamientos de la transición a SCORE Fase IV',
    titleEn: 'Guidelines of the transition towards SCORE Phase IV',
    area: '1.1',
    since: '2021',
    until: null,
    value: '4',
    unit: 'lineamientos',
    unitEn: 'guidelines',
    source: ARTICLE,
  },
  {
    ...exactly,
    title: 'Eventos de la serie de seminarios web',
    titleEn: 'Events of the series of webinars',
    area: '2.3',
    ...WEBINARS,
    value: '4',
    unit: 'eventos',
    unitEn: 'events',
    source: WEBINAR_NOTE,
  },
  {
    ...exactly,
    title: 'Ponentes de la serie de seminarios web',
    titleEn: 'Speakers of the series of webinars',
    area: '2.3',
    ...WEBINARS,
    value: '35',
    unit: 'ponentes',
    unitEn: 'speakers',
    source: WEBINAR_NOTE,
  },
  {
    title: 'Participantes en la serie de seminarios web',
    titleEn: 'Participants in the series of webinars',
    area: '2.3',
    ...WEBINARS,
    value: '195',
    bound: 'more-than',
    unit: 'participantes',
    unitEn: 'participants',
    source: WEBINAR_NOTE,
    link: null,
  },
];

export const DELIVERABLE_ENTRIES: readonly DraftInput[] = [
  ...PRODUCTS.map((payload) => entryOf(productDelivered, payload)),
  ...TOTALS.map((payload) => entryOf(totalDeclared, payload)),
];

function entryOf({ kind, version }: { readonly kind: string; readonly version: number }, payload: Product | Total): DraftInput {
  const { title, since, until } = payload;
  return { id: stableId(`${kind} ${title}`), kind, schemaVersion: version, occurredOn: occurredOnOf(since, until, LAST_DAY), payload };
}
