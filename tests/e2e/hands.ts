import type { Locator, Page } from '@playwright/test'
import { type Actor, expect, expectGoodPage, expectNothingSideways, shot, type Stage } from './stage.ts'

/** Fills fields by name: text, choices, boxes. */
export async function fill(scope: Page | Locator, values: Readonly<Record<string, string | true>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = scope.locator(`[name="${name}"]:not([type="hidden"], meta)`).first()
    const tag = await field.evaluate((element) =>
      element instanceof HTMLInputElement ? element.type : element.tagName,
    )
    if (value === true) await field.check()
    else if (tag === 'SELECT') await field.selectOption(value)
    else if (tag === 'radio') await scope.locator(`[name="${name}"][value="${value}"]`).check()
    else await field.fill(value)
  }
}

/** Waits for the page that answers: a form may first wait for an autosave of its own. */
async function answered(page: Page, button: Locator): Promise<void> {
  const answer = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame())
  await button.click()
  await answer
}

const buttonIn = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true }).first()

/** Presses a button; what it asks for is done. */
export async function press(page: Page, name: string, scope: Page | Locator = page): Promise<void> {
  await answered(page, buttonIn(scope, name))
  await expect(page.locator('.error-summary')).toHaveCount(0)
}

/** Presses a button; the page comes back and says why not. */
export async function pressInVain(
  page: Page,
  name: string,
  why: string | RegExp,
  scope: Page | Locator = page,
): Promise<void> {
  await answered(page, buttonIn(scope, name))
  const summary = page.locator('.error-summary')
  await expect(summary).toContainText(why)
  // However long the page: with or without JavaScript its reader is at the summary.
  await expect(summary).toBeInViewport()
}

/** Follows a link to the page it leads to. */
export const follow = (page: Page, name: string): Promise<void> =>
  answered(page, page.getByRole('link', { name, exact: true }).first())

/** A page as its reader gets it, looked at once: axe needs JavaScript in the page, nothing sideways does not. */
export async function see({ hasJavaScript, locale }: Stage, { page }: Actor, name: string): Promise<void> {
  if (hasJavaScript) await expectGoodPage(page)
  else await expectNothingSideways(page)
  await shot(page, `${locale === 'en' ? 'en' : 'zh'}-${name}`)
}

/** The heading that says which page this is. */
export const expectTitle = (page: Page, name: string): Promise<void> =>
  expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()

/** What is said once after something was done. */
export const expectSaid = (page: Page, text: string): Promise<void> =>
  expect(page.locator('.toast[role=status]')).toContainText(text)

/** Time passes: only the schema's owner can move a published deadline. */
export async function letDeadlinePass({ db }: Stage, callId: string): Promise<void> {
  await db.$transaction([
    db.$executeRaw`ALTER TABLE call DISABLE TRIGGER call_guard`,
    db.$executeRaw`UPDATE call SET bid_deadline_at = now() - interval '1 second' WHERE id = ${callId}::uuid`,
    db.$executeRaw`ALTER TABLE call ENABLE TRIGGER call_guard`,
  ])
}

/** So does the term of a notice that stands. */
export async function letNoticePass({ db }: Stage, callId: string): Promise<void> {
  await db.$transaction([
    db.$executeRaw`ALTER TABLE result_notice DISABLE TRIGGER result_notice_guard`,
    db.$executeRaw`UPDATE result_notice SET noticed_at = now() - interval '2 days', ends_at = now() - interval '1 second' WHERE call_id = ${callId}::uuid AND state = 'OPEN'`,
    db.$executeRaw`ALTER TABLE result_notice ENABLE TRIGGER result_notice_guard`,
  ])
}

/** And the pitches of a venture call. */
export async function letPitchesPass({ db }: Stage, callId: string): Promise<void> {
  await db.$transaction([
    db.$executeRaw`ALTER TABLE pitch_session DISABLE TRIGGER pitch_session_guard`,
    db.$executeRaw`UPDATE pitch_session SET starts_at = now() - interval '1 day' WHERE call_id = ${callId}::uuid`,
    db.$executeRaw`ALTER TABLE pitch_session ENABLE TRIGGER pitch_session_guard`,
  ])
}
