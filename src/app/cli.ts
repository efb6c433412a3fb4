/** The command line `digna`: what it was asked, which command, which exit code. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CannotStart } from '../platform/database/cannot-start.ts';
import { Problem } from '../platform/problem.ts';
import { OPTIONS, UsageError } from './asked.ts';
import { COMMANDS, HELP, type Command } from './commands.ts';
import { languageOf, optionFault, problemSaid, wordsIn } from './spoken.ts';
import { withHouse } from './with-house.ts';

const args = process.argv.slice(2);
const language = languageOf(args, process.env);
const t = wordsIn(language);
// What is wrong with a file of entries is said by the schema.
z.config(z.locales[language]());

/** 0 done; 1 refused or failed; 2 the command was not understood. */
async function main(): Promise<number> {
  const asked = understand();
  if (asked === null) {
    process.stdout.write(HELP);
    return 0;
  }
  return withHouse(process.env, (house, database) => asked.command.run({ ...asked, house, database, write: writeLine, language, t }));
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function understand() {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const fault = optionFault(error, language);
    if (fault === null) throw error;
    throw new UsageError(fault);
  }
  const { values, positionals } = parsed;
  if (values.help === true || positionals.length === 0) return null;
  if (values.language !== undefined && values.language !== language) throw new UsageError('--language es|en');
  const command = findCommand(positionals);
  return { command, positionals: positionals.slice(command.words.length), values };
}

function findCommand(positionals: readonly string[]): Command {
  const found = COMMANDS.find(({ words }) => words.every((word, at) => positionals[at] === word));
  if (found === undefined) throw new UsageError(positionals.join(' '));
  return found;
}

/** A file that is not there, a folder, no right to it, a full disk: no fault of ours. */
function isOfFile(error: unknown): error is Error & { readonly code: string; readonly path: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string' && 'path' in error && typeof error.path === 'string';
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError) process.stderr.write(`${t.notUnderstood}: ${error.message}\n\n${HELP}`);
    else if (error instanceof CannotStart) process.stderr.write(`${error.message}\n`);
    else if (error instanceof Problem) process.stderr.write(`${problemSaid(error, language)}\n`);
    else if (isOfFile(error)) process.stderr.write(`${t.cannotReadOrWrite}: ${error.path} (${error.code})\n`);
    else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
