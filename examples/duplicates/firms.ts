/**
 * Invented firms, associations and offices as they are: names put together from the words Bolivian firms use, so that
 * many resemble each other, with branches, namesakes in other towns, and sister bodies of other departments.
 */
import { Random } from '../bolivia-digna-y-productiva/random.ts';
import { MUNICIPALITIES, SURNAMES, WeightedNames, WOMEN } from './weighted-names.ts';

export interface TrueFirm {
  readonly id: number;
  /** Words of the name without the legal form, in their usual order. */
  readonly trade: string;
  readonly proper: string;
  readonly legalForm: 'SRL' | 'SA' | 'LTDA' | 'UNIPERSONAL' | null;
  readonly acronym: string | null;
  readonly kind: 'enterprise' | 'producers-association' | 'workers' | 'employers' | 'government' | 'ngo';
  readonly municipality: string;
  readonly taxNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** What makes it resemble another on purpose; null for one invented by itself. */
  readonly resembles: 'branch' | 'namesake' | 'sister' | null;
  readonly branch: string | null;
}

const TRADES = new WeightedNames(
  `Confecciones Textiles Panadería Industrias Importadora Comercial Artesanías Restaurante Constructora Carpintería
    Distribuidora Agropecuaria Lácteos Alimentos Calzados Muebles Tejidos Servicios Farmacia Transportes Metalmecánica
    Imprenta Café Chocolates Curtiembre Joyería Molino Bebidas Ferretería Hotel Turismo Consultora Apícola Avícola
    Panificadora Repostería Tapicería Vidriería Cerámica Quesería Bodega Viñedos Ingenio Aserradero Heladería Lavandería`,
  4,
);
const PROPER = new WeightedNames(
  `San_José Illimani Andina Santa_Cruz El_Carmen San_Pedro Virgen_de_Copacabana La_Paz Bolivia Santa_Rosa Oriental Sajama
    Los_Andes San_Juan Tunari El_Alto Copacabana San_Martín Señor_de_Mayo Urkupiña Altiplano Titicaca Nueva_Esperanza
    La_Moderna Inti Wara Pachamama Tiwanaku Chuquisaca Amazonas Sur_Andina Potosí Primavera El_Progreso Unión Victoria
    Mamani Quispe Hermanos_Flores Condori Choque Sumaj Kantuta Jallalla Tupiza Guadalquivir Aranjuez Chaco Chapare
    Valle_Alto Valle_Hermoso Los_Pinos Las_Palmas El_Trébol La_Estrella La_Fuente Mi_Tierra Kollasuyo Warmi Suma_Qamaña
    Imilla Chasqui Sariri Khuyay Wayra Achachila Ayni Luriña Tika Qhantati Samiri Ullum Munay Kusi Amaru Wiñay Nayra
    Tamengo Yungas Caranavi Coroico Sorata Mizque Totora Punata Tarata Cliza Aiquile Villamontes Camiri Vallegrande
    Samaipata Robore Concepción Montero Warnes Guarayos Trinidad Reyes Rurrenabaque Riberalta Cobija Bermejo Padcaya`,
  6,
);
const CROPS = new WeightedNames(
  `Quinua Café Cacao Miel Papa Leche Maíz Castaña Ají Amaranto Trigo Uva Durazno Frutilla Llama Alpaca Haba Maní`,
  2,
);
const PLACES: readonly string[] = ['La Paz', 'Oruro', 'Potosí', 'Cochabamba', 'Chuquisaca', 'Tarija', 'Santa Cruz', 'Beni', 'Pando'];
const CAPITALS: readonly string[] = ['020101', '040101', '050101', '030101', '010101', '060101', '070101', '080101', '090101'];
const BODIES: readonly string[] = [
  'Asociación de Bancos', 'Cámara Agropecuaria', 'Cámara de Exportadores', 'Cámara de Construcción', 'Colegio de Ingenieros',
  'Federación de Mineros', 'Federación de Maestros Urbanos', 'Federación de Campesinas', 'Federación de Gremiales',
  'Cámara de Transporte', 'Jefatura de Trabajo', 'Dirección de Desarrollo Productivo', 'Universidad Autónoma', 'Servicio de Caminos',
  'Federación de Cooperativas', 'Sindicato de Panificadores', 'Asociación de Confeccionistas', 'Colegio de Administradores',
  'Federación de Empresarios Privados', 'Cámara de Industria y Comercio', 'Central Obrera Departamental',
  'Federación de Trabajadores Fabriles', 'Cámara Hotelera', 'Federación de Artesanos', 'Confederación de Trabajadoras del Hogar',
  'Federación de Micro y Pequeñas Empresas', 'Sindicato de Constructores', 'Colegio de Economistas',
];

