import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium as chromiumBrowser } from '@playwright/test'
import { guides } from '#app/i18n/guide/index.ts'
import { picturePath, pictureSize } from '#app/i18n/guide/pictures.ts'
import type { Guide } from '#app/i18n/guide/shape.ts'
import { type Locale, locales } from '#app/i18n/locale.ts'
import { step } from '#app/start/progress.mjs'
import { createDb } from '#app/services/shared/db.server.ts'
import type { Site } from '#tests/support/start-site.ts'
import { walkGuide } from './hand.ts'
import { guideFiles } from './markdown.ts'
import { smallPicture } from './small-picture.ts'
import { tellSite } from '#tests/support/tell-site.ts'
import { openCopy } from './open-copy.ts'
import { walks } from './walks/index.ts'

type Wanted = { roles: readonly string[]; isKept: boolean; chromium: string; ending: AbortSignal }

/** @returns how many walks did not come to their end; all that is told goes to standard output */
export async function walkAll({ roles, isKept, chromium, ending }: Wanted): Promise<number> {
  const wanted = roles.length === 0 ? guides : guides.filter(({ role }) => roles.includes(role))
  const told = await step('the demonstration', tellSite)
  const browser = await chromiumBrowser.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-quic'] })
  let failures = 0
  try {
    for (const guide of wanted)
      for (const locale of locales) {
        const failure = await walkOnce({ told, browser, ending, isKept }, guide, locale)
        if (failure !== undefined) {
          failures += 1
          console.log(`✗ ${failure}`)
        } else console.log(`✓ ${guide.role} (${locale})`)
      }
  } finally {
    await browser.close()
    await told.forget()
  }
  if (isKept && failures === 0) writeGuides()
  return failures
}

type With = { told: Site; browser: Browser; ending: AbortSignal; isKept: boolean }

/** @returns what went wrong */
export async function walkOnce(
  { told, browser, ending, isKept }: With,
  guide: Guide,
  locale: Locale,
): Promise<string | undefined> {
  const copy = await openCopy(told, ending)
  const db = createDb(copy.ownerUrl, 2)
  const context = await browser.newContext({
    locale,
    timezoneId: 'Asia/Shanghai',
    viewport: pictureSize[guide.at],
    deviceScaleFactor: scaleOf[guide.at],
  })
  context.setDefaultTimeout(10_000)
  if (isKept) rmSync(path.dirname(fileOf(picturePath(locale, guide.role, '', 1))), { recursive: true, force: true })
  try {
    await walkGuide({
      guide,
      walk: walks[guide.role] ?? {},
      page: await context.newPage(),
      db,
      siteUrl: copy.address,
      locale,
      keep: async (task, number, picture) => {
        if (!isKept) return
        const file = fileOf(picturePath(locale, guide.role, task, number))
        mkdirSync(path.dirname(file), { recursive: true })
        writeFileSync(file, await smallPicture(picture))
      },
    })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await context.close()
    await db.$disconnect()
    await copy.close()
  }
}

/** A phone has the points for it; a desk's picture is large enough. */
const scaleOf = { phone: 2, desk: 1 } as const satisfies Record<Guide['at'], number>

const fileOf = (picture: string): string => path.join('public', picture)

export function writeGuides(): void {
  for (const [file, text] of guideFiles()) {
    const whole = path.join('docs/guides', file)
    mkdirSync(path.dirname(whole), { recursive: true })
    writeFileSync(whole, text)
  }
}
