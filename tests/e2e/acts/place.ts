import { makeCity } from '#tests/support/scenes-standing.ts'
import { sceneDatabase } from '../scene-database.ts'
import type { Stage } from '../stage.ts'

/** A city of this journey's own: registries and rounds of other journeys do not reach it. `index`: one digit for each of them. */
export const cityOf = (stage: Stage, index: number, zh: string, en: string) => {
  const number = String(parseInt(stage.mark, 16) % 10_000).padStart(4, '0')
  return makeCity(sceneDatabase(stage), `9${number}${index}`, zh, en)
}
