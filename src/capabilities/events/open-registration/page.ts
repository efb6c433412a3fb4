/** The public page on which somebody asks for a place, as HTML: it works without JavaScript. It names nobody. */
import { html, type Markup } from '../../../platform/http/html.ts';
import { placeName } from '../../../registry/places.ts';
import { SEXES } from '../../../registry/entries.ts';
import { addressOf, formAround, type Filled, type Look, type Outcome, type Place } from '../public-forms/page.ts';
import { dayWords } from '../public-forms/rules.ts';
import type { PublicProcess } from './pages.ts';
import { publicPath, type Box, type Faults, type Typed } from './rules.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

type Words = typeof es.page;
type Form = Filled<Typed, Faults>;

/** What is its own on the page of a public form. */
export const LOOK: Look<PublicProcess, Typed, Faults, Words> = {
  words: { es: es.page, en: en.page },
  pathOf: publicPath,
  heading: ({ process }, t) => t.heading(process.title),
  // Whoever comes after the last session is told that it was held, and not that they missed a day.
  closed: ({ process: { title }, heldOn }, t) =>
    heldOn === null ? { heading: t.closed, words: t.closedWords(title) } : { heading: t.held, words: t.heldWords(title, dayWords(heldOn)) },
  told: toldOf,
  afterwards: calendarLink,
  asked: (asking, place, t) => html`${particulars(asking.open, asking.programme.name, place, t)}${form(asking, place, t)}`,
};

/** Days, place and who runs it, in a line. */
function toldOf(open: PublicProcess, t: Words): string {
  const { process, sessions, placesLeft } = open;
  const days = sessions.map(({ heldOn, startsAt }) => [dayWords(heldOn), startsAt].filter((part) => part !== null).join(' ')).join(', ');
  const where = whereOf(open) || (process.modality === 'virtual' ? t.virtual : '');
  const room = placesLeft === null ? t.room : placesLeft === 0 ? t.full : t.placesLeft(placesLeft);
  return [days, where, process.partnerName ?? '', room].filter((part) => part !== '').join(' · ');
}

function particulars(open: PublicProcess, programme: string, place: Place, t: Words): Markup {
  const { process, sessions, closesOn, placesLeft, unanswered } = open;
  const where = whereOf(open) || (process.modality === 'virtual' ? t.virtual : '');
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

/** House, municipality and department, as far as they are known. */
export function whereOf({ process }: PublicProcess): string {
  const names = [process.municipality, process.department].flatMap((code) => (code === null ? [] : (placeName(code) ?? [])));
  return [process.venue, ...new Set(names)].filter((part) => part !== null).join(', ');
}

function calendarLink({ sessions }: PublicProcess, { code }: Place, t: Words): Markup | null {
  return sessions.length === 0 ? null : html`<p><a href="${publicPath(code)}/calendario.ics">${t.calendar}</a></p>`;
}

function form({ open, filled }: Extract<Outcome<PublicProcess, Typed, Faults>, { kind: 'form' }>, place: Place, t: Words): Markup {
  const { typed, faults, sending, tooMany } = filled;
  const line = textBox(filled, t);
  const purpose = place.language === 'en' ? (open.consent.en ?? open.consent.es) : open.consent.es;
  const alarm = tooMany ? t.tooManyTyped : Object.keys(faults).length > 0 ? t.summary : null;
  const around = { address: addressOf(LOOK, place), anchor: 'datos', heading: t.form, alarm, sending, send: t.send };
  return formAround(around, html`<p class="small">${t.formHint}</p>
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
<div class="box">${faultOf('agrees', faults, t)}<label class="choice"><input type="checkbox" name="acepto" value="1"${typed.agrees ? html` checked` : null}${marks('agrees', faults, null)}> ${t.agree}</label></div>`);
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

function textBox({ typed, faults }: Form, t: Words): (line: Line) => Markup {
  return ({ box, name, label, hint, mode, list, complete }) => html`<div class="box"><label for="${name}">${label}</label>
${hint === undefined ? null : html`<p class="small" id="${name}-hint">${hint}</p>`}${faultOf(box, faults, t)}
<input id="${name}" name="${name}" value="${typed[box]}" maxlength="250" autocomplete="${complete ?? 'off'}"${mode === undefined ? null : html` inputmode="${mode}"`}${list === undefined ? null : html` list="${list}"`}${marks(box, faults, hint === undefined ? null : `${name}-hint`)}></div>`;
}

function sexBoxes({ typed, faults }: Form, t: Words): Markup {
  return html`<fieldset class="box"><legend>${t.sex}</legend>${faultOf('sex', faults, t)}
${SEXES.map((sex) => html`<label class="choice"><input type="radio" name="sexo" value="${sex}"${typed.sex === sex ? html` checked` : null}${marks('sex', faults, null)}> ${t.sexes[sex]}</label>`)}</fieldset>`;
}

function faultOf(box: Box, faults: Faults, t: Words): Markup | null {
  const fault = faults[box];
  return fault === undefined ? null : html`<p class="fault" id="${box}-fault">${t.faults[fault]}</p>`;
}

/** What tells whoever does not see the page that a box is wrong, and what of it is said. */
function marks(box: Box, faults: Faults, hintId: string | null): Markup | null {
  const said = [hintId, faults[box] === undefined ? null : `${box}-fault`].filter((id) => id !== null);
  const wrong = faults[box] === undefined ? null : html` aria-invalid="true"`;
  return said.length === 0 ? wrong : html`${wrong} aria-describedby="${said.join(' ')}"`;
}
