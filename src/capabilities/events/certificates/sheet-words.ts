/** What stands on a certificate and on the page that verifies it, in either language: words of paper, not of screens. */

const es = {
  awardedTo: 'Se otorga a',
  hours: (hours: string) => `${hours} ${hours === '1' ? 'hora académica' : 'horas académicas'}`,
  noPartner: 'el programa',
  oneDay: (day: string) => `el ${day}`,
  days: (from: string, to: string) => `del ${from} al ${to}`,
  signatureOf: (name: string) => `Firma de ${name}`,
  qr: (address: string) => `Código QR que lleva a ${address}`,
  verify: 'Verifique este certificado en',
  code: 'Código',
  issued: (day: string) => `Emitido el ${day}`,
  folio: 'Folio',
  sample: 'MUESTRA',
  file: 'certificado',
  files: 'certificados',
  oneTitle: (folio: string) => `Certificado ${folio}`,
  allTitle: (title: string) => `Certificados de ${title}`,
  paper: { attendance: 'Certificado de asistencia', approval: 'Certificado de aprobación' },
  process: 'Proceso',
  hoursLabel: 'Carga horaria',
  datesLabel: 'Realizado',
  issuedLabel: 'Emitido',
};

const en: typeof es = {
  awardedTo: 'Awarded to',
  hours: (hours) => `${hours} ${hours === '1' ? 'academic hour' : 'academic hours'}`,
  noPartner: 'the programme',
  oneDay: (day) => `on ${day}`,
  days: (from, to) => `from ${from} to ${to}`,
  signatureOf: (name) => `Signature of ${name}`,
  qr: (address) => `QR code that leads to ${address}`,
  verify: 'Verify this certificate at',
  code: 'Code',
  issued: (day) => `Issued on ${day}`,
  folio: 'Folio',
  sample: 'SAMPLE',
  file: 'certificate',
  files: 'certificates',
  oneTitle: (folio) => `Certificate ${folio}`,
  allTitle: (title) => `Certificates of ${title}`,
  paper: { attendance: 'Certificate of attendance', approval: 'Certificate of achievement' },
  process: 'Process',
  hoursLabel: 'Hours',
  datesLabel: 'Held',
  issuedLabel: 'Issued',
};

export const SHEET_WORDS = { es, en };

/** `18 de mayo de 2021`. Days are words: the same on every machine, whatever its time zone. */
export function dayWords(day: string, language: 'es' | 'en'): string {
  const shown = new Intl.DateTimeFormat(language === 'es' ? 'es-BO' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return shown.format(new Date(`${day}T00:00:00Z`));
}

export function datesWords(firstOn: string, lastOn: string, language: 'es' | 'en'): string {
  const words = SHEET_WORDS[language];
  return firstOn === lastOn ? words.oneDay(dayWords(firstOn, language)) : words.days(dayWords(firstOn, language), dayWords(lastOn, language));
}

/** `24` or `1,5`: hours of so many minutes, one decimal at most. */
export function hoursWords(minutes: number, language: 'es' | 'en'): string {
  return new Intl.NumberFormat(language === 'es' ? 'es-BO' : 'en-GB', { maximumFractionDigits: 1 }).format(minutes / 60);
}
