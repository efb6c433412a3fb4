/** The public page on which a participant says what they thought of a process, as HTML: it works without JavaScript and names nobody. */
import { html, type Markup } from '../../../platform/http/html.ts';
import { COMMENT_MAX } from '../entries.ts';
import { addressOf, formAround, type Filled, type Look, type Outcome, type Place } from '../public-forms/page.ts';
import { dayWords } from '../public-forms/rules.ts';
import type { OpenForm } from './pages.ts';
import { boxOf, fitsInRow, isFaulty, publicPath, type Faults, type Typed } from './rules.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

type Words = typeof es.page;

/** What is its own on the page of a public form. */
export const LOOK: Look<OpenForm, Typed, Faults, Words> = {
  words: { es: es.page, en: en.page },
  pathOf: publicPath,
  heading: (_open, t) => t.heading,
  closed: ({ process }, t) => ({ heading: t.closed, words: t.closedWords(process.title) }),
  told: null,
  afterwards: () => null,
  asked: (asking, place, t) => html`<p class="facts">${asking.open.process.title}</p>
<p class="small">${[asking.open.process.partnerName, asking.programme.name].filter((name) => name !== null).join(' · ')}</p>
<p class="state good">${t.anonymous}</p>${form(asking, place, t)}`,
};

function form({ open, filled }: Extract<Outcome<OpenForm, Typed, Faults>, { kind: 'form' }>, place: Place, t: Words): Markup {
  const { typed, faults, sending, tooMany } = filled;
  const wording = (text: { readonly es: string; readonly en: string }): string => text[place.language];
  const scale = open.form.scale.map(wording);
  const alarm = tooMany ? t.tooManyTyped : faults.whole === null ? (isFaulty(faults) ? summary(faults, t) : null) : t.faults[faults.whole];
  const around = { address: addressOf(LOOK, place), anchor: 'preguntas', heading: t.questions, alarm, sending, send: t.send };
  return formAround(around, html`<p class="small">${t.formHint}${open.closesOn === null ? null : ` ${t.until(dayWords(open.closesOn))}`}</p>
${open.form.questions.map((question, at) => pointBoxes({ key: question.key, words: `${at + 1}. ${wording(question)}`, scale }, filled, t))}
<div class="box"><label for="comentario">${t.comment}</label><p class="small" id="comentario-hint">${t.commentHint}</p>
${faults.comment ? html`<p class="fault" id="comentario-fault">${t.faults.comment}</p>` : null}
<textarea id="comentario" name="comentario" rows="4" maxlength="${COMMENT_MAX}"${faults.comment ? html` aria-invalid="true"` : null} aria-describedby="comentario-hint${faults.comment ? ' comentario-fault' : ''}">
${typed.comment}</textarea></div>`);
}

/** The box for words stands far below the alarm: it leads there. */
function summary({ comment }: Faults, t: Words): Markup {
  return html`${t.summary}${comment ? html` <a href="#comentario">${t.faults.comment}</a>` : null}`;
}

interface Question {
  readonly key: string;
  readonly words: string;
  /** What 1 to 5 mean. */
  readonly scale: readonly string[];
}

function pointBoxes({ key, words, scale }: Question, { typed, faults }: Filled<Typed, Faults>, t: Words): Markup {
  const isWrong = faults.points.has(key);
  const marks = isWrong ? html` aria-invalid="true" aria-describedby="${boxOf(key)}-fault"` : null;
  return html`<fieldset class="box"><legend>${words}</legend>${isWrong ? html`<p class="fault" id="${boxOf(key)}-fault">${t.faults.point}</p>` : null}
<div class="points${fitsInRow(scale) ? ' in-row' : ''}">${scale.map((word, at) => html`<label class="choice"><input type="radio" name="${boxOf(key)}" value="${at + 1}"${typed.points.get(key) === String(at + 1) ? html` checked` : null}${marks}> <span>${word}</span></label>`)}</div></fieldset>`;
}
