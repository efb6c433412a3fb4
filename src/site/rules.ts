/** Addresses of the public site. Pure. */

export type Language = 'es' | 'en';

/** Pages of the site, in the order in which they are offered: what each is called in addresses, below that of the programme. */
export const SITE_PAGES = { results: '', calendar: '/calendario', library: '/biblioteca', privacy: '/privacidad' } as const;
export type SitePage = keyof typeof SITE_PAGES;

export function languageOf(asked: string | undefined): Language {
  return asked === 'en' ? 'en' : 'es';
}

/** Path of a page of a programme, in the language it is read in. */
export function pathOf(code: string, page: SitePage, language: Language): string {
  return `/p/${code}${SITE_PAGES[page]}${language === 'en' ? '?lang=en' : ''}`;
}
