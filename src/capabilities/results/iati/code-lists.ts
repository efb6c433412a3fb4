/**
 * Code lists of IATI that a programme's publication is written with: as data with their names, looked up by word. Pure.
 * Source: IATI Standard 2.03, codelists OrganisationRole, OrganisationType, PolicyMarker, PolicySignificance and Country
 * (ISO 3166-1), copy of November 2026, https://iatistandard.org/en/iati-standard/203/codelists/ ; short Spanish names are ours.
 */
import { searchText } from '../../../registry/search-text.ts';
import { SECTOR_LINES } from './sector-list.ts';

/** When the lists were last compared with what IATI publishes, shown beside them. */
export const LISTS_AS_OF = '2026-11';

export interface Code {
  readonly code: string;
  readonly es: string;
  readonly en: string;
}

export const SECTORS = listOf(SECTOR_LINES);
export const ORGANISATION_ROLES = listOf(`
  1|Financia|Funding
  2|Responde ante el público (responsable)|Accountable
  3|Canaliza los fondos|Extending
  4|Ejecuta|Implementing
`);
export const ORGANISATION_TYPES = listOf(`
  10|Gobierno|Government
  11|Gobierno local|Local government
  15|Otro sector público|Other public sector
  21|ONG internacional|International NGO
  22|ONG nacional|National NGO
  23|ONG regional|Regional NGO
  24|ONG con sede en el país socio|Partner country based NGO
  30|Alianza público-privada|Public private partnership
  40|Organismo multilateral|Multilateral
  60|Fundación|Foundation
  70|Sector privado|Private sector
  71|Sector privado del país que da|Private sector in provider country
  72|Sector privado del país que recibe|Private sector in aid recipient country
  73|Sector privado de un tercer país|Private sector in third country
  80|Academia, formación e investigación|Academic, training and research
  90|Otra|Other
`);
export const POLICY_MARKERS = listOf(`
  1|Igualdad de género|Gender equality
  2|Ayuda al medio ambiente|Aid to environment
  3|Desarrollo participativo y buen gobierno|Participatory development and good governance
  4|Desarrollo del comercio|Trade development
  5|Diversidad biológica|Biological diversity
  6|Cambio climático: mitigación|Climate change: mitigation
  7|Cambio climático: adaptación|Climate change: adaptation
  8|Lucha contra la desertificación|Combating desertification
  9|Salud reproductiva, materna, neonatal e infantil|Reproductive, maternal, newborn and child health
  10|Reducción del riesgo de desastres|Disaster risk reduction
  11|Discapacidad|Disability
  12|Nutrición|Nutrition
`);
export const SIGNIFICANCES = listOf(`
  0|No es un objetivo|Not targeted
  1|Objetivo importante|Significant objective
  2|Objetivo principal|Principal objective
  3|Objetivo principal y apoyo a un programa de acción|Principal objective and in support of an action programme
  4|Objetivo primario explícito|Explicit primary objective
`);
const COUNTRY_CODES = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF
  CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ
  GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV
  LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR
  PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
  UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`.split(/\s+/);
/** Names as the language of the reader has them: every browser and Node bring them. */
const NAMES_ES = new Intl.DisplayNames('es', { type: 'region' });
const NAMES_EN = new Intl.DisplayNames('en', { type: 'region' });
export const COUNTRIES: readonly Code[] = COUNTRY_CODES.map((code) => ({ code, es: NAMES_ES.of(code) ?? code, en: NAMES_EN.of(code) ?? code }));

export function isKnown(list: readonly Code[], code: string): boolean {
  return list.some((one) => one.code === code);
}

/** What a text may mean: every word of it is in the code or in a name of either language, best first. */
export function searchCodes(list: readonly Code[], text: string): Code[] {
  const words = searchText(text).split(' ').filter(Boolean);
  return list.filter(({ code, es, en }) => words.every((word) => code.startsWith(word.toUpperCase()) || searchText(`${es} ${en}`).includes(word)));
}

function listOf(lines: string): readonly Code[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [code = '', es = '', en = ''] = line.trim().split('|');
      return { code, es, en };
    });
}
