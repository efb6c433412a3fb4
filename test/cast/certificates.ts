/** A process with people who reached it and people who did not, and a design for its certificates. */
import type { Draft } from '../../src/ledger/entry.ts';
import { attendance, draft, organisation, person, process, secret, session } from './drafts.ts';
import { PARTNER_A } from './house.ts';

export interface Course {
  readonly entries: readonly Draft[];
  readonly course: Draft;
  /** 200 of 200 minutes, 160 of 200 (exactly 80 %), 159 of 200. */
  readonly ana: Draft;
  readonly beto: Draft;
  readonly carla: Draft;
}

/** Two sessions of 100 minutes, on 11 and 12 October 2020. Carla is recorded 150 minutes in the first, which lasted 100. */
export function certifiedCourse(code = 'CURSO', partnerId: string = PARTNER_A): Course {
  const course = process(code, { partnerId, title: `Gestión {horas} ${code}` });
  const [first, second] = [session(course.id, 1), session(course.id, 2)];
  const [ana, beto, carla] = [person('Quispe Choque, Ana'), person('Mamani, Beto'), person('Flores, Carla')];
  const stay = (who: Draft, held: Draft, minutes: number): Draft =>
    attendance({ processId: course.id, sessionId: held.id, personId: who.id }, minutes);
  const stays = [
    stay(ana, first, 100), stay(ana, second, 100), stay(beto, first, 100), stay(beto, second, 60), stay(carla, first, 150), stay(carla, second, 59),
  ];
  return { entries: [course, first, second, ana, beto, carla, ...stays], course, ana, beto, carla };
}

export function partner(id = PARTNER_A, name = 'Centro Andino'): Draft {
  return { ...organisation(name, 'implementing-partner'), id };
}

export const SAYS = {
  certifies: 'attendance',
  paper: 'a4',
  title: { es: 'Certificado de asistencia', en: null },
  body: { es: 'Por haber participado en {proceso}, realizado {fechas}, con una carga de {horas}.', en: null },
  statedHours: null,
  logos: [],
  signatures: [null],
  series: 'CBD',
  agreement: null,
};
export const SIGNATORIES = [{ name: 'Rosa Choque', position: 'Directora', organisation: 'Centro Andino' }];

export function design(processId: string | null, says: Record<string, unknown> = {}, more: { attachments?: string[]; signatories?: unknown[] } = {}): Draft {
  return draft(
    'events.certificate-design-set',
    { processId, ...SAYS, ...says },
    { private: { signatories: secret(more.signatories ?? SIGNATORIES) }, attachments: more.attachments ?? [] },
  );
}
