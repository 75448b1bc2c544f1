/** A stage as the list `stages` of a pipeline says it. */
export interface StageSpec {
  /** Keeps this stage; absent makes a new one. */
  readonly id?: string;
  readonly name: string;
  /** 0..100 */
  readonly probabilityPercent: number;
  readonly rottenAfterDays?: number | null;
  readonly requiredFields?: readonly string[];
  readonly tone?: string | null;
}

/** The stages that a pipeline starts with when none are given. */
export const DEFAULT_STAGES: readonly StageSpec[] = [
  { name: 'تماس اولیه', probabilityPercent: 10, rottenAfterDays: 14, tone: 'neutral' },
  { name: 'نیازسنجی', probabilityPercent: 25, rottenAfterDays: 14, tone: 'information' },
  { name: 'ارائهٔ پیشنهاد', probabilityPercent: 45, rottenAfterDays: 10, requiredFields: ['amount'], tone: 'accent' },
  {
    name: 'مذاکره',
    probabilityPercent: 65,
    rottenAfterDays: 10,
    requiredFields: ['amount', 'expectedCloseOn'],
    tone: 'warning',
  },
  {
    name: 'آمادهٔ قرارداد',
    probabilityPercent: 85,
    rottenAfterDays: 7,
    requiredFields: ['accountId', 'amount', 'expectedCloseOn'],
    tone: 'success',
  },
];
