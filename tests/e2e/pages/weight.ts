import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'

export type Weight = { script: number; stylesheet: number; font: number }

/** What a page that nobody signed in to may load: bytes as they travel (gzip). */
export const weightMax: Readonly<Weight> = { script: 15_000, stylesheet: 20_000, font: 0 }

/** All of these together, of a page for whoever signed in. */
export const signedInWeightMax = 120_000

/** Bytes, gzipped, of what a page loads from now on, by kind. */
export function weigh(page: Page): () => Promise<Weight> {
  const came: Response[] = []
  const note = (response: Response) => {
    if (response.ok()) came.push(response)
  }
  page.on('response', note)
  return async () => {
    page.off('response', note)
    const weight: Weight = { script: 0, stylesheet: 0, font: 0 }
    for (const response of came) {
      const kind = response.request().resourceType()
      if (kind === 'script' || kind === 'stylesheet' || kind === 'font')
        weight[kind] += gzipSync(await response.body()).byteLength
    }
    return weight
  }
}
