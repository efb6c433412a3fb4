/**
 * What the article and its sources say was done and when, as a workplan. No workplan was published: an activity lasts as
 * long as its source says, which is often no more than a year or the programme's own period, and ended on the last day of
 * it. Nothing else is said to have been planned.
 */
import type { z } from 'zod';
import { activityPlanned, activityProgressed } from '../../src/capabilities/results/statement-entries.ts';
import type { DraftInput } from '../../src/ledger/entry.ts';
import { stableId } from './stable-id.ts';

type Planned = z.input<typeof activityPlanned.payload>;
type Known = Pick<Planned, 'code' | 'title' | 'titleEn' | 'area' | 'startsOn' | 'endsOn'> & { readonly source: string };

/** A process of the example and the days of its sessions. */
interface Held {
  readonly code: string;
  readonly id: string;
  readonly days: readonly string[];
}

const ARTICLE = 'OIT, Oficina para los Países Andinos, noticia del 3 de agosto de 2022';
const NO_DAYS = 'la fuente da el período, no los días';
const WEBINAR_NOTE = 'OIT Lima, WCMS_821898, octubre de 2021';
const WHOLE = { startsOn: '2019-10-01', endsOn: '2021-12-31' };

const ACTIVITIES: readonly Known[] = [
  {
    ...WHOLE,
    code: 'A1.1',
    title: 'Adaptar y digitalizar la oferta de SCORE',
    titleEn: 'Adapt and digitalize the SCORE Training offer',
    area: '1.1',
    source: `${ARTICLE}; ${NO_DAYS}`,
  },
  {
    ...WHOLE,
    code: 'A1.2',
    title: 'Digitalizar el paquete «Mejora Continua»',
    titleEn: 'Digitalize the package “Mejora Continua”',
    area: '1.1',
    source: `${ARTICLE}; ${NO_DAYS}`,
  },
  {
    code: 'A1.3',
    title: 'Preparar los planes de transición a SCORE Fase IV',
    titleEn: 'Prepare the transition plans towards SCORE Phase IV',
    area: '1.1',
    startsOn: '2021-01-01',
    endsOn: '2021-12-31',
    source: `${ARTICLE}: «hacia fines de 2021»; ${NO_DAYS}`,
  },
  {
    code: 'A2.1',
    title: 'Primera evaluación rápida de mercado',
    titleEn: 'First rapid market assessment',
    area: '2.1',
    startsOn: '2019-10-01',
    endsOn: '2019-12-31',
    source: `${ARTICLE}: 2019; ${NO_DAYS}`,
  },
  {
    code: 'A2.2',
    title: 'Segunda evaluación rápida de mercado, durante la pandemia',
    titleEn: 'Second rapid market assessment, during the pandemic',
    area: '2.1',
    startsOn: '2020-01-01',
    endsOn: '2021-12-31',
    source: `${ARTICLE}: 2020-21; ${NO_DAYS}`,
  },
  {
    ...WHOLE,
    code: 'A2.6',
    title: 'IMPULSA: programa de mentoría',
    titleEn: 'IMPULSA Mentoring',
    area: '2.3',
    source: `${ARTICLE}; ${NO_DAYS}`,
  },
  {
    ...WHOLE,
    code: 'A2.7',
    title: 'RE-Actívate: acceso a mercados',
    titleEn: 'RE-Actívate: access to markets',
    area: '2.3',
    source: `${ARTICLE}; ${NO_DAYS}`,
  },
  {
    code: 'A2.8',
    title: 'Serie de seminarios web',
    titleEn: 'Series of webinars',
    area: '2.3',
    startsOn: '2021-08-01',
    endsOn: '2021-09-30',
    source: `${WEBINAR_NOTE}: agosto y septiembre de 2021; ${NO_DAYS}`,
  },
];

const TRAININGS: Readonly<Record<string, Pick<Known, 'code' | 'title' | 'titleEn'>>> = {
  APOYO: { code: 'A2.3', title: 'Capacitar en medidas de apoyo a las MIPYMES', titleEn: 'Train in support measures for MSMEs' },
  CONTINUIDAD: { code: 'A2.4', title: 'Capacitar en continuidad y reactivación de negocios', titleEn: 'Train in business continuity and reactivation' },
  FICHAS: { code: 'A2.5', title: 'Capacitar en fichas de mercado', titleEn: 'Train in market factsheets' },
};

/** Trainings last from their first session to their last; the days of the sessions are of the demonstration. */
export function workplanEntries(processes: readonly Held[]): DraftInput[] {
  return [
    ...ACTIVITIES.flatMap((known) => [planned(known, []), progressed(known.code, known.endsOn, 'done', 'La fuente no da el día: se anota el último de su período.')]),
    ...processes.flatMap(({ code, id, days }) => {
      const training = TRAININGS[code];
      const [startsOn, endsOn] = [days[0], days.at(-1)];
      if (training === undefined || startsOn === undefined || endsOn === undefined) return [];
      const known = { ...training, area: '2.2', startsOn, endsOn, source: `Tema: ${ARTICLE}. Días: sesiones de la demostración` };
      return [planned(known, [id]), progressed(known.code, startsOn, 'under-way', null), progressed(known.code, endsOn, 'done', null)];
    }),
  ];
}

function planned(known: Known, processIds: string[]): DraftInput {
  const payload: Planned = { ...known, responsible: null, partnerId: null, processIds };
  return { id: stableId(`activity ${known.code}`), kind: activityPlanned.kind, occurredOn: WHOLE.startsOn, payload };
}

function progressed(code: string, on: string, state: 'under-way' | 'done', note: string | null): DraftInput {
  const payload: z.input<typeof activityProgressed.payload> = { activityId: stableId(`activity ${code}`), state, percent: null, note, newEndsOn: null };
  return { id: stableId(`progress ${code} ${state}`), kind: activityProgressed.kind, occurredOn: on, payload };
}
