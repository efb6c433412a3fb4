/**
 * The programme "Bolivia Digna y Productiva" as data. What the article states carries its source; where sources disagree
 * both stand side by side; where it gives no number, none is invented. Main source: ILO Office for the Andean
 * Countries, news of 3 August 2022.
 */
import type { z } from 'zod';
import type { DraftInput } from '../../src/ledger/entry.ts';
import { ageGroupsSet, type sizeRuleSet } from '../../src/registry/entries.ts';
import { indicatorSchema, type Indicator } from '../../src/figures/indicator.ts';
import type { publicationDescribed } from '../../src/capabilities/results/entries.ts';
import { DELIVERABLE_ENTRIES } from './deliverables.ts';
import { REMINDERS_ENTRY, REPORT_ENTRY } from './report.ts';
import { stableId } from './stable-id.ts';
import { workplanEntries } from './workplan.ts';

const ARTICLE = 'OIT, Oficina para los Países Andinos, noticia del 3 de agosto de 2022';
const WEBINAR_NOTE = 'OIT Lima, WCMS_821898, octubre de 2021';

export const EXAMPLE_PROGRAMME = {
  code: 'bolivia-digna-y-productiva',
  name: 'Bolivia Digna y Productiva',
  timeZone: 'America/La_Paz',
  demonstration: true,
};

/** Where a session took place, or null for virtual ones. */
interface SessionPlan {
  readonly heldOn: string;
  readonly durationMinutes: number;
  readonly title: string;
}

export interface ProcessPlan {
  readonly code: string;
  readonly title: string;
  readonly topic: string;
  readonly modality: 'on-site' | 'virtual' | 'mixed';
  readonly sessions: readonly SessionPlan[];
}

/** Share of a process's minutes needed to count as trained, percent. Ours: the article names no rule. */
export const THRESHOLD_PERCENT = 80;

/** The three processes of the article (topics i to iii; dates are ours) and one still to come, for a list of one's own. */
export const PROCESSES: readonly ProcessPlan[] = [
  {
    code: 'APOYO',
    title: 'Medidas de apoyo a las MIPYMES durante la crisis de la COVID-19',
    topic: 'Medidas de apoyo a las MIPYMES durante la crisis de la COVID-19',
    modality: 'mixed',
    sessions: [
      { heldOn: '2020-08-18', durationMinutes: 120, title: 'Qué está pasando con las MIPYMES' },
      { heldOn: '2020-08-25', durationMinutes: 120, title: 'Medidas de crédito y diferimiento' },
      { heldOn: '2020-09-01', durationMinutes: 120, title: 'Proteger el empleo' },
      { heldOn: '2020-09-08', durationMinutes: 120, title: 'Bioseguridad en el lugar de trabajo' },
      { heldOn: '2020-09-15', durationMinutes: 120, title: 'Propuestas tripartitas' },
    ],
  },
  {
    code: 'CONTINUIDAD',
    title: 'Continuidad y reactivación de negocios',
    topic: 'Continuidad y reactivación de negocios',
    modality: 'virtual',
    sessions: [
      { heldOn: '2020-10-14', durationMinutes: 100, title: 'El perfil de riesgo de la empresa' },
      { heldOn: '2020-10-21', durationMinutes: 100, title: 'Productos y servicios clave' },
      { heldOn: '2020-10-28', durationMinutes: 100, title: 'El plan de continuidad' },
      { heldOn: '2020-11-11', durationMinutes: 100, title: 'Reactivar las ventas' },
    ],
  },
  {
    code: 'FICHAS',
    title: 'Creación de fichas de mercado: aplicación práctica de herramientas de inteligencia de negocios',
    topic: 'Fichas de mercado e inteligencia de negocios',
    modality: 'virtual',
    sessions: [
      { heldOn: '2021-05-18', durationMinutes: 120, title: 'Leer un mercado: códigos y fuentes' },
      { heldOn: '2021-05-25', durationMinutes: 120, title: 'Series de comercio y precios' },
      { heldOn: '2021-06-01', durationMinutes: 120, title: 'Condiciones de acceso' },
      { heldOn: '2021-06-08', durationMinutes: 120, title: 'La ficha terminada' },
    ],
  },
  {
    code: 'TRANSICION',
    title: 'Diálogo de transición a SCORE Fase IV',
    topic: 'Lineamientos de transición',
    modality: 'on-site',
    sessions: [{ heldOn: '2021-11-24', durationMinutes: 240, title: 'Diálogo de transición' }],
  },
];

