/** Routes of the public page of results, and of the page on which it is decided what is public. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Indicator } from '../../../figures/indicator.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Typesetting } from '../../../platform/documents/typesetting.ts';
import type { ProgrammeInfo, Routes } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { PUBLIC_DIMENSIONS, pagePublished, type PageSettings } from '../publication-entries.ts';
import { cardPicture } from '../../../site/card.ts';
import { guard, type Framing } from '../../../site/guard.ts';
import { ASKED_PER_MINUTE_MAX, CACHED, plain } from '../../../site/serving.ts';
import { languageOf } from '../../../site/rules.ts';
import { WORDS } from '../../../site/sheet.ts';
import { cardOf } from './card.ts';
import { checkPublication, previewPublication, readPublicCard, readPublicData, readPublicFigure, readPublicPage, readPublicPicture, readPublicTable, readPublication } from './contract.ts';
import { embeddedFigure, figurePicture } from './figure.ts';
import { gatherResults, type GatherParts } from './gather.ts';
import { hiddenIn } from './hidden.ts';
import { KeptPages, type Sheet } from './kept-pages.ts';
import { csvOf, openData, openLines } from './open-data.ts';
import { publicPage } from './page.ts';
import { TEXTS, type Language } from './page-words.ts';
import { isDivisible, neverTold } from './publishable.ts';
import { findDecisions } from './queries.ts';
import type { PublicResults } from './results.ts';

const HTML = 'text/html; charset=utf-8';

export interface PublicationParts extends GatherParts {
  readonly typesetting: Typesetting;
  /** Where people reach the house; null: as each asks for it. */
  readonly publicAddress: string | null;
}

export function publicationRoutes(app: FastifyInstance, routes: Routes, parts: PublicationParts): void {
  openRoutes(routes, serving(app, parts), parts);
  routes.inside(readPublication, ({ programme }) => publicationOf(parts, programme));
  routes.inside(previewPublication, async ({ programme, query, reply }) => {
    const results = await drafted(parts, programme, query.settings);
    const language = languageOf(query.lang);
    guard(reply, "'self'").header('x-robots-tag', 'noindex').type(HTML);
    return publicPage(results, { language, indicator: query.indicador ?? null, origin: '', preview: query.settings });
  });
  routes.inside(checkPublication, async ({ programme, query }) => {
    const results = await drafted(parts, programme, query.settings);
    return { through: results.through, changesAfter: results.changesAfter, hidden: hiddenIn(results) };
  });
}

type Found = NonNullable<Awaited<ReturnType<KeptPages['find']>>>;

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly code: string;
  readonly lang: string | undefined;
}

interface Served {
  readonly type: string;
  readonly framing: Framing;
  /** null: this part of the page is not published. */
  readonly write: (found: Found, language: Language) => Promise<Sheet> | null;
}

type Serve = (asked: Asked, how: Served) => Promise<FastifyReply>;

/** Sends what is written of a page that is published; whatever else is said in words. */
function serving(app: FastifyInstance, parts: PublicationParts): Serve {
  const pages = new KeptPages(parts);
  const limit = app.createRateLimit({ max: ASKED_PER_MINUTE_MAX, timeWindow: '1 minute' });
  return async ({ request, reply, code, lang }, how) => {
    const language = languageOf(lang);
    const t = TEXTS[language];
    const asked = await limit(request);
    if (!asked.isAllowed && asked.isExceeded) return plain(reply, 429, { title: WORDS[language].tooMany, words: WORDS[language].tooManyWords }, language);
    const found = await pages.find(code);
    if (found === null) return plain(reply, 404, { title: t.notFound, words: t.notFoundWords }, language);
    const sheet = await how.write(found, language);
    if (sheet === null) return plain(reply, 404, { title: t.notFound, words: t.figureNotFoundWords }, language);
    guard(reply, how.framing).header('cache-control', CACHED).header('etag', sheet.etag);
    // A proxy or the compression may mark it weak: it is the same page all the same.
    if ((request.headers['if-none-match'] ?? '').includes(sheet.etag)) return reply.status(304).send();
    return reply.type(how.type).send(sheet.body);
  };
}

