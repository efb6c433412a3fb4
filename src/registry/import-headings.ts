/** What the heading of a column says it holds, in the Spanish and English of real lists. Pure. */
import type { Field, Imported, OrganisationField, PersonField } from './import-file.ts';
import { normaliseName } from './names.ts';

/** In order: the first that fits holds. Headings are compared in one form (no accents, capitals or punctuation). */
const PERSON_HEADINGS: readonly (readonly [PersonField, RegExp])[] = [
  ['ignore', /^(n|no|nro|num|numero|item|firma|huella|obs|observaciones|registros|records)$/],
  ['email', /e ?mail|correo/],
  ['phone', /celular|telefono|phone|mobile|whatsapp|^(nro |no |n )?(de )?(cel|tel|fono|movil)/],
  ['complement', /^complemento|^complement/],
  ['issued-in', /expedid|^exp$|^extension|^ext$|issued|emitid/],
  ['document', /^c ?i\b|carnet|cedula|^doc|documento|\bdni\b|identidad$|identity|id number|numero de c i/],
  ['age-band', /(rango|grupo|tramo|banda)s? (de |etari\w*)|age (band|range|group)|etario/],
  ['birth', /nacimiento|^f(ec)?(ha)? (de )?nac|birth|^nacid/],
  ['age', /^edad|^age\b|anos cumplidos/],
  ['indigenous', /indigena|pueblo|originari|autoidentific|auto identific|indigenous|etnia|nacion/],
  ['disability', /discapacidad|disab/],
  ['languages', /idioma|lengua|language/],
  ['sex', /^sexo|^genero|^gender|^sex\b|^(m f|f m|h m|m h|v m|m v)$/],
  ['married', /casada|married|de esposo/],
  ['paternal', /paterno|^primer apellido|^1er apellido|first surname|paternal/],
  ['maternal', /materno|^segundo apellido|^2do apellido|second surname|maternal/],
  ['full-name', /nombres? y apellidos?|apellidos? y nombres?|nombre completo|full name/],
  ['surnames', /^(apellidos?|ap)( s)?$|^(last|family) names?$|^surnames?$/],
  ['given-names', /^(first|given) names?$|^nombres? de pila$|^(primer|segundo) nombre$/],
  ['position', /^cargo|^puesto|position|job title|funcion|ocupacion|^rol$/],
  ['organisation', /instituc|organi[sz]ac|organi[sz]ation|entidad|empresa|company|asociacion|^org$|^inst$/],
  ['municipality', /municipio|municipality|ciudad|city|localidad/],
  ['department', /depto|dpto|departamento|department|^dep$|^region$|^lugar/],
  ['full-name', /^participantes?$|^persona$|^name\b|^nombres?( s)?\b|asistente$|beneficiari/],
];

const ORGANISATION_HEADINGS: readonly (readonly [OrganisationField, RegExp])[] = [
  ['ignore', /^(n|no|nro|num|numero|item|obs|observaciones)$/],
  ['tax-number', /\bnit\b|tributari|tax/],
  ['acronym', /sigla|acronym|abreviat/],
  ['organisation-kind', /^(tipo|clase|kind|type)\b/],
  ['sector', /rubro|caeb|ciiu|isic|actividad|^sector/],
  ['value-chain', /cadena|value chain/],
  ['members-women', /(soci|miembr|afiliad|member)\w* .*(mujer|women|female)|^(socias|afiliadas)$|(mujeres|women) (soci|member)\w*/],
  ['members-men', /(soci|miembr|afiliad|member)\w* .*(hombre|varon|men\b|male)|(hombres|varones) soci\w*/],
  ['members-unknown', /soci[oa]s|miembros|afiliad|members/],
  ['workers-women', /(trabajador|emplead|personal|worker|employee)\w* .*(mujer|women|female)|^(trabajadoras|empleadas)$/],
  ['workers-men', /(trabajador|emplead|personal|worker|employee)\w* .*(hombre|varon|men\b|male)/],
  ['workers-unknown', /trabajador|emplead[oa]s|numero de personal|workers|employees/],
  ['equity', /patrimonio|equity/],
  ['sales', /venta|sales|facturacion|turnover|ingreso/],
  ['exports', /export/],
  ['formal', /formal/],
  ['email', /e ?mail|correo/],
  ['phone', /celular|telefono|phone|mobile|whatsapp|^(tel|cel|fono)/],
  ['address', /direccion|domicilio|address/],
  ['contact-person', /contacto|contact|representante|responsable/],
  ['municipality', /municipio|municipality|ciudad|city/],
  ['department', /depto|dpto|departamento|department|^dep$|^region$/],
  ['name', /razon social|nombre|name|organi[sz]aci|organi[sz]ation|empresa|institucion|entidad|company|asociacion/],
];

const HEADINGS: Readonly<Record<Imported, readonly (readonly [Field, RegExp])[]>> = {
  people: PERSON_HEADINGS,
  organisations: ORGANISATION_HEADINGS,
};

/** Longer texts are a title or an instruction, no heading. */
const HEADING_LENGTH_MAX = 70;

/** What one heading says; null when it says nothing known. */
export function readHeading(imported: Imported, heading: string): Field | null {
  const plain = normaliseName(heading);
  if (plain === '' || plain.length > HEADING_LENGTH_MAX) return null;
  return HEADINGS[imported].find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** The headings of a file in the form by which a reading is remembered: one for each column, in order. */
export function headingsKey(headings: readonly string[]): string {
  return headings.map((heading) => normaliseName(heading)).join('|').replace(/\|+$/, '');
}
