/** Serves the pages of the public site beside the results: as they stand now, within limits, and nothing of a programme that publishes nothing. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool, PoolClient } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Typesetting } from '../platform/documents/typesetting.ts';
import { html, type Markup } from '../platform/http/html.ts';
import { houseAddress, type ProgrammeInfo, type Routes } from '../platform/http/route.ts';
import { cardPicture } from './card.ts';
import { sitePage, sitePicture } from './contract.ts';
import { guard } from './guard.ts';
import { findProgrammeByCode } from './queries.ts';
import { languageOf, pathOf, SITE_PAGES, type Language, type SitePage } from './rules.ts';
import { linkPreview, plainSheet, sheet, WORDS, waysOf, type Site } from './sheet.ts';

/** Pages asked for from one address in a minute: a classroom behind one address passes, a robot in a loop does not. */
export const ASKED_PER_MINUTE_MAX = 300;
/** Kept by the browser, but asked for anew each time: what was closed is gone at once. */
export const CACHED = 'public, no-cache';
/** Pictures kept between requests: they change with a name only. */
const PICTURES_MAX = 100;

/** What of a programme is open to anybody; null: nothing, whether or not it exists. */
export type FindSite = (client: PoolClient, programme: ProgrammeInfo) => Promise<Site | null>;

export interface SiteParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly typesetting: Typesetting;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
  readonly findSite: FindSite;
}

/** Somebody at a page. */
export interface Visit {
  readonly client: PoolClient;
  readonly programme: ProgrammeInfo;
  readonly site: Site;
  readonly language: Language;
  readonly now: Date;
}

/** What a page says. */
export interface SiteWords {
  readonly title: string;
  /** In a sentence, for whoever sees only a link to it. */
  readonly description: string;
  readonly body: Markup;
}

interface Asked {
  readonly params: { readonly code: string };
  readonly query: { readonly lang?: string | undefined };
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface SiteServer {
  /** A page of the site, and the picture that goes with links to it. */
  page(which: Exclude<SitePage, 'results'>, say: (visit: Visit) => Promise<SiteWords>): void;
  /** Answers with what `then` gives, which is sent once the database is done with; null: not this part of the site. */
  reach(asked: Asked, then: (visit: Visit) => Promise<((reply: FastifyReply) => FastifyReply | Promise<FastifyReply>) | null>): Promise<FastifyReply>;
}

export function siteServer(app: FastifyInstance, routes: Routes, parts: SiteParts): SiteServer {
  const limit = app.createRateLimit({ max: ASKED_PER_MINUTE_MAX, timeWindow: '1 minute' });
  const pictures = new Map<string, Promise<Uint8Array>>();

  const reach: SiteServer['reach'] = async ({ params, query, request, reply }, then) => {
    const language = languageOf(query.lang);
    const t = WORDS[language];
    const asked = await limit(request);
    if (!asked.isAllowed && asked.isExceeded) return plain(reply, 429, { title: t.tooMany, words: t.tooManyWords }, language);
    const programme = await findProgrammeByCode(parts.pool, params.code);
    const send =
      programme === null
        ? null
        : await inProgramme(parts.pool, programme.id, async (client) => {
            const site = await parts.findSite(client, programme);
            return site === null ? null : then({ client, programme, site, language, now: parts.clock.now() });
          }, { readOnly: true });
    if (send === null) return plain(reply, 404, { title: t.notFound, words: t.notFoundWords }, language);
    return send(guard(reply, "'none'").header('cache-control', CACHED));
  };

  function pictureOf({ site, language, now }: Visit, which: SitePage): Promise<Uint8Array> {
    const key = `${language} ${which} ${site.name[language]} ${site.demonstration}`;
    const known = pictures.get(key);
    if (known !== undefined) return known;
    const t = WORDS[language];
    const made = cardPicture(parts.typesetting, { language, kicker: t.names[which], title: site.name[language], figures: [], foot: site.demonstration ? t.demonstration : '', madeAt: now });
    if (pictures.size >= PICTURES_MAX) pictures.clear();
    pictures.set(key, made);
    // Asked again, it is tried again.
    made.catch(() => pictures.delete(key));
    return made;
  }

  return {
    reach,
    page(which, say) {
      routes.open(sitePage(which), (asked) =>
        reach(asked, async (visit) => {
          const text = written(visit, await say(visit), { which, house: houseAddress(parts.publicAddress, asked.request) });
          const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
          const isKnown = (asked.request.headers['if-none-match'] ?? '').includes(etag);
          return (reply) => (isKnown ? reply.header('etag', etag).status(304).send() : reply.header('etag', etag).type('text/html; charset=utf-8').send(text));
        }),
      );
      routes.open(sitePicture(which), (asked) =>
        // Drawn once the database is done with: it may take a moment.
        reach(asked, (visit) => Promise.resolve(async (reply) => {
          const bytes = Buffer.from(await pictureOf(visit, which));
          return reply.header('cross-origin-resource-policy', 'cross-origin').type('image/png').send(bytes);
        })),
      );
    },
  };
}

function written({ site, language }: Visit, { title, description, body }: SiteWords, { which, house }: { readonly which: SitePage; readonly house: string }): string {
  const t = WORDS[language];
  const name = site.name[language];
  const lang = language === 'en' ? '?lang=en' : '';
  const image = { url: `${house}/p/${site.code}${SITE_PAGES[which]}/imagen.png${lang}`, words: `${name}. ${t.names[which]}` };
  const head = linkPreview({ siteName: name, title: `${title}. ${name}`, description, url: house + pathOf(site.code, which, language), image }, language);
  const other = pathOf(site.code, which, language === 'es' ? 'en' : 'es');
  return sheet({ language, title: `${title} · ${name}`, head, brand: name, other, ways: waysOf(site, which, language) }, html`
${site.demonstration ? html`<aside class="demo" aria-label="${t.notice}"><div class="wide"><p>${t.demonstration}</p></div></aside>` : null}
<main id="main" class="wide words"><h1 class="title">${title}</h1>
${body}
</main>
<footer><div class="wide"><p class="links"><a href="/verificar${lang}">${t.verify}</a></p></div></footer>`);
}

export function plain(reply: FastifyReply, status: number, says: { readonly title: string; readonly words: string }, language: Language): FastifyReply {
  guard(reply, "'none'").status(status).header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
  return reply.type('text/html; charset=utf-8').send(plainSheet(says, language));
}
