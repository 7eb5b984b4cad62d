const numbered = (prefix: string) => (year: number, count: number) =>
  `${prefix}-${year}-${String(count).padStart(4, '0')}`

/** HT-2026-0003 and XM-2026-0003: what people read out on the telephone. */
export const contractNumber = numbered('HT')
export const projectNumber = numbered('XM')
