import type { SiteTexts } from './texts.es.ts';

export const en: SiteTexts = {
  otherLanguage: 'Español',
  skip: 'Skip to content',
  notice: 'Notice',
  demonstration: 'Demonstration: people, organisations and lists are invented.',
  pages: 'Pages of the programme',
  names: { results: 'Results', calendar: 'Calendar', library: 'Library', privacy: 'Privacy' },
  share: 'Share',
  shareAgain: 'Ready: tap Share again.',
  verify: 'Verify a certificate or report',
  notFound: 'Nothing is published here',
  notFoundWords: 'The programme does not exist, publishes nothing yet, or no longer does. Check the address or ask whoever gave it to you.',
  tooMany: 'Too many visits in a row',
  tooManyWords: 'Wait a minute and load the page again.',
};
