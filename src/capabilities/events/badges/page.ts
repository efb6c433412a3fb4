/** The page that the QR code of a badge opens in any camera, as HTML. It looks nothing up: whosever the badge is, it says the same. */
import { html } from '../../../platform/http/html.ts';
import { plainPage } from '../../../platform/http/plain-page.ts';
import type { Language } from '../public-forms/rules.ts';
import { BADGE_PATH, badgeShown, type BadgeRead } from './rules.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

export function badgePage(read: BadgeRead, language: Language): string {
  const t = (language === 'en' ? en : es).page;
  const code = read.kind === 'badge' ? badgeShown(read.code) : '-';
  const other = { address: `${BADGE_PATH}${code}${language === 'en' ? '' : '?lang=en'}`, word: t.otherLanguage };
  const body =
    read.kind === 'badge'
      ? html`<p class="facts code">${code}</p><p>${t.what}</p><p>${t.how}</p><p class="small">${t.nothingSaid}</p>`
      : html`<p class="state bad">${t.miscopied}</p>`;
  return plainPage({ language, heading: read.kind === 'badge' ? t.heading : t.noBadge, home: null, other }, body);
}
