/** What becomes of personal data, for anybody: what holds for every programme, and what this one states of its own. */
import { html, type Markup } from '../../../platform/http/html.ts';
import type { SiteWords, Visit } from '../../../site/serving.ts';
import type { Language } from '../../../site/rules.ts';
import { PRIVACY_PARTS, privacyStated, type PrivacyNotice, type PrivacyPart } from '../privacy-entries.ts';
import { findNotice } from './queries.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

export async function privacyWords({ client, programme, site, language }: Visit): Promise<SiteWords> {
  const t = { es, en }[language].page;
  const row = await findNotice(client, programme.id);
  const notice = row === null ? null : privacyStated.payload.parse(row.body);
  const name = site.name[language];
  return {
    title: t.title,
    description: t.told(notice?.responsible ?? name),
    body: html`<p class="meta">${row === null ? t.notStated : t.inForce(row.from.split('-').reverse().join('/'))}</p>
<div class="read">
<section><h2>${t.responsible}</h2>${notice === null ? html`<p>${t.nobodyStated(name)}</p>` : responsibleOf(notice, language)}</section>
${PRIVACY_PARTS.map((part) => html`<section><h2>${t.parts[part].heading}</h2>${ownWords(notice, part, language)}${t.parts[part].usual.map((words) => html`<p>${words}</p>`)}</section>
`)}<section><h2>${t.rights}</h2><ul>${t.rightsList.map((words) => html`<li>${words}</li>`)}</ul><p>${notice === null ? t.askPlain : t.ask(notice.contact)}</p></section>
<section><h2>${t.figures}</h2><p>${t.figuresWords}</p></section>
</div>`,
  };
}

function responsibleOf({ responsible, address, contact, legalBasis }: PrivacyNotice, language: Language): Markup {
  const t = { es, en }[language].page;
  const lines: (readonly [string, string | null])[] = [[t.organisation, responsible], [t.address, address], [t.contact, contact], [t.legalBasis, legalBasis]];
  return html`<dl class="facts">${lines.flatMap(([label, value]) => (value === null ? [] : [html`<div><dt>${label}</dt><dd>${value}</dd></div>`]))}</dl>`;
}

function ownWords(notice: PrivacyNotice | null, part: PrivacyPart, language: Language): Markup | null {
  const says = notice?.[part] ?? null;
  if (says === null) return null;
  const words = language === 'en' ? (says.en ?? says.es) : says.es;
  return html`<p${words === says.es && language === 'en' ? html` lang="es"` : null}>${words}</p>`;
}
