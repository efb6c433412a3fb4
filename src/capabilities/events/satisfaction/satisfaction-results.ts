/** What answered forms say together: mean and distribution of each question, and how many of those who came answered. Pure. */

export interface QuestionResult {
  readonly key: string;
  /** Forms that answer it. */
  readonly answered: number;
  /** From 1 to 5; null where nobody answered. */
  readonly mean: number | null;
  /** How many answered 1, 2, 3, 4 and 5. */
  readonly distribution: readonly [number, number, number, number, number];
}

export interface SatisfactionResult {
  readonly forms: number;
  /** Mean of the forms' means: each form weighs the same. */
  readonly mean: number | null;
  readonly questions: readonly QuestionResult[];
  /** Forms for each hundred who attended; null where nobody did. Above 100, there are more forms than people. */
  readonly responsePercent: number | null;
}

/** Forms below which readers who did not collect them see counts only: an answer could be told to be somebody's. */
export const FEW_FORMS_BELOW = 5;

export type Answers = Readonly<Record<string, number>>;

/** `keys`: questions of the form, in its order. Questions that only older forms answer come after them. */
export function satisfactionOf(forms: readonly Answers[], keys: readonly string[], attended: number): SatisfactionResult {
  const others = [...new Set(forms.flatMap((answers) => Object.keys(answers)))].filter((key) => !keys.includes(key)).sort();
  return {
    forms: forms.length,
    mean: meanOf(forms.flatMap((answers) => meanOf(Object.values(answers)) ?? [])),
    questions: [...keys, ...others].map((key) => questionOf(key, forms)),
    responsePercent: attended === 0 ? null : (forms.length * 100) / attended,
  };
}

/** Counts without what was answered. */
export function withoutAnswers(result: SatisfactionResult): SatisfactionResult {
  const questions = result.questions.map(({ key, answered }) => ({ key, answered, mean: null, distribution: [0, 0, 0, 0, 0] as const }));
  return { ...result, mean: null, questions };
}

function questionOf(key: string, forms: readonly Answers[]): QuestionResult {
  const points = forms.flatMap((answers) => answers[key] ?? []);
  const count = (point: number): number => points.filter((one) => one === point).length;
  return { key, answered: points.length, mean: meanOf(points), distribution: [count(1), count(2), count(3), count(4), count(5)] };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
