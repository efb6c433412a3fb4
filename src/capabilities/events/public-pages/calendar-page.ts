/** The calendar of a programme: what is open to whoever wants to take part. It names nobody who does. */
import { dayIn } from '../../../platform/calendar.ts';
import { html, type Markup } from '../../../platform/http/html.ts';
import type { SiteWords, Visit } from '../../../site/serving.ts';
import { SHARE_SCRIPT, shareButton } from '../../../site/sharing.ts';
import { pathOf, type Language } from '../../../site/rules.ts';
import type { Site } from '../../../site/sheet.ts';
import { codeWord } from '../../../web/codes/code-words.ts';
import { whereOf } from '../open-registration/page.ts';
import { publicProcess, type PublicProcess } from '../open-registration/pages.ts';
import { publicPath } from '../open-registration/rules.ts';
import { dayWords } from '../public-forms/rules.ts';
import { findOpenings } from './queries.ts';
import { en } from './texts.en.ts';
import { es, type PublicPagesTexts } from './texts.es.ts';

export async function calendarWords({ client, programme, site, language, now }: Visit): Promise<SiteWords> {
  const t = { es, en }[language];
  const today = dayIn(now, programme.timeZone);
  const open: PublicProcess[] = [];
  for (const id of await findOpenings(client, programme.id, today)) {
    const found = await publicProcess(client, programme, id, now);
    if (found?.isOpen === true) open.push(found);
  }
  return {
    title: t.calendar,
    description: t.calendarTold(open.map(({ process }) => process.title)),
    body: open.length === 0 ? nothing(site, language, t) : html`<p class="lead">${t.calendarLead}</p>
<div class="stack">${open.map((one) => eventCard(one, { today, language, t, site }))}</div>
${SHARE_SCRIPT}`,
  };
}

function nothing({ code }: Site, language: Language, t: PublicPagesTexts): Markup {
  return html`<div><h2>${t.nothingOpen}</h2><p>${t.nothingOpenWords}</p><p><a class="plain" href="${pathOf(code, 'library', language)}">${t.library}</a></p></div>`;
}

interface Around {
  readonly today: string;
  readonly language: Language;
  readonly t: PublicPagesTexts;
  readonly site: Site;
}

function eventCard(open: PublicProcess, { today, language, t, site }: Around): Markup {
  const { process, sessions, placesLeft, unanswered, code } = open;
  const next = sessions.find(({ heldOn }) => heldOn >= today);
  const lang = language === 'en' ? '?lang=en' : '';
  const room = placesLeft === null ? t.room : placesLeft === 0 ? t.full : t.placesLeft(placesLeft);
  const where = whereOf(open);
  const lines: (readonly [string, string | null])[] = [
    [t.place, where === '' ? null : where],
    [t.modality, process.modality === null ? null : codeWord('modalities', process.modality, language)],
    [t.organiser, process.partnerName ?? site.name[language]],
    [t.closes, open.closesOn === null ? null : dayWords(open.closesOn)],
  ];
  return html`<article class="card event">${next === undefined ? html`<span></span>` : dateBlock(next.heldOn, t)}<div><h2>${process.title}</h2>
<p><span class="chip ${placesLeft === 0 ? 'declared' : 'delivered'}">${room}</span>${placesLeft !== null && unanswered > 0 ? html` <span class="meta">${t.unanswered(unanswered)}</span>` : null}</p>
<ul>${sessions.length === 0 ? html`<li>${t.noDays}</li>` : sessions.map((one) => html`<li>${[dayWords(one.heldOn), one.startsAt, one.title].filter((part) => part !== null).join(' · ')}</li>`)}</ul>
<dl class="facts">${lines.flatMap(([label, value]) => (value === null ? [] : [html`<div><dt>${label}</dt><dd>${value}</dd></div>`]))}</dl>
<p class="acts"><a class="button" href="${publicPath(code)}${lang}">${placesLeft === 0 ? t.waitingList : t.register}<span class="heard">: ${process.title}</span></a>${sessions.length === 0 ? null : html`<a class="plain" href="${publicPath(code)}/calendario.ics">${t.addToCalendar}<span class="heard">: ${process.title}</span></a>`}${shareButton({ title: process.title, address: publicPath(code) + lang, file: null }, language)}</p></div></article>
`;
}

/** `26 nov`, large: the day of the next session. It stands among the days in words, too. */
function dateBlock(day: string, t: PublicPagesTexts): Markup {
  return html`<p class="date" aria-hidden="true"><b>${Number(day.slice(8))}</b>${t.months[Number(day.slice(5, 7)) - 1] ?? ''}</p>`;
}
