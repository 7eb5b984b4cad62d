import { defineLifecycle } from '../shared/lifecycle.ts'

export type ImportState = 'PREVIEW' | 'IMPORTED' | 'PUT_ASIDE' | 'LAPSED'
export type ImportEvent = 'confirm' | 'discard' | 'lapse'

/** An uploaded list: nothing of it is written until somebody confirms; otherwise it is put aside, or lapses after a day. */
export const importLifecycle = defineLifecycle<ImportState, ImportEvent>({
  name: 'import_draft',
  initial: 'PREVIEW',
  table: {
    PREVIEW: { confirm: 'IMPORTED', discard: 'PUT_ASIDE', lapse: 'LAPSED' },
    IMPORTED: {},
    PUT_ASIDE: {},
    LAPSED: {},
  },
})
