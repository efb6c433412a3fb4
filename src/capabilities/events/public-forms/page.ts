/** What stands around the questions of every public form, as HTML: it works without JavaScript and names nobody. */
import { html, type Markup } from '../../../platform/http/html.ts';
import { plainPage } from '../../../platform/http/plain-page.ts';
import { SITE_PAGES } from '../../../site/rules.ts';
import { linkPreview } from '../../../site/sheet.ts';
import type { Language } from './rules.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

/** Where the page stands. */
export interface Place {
  readonly language: Language;
  /** As it was asked for; it may be of nothing. */
  readonly code: string;
  /** Address of the house, without a slash at the end: networks follow only whole ones. */
  readonly house: string;
}

/** A form as it is shown: what was typed stays. */
export interface Filled<Typed, Faults> {
  readonly typed: Typed;
  readonly faults: Faults;
  /** Made with the page: the same page sent twice is taken once. */
  readonly sending: string;
  /** It was not taken because too many were sent. */
  readonly tooMany: boolean;
}

/** What a code leads to. */
export interface Opened {
  readonly process: { readonly id: string; readonly title: string };
  readonly isOpen: boolean;
}

interface Asking<Open, Typed, Faults> {
  readonly kind: 'form';
  readonly open: Open;
  readonly programme: { readonly code: string; readonly name: string; readonly demonstration: boolean };
  readonly filled: Filled<Typed, Faults>;
}

export type Outcome<Open, Typed, Faults> =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too-many' }
  /** `open` null: whoever opened it closed it. */
  | { readonly kind: 'closed'; readonly open: Open | null }
  | { readonly kind: 'received'; readonly open: Open }
  | Asking<Open, Typed, Faults>;

/** What each form words for itself. */
export interface FormWords {
  readonly demonstration: string;
  readonly received: string;
  readonly receivedWords: string;
  readonly receivedNote: string;
  readonly another: string;
  readonly closed: string;
  readonly closedPlain: string;
  readonly unknown: string;
  readonly tooMany: string;
  readonly tooManyWords: string;
  readonly tooManyTyped: string;
  readonly summary: string;
  readonly send: string;
}

/** What is a form's own on its page. */
export interface Look<Open extends Opened, Typed, Faults, Words extends FormWords> {
  readonly words: Readonly<Record<Language, Words>>;
  readonly pathOf: (code: string) => string;
  readonly heading: (open: Open, t: Words) => string;
  /** What is said of a process whose time is over. */
  readonly closed: (open: Open, t: Words) => { readonly heading: string; readonly words: string };
  /** What a link to the form says of it; null: it is for those only to whom it was given. */
  readonly told: ((open: Open, t: Words) => string) | null;
  /** What stands between the thanks and the way to another form. */
  readonly afterwards: (open: Open, place: Place, t: Words) => Markup | null;
  /** What the process is, and the form. */
  readonly asked: (asking: Asking<Open, Typed, Faults>, place: Place, t: Words) => Markup;
}

/** The page that says what came of asking for it. */
export function formPage<Open extends Opened, Typed, Faults, Words extends FormWords>(
  look: Look<Open, Typed, Faults, Words>,
  outcome: Outcome<Open, Typed, Faults>,
  place: Place,
): string {
  const language = place.language === 'es' ? 'en' : 'es';
  const asked = outcome.kind === 'received' ? RECEIVED : [];
  const other = { address: addressOf(look, { ...place, language }, asked), word: wordsIn(place.language).otherLanguage };
  const { heading, body } = saidOf(look, outcome, place);
  return plainPage({ language: place.language, heading, home: null, other, preview: previewOf(look, outcome, place) }, body);
}

/** The picture is that of the programme's calendar, where the form stands too. */
function previewOf<Open extends Opened, Typed, Faults, Words extends FormWords>(
  look: Look<Open, Typed, Faults, Words>,
  outcome: Outcome<Open, Typed, Faults>,
  place: Place,
): Markup | null {
  if (outcome.kind !== 'form' || look.told === null) return null;
  const { open, programme } = outcome;
  const { house, language } = place;
  const image = { url: `${house}/p/${programme.code}${SITE_PAGES.calendar}/imagen.png${language === 'en' ? '?lang=en' : ''}`, words: programme.name };
  const description = look.told(open, look.words[language]);
  return linkPreview({ siteName: programme.name, title: open.process.title, description, url: house + addressOf(look, place), image }, language);
}

/** What the address of the page carries after a form was taken. */
export const RECEIVED: readonly string[] = ['recibida=1'];

/** Address of the page, with its language where that is not the usual one. */
export function addressOf({ pathOf }: { readonly pathOf: (code: string) => string }, { code, language }: Pick<Place, 'code' | 'language'>, asked: readonly string[] = []): string {
  const query = [...(language === 'en' ? ['lang=en'] : []), ...asked];
  return `${pathOf(code)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function wordsIn(language: Language): typeof es {
  return language === 'en' ? en : es;
}

function saidOf<Open extends Opened, Typed, Faults, Words extends FormWords>(
  look: Look<Open, Typed, Faults, Words>,
  outcome: Outcome<Open, Typed, Faults>,
  place: Place,
): { readonly heading: string; readonly body: Markup } {
  const t = look.words[place.language];
  switch (outcome.kind) {
    case 'unknown':
      return { heading: t.unknown, body: bad(wordsIn(place.language).unknownWords) };
    case 'too-many':
      return { heading: t.tooMany, body: bad(t.tooManyWords) };
    case 'closed': {
      const { heading, words } = outcome.open === null ? { heading: t.closed, words: t.closedPlain } : look.closed(outcome.open, t);
      return { heading, body: bad(words) };
    }
    case 'received':
      return {
        heading: t.received,
        body: html`<p class="state good"><b>${outcome.open.process.title}</b><br>${t.receivedWords}</p><p>${t.receivedNote}</p>
${look.afterwards(outcome.open, place, t)}<p><a href="${addressOf(look, place)}">${t.another}</a></p>`,
      };
    case 'form':
      return {
        heading: look.heading(outcome.open, t),
        body: html`${outcome.programme.demonstration ? html`<p class="demonstration">${t.demonstration}</p>` : null}
${look.asked(outcome, place, t)}`,
      };
  }
}

function bad(words: string): Markup {
  return html`<p class="state bad">${words}</p>`;
}

interface Around {
  /** Where it is sent, and the part of the page that is shown again where something is wrong. */
  readonly address: string;
  readonly anchor: string;
  readonly heading: string;
  /** What is wrong with the whole of it; null: nothing. */
  readonly alarm: Markup | string | null;
  readonly sending: string;
  readonly send: string;
}

/** What stands around the boxes of a form. */
export function formAround({ address, anchor, heading, alarm, sending, send }: Around, boxes: Markup): Markup {
  return html`<form action="${address}#${anchor}" method="post" novalidate>
<h2 id="${anchor}">${heading}</h2>
${alarm === null ? null : html`<p class="state bad" role="alert">${alarm}</p>`}
${boxes}
<p class="aside" aria-hidden="true"><label>Sitio web <input name="sitio" tabindex="-1" autocomplete="off"></label></p>
<input type="hidden" name="envio" value="${sending}">
<button>${send}</button></form>`;
}
