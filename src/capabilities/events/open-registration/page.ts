/** The public page on which somebody asks for a place, as HTML: it works without JavaScript. It names nobody. */
import { html, type Markup } from '../../../platform/http/html.ts';
import { plainPage } from '../../../platform/http/plain-page.ts';
import { placeName } from '../../../registry/places.ts';
import { SEXES } from '../../../registry/entries.ts';
import type { Language } from '../public-forms.ts';
import type { PublicProcess } from './pages.ts';
import { NOTHING_TYPED, publicPath, type Box, type Fault, type Typed } from './rules.ts';
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
  readonly faults: Partial<Record<Box, Fault>>;
  /** Made with the page: the same page sent twice is one request. */
  readonly sending: string;
  /** It was not sent because too many were. */
  readonly tooMany: boolean;
}

export type Outcome =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too-many' }
  /** `title` null: whoever opened it closed it. */
  | { readonly kind: 'closed'; readonly title: string | null }
  /** All its sessions are past. */
  | { readonly kind: 'held'; readonly title: string; readonly lastOn: string }
  | { readonly kind: 'received'; readonly open: PublicProcess }
  | { readonly kind: 'form'; readonly open: PublicProcess; readonly programme: { readonly name: string; readonly demonstration: boolean }; readonly filled: Filled };

export function emptyForm(sending: string): Filled {
  return { typed: NOTHING_TYPED, faults: {}, sending, tooMany: false };
}

export function registrationPage(outcome: Outcome, place: Place): string {
  const t = wordsIn(place.language);
  const language = place.language === 'es' ? 'en' : 'es';
  const other = { address: addressOf({ ...place, language }, outcome.kind === 'received' ? ['recibida=1'] : []), word: t.otherLanguage };
  return plainPage({ language: place.language, heading: headingOf(outcome, t), home: null, other }, bodyOf(outcome, place, t));
}

