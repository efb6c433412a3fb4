/** The invented organisations people represent, and where they are. Pure data. */
import type { OrganisationKind } from '../../src/registry/entries.ts';

export interface Organisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly department: Department;
}

/** Departments of the example with municipalities people come from, and the code that cards and lists give them. */
export const DEPARTMENTS = {
  'La Paz': { card: 'LP', weight: 3, municipalities: ['La Paz', 'El Alto', 'Viacha', 'Achacachi'] },
  Cochabamba: { card: 'CB', weight: 2, municipalities: ['Cochabamba', 'Quillacollo', 'Sacaba', 'Tiquipaya'] },
  'Santa Cruz': { card: 'SC', weight: 2, municipalities: ['Santa Cruz de la Sierra', 'Montero', 'Warnes'] },
  Beni: { card: 'BE', weight: 1, municipalities: ['Trinidad', 'Riberalta', 'Guayaramerín', 'San Borja'] },
  Oruro: { card: 'OR', weight: 1, municipalities: ['Oruro', 'Huanuni', 'Challapata'] },
  Tarija: { card: 'TJ', weight: 1, municipalities: ['Tarija', 'Yacuiba', 'Bermejo'] },
} as const;
export type Department = keyof typeof DEPARTMENTS;

/** The kinds whose representatives the indicators count. */
export const CONSTITUENTS = ['employers', 'workers', 'government'] as const;
export type Constituent = (typeof CONSTITUENTS)[number];

export function isConstituent(kind: OrganisationKind): kind is Constituent {
  return CONSTITUENTS.some((constituent) => constituent === kind);
}

/** What a list calls each kind. */
export const KIND_WORDS: Readonly<Record<string, { readonly short: string; readonly long: string }>> = {
  employers: { short: 'Empleadores', long: 'Organización de empleadores' },
  workers: { short: 'Trabajadores', long: 'Organización de trabajadores' },
  government: { short: 'Gobierno', long: 'Entidad pública' },
  enterprise: { short: 'Empresa', long: 'MIPYME' },
  academia: { short: 'Academia', long: 'Universidad' },
  ngo: { short: 'ONG', long: 'Sociedad civil' },
};

/** What people do in their organisation; words that say nothing of their sex. */
export const POSITIONS: Readonly<Record<string, readonly string[]>> = {
  employers: ['Gerencia', 'Presidencia', 'Vocalía del directorio', 'Responsable de formación', 'Asesoría legal'],
  workers: ['Secretaría de Actas', 'Secretaría General', 'Delegación de base', 'Vocalía'],
  government: ['Responsable de empleo', 'Jefatura de unidad', 'Asistencia técnica', 'Inspección', 'Planificación'],
  enterprise: ['Propiedad', 'Administración', 'Jefatura de planta'],
  academia: ['Docencia', 'Investigación'],
  ngo: ['Coordinación de proyectos'],
};

export const ORGANISATIONS: readonly Organisation[] = [
  ...among('employers', {
    'La Paz': ['Cámara Andina de Industria', 'Gremio Patronal Illampu'],
    Cochabamba: ['Cámara de Manufactura Tunari', 'Asociación Empresarial del Valle Florido'],
    'Santa Cruz': ['Cámara Oriental de Servicios', 'Unión Empresarial Tajibo'],
    Beni: ['Cámara de Turismo Moxos', 'Gremio Ganadero Itenez'],
    Oruro: ['Cámara Altiplánica de Comercio', 'Asociación Patronal Sajama'],
    Tarija: ['Cámara Vitivinícola Guadalquivir', 'Unión de Hoteles del Molle'],
  }),
  ...among('workers', {
    'La Paz': ['Federación Fabril Wiphala', 'Sindicato de Costureras Kantuta'],
    Cochabamba: ['Sindicato de Alimentos Sarco', 'Federación Obrera Incachaca'],
    'Santa Cruz': ['Sindicato Gastronómico Toborochi', 'Federación de la Construcción Urubó'],
    Beni: ['Sindicato de la Castaña Yata', 'Federación de Estibadores Mamoré'],
    Oruro: ['Sindicato Minero Pagador', 'Federación Ferroviaria Uyuyo'],
    Tarija: ['Sindicato de Viñateros Erquis', 'Federación Petrolera Pilaya'],
  }),
  ...among('government', {
    'La Paz': ['Dirección de Empleo Digno', 'Unidad de Fomento Productivo Choqueyapu'],
    Cochabamba: ['Secretaría de Desarrollo Kanata', 'Jefatura de Inspección Rocha'],
    'Santa Cruz': ['Dirección de Competitividad Piraí', 'Secretaría de Industria Guapay'],
    Beni: ['Dirección de Turismo Amazónico', 'Unidad de Formalización Ibare'],
    Oruro: ['Secretaría de Minería y Quinua', 'Jefatura de Trabajo Poopó'],
    Tarija: ['Dirección de Productividad Chapaca', 'Unidad de Comercio Exterior Gran Sur'],
  }),
  ...among('enterprise', {
    'La Paz': ['Tejidos Suma Lawa', 'Panificadora Tres Espigas'],
    Cochabamba: ['Conservas Doña Higuera'],
    'Santa Cruz': ['Muebles Cuchi'],
    Tarija: ['Bodega Cepa Vieja'],
  }),
  ...among('academia', { 'La Paz': ['Universidad del Lago Menor'], Oruro: ['Instituto Tecnológico Pumas Andinos'] }),
  ...among('ngo', { Cochabamba: ['Fundación Manos de Arcilla'] }),
];

function among(kind: OrganisationKind, names: Partial<Record<Department, readonly string[]>>): Organisation[] {
  return departments().flatMap((department) => (names[department] ?? []).map((name) => ({ name, kind, department })));
}

export function departments(): Department[] {
  return ['La Paz', 'Cochabamba', 'Santa Cruz', 'Beni', 'Oruro', 'Tarija'];
}
