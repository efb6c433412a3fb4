/**
 * Economic activities an organisation can name: the divisions of ISIC Rev. 4, on which Bolivia's CAEB is built, and the
 * classes that enterprise programmes meet most. Any other code can be written by hand. Pure.
 * Source of the codes: United Nations, ISIC Rev. 4; the short names are ours.
 */
import { searchText } from './search-text.ts';

export interface Sector {
  /** Two digits for a division, four for a class. */
  readonly code: string;
  readonly es: string;
  readonly en: string;
}

/** One line per activity: code, Spanish name, English name. */
const LIST = `
  01|Agricultura y ganadería|Crop and animal production
  0111|Cereales y granos|Cereals and grains
  0113|Hortalizas y tubérculos|Vegetables and tubers
  0122|Frutas tropicales|Tropical fruits
  0127|Café, cacao y otras para bebidas|Coffee, cocoa and other beverage crops
  0141|Cría de ganado vacuno|Raising of cattle
  0143|Cría de camélidos|Raising of camels and camelids
  0149|Apicultura y otros animales|Beekeeping and other animals
  02|Silvicultura y madera|Forestry and logging
  03|Pesca y acuicultura|Fishing and aquaculture
  05|Minas de carbón|Mining of coal
  06|Petróleo y gas|Crude petroleum and natural gas
  07|Minería de metales|Mining of metal ores
  08|Otras minas y canteras|Other mining and quarrying
  09|Apoyo a la minería|Mining support services
  10|Alimentos elaborados|Food products
  1030|Frutas y hortalizas elaboradas|Processed fruit and vegetables
  1050|Lácteos|Dairy products
  1061|Molinos y granos elaborados|Grain mill products
  1071|Panadería y repostería|Bakery products
  1073|Chocolate y dulces|Cocoa, chocolate and sweets
  1079|Café tostado y otros alimentos|Roasted coffee and other foods
  11|Bebidas|Beverages
  12|Tabaco|Tobacco products
  13|Hilados y tejidos|Textiles
  14|Prendas de vestir|Wearing apparel
  1410|Confección de prendas|Wearing apparel, except fur
  1430|Prendas de punto|Knitted apparel
  15|Cuero y calzado|Leather and footwear
  1512|Marroquinería|Luggage and leather goods
  1520|Calzado|Footwear
  16|Productos de madera|Wood products
  17|Papel|Paper products
  18|Imprentas|Printing
  19|Refinación de petróleo|Refined petroleum products
  20|Productos químicos|Chemicals
  21|Medicamentos|Pharmaceuticals
  22|Caucho y plástico|Rubber and plastics
  23|Cerámica, vidrio y cemento|Ceramics, glass and cement
  24|Metales básicos|Basic metals
  25|Productos de metal|Fabricated metal products
  26|Electrónica y óptica|Electronics and optics
  27|Aparatos eléctricos|Electrical equipment
  28|Maquinaria|Machinery
  29|Vehículos|Motor vehicles
  30|Otros medios de transporte|Other transport equipment
  31|Muebles|Furniture
  32|Otras manufacturas|Other manufacturing
  3211|Joyería|Jewellery
  33|Reparación de maquinaria|Repair of machinery
  35|Electricidad y gas|Electricity and gas
  36|Agua|Water supply
  37|Aguas residuales|Sewerage
  38|Desechos y reciclaje|Waste and recycling
  39|Descontaminación|Remediation
  41|Construcción de edificios|Construction of buildings
  42|Obras civiles|Civil engineering
  43|Trabajos especializados de construcción|Specialised construction
  45|Venta y reparación de vehículos|Trade and repair of vehicles
  46|Comercio al por mayor|Wholesale trade
  4630|Alimentos y bebidas al por mayor|Wholesale of food and drink
  47|Comercio al por menor|Retail trade
  49|Transporte por tierra|Land transport
  50|Transporte por agua|Water transport
  51|Transporte aéreo|Air transport
  52|Almacenes y apoyo al transporte|Warehousing and transport support
  53|Correos y mensajería|Postal and courier services
  55|Alojamiento|Accommodation
  5510|Hoteles y hospedajes|Hotels and short stays
  56|Comidas y bebidas|Food and drink services
  5610|Restaurantes|Restaurants
  58|Edición|Publishing
  59|Cine, video y música|Film, video and music
  60|Radio y televisión|Radio and television
  61|Telecomunicaciones|Telecommunications
  62|Informática|Computer programming
  63|Servicios de información|Information services
  64|Servicios financieros|Financial services
  65|Seguros|Insurance
  66|Apoyo a las finanzas|Financial support services
  68|Inmobiliarias|Real estate
  69|Derecho y contabilidad|Legal and accounting
  70|Consultoría de gestión|Management consultancy
  71|Arquitectura e ingeniería|Architecture and engineering
  72|Investigación|Research
  73|Publicidad y estudios de mercado|Advertising and market research
  74|Otros servicios profesionales|Other professional services
  75|Veterinaria|Veterinary services
  77|Alquileres|Renting and leasing
  78|Empleo|Employment services
  79|Viajes y turismo|Travel and tourism
  7911|Agencias de viaje|Travel agencies
  7912|Operadores de turismo|Tour operators
  80|Seguridad|Security
  81|Limpieza y jardinería|Cleaning and landscaping
  82|Apoyo a oficinas y eventos|Office support and events
  84|Administración pública|Public administration
  85|Enseñanza|Education
  86|Salud|Health
  87|Atención con alojamiento|Residential care
  88|Asistencia social|Social work
  90|Artes y espectáculos|Arts and entertainment
  91|Bibliotecas y museos|Libraries and museums
  92|Juegos de azar|Gambling
  93|Deporte y recreación|Sports and recreation
  94|Asociaciones, cámaras y sindicatos|Associations, chambers and unions
  95|Reparación de enseres|Repair of household goods
  96|Otros servicios personales|Other personal services
  97|Hogares que emplean|Households as employers
  98|Producción de los hogares|Household production for own use
  99|Organismos internacionales|International organisations
`;

export const SECTORS: readonly Sector[] = LIST.trim()
  .split('\n')
  .map((line) => {
    const [code = '', es = '', en = ''] = line.trim().split('|');
    return { code, es, en };
  });

const BY_CODE = new Map(SECTORS.map((sector) => [sector.code, sector]));

/** Name of an activity; of a class not in the list, its division's. null for a code nobody has. */
export function sectorName(code: string, language: 'es' | 'en'): string | null {
  const found = BY_CODE.get(code) ?? BY_CODE.get(code.slice(0, 2));
  return found === undefined ? null : found[language];
}

/** Activities a text being typed may mean, by code or by words of the name; an empty text gives the divisions. */
export function searchSectors(text: string, language: 'es' | 'en', limit: number): readonly Sector[] {
  const wanted = searchText(text);
  if (wanted === '') return SECTORS.filter(({ code }) => code.length === 2).slice(0, limit);
  const words = wanted.split(' ');
  return SECTORS.filter((sector) => {
    const name = ` ${searchText(sector[language])}`;
    return sector.code.startsWith(wanted) || words.every((word) => name.includes(` ${word}`));
  }).slice(0, limit);
}