export const processId = (code: string): string => stableId(`process ${code}`);
export const sessionId = (code: string, number: number): string => stableId(`session ${code} ${number}`);

const TRAINED: Indicator = {
  code: '2.2.1',
  name: { es: 'Representantes capacitados', en: 'Representatives trained' },
  result: 'R2',
  area: '2.2',
  measure: 'events.attendance',
  cases: { rule: 'attainment', against: 'events.session-minutes', threshold: 'events.threshold', percent: null },
  aggregate: { kind: 'distinct', of: 'person' },
  filter: { organisationKind: ['employers', 'workers', 'government'] },
  disaggregations: ['sex', 'organisation-kind', 'organisation', 'department', 'process', 'age-band', 'youth'],
  unit: 'people',
  source: {
    es: `Listas de asistencia. La noticia declara 263 (${ARTICLE}).`,
    en: `Attendance lists. The news states 263 (${ARTICLE}).`,
  },
};

const INDICATORS: readonly Indicator[] = [
  TRAINED,
  {
    ...TRAINED,
    code: '2.2.2',
    name: { es: 'Mujeres entre los representantes capacitados', en: 'Women among the representatives trained' },
    aggregate: { kind: 'share', of: 'person', numerator: { sex: ['woman'] }, denominator: 'all' },
    unit: 'percent',
    source: {
      es: `Listas de asistencia; sobre todas las personas, también las de sexo sin dato. La noticia declara 60 % (${ARTICLE}).`,
      en: `Attendance lists; of all people, those of unknown sex included. The news states 60 % (${ARTICLE}).`,
    },
  },
  {
    ...TRAINED,
    code: '2.2.3',
    name: { es: 'Procesos de fortalecimiento de capacidades', en: 'Capacity-building processes' },
    cases: { rule: 'each-fact' },
    aggregate: { kind: 'distinct', of: 'activity' },
    filter: {},
    disaggregations: ['department', 'organisation-kind'],
    unit: 'activities',
    source: { es: `Procesos con asistencia. La noticia declara 3 (${ARTICLE}).`, en: `Processes with attendance. The news states 3 (${ARTICLE}).` },
  },
  {
    ...TRAINED,
    code: '2.2.4',
    name: { es: 'Organizaciones representadas por personas capacitadas', en: 'Organisations represented by people trained' },
    aggregate: { kind: 'distinct', of: 'organisation' },
    disaggregations: ['organisation-kind', 'department', 'process'],
    unit: 'organisations',
    source: { es: 'Listas de asistencia.', en: 'Attendance lists.' },
  },
  {
    ...TRAINED,
    code: '2.2.5',
    name: { es: 'Participaciones completas (persona por proceso)', en: 'Completed participations (person by process)' },
    aggregate: { kind: 'count' },
    unit: 'participations',
    source: { es: 'Listas de asistencia.', en: 'Attendance lists.' },
  },
].map((indicator) => indicatorSchema.parse(indicator));

const FRAMEWORK = {
  results: [
    {
      code: 'R1',
      name: { es: 'Sostenibilidad del Programa SCORE en Bolivia', en: 'Sustainability of the SCORE Programme in Bolivia' },
      areas: [{ code: '1.1', name: { es: 'Capacidad local', en: 'Local capacity' } }],
    },
    {
      code: 'R2',
      name: {
        es: 'Más servicios de apoyo para internacionalizar y formalizar MIPYMES',
        en: 'More support services to internationalise and formalise MSMEs',
      },
      areas: [
        { code: '2.1', name: { es: 'Generación y difusión de conocimiento', en: 'Knowledge generation and dissemination' } },
        { code: '2.2', name: { es: 'Constituyentes y actores sociales', en: 'Constituents and social actors' } },
        { code: '2.3', name: { es: 'Alianzas', en: 'Alliances' } },
      ],
    },
  ],
};

