import type { Shape } from '../shape.ts'
import type { calendar as source } from '../zh-CN/calendar.ts'

export const calendar = {
  refusal: {
    'year-not-loaded':
      'The working-day calendar of {{year}} is not loaded, so no deadline can be given. An administrator has to load the State Council’s holiday notice.',
  },
} as const satisfies Shape<typeof source>
