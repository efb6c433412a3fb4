/** What the public page says of a report, in either language: words of paper, not of screens. */

const es = {
  what: 'Informe del programa',
  title: 'Título',
  period: 'Período',
  between: (from: string, to: string) => `del ${from} al ${to}`,
  version: 'Versión',
  numbered: (number: number, state: string) => `${number}, ${state}`,
  states: { submitted: 'presentada', returned: 'devuelta para corregir: no es la última', approved: 'aprobada' },
  sent: 'Presentada el',
  decided: 'Respuesta del',
  hash: 'Huella del contenido (SHA-256)',
};

const en: typeof es = {
  what: 'Report of the programme',
  title: 'Title',
  period: 'Period',
  between: (from, to) => `${from} to ${to}`,
  version: 'Version',
  numbered: (number, state) => `${number}, ${state}`,
  states: { submitted: 'submitted', returned: 'returned to be mended: not the last one', approved: 'approved' },
  sent: 'Submitted on',
  decided: 'Answered on',
  hash: 'Fingerprint of the content (SHA-256)',
};

export const PAPER_WORDS = { es, en };

/** `18 de mayo de 2021`: the same on every machine, whatever its time zone. */
export function paperDay(day: string, language: 'es' | 'en'): string {
  const shown = new Intl.DateTimeFormat(language === 'es' ? 'es-BO' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return shown.format(new Date(`${day}T00:00:00Z`));
}