/** `count` organisations. The same seed gives the same ones. */
export function inventFirms(seed: number, count: number): TrueFirm[] {
  const random = new Random(seed * 17 + 3);
  const firms: TrueFirm[] = [];
  const bodies = new Set<string>();
  while (firms.length < count) {
    const kind = random.below(100);
    const other = firms.length > 50 ? random.pick(firms) : null;
    if (other !== null && kind < 4) firms.push(branchOf(random, firms.length, other));
    else if (kind < 7) firms.push(...namesakes(random, firms.length, firms));
    else if (kind < 11) firms.push(...sisters(random, firms.length, bodies));
    else if (kind < 32) firms.push(association(random, firms.length));
    else firms.push(ownedWith(random, enterprise(random, firms.length), other));
  }
  return firms.slice(0, count);
}

function enterprise(random: Random, id: number): TrueFirm {
  const forms = ['SRL', 'SRL', 'SRL', 'SA', 'LTDA', 'UNIPERSONAL', 'UNIPERSONAL', null, null] as const;
  return completed(random, id, { trade: TRADES.draw(random), proper: properName(random), legalForm: random.pick(forms), kind: 'enterprise' });
}

function properName(random: Random): string {
  const lot = random.below(100);
  if (lot < 33) return PROPER.draw(random);
  if (lot < 50) return `${PROPER.draw(random)} ${PROPER.draw(random)}`;
  if (lot < 57) return SURNAMES.draw(random);
  if (lot < 66) return `${SURNAMES.draw(random)} ${SURNAMES.draw(random)}`;
  if (lot < 71) return `${SURNAMES.draw(random)} e Hijos`;
  return lot < 78 ? WOMEN.draw(random) : invented(random);
}

/** Now and then one owner has two firms with one telephone. */
function ownedWith(random: Random, firm: TrueFirm, other: TrueFirm | null): TrueFirm {
  return other !== null && random.chance(5) ? { ...firm, phone: other.phone, email: random.chance(50) ? other.email : firm.email } : firm;
}

const SYLLABLES: readonly string[] = ['ma', 'ri', 'tex', 'bol', 'an', 'ko', 'lu', 'ser', 'pla', 'mi', 'ta', 'ne', 'vi', 'sol', 'gra', 'dex'];

