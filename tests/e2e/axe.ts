import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from '@playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** How texts are painted on the pages that this process has seen, each judged legible. */
const legible = new Set<string>()

/**
 * What breaks WCAG 2.2 A and AA or axe's best practice, each as `rule: where`. Pages have one frame, so axe runs once, in
 * the page, and only the violations come back: half the time of a reading through its driver. Four fifths of the rest went into telling
 * contrast again and again of the same few paints of one style sheet: a paint is judged where it is met first.
 */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const paints = await page.evaluate(paintsOfTexts)
  const isAllSeen = paints.every((paint) => legible.has(paint))
  const found = await page.evaluate(
    async ({ values, isAllSeen: seen }) => {
      const { run } = (globalThis as unknown as { axe: typeof axe }).axe
      const { passes, violations } = await run(document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
        // The style sheets are fetched for one rule, which is about them alone.
        preload: !seen,
        rules: { 'color-contrast': { enabled: !seen }, 'css-orientation-lock': { enabled: !seen } },
      })
      if (passes.length === 0) throw new Error('axe looked at nothing')
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
    },
    { values: tags, isAllSeen },
  )
  if (found.length === 0) for (const paint of paints) legible.add(paint)
  return found
}

/** In the page: of each text that is seen its colour, size and weight, and everything that is painted behind it. */
function paintsOfTexts(): string[] {
  const clear = 'rgba(0, 0, 0, 0)'
  const grounds = new Map<Element, string>()
  const groundOf = (element: Element): string => {
    const known = grounds.get(element)
    if (known !== undefined) return known
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element)
    const own = [backgroundColor, backgroundImage, opacity].join(' ')
    const isOpaque = backgroundColor.startsWith('rgb(') && backgroundImage === 'none' && opacity === '1'
    const behind = isOpaque || element.parentElement === null ? '' : groundOf(element.parentElement)
    const ground = own === `${clear} none 1` ? behind : `${own} / ${behind}`
    grounds.set(element, ground)
    return ground
  }
  const paints = new Set<string>()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (element === null || texts.currentNode.nodeValue?.trim() === '' || element.getClientRects().length === 0)
      continue
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element)
    paints.add([color, fontSize, fontWeight, textShadow, groundOf(element)].join(' | '))
  }
  return [...paints]
}
