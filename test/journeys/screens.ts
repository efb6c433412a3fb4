/** Every screen of the product and the way to it, in either language: for the journeys and for the pictures. */
import type { Page } from 'playwright-core';
import { LIDIA } from '../../examples/bolivia-digna-y-productiva/cast.ts';
import { DEFAULT_SEED, generateLists } from '../../examples/bolivia-digna-y-productiva/generate.ts';
import { processId, PROCESSES, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { settled } from './browser.ts';
import { makeConflict } from './two-versions.ts';

export interface Screen {
  readonly name: string;
  /** `home` is the address of the programme. */
  readonly open: (page: Page, home: string) => Promise<void>;
}

/** The screens of somebody who coordinates. */
export const SCREENS: readonly Screen[] = [
  at('home', ''),
  at('framework', '/marco'),
  at('indicator-editor', '/marco/indicador'),
  at('framework-editor', '/marco/estructura'),
  at('indicator', '/indicadores/2.2.1'),
  at('indicator-evidence', '/indicadores/2.2.1?evidencia=counted'),
  at('indicator-by-sector', '/indicadores/2.2.1?por=sector,sex'),
  at('processes', '/procesos'),
  at('process', `/procesos/${processId('APOYO')}`),
  at('process-registered', `/procesos/${processId('APOYO')}?parte=inscritos`),
  at('process-tests', `/procesos/${processId('APOYO')}?parte=pruebas`),
  at('process-satisfaction', `/procesos/${processId('APOYO')}?parte=satisfaccion`),
  at('satisfaction-sheet', `/procesos/${processId('APOYO')}?parte=satisfaccion&abrir=hoja`),
  at('satisfaction-sheets', `/procesos/${processId('APOYO')}?parte=satisfaccion&abrir=hojas`),
  at('satisfaction-poster', `/procesos/${processId('APOYO')}/opinion`),
  at('process-follow-up', `/procesos/${processId('APOYO')}?parte=seguimiento`),
  at('process-materials', `/procesos/${processId('APOYO')}?parte=materiales`),
  at('session-paste', `/sesiones/${sessionId('APOYO', 3)}?abrir=pegar`),
  at('certificate-design', `/procesos/${processId('APOYO')}/certificado`),
  at('certificate-issue', `/procesos/${processId('APOYO')}?parte=certificados&abrir=emitir`),
  at('registrations', `/procesos/${processId('APOYO')}/inscripcion`),
  at('badges', `/procesos/${processId('APOYO')}/credenciales`),
  at('session-check-in', `/sesiones/${sessionId('APOYO', 3)}/qr`),
  at('attendance-sheet', `/sesiones/${sessionId('APOYO', 3)}/hoja`),
  at('session', `/sesiones/${sessionId('APOYO', 3)}`),
  at('imports', '/importaciones'),
  { name: 'import-preview', open: uploadFourthList },
  at('people', '/personas'),
  { name: 'person', open: openLidia },
  at('organisations', '/organizaciones'),
  at('duplicates', '/duplicados'),
  { name: 'conflict', open: openConflict },
  at('conflicts', '/conflictos'),
  at('waiting', '/en-espera'),
  at('deliverables', '/productos'),
  at('totals', '/productos?ver=declarados'),
  at('report-download', '/informes/descargar'),
  at('iati', '/iati'),
  at('iati-data', '/iati/datos'),
  at('iati-import', '/iati/importar'),
  at('publication', '/publicar'),
  at('workplan', '/plan'),
  at('budget', '/presupuesto'),
  at('risks', '/riesgos'),
  at('results-chain', '/marco/cadena'),
  at('reports', '/informes'),
  at('reminders', '/informes/recordatorios'),
  at('reminders-schedule', '/informes/recordatorios?abrir=recordatorios'),
  at('report-form', '/informes/preparar?plantilla=final'),
  { name: 'report', open: openReport },
  at('workplan-table', '/plan?ver=tabla'),
  at('programme', '/programa'),
  at('registry-settings', '/edades-y-tamanos'),
  at('users', '/usuarios'),
  at('requests-on-data', '/pedidos-sobre-datos'),
  at('account', '/../cuenta'),
];

/** Screens that others have besides, by who they are in the example and where they arrive. */
export const SCREENS_OF_OTHERS: readonly { readonly username: string; readonly arrival?: RegExp; readonly screens: readonly Screen[] }[] = [
  {
    username: 'nilda',
    arrival: /\/hoy$/,
    screens: [
      at('today', '/hoy'),
      at('record', '/registrar'),
      at('record-session', '/registrar?que=sesion'),
      at('to-send', '/por-enviar'),
      at('this-phone', '/este-telefono'),
      at('firms', '/organizaciones'),
      at('session-of-trainer', `/sesiones/${sessionId('CONTINUIDAD', 1)}`),
    ],
  },
  { username: 'wilma', arrival: /\/hoy$/, screens: [at('home-of-partner', ''), at('processes-of-partner', '/procesos'), at('people-of-partner', '/personas')] },
  { username: 'lidia', arrival: /\/mis-datos$/, screens: [at('own-data', '/mis-datos')] },
  { username: 'elena', screens: [at('home-of-donor', ''), at('framework-of-donor', '/marco'), at('evidence-of-donor', '/indicadores/2.2.1?evidencia=counted'), at('reports-of-donor', '/informes')] },
  { username: 'rosmery', screens: [at('home-of-officer', ''), at('not-for-officer', '/pedidos-sobre-datos')] },
  { username: 'admin', screens: [at('home-of-administrator', ''), at('users-of-administrator', '/usuarios')] },
];

/** The list of the example that nobody has imported yet. */
export async function fourthList(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const list = (await generateLists(DEFAULT_SEED)).find(({ loaded }) => !loaded);
  if (list === undefined) throw new Error('The example has no list left to import.');
  return { name: list.fileName, mimeType: 'application/octet-stream', buffer: Buffer.from(list.bytes) };
}

/** Chooses the fourth list in its process and waits for the review. */
export async function uploadFourthList(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/procesos/${processId('TRANSICION')}?abrir=lista`);
  await page.getByLabel(/^(Elegir archivo|Choose a file)$/).setInputFiles(await fourthList());
  await page.waitForURL(/\/importaciones\/./);
  await settled(page);
}

export function titleOf(code: string): string {
  return PROCESSES.find((process) => process.code === code)?.title ?? code;
}

async function openLidia(page: Page, home: string): Promise<void> {
  const { given, surnames } = LIDIA.name;
  await page.goto(`${home}/personas?q=${encodeURIComponent(surnames.join(' '))}`);
  await page.getByRole('link', { name: `${surnames.join(' ')}, ${given.join(' ')}` }).click();
  // Pages are loaded when they are first visited: until then the list is still there, at rest.
  await page.waitForURL(/\/personas\/[0-9a-f-]{36}/);
  await settled(page);
}

/** The first thing in conflict; where nothing is, the cast's Lidia comes to be. */
async function openConflict(page: Page, home: string): Promise<void> {
  const decide = page.getByRole('link', { name: /^(Decidir|Decide)/ }).first();
  await page.goto(`${home}/conflictos`);
  await settled(page);
  if ((await decide.count()) === 0) {
    await openLidia(page, home);
    await makeConflict(page.context(), page.url());
    await page.goto(`${home}/conflictos`);
    await settled(page);
  }
  await decide.click();
  await page.getByText(/^(Antes|Before):/).first().waitFor();
  await settled(page);
}

function at(name: string, path: string): Screen {
  return {
    name,
    open: async (page, home) => {
      await page.goto(`${home}${path}`);
      await settled(page);
    },
  };
}

/** The report that the example prepares. */
async function openReport(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/informes`);
  await page.getByRole('main').locator('a[href*="/informes/"]:not([href*="preparar"]):not([href*="descargar"]):not([href*="recordatorios"])').first().click();
  await page.waitForURL(/\/informes\/[0-9a-f-]{36}/);
  await settled(page);
}
