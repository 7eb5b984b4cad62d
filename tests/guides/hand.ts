import { expect, type Locator, type Page } from '@playwright/test'
import * as OTPAuth from 'otpauth'
import { totpPeriodSeconds } from '#app/domain/account/totp-step.ts'
import { labelsIn, labelText } from '#app/i18n/guide/read.ts'
import type { Guide, Step } from '#app/i18n/guide/shape.ts'
import { type Locale, localize } from '#app/i18n/locale.ts'
import type { MessageKey } from '#app/i18n/messages.ts'
import { type Translate, translator } from '#app/i18n/translate.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { fill, press } from '#tests/e2e/hands.ts'
import { enter } from '#tests/support/enter.ts'

/** Somebody who does what a guide says, step by step. */
export type Hand = {
  page: Page
  db: Db
  siteUrl: string
  locale: Locale
  t: Translate
  /** Opens a path of http/paths.ts: for where a reader already is, or a letter's link leads. */
  goto: (path: string) => Promise<void>
  fill: (values: Parameters<typeof fill>[1], scope?: Locator) => Promise<void>
  /** Presses the first button that says this; what it asks for is done. */
  press: (key: MessageKey, scope?: Locator) => Promise<void>
  /** Presses a button that has a sum or a number in its words. */
  pressOne: (button: Locator) => Promise<void>
  follow: (key: MessageKey) => Promise<void>
  /** Follows a link that somebody’s words are on: a call, a project. */
  followNamed: (name: string) => Promise<void>
  /** Opens what is folded away under these words. */
  unfold: (key: MessageKey, scope?: Locator) => Promise<void>
  button: (key: MessageKey) => Locator
  /** Takes this step's picture with what is meant in its middle, ringed. Without it the picture is of where the step ends. */
  show: (meant: Locator) => Promise<void>
  /** Somebody else at the same machine, for what must happen before this reader can go on: signed in, without the page that does it. */
  become: (email: string) => Promise<void>
  /** A one-time code of this person's that nobody has used yet. */
  code: (email: string, secret: string) => Promise<string>
}

export type Act = (hand: Hand) => Promise<void>
/** For each task, what is done at each of its steps. */
export type Walk = Readonly<Record<string, readonly Act[]>>

export type Walking = {
  guide: Guide
  walk: Walk
  page: Page
  db: Db
  siteUrl: string
  locale: Locale
  keep: (task: string, step: number, picture: Buffer) => Promise<void>
}

/** @throws Error where the site is not as the guide says */
export async function walkGuide({ guide, walk, page, db, siteUrl, locale, keep }: Walking): Promise<void> {
  const tasks = guide.tasks.map(({ name }) => name)
  expect(Object.keys(walk), `${guide.role}: the walk has the guide’s tasks`).toEqual(tasks)
  for (const task of guide.tasks) {
    const acts = walk[task.name] ?? []
    expect(acts.length, `${guide.role} ${task.name}: an act for each step`).toBe(task.steps.length)
    for (const [at, step] of task.steps.entries()) {
      const act = acts[at]
      if (act === undefined) continue
      try {
        const picture = await takeStep({ page, db, siteUrl, locale }, step, act)
        if (picture !== undefined) await keep(task.name, at + 1, picture)
      } catch (error) {
        const where = `${guide.role} (${locale}), ${task.name}, step ${String(at + 1)}, at ${page.url()}`
        const refused = await page.locator('.error-summary').allInnerTexts()
        const why = [...refused, error instanceof Error ? error.message : String(error)].join('\n')
        throw new Error(`${where}: ${why}`, { cause: error })
      }
    }
  }
}

type Place = Pick<Hand, 'page' | 'db' | 'siteUrl' | 'locale'>

