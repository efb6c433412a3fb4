/** The headings of a table, as people write them over one row or two. Pure. */

/**
 * Headings of a row, one per column. Where the row is the lower of two, an empty cell takes the heading above it, and
 * a bare number or letter is completed by the heading that spans it ("Sesiones" over 1, 2, 3; "Sexo" over F and M).
 */
export function headingsAt(rows: readonly (readonly string[])[], headerRow: number): string[] {
  const lower = rows[headerRow - 1] ?? [];
  const upper = rows[headerRow - 2] ?? [];
  const filled = upper.filter((cell) => cell !== '').length;
  const width = Math.max(lower.length, filled > 1 ? upper.length : 0);
  const headings: string[] = [];
  let spanning = '';
  for (let column = 0; column < width; column += 1) {
    const [above, here] = [filled > 1 ? (upper[column] ?? '') : '', lower[column] ?? ''];
    if (above !== '') spanning = above;
    const bare = /^(\d{1,2}|[a-z])$/i.test(here);
    headings.push(here === '' ? above : bare && spanning !== '' ? `${spanning} ${here}` : here);
  }
  return headings;
}
