/**
 * Figures as they were worked out last, kept while the program runs: of what came in since, only the people it speaks
 * of are worked out again, as they were and as they are. A page of many figures over a million facts is answered so.
 */
import type { Columns } from './columns.ts';
import { evaluatePart } from './evaluate.ts';
import type { Evaluation, Question } from './evaluation.ts';
import { sharedBytes } from './int-column.ts';
import { addsUp, renewed } from './joining.ts';
import type { Touched } from './touched.ts';
import type { View } from './view.ts';

/** As many as a programme's pages show; those not asked for longest go. */
const KEPT_MAX = 300;
/** Room for the status of every fact, of figures that were explained: 50 of a million facts, 5 of ten million. */
const STATUS_BYTES_MAX = 50_000_000;

/** What is asked, where. */
interface Asked {
  readonly columns: Columns;
  readonly view: View;
  readonly question: Question;
  /** Definition and narrowing, as text. */
  readonly key: string;
}

interface Kept {
  readonly question: Question;
  readonly position: number;
  readonly evaluation: Evaluation;
  /** How many facts stood sorted: their numbers hold until they are sorted again. */
  readonly sorted: number;
}

export class KeptFigures {
  private readonly kept = new Map<string, Kept>();
  private readonly explained = new Map<string, Kept>();
  private readonly columns: Columns;
  private readonly touched: Touched;
  private readonly viewAt: (position: number) => View;

  /** Of facts that only grow; `viewAt`: what was known at an earlier position. */
  constructor(columns: Columns, touched: Touched, viewAt: (position: number) => View) {
    this.columns = columns;
    this.touched = touched;
    this.viewAt = viewAt;
  }

  /** A figure without cells, with the status of every fact where that is asked for. `whole` works it out where nothing helps. */
  evaluation(asked: Asked, whole: () => Evaluation, explain = false): Evaluation {
    // A copy on which something is tried out has facts of its own.
    if (asked.columns !== this.columns) return whole();
    const shelf = explain ? this.explained : this.kept;
    const known = shelf.get(asked.key);
    const evaluation = (known === undefined ? null : this.brought(known, asked)) ?? whole();
    const { position } = asked.view;
    if (known !== undefined && known.position > position) return evaluation;
    shelf.delete(asked.key);
    const most = explain ? Math.floor(STATUS_BYTES_MAX / Math.max(1, this.columns.length)) : KEPT_MAX;
    for (const oldest of shelf.keys()) {
      if (shelf.size < Math.min(most, KEPT_MAX)) break;
      shelf.delete(oldest);
    }
    shelf.set(asked.key, { question: asked.question, position, evaluation, sorted: this.columns.sorted });
    return evaluation;
  }

  /** What was kept, brought to the position asked about; null where that cannot be said from the people touched between. */
  private brought(known: Kept, { columns, view, question }: Asked): Evaluation | null {
    if (!asksTheSame(known.question, question)) return null;
    if (known.evaluation.status !== null && known.sorted !== columns.sorted) return null;
    const since = Math.min(known.position, view.position);
    const measures = [question.measure, question.beside ?? question.measure];
    const records = this.touched.since(since, measures);
    if (records === null) return null;
    if (records.length === 0) return known.evaluation;
    if (!addsUp(question)) return null;
    const people = [...new Set(records.map((record) => view.canonical[record] ?? record))];
    const status = statusWithout(known.evaluation.status, columns, question.measure, people.flatMap((person) => view.members.get(person) ?? [person]));
    const before = evaluatePart(columns, this.viewAt(known.position), known.question, { people, status: null });
    const renewing = renewed(known.evaluation, before, evaluatePart(columns, view, question, { people, status }));
    return renewing === null ? null : { ...renewing, status };
  }
}

/** A copy in which nothing is said of the facts of these records; null of null. */
function statusWithout(known: Uint8Array | null, columns: Columns, measure: number, records: readonly number[]): Uint8Array | null {
  if (known === null) return null;
  const status = sharedBytes(columns.length);
  status.set(known);
  for (const record of records) for (const fact of columns.factsOf(measure, record)) status[fact] = 0;
  return status;
}

/** Whether two questions of one definition and narrowing are the same numbers: sessions, thresholds and quarters may have changed. */
function asksTheSame(one: Question, other: Question): boolean {
  return (
    one.beside === other.beside && one.occasion === other.occasion && asksTheSameOfActivities(one, other) &&
    isSameList(one.quarterEnds, other.quarterEnds) && isSameSet(one.within, other.within) &&
    FILTERS.every((name) => isSameSet(one.filter[name], other.filter[name]) && isSameSet(one.numerator[name], other.numerator[name]))
  );
}

type AskedOfActivities = Pick<Question, 'measure' | 'mostOf' | 'needed'>;

/** Whether activities ask the same of the same facts. */
export function asksTheSameOfActivities(one: AskedOfActivities, other: AskedOfActivities): boolean {
  return (
    one.measure === other.measure && isSameList(one.mostOf, other.mostOf) &&
    isSameList(one.needed, other.needed, (a, b) => a.percent === b.percent && a.total === b.total)
  );
}

const FILTERS = ['sex', 'kind', 'organisation', 'department', 'municipality', 'sector', 'partner', 'activity', 'ageBand', 'youth'] as const;

/** Lists may have holes, which `every` would pass over: a session that attendance names and nobody has scheduled yet. */
function isSameList<T>(one: readonly T[], other: readonly T[], isSame: (a: T, b: T) => boolean = Object.is): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) {
    const [its, others] = [one[at], other[at]];
    if (its === undefined || others === undefined ? its !== others : !isSame(its, others)) return false;
  }
  return true;
}

function isSameSet(one: ReadonlySet<number> | null, other: ReadonlySet<number> | null): boolean {
  if (one === null || other === null) return one === other;
  return one.size === other.size && [...one].every((value) => other.has(value));
}
