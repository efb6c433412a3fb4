/**
 * A report of the whole programme, prepared and not sent: its texts say what the article of 3 August 2022 says and nothing
 * else, its figures are computed from the invented lists. No report of the programme itself is reproduced here.
 */
import type { z } from 'zod';
import { remindersScheduled } from '../../src/capabilities/results/reminder-entries.ts';
import { reportPrepared } from '../../src/capabilities/results/report-entries.ts';
import type { DraftInput } from '../../src/ledger/entry.ts';
import { stableId } from './stable-id.ts';

const PERIOD = { from: '2019-10-01', to: '2021-12-31' };

const REPORT: z.input<typeof reportPrepared.payload> = {
  ...PERIOD,
  title: 'Informe final (demostración)',
  titleEn: 'Final report (demonstration)',
  recipient: 'SECO, Secretaría de Estado para Asuntos Económicos de Suiza',
  dueOn: null,
  sections: ['summary', 'framework', 'indicators', 'deliverables', 'workplan', 'evidence'],
  indicators: null,
  disaggregations: ['sex', 'organisation-kind'],
  summary:
    'Demostración: el texto resume la noticia de la OIT del 3 de agosto de 2022; las cifras salen de listas inventadas.\n\n' +
    'El proyecto, de octubre de 2019 a diciembre de 2021, apoyó a las MIPYMES bolivianas a mejorar las condiciones para su ' +
    'competitividad, sostenibilidad y crecimiento. Con dos evaluaciones rápidas de mercado eligió los sectores de granos andinos, ' +
    'turismo y café, y con los servicios digitalizados de SCORE amplió su alcance a empresas de La Paz, Cochabamba, Santa Cruz, Beni, Oruro y Tarija.',
  results: [
    {
      result: 'R1',
      text:
        'Según la noticia, la oferta de SCORE se adaptó y digitalizó para la resiliencia y recuperación de los negocios, con énfasis en bioseguridad ' +
        'y seguridad y salud en el trabajo, y el paquete «Mejora Continua» se digitalizó para llegar a más micro y pequeñas empresas.',
    },
    {
      result: 'R2',
      text:
        'Según la noticia, tres procesos de fortalecimiento de capacidades beneficiaron a representantes de organizaciones de empleadores, ' +
        'trabajadores y gobierno. Dos programas, IMPULSA y RE-Actívate, se diseñaron y ejecutaron en alianza para jóvenes emprendedores, ' +
        'sobre todo mujeres, y con SECO se realizó una serie de seminarios web.',
    },
  ],
};

export const REPORT_ENTRY: DraftInput = { id: stableId('final report'), kind: reportPrepared.kind, occurredOn: PERIOD.to, payload: REPORT };

/** Who is reminded of what reports lack, once one has a day by which it is due. */
const REMINDERS: z.input<typeof remindersScheduled.payload> = {
  daysBefore: [30, 14, 7, 1],
  roles: ['coordinator', 'me-officer', 'partner-coordinator'],
  memberIds: [],
};

export const REMINDERS_ENTRY: DraftInput = { id: stableId('reminders'), kind: remindersScheduled.kind, occurredOn: PERIOD.to, payload: REMINDERS };
