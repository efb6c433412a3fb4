/** Two things at once: the database writes one while the next is made. */

/** Makes something while `writing` is under way, and answers with it once that ended. Throws what either throws, never before `writing` ended. */
export async function meanwhile<Made>(writing: Promise<unknown>, make: () => Made | Promise<Made>): Promise<Made> {
  // Who waits for it comes later; until then a failure is nobody's.
  writing.catch(() => undefined);
  try {
    return await make();
  } finally {
    await writing;
  }
}
