import type { Locale } from '../locale.ts'
import type { Guide, GuideRole, Task } from './shape.ts'

/** In CSS pixels; the files have twice as many. */
export const pictureSize = {
  phone: { width: 390, height: 480 },
  desk: { width: 1280, height: 640 },
} as const satisfies Record<Guide['at'], { width: number; height: number }>

/** Below `public/`; `step` counts from one. */
export const picturePath = (locale: Locale, role: GuideRole, task: Task['name'], step: number): string =>
  `/guide-pictures/${locale}/${role}/${task}-${String(step)}.webp`