/** Does one step; every word of the site's that it names was to be seen on the way. @returns its picture */
async function takeStep(place: Place, step: Step, act: Act): Promise<Buffer | undefined> {
  const { page, locale } = place
  const unseen = new Set(labelsIn(step.says))
  const lookAround = async () => {
    for (const key of unseen) if (await isSeen(page, labelText(key, locale))) unseen.delete(key)
  }
  let picture: Buffer | undefined
  const show = async (meant: Locator) => {
    expect(step.picture, 'a step whose picture is taken has words for it').toBeDefined()
    picture = await pictureOf(page, meant)
  }
  await lookAround()
  await act(handAt(place, lookAround, show))
  await lookAround()
  expect(
    [...unseen].map((key) => labelText(key, locale)),
    'named in the guide, and not to be seen',
  ).toEqual([])
  if (step.picture !== undefined && picture === undefined) picture = await pictureOf(page)
  return picture
}

function handAt(place: Place, lookAround: () => Promise<void>, show: Hand['show']): Hand {
  const { page, db, siteUrl, locale } = place
  const t = translator(locale)
  return {
    ...place,
    t,
    show,
    async goto(path) {
      await page.goto(siteUrl + localize(path, locale))
      await lookAround()
    },
    async fill(values, scope) {
      await fill(scope ?? page, values)
      await lookAround()
    },
    async press(key, scope) {
      await lookAround()
      await (scope ?? page)
        .getByRole('button', { name: t(key), exact: true })
        .first()
        .waitFor()
      await press(page, t(key), scope)
    },
    async pressOne(one) {
      await lookAround()
      await press(page, (await one.first().innerText()).trim())
    },
    async follow(key) {
      await lookAround()
      await followLink(page, t(key))
    },
    async followNamed(name) {
      await lookAround()
      await followLink(page, name)
    },
    async unfold(key, scope) {
      await lookAround()
      await (scope ?? page)
        .locator('summary')
        .filter({ hasText: t(key) })
        .first()
        .click()
    },
    button: (key) => page.getByRole('button', { name: t(key), exact: true }),
    async become(email) {
      const { id } = await db.account.findUniqueOrThrow({ where: { email }, select: { id: true } })
      const { session } = await enter(db, id, locale === 'en' ? 'EN' : 'ZH_CN')
      await page.context().clearCookies()
      await page
        .context()
        .addCookies([{ name: 'session', value: session, url: siteUrl, httpOnly: true, sameSite: 'Lax' }])
    },
    async code(email, secret) {
      const totp = new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(secret) })
      const { totpLastStep } = await db.account.findUniqueOrThrow({ where: { email }, select: { totpLastStep: true } })
      return totpLastStep === null
        ? totp.generate()
        : totp.generate({ timestamp: (Number(totpLastStep) + 1) * totpPeriodSeconds * 1000 })
    },
  }
}

/** The page’s own link, else one of the frame around it. */
async function followLink(page: Page, name: string): Promise<void> {
  const own = page.locator('main').getByRole('link', { name, exact: true })
  const link = ((await own.count()) > 0 ? own : page.getByRole('link', { name, exact: true })).first()
  await Promise.all([page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame()), link.click()])
}

/** In an element that shows, as its text or as a part of it. */
const isSeen = async (page: Page, text: string): Promise<boolean> =>
  (await page.getByText(text).filter({ visible: true }).count()) > 0

/** What the window shows: what is pressed or filled in stands low in it, below what leads there; all else high, above what follows; else the page’s title. */
async function pictureOf(page: Page, meant?: Locator): Promise<Buffer> {
  await page.evaluate(() => {
    const title = document.querySelector('main h1')
    window.scrollTo({ top: scrollY + (title?.getBoundingClientRect().top ?? 0) - 24, behavior: 'instant' })
  })
  const target = meant?.filter({ visible: true }).first()
  const stylesBefore = await target?.evaluate((element) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const { top, bottom } = element.getBoundingClientRect()
    const isLow = element.matches('button, input, select, textarea, a.button')
    window.scrollBy({ top: isLow ? bottom - innerHeight * 0.8 : top - innerHeight * 0.2, behavior: 'instant' })
    const { style } = element as HTMLElement
    const had = style.cssText
    style.setProperty('outline', '3px solid #b3261e', 'important')
    style.setProperty('outline-offset', '3px', 'important')
    return had
  })
  const picture = await page.screenshot({ animations: 'disabled' })
  if (stylesBefore !== undefined)
    await target?.evaluate((element, had) => {
      ;(element as HTMLElement).style.cssText = had
    }, stylesBefore)
  return picture
}