/** Address of the page, with its language where that is not the usual one. */
export function addressOf({ code, language }: Place, asked: readonly string[] = []): string {
  const query = [...(language === 'en' ? ['lang=en'] : []), ...asked];
  return `${publicPath(code)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function wordsIn(language: Language): Words {
  return language === 'en' ? en.page : es.page;
}

function headingOf(outcome: Outcome, t: Words): string {
  switch (outcome.kind) {
    case 'unknown':
      return t.unknown;
    case 'too-many':
      return t.tooMany;
    case 'closed':
      return t.closed;
    case 'held':
      return t.held;
    case 'received':
      return t.received;
    case 'form':
      return t.heading(outcome.open.process.title);
  }
}

function bodyOf(outcome: Outcome, place: Place, t: Words): Markup {
  switch (outcome.kind) {
    case 'unknown':
      return html`<p class="state bad">${t.unknownWords}</p>`;
    case 'too-many':
      return html`<p class="state bad">${t.tooManyWords}</p>`;
    case 'held':
      return html`<p class="state bad">${t.heldWords(outcome.title, dayWords(outcome.lastOn))}</p>`;
    case 'closed':
      return html`<p class="state bad">${outcome.title === null ? t.closedPlain : t.closedWords(outcome.title)}</p>`;
    case 'received':
      return html`<p class="state good"><b>${outcome.open.process.title}</b><br>${t.receivedWords}</p><p>${t.receivedNote}</p>
${calendarLink(outcome.open, place, t)}<p><a href="${addressOf(place)}">${t.another}</a></p>`;
    case 'form':
      return html`${outcome.programme.demonstration ? html`<p class="demonstration">${t.demonstration}</p>` : null}
${particulars(outcome.open, outcome.programme.name, place, t)}${form(outcome, place, t)}`;
  }
}

function particulars(open: PublicProcess, programme: string, place: Place, t: Words): Markup {
  const { process, sessions, closesOn, placesLeft, unanswered } = open;
  const where = whereOf(open, t);
  const room = placesLeft === null ? t.room : placesLeft === 0 ? t.full : t.placesLeft(placesLeft);
  const lines: (readonly [string, string])[] = [
    ...(where === '' ? [] : [[t.place, where] as const]),
    ...(process.partnerName === null ? [] : [[t.organiser, process.partnerName] as const]),
    [t.programme, programme],
    ...(closesOn === null ? [] : [[t.closes, dayWords(closesOn)] as const]),
  ];
  return html`<p class="state ${placesLeft === 0 ? 'bad' : 'good'}">${room}${placesLeft !== null && unanswered > 0 ? ` ${t.unanswered(unanswered)}` : ''}</p>
<dl><div><dt>${t.sessions}</dt>${sessions.length === 0 ? html`<dd>${t.noSessions}</dd>` : sessions.map((one) => html`<dd>${[dayWords(one.heldOn), one.startsAt, t.minutes(one.durationMinutes), one.modality === 'virtual' ? t.virtual : null, one.title].filter((part) => part !== null).join(' · ')}</dd>`)}</div>
${lines.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
${calendarLink(open, place, t)}`;
}

function whereOf({ process }: PublicProcess, t: Words): string {
  const names = [process.municipality, process.department].flatMap((code) => (code === null ? [] : (placeName(code) ?? [])));
  const known = [process.venue, ...new Set(names)].filter((part) => part !== null).join(', ');
  return known === '' && process.modality === 'virtual' ? t.virtual : known;
}

function calendarLink({ sessions }: PublicProcess, { code }: Place, t: Words): Markup | null {
  return sessions.length === 0 ? null : html`<p><a href="${publicPath(code)}/calendario.ics">${t.calendar}</a></p>`;
}

function form({ open, filled }: Extract<Outcome, { kind: 'form' }>, place: Place, t: Words): Markup {
  const { typed, faults, sending, tooMany } = filled;
  const wrong = Object.keys(faults).length > 0;
  const line = textBox(filled, t);
  const purpose = place.language === 'en' ? (open.consent.en ?? open.consent.es) : open.consent.es;
  return html`<form action="${addressOf(place)}#datos" method="post" novalidate>
<h2 id="datos">${t.form}</h2>
${tooMany ? html`<p class="state bad" role="alert">${t.tooManyTyped}</p>` : wrong ? html`<p class="state bad" role="alert">${t.summary}</p>` : null}
<p class="small">${t.formHint}</p>
${line({ box: 'surnames', name: 'apellidos', label: t.surnames, complete: 'family-name' })}
${line({ box: 'givenNames', name: 'nombres', label: t.givenNames, complete: 'given-name' })}
${sexBoxes(filled, t)}
${line({ box: 'phone', name: 'telefono', label: t.phone, hint: t.phoneHint, mode: 'tel', complete: 'tel' })}
${line({ box: 'organisation', name: 'organizacion', label: t.organisation, hint: t.organisationHint, list: 'invitadas', complete: 'organization' })}
<datalist id="invitadas">${open.invited.map(({ organisationName }) => html`<option value="${organisationName}">`)}</datalist>
<div class="pair">${line({ box: 'document', name: 'documento', label: t.document, hint: t.documentHint })}
${line({ box: 'birthYear', name: 'nacimiento', label: t.birthYear, hint: t.birthYearHint, mode: 'numeric' })}</div>
<h2>${t.consent}</h2>
<p class="purpose"${purpose === open.consent.es ? html` lang="es"` : null}>${purpose}</p>
<div class="box">${faultOf('agrees', faults, t)}<label class="choice"><input type="checkbox" name="acepto" value="1"${typed.agrees ? html` checked` : null}${marks('agrees', faults, null)}> ${t.agree}</label></div>
<p class="aside" aria-hidden="true"><label>Sitio web <input name="sitio" tabindex="-1" autocomplete="off"></label></p>
<input type="hidden" name="envio" value="${sending}">
<button>${t.send}</button></form>`;
}

interface Line {
  readonly box: Exclude<Box, 'agrees' | 'sex'>;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly mode?: 'tel' | 'numeric';
  readonly list?: string;
  /** What the browser may offer of what it knows of whoever types. */
  readonly complete?: string;
}

function textBox({ typed, faults }: Filled, t: Words): (line: Line) => Markup {
  return ({ box, name, label, hint, mode, list, complete }) => html`<div class="box"><label for="${name}">${label}</label>
${hint === undefined ? null : html`<p class="small" id="${name}-hint">${hint}</p>`}${faultOf(box, faults, t)}
<input id="${name}" name="${name}" value="${typed[box]}" maxlength="250" autocomplete="${complete ?? 'off'}"${mode === undefined ? null : html` inputmode="${mode}"`}${list === undefined ? null : html` list="${list}"`}${marks(box, faults, hint === undefined ? null : `${name}-hint`)}></div>`;
}

function sexBoxes({ typed, faults }: Filled, t: Words): Markup {
  return html`<fieldset class="box"><legend>${t.sex}</legend>${faultOf('sex', faults, t)}
${SEXES.map((sex) => html`<label class="choice"><input type="radio" name="sexo" value="${sex}"${typed.sex === sex ? html` checked` : null}${marks('sex', faults, null)}> ${t.sexes[sex]}</label>`)}</fieldset>`;
}

function faultOf(box: Box, faults: Filled['faults'], t: Words): Markup | null {
  const fault = faults[box];
  return fault === undefined ? null : html`<p class="fault" id="${box}-fault">${t.faults[fault]}</p>`;
}

/** What tells whoever does not see the page that a box is wrong, and what of it is said. */
function marks(box: Box, faults: Filled['faults'], hintId: string | null): Markup | null {
  const said = [hintId, faults[box] === undefined ? null : `${box}-fault`].filter((id) => id !== null);
  const wrong = faults[box] === undefined ? null : html` aria-invalid="true"`;
  return said.length === 0 ? wrong : html`${wrong} aria-describedby="${said.join(' ')}"`;
}

/** `30/11/2026`, as people write a day here. */
function dayWords(day: string): string {
  return day.split('-').reverse().join('/');
}
