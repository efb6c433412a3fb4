/** The public page on which a participant says what they thought of a process, as HTML: it works without JavaScript and names nobody. */
import { html, type Markup } from '../../../platform/http/html.ts';
import { plainPage } from '../../../platform/http/plain-page.ts';
import { COMMENT_MAX } from '../entries.ts';
import type { Language } from '../public-forms.ts';
import type { PublicForm } from './pages.ts';
import { boxOf, fitsInRow, isFaulty, NO_FAULTS, NOTHING_TYPED, publicPath, type Faults, type Typed } from './rules.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

type Words = typeof es.page;

/** Where the page stands. */
export interface Place {
  readonly language: Language;
  /** As it was asked for; it may be of nothing. */
  readonly code: string;
}

/** The form as it is shown: what was typed stays. */
export interface Filled {
  readonly typed: Typed;
  readonly faults: Faults;
  /** Made with the page: the same page sent twice is one answer. */
  readonly sending: string;
  /** It was not taken because too many were sent. */
  readonly tooMany: boolean;
}

export type Outcome =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too-many' }
  /** `title` null: whoever opened it closed it. */
  | { readonly kind: 'closed'; readonly title: string | null }
  | { readonly kind: 'received'; readonly open: PublicForm }
  | { readonly kind: 'form'; readonly open: PublicForm; readonly programme: { readonly name: string; readonly demonstration: boolean }; readonly filled: Filled };

export function emptyForm(sending: string): Filled {
  return { typed: NOTHING_TYPED, faults: NO_FAULTS, sending, tooMany: false };
}

export function opinionPage(outcome: Outcome, place: Place): string {
  const t = place.language === 'en' ? en.page : es.page;
  const language = place.language === 'es' ? 'en' : 'es';
  const other = { address: addressOf({ ...place, language }, outcome.kind === 'received' ? ['recibida=1'] : []), word: t.otherLanguage };
  return plainPage({ language: place.language, heading: headingOf(outcome, t), home: null, other }, bodyOf(outcome, place, t));
}

/** Address of the page, with its language where that is not the usual one. */
export function addressOf({ code, language }: Place, asked: readonly string[] = []): string {
  const query = [...(language === 'en' ? ['lang=en'] : []), ...asked];
  return `${publicPath(code)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function headingOf(outcome: Outcome, t: Words): string {
  switch (outcome.kind) {
    case 'unknown':
      return t.unknown;
    case 'too-many':
      return t.tooMany;
    case 'closed':
      return t.closed;
    case 'received':
      return t.received;
    case 'form':
      return t.heading;
  }
}

function bodyOf(outcome: Outcome, place: Place, t: Words): Markup {
  switch (outcome.kind) {
    case 'unknown':
      return html`<p class="state bad">${t.unknownWords}</p>`;
    case 'too-many':
      return html`<p class="state bad">${t.tooManyWords}</p>`;
    case 'closed':
      return html`<p class="state bad">${outcome.title === null ? t.closedPlain : t.closedWords(outcome.title)}</p>`;
    case 'received':
      return html`<p class="state good"><b>${outcome.open.process.title}</b><br>${t.receivedWords}</p><p>${t.receivedNote}</p>
<p><a href="${addressOf(place)}">${t.another}</a></p>`;
    case 'form':
      return html`${outcome.programme.demonstration ? html`<p class="demonstration">${t.demonstration}</p>` : null}
<p class="facts">${outcome.open.process.title}</p>
<p class="small">${[outcome.open.process.partnerName, outcome.programme.name].filter((name) => name !== null).join(' · ')}</p>
<p class="state good">${t.anonymous}</p>${form(outcome, place, t)}`;
  }
}

function form({ open, filled }: Extract<Outcome, { kind: 'form' }>, place: Place, t: Words): Markup {
  const { typed, faults, sending, tooMany } = filled;
  const wording = (text: { readonly es: string; readonly en: string }): string => text[place.language];
  const scale = open.form.scale.map(wording);
  const alarm = tooMany ? t.tooManyTyped : faults.whole === null ? (isFaulty(faults) ? t.summary : null) : t.faults[faults.whole];
  return html`<form action="${addressOf(place)}#preguntas" method="post" novalidate>
<h2 id="preguntas">${t.questions}</h2>
${alarm === null ? null : html`<p class="state bad" role="alert">${alarm}</p>`}
<p class="small">${t.formHint}${open.closesOn === null ? null : ` ${t.until(dayWords(open.closesOn))}`}</p>
${open.form.questions.map((question, at) => pointBoxes({ key: question.key, words: `${at + 1}. ${wording(question)}`, scale }, filled, t))}
<div class="box"><label for="comentario">${t.comment}</label><p class="small" id="comentario-hint">${t.commentHint}</p>
${faults.comment ? html`<p class="fault" id="comentario-fault">${t.faults.comment}</p>` : null}
<textarea id="comentario" name="comentario" rows="4" maxlength="${COMMENT_MAX}"${faults.comment ? html` aria-invalid="true"` : null} aria-describedby="comentario-hint${faults.comment ? ' comentario-fault' : ''}">
${typed.comment}</textarea></div>
<p class="aside" aria-hidden="true"><label>Sitio web <input name="sitio" tabindex="-1" autocomplete="off"></label></p>
<input type="hidden" name="envio" value="${sending}">
<button>${t.send}</button></form>`;
}

interface Question {
  readonly key: string;
  readonly words: string;
  /** What 1 to 5 mean. */
  readonly scale: readonly string[];
}

function pointBoxes({ key, words, scale }: Question, { typed, faults }: Filled, t: Words): Markup {
  const isWrong = faults.points.has(key);
  const marks = isWrong ? html` aria-invalid="true" aria-describedby="${boxOf(key)}-fault"` : null;
  return html`<fieldset class="box"><legend>${words}</legend>${isWrong ? html`<p class="fault" id="${boxOf(key)}-fault">${t.faults.point}</p>` : null}
<div class="points${fitsInRow(scale) ? ' in-row' : ''}">${scale.map((word, at) => html`<label class="choice"><input type="radio" name="${boxOf(key)}" value="${at + 1}"${typed.points.get(key) === String(at + 1) ? html` checked` : null}${marks}> <span>${word}</span></label>`)}</div></fieldset>`;
}

/** `30/11/2026`, as people write a day here. */
function dayWords(day: string): string {
  return day.split('-').reverse().join('/');
}