const DESCRIPTION = {
  name: { es: 'Bolivia Digna y Productiva', en: 'Bolivia Digna y Productiva' },
  summary: {
    es:
      'Cooperación para el desarrollo que fortaleció a las micro, pequeñas y medianas empresas de Bolivia. ' +
      'Las personas y organizaciones de este ejemplo son inventadas.',
    en:
      'Development cooperation that strengthened the micro, small and medium enterprises of Bolivia. ' +
      'The people and organisations of this example are invented.',
  },
  startsOn: '2019-10-01',
  endsOn: '2021-12-31',
  sectors: [
    { name: { es: 'Granos andinos', en: 'Andean grains' }, source: ARTICLE },
    { name: { es: 'Turismo', en: 'Tourism' }, source: ARTICLE },
    { name: { es: 'Café', en: 'Coffee' }, source: ARTICLE },
  ],
  partners: [
    {
      name: 'Oficina de la OIT para los Países Andinos',
      role: { es: 'Ejecución del programa', en: 'Implementation of the programme' },
      source: ARTICLE,
    },
    {
      name: 'Confederación de Empresarios Privados de Bolivia (CEPB), unidad de responsabilidad social',
      role: { es: 'Organización ejecutora de SCORE en Bolivia', en: 'Implementing partner of SCORE in Bolivia' },
      source: 'OIT Lima, WCMS_634195, julio de 2018',
    },
    {
      name: 'Viceministerio de la Micro y Pequeña Empresa (MDPyEP) y FEDEMyPE El Alto',
      role: { es: 'Mejora Continua, piloto en El Alto', en: 'Mejora Continua, pilot in El Alto' },
      source: 'OIT Lima, WCMS_633278, junio de 2018',
    },
  ],
  funders: [
    {
      activity: { es: 'Todo el programa', en: 'The whole programme' },
      funder: '«Swiss Agency for Development and Cooperation (SECO)»: el texto une dos agencias (COSUDE y SECO)',
      source: ARTICLE,
    },
    { activity: { es: 'Serie de seminarios web', en: 'Series of webinars' }, funder: 'SECO', source: ARTICLE },
    { activity: { es: 'Serie de seminarios web', en: 'Series of webinars' }, funder: 'COSUDE (SDC)', source: WEBINAR_NOTE },
  ],
  demonstration: true,
};

/**
 * How the example is classed in IATI. The ILO's identifier is public (XM-DAC-41302); the activity's own is made up for the
 * demonstration, and the sector is ours: 32130 is the DAC's code for the development of small and medium enterprises.
 */
const PUBLICATION: z.input<typeof publicationDescribed.payload> = {
  identifier: 'XM-DAC-41302-DIGNA-DEMOSTRACION',
  reporting: { name: 'Organización Internacional del Trabajo', ref: 'XM-DAC-41302', type: '40' },
  participating: [
    { name: '«Swiss Agency for Development and Cooperation (SECO)», según la noticia', ref: null, type: '10', role: '1' },
    { name: 'Oficina de la OIT para los Países Andinos', ref: 'XM-DAC-41302', type: '40', role: '4' },
    { name: 'Confederación de Empresarios Privados de Bolivia (CEPB)', ref: null, type: null, role: '4' },
  ],
  countries: ['BO'],
  locations: ['La Paz', 'Cochabamba', 'Santa Cruz', 'Beni', 'Oruro', 'Tarija'].map((place) => ({ es: place, en: place })),
  sectors: [{ code: '32130', percentage: null }],
  markers: [],
  source: `${ARTICLE}; listas de códigos de IATI y del CAD`,
};

