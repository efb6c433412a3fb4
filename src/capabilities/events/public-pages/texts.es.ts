/** Words of the calendar and the library of the public site. */
import { wholeEs as whole } from '../../../platform/number-text.ts';

export const es = {
  calendar: 'Calendario',
  calendarLead: 'Actividades abiertas a quien quiera participar. Se inscribe desde su teléfono, sin crear una cuenta.',
  calendarTold: (titles: readonly string[]) => (titles.length === 0 ? 'Ahora no hay actividades abiertas.' : `Abiertas a la inscripción: ${titles.join('; ')}.`),
  nothingOpen: 'Ahora no hay actividades abiertas a la inscripción',
  nothingOpenWords: 'Vuelva a mirar más adelante. Lo que el programa ya compartió está en la biblioteca.',
  months: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  noDays: 'Días por confirmar',
  place: 'Lugar',
  modality: 'Modalidad',
  organiser: 'Organiza',
  closes: 'Inscripción hasta el',
  room: 'Hay lugar',
  placesLeft: (n: number) => (n === 1 ? 'Queda 1 lugar' : `Quedan ${whole(n)} lugares`),
  full: 'Sin lugares: lista de espera',
  unanswered: (n: number) => (n === 1 ? '1 solicitud por responder' : `${whole(n)} solicitudes por responder`),
  register: 'Inscribirme',
  waitingList: 'Entrar a la lista de espera',
  addToCalendar: 'Agregar a mi calendario',
  library: 'Biblioteca',
  libraryLead: 'Materiales que el programa comparte con cualquiera. Puede guardarlos, imprimirlos y usarlos.',
  libraryTold: (count: number) => (count === 0 ? 'Todavía no hay materiales.' : count === 1 ? '1 material para descargar o abrir.' : `${whole(count)} materiales para descargar o abrir.`),
  nothingShared: 'Todavía no hay materiales en la biblioteca',
  nothingSharedWords: 'Aparecen aquí cuando el programa los publica.',
  link: 'enlace',
  deliverables: 'Los estudios y productos entregados están con los resultados.',
  toResults: 'Ver los resultados',
};

/** What every language of these pages must word. */
export type PublicPagesTexts = typeof es;
