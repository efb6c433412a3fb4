/** Names as participants type them into a meeting: with their institution, their city, their telephone. Pure. */
import { hasGivenName, normaliseName } from '../../registry/names.ts';
import { findDepartment, findMunicipality } from '../../registry/place-search.ts';

export interface DisplayName {
  /** The name of the person. */
  readonly name: string;
  /** A place named beside it. */
  readonly place: string | null;
  /** An institution named beside it. */
  readonly organisation: string | null;
}

const DEVICE =
  /^(iphone|ipad|galaxy|samsung|huawei|xiaomi|redmi|motorola|moto|oppo|laptop|pc|desktop|android|usuario|user)\b/i;
const INSTITUTION =
  /camara|ministerio|federacion|sindicato|gobierno|alcaldia|universidad|asociacion|empresa|srl|direccion/;

/**
 * Takes a display name apart: "Ana Prueba (La Paz)", "CNI - Ana Prueba", "Ana Prueba | Ministerio", "iPhone de Ana
 * Prueba", "anita (Ana Prueba)". Where nothing tells the parts apart the text stays whole.
 */
export function readDisplayName(text: string): DisplayName {
  const inside = /^(.*?)\s*[([]([^()[\]]+)[)\]]\s*(.*)$/.exec(text);
  if (inside !== null) {
    const outer = `${inside[1] ?? ''} ${inside[3] ?? ''}`.trim();
    return readParenthesis(outer, (inside[2] ?? '').trim());
  }
  // Markup is text like any other: its slash parts nothing.
  const parts = /[<>]/.test(text) ? [] : text.split(/\s+[-–—]\s+|\s*[|/_]\s*/).filter((part) => part.trim() !== '');
  const pair = parts.length === 2 ? readPair(parts[0]?.trim() ?? '', parts[1]?.trim() ?? '') : null;
  return pair ?? plain(withoutDevice(text));
}

function plain(name: string): DisplayName {
  return { name, place: null, organisation: null };
}

/** Zoom puts the name given at registration in parentheses after a changed one; people put their city there. */
function readParenthesis(outer: string, inner: string): DisplayName {
  if (outer === '') return plain(inner);
  const rest = readDisplayName(outer);
  if (isPlace(inner)) return { ...rest, place: inner };
  const innerIsName = hasGivenName(inner) && inner.includes(' ');
  const outerIsName = hasGivenName(rest.name) && rest.name.includes(' ') && !DEVICE.test(outer);
  if (innerIsName && !outerIsName) return plain(inner);
  return innerIsName || !looksLikeInstitution(inner) ? rest : { ...rest, organisation: rest.organisation ?? inner };
}

/** null where nothing tells which of the two is the person. */
function readPair(first: string, second: string): DisplayName | null {
  for (const [name, other] of [[first, second], [second, first]] as const) {
    if (isPlace(other) && !isPlace(name)) return { name: withoutDevice(name), place: other, organisation: null };
  }
  const [firstIsName, secondIsName] = [isPersonsName(first), isPersonsName(second)];
  if (firstIsName === secondIsName) return null;
  return firstIsName
    ? { name: first, place: null, organisation: second }
    : { name: second, place: null, organisation: first };
}

function isPersonsName(text: string): boolean {
  return hasGivenName(text) && !looksLikeInstitution(text);
}

/** Capitals only (CNI, FSTMB), or a word institutions have in their names. */
function looksLikeInstitution(text: string): boolean {
  if (/^[A-ZÁÉÍÓÚÑ.]{2,12}$/.test(text) && !hasGivenName(text)) return true;
  return INSTITUTION.test(normaliseName(text));
}

function isPlace(text: string): boolean {
  return findDepartment(text) !== null || (text.length > 3 && findMunicipality(text) !== null);
}

function withoutDevice(text: string): string {
  if (!DEVICE.test(text)) return text;
  const owner = /\bde\s+(.+)$/i.exec(text)?.[1];
  return owner ?? text;
}