/** An invented implementing partner and the process it runs: for members who see only what is a partner's. */
export const PARTNER_ID = stableId('organisation implementing partner');
const PARTNER_PROCESS = 'CONTINUIDAD';
const PARTNER = {
  name: 'Centro de Formación Wiñay',
  acronym: null,
  organisationKind: 'implementing-partner',
  department: '02',
  municipality: null,
  taxNumber: null,
};

/** Everything of the example but people, organisations and attendance: those come in the lists. */
/** Young people are those from 16 to 28 in Bolivia (Ley 342 de la Juventud, 2013); the other bands are ours. */
const AGE_GROUPS: z.input<typeof ageGroupsSet.payload> = {
  source: 'Jóvenes: Ley 342 de la Juventud (2013), de 16 a 28 años. Las demás franjas las fijó el programa',
  youth: { fromYears: 16, toYears: 28 },
  bands: [
    { fromYears: 16, toYears: 28 },
    { fromYears: 29, toYears: 45 },
    { fromYears: 46, toYears: 59 },
    { fromYears: 60, toYears: null },
  ],
};

/** The table by workers in wide use. The limits by sales and equity of the same rules are not known to us: to confirm. */
const SIZE_RULE: z.input<typeof sizeRuleSet.payload> = {
  name: 'Tamaño por trabajadores',
  from: '2018-01-01',
  source: 'Ley 947 (2017) y D.S. 3567 (2018), tabla de uso común por número de trabajadores',
  verifiedOn: null,
  currency: null,
  classes: [
    { sizeClass: 'micro', workersMax: 9, annualSalesMax: null, equityMax: null },
    { sizeClass: 'small', workersMax: 19, annualSalesMax: null, equityMax: null },
    { sizeClass: 'medium', workersMax: 49, annualSalesMax: null, equityMax: null },
    { sizeClass: 'large', workersMax: null, annualSalesMax: null, equityMax: null },
  ],
};

export const EXAMPLE_ENTRIES: readonly DraftInput[] = [
  entry('results.programme-described', 'description', DESCRIPTION.startsOn, DESCRIPTION),
  entry('results.framework-defined', 'framework', DESCRIPTION.startsOn, FRAMEWORK),
  entry('results.publication-described', 'publication', DESCRIPTION.startsOn, PUBLICATION),
  { ...entry(ageGroupsSet.kind, 'age groups', DESCRIPTION.startsOn, AGE_GROUPS), schemaVersion: ageGroupsSet.version },
  entry('registry.size-rule-set', 'size rule', DESCRIPTION.startsOn, SIZE_RULE),
  ...INDICATORS.map((indicator) => entry('results.indicator-defined', `indicator ${indicator.code}`, DESCRIPTION.startsOn, indicator)),
  ...DELIVERABLE_ENTRIES,
  { id: PARTNER_ID, kind: 'registry.organisation-registered', occurredOn: DESCRIPTION.startsOn, payload: PARTNER },
  ...PROCESSES.flatMap(processEntries),
  ...workplanEntries(PROCESSES.map(({ code, sessions }) => ({ code, id: processId(code), days: sessions.map(({ heldOn }) => heldOn) }))),
  REPORT_ENTRY,
  REMINDERS_ENTRY,
];

function processEntries({ code, title, topic, modality, sessions }: ProcessPlan): DraftInput[] {
  const [first] = sessions;
  const payload = { code, title, topic, format: 'training', thresholdPercent: THRESHOLD_PERCENT, partnerId: code === PARTNER_PROCESS ? PARTNER_ID : null };
  return [
    entry('events.process-opened', `process ${code}`, first?.heldOn ?? DESCRIPTION.startsOn, payload),
    ...sessions.map((session, at) =>
      entry('events.session-scheduled', `session ${code} ${at + 1}`, session.heldOn, {
        processId: processId(code),
        number: at + 1,
        title: session.title,
        heldOn: session.heldOn,
        durationMinutes: session.durationMinutes,
        modality,
        department: null,
        municipality: null,
      }),
    ),
  ];
}

function entry(kind: string, name: string, occurredOn: string, payload: Record<string, unknown>): DraftInput {
  return { id: stableId(name), kind, occurredOn, payload };
}
