/** The public page on which a participant says that they are in a session, as HTML: it works without JavaScript. */
import { html, type Markup } from '../../../platform/http/html.ts';
import { addressOf, formAround, type Look, type Outcome, type Place } from '../public-forms/page.ts';
import { dayWords } from '../public-forms/rules.ts';
import type { OpenSession } from './pages.ts';
import { publicPath, type Fault, type Typed } from './rules.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

type Words = typeof es.page;
type Asking = Extract<Outcome<OpenSession, Typed, Fault>, { kind: 'form' }>;

/** What is its own on the page of a public form. */
export const LOOK: Look<OpenSession, Typed, Fault, Words> = {
  words: { es: es.page, en: en.page },
  pathOf: publicPath,
  heading: (_open, t) => t.heading,
  closed: (open, t) => ({ heading: open.state === 'early' ? t.early : t.closed, words: closedWords(open, t) }),
  told: null,
  afterwards: () => null,
  asked: (asking, place, t) => html`<p class="facts">${asking.open.process.title}</p>
<p class="small">${sessionWords(asking.open, t)}<br>${[asking.open.process.partnerName, asking.programme.name].filter((name) => name !== null).join(' · ')}</p>
${asking.filled.typed.self === null ? null : ownForm(asking, asking.filled.typed.self.firstName, place, t)}${codeForm(asking, place, t)}`,
};

function closedWords({ session, hours, state }: OpenSession, t: Words): string {
  if (state === 'closed') return t.closedByStaff;
  const day = dayWords(session.heldOn);
  return hours === null ? t.onlyOn(day) : t.onlyBetween(day, hours.from, hours.until);
}

function sessionWords({ session, hours }: OpenSession, t: Words): string {
  return [t.session(session.sessionNumber), session.title, dayWords(session.heldOn), hours === null ? null : t.until(hours.until)].filter((part) => part !== null).join(' · ');
}

/** One tap for whoever is signed in on this telephone. */
function ownForm({ filled }: Asking, firstName: string, place: Place, t: Words): Markup {
  const around = { address: addressOf(LOOK, place), anchor: 'yo', heading: t.ownHeading(firstName), alarm: null, sending: filled.sending, send: t.ownSend };
  return formAround(around, html`<p class="small">${t.ownHint}</p><input type="hidden" name="yo" value="1">`);
}

function codeForm({ filled }: Asking, place: Place, t: Words): Markup {
  const { typed, faults, sending, tooMany } = filled;
  const alarm = tooMany ? t.tooManyTyped : faults === null ? null : t.summary;
  const around = { address: addressOf(LOOK, place), anchor: 'codigo-credencial', heading: typed.self === null ? t.codeHeading : t.codeHeadingElse, alarm, sending, send: t.send };
  return formAround(around, html`<div class="box"><label for="codigo">${t.code}</label><p class="small" id="codigo-hint">${t.codeHint}</p>
${faults === null ? null : html`<p class="fault" id="codigo-fault">${t.faults[faults]}</p>`}
<input id="codigo" name="codigo" value="${typed.code}" maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false"${faults === null ? null : html` aria-invalid="true"`} aria-describedby="codigo-hint${faults === null ? '' : ' codigo-fault'}"></div>
<p class="small">${t.whatItIs}</p>`);
}