/** "Boltexmi": a made-up brand. */
function invented(random: Random): string {
  const word = Array.from({ length: random.between(3, 4) }, () => random.pick(SYLLABLES)).join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function association(random: Random, id: number): TrueFirm {
  const trade = random.pick([
    `Asociación de Productores de ${CROPS.draw(random)}`, 'Asociación de Artesanas', 'Asociación de Mujeres',
    `Asociación Integral de Productores de ${CROPS.draw(random)}`, 'Cooperativa Agropecuaria', 'Cooperativa Multiactiva',
  ]);
  const proper = random.chance(12) ? `${random.between(1, 31)} de ${random.pick(['Mayo', 'Agosto', 'Julio', 'Abril'])} de ${PROPER.draw(random)}` : `${PROPER.draw(random)} ${PROPER.draw(random)}`;
  return completed(random, id, { trade, proper, legalForm: null, kind: 'producers-association' });
}

/** One body per department: nothing but the place tells them apart. There is one of each. */
function sisters(random: Random, from: number, bodies: Set<string>): TrueFirm[] {
  const trade = random.pick(BODIES);
  if (bodies.has(trade)) return [];
  bodies.add(trade);
  const places = random.shuffled(PLACES).slice(0, random.between(4, 9));
  const kind = trade.includes('Trabajador') || trade.includes('Obrera') || trade.includes('Sindicato') ? 'workers' : 'employers';
  return places.map((proper, at) => ({
    ...completed(random, from + at, { trade, proper, legalForm: null, kind, resembles: 'sister' }),
    municipality: CAPITALS[PLACES.indexOf(proper)] ?? '020101',
  }));
}

/** An office of the same firm in another town; it has the firm's tax number and is counted by itself. */
function branchOf(random: Random, id: number, firm: TrueFirm): TrueFirm {
  const municipality = random.pick(MUNICIPALITIES);
  const branch = `${random.pick(['Sucursal', 'Agencia', 'Regional'])} ${random.pick(PLACES)}`;
  return { ...firm, id, municipality, branch, phone: phone(random), email: null, resembles: 'branch' };
}

/**
 * Another firm that happens to bear the very same name. The register of commerce lets no two companies have one name, so
 * these are one-person firms and associations; four of five work in another town.
 */
function namesakes(random: Random, id: number, firms: readonly TrueFirm[]): TrueFirm[] {
  const usual = firms.filter(({ proper, resembles }) => resembles === null && OFTEN_CHOSEN.test(proper));
  return usual.length === 0 ? [] : [namesakeOf(random, id, random.pick(usual))];
}

/** Names that many choose independently: saints, mountains, "El Progreso". Nobody invents the same brand twice. */
const OFTEN_CHOSEN = /^(San|Santa|Virgen|Señor|Nueva|Illimani|Andina|El|La|Los|Bolivia|Sajama|Copacabana|Inti|Unión|Victoria|Mamani|Quispe)( |$)/;

function namesakeOf(random: Random, id: number, firm: TrueFirm): TrueFirm {
  const { trade, proper, kind } = firm;
  const legalForm = firm.legalForm === 'UNIPERSONAL' || kind !== 'enterprise' ? firm.legalForm : null;
  const made = completed(random, id, { trade, proper, legalForm, kind, resembles: 'namesake' });
  const elsewhere = MUNICIPALITIES.filter((code) => code !== firm.municipality);
  return random.chance(80) ? { ...made, municipality: random.pick(elsewhere) } : made;
}

type Given = Pick<TrueFirm, 'trade' | 'proper' | 'legalForm' | 'kind'> & { readonly resembles?: TrueFirm['resembles'] };

function completed(random: Random, id: number, given: Given): TrueFirm {
  const words = `${given.trade} ${given.proper}`.split(/[\s_]+/).filter((word) => word.length > 3 || /^[A-Z]/.test(word));
  const letters = words.map((word) => word.charAt(0).toUpperCase()).join('');
  return {
    resembles: null,
    ...given,
    id,
    acronym: given.kind !== 'enterprise' && random.chance(55) ? letters : null,
    municipality: MUNICIPALITIES[random.below(random.between(1, MUNICIPALITIES.length))] ?? '070101',
    taxNumber: random.chance(given.kind === 'enterprise' ? 92 : 60) ? String(random.between(100_000_000, 499_999_999)) : null,
    phone: random.chance(80) ? phone(random) : null,
    email: random.chance(55) ? `contacto${random.between(1, 99999)}@ejemplo.bo` : null,
    branch: null,
  };
}

function phone(random: Random): string {
  return `${random.pick(['2', '3', '4', '7', '6'])}${random.between(2_000_000, 9_999_999)}`;
}
