import type { es } from './texts.es.ts';

/** Words of the page on which papers are verified. */
export const en: typeof es = {
  title: 'Verify a document',
  lead: 'Type the code that stands beside the QR code of the certificate or report.',
  code: 'Code',
  codeHint: 'Twelve letters and digits, for example ABCD-EFGH-JKMN',
  verify: 'Verify',
  another: 'Verify another code',
  valid: 'Valid document',
  annulled: 'Document annulled',
  annulledOn: (day) => `It was annulled on ${day}. It is no longer valid; whoever issued it can say why.`,
  unknown: 'That code was not issued here',
  unknownWords: 'No document issued by this system carries the code you typed.',
  unreadable: 'That code is not complete',
  unreadableWords: 'A code has twelve letters and digits. These are not used: I, L, O, 0 and 1.',
  check: 'What to check',
  checks: [
    'Copy it again, letter by letter: B is taken for 8, S for 5, Z for 2, G for 6.',
    'If you read the QR code with a phone, do so again with more light.',
    'If nothing changes, ask the institution named in the document, by a telephone you know already and not by one written on the paper.',
  ],
  compare: 'Compare these details with those on the paper. If any differs, the paper was altered.',
  holder: 'Initials of the person',
  noHolder: 'Their personal data were erased',
  holderHint: 'For privacy we do not show the name: these must be the initials of the name printed.',
  programme: 'Programme',
  codeShown: 'Code',
  demonstration: 'Demonstration: people, organisations and documents are invented.',
  tooMany: 'Too many attempts in a row',
  tooManyWords: 'Wait a minute and try again.',
  otherLanguage: 'Español',
};