function openRoutes(routes: Routes, serve: Serve, { publicAddress, typesetting }: PublicationParts): void {
  const origin = publicAddress ?? '';
  routes.open(readPublicPage, ({ params, query, request, reply }) =>
    serve({ request, reply, code: params.code, lang: query.lang }, {
      type: HTML,
      framing: "'none'",
      write: ({ results, sheet }, language) => {
        const indicator = results.indicators.find(({ code }) => code === query.indicador)?.code ?? null;
        return sheet(`page ${language} ${indicator ?? ''}`, () => publicPage(results, { language, indicator, origin, preview: null }));
      },
    }),
  );
  routes.open(readPublicData, ({ params, request, reply }) =>
    serve({ request, reply, code: params.code, lang: undefined }, {
      type: 'application/json; charset=utf-8',
      framing: "'none'",
      write: ({ results, sheet }) => sheet('json', () => JSON.stringify(openData(results))),
    }),
  );
  routes.open(readPublicTable, ({ params, query, request, reply }) =>
    serve({ request, reply, code: params.code, lang: query.lang }, {
      type: 'text/csv; charset=utf-8',
      framing: "'none'",
      write: ({ results, sheet }, language) => sheet(`csv ${language}`, () => csvOf(openLines(results, language))),
    }),
  );
  routes.open(readPublicCard, ({ params, query, request, reply }) =>
    serve({ request, reply, code: params.code, lang: query.lang }, {
      type: 'image/png',
      framing: '*',
      write: ({ results, sheet }, language) => sheet(`card ${language}`, () => cardPicture(typesetting, cardOf(results, language))),
    }),
  );
  for (const [contract, type, draw] of [
    [readPublicFigure, HTML, embeddedFigure],
    [readPublicPicture, 'image/svg+xml; charset=utf-8', figurePicture],
  ] as const) {
    routes.open(contract, ({ params, query, request, reply }) =>
      serve({ request, reply, code: params.code, lang: query.lang }, {
        type,
        framing: '*',
        write: ({ results, sheet }, language) => {
          const indicator = results.indicators.find(({ code }) => code === params.indicator);
          return indicator === undefined ? null : sheet(`${contract.path} ${language} ${indicator.code}`, () => draw({ results, indicator, language, origin }));
        },
      }),
    );
  }
}

/** The page as it would be with these settings. Throws `bad-request` where they are none. */
async function drafted(parts: GatherParts, programme: ProgrammeInfo, text: string): Promise<PublicResults> {
  const results = await gatherResults(parts, programme, settingsIn(text));
  if (results === null) throw new Problem('not-found');
  return results;
}

function settingsIn(text: string): PageSettings {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Told below, as any other settings that are none.
  }
  const settings = pagePublished.payload.safeParse(value);
  if (!settings.success) throw new Problem('bad-request', { settings: 'unreadable' });
  return settings.data;
}

async function publicationOf({ pool, figures, publicAddress }: PublicationParts, programme: ProgrammeInfo) {
  const moment = await figures.momentAt(programme, undefined);
  const standing = await inProgramme(pool, programme.id, async (client) => (await findDecisions(client, programme.id)).find(({ endedAt }) => endedAt === null));
  const byId = new Map([...moment.indicators.values()].map(({ id, indicator }) => [id, indicator]));
  const whyNever = (indicator: Indicator) => neverTold(indicator, (id) => byId.get(id));
  const codes = [...moment.indicators.keys()].sort(new Intl.Collator('es', { numeric: true }).compare);
  return {
    standing:
      standing === undefined
        ? null
        : { id: standing.id, leaves: standing.leaves, publishedAt: standing.decidedAt.toISOString(), settings: pagePublished.payload.parse(standing.body) },
    address: `${publicAddress ?? ''}/p/${programme.code}`,
    indicators: codes.flatMap((code) => {
      const found = moment.indicators.get(code);
      if (found === undefined || whyNever(found.indicator) !== null) return [];
      const { id, indicator } = found;
      const divides = isDivisible(indicator);
      return { id, code, name: indicator.name, unit: indicator.unit, dimensions: PUBLIC_DIMENSIONS.filter((one) => divides && indicator.disaggregations.includes(one)) };
    }),
    leftOut: codes.flatMap((code) => {
      const found = moment.indicators.get(code);
      const why = found === undefined ? null : whyNever(found.indicator);
      return found === undefined || why === null ? [] : [{ code, name: found.indicator.name, why }];
    }),
  };
}
