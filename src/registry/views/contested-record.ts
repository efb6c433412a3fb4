/** Which record of a person has two versions of a value. */

/** Fields of a record behind each line that a page shows of a person. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  name: ['private.name'],
  sex: ['payload.sex'],
  document: ['private.document'],
  contact: ['private.contact'],
  birth: ['payload.birthYear', 'payload.ageBand', 'private.birthDate'],
  place: ['payload.department', 'payload.municipality'],
};

/** Id of the first record in conflict about this; null where none is. `what` not listed is a field of the payload. */
export function contestedRecord(
  records: readonly { readonly id: string; readonly conflictFields: readonly string[] }[],
  what: string,
): string | null {
  const fields = FIELDS[what] ?? [`payload.${what}`];
  return records.find(({ conflictFields }) => conflictFields.some((field) => fields.includes(field)))?.id ?? null;
}
