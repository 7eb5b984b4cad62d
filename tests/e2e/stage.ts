import { randomBytes } from 'node:crypto'
import { type Browser, type BrowserContext, expect, type Page, test as base } from '@playwright/test'
import type { BodyRole, OrganizationRole } from '#app/domain/shared/actor.ts'
import { type Locale, localize } from '#app/i18n/locale.ts'
import { type Translate, translateDynamic, translator, type Values } from '#app/i18n/translate.ts'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { enter } from '#tests/support/enter.ts'
import { markupFaults } from '#tests/support/markup.ts'
import { needed } from '#tests/support/needed.ts'
import { violationsOf } from './axe.ts'
import { crampedTables } from './cramped.ts'

/** Who walks on: memberships are given, the session is a row in the database, as after a real sign-in. */
export type Part = {
  name: string
  bodies?: { bodyId: string; role: BodyRole }[]
  organizations?: { organizationId: string; role: OrganizationRole }[]
  expert?: { employer: string; regionId: string }
  isAdministrator?: boolean
}

export type Actor = {
  page: Page
  accountId: string
  email: string
  /** Opens a path of http/paths.ts in the journey's language; what comes is valid HTML, looked at in Chinese. */
  goto: (path: string) => Promise<void>
}

export type Stage = {
  db: Db
  locale: Locale
  /** The journey's own mark, so that journeys side by side never meet. */
  mark: string
  hasJavaScript: boolean
  t: Translate
  tt: (key: string, values?: Values) => string
  siteUrl: string
  enter: (part: Part) => Promise<Actor>
  /** Somebody whom a scene already made, signed in. */
  enterAs: (accountId: string) => Promise<Actor>
  anonymous: () => Promise<Actor>
}

async function openPage(
  browser: Browser,
  locale: Locale,
  javaScriptEnabled: boolean,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    locale,
    javaScriptEnabled,
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
  })
  return { context, page: await context.newPage() }
}

export const test = base.extend<{ stage: Stage }>({
  stage: async ({ browser, locale, javaScriptEnabled }, use) => {
    const language: Locale = locale === 'en' ? 'en' : 'zh-CN'
    const hasJavaScript = javaScriptEnabled
    const siteUrl = needed('SITE_URL')
    const db = createDb(needed('SITE_OWNER_URL'), 3)
    const contexts: BrowserContext[] = []
    const mark = randomBytes(3).toString('hex')

    const actorOn = (page: Page, accountId: string, email: string): Actor => ({
      page,
      accountId,
      email,
      goto: async (path) => {
        const answer = await page.goto(`${siteUrl}${localize(path, language)}`)
        // The other language has the same markup around other words.
        if (language === 'zh-CN' && answer?.headers()['content-type']?.startsWith('text/html') === true)
          expect(await markupFaults(await answer.text()), path).toEqual([])
      },
    })

    const enterAs = async (accountId: string): Promise<Actor> => {
      const { account, session } = await enter(db, accountId, language === 'en' ? 'EN' : 'ZH_CN')
      const { context, page } = await openPage(browser, language, hasJavaScript)
      contexts.push(context)
      await context.addCookies([{ name: 'session', value: session, url: siteUrl, httpOnly: true, sameSite: 'Lax' }])
      return actorOn(page, accountId, account.email)
    }

    await use({
      db,
      locale: language,
      mark,
      hasJavaScript,
      siteUrl,
      t: translator(language),
      tt: (key, values) => translateDynamic(language, key, values) ?? key,
      async enter(part) {
        const { id } = await db.account.create({
          data: {
            email: `${randomBytes(5).toString('hex')}@example.cn`,
            name: part.name,
            isAdministrator: part.isAdministrator ?? false,
            bodyMemberships: { create: (part.bodies ?? []).map(({ bodyId, role }) => ({ bodyId, role })) },
            organizationMemberships: {
              create: (part.organizations ?? []).map(({ organizationId, role }) => ({ organizationId, role })),
            },
            ...(part.expert === undefined ? {} : { expert: { create: { ...part.expert, fields: ['OTHER'] } } }),
          },
        })
        return enterAs(id)
      },
      enterAs,
      async anonymous() {
        const { context, page } = await openPage(browser, language, hasJavaScript)
        contexts.push(context)
        return actorOn(page, '', '')
      },
    })
    for (const context of contexts) await context.close()
    await db.$disconnect()
  },
})

/** No axe violation of WCAG 2.2 A and AA; at a phone's and a tablet's width nothing to scroll sideways, and tables with room. */
export async function expectGoodPage(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
  await expectNothingSideways(page)
}

/** A phone (WCAG 1.4.10), and a tablet, where tables are tables again and have the least room for it. */
const narrowWidths = [320, 768]

/** Where there is little room nothing scrolls sideways, and no table is cramped. */
export async function expectNothingSideways(page: Page): Promise<void> {
  const size = page.viewportSize()
  for (const width of narrowWidths) {
    await page.setViewportSize({ width, height: 700 })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `${page.url()} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0)
    expect(await page.evaluate(crampedTables), `tables of ${page.url()} at ${width} px`).toEqual([])
  }
  if (size !== null) await page.setViewportSize(size)
}

/** Keeps a picture at both widths when SHOTS names a folder, to be looked at by a person. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS']
  if (folder === undefined) return
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
}

export { expect }
