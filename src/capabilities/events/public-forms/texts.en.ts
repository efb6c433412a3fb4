/** Words that all public forms of a process share: on the page, and where staff open it. */
import type { PublicFormTexts } from './texts.es.ts';

export const en: PublicFormTexts = {
  otherLanguage: 'Español',
  unknownWords: 'Check that the link is complete: it ends in twelve letters and digits, like ABCD-EFGH-JKMN. Or ask for it to be sent again.',
  seePage: 'See the page',
  badDay: 'Choose a day that is not over.',
  unchanged: 'Nothing changed yet.',
  notAllowed: 'Your role does not allow this change.',
};
